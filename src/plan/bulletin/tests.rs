//! Bulletins as they read.

use super::counted::{self, Counted};
use super::{Issue, Paper, plain};
use crate::plan::address::Address;
use crate::plan::example::{page, said, text, with};
use crate::plan::here::Here;
use crate::plan::view::bulletin::{BulletinView, MonthList, Official};
use crate::plan::{Page, Plan};

fn bulletin(plan: &Plan, path: &str) -> BulletinView {
    match page(plan, path) {
        Page::Bulletin(view) => view,
        other => panic!("{path} is another page: {}", other.template()),
    }
}

/// The text of the paper, line by line.
fn lines(official: &Official) -> Vec<String> {
    let parts = official.parts.iter().flat_map(|part| {
        let paragraphs = part
            .paragraphs
            .iter()
            .map(|runs| runs.iter().map(|run| run.text.as_str()).collect::<String>());
        part.heading.clone().into_iter().chain(paragraphs)
    });
    parts.collect()
}

#[test]
fn a_month_is_drafted_from_what_was_known_at_its_end() {
    let plan = with(&[], "2026-10-15");
    let view = bulletin(&plan, "bulletins/2026-09/");
    let text = lines(&view.official).join("\n");
    for sentence in
        ["现将2026年9月重点工作推进情况通报如下：", "截至2026年9月30日，公开重点工作2项"]
    {
        assert!(text.contains(sentence), "{sentence} is not in\n{text}");
    }
    assert_eq!(view.document.number.as_deref(), Some("云政办通报〔2026〕9号"));
    assert!(!view.drafted && view.official.editor.is_some());
    let early = lines(&bulletin(&with(&[], "2026-09-30"), "bulletins/2026-09/").official);
    let late = lines(&view.official);
    let same = |lines: &[String]| -> Vec<String> {
        lines.iter().filter(|line| !line.contains("曝光")).cloned().collect()
    };
    assert_eq!(same(&early), same(&late), "what came later changes nothing");
}

#[test]
fn a_task_put_right_before_the_bulletin_came_out_is_said_to_be() {
    const MENDED: &str = "至10月10日印发时，以上任务中已有1项补报进展";
    let told = |progress: &str| {
        let update = text("updates/2026-09.yaml").replace("进度: 66", progress);
        let plan = with(&[("updates/2026-09.yaml", &update)], "2026-10-15");
        let view = bulletin(&plan, "bulletins/2026-09/");
        let spoken = view.broadcast.join("\n");
        (lines(&view.official).join("\n").contains(MENDED), spoken.contains("需要加快"))
    };
    assert_eq!(told("完成日期: 2026-10-08"), (true, false));
    assert_eq!(told("进度: 6"), (false, true));
}

#[test]
fn praise_that_was_taken_back_later_keeps_its_place_in_its_month() {
    let praise = "cases/commendations/2026-001.md";
    let told = |revoked: &str, day: &str| {
        let revoked = format!("撤销: {{日期: {revoked}, 原因: 事迹不实}}\n决定日期");
        let written = text(praise).replacen("决定日期", &revoked, 1);
        let view = bulletin(&with(&[(praise, &written)], day), "bulletins/2026-09/");
        let said = lines(&view.official).join("\n");
        let list = view.lists.iter().find(|list| list.id == "commended");
        let note = list.and_then(|list| list.rows.first()?.note.clone());
        (
            said.contains("表扬通报1件：《通报表扬区政府办公室》"),
            said.contains("（后已撤销）"),
            note,
        )
    };
    let kept = Some("通报表扬".to_owned());
    assert_eq!(told("2026-10-12", "2026-10-11"), (true, false, kept));
    let marked = Some("通报表扬（后已撤销）".to_owned());
    assert_eq!(told("2026-10-12", "2026-10-12"), (true, true, marked));
    // What was taken back within the month is no praise of that month.
    assert_eq!(told("2026-09-28", "2026-10-12"), (false, false, None));
}

