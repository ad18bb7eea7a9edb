//! Pages: a theme's template and a view become HTML. The only home of the template crate.

mod complaint;
mod filters;
mod qr;

use std::collections::{BTreeMap, BTreeSet};

use serde::Serialize;
use tera::{Context, Tera};

use crate::diagnostic::Diagnostic;
use crate::theme::{Template, Theme};
use complaint::{complaint, complaints};

/// A theme's templates, ready to render.
#[derive(Clone)]
pub struct Templates {
    tera: Tera,
    /// What was written where, for findings.
    written: BTreeMap<String, Template>,
}

impl Templates {
    /// Reads all templates of a theme at once. What a template asks for and no template, filter
    /// or component provides is reported here, before any page is rendered.
    pub fn read(theme: &Theme, problems: &mut Vec<Diagnostic>) -> Option<Self> {
        let mut tera = Tera::new();
        filters::register(&mut tera);
        tera.global_context().insert("words", &theme.words);
        let texts = theme.templates.iter().map(|(name, template)| (name, &*template.text));
        match tera.add_raw_templates(texts) {
            Ok(()) => Some(Self { tera, written: theme.templates.clone() }),
            Err(error) => {
                problems.extend(complaints(&error, &theme.templates));
                None
            }
        }
    }

    /// The fields a template asks its view for, by their first name. One that stands in a
    /// condition only is empty, not an error, when it is misspelt: a test compares them.
    pub fn asks_for(&self, template: &str) -> BTreeSet<&str> {
        let names = self.tera.get_template_variables(template);
        names.expect("the caller names a template of this theme").into_iter().collect()
    }

    /// Makes what is the same on every page known to all of them, as `site`.
    pub fn know(&mut self, site: &impl Serialize) {
        self.tera.global_context().insert("site", site);
    }
}

