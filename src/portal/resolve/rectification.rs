//! How a shortcoming is put right, of an exposure or under a plate number: state and dates tell the
//! same story.

use std::collections::BTreeMap;

use chrono::NaiveDate;

use super::claims::Claims;
use super::ledger::People;
use super::structure::{in_order, text};
use crate::diagnostic::{Code, Diagnostic, say};
use crate::portal::{Id, Rectification, ReturnVisit, Step, Unit};
use crate::record::{self, Records, RectificationRecord, RectificationState};
use crate::span::{Span, Spanned};
use crate::unread;
use crate::yaml::Text;

/// Whose shortcoming it is, and since when.
pub struct Subject<'a> {
    /// The units that put it right: none of them may check it.
    pub units: &'a [Id<Unit>],
    /// What they are called in messages.
    pub word: (&'static str, &'static str),
    /// The day from which on it is put right.
    pub since: &'a Spanned<NaiveDate>,
    /// What that day is called.
    pub since_word: (&'static str, &'static str),
}

/// A rectification, checked.
pub fn rectification(
    record: &RectificationRecord,
    subject: &Subject,
    people: &People,
    claims: &mut Claims,
) -> Rectification {
    check_dates(record, subject, claims);
    check_state(record, claims);
    let verifier = claims.names.posts.find_some(record.verifier.as_ref(), claims.problems);
    if let (Some(post), Some(written)) = (verifier, &record.verifier)
        && people.organ(post).is_some_and(|organ| subject.units.contains(&organ))
    {
        let (zh, en) = subject.word;
        claims.report(
            Diagnostic::new(
                Code::VerifierNotIndependent,
                written.span,
                say(
                    format!("核查岗位属于{zh}，自己核查自己"),
                    format!("the verifier belongs to the {en}"),
                ),
            )
            .help(say("换成督查室的岗位", "name a post of another unit")),
        );
    }
    Rectification {
        plate_number: record.plate_number.as_ref().map(|number| text(&number.value)),
        due: record.due.value,
        state: record.state.value,
        requirement: record.requirement.as_ref().map(text),
        steps: record.steps.iter().map(step).collect(),
        submitted_on: record.submitted_on.as_ref().map(|day| day.value),
        accepted_on: record.accepted_on.as_ref().map(|day| day.value),
        verifier,
        closing_number: record.closing_number.as_ref().map(|number| text(&number.value)),
        reopened_on: record.reopened_on.as_ref().map(|day| day.value),
        return_visit: record.return_visit.as_ref().map(visit),
    }
}

/// A return visit.
pub fn visit(record: &record::ReturnVisit) -> ReturnVisit {
    ReturnVisit {
        due: record.due.value,
        on: record.on.as_ref().map(|day| day.value),
        result: record.result.as_ref().map(text),
    }
}

fn step(record: &record::RectificationStep) -> Step {
    Step {
        on: record.on.as_ref().map(|day| day.value),
        name: text(&record.name),
        text: record.text.as_ref().map(text),
        expected: record.expected.as_ref().map(text),
    }
}

fn check_dates(record: &RectificationRecord, subject: &Subject, claims: &mut Claims) {
    let submitted = ("提交日期", "day of submission");
    let accepted = ("销号日期", "day of acceptance");
    in_order(
        Some(subject.since),
        subject.since_word,
        record.submitted_on.as_ref(),
        submitted,
        claims,
    );
    let first = record.submitted_on.as_ref();
    in_order(first, submitted, record.accepted_on.as_ref(), accepted, claims);
    let reopened = ("回潮日期", "day of the relapse");
    in_order(record.accepted_on.as_ref(), accepted, record.reopened_on.as_ref(), reopened, claims);
}

