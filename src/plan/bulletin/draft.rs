//! The text of a month in official prose, drafted from the records as they were at its end.
//!
//! Every figure leads to what it counts. What did not happen is not spoken of, except where its
//! absence is the news: no report, nothing due.

use super::behind::{Behind, problems};
use super::changed::{moved, turn_of};
use super::{Issue, subject};
use crate::assess::{Distribution, Rate, TaskThen};
use crate::date::{zh, zh_short};
use crate::method::{Light, Shade};
use crate::plan::here::Here;
use crate::plan::view::bulletin::{Paragraph, Part, Run};
use crate::portal::{Id, Task};

/// So many records are named in a sentence; the others are counted.
const NAMED: usize = 5;

/// Numbers of headings.
const NUMERALS: [&str; 12] =
    ["一", "二", "三", "四", "五", "六", "七", "八", "九", "十", "十一", "十二"];

/// Lights in the order of an official report.
pub const ORDER: [Light; 9] = [
    Light::Done,
    Light::Awaiting,
    Light::Green,
    Light::Yellow,
    Light::Red,
    Light::Silent,
    Light::Upcoming,
    Light::Paused,
    Light::Cancelled,
];

/// Words with the figures in them.
#[derive(Default)]
struct Text(Paragraph);

impl Text {
    fn say(mut self, words: impl Into<String>) -> Self {
        self.0.push(Run { text: words.into(), href: None });
        self
    }

    fn link(mut self, words: impl Into<String>, href: impl Into<String>) -> Self {
        self.0.push(Run { text: words.into(), href: Some(href.into()) });
        self
    }

    /// Several things one after the other, with a mark between them.
    fn listed<T>(self, all: &[T], mark: &str, mut add: impl FnMut(Self, &T) -> Self) -> Self {
        let mut text = self;
        for (at, one) in all.iter().enumerate() {
            if at > 0 {
                text = text.say(mark);
            }
            text = add(text, one);
        }
        text
    }
}

/// A title between quotation marks: those within it become single ones.
fn quoted(title: &str) -> String {
    title.replace('“', "‘").replace('”', "’")
}

/// The number of a heading.
pub fn numeral(number: usize) -> &'static str {
    NUMERALS.get(number).expect("a bulletin has fewer headings than there are numerals")
}

/// The opening and the parts of a month, numbered.
pub fn parts<'a>(here: Here<'a>, behind: &Behind<'a>) -> Vec<Part> {
    let draft = Draft { here, behind };
    let opening = format!("现将{}推进情况通报如下：", subject(here, behind.end.month));
    let opening = Part { heading: None, paragraphs: vec![Text::default().say(opening).0] };
    let silent = here.light(Light::Silent).word;
    let told = [
        ("总体情况", draft.whole()),
        ("办结和验收", draft.finished()),
        ("逾期和滞后", draft.late()),
        (silent.as_str(), draft.silent()),
        ("时限和责任变更", draft.changed()),
        ("表扬和曝光", draft.cases()),
        ("困难和问题", draft.problems()),
        ("下月到期", draft.next()),
    ];
    let told = told.into_iter().filter(|(_, paragraphs)| !paragraphs.is_empty());
    let numbered = told.enumerate().map(|(at, (title, paragraphs))| Part {
        heading: Some(format!("{}、{title}", numeral(at))),
        paragraphs: paragraphs.into_iter().map(|text| text.0).collect(),
    });
    [opening].into_iter().chain(numbered).collect()
}

struct Draft<'a, 'b> {
    here: Here<'a>,
    behind: &'b Behind<'a>,
}

impl Draft<'_, '_> {
    /// A count with its measure word, leading to what it counts.
    fn figure(&self, text: Text, count: usize, unit: &str, list: &str) -> Text {
        text.link(format!("{count}{unit}"), self.behind.href(list))
    }

    /// The word by which the method counts its tasks.
    fn measure(&self) -> &str {
        self.here.measure()
    }

    fn month(&self) -> String {
        format!("{}月", self.behind.end.month.number())
    }

    fn word(&self, light: Light) -> String {
        self.here.light_among(&self.behind.end.lights, light).word
    }

