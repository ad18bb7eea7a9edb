//! Files in which each ledger stands below its name: supervision and taking part.

use super::astray;
use super::reading::Reading;
use crate::diagnostic::{Code, Diagnostic, nearest, say};
use crate::record::{
    AppraisalRecord, ConsultationRecord, GatheringRecord, InspectionRecord, KINDS, MendingRecord,
    MicroProjectRecord, PetitionCountRecord, PledgeRecord, PledgeTemplateRecord, ProblemRecord,
    QuestionCountRecord, SlipRecord, TimedReportRecord, VisitCountRecord, WarningRecord,
};
use crate::yaml::{Key, Node, Value};

/// What the files under `supervision/` claim.
#[derive(Debug, Default)]
pub struct SupervisionRecords {
    /// Inspections.
    pub inspections: Vec<InspectionRecord>,
    /// Problems.
    pub problems: Vec<ProblemRecord>,
    /// Rectifications under a plate number.
    pub mendings: Vec<MendingRecord>,
    /// Slips.
    pub slips: Vec<SlipRecord>,
    /// Early-warning notices.
    pub warnings: Vec<WarningRecord>,
    /// Reports due by a day.
    pub reports: Vec<TimedReportRecord>,
    /// Pledges.
    pub pledges: Vec<PledgeRecord>,
    /// Templates of pledges.
    pub templates: Vec<PledgeTemplateRecord>,
}

/// What the files under `participation/` claim.
#[derive(Debug, Default)]
pub struct ParticipationRecords {
    /// Appraisals.
    pub appraisals: Vec<AppraisalRecord>,
    /// Consultations.
    pub consultations: Vec<ConsultationRecord>,
    /// Gatherings on a fixed day of every month.
    pub gatherings: Vec<GatheringRecord>,
    /// Small projects that residents voted on.
    pub micro_projects: Vec<MicroProjectRecord>,
    /// Questions by month and channel.
    pub questions: Vec<QuestionCountRecord>,
    /// Visits of leaders by year.
    pub visits: Vec<VisitCountRecord>,
    /// Petition cases of leaders.
    pub petitions: Vec<PetitionCountRecord>,
}

/// A ledger of a kind of file: its names, and how its records are read.
struct Ledger<T> {
    en: &'static str,
    zh: &'static str,
    take: fn(&mut Reading, &Node, &mut T),
}

const SUPERVISION: [Ledger<SupervisionRecords>; 8] = [
    Ledger {
        en: "inspections",
        zh: "督查",
        take: |reading, node, to| to.inspections.extend(reading.records(node, "inspection")),
    },
    Ledger {
        en: "problems",
        zh: "问题",
        take: |reading, node, to| to.problems.extend(reading.records(node, "problem")),
    },
    Ledger {
        en: "rectifications",
        zh: "整改",
        take: |reading, node, to| to.mendings.extend(reading.records(node, "rectification")),
    },
    Ledger {
        en: "slips",
        zh: "督办件",
        take: |reading, node, to| to.slips.extend(reading.records(node, "slip")),
    },
    Ledger {
        en: "warnings",
        zh: "预警通知",
        take: |reading, node, to| to.warnings.extend(reading.records(node, "warning")),
    },
    Ledger {
        en: "reports",
        zh: "限时报告",
        take: |reading, node, to| to.reports.extend(reading.records(node, "report")),
    },
    Ledger {
        en: "pledges",
        zh: "责任状",
        take: |reading, node, to| to.pledges.extend(reading.records(node, "pledge")),
    },
    Ledger {
        en: "pledge_templates",
        zh: "责任状模板",
        take: |reading, node, to| to.templates.extend(reading.records(node, "pledge_template")),
    },
];

const PARTICIPATION: [Ledger<ParticipationRecords>; 7] = [
    Ledger {
        en: "appraisals",
        zh: "评议",
        take: |reading, node, to| to.appraisals.extend(reading.records(node, "appraisal")),
    },
    Ledger {
        en: "consultations",
        zh: "征求意见",
        take: |reading, node, to| to.consultations.extend(reading.records(node, "consultation")),
    },
    Ledger {
        en: "gatherings",
        zh: "恳谈活动",
        take: |reading, node, to| to.gatherings.extend(reading.records(node, "gathering")),
    },
    Ledger {
        en: "micro_projects",
        zh: "微实事",
        take: |reading, node, to| to.micro_projects.extend(reading.records(node, "micro_project")),
    },
    Ledger {
        en: "question_counts",
        zh: "网络问政",
        take: |reading, node, to| to.questions.extend(reading.records(node, "question_count")),
    },
    Ledger {
        en: "visit_counts",
        zh: "实地调研",
        take: |reading, node, to| to.visits.extend(reading.records(node, "visit_count")),
    },
    Ledger {
        en: "petition_counts",
        zh: "领导包案",
        take: |reading, node, to| to.petitions.extend(reading.records(node, "petition_count")),
    },
];

