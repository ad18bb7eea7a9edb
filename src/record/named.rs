//! A clerk writes a name where an id belongs: the help says which id it is.

use std::collections::{BTreeMap, BTreeSet};

use super::{CategoryRecord, Records};
use crate::diagnostic::{Code, Diagnostic, Wording, say};
use crate::source::Sources;

/// Ids by the names of their records.
type Named<'a> = BTreeMap<&'a str, BTreeSet<&'a str>>;

/// Gives findings about ids that are the names of records a help that names the id.
pub(super) fn name_the_ids(records: &Records, sources: &Sources, problems: &mut [Diagnostic]) {
    let mut bad = problems.iter_mut().filter(|problem| problem.code == Code::BadId).peekable();
    if bad.peek().is_none() {
        return;
    }
    let named = named(records);
    for problem in bad {
        let text = sources.file(problem.span.file).text.as_deref().unwrap_or_default();
        let written = text.get(problem.span.start as usize..problem.span.end as usize);
        let written = written.unwrap_or_default().trim_matches(['"', '\'', '“', '”']);
        if let Some(help) = help(written, &named) {
            problem.help = Some(help);
        }
    }
}

fn named(records: &Records) -> Named<'_> {
    let mut named = Named::new();
    let documents = records.documents.iter().map(|it| (&*it.title, it.id.value.as_str()));
    let units = records.units.iter().map(|it| (&*it.name, it.id.value.as_str()));
    let short = records.units.iter().filter_map(|it| {
        let name = it.short_name.as_ref()?;
        Some((&**name, it.id.value.as_str()))
    });
    let posts = records.posts.iter().map(|it| (&*it.label, it.id.value.as_str()));
    let holders = records.holdings.iter().map(|it| (&**it.name, it.post.slug.as_str()));
    let areas = records.areas.iter().map(|it| (&*it.name, it.id.value.as_str()));
    let grids = records.grids.iter().map(|it| (&*it.name, it.id.value.as_str()));
    let plans = records.plans.iter().map(|it| (&*it.name, it.id.value.as_str()));
    let tasks = records.tasks.iter().map(|it| (&**it.title, it.id.value.as_str()));
    let all = documents.chain(units).chain(short).chain(posts).chain(holders);
    all.chain(areas).chain(grids).chain(plans).chain(tasks).for_each(|(name, id)| {
        add(&mut named, name, id);
    });
    records.profiles.iter().for_each(|it| add(&mut named, &it.name, it.id.value.as_str()));
    for task in &records.tasks {
        let stages = task.stages.iter().map(|it| (&*it.name, it.id.value.as_str()));
        let indicators = task.indicators.iter().map(|it| (&*it.name, it.id.value.as_str()));
        stages.chain(indicators).for_each(|(name, id)| add(&mut named, name, id));
    }
    records.plans.iter().for_each(|it| add_categories(&mut named, &it.catalogue));
    named
}

fn add<'a>(named: &mut Named<'a>, name: &'a str, id: &'a str) {
    named.entry(name).or_default().insert(id);
}

fn add_categories<'a>(named: &mut Named<'a>, categories: &'a [CategoryRecord]) {
    for category in categories {
        add(named, &category.name, category.id.value.as_str());
        add_categories(named, &category.children);
    }
}

/// How to write one name, or several in a row.
fn help(written: &str, named: &Named) -> Option<Wording> {
    let parts = written.split(['、', '，', ',', '；']).map(str::trim);
    let found: Vec<&BTreeSet<&str>> = parts.map(|name| named.get(name)).collect::<Option<_>>()?;
    let ids = |ids: &BTreeSet<&str>, or: &str| ids.iter().copied().collect::<Vec<_>>().join(or);
    if let [one] = found.as_slice() {
        return Some(say(
            format!("这里写编号，不写名称：`{}`", ids(one, "`或`")),
            format!("write the id instead of the name: `{}`", ids(one, "` or `")),
        ));
    }
    let list: Vec<&str> = found.iter().filter_map(|ids| ids.first().copied()).collect();
    let list = list.join(", ");
    Some(say(
        format!("这里写编号，不写名称；可以写几个的，写成`[{list}]`"),
        format!("write ids instead of names; where several may stand: `[{list}]`"),
    ))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::record;

    /// What the help says to a task with this line.
    fn check(line: &str, expected: &str) {
        let units = "- {编号: housing-bureau, 名称: 县住建局, 类型: 部门}\n\
                     - {编号: water-bureau, 名称: 县水利局, 类型: 部门}\n";
        let task =
            format!("编号: a\n标题: 甲\n类别: b\n开始: 2026-01-01\n截止: 2026-02-01\n{line}");
        let texts = [("tasks/a.yaml", task.as_str()), ("units/a.yaml", units)];
        let mut problems = Vec::new();
        record::load(&Sources::from_texts(texts), &mut problems);
        let help = problems.iter().find(|problem| problem.code == Code::BadId);
        let help = help.and_then(|problem| problem.help.as_ref()).map(|help| help.zh.as_str());
        assert_eq!(help, Some(expected), "{line}");
    }

    #[test]
    fn a_name_where_an_id_belongs_is_answered_with_the_id() {
        check("牵头单位: 县住建局", "这里写编号，不写名称：`housing-bureau`");
        check("配合单位: [\"县水利局\"]", "这里写编号，不写名称：`water-bureau`");
        check(
            "配合单位: 县住建局、县水利局",
            "这里写编号，不写名称；可以写几个的，写成`[housing-bureau, water-bureau]`",
        );
        check(
            "牵头单位: 县司法局",
            "这里写编号，不写名称；编号只用小写字母、数字和连字符，例如`lift-retrofit`",
        );
    }
}
