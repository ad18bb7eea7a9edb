//! Documents, areas, units, posts with their holders, and grids.

use std::collections::BTreeMap;
use std::ops::RangeInclusive;

use chrono::NaiveDate;

use super::claims::{Claims, cycles, table};
use super::site::attachment;
use crate::date;
use crate::diagnostic::{Code, Diagnostic, say};
use crate::portal::table::Table;
use crate::portal::{Area, Document, Duty, Grid, GridItem, Holding, Id, Post, Unit};
use crate::prose::is_han;
use crate::record::{
    self, AreaRecord, DocumentEffect, DocumentRecord, GridKind, GridRecord, HoldingRecord,
    PostRecord, UnitRecord,
};
use crate::slug::Slug;
use crate::span::{Span, Spanned};
use crate::unread;
use crate::yaml::{Number, Text};

/// A text as the portal keeps it.
pub fn text(text: &Text) -> String {
    text.to_string()
}

/// The place of the record with a slug.
pub fn place_of<'a, R>(
    records: &'a [R],
    slug: impl Fn(&'a R) -> &'a Spanned<Slug>,
    wanted: &Slug,
) -> Option<crate::span::Span> {
    records.iter().map(slug).find(|id| id.value == *wanted).map(|id| id.span)
}

/// Reports a number outside its bounds.
pub fn within(number: Option<Spanned<u32>>, bounds: RangeInclusive<u32>, claims: &mut Claims) {
    let Some(number) = number.filter(|number| !bounds.contains(&number.value)) else { return };
    let (least, most) = bounds.into_inner();
    let written = claims.sources.written(number.span);
    claims.report(
        Diagnostic::new(
            Code::WrongType,
            number.span,
            say(
                format!("这里应当是{least}到{most}，写的是`{written}`"),
                format!("expected {least} to {most}, found `{written}`"),
            ),
        )
        .help(say(format!("写{least}到{most}"), format!("write {least} to {most}"))),
    );
}

/// Reports a share that is not above nothing.
pub fn positive(number: Option<Spanned<Number>>, claims: &mut Claims) {
    let Some(number) = number.filter(|number| number.value <= Number(0)) else { return };
    let words = claims.sources.written(number.span);
    claims.report(
        Diagnostic::new(
            Code::WrongType,
            number.span,
            say(format!("系数应当大于0，写的是`{words}`"), format!("`{words}` is not above 0")),
        )
        .help(say("写大于0的数，例如`1`、`1.5`", "write a number above 0, such as `1.5`")),
    );
}

/// Reports a text that is longer than its place on pages and screens.
pub fn check_length(words: &Text, most: usize, span: Span, claims: &mut Claims) {
    let long = words.chars().filter(|mark| !mark.is_whitespace()).count();
    if long <= most {
        return;
    }
    claims.report(
        Diagnostic::new(
            Code::TooLong,
            span,
            say(
                format!("这段文字有{long}字，超过{most}字"),
                format!("the text has {long} characters, more than {most}"),
            ),
        )
        .help(say(
            format!("压缩到{most}字以内，细节写进文章或附件"),
            format!("shorten it to {most} characters"),
        )),
    );
}

/// Reports two days in the wrong order.
pub fn in_order(
    first: Option<&Spanned<NaiveDate>>,
    (first_zh, first_en): (&str, &str),
    second: Option<&Spanned<NaiveDate>>,
    (second_zh, second_en): (&str, &str),
    claims: &mut Claims,
) {
    let (Some(first), Some(second)) = (first, second) else { return };
    if first.value <= second.value {
        return;
    }
    claims.report(
        Diagnostic::new(
            Code::DateOrder,
            second.span,
            say(
                format!("{second_zh}（{}）早于{first_zh}", date::zh(second.value)),
                format!("the {second_en} ({}) is before the {first_en}", second.value),
            ),
        )
        .note(
            first.span,
            say(
                format!("{first_zh}是{}", date::zh(first.value)),
                format!("the {first_en} is {}", first.value),
            ),
        )
        .help(say("改正其中一个日期", "correct one of the dates")),
    );
}

/// Basis documents.
pub fn documents(records: &[DocumentRecord], claims: &mut Claims) -> Table<Document> {
    let ids = &claims.names.documents.ids;
    let documents = table(ids, records, |r| &r.id.value, |r| document(r, claims));
    let place = |id| place_of(records, |r| &r.id, &documents.known(id)?.slug);
    cycles::<record::Document, _>(&documents, Document::follows, place, claims.problems);
    documents
}

