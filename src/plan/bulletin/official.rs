//! A bulletin as an official text: its number, who issues it, and the parts of the paper.

use super::behind::Behind;
use super::{Issue, draft, record, title};
use crate::plan::here::Here;
use crate::plan::view::atoms::Day;
use crate::plan::view::bulletin::{DocumentHead, EditorLine, Official};
use crate::portal::Bulletin;
use crate::record::BulletinSeries;

/// The number of an issue within its year: the editor's, or by the months of the year.
pub fn issue_number(here: Here, issue: Issue) -> Option<(i32, u32)> {
    let assessed = here.assessed();
    let month = match issue {
        Issue::Occasion(id) => {
            let held = assessed.portal.bulletins.get(id);
            return held.issue.map(|issue| (held.year(), issue));
        }
        Issue::Month(month) if assessed.runs(month) => return None,
        Issue::Month(month) => month,
    };
    let monthly = assessed.portal.bulletins.iter().map(|(_, held)| held);
    let mut known = monthly.filter(|held| held.series == BulletinSeries::MonthlyBulletin);
    let known = known.find_map(|held| {
        let held_month = held.month.filter(|held| held.year() == month.year())?;
        Some(i64::from(held.issue?) - i64::from(held_month.number()))
    });
    let first = here.assessed().month_ends.first().map(|end| end.month);
    let begins = first.filter(|first| first.year() == month.year());
    let usual = begins.map_or(0, |first| 1 - i64::from(first.number()));
    let number = i64::from(month.number()) + known.unwrap_or(usual);
    Some((month.year(), u32::try_from(number).ok().filter(|number| *number > 0)?))
}

/// Who issues a bulletin: the record says so, or else the portal.
pub fn issuer(here: Here, held: Option<&Bulletin>) -> String {
    let site = &here.assessed().portal.site;
    let own = held.and_then(|held| held.issuer.clone());
    own.or_else(|| site.undertaker.clone()).unwrap_or_else(|| site.organiser.clone())
}

/// The header of a bulletin: index number, subject, issuer, dates, number, effect, name.
pub fn document_head(here: Here, held: Option<&Bulletin>, name: String) -> DocumentHead {
    DocumentHead {
        index_number: held.and_then(|held| held.index_number.clone()),
        topic: held.and_then(|held| held.topic.clone()),
        issuer: issuer(here, held),
        formed_on: held.and_then(|held| held.formed_on).map(Day::of),
        published_on: held.map(|held| Day::of(held.published_on)),
        number: held.and_then(|held| held.number.clone()),
        effect: held.map(|held| held.effect.zh().to_owned()),
        name,
    }
}

/// The text in its official form.
pub fn official<'a>(here: Here<'a>, issue: Issue, behind: Option<&Behind<'a>>) -> Official {
    let held = record(here.assessed(), issue);
    let parts = behind.map_or_else(Vec::new, |behind| draft::parts(here, behind));
    let words = held.map(|held| &held.body).filter(|body| !body.plain.is_empty());
    let headed = parts.iter().filter(|part| part.heading.is_some()).count();
    let series = held.map_or(BulletinSeries::MonthlyBulletin, |held| held.series);
    let kind = if series.is_monthly() { "" } else { series.zh() };
    let by_issue =
        issue_number(here, issue).map(|(year, number)| format!("{kind}{year}年第{number}期"));
    let number = held.and_then(|held| held.number.clone()).or(by_issue);
    // Signing is a gate (model.md section 5): a draft bears no letterhead and no signature.
    let issued_by = held.map(|_| issuer(here, held));
    Official {
        mark: issued_by.clone(),
        number: number.unwrap_or_else(|| "未编文号".to_owned()),
        title: title::lines(here, issue),
        to: held.map_or_else(Vec::new, |held| held.to.clone()),
        editor_heading: (words.is_some() && headed > 0)
            .then(|| format!("{}、有关情况和要求", draft::numeral(headed))),
        editor: words.map(|body| here.prose(body)),
        editor_lines: words.map_or_else(Vec::new, |body| {
            let lines = body.plain.lines().enumerate();
            lines
                .map(|(at, line)| EditorLine {
                    heading: body.headings.contains(&at),
                    text: line.trim().to_owned(),
                })
                .filter(|line| !line.text.is_empty())
                .collect()
        }),
        parts,
        signed_by: issued_by.clone(),
        signed_on: held.and_then(|held| held.formed_on).map(Day::of),
        cc: held.map_or_else(Vec::new, |held| held.cc.clone()),
        printed_by: issued_by,
        printed_on: held.map(|held| Day::of(held.published_on)),
        remark: remark(here, issue, held),
    }
}

/// What a reader of the paper must know beside the text.
fn remark(here: Here, issue: Issue, held: Option<&Bulletin>) -> Option<String> {
    let mut remarks = Vec::new();
    if let (Issue::Month(month), None) = (issue, held) {
        let until = crate::date::zh(here.assessed().until(month));
        remarks.push(if here.assessed().runs(month) {
            format!("{}还没有结束，数字截至{until}，未经签发", month.zh())
        } else {
            format!("本期由系统按截至{until}的记录起草，未编文号、未经签发")
        });
    }
    if here.assessed().portal.site.demonstration {
        remarks.push("演示数据，人名、地名、单位均为虚构".to_owned());
    }
    (!remarks.is_empty()).then(|| remarks.join("；"))
}
