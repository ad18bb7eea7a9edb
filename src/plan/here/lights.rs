//! Lights as pages show them: in the method's words, with when they turn, and counted.

use super::{Here, List};
use crate::assess::{self, Verdict};
use crate::method::{self, Condition, Shade};
use crate::plan::view::atoms::{Day, Light, LightCount, LightSlug, Standing, Turn, TurnKind};
use crate::plan::view::plot::Distribution;
use crate::portal::{Id, Task};
use crate::record::LightWord;

impl Here<'_> {
    /// A light in the method's words, for all tasks that show it.
    pub fn light(self, light: method::Light) -> Light {
        light_of_all(&self.assessed().portal.method, light)
    }

    /// How a task stands, for rows and heads.
    pub fn standing(self, id: Id<Task>) -> Standing {
        let assessed = self.assessed();
        let standing = &self.state(id).standing;
        let method = &assessed.portal.method;
        let light = |verdict: Verdict| light_words(method, verdict);
        let now = light(standing.verdict);
        let turns = assessed.schedule(id).iter().map(|turn| Turn {
            on: Day::of(turn.date),
            kind: turn_kind(turn.verdict, method),
            light: light(turn.verdict),
        });
        let turns = turns.collect();
        let by_hand = assessed.portal.tasks.get(id).hand_set.as_ref().filter(|_| standing.hand_set);
        Standing {
            light: now.clone(),
            by_hand: by_hand.map(|set| self.light(set_light(set.light))),
            due_within: standing.due_soon,
            turns: seen(turns, &now),
        }
    }

    /// The light of a task today.
    pub fn light_now(self, id: Id<Task>) -> Light {
        light_words(&self.assessed().portal.method, self.state(id).standing.verdict)
    }

    /// A light in the method's words, for the tasks of a list that show it.
    pub fn light_in(self, list: List, light: method::Light) -> Light {
        let tasks = self.plan.lists.tasks(list).iter();
        let counts = assess::Distribution::of(tasks.map(|id| self.state(*id).standing.verdict));
        self.light_among(&counts, light)
    }

    /// A light in the method's words, for those of the counted tasks that show it.
    pub fn light_among(self, counts: &assess::Distribution, light: method::Light) -> Light {
        light_counted(&self.assessed().portal.method, light, counts)
    }

    /// Counts of lights as a bar; `list` names the page behind each light, where there is one.
    pub fn distribution(
        self,
        counts: &assess::Distribution,
        list: impl Fn(method::Light) -> Option<List>,
    ) -> Distribution {
        let part = |(light, count): (method::Light, u32)| {
            let href = list(light).and_then(|list| self.list_href(list));
            (self.light_among(counts, light), count, href)
        };
        Distribution::of(counts.iter().map(part))
    }

    /// Lights that ask for attention, worst first, zeros left out.
    pub fn attention(self, counts: &assess::Distribution) -> Vec<LightCount> {
        let worst = [method::Light::Red, method::Light::Silent, method::Light::Yellow];
        let counted = worst.into_iter().map(|light| (light, counts.count(light)));
        counted
            .filter(|(_, count)| *count > 0)
            .map(|(light, count)| LightCount { light: self.light(light), count })
            .collect()
    }
}

/// The light of a task in the method's words: 红灯逾期 or 红灯滞后, 已结转 or 已取消.
pub fn light_words(method: &method::Method, verdict: Verdict) -> Light {
    light_shaded(method, verdict.light, verdict.shade)
}

/// A light in the method's words for a shade.
pub fn light_shaded(method: &method::Method, light: method::Light, shade: Shade) -> Light {
    Light {
        slug: light_slug(light),
        word: method.word(light, shade).to_owned(),
        short: method.short_of(light, shade).to_owned(),
    }
}

/// A light for those of the counted tasks that show it. Tasks that go on elsewhere are not called
/// dropped: 已结转, or 已取消、已并入 where both stand together.
pub fn light_counted(
    method: &method::Method,
    light: method::Light,
    counts: &assess::Distribution,
) -> Light {
    let all = light_of_all(method, light);
    if light != method::Light::Cancelled || counts.count(light) == 0 {
        return all;
    }
    let shades = || counts.given_up();
    Light {
        word: together(shades().map(|shade| method.word(light, shade))),
        short: together(shades().map(|shade| method.short_of(light, shade))),
        ..all
    }
}

/// Words in a row, each once: a method need not have one of its own for every shade.
fn together<'a>(words: impl Iterator<Item = &'a str>) -> String {
    let mut told: Vec<&str> = Vec::new();
    for word in words {
        if !told.contains(&word) {
            told.push(word);
        }
    }
    told.join("、")
}

/// A light for all tasks that show it: red is 红灯, whether they are late or behind.
pub fn light_of_all(method: &method::Method, light: method::Light) -> Light {
    let words = light_shaded(method, light, Shade::Plain);
    if light == method::Light::Red {
        return Light { word: words.short.clone(), ..words };
    }
    words
}

/// The shape and colour of a light.
pub fn light_slug(light: method::Light) -> LightSlug {
    match light {
        method::Light::Done => LightSlug::Done,
        method::Light::Cancelled => LightSlug::Cancelled,
        method::Light::Paused => LightSlug::Paused,
        method::Light::Awaiting => LightSlug::Awaiting,
        method::Light::Upcoming => LightSlug::Upcoming,
        method::Light::Red => LightSlug::Red,
        method::Light::Silent => LightSlug::Silent,
        method::Light::Yellow => LightSlug::Yellow,
        method::Light::Green => LightSlug::Green,
    }
}