    /// “加装电梯60部”（区住建局）, leading to the task.
    fn task(&self, text: Text, id: Id<Task>, more: &str) -> Text {
        let link = self.here.task_link(id);
        let task = self.here.assessed().portal.tasks.get(id);
        let unit = task.lead_on(self.behind.end.until).map(|unit| self.here.unit(unit).text);
        let notes = [unit, Some(more.to_owned()).filter(|more| !more.is_empty())];
        let notes: Vec<String> = notes.into_iter().flatten().collect();
        let text = text.say("“").link(quoted(&link.text), link.href).say("”");
        if notes.is_empty() { text } else { text.say(format!("（{}）", notes.join("，"))) }
    }

    /// The first tasks by name, the others by their number; ends the sentence.
    fn tasks(&self, text: Text, tasks: &[Id<Task>]) -> Text {
        let first: Vec<Id<Task>> = tasks.iter().take(NAMED).copied().collect();
        let text = text.listed(&first, "、", |text, id| self.task(text, *id, ""));
        text.say(if tasks.len() > NAMED { "等。" } else { "。" })
    }

    fn whole(&self) -> Vec<Text> {
        let end = self.behind.end;
        let total = end.lights.total() as usize;
        let text = Text::default().say(format!("截至{}，", zh(end.until)));
        if total == 0 {
            return vec![text.say("还没有公开的任务。")];
        }
        let text = self.figure(
            text.say(format!("公开{}", self.here.works().name.as_str())),
            total,
            self.measure(),
            "all",
        );
        let shown: Vec<(Light, u32)> = ORDER
            .iter()
            .map(|light| (*light, end.lights.count(*light)))
            .filter(|(_, count)| *count > 0)
            .collect();
        let text = match shown.as_slice() {
            [(light, 1)] => text.say(format!("，亮灯为{}。", self.word(*light))),
            [(light, _)] => text.say(format!("，亮灯均为{}。", self.word(*light))),
            several => text
                .say("，其中")
                .listed(several, "、", |text, (light, count)| {
                    self.figure(
                        text.say(self.word(*light)),
                        *count as usize,
                        self.measure(),
                        light.en(),
                    )
                })
                .say(self.passed_on())
                .say("。"),
        };
        let mut all = vec![self.moved_since(text)];
        all.push(self.rates());
        all.push(self.reported());
        all.push(self.counted());
        all
    }

    /// （含结转1项、并入其他任务1项）, after those that were given up, which are told last.
    fn passed_on(&self) -> String {
        let told = super::passed_on(self.here, self.behind.end).join("、");
        if told.is_empty() { told } else { format!("（含{told}）") }
    }

    /// What counts for a month: what was reported by its end (model.md section 3).
    fn counted(&self) -> Text {
        let until = zh_short(self.behind.end.until);
        let later = if self.here.assessed().runs(self.behind.end.month) {
            "月末重新计算"
        } else {
            "其后补报的计入下月"
        };
        Text::default().say(format!("以上按{until}及以前收到的填报计算，{later}。"))
    }

    /// How the lights moved since the month before.
    fn moved_since(&self, text: Text) -> Text {
        let end = self.behind.end;
        let Some(before) = &end.before else {
            return text.say(format!("以上任务均自{}起公开。", self.month()));
        };
        let new = end.tasks.iter().filter(|held| held.before.is_none()).count();
        let text =
            text.say(format!("与{}末相比，", format_args!("{}月", end.month.previous().number())));
        let text = if new == 0 {
            text
        } else {
            self.figure(text.say("新公开"), new, self.measure(), "published").say("，")
        };
        let turns: Vec<(Light, &str, u32)> =
            ORDER.iter().filter_map(|light| turn(*light, &end.lights, before)).collect();
        if turns.is_empty() {
            return text.say("各类亮灯的数量没有变化。");
        }
        text.listed(&turns, "、", |text, (light, way, by)| {
            let words = format!("{}{way}", self.word(*light));
            self.figure(
                text.say(words),
                *by as usize,
                self.measure(),
                &format!("{}-turn", light.en()),
            )
        })
        .say("。")
    }