/// A state has its date, and a number in the closing ledger its acceptance.
fn check_state(record: &RectificationRecord, claims: &mut Claims) {
    let unaccepted = record.accepted_on.is_none() && !unread!(record, accepted_on);
    if let Some(number) = record.closing_number.as_ref().filter(|_| unaccepted) {
        claims.report(
            Diagnostic::new(
                Code::ClosingIncomplete,
                number.span,
                say(
                    "有销号编号，没有销号日期：还没有核查通过",
                    "it has a closing number but was not accepted",
                ),
            )
            .help(say("补写`销号日期`，或删去`销号编号`", "add `accepted_on` or drop the number")),
        );
        return;
    }
    let missing = match record.state.value {
        RectificationState::Filed | RectificationState::UnderWay => None,
        RectificationState::AwaitingCheck => record.submitted_on.is_none().then_some("提交日期"),
        RectificationState::Closed if record.accepted_on.is_none() => Some("销号日期"),
        RectificationState::Closed => record.verifier.is_none().then_some("核查岗位"),
        RectificationState::Reopened => record.reopened_on.is_none().then_some("回潮日期"),
    };
    let Some(missing) = missing.filter(|_| record.unread.is_empty()) else { return };
    claims.report(
        Diagnostic::new(
            Code::ClosingIncomplete,
            record.state.span,
            say(
                format!("状态是“{}”，缺少`{missing}`", record.state.zh()),
                format!("the state `{}` lacks its date or verifier", record.state.en()),
            ),
        )
        .help(say(format!("补写`{missing}`，或改正状态"), "add it or correct the state")),
    );
}

/// Plate numbers and closing numbers are unique, of exposures and of the ledger together; plate
/// numbers of a year have no gap.
pub fn check_numbers(records: &Records, claims: &mut Claims) {
    let exposures = records.exposures.iter().map(|writeup| &writeup.record.rectification);
    let mendings = records.supervision.mendings.iter().map(|record| &record.rectification);
    let all: Vec<&RectificationRecord> = exposures.chain(mendings).collect();
    let plates: Vec<_> = all.iter().filter_map(|held| held.plate_number.as_ref()).collect();
    unique(plates.iter().copied(), ("挂牌编号", "plate number"), claims);
    let closings = all.iter().filter_map(|held| held.closing_number.as_ref());
    unique(closings, ("销号编号", "closing number"), claims);
    let any_lost = claims.lost.any("exposure") || claims.lost.any("rectification");
    if !any_lost {
        check_gaps(&plates, claims);
    }
}

/// Reports numbers that are there twice.
pub fn unique<'a>(
    numbers: impl Iterator<Item = &'a Spanned<Text>>,
    (zh, en): (&str, &str),
    claims: &mut Claims,
) {
    let mut seen: BTreeMap<&str, Span> = BTreeMap::new();
    for number in numbers {
        let words = number.as_str();
        if let Some(first) = seen.get(words) {
            claims.report(
                Diagnostic::new(
                    Code::DuplicateId,
                    number.span,
                    say(
                        format!("{zh}`{words}`已经用过"),
                        format!("the {en} `{words}` is already taken"),
                    ),
                )
                .note(*first, say("第一次用在这里", "first used here"))
                .help(say("换一个编号", "use another number")),
            );
        }
        seen.entry(words).or_insert(number.span);
    }
}

/// 挂牌〔2026〕9号: what stands before the number, and the number.
fn numbered(text: &str) -> Option<(&str, u32)> {
    let (series, number) = text.strip_suffix('号')?.split_once('〕')?;
    Some((series, number.parse().ok()?))
}

/// A number that was skipped looks like a record that was taken away.
fn check_gaps(numbers: &[&Spanned<Text>], claims: &mut Claims) {
    let mut series: BTreeMap<&str, BTreeMap<u32, Span>> = BTreeMap::new();
    for held in numbers {
        if let Some((name, number)) = numbered(held.as_str()) {
            series.entry(name).or_default().entry(number).or_insert(held.span);
        }
    }
    for (name, held) in series {
        let mut next = 1;
        for (number, span) in held {
            let skipped: Vec<String> =
                (next..number).take(5).map(|number| number.to_string()).collect();
            next = number + 1;
            if skipped.is_empty() {
                continue;
            }
            let list = skipped.join("、");
            claims.report(
                Diagnostic::new(
                    Code::NumberGap,
                    span,
                    say(
                        format!("`{name}〕`的编号不连续，缺第{list}号"),
                        format!("the numbers of `{name}〕` skip {}", skipped.join(", ")),
                    ),
                )
                .help(say("补上缺号的记录，或说明缺号原因", "add the record that is missing")),
            );
        }
    }
}

#[cfg(test)]
mod tests {
    use super::numbered;

    #[test]
    fn a_number_stands_behind_its_year() {
        for (text, expected) in [
            ("挂牌〔2026〕9号", Some(("挂牌〔2026", 9))),
            ("挂牌〔2026〕12号", Some(("挂牌〔2026", 12))),
            ("挂牌2026-9", None),
            ("挂牌〔2026〕九号", None),
        ] {
            assert_eq!(numbered(text), expected, "{text}");
        }
    }
}
