//! Files in which each ledger stands below its name: supervision and taking part.

use super::Reading;
use crate::diagnostic::{Code, Diagnostic, nearest, say};
use crate::record::{
    AppraisalRecord, ConsultationRecord, GatheringRecord, InspectionRecord, MendingRecord,
    MicroProjectRecord, PetitionCountRecord, PledgeRecord, PledgeTemplateRecord, ProblemRecord,
    QuestionCountRecord, SlipRecord, TimedReportRecord, VisitCountRecord, WarningRecord,
};
use crate::span::Span;
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

/// The ledgers of a kind of file, each with its English and its Chinese name.
type Ledgers = [(&'static str, &'static str)];

const SUPERVISION: [(&str, &str); 8] = [
    ("inspections", "督查"),
    ("problems", "问题"),
    ("rectifications", "整改"),
    ("slips", "督办件"),
    ("warnings", "预警通知"),
    ("reports", "限时报告"),
    ("pledges", "责任状"),
    ("pledge_templates", "责任状模板"),
];

const PARTICIPATION: [(&str, &str); 7] = [
    ("appraisals", "评议"),
    ("consultations", "征求意见"),
    ("gatherings", "恳谈活动"),
    ("micro_projects", "微实事"),
    ("question_counts", "网络问政"),
    ("visit_counts", "实地调研"),
    ("petition_counts", "领导包案"),
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
        self.ledgers(&SUPERVISION, |reading, ledger, value| match ledger {
            "inspections" => to.inspections.extend(reading.records(value, "inspection")),
            "problems" => to.problems.extend(reading.records(value, "problem")),
            "rectifications" => to.mendings.extend(reading.records(value, "rectification")),
            "slips" => to.slips.extend(reading.records(value, "slip")),
            "warnings" => to.warnings.extend(reading.records(value, "warning")),
            "reports" => to.reports.extend(reading.records(value, "report")),
            "pledges" => to.pledges.extend(reading.records(value, "pledge")),
            _ => to.templates.extend(reading.records(value, "pledge_template")),
        });
    }

    /// A file under `participation/`.
    pub(super) fn participation(&mut self, to: &mut ParticipationRecords) {
        self.ledgers(&PARTICIPATION, |reading, ledger, value| match ledger {
            "appraisals" => to.appraisals.extend(reading.records(value, "appraisal")),
            "consultations" => to.consultations.extend(reading.records(value, "consultation")),
            "gatherings" => to.gatherings.extend(reading.records(value, "gathering")),
            "micro_projects" => to.micro_projects.extend(reading.records(value, "micro_project")),
            "question_counts" => {
                to.questions.extend(reading.records(value, "question_count"));
            }
            "visit_counts" => to.visits.extend(reading.records(value, "visit_count")),
            _ => to.petitions.extend(reading.records(value, "petition_count")),
        });
    }

    /// Hands every ledger of the file on, by its English name.
    fn ledgers(&mut self, known: &Ledgers, mut take: impl FnMut(&mut Self, &str, &Node)) {
        let Some(node) = self.node() else { return };
        let entries = match &node.value {
            Value::Map(entries) => entries.as_slice(),
            Value::Null | Value::Broken => return,
            Value::Scalar { .. } | Value::List(_) => {
                self.problems.push(no_ledger(node.span, known));
                return;
            }
        };
        for (key, value) in entries {
            match known.iter().find(|(en, zh)| key.text == *en || key.text == *zh) {
                Some((en, _)) => take(self, en, value),
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

fn names_zh(known: &Ledgers) -> String {
    known.iter().map(|(_, zh)| *zh).collect::<Vec<_>>().join("、")
}

fn names_en(known: &Ledgers) -> String {
    known.iter().map(|(en, _)| *en).collect::<Vec<_>>().join(", ")
}

fn no_ledger(at: Span, known: &Ledgers) -> Diagnostic {
    let words =
        say("这里要先写台账的名称，再写记录", "the records of a ledger stand below its name");
    let (en, zh) = known.first().copied().unwrap_or_default();
    Diagnostic::new(Code::WrongType, at, words).help(say(
        format!("第一行写`{zh}:`，下面缩进写记录；台账有：{}", names_zh(known)),
        format!("begin with `{en}:`; ledgers are: {}", names_en(known)),
    ))
}

fn unknown_ledger(key: &Key, known: &Ledgers) -> Diagnostic {
    let words = say(format!("未知的键`{}`", key.text), format!("unknown key `{}`", key.text));
    let names = known.iter().flat_map(|(en, zh)| [*en, *zh]);
    let help = match nearest(&key.text, names) {
        Some(near) => say(format!("是不是想写`{near}`？"), format!("did you mean `{near}`?")),
        None => say(
            format!("这里可以写：{}", names_zh(known)),
            format!("known keys: {}", names_en(known)),
        ),
    };
    Diagnostic::new(Code::UnknownKey, key.span, words).help(help)
}