    fn rates(&self) -> Text {
        let end = self.behind.end;
        let (current, original) = (end.on_time.current, end.on_time.original);
        let Some(percent) = current.percent() else {
            return Text::default().say(format!("截至{}尚无到期任务。", zh_short(end.until)));
        };
        let text = self.rate(Text::default().say("按现定时限，"), current, "due");
        let text = text.say("，按期率").link(format!("{percent}%"), self.behind.href("due"));
        let Some(percent) = original.percent().filter(|_| original != current) else {
            return text.say("。");
        };
        let text = self.rate(text.say("；按原定时限，"), original, "original");
        text.say("，按期率").link(format!("{percent}%"), self.behind.href("original")).say("。")
    }

    fn rate(&self, text: Text, rate: Rate, list: &str) -> Text {
        let text = self.figure(text.say("到期"), rate.of as usize, self.measure(), list);
        if rate.kept == 0 {
            return text.say("，没有按期完成的");
        }
        let kept = format!("{list}-kept");
        self.figure(text.say("，按期完成"), rate.kept as usize, self.measure(), &kept)
    }

    fn reported(&self) -> Text {
        let end = self.behind.end;
        let (tasks, updates) = (end.happened.reports.tasks().len(), end.happened.reports.count());
        if tasks == 0 {
            return Text::default().say(format!("{}没有任务填报进展。", self.month()));
        }
        let text = self.figure(
            Text::default().say(format!("{}有", self.month())),
            tasks,
            self.measure(),
            "reports",
        );
        let text = text.say("任务填报了进展");
        if updates == tasks {
            return text.say("。");
        }
        text.say("，共填报")
            .link(format!("{updates}次"), self.behind.notice() + "#reports")
            .say("。")
    }

    fn finished(&self) -> Vec<Text> {
        let end = self.behind.end;
        let mut all = Vec::new();
        if !end.happened.closings.is_empty() {
            let text = Text::default().say(format!("{}验收销号", self.month()));
            let text = self
                .figure(text, end.happened.closings.len(), self.measure(), "closings")
                .say("：");
            let first: Vec<_> = end.happened.closings.iter().take(NAMED).copied().collect();
            let text = text.listed(&first, "；", |text, (id, at)| {
                let task = self.here.assessed().portal.tasks.get(*id);
                let closing = task.closings.get(*at);
                let more = closing.map_or_else(String::new, |closing| {
                    let due = task.due_on(closing.date);
                    let days = crate::date::days_between(closing.completed_on, due);
                    let kept = match days {
                        0 => "按期".to_owned(),
                        1.. => format!("提前{days}天"),
                        _ => format!("逾期{}天", -days),
                    };
                    format!("{}完成，{kept}", zh_short(closing.completed_on))
                });
                self.task(text, *id, &more)
            });
            all.push(text.say(if end.happened.closings.len() > NAMED { "等。" } else { "。" }));
        }
        let awaiting: Vec<Id<Task>> = end.newly(Light::Awaiting).map(|held| held.task).collect();
        if !awaiting.is_empty() {
            let text = Text::default().say(format!("{}报告完成、等待验收", self.month()));
            let text =
                self.figure(text, awaiting.len(), self.measure(), "newly-awaiting").say("：");
            all.push(self.tasks(text, &awaiting));
        }
        if !end.happened.reopenings.is_empty() {
            let text = Text::default().say("销号后回潮、重新办理");
            let text = self
                .figure(text, end.happened.reopenings.len(), self.measure(), "reopenings")
                .say("：");
            let tasks: Vec<Id<Task>> = end.happened.reopenings.iter().map(|(id, _)| *id).collect();
            all.push(self.tasks(text, &tasks));
        }
        all
    }

    fn late(&self) -> Vec<Text> {
        let end = self.behind.end;
        let method = &self.here.assessed().portal.method;
        let mut all = Vec::new();
        let word = |light, shade| method.word(light, shade);
        let one_word = word(Light::Red, Shade::DatePassed) == word(Light::Red, Shade::Plain);
        let kinds: &[(Light, Option<Shade>, &str)] = if one_word {
            &[(Light::Red, None, "red"), (Light::Yellow, None, "yellow")]
        } else {
            &[
                (Light::Red, Some(Shade::DatePassed), "red-date"),
                (Light::Red, Some(Shade::Plain), "red-lag"),
                (Light::Yellow, None, "yellow"),
            ]
        };
        for (light, kind, list) in kinds {
            if *light == Light::Yellow {
                all.extend(self.newly_red());
            }
            let of_kind = |held: &&TaskThen| kind.is_none_or(|kind| held.verdict.shade == kind);
            let tasks: Vec<Id<Task>> =
                end.with(*light).filter(of_kind).map(|held| held.task).collect();
            if tasks.is_empty() {
                continue;
            }
            let text = Text::default().say(word(*light, kind.unwrap_or_default()));
            let text = self.figure(text, tasks.len(), self.measure(), list);
            all.push(self.tasks(text.say("："), &tasks));
        }
        all.extend(self.mended(&[Light::Red, Light::Yellow]));
        all
    }