#[test]
fn what_becomes_of_a_promise_is_named_with_its_document() {
    let file = "changes/2026.yaml";
    let told = |change: &str| {
        let change = format!(
            "{}- {{任务: lift-retrofit, 变更事项: {change}, 日期: 2026-09-20, 批准: 区政府}}\n",
            text(file)
        );
        let plan = with(&[(file, &change)], "2026-10-15");
        let view = bulletin(&plan, "bulletins/2026-09/");
        lead_to_what_they_count(&plan, &view, "bulletins/2026-09/");
        lines(&view.official).concat()
    };
    let lifts = "9月经批准：“老旧小区加装电梯60部”（区住建局）";
    let ended = told("取消, 文号: 云政函〔2026〕30号");
    assert!(ended.contains(&format!("{lifts}取消（云政函〔2026〕30号）。")), "{ended}");
    let halted = told("暂停, 文号: 云政函〔2026〕31号");
    assert!(halted.contains(&format!("{lifts}暂停（云政函〔2026〕31号）。")), "{halted}");
}

#[test]
fn a_promise_that_was_carried_over_is_not_said_to_be_dropped() {
    let file = "changes/2026.yaml";
    for (change, on_paper, aloud, light) in [
        ("取消", "已取消1项。", "已取消1项。", "已取消"),
        ("结转, 去向: kindergarten", "已结转1项。", "已结转1项。", "已结转"),
        ("并入, 去向: kindergarten", "已并入1项。", "已并入1项。", "已并入"),
    ] {
        let change = format!(
            "{}- {{任务: lift-retrofit, 变更事项: {change}, 日期: 2026-09-20, 批准: 区政府, \
             文号: 云政函〔2026〕30号}}\n",
            text(file)
        );
        let plan = with(&[(file, &change)], "2026-10-15");
        let view = bulletin(&plan, "bulletins/2026-09/");
        let (written, spoken) = (lines(&view.official).concat(), view.broadcast.concat());
        assert!(written.contains(on_paper), "{on_paper} is not in {written}");
        assert!(spoken.contains(aloud), "{aloud} is not in {spoken}");
        let Page::Task(task) = page(&plan, "tasks/lift-retrofit/") else { panic!("a task") };
        assert_eq!(task.standing.light.word, light);
    }
}

#[test]
fn a_month_that_runs_is_counted_again_at_its_end() {
    let plan = with(&[], "2026-10-15");
    let said = |path: &str| lines(&bulletin(&plan, path).official).concat();
    assert!(said("bulletins/2026-09/").contains("收到的填报计算，其后补报的计入下月。"));
    assert!(said("bulletins/2026-10/").contains("收到的填报计算，月末重新计算。"));
}

#[test]
fn a_short_message_about_an_occasion_says_what_it_is_about() {
    let file = text("bulletins/2026-09.md")
        .replace("编号: 2026-09", "编号: lifts")
        .replace("系列: 月通报\n月份: 2026-09\n期号: 9", "系列: 专题\n标题: 电梯验收安排");
    let (head, _) = file.split_once("\n---\n").expect("front matter");
    let file = format!("{head}\n---\n每周二验收。验收不过的重来。\n");
    let view =
        bulletin(&with(&[("bulletins/2026-09.md", &file)], "2026-10-15"), "bulletins/lifts/");
    assert!(view.message.ends_with("电梯验收安排：每周二验收。"), "{}", view.message);
}

#[test]
fn a_draft_bears_no_letterhead_and_no_signature() {
    for (day, signed) in [("2026-10-09", false), ("2026-10-10", true)] {
        let official = bulletin(&with(&[], day), "bulletins/2026-09/").official;
        assert_eq!(official.mark.is_some(), signed, "{day}");
        assert_eq!(official.signed_by.is_some(), signed, "{day}");
    }
}

#[test]
fn before_its_day_the_editors_words_are_not_out() {
    for (day, out) in [("2026-10-09", false), ("2026-10-10", true)] {
        let view = bulletin(&with(&[], day), "bulletins/2026-09/");
        assert_eq!(view.official.editor.is_some(), out, "{day}");
        assert_eq!(view.drafted, !out, "{day}");
    }
    let running = bulletin(&with(&[], "2026-10-09"), "bulletins/2026-10/");
    assert!(running.runs_to.is_some());
    assert_eq!(running.official.number, "未编文号");
}

#[test]
fn prose_says_nothing_of_what_did_not_happen() {
    let plan = with(&[], "2026-10-15");
    for (path, words) in said(&plan).iter().filter(|(path, _)| path.starts_with("bulletins/")) {
        for bad in ["0项", "0次", "0件", "0条", "、。", "：。", "，，", "（）", "“”", "None项"]
        {
            let found = words.match_indices(bad).any(|(at, _)| {
                // 10项 is ten.
                let before = words.get(..at).and_then(|text| text.chars().next_back());
                !bad.starts_with('0') || !before.is_some_and(|mark| mark.is_ascii_digit())
            });
            assert!(!found, "{bad} in {path}");
        }
    }
}

