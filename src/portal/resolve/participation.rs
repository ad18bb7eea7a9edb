//! Appraisals, consultations, gatherings, micro-projects, and what is counted of questions and
//! visits.

use std::collections::BTreeMap;

use chrono::{Datelike, NaiveDate};

use super::claims::{Claims, table};
use super::clock;
use super::structure::{in_order, text};
use super::supervision::lacking;
use crate::date::days_between;
use crate::diagnostic::{Code, Diagnostic, say};
use crate::portal::{
    AnswerShare, Appraisal, Consultation, Gathering, Id, MicroProject, Opinion, Participation,
    PetitionCount, QuestionCount, Session, VisitCount, Vote,
};
use crate::record::{
    self, Adoption, AppraisalRecord, ConsultationRecord, GatheringRecord, Kind, MicroProjectRecord,
    OpinionRecord, ParticipationRecords, PetitionCountRecord, QuestionCountRecord, SessionRecord,
    VisitCountRecord,
};
use crate::slug::Slug;
use crate::span::{Span, Spanned};
use crate::unread;
use crate::yaml::Text;

/// How long a major decision is put up: 重大行政决策程序暂行条例, article 15.
const MAJOR_DAYS: i64 = 30;
/// The last day that every month has.
const LAST_DAY: u32 = 28;
/// Folders of lists beside the pages of consultations, appraisals and gatherings.
const LISTS: [&str; 2] = ["appraisals", "micro-projects"];

/// Everything under `participation/`; drafts are checked and not kept.
pub fn participation(records: &ParticipationRecords, claims: &mut Claims) -> Participation {
    check_folder(records, claims);
    let names = claims.names;
    let (appraisals, consultations) = (&names.appraisals.ids, &names.consultations.ids);
    let (gatherings, projects) = (&names.gatherings.ids, &names.micro_projects.ids);
    let made = Participation {
        appraisals: table(
            appraisals,
            &records.appraisals,
            |r| &r.id.value,
            |r| appraisal(r, claims),
        ),
        consultations: table(
            consultations,
            &records.consultations,
            |r| &r.id.value,
            |r| consultation(r, claims),
        ),
        gatherings: table(
            gatherings,
            &records.gatherings,
            |r| &r.id.value,
            |r| gathering(r, claims),
        ),
        micro_projects: table(
            projects,
            &records.micro_projects,
            |r| &r.id.value,
            |r| micro_project(r, claims),
        ),
        questions: questions(&records.questions, claims),
        visits: visits(&records.visits, claims),
        petitions: petitions(&records.petitions, claims),
    };
    for draft in records.appraisals.iter().filter(|r| !appraisals.contains_key(&r.id.value)) {
        appraisal(draft, claims);
    }
    for draft in records.consultations.iter().filter(|r| !consultations.contains_key(&r.id.value)) {
        consultation(draft, claims);
    }
    for draft in records.gatherings.iter().filter(|r| !gatherings.contains_key(&r.id.value)) {
        gathering(draft, claims);
    }
    for draft in records.micro_projects.iter().filter(|r| !projects.contains_key(&r.id.value)) {
        micro_project(draft, claims);
    }
    made
}

/// Consultations, appraisals and gatherings have their pages in one folder: an id is taken by one
/// of them, and by none if a list lies there.
fn check_folder(records: &ParticipationRecords, claims: &mut Claims) {
    let consultations = records.consultations.iter().map(|r| (&r.id, record::Consultation::ZH));
    let appraisals = records.appraisals.iter().map(|r| (&r.id, record::Appraisal::ZH));
    let gatherings = records.gatherings.iter().map(|r| (&r.id, record::Gathering::ZH));
    let mut taken: BTreeMap<&Slug, (Span, &str)> = BTreeMap::new();
    for (id, kind) in consultations.chain(appraisals).chain(gatherings) {
        if LISTS.contains(&id.value.as_str()) {
            claims.report(kept_for_a_list(id));
        }
        let (first, other) = *taken.entry(&id.value).or_insert((id.span, kind));
        // Two records of one kind were reported when the ids were announced.
        if other != kind {
            claims.report(in_one_folder(id, first, other));
        }
    }
}

fn kept_for_a_list(id: &Spanned<Slug>) -> Diagnostic {
    let words = say(
        format!("`{}`是保留的名称，`participation/{0}/`是一个列表", id.value),
        format!("`{}` is a reserved name: a list lies at `participation/{0}/`", id.value),
    );
    let help = say(
        format!("换一个编号，例如`{}-2026`", id.value),
        format!("choose another id, such as `{}-2026`", id.value),
    );
    Diagnostic::new(Code::BadId, id.span, words).help(help)
}