    fn newly_red(&self) -> Option<Text> {
        let end = self.behind.end;
        let (new, all) = (end.newly(Light::Red).count(), end.lights.count(Light::Red) as usize);
        if new == 0 {
            return None;
        }
        let (month, short) = (self.month(), self.here.light(Light::Red).short);
        let told = |before: String| {
            self.figure(Text::default().say(before), new, self.measure(), "newly-red")
        };
        Some(if new == all {
            told("以上".to_owned()).say(format!("均为{month}新转为{short}的。"))
        } else {
            told(format!("其中{month}新转为{short}的")).say("。")
        })
    }

    /// Which of the tasks just named have been put right by the day the bulletin came out.
    fn mended(&self, lights: &[Light]) -> Option<Text> {
        let tasks = super::mended(self.here, self.behind.end, lights);
        let out = super::published_on(self.here, Issue::Month(self.behind.end.month));
        let day = zh_short(out);
        let (some, measure) = (tasks.len(), self.measure());
        let text = format!("至{day}印发时，以上任务中已有{some}{measure}补报进展，不再亮灯提醒：");
        (!tasks.is_empty()).then(|| self.tasks(Text::default().say(text), &tasks))
    }

    fn silent(&self) -> Vec<Text> {
        let end = self.behind.end;
        let tasks: Vec<Id<Task>> = end.with(Light::Silent).map(|held| held.task).collect();
        if tasks.is_empty() {
            return Vec::new();
        }
        let text = Text::default().say(format!("截至{}，", zh_short(end.until)));
        let text = self.figure(text, tasks.len(), self.measure(), Light::Silent.en());
        let text = text.say("任务超过填报周期没有新的进展、阶段或佐证材料：");
        let named = self.tasks(text, &tasks);
        [named].into_iter().chain(self.mended(&[Light::Silent])).collect()
    }

    fn changed(&self) -> Vec<Text> {
        let end = self.behind.end;
        let mut all = Vec::new();
        if !end.happened.moved.is_empty() {
            let text = Text::default().say(format!("{}变更完成时限", self.month()));
            let text = self.figure(text, end.happened.moved.len(), "次", "moved").say("：");
            let first: Vec<_> = end.happened.moved.iter().take(NAMED).copied().collect();
            let text = text.listed(&first, "；", |text, (id, at)| {
                let task = self.here.assessed().portal.tasks.get(*id);
                let text = self.task(text, *id, "");
                match task.changes.get(*at) {
                    Some(change) => text.say(moved(change)),
                    None => text,
                }
            });
            all.push(text.say(if end.happened.moved.len() > NAMED { "等。" } else { "。" }));
        }
        let (turned, rest): (Vec<_>, Vec<_>) = end
            .happened
            .changes
            .iter()
            .partition(|(id, at)| turn_of(&self.here.assessed().portal, *id, *at).is_some());
        all.extend(self.turns(&turned));
        if !rest.is_empty() {
            let text = Text::default().say(if all.is_empty() {
                format!("{}公布阶段时限、责任和其他变更", self.month())
            } else {
                "另公布阶段时限、责任和其他变更".to_owned()
            });
            all.push(self.figure(text, rest.len(), "次", "changes").say("。"));
        }
        all
    }