/// One page. A template that asks for what its view does not have is the theme's mistake.
pub fn html(
    templates: &Templates,
    template: &str,
    view: &impl Serialize,
) -> Result<Vec<u8>, Box<Diagnostic>> {
    let wrong = |error| Box::new(complaint(&error, template, &templates.written));
    let view = Context::from_serialize(view).map_err(wrong)?;
    let mut page = Vec::with_capacity(16 * 1024);
    templates.tera.render_to(template, &view, &mut page).map_err(wrong)?;
    Ok(page)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::Sources;
    use crate::span::{FileId, Span, Spanned};
    use crate::theme;

    /// Renders `theme/templates/t.html` and returns the page, or the findings with their places.
    fn rendered(templates: &[(&str, &str)], view: &impl Serialize) -> String {
        let mut sources = Sources::from_texts(templates.iter().copied());
        let mut problems = Vec::new();
        let named = Spanned::new(theme::DEFAULT, Span::start_of(FileId(0)));
        let theme = theme::load(named, &mut sources, &mut problems).expect("a theme");
        let page = Templates::read(&theme, &mut problems).map(|mut templates| {
            templates.know(&BTreeMap::from([("name", "云澄区")]));
            html(&templates, "t.html", view)
        });
        match page {
            Some(Ok(page)) => return String::from_utf8(page).expect("text"),
            Some(Err(problem)) => problems.push(*problem),
            None => {}
        }
        let line = |problem: &Diagnostic| {
            let file = sources.file(problem.span.file);
            let (line, column) = file.line_and_column(problem.span.start);
            let help = problem.help.as_ref().filter(|help| help.zh.starts_with("是不是"));
            let help = help.map(|help| format!("（{}）", help.zh)).unwrap_or_default();
            format!("{}:{line}:{column} {}{help}\n", file.path, problem.message.zh)
        };
        problems.iter().map(line).collect()
    }

    #[derive(Serialize)]
    struct View {
        title: &'static str,
        count: u32,
    }

    const VIEW: View = View { title: "<1>", count: 12_345 };

    #[test]
    fn a_page_sees_its_view_the_site_and_the_words_and_everything_is_escaped() {
        let text = "{{ title }} {{ site.name }} {{ words.nav.home }} {{ count | grouped }}件";
        let page = rendered(&[("theme/templates/t.html", text)], &VIEW);
        assert_eq!(page, "&lt;1&gt; 云澄区 首页 12,345件");
    }

    #[test]
    fn a_date_in_a_text_stays_whole_and_the_text_is_escaped() {
        let text = "{{ text | whole }}";
        for (words, page) in [
            ("<b>3月15日</b>前", "&lt;b&gt;<span class=\"n\">3月15日</span>&lt;/b&gt;前"),
            ("a & b", "a &amp; b"),
        ] {
            let view = BTreeMap::from([("text", words)]);
            assert_eq!(rendered(&[("theme/templates/t.html", text)], &view), page);
        }
    }

    #[test]
    fn what_a_view_does_not_have_is_reported_with_its_place() {
        let check = |text, words: &str| {
            assert_eq!(rendered(&[("theme/templates/t.html", text)], &VIEW), words);
        };
        check(
            "一\n二 {{ titel }}",
            "theme/templates/t.html:2:6 这一页没有叫`titel`的字段（是不是想写`title`？）\n",
        );
        check(
            "{{ site.nmae }}",
            "theme/templates/t.html:1:9 这里没有叫`nmae`的字段（是不是想写`name`？）\n",
        );
        check("{% for x in lines %}{% endfor %}", "theme/templates/t.html:1:13 这里不能逐项列出\n");
    }

    #[test]
    fn what_no_theme_has_is_reported_when_templates_are_read_all_of_it() {
        let found = rendered(
            &[
                ("theme/templates/t.html", "电梯 {{ title | groped }}\n{{ <lihgt /> }}"),
                ("theme/templates/u.html", "{% include \"404.htm\" %}"),
            ],
            &VIEW,
        );
        assert_eq!(
            found,
            "theme/templates/t.html:1:15 没有叫`groped`的过滤器\n\
             theme/templates/t.html:2:4 没有叫`lihgt`的组件\n\
             theme/templates/u.html:1:12 没有叫`404.htm`的模板（是不是想写`404.html`？）\n"
        );
    }

    #[test]
    fn every_template_that_cannot_be_read_is_reported() {
        let broken = [("theme/templates/t.html", "{{ a"), ("theme/templates/u.html", "\n{% if %}")];
        let found = rendered(&broken, &VIEW);
        assert_eq!(found.lines().count(), 2, "{found}");
        assert!(found.contains("theme/templates/u.html:2:"), "{found}");
    }

    #[test]
    fn what_the_crate_says_in_english_is_said_in_chinese_first() {
        for (text, words) in [
            ("{% if count %}一", "模板到这里就完了，有标记没有写完（Unexpected end of input）"),
            (
                "{% for 1 in lines %}",
                "这里写的是整数，应当是名称（Found integer but expected identifier）",
            ),
            (
                "{% extends \"t.html\" %}",
                "模板`t.html`绕一圈又继承了自己（Circular extend detected for template 't.html'）",
            ),
            (
                "{% block a %}{% endblock b %}",
                "开头和结尾的名称不同（block was named `a` in the opening tag, found `b` as name in the end tag）",
            ),
        ] {
            let said = rendered(&[("theme/templates/t.html", text)], &VIEW);
            let (_, said) = said.trim_end().split_once(' ').expect("a finding");
            assert_eq!(said, words, "{text}");
        }
    }

    #[test]
    fn what_templates_disagree_on_is_reported_at_one_of_them() {
        let check = |text, words: &str| {
            assert_eq!(rendered(&[("theme/templates/t.html", text)], &VIEW), words);
        };
        check(
            "{% component bar(x) %}{{ x }}{% endcomponent bar %}",
            "theme/templates/t.html:1:1 组件`bar`定义了两次\n",
        );
        check(
            "{% extends \"lay.html\" %}",
            "theme/templates/t.html:1:1 这个模板不存在，或它继承的模板不存在\n",
        );
    }

    #[test]
    fn pages_are_rendered_in_parallel() {
        fn shared<T: Send + Sync>() {}
        shared::<Templates>();
    }
}