fn in_one_folder(id: &Spanned<Slug>, first: Span, other: &str) -> Diagnostic {
    let words = say(
        format!("编号`{}`已经用于{other}，两个网页会在同一个网址", id.value),
        format!("the id `{}` is already taken: both pages would lie at one address", id.value),
    );
    Diagnostic::new(Code::DuplicateId, id.span, words)
        .note(first, say("第一次用在这里", "first used here"))
        .help(say("给后写的记录换一个编号", "give the later record another id"))
}

/// Reports a part that is larger than its whole.
fn within(
    part: (Option<u32>, &str, &str),
    whole: (Option<u32>, &str, &str),
    at: Span,
    claims: &mut Claims,
) {
    let ((Some(few), few_zh, few_en), (Some(many), many_zh, many_en)) = (part, whole) else {
        return;
    };
    if few <= many {
        return;
    }
    let words = say(
        format!("{few_zh}（{few}）多于{many_zh}（{many}）"),
        format!("{few_en} ({few}) exceeds {many_en} ({many})"),
    );
    claims.report(
        Diagnostic::new(Code::Contradiction, at, words)
            .help(say("改正其中一个数", "correct one of the numbers")),
    );
}

fn appraisal(record: &AppraisalRecord, claims: &mut Claims) -> Appraisal {
    let names = claims.names;
    let (until, published) = (Some(&record.until), Some(&record.published_on));
    in_order(Some(&record.from), ("开始", "first day"), until, ("结束", "last day"), claims);
    in_order(until, ("结束", "last day"), published, ("发布日期", "publication"), claims);
    check_shares(record, claims);
    if record.sample_size.value == 0 {
        let words = say("样本量是0，结果不成立", "a sample of none shows nothing");
        let help = say("写有效样本数", "give the number of valid answers");
        claims.report(
            Diagnostic::new(Code::Contradiction, record.sample_size.span, words).help(help),
        );
    }
    let share = |share: &crate::record::AnswerShareRecord| AnswerShare {
        answer: text(&share.answer),
        percent: share.percent.value,
        favourable: share.favourable == Some(true),
    };
    Appraisal {
        slug: record.id.value.clone(),
        title: text(&record.title.value),
        kind: record.kind,
        series: record.series.as_ref().map(text),
        question: text(&record.question),
        executor: text(&record.executor),
        method: text(&record.method),
        from: record.from.value,
        until: record.until.value,
        sample_size: record.sample_size.value,
        margin: record.margin.as_ref().map(text),
        shares: record.shares.iter().map(share).collect(),
        remark: record.remark.as_ref().map(text),
        document: names.documents.find_some(record.document.as_ref(), claims.problems),
        tasks: names.tasks.find_all(&record.tasks, claims.problems),
        units: names.units.find_all(&record.units, claims.problems),
        areas: names.areas.find_all(&record.areas, claims.problems),
        published_on: record.published_on.value,
    }
}

/// The shares make a hundred, but for a tenth that rounding may leave.
fn check_shares(record: &AppraisalRecord, claims: &mut Claims) {
    if unread!(record, shares) {
        return;
    }
    if record.shares.is_empty() {
        let words = ("评议没有写结果", "the appraisal has no result");
        claims.report(lacking(Code::MissingKey, record.title.span, words, ("结果", "shares")));
        return;
    }
    if record.shares.iter().any(|share| !share.unread.is_empty()) {
        return;
    }
    let sum: i32 = record.shares.iter().map(|share| share.percent.value.hundredths()).sum();
    if (sum - 10_000).abs() > 10 {
        let at = record.shares.last().map_or(record.title.span, |share| share.percent.span);
        let sum = format!("{}.{:02}", sum / 100, sum % 100);
        let words = say(
            format!("各选项的比例合计{sum}%，不是100%"),
            format!("the shares make {sum} %, not 100 %"),
        );
        claims.report(
            Diagnostic::new(Code::Contradiction, at, words)
                .help(say("改正比例，或者补上漏写的选项", "correct the shares")),
        );
    }
}