    /// What became of promises: each is named with its document, none is only counted.
    fn turns(&self, changes: &[(Id<Task>, usize)]) -> Option<Text> {
        let text = Text::default().say(format!("{}经批准：", self.month()));
        let told = text.listed(changes, "；", |text, (id, at)| {
            let Some((change, word, into)) = turn_of(&self.here.assessed().portal, *id, *at) else {
                return text;
            };
            let text = self.task(text, *id, "").say(word);
            let text = match into.map(|into| self.here.task_link(into)) {
                Some(link) => text.say("“").link(quoted(&link.text), link.href).say("”"),
                None => text,
            };
            let Some(by) = self.here.cited(change.document, change.document_number.as_ref()) else {
                return text;
            };
            let name = by.number.or_else(|| by.title.map(|title| format!("《{title}》")));
            let Some(name) = name else { return text };
            match by.href {
                Some(href) => text.say("（").link(name, href).say("）"),
                None => text.say(format!("（{name}）")),
            }
        });
        (!changes.is_empty()).then(|| told.say("。"))
    }

    /// Praise by its title; exposures are counted by their ground and name nobody, because a
    /// bulletin stays when an exposure has ended.
    fn cases(&self) -> Vec<Text> {
        let (end, portal) = (self.behind.end, &self.here.assessed().portal);
        let mut all = Vec::new();
        if !end.happened.commended.is_empty() {
            let text = Text::default().say(format!("{}表扬通报", self.month()));
            let text = self.figure(text, end.happened.commended.len(), "件", "commended").say("：");
            let first: Vec<_> = end.happened.commended.iter().take(NAMED).copied().collect();
            let text = text.listed(&first, "、", |text, id| {
                let to = crate::plan::address::Address::Commendation(*id);
                let title = &portal.commendations.get(*id).title;
                let text = text.say("《").link(title, self.here.href(to)).say("》");
                text.say(super::behind::revoked_since(self.here, *id))
            });
            all.push(text.say(if end.happened.commended.len() > NAMED { "等。" } else { "。" }));
        }
        if !end.happened.exposed.is_empty() {
            let text = Text::default().say(format!("{}公开曝光", self.month()));
            let text =
                self.figure(text, end.happened.exposed.len(), "件", "exposed").say("，情形是：");
            let mut grounds: Vec<(u32, usize)> = Vec::new();
            for id in &end.happened.exposed {
                let ground = portal.exposures.get(*id).ground;
                match grounds.iter_mut().find(|(number, _)| *number == ground) {
                    Some((_, count)) => *count += 1,
                    None => grounds.push((ground, 1)),
                }
            }
            grounds.sort_unstable();
            let one = grounds.len() == 1;
            let text = text.listed(&grounds, "；", |text, (ground, count)| {
                let text = text.say(crate::plan::exposure::ground(self.here, *ground));
                if one { text } else { text.say(format!("（{count}件）")) }
            });
            let board = self.here.plan.words("exposures", "title");
            all.push(text.say(format!("。事实、单位说明和整改情况在“{board}”公布。")));
        }
        all
    }

    fn problems(&self) -> Vec<Text> {
        let problems = problems(self.here, self.behind.end);
        if problems.is_empty() {
            return Vec::new();
        }
        let text = Text::default().say("责任单位填报的困难和问题有");
        let text = self.figure(text, problems.len(), "条", "problems").say("：");
        let first: Vec<_> = problems.iter().take(NAMED).cloned().collect();
        let text = text.listed(&first, "；", |text, (id, words)| {
            let link = self.here.task_link(*id);
            text.say("“").link(quoted(&link.text), link.href).say(format!("”：{words}"))
        });
        vec![text.say(if problems.len() > NAMED { "等。" } else { "。" })]
    }

    fn next(&self) -> Vec<Text> {
        let end = self.behind.end;
        if end.due_next.is_empty() {
            return Vec::new();
        }
        let month = end.month.next().number();
        let text = Text::default().say(format!("{month}月到期、还没有完成的任务有"));
        let text = self.figure(text, end.due_next.len(), self.measure(), "due-next").say("：");
        vec![self.tasks(text, &end.due_next)]
    }
}

/// How many more or fewer show a light than the month before; nothing if as many.
pub fn turn(
    light: Light,
    now: &Distribution,
    before: &Distribution,
) -> Option<(Light, &'static str, u32)> {
    let (now, before) = (now.count(light), before.count(light));
    match now.cmp(&before) {
        std::cmp::Ordering::Greater => Some((light, "增加", now - before)),
        std::cmp::Ordering::Less => Some((light, "减少", before - now)),
        std::cmp::Ordering::Equal => None,
    }
}