fn document(record: &DocumentRecord, claims: &mut Claims) -> Document {
    if let Some(number) = &record.number {
        check_document_number(number, claims);
    }
    in_order(
        record.formed_on.as_ref(),
        ("成文日期", "day of writing"),
        Some(&record.published_on),
        ("发布日期", "day of publication"),
        claims,
    );
    in_order(
        Some(&record.published_on),
        ("发布日期", "day of publication"),
        record.repealed_on.as_ref(),
        ("废止日期", "last day in force"),
        claims,
    );
    Document {
        slug: record.id.value.clone(),
        title: text(&record.title),
        number: record.number.as_ref().map(|number| text(&number.value)),
        issuer: text(&record.issuer),
        formed_on: record.formed_on.as_ref().map(|day| day.value),
        published_on: record.published_on.value,
        index_number: record.index_number.as_ref().map(text),
        topic: record.topic.as_ref().map(text),
        effect: record.effect.unwrap_or(DocumentEffect::InForce),
        repealed_on: record.repealed_on.as_ref().map(|day| day.value),
        parent: claims.names.documents.find_some(record.parent.as_ref(), claims.problems),
        interprets: claims.names.documents.find_some(record.interprets.as_ref(), claims.problems),
        summary: record.summary.as_ref().map(text),
        attachments: record.attachments.iter().filter_map(|a| attachment(a, claims)).collect(),
    }
}

/// Reports a document number not of the form of GB/T 9704.
pub fn check_document_number(number: &Spanned<Text>, claims: &mut Claims) {
    if is_document_number(number) {
        return;
    }
    claims.report(
        Diagnostic::new(
            Code::BadDocumentNumber,
            number.span,
            say(
                format!("文号`{}`的写法不对", number.as_str()),
                format!("`{}` is not a document number", number.as_str()),
            ),
        )
        .help(match meant_document_number(number) {
            Some(meant) => say(format!("写成`{meant}`"), format!("write `{meant}`")),
            None => say(
                "依次写机关代字、六角括号里的年份、不补0的序号和“号”，例如`岚政发〔2024〕1号`",
                "write it like `岚政发〔2024〕1号`",
            ),
        }),
    );
}

/// The number that one means in other brackets, with a 0 or a 第 before it, or without 号.
fn meant_document_number(number: &str) -> Option<String> {
    let is_open = |mark: char| "〔[（(【［{｛〈<".contains(mark);
    let is_close = |mark: char| "〕]）)】］}｝〉>".contains(mark);
    let (organ, rest) = number.split_once(is_open)?;
    let (year, serial) = rest.split_once(is_close)?;
    let serial = serial.trim().trim_start_matches('第').trim_end_matches('号').trim();
    let (organ, year) = (organ.trim(), year.trim().trim_end_matches('年'));
    let meant = format!("{organ}〔{year}〕{}号", serial.trim_start_matches('0'));
    is_document_number(&meant).then_some(meant)
}

/// `机关代字〔2017〕14号`: GB/T 9704-2012, 7.2.5.
pub fn is_document_number(number: &str) -> bool {
    let parts = number.split_once('〔').and_then(|(organ, rest)| {
        let (year, rest) = rest.split_once('〕')?;
        Some((organ, year, rest.strip_suffix('号')?))
    });
    parts.is_some_and(|(organ, year, serial)| {
        let digits = |text: &str| !text.is_empty() && text.bytes().all(|b| b.is_ascii_digit());
        !organ.is_empty()
            && year.len() == 4
            && digits(year)
            && digits(serial)
            && !serial.starts_with('0')
    })
}

/// Areas.
pub fn areas(records: &[AreaRecord], claims: &mut Claims) -> Table<Area> {
    let ids = &claims.names.areas.ids;
    let areas = table(
        ids,
        records,
        |r| &r.id.value,
        |r| Area {
            slug: r.id.value.clone(),
            name: text(&r.name),
            level: r.level,
            parent: claims.names.areas.find_some(r.parent.as_ref(), claims.problems),
            code: r.code.as_ref().map(text),
            responsible: claims.names.posts.find_some(r.responsible.as_ref(), claims.problems),
        },
    );
    let place = |id| place_of(records, |r| &r.id, &areas.known(id)?.slug);
    cycles::<record::Area, _>(&areas, |area| area.parent, place, claims.problems);
    for (id, area) in areas.iter() {
        let Some(above) = area.parent.and_then(|parent| areas.known(parent)) else { continue };
        if above.level < area.level {
            continue;
        }
        let Some(span) = place(id) else { continue };
        claims.report(
            Diagnostic::new(
                Code::Contradiction,
                span,
                say(
                    format!("“{}”的上级“{}”不是更高一级的区域", area.name, above.name),
                    "the parent area is not of a wider level",
                ),
            )
            .help(say("改正层级或上级区域", "correct the level or the parent")),
        );
    }
    areas
}

