//! Days that have not come and years that seem to be a slip, told by the day of the portal.

use daylight::diagnostic::Code;

use crate::example::findings;
use crate::fence::Given;

/// The portal whose day is 31 March 2026 and whose plan runs through that year.
const BASE: &str = "tests/diagnostics/base";

/// The codes about days that a file leads to.
fn codes(path: &str, text: &str) -> Vec<Code> {
    let given = Given {
        path: path.to_owned(),
        text: text.to_owned(),
        encoding: None,
        size: None,
        link: None,
        gone: false,
    };
    let (problems, _) = findings(Some(BASE), &[given]);
    let codes = problems.iter().map(|problem| problem.code);
    codes.filter(|code| matches!(code, Code::NotYet | Code::DoubtfulYear)).collect()
}

#[test]
fn an_update_is_told_by_the_day_of_its_report() {
    let update = |day: &str| {
        format!(
            "- {{任务: lift-retrofit, 截至: 2026-03-28, 填报日期: {day}, 进度: 30, 进展: 甲}}\n"
        )
    };
    for (day, expected) in [
        ("2026-03-31", vec![]),
        ("2026-04-01", vec![Code::NotYet]),
        ("2027-12-31", vec![Code::NotYet]),
        ("2028-01-01", vec![Code::DoubtfulYear]),
        ("2062-03-28", vec![Code::DoubtfulYear]),
    ] {
        assert_eq!(codes("updates/a.yaml", &update(day)), expected, "{day}");
    }
    let two = update("2026-04-01") + &update("2026-04-02");
    assert_eq!(codes("updates/a.yaml", &two), [Code::NotYet], "once for a file");
}

#[test]
fn what_is_announced_or_due_may_lie_ahead() {
    let unit = |day: &str| {
        format!("单位:\n  - {{编号: old-office, 名称: 甲, 类型: 部门, 撤销日期: {day}}}\n")
    };
    for (day, expected) in [("2056-03-31", vec![]), ("2056-04-01", vec![Code::DoubtfulYear])] {
        assert_eq!(codes("units/more.yaml", &unit(day)), expected, "{day}");
    }
    let page = |day: &str| format!("---\n编号: about\n标题: 关于\n发布日期: {day}\n---\n甲\n");
    for (day, expected) in
        [("2026-12-31", vec![]), ("1949-09-30", vec![Code::DoubtfulYear]), ("1949-10-01", vec![])]
    {
        assert_eq!(codes("pages/about.md", &page(day)), expected, "{day}");
    }
}

#[test]
fn what_happened_long_before_every_plan_is_doubtful() {
    let practice = |day: &str, draft: &str| {
        format!("---\n编号: a\n标题: 甲\n单位: office\n摘要: 乙\n发布日期: {day}\n{draft}---\n甲\n")
    };
    for (day, draft, expected) in [
        ("2021-01-01", "", vec![]),
        ("2020-12-31", "", vec![Code::DoubtfulYear]),
        ("2006-03-01", "草稿: 是\n", vec![]),
        ("2026-04-01", "", vec![Code::NotYet]),
    ] {
        assert_eq!(codes("cases/practices/a.md", &practice(day, draft)), expected, "{day}");
    }
}