/// How many rows stand under an anchor, on the page a figure leads to and on those after it.
fn rows_behind(plan: &Plan, view: &BulletinView, path: &str, href: &str) -> usize {
    let (to, anchor) = href.split_once('#').expect("figures lead to lists");
    let of = |lists: &[MonthList]| {
        let begin = lists.iter().position(|list| list.id == anchor)?;
        let mut held = lists.iter().skip(begin);
        let first = held.next()?;
        let parts = held.take_while(|list| list.depth > first.depth);
        Some(first.rows.len() + parts.map(|list| list.rows.len()).sum::<usize>())
    };
    if to.is_empty() {
        return of(&view.lists).expect(anchor);
    }
    let mut path = format!("{path}{}", to.trim_start_matches("../../").trim_start_matches(path));
    let mut rows = 0;
    loop {
        let next = match page(plan, &path) {
            Page::Counted(counted) => {
                let Some(some) = of(&counted.lists) else { return rows };
                rows += some;
                counted.pages.next
            }
            Page::Notice(notice) => {
                let part = notice.parts.iter().find(|part| part.id == anchor);
                let Some(part) = part else { return rows };
                rows += part.rows.len();
                notice.pages.next
            }
            other => panic!("{path} is another page: {}", other.template()),
        };
        let Some(next) = next else { return rows };
        path = next.trim_start_matches("../").to_owned();
    }
}

/// Checks that every figure of things leads to as many of them.
fn lead_to_what_they_count(plan: &Plan, view: &BulletinView, path: &str) {
    let runs = view.official.parts.iter().flat_map(|part| part.paragraphs.iter().flatten());
    for run in runs {
        let counts = run.text.ends_with(['项', '次', '件', '条', '%'])
            && run.text.starts_with(|mark: char| mark.is_ascii_digit());
        assert!(!counts || run.href.is_some(), "{} in {path}", run.text);
        let Some(href) = run.href.as_ref().filter(|_| counts) else { continue };
        let (rows, figure) = (
            rows_behind(plan, view, path, href),
            run.text.trim_end_matches(['项', '次', '件', '条']),
        );
        // A rate leads to what was due; lights that became fewer or more to those that turned;
        // how often was reported to the tasks that were.
        let more = figure.ends_with('%') || href.ends_with("-turn") || href.ends_with("#reports");
        let exact = figure.parse() == Ok(rows);
        assert!(exact || more && rows > 0, "{} in {path} leads to {rows}", run.text);
    }
}

#[test]
fn every_figure_leads_to_what_it_counts() {
    let plan = with(&[], "2026-10-15");
    for (path, _) in said(&plan).iter().filter(|(path, _)| path.ends_with("-09/")) {
        if path.starts_with("bulletins/") && !path.contains("counted") {
            lead_to_what_they_count(&plan, &bulletin(&plan, path), path);
        }
    }
}

#[test]
fn records_behind_figures_fill_as_many_pages_as_there_are() {
    let problem = |day: u32| {
        format!(
            "- {{任务: lift-retrofit, 截至: 2026-09-{day:02}, 填报日期: 2026-09-{day:02}, 进展: 第{day}天, 问题: [缺料, 缺人, 缺电, 停水]}}\n"
        )
    };
    let updates: String = (1..28).map(problem).collect();
    let plan = with(&[("updates/problems.yaml", &updates)], "2026-10-15");
    let here = Here::new(&plan, Address::Home);
    let mut most = 0;
    for end in &plan.assessed.month_ends {
        for counted in Counted::ALL {
            let pages = counted::addresses(&plan.assessed).into_iter();
            let pages = pages.filter(|address| {
                matches!(address, Address::Counted(month, of, _) if (*month, *of) == (end.month, counted))
            });
            let (pages, lists) = (pages.count(), counted.lists(here, end));
            let records: usize = lists.iter().map(|list| list.entries().count()).sum();
            let own = counted != Counted::OriginallyDue && counted != Counted::DueNext;
            assert!(
                pages == records.div_ceil(80) || pages == 0 && !own,
                "{} {counted:?}",
                end.month
            );
            most = most.max(pages);
        }
    }
    assert!(most > 1, "problems stand on several pages");
}