fn consultation(record: &ConsultationRecord, claims: &mut Claims) -> Consultation {
    let names = claims.names;
    check_consultation(record, claims);
    let opinion = |opinion: &OpinionRecord| Opinion {
        text: text(&opinion.text.value),
        count: opinion.count.unwrap_or(1),
        adoption: opinion.adoption,
        reason: opinion.reason.as_ref().map(text),
    };
    Consultation {
        slug: record.id.value.clone(),
        title: text(&record.title.value),
        text: text(&record.text),
        major: record.major == Some(true),
        shortened: record.shortened.as_ref().map(text),
        unit: names.units.find(&record.unit, claims.problems).unwrap_or_else(Id::unresolved),
        from: record.from.value,
        until: record.until.value,
        channels: record.channels.iter().map(text).collect(),
        document: names.documents.find_some(record.document.as_ref(), claims.problems),
        tasks: names.tasks.find_all(&record.tasks, claims.problems),
        areas: names.areas.find_all(&record.areas, claims.problems),
        people: record.people,
        received: record.received.as_ref().map(|held| held.value),
        answered_on: record.answered_on.as_ref().map(|on| on.value),
        opinions: record.opinions.iter().map(opinion).collect(),
    }
}

fn check_consultation(record: &ConsultationRecord, claims: &mut Claims) {
    let (until, answered) = (Some(&record.until), record.answered_on.as_ref());
    in_order(Some(&record.from), ("开始", "first day"), until, ("结束", "last day"), claims);
    in_order(until, ("结束", "last day"), answered, ("反馈日期", "day of the answer"), claims);
    let days = days_between(record.from.value, record.until.value) + 1;
    let short = (1..MAJOR_DAYS).contains(&days) && record.shortened.is_none();
    if record.major == Some(true) && short && !unread!(record, shortened) {
        let words = say(
            format!("重大决策征求意见{days}天，少于{MAJOR_DAYS}天，没有说明理由"),
            format!("a major decision was put up for {days} days, fewer than {MAJOR_DAYS}"),
        );
        let help = say(
            "延长到30天，或者写明`缩短理由`",
            "put it up for 30 days, or give `shortened` with the reason",
        );
        claims
            .report(Diagnostic::new(Code::ShortConsultation, record.until.span, words).help(help));
    }
    if let (Some(first), None) = (record.opinions.first(), answered)
        && !unread!(record, answered_on)
    {
        let words = ("写了意见的采纳情况，没有写反馈日期", "it lacks the day of the answer");
        let key = ("反馈日期", "answered_on");
        claims.report(lacking(Code::MissingKey, first.text.span, words, key));
    }
    for opinion in &record.opinions {
        let silent = opinion.reason.is_none() && !unread!(opinion, reason);
        if opinion.adoption == Adoption::Adopted || !silent {
            continue;
        }
        let words = ("没有采纳的意见要说明理由", "an opinion that is declined needs the reason");
        let key = ("理由", "reason");
        claims.report(lacking(Code::OpinionUnexplained, opinion.text.span, words, key));
    }
    let told = record.opinions.iter().map(|opinion| opinion.count.unwrap_or(1)).sum();
    within(
        (Some(told), "各条意见合计", "the opinions together"),
        (record.received.as_ref().map(|held| held.value), "收到意见", "the opinions received"),
        record.received.as_ref().map_or(record.title.span, |held| held.span),
        claims,
    );
}

fn gathering(record: &GatheringRecord, claims: &mut Claims) -> Gathering {
    let names = claims.names;
    if !(1..=LAST_DAY).contains(&record.day.value) {
        let words = say(
            format!("每月几日写1到{LAST_DAY}，有的月份没有{}日", record.day.value),
            format!("the day of the month is 1 to {LAST_DAY}"),
        );
        let help = say("改成每个月都有的日子", "choose a day that every month has");
        claims.report(Diagnostic::new(Code::BadDate, record.day.span, words).help(help));
    }
    let until = record.until.as_ref();
    in_order(Some(&record.from), ("开始", "first day"), until, ("结束", "last day"), claims);
    let mut sessions: Vec<Session> =
        record.sessions.iter().map(|held| session(held, record, claims)).collect();
    sessions.sort_by_key(|session| session.date);
    Gathering {
        slug: record.id.value.clone(),
        title: text(&record.title.value),
        day: record.day.value,
        hours: hours(record.begins.as_ref(), record.ends.as_ref(), claims),
        place: text(&record.place),
        unit: names.units.find(&record.unit, claims.problems).unwrap_or_else(Id::unresolved),
        areas: names.areas.find_all(&record.areas, claims.problems),
        text: record.text.as_ref().map(text),
        from: record.from.value,
        until: until.map(|until| until.value),
        sessions,
    }
}