/// Units.
pub fn units(records: &[UnitRecord], claims: &mut Claims) -> Table<Unit> {
    let ids = &claims.names.units.ids;
    let units = table(ids, records, |r| &r.id.value, |r| unit(r, claims));
    let place = |id| place_of(records, |r| &r.id, &units.known(id)?.slug);
    cycles::<record::Unit, _>(&units, |unit| unit.parent, place, claims.problems);
    units
}

fn unit(record: &UnitRecord, claims: &mut Claims) -> Unit {
    in_order(
        record.from.as_ref(),
        ("成立日期", "first day"),
        record.until.as_ref(),
        ("撤销日期", "last day"),
        claims,
    );
    let duty = |duty: &record::DutyRecord, claims: &mut Claims| Duty {
        kind: duty.kind,
        text: text(&duty.text),
        basis: claims.names.documents.find_some(duty.basis.as_ref(), claims.problems),
    };
    let names = claims.names;
    Unit {
        slug: record.id.value.clone(),
        name: text(&record.name),
        short_name: text(record.short_name.as_ref().unwrap_or(&record.name)),
        class: record.class,
        parent: names.units.find_some(record.parent.as_ref(), claims.problems),
        area: names.areas.find_some(record.area.as_ref(), claims.problems),
        rank_class: record.rank_class.as_ref().map(text),
        duties: record.duties.iter().map(|one| duty(one, claims)).collect(),
        members: names.posts.find_all(&record.members, claims.problems),
        assists: names.posts.find_some(record.assists.as_ref(), claims.problems),
        office_phone: record.office_phone.as_ref().map(|phone| text(&phone.value)),
        address: record.address.as_ref().map(text),
        from: record.from.as_ref().map(|day| day.value),
        until: record.until.as_ref().map(|day| day.value),
    }
}

/// Posts with everybody who held them.
pub fn posts(
    records: &[PostRecord],
    holdings: &[HoldingRecord],
    claims: &mut Claims,
) -> Table<Post> {
    let mut held = holders(holdings, claims);
    let ids = &claims.names.posts.ids;
    table(ids, records, |r| &r.id.value, |r| post(r, held.remove(&r.id.value), claims))
}

fn post(record: &PostRecord, holdings: Option<Vec<Holding>>, claims: &mut Claims) -> Post {
    in_order(
        record.from.as_ref(),
        ("设立日期", "first day"),
        record.until.as_ref(),
        ("撤销日期", "last day"),
        claims,
    );
    let unit = claims.names.units.find(&record.unit, claims.problems);
    let duties = record.cross_duties.as_ref().map(|duties| {
        [&duties.integrity, &duties.petition, &duties.safety, &duties.environment].map(text)
    });
    Post {
        slug: record.id.value.clone(),
        label: text(&record.label),
        unit: unit.unwrap_or_else(Id::unresolved),
        class: record.class,
        division: record.division.as_ref().map(text),
        cross_duties: duties,
        office_phone: record.office_phone.as_ref().map(|phone| text(&phone.value)),
        from: record.from.as_ref().map(|day| day.value),
        until: record.until.as_ref().map(|day| day.value),
        holdings: holdings.unwrap_or_default(),
    }
}

/// Holdings by post in order of time; two holders of one post on one day are reported.
fn holders(records: &[HoldingRecord], claims: &mut Claims) -> BTreeMap<Slug, Vec<Holding>> {
    let mut by_post: BTreeMap<Slug, Vec<&HoldingRecord>> = BTreeMap::new();
    for record in records {
        in_order(
            Some(&record.from),
            ("任职日期", "first day"),
            record.until.as_ref(),
            ("免职日期", "last day"),
            claims,
        );
        check_name(&record.name, claims);
        // Whose two days are in the wrong order may be the holder on any day.
        let is_ordered = record.until.is_none_or(|until| record.from.value <= until.value);
        if claims.names.posts.find(&record.post, claims.problems).is_some() && is_ordered {
            by_post.entry(record.post.slug.clone()).or_default().push(record);
        }
    }
    let mut out = BTreeMap::new();
    for (post, mut held) in by_post {
        held.sort_by_key(|record| record.from.value);
        // Of those who came before, the one who stays longest decides: a short holding within a
        // long one ends nothing.
        let last_day =
            |record: &HoldingRecord| record.until.map_or(NaiveDate::MAX, |day| day.value);
        let mut longest: Option<&HoldingRecord> = None;
        for later in &held {
            let earlier = longest.filter(|earlier| last_day(earlier) >= later.from.value);
            if let Some(earlier) = earlier.filter(|earlier| !unread!(earlier, until)) {
                claims.report(two_holders(earlier, later));
            }
            longest =
                longest.filter(|earlier| last_day(earlier) >= last_day(later)).or(Some(later));
        }
        out.insert(post, held.into_iter().map(|record| holding(record, claims)).collect());
    }
    out
}

