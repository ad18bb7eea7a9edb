//! `daylight check`: everything a build does, except writing.

use super::family::{Asked, HandedOver, Member};
use super::terminal::{Refusal, count, findings, print, totals, warn};
use super::{CheckArgs, Exit, Format};
use crate::diagnostic::{
    self, Diagnostic, Language, Report, Severity, Wording, any_error, in_order, say,
};
use crate::fonts;
use crate::portal::Screen;
use crate::publish;
use crate::site::{Outcome, Request, Site, assemble};

/// Checks a portal with those below it, and prints every finding, the root's first.
pub(super) fn check(args: &CheckArgs, language: Language) -> Result<Exit, Refusal> {
    let mut checked: Vec<Checked> = Vec::new();
    let asked =
        Asked { portal: &args.portal, theme: None, base_url: None, fonts: fonts::machine() };
    asked.walk(&mut |member, request| Ok(look(member, request, language, &mut checked)))?;
    checked.sort_by(|a, b| a.at.cmp(&b.at));
    match args.format {
        Format::Text => {
            let texts: Vec<&str> =
                checked.iter().map(|one| &*one.text).filter(|text| !text.is_empty()).collect();
            if !texts.is_empty() {
                print(texts.join("\n"));
            }
            for wall in checked.iter().flat_map(|one| &one.walls) {
                print(wall);
            }
        }
        Format::Json => {
            let rows: Vec<&Report> = checked.iter().flat_map(|one| &one.rows).collect();
            print(serde_json::to_string_pretty(&rows).expect("rows of texts and numbers"));
        }
    }
    let problems: Vec<Diagnostic> = checked.into_iter().flat_map(|one| one.problems).collect();
    let wrong = is_wrong(&problems, args.deny_warnings);
    let verdict = if wrong { say("不通过", "failed") } else { say("通过", "passed") };
    warn(format!("{} · {}", language.of(&verdict), language.of(&totals(&problems))));
    Ok(if wrong { Exit::Wrong } else { Exit::Good })
}

/// A portal that was checked.
struct Checked {
    at: String,
    problems: Vec<Diagnostic>,
    text: String,
    /// How large its screens are, in words.
    walls: Vec<String>,
    rows: Vec<Report>,
}

/// Checks one portal and hands over its summary, if nothing is wrong with it.
fn look(
    member: Member,
    request: &Request,
    language: Language,
    checked: &mut Vec<Checked>,
) -> HandedOver {
    let Member { at, sources, problems } = member;
    let Outcome { sources, mut problems, site } = assemble(sources, problems, request);
    problems.extend(site.iter().flat_map(|site| publish::rehearse(site)));
    in_order(&mut problems);
    let text = findings(problems.iter(), &sources, language);
    let rows = diagnostic::json(&problems, &sources, language);
    let screens = site.iter().flat_map(Site::walls);
    let walls = screens.map(|screen| language.of(&wall(screen)).to_owned()).collect();
    let summary = site.filter(|_| !any_error(&problems)).map(|site| site.summary());
    checked.push(Checked { at, problems, text, walls, rows });
    HandedOver { is_renewed: summary.is_some(), summary }
}

/// How large a screen is, and from how far it is read.
fn wall(screen: &Screen) -> Wording {
    let (width, height) = screen.profile.wall_mm();
    let metres = |length: u32| format!("{}.{:02}", (length + 5) / 1000, (length + 5) % 1000 / 10);
    let size = format!("{}×{}", metres(width), metres(height));
    let (comfortable, limit) = screen.profile.readable_m();
    let (id, rows) = (&screen.slug, screen.profile.capacity());
    say(
        format!("屏幕  {id}  {size}米  {comfortable}米内清楚，最远{limit}米  每屏{rows}行"),
        format!(
            "screen  {id}  {size} m  read from {comfortable} m, {limit} m at most  {rows} rows"
        ),
    )
}

fn is_wrong(problems: &[Diagnostic], deny_warnings: bool) -> bool {
    any_error(problems) || (deny_warnings && count(problems, Severity::Warning) > 0)
}