fn session(record: &SessionRecord, whole: &GatheringRecord, claims: &mut Claims) -> Session {
    let (first, on) = (Some(&whole.from), Some(&record.date));
    in_order(first, ("开始", "first day"), on, ("举行日期", "day of the session"), claims);
    let raised = record.raised.as_ref().map(|raised| raised.value);
    within(
        (record.answered, "已答复", "the answered ones"),
        (raised, "提出事项", "the matters raised"),
        record.raised.as_ref().map_or(record.date.span, |raised| raised.span),
        claims,
    );
    Session {
        date: record.date.value,
        subject: text(&record.subject),
        moved: record.moved.as_ref().map(text),
        people: record.people,
        raised,
        answered: record.answered,
    }
}

type Clock = (u32, u32);

/// Both ends of the hours, in order.
fn hours(
    begins: Option<&Spanned<Text>>,
    ends: Option<&Spanned<Text>>,
    claims: &mut Claims,
) -> Option<(Clock, Clock)> {
    let (Some(begins), Some(ends)) = (begins, ends) else { return None };
    let (from, until) = (clock(begins, claims)?, clock(ends, claims)?);
    if from >= until {
        let words = say("结束时间不晚于开始时间", "the end is not after the begin");
        let help = say("改正其中一个时间", "correct one of the times");
        claims.report(Diagnostic::new(Code::BadHours, ends.span, words).help(help));
        return None;
    }
    Some((from, until))
}

fn clock(written: &Spanned<Text>, claims: &mut Claims) -> Option<Clock> {
    let minutes = clock::read_minutes(&written.value).filter(|at| *at < 24 * 60);
    let parts = minutes.map(|at| (at / 60, at % 60));
    if parts.is_none() {
        let words = say(
            format!("`{}`不是时间", written.value.as_str()),
            format!("`{}` is no time", written.value.as_str()),
        );
        let help = match clock::meant_time(&written.value) {
            Some(meant) => say(format!("写成`{meant}`"), format!("write `{meant}`")),
            None => say("照着`15:00`的样子写", "write it like `15:00`"),
        };
        claims.report(Diagnostic::new(Code::BadHours, written.span, words).help(help));
    }
    parts
}

fn micro_project(record: &MicroProjectRecord, claims: &mut Claims) -> MicroProject {
    let names = claims.names;
    let days = [
        (Some(&record.proposed_on), ("提出日期", "day of the proposal")),
        (record.voted_on.as_ref(), ("表决日期", "day of the vote")),
        (record.begun_on.as_ref(), ("开工日期", "begin of the work")),
        (record.done_on.as_ref(), ("完成日期", "day of completion")),
    ];
    let known: Vec<_> = days.iter().filter(|(day, _)| day.is_some()).collect();
    for pair in known.windows(2) {
        if let [(first, first_word), (second, second_word)] = pair {
            in_order(*first, *first_word, *second, *second_word, claims);
        }
    }
    let votes = record.votes.as_ref();
    within(
        (votes.map(|votes| votes.value), "得票", "the votes"),
        (record.ballots, "参加表决", "those who voted"),
        votes.map_or(record.title.span, |votes| votes.span),
        claims,
    );
    if record.chosen == Some(false) && (record.begun_on.is_some() || record.done_on.is_some()) {
        let words = say("没有入选，却写了开工或完成", "it was not chosen and yet was begun");
        let help = say("改正`入选`，或删去开工和完成日期", "correct `chosen` or drop the days");
        claims.report(Diagnostic::new(Code::Contradiction, record.title.span, words).help(help));
    }
    let vote = record.voted_on.as_ref().map(|on| Vote {
        on: on.value,
        ballots: record.ballots,
        votes: votes.map(|votes| votes.value),
        chosen: record.chosen == Some(true),
    });
    MicroProject {
        slug: record.id.value.clone(),
        title: text(&record.title.value),
        text: record.text.as_ref().map(text),
        area: names.areas.find_some(record.area.as_ref(), claims.problems),
        unit: names.units.find_some(record.unit.as_ref(), claims.problems),
        amount: record.amount,
        proposed_on: record.proposed_on.value,
        vote,
        begun_on: record.begun_on.as_ref().map(|on| on.value),
        done_on: record.done_on.as_ref().map(|on| on.value),
    }
}