/// A name is searched for in exposures as it is written: of several in one value, or with a remark
/// behind it, none would be found.
fn check_name(name: &Spanned<Text>, claims: &mut Claims) {
    // Old programs keep rare characters of names in the private area.
    let is_letter = |mark: char| {
        mark.is_alphanumeric()
            || matches!(mark, '\u{e000}'..='\u{f8ff}')
            || "·•‧・･． .-'’".contains(mark)
    };
    let Some(mark) = name.chars().find(|mark| !is_letter(*mark)) else { return };
    let words = say(
        format!("姓名里有“{mark}”，这里只写一个人的姓名"),
        format!("a name with `{mark}`: one person's name and nothing else stands here"),
    );
    claims.report(Diagnostic::new(Code::WrongType, name.span, words).help(say(
        "几个人的，各写一条任职；兼任、代理等说明从姓名里删去",
        "write a holding for each person, and take remarks out of the name",
    )));
}

fn two_holders(earlier: &HoldingRecord, later: &HoldingRecord) -> Diagnostic {
    if person(&earlier.name.value) == person(&later.name.value) {
        return held_twice(earlier, later);
    }
    Diagnostic::new(
        Code::TwoHolders,
        later.from.span,
        say(
            format!(
                "{}起“{}”任职，同一岗位的“{}”还没有免职",
                date::zh(later.from.value),
                later.name.as_str(),
                earlier.name.as_str()
            ),
            format!("two people hold this post on {}", later.from.value),
        ),
    )
    .note(earlier.name.span, say("前一位任职人", "the earlier holder"))
    .help(say("给前一位填写“结束”日期（任职的最后一天）", "give the earlier holder a last day"))
}

/// One person holds a post twice on a day: a line that was copied, or an office held again.
fn held_twice(earlier: &HoldingRecord, later: &HoldingRecord) -> Diagnostic {
    let name = later.name.as_str();
    Diagnostic::new(
        Code::TwoHolders,
        later.from.span,
        say(
            format!("“{name}”在同一岗位的两条任职，日期有重叠"),
            format!("`{name}` holds this post twice on {}", later.from.value),
        ),
    )
    .note(earlier.name.span, say("另一条任职", "the other holding"))
    .help(say(
        "是同一次任职的，删去一条；两次任职的，给前一次填写“结束”日期（任职的最后一天）",
        "delete one of them, or give the earlier one its last day",
    ))
}

/// A name as it is compared: names of two characters are often spaced out to the width of three.
fn person(name: &Text) -> String {
    let is_spaced = name.chars().all(|mark| is_han(mark) || mark.is_whitespace());
    if is_spaced { name.split_whitespace().collect() } else { text(name) }
}

fn holding(record: &HoldingRecord, claims: &mut Claims) -> Holding {
    Holding {
        name: person(&record.name.value),
        person: record.person.as_ref().map(|person| person.value.clone()),
        from: record.from.value,
        until: record.until.as_ref().map(|day| day.value),
        acting: record.acting == Some(true),
        document: claims.names.documents.find_some(record.document.as_ref(), claims.problems),
    }
}

/// Grids.
pub fn grids(records: &[GridRecord], claims: &mut Claims) -> Table<Grid> {
    let ids = &claims.names.grids.ids;
    let grids = table(ids, records, |r| &r.id.value, |r| grid(r, claims));
    let place = |id| place_of(records, |r| &r.id, &grids.known(id)?.slug);
    cycles::<record::Grid, _>(&grids, |grid| grid.parent, place, claims.problems);
    grids
}

fn grid(record: &GridRecord, claims: &mut Claims) -> Grid {
    let names = claims.names;
    let items = record.items.iter().map(|item| GridItem {
        text: text(&item.text),
        rhythm: item.rhythm.as_ref().map(text),
        task: names.tasks.find_some(item.task.as_ref(), claims.problems),
    });
    let items = items.collect();
    Grid {
        slug: record.id.value.clone(),
        name: text(&record.name),
        code: record.code.as_ref().map(text),
        kind: record.kind.unwrap_or(GridKind::Basic),
        area: names.areas.find(&record.area, claims.problems).unwrap_or_else(Id::unresolved),
        parent: names.grids.find_some(record.parent.as_ref(), claims.problems),
        posts: names.posts.find_all(&record.posts, claims.problems),
        items,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_document_number_has_six_cornered_brackets_and_no_leading_zero() {
        for good in ["岚政发〔2024〕1号", "潜政发〔2017〕14号"] {
            assert!(is_document_number(good), "{good}");
        }
        for bad in
            ["岚政发[2024]1号", "岚政发〔24〕1号", "岚政发〔2024〕01号", "〔2024〕1号", "1号"]
        {
            assert!(!is_document_number(bad), "{bad}");
        }
    }
}