#[test]
fn a_figure_of_many_red_lights_does_not_lead_to_those_of_one_reason() {
    let task = |id: usize, due: &str| {
        format!(
            "- {{编号: lamps-{id}, 标题: 补亮路灯第{id}段, 类别: livelihood-school, \
             开始: 2026-02-01, 截止: {due}}}\n"
        )
    };
    let late: String = (1..10).map(|id| task(id, "2026-08-31")).collect();
    let behind = "- {任务: lamps-10, 截至: 2026-09-30, 填报日期: 2026-09-30, 进度: 10, 进展: 立杆}";
    let declared = text("plans/plan-2026.yaml").replace("数量: 2", "数量: 12");
    let files = [
        ("tasks/lamps.yaml", &*(late + &task(10, "2026-12-31"))),
        ("updates/lamps.yaml", behind),
        ("plans/plan-2026.yaml", &declared),
    ];
    let plan = with(&files, "2026-10-15");
    let view = bulletin(&plan, "bulletins/2026-09/");
    assert!(lines(&view.official).concat().contains("红灯11项"));
    lead_to_what_they_count(&plan, &view, "bulletins/2026-09/");
}

#[test]
fn a_short_message_holds_whole_facts_in_seventy_characters() {
    for day in ["2026-02-10", "2026-05-31", "2026-10-15", "2027-03-01"] {
        let plan = with(&[], day);
        for end in &plan.assessed.month_ends {
            let issue = Issue::Month(end.month);
            let here = Here::new(&plan, Address::Home);
            let message = plain(here, issue, Paper::Message);
            let message = message.trim_end();
            assert!(message.chars().count() <= 70, "{message}");
            assert!(message.ends_with('。'), "{message}");
            let spoken = plain(here, issue, Paper::Broadcast);
            let marks = ['<', '>', '*', '#', '[', ']', '（', '）', '“', '”', '《', '》'];
            assert!(!spoken.contains(marks), "{spoken}");
        }
    }
}

#[test]
fn a_title_too_long_for_a_message_is_cut() {
    let title =
        "关于云澄区老旧小区加装电梯和二次供水改造工程推进情况以及下一步安排的专题通报".repeat(2);
    let file = text("bulletins/2026-09.md")
        .replace("编号: 2026-09", "编号: lifts")
        .replace("系列: 月通报\n月份: 2026-09\n期号: 9", &format!("系列: 专题\n标题: {title}"));
    let plan = with(&[("bulletins/2026-09.md", &file)], "2026-10-15");
    let view = bulletin(&plan, "bulletins/lifts/");
    assert_eq!(view.message_length, 70);
    assert_eq!(view.message.chars().count(), 70);
}

#[test]
fn no_bulletin_names_whom_an_exposure_names() {
    let reference = text("cases/exposures/2026-001.md");
    let named = reference.replacen(
        "\n---\n",
        "\n点名决定:\n  姓名: [方见山]\n  依据: 区政府专题会议纪要\n  批准岗位: district-head\n  日期: 2026-09-20\n---\n",
        1,
    );
    assert_ne!(named, reference);
    let files = [("cases/exposures/2026-001.md", named.as_str())];
    let plan = with(&files, "2026-10-15");
    let title = plan.assessed.portal.exposures.iter().map(|(_, held)| held.title.clone());
    let titles: Vec<String> = title.collect();
    for (path, words) in said(&plan).iter().filter(|(path, _)| path.starts_with("bulletins/")) {
        assert!(!words.contains("方见山"), "{path}");
        assert!(titles.iter().all(|title| !words.contains(title)), "{path}");
    }
}

#[test]
fn a_portal_that_ranks_nobody_speaks_of_no_ranking() {
    let plan = with(&[], "2026-10-15");
    assert!(plan.assessed.scores.months.is_empty());
    let Page::Bulletins(bulletins) = page(&plan, "bulletins/") else { panic!("a list") };
    let Page::Data(data) = page(&plan, "data/") else { panic!("a page of data") };
    for (group, said) in [("bulletins", bulletins.head), ("data", data.head)] {
        assert!(!said.description.contains("排位"), "{group}");
        assert!(plan.interface().get(group, "ranked").contains("排位"), "{group}");
    }
}