/// Counts by month, each month of a channel once, in order of time.
fn questions(records: &[QuestionCountRecord], claims: &mut Claims) -> Vec<QuestionCount> {
    let mut counts: Vec<(QuestionCount, Span)> = Vec::new();
    for record in records {
        let Some(count) = question_count(record, claims) else { continue };
        let same = |(held, _): &&(QuestionCount, Span)| {
            (held.month, &held.channel) == (count.month, &count.channel)
        };
        if let Some((_, first)) = counts.iter().find(same) {
            let words = say(
                format!("“{}”{}的数写了两次", count.channel, count.month.zh()),
                format!("{} of {} is counted twice", count.month, count.channel),
            );
            claims.report(
                Diagnostic::new(Code::DuplicateId, record.month.span, words)
                    .note(*first, say("第一次写在这里", "first written here"))
                    .help(say("删去一条", "drop one of them")),
            );
            continue;
        }
        counts.push((count, record.month.span));
    }
    counts.sort_by(|(one, _), (other, _)| {
        (&one.channel, one.month).cmp(&(&other.channel, other.month))
    });
    counts.into_iter().map(|(count, _)| count).collect()
}

fn question_count(record: &QuestionCountRecord, claims: &mut Claims) -> Option<QuestionCount> {
    let month = super::bulletin::parsed_month(&record.month, claims)?;
    let (received, answered) = (record.received.value, record.answered.value);
    within(
        (Some(answered), "已答复", "the answered ones"),
        (Some(received), "收到", "those received"),
        record.answered.span,
        claims,
    );
    let in_time = record.in_time.as_ref();
    within(
        (in_time.map(|held| held.value), "按期答复", "those answered in time"),
        (Some(answered), "已答复", "the answered ones"),
        in_time.map_or(record.answered.span, |held| held.span),
        claims,
    );
    Some(QuestionCount {
        month,
        channel: text(&record.channel),
        received,
        answered,
        in_time: in_time.map(|held| held.value),
        median_days: record.median_days,
    })
}

/// Counts by year, the newest first, leaders in the order in which they are written.
fn visits(records: &[VisitCountRecord], claims: &mut Claims) -> Vec<VisitCount> {
    let mut counts: Vec<VisitCount> = Vec::new();
    for record in records {
        let Some(post) = claims.names.posts.find(&record.post, claims.problems) else { continue };
        let year = record.year.value;
        let Some(from) = first_day(record, claims) else { continue };
        let same = |held: &VisitCount| (held.post, held.year, held.from) == (post, year, from);
        if counts.iter().any(same) {
            let words = say("这个岗位当年的次数写了两次", "this post's year is counted twice");
            let help = say(
                "删去一条；年中换了人的，后一任写`开始`",
                "drop one of them; if the post passed to another, give the later one `from`",
            );
            claims.report(Diagnostic::new(Code::DuplicateId, record.year.span, words).help(help));
            continue;
        }
        counts.push(VisitCount { post, year, from, times: record.times });
    }
    counts.sort_by_key(|held| (std::cmp::Reverse(held.year), held.from));
    counts
}

/// The first day of a count of visits; it lies in the year.
fn first_day(record: &VisitCountRecord, claims: &mut Claims) -> Option<NaiveDate> {
    let year = i32::try_from(record.year.value).ok();
    let Some(new_year) = year.and_then(|year| NaiveDate::from_ymd_opt(year, 1, 1)) else {
        let words = say("没有这样的年份", "there is no such year");
        let help = say("写四位数的年份", "give the year in four figures");
        claims.report(Diagnostic::new(Code::BadDate, record.year.span, words).help(help));
        return None;
    };
    let Some(from) = &record.from else { return Some(new_year) };
    if from.value.year() != new_year.year() {
        let words = say(
            format!("`开始`不在{}年", record.year.value),
            format!("`from` does not lie in {}", record.year.value),
        );
        let help = say("改正年份，或者改正`开始`", "correct the year or `from`");
        claims.report(Diagnostic::new(Code::Contradiction, from.span, words).help(help));
    }
    Some(from.value)
}

/// Counts of petition cases, each post once for a day.
fn petitions(records: &[PetitionCountRecord], claims: &mut Claims) -> Vec<PetitionCount> {
    let mut counts: Vec<PetitionCount> = Vec::new();
    for record in records {
        let Some(post) = claims.names.posts.find(&record.post, claims.problems) else { continue };
        let as_of = record.as_of.value;
        within(
            (Some(record.settled), "已化解", "the settled ones"),
            (Some(record.taken.value), "包案", "those taken on"),
            record.taken.span,
            claims,
        );
        if counts.iter().any(|held| (held.post, held.as_of) == (post, as_of)) {
            let words = say("这个岗位同一天的件数写了两次", "this post is counted twice for a day");
            let help = say("删去一条", "drop one of them");
            claims.report(Diagnostic::new(Code::DuplicateId, record.as_of.span, words).help(help));
            continue;
        }
        let (taken, settled) = (record.taken.value, record.settled);
        counts.push(PetitionCount { post, as_of, taken, settled });
    }
    counts
}