impl SupervisionRecords {
    pub(super) fn take_in(&mut self, part: Self) {
        self.inspections.extend(part.inspections);
        self.problems.extend(part.problems);
        self.mendings.extend(part.mendings);
        self.slips.extend(part.slips);
        self.warnings.extend(part.warnings);
        self.reports.extend(part.reports);
        self.pledges.extend(part.pledges);
        self.templates.extend(part.templates);
    }
}

impl ParticipationRecords {
    pub(super) fn take_in(&mut self, part: Self) {
        self.appraisals.extend(part.appraisals);
        self.consultations.extend(part.consultations);
        self.gatherings.extend(part.gatherings);
        self.micro_projects.extend(part.micro_projects);
        self.questions.extend(part.questions);
        self.visits.extend(part.visits);
        self.petitions.extend(part.petitions);
    }
}

impl Reading<'_> {
    /// A file under `supervision/`.
    pub(super) fn supervision(&mut self, to: &mut SupervisionRecords) {
        self.ledgers(&SUPERVISION, to);
    }

    /// A file under `participation/`.
    pub(super) fn participation(&mut self, to: &mut ParticipationRecords) {
        self.ledgers(&PARTICIPATION, to);
    }

    /// Every ledger of the file, each below its name.
    fn ledgers<T>(&mut self, known: &[Ledger<T>], to: &mut T) {
        let Some(node) = self.node() else { return };
        let entries = match &node.value {
            Value::Map(entries) => entries.as_slice(),
            Value::Null | Value::Broken => return,
            Value::Scalar { .. } | Value::List(_) => {
                self.problems.push(no_ledger(&node, known));
                return;
            }
        };
        for (key, value) in entries {
            match known.iter().find(|ledger| key.text == ledger.en || key.text == ledger.zh) {
                Some(ledger) => (ledger.take)(self, value, to),
                None if value.value == Value::Broken => {}
                None => {
                    // What stands below it nobody can read: nothing that refers to it is wrong.
                    self.lose_what_is_written();
                    self.problems.push(unknown_ledger(key, known));
                }
            }
        }
    }
}

fn names_zh<T>(known: &[Ledger<T>]) -> String {
    known.iter().map(|ledger| ledger.zh).collect::<Vec<_>>().join("、")
}

fn names_en<T>(known: &[Ledger<T>]) -> String {
    known.iter().map(|ledger| ledger.en).collect::<Vec<_>>().join(", ")
}

/// The ledger whose records these are.
fn meant<'a, T>(node: &Node, known: &'a [Ledger<T>]) -> Option<&'a Ledger<T>> {
    let Value::List(items) = &node.value else { return None };
    let first = items.first()?;
    let kind = |ledger: &Ledger<T>| KINDS.iter().find(|kind| kind.zh == ledger.zh);
    known.iter().find(|ledger| kind(ledger).is_some_and(|kind| astray::fits(first, kind.fields)))
}

fn no_ledger<T>(node: &Node, known: &[Ledger<T>]) -> Diagnostic {
    let words =
        say("这里要先写台账的名称，再写记录", "the records of a ledger stand below its name");
    let ledger = meant(node, known).or(known.first());
    let (en, zh) = ledger.map(|ledger| (ledger.en, ledger.zh)).unwrap_or_default();
    Diagnostic::new(Code::WrongType, node.span, words).help(say(
        format!("第一行写`{zh}:`，下面缩进写记录；台账有：{}", names_zh(known)),
        format!("begin with `{en}:`; ledgers are: {}", names_en(known)),
    ))
}

fn unknown_ledger<T>(key: &Key, known: &[Ledger<T>]) -> Diagnostic {
    let words = say(format!("未知的键`{}`", key.text), format!("unknown key `{}`", key.text));
    let names = known.iter().flat_map(|ledger| [ledger.en, ledger.zh]);
    let help = match nearest(&key.text, names) {
        Some(near) => say(format!("是不是想写`{near}`？"), format!("did you mean `{near}`?")),
        None => say(
            format!("这里可以写：{}", names_zh(known)),
            format!("known keys: {}", names_en(known)),
        ),
    };
    Diagnostic::new(Code::UnknownKey, key.span, words).help(help)
}