/// The light that was set by hand.
fn set_light(light: LightWord) -> method::Light {
    match light {
        LightWord::Green => method::Light::Green,
        LightWord::Yellow => method::Light::Yellow,
        LightWord::Red => method::Light::Red,
    }
}

/// What has come on the day of a turn. Time alone leads to silence or past a date; whatever else
/// is lit by then was held back by a start that had not come.
fn turn_kind(verdict: Verdict, method: &method::Method) -> TurnKind {
    match verdict.rule(method).map(|rule| rule.when) {
        Some(Condition::TaskOverdue) => TurnKind::Overdue,
        Some(Condition::StageOverdue) => TurnKind::Stage,
        Some(Condition::Silent) => TurnKind::Silent,
        Some(
            Condition::Closed
            | Condition::GivenUp
            | Condition::Paused
            | Condition::Completed
            | Condition::NotDueToStart
            | Condition::Lag
            | Condition::NotBegun
            | Condition::Otherwise,
        )
        | None => TurnKind::Started,
    }
}

/// Turns after which the light looks other than before: another rule that lights the same light in
/// the same word turns nothing for a reader.
fn seen(mut turns: Vec<Turn>, now: &Light) -> Vec<Turn> {
    let mut before = now.clone();
    turns.retain(|turn| std::mem::replace(&mut before, turn.light.clone()) != turn.light);
    turns
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::plan::Page;
    use crate::plan::address::Address;
    use crate::plan::example::{page, text, with};

    #[test]
    fn a_light_turns_where_a_reader_sees_it_turn() {
        let task = "编号: winter-school\n标题: 新建幼儿园\n类别: livelihood-school\n\
            牵头单位: housing-bureau\n开始: 2026-11-01\n截止: 2026-12-31\n阶段:\n  \
            - {编号: all, 名称: 施工, 权重: 100, 开始: 2026-11-01, 截止: 2026-11-20}\n";
        let portal = text("portal.yaml").replace("数据日期: 2026-10-15\n", "");
        let plan = text("plans/plan-2026.yaml").replace("数量: 2", "数量: 3");
        let files = [
            ("portal.yaml", portal.as_str()),
            ("plans/plan-2026.yaml", &plan),
            ("tasks/winter-school.yaml", task),
        ];
        let Page::Task(view) = page(&with(&files, "2026-10-15"), "tasks/winter-school/") else {
            panic!("a task")
        };
        let turns = view.standing.turns.iter();
        let found: Vec<_> =
            turns.map(|turn| (turn.on.iso.as_str(), turn.kind, turn.light.slug)).collect();
        // On 2027-01-01 the whole task is overdue as well; the light stays 红灯逾期.
        assert_eq!(
            found,
            [
                ("2026-11-01", TurnKind::Started, LightSlug::Green),
                ("2026-11-21", TurnKind::Stage, LightSlug::Yellow),
                ("2026-12-13", TurnKind::Silent, LightSlug::Silent),
                ("2026-12-21", TurnKind::Stage, LightSlug::Red),
            ]
        );
    }

    #[test]
    fn tasks_that_go_on_elsewhere_are_counted_by_what_became_of_them() {
        let file = "changes/2026.yaml";
        let lifts = "{任务: lift-retrofit, 变更事项: 结转, 去向: kindergarten, 日期: 2026-09-20, \
            批准: 区政府, 文号: 云政函〔2026〕30号}";
        let school = "{任务: winter-school, 变更事项: 取消, 日期: 2026-09-21, 批准: 区政府, \
            文号: 云政函〔2026〕31号}";
        let task = "编号: winter-school\n标题: 新建幼儿园\n类别: livelihood-school\n\
            牵头单位: housing-bureau\n开始: 2026-11-01\n截止: 2026-12-31\n";
        let totals = text("plans/plan-2026.yaml").replace("数量: 2", "数量: 3");
        for (changes, word, short) in [
            (vec![lifts], "已结转", "已结转"),
            (vec![school], "已取消", "取消"),
            (vec![lifts, school], "已取消、已结转", "取消、已结转"),
        ] {
            let changes = changes.into_iter().map(|change| format!("- {change}\n"));
            let changes = format!("{}{}", text(file), changes.collect::<String>());
            let files = [
                (file, changes.as_str()),
                ("tasks/winter-school.yaml", task),
                ("plans/plan-2026.yaml", &totals),
            ];
            let plan = with(&files, "2026-10-15");
            let Page::Home(home) = page(&plan, "") else { panic!("a home") };
            let parts = home.distribution.parts.iter();
            let given_up = parts.filter(|part| part.light.slug == LightSlug::Cancelled);
            let words: Vec<_> = given_up.map(|part| part.light.word.as_str()).collect();
            assert_eq!(words, [word]);
            let Page::Tasks(list) = page(&plan, "tasks/by/light/cancelled/") else {
                panic!("a list")
            };
            assert_eq!(list.heading, word);
            let pills = list.filters.iter().flat_map(|filter| &filter.pills);
            let current = pills.filter(|pill| pill.current && pill.light.is_some());
            assert_eq!(current.map(|pill| pill.text.as_str()).collect::<Vec<_>>(), [short]);
        }
    }

    #[test]
    fn red_tasks_together_are_neither_late_nor_behind() {
        let plan = with(&[], "2027-01-15");
        let here = Here::new(&plan, Address::Home);
        assert_eq!(here.light(method::Light::Red).word, "红灯");
        assert_eq!(here.light(method::Light::Yellow).word, "黄灯预警");
        let Page::Tasks(list) = page(&plan, "tasks/by/light/red/") else { panic!("a list") };
        let words: Vec<_> = list.rows.iter().map(|row| row.standing.light.word.as_str()).collect();
        assert_eq!((list.heading.as_str(), words), ("红灯", vec!["红灯逾期"]));
    }
}
