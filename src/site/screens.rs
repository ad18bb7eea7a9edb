//! What could not be shown on a screen, told to the clerk.

use std::collections::{BTreeMap, BTreeSet};

use crate::diagnostic::{Code, Diagnostic, say};
use crate::plan::view::slide::{Body, Slide};
use crate::plan::{Plan, Show};
use crate::portal::Screen;
use crate::render::screen::{Drawn, Trouble};
use crate::span::Span;

/// Characters without a glyph and texts without room, each once, at the first screen concerned.
pub fn troubles(plan: &Plan, drawn: &[&Drawn]) -> Vec<Diagnostic> {
    let mut missing: BTreeMap<char, (Span, BTreeSet<&str>)> = BTreeMap::new();
    let mut no_room: BTreeMap<(&str, String), Diagnostic> = BTreeMap::new();
    let screens = plan.assessed.portal.screens.iter();
    for ((show, drawn), (_, screen)) in plan.shows().iter().zip(drawn).zip(screens) {
        let name = show.deck.screen.as_str();
        let place = written(screen);
        for trouble in &drawn.troubles {
            match trouble {
                Trouble::Missing { mark, .. } => {
                    missing.entry(*mark).or_insert_with(|| (place, BTreeSet::new())).1.insert(name);
                }
                Trouble::NoRoom { slide, text } => {
                    let words = without_room(name, title_of(show, *slide), text, place);
                    no_room.entry((name, text.clone())).or_insert(words);
                }
                Trouble::RowLeftOut { slide, text } => {
                    let Some(slide) = show.deck.slides.get(*slide) else { continue };
                    let words = without_row(name, slide, text, place);
                    no_room.entry((name, text.clone())).or_insert(words);
                }
            }
        }
    }
    let missing = missing.into_iter().map(|(mark, (span, names))| no_glyph(mark, span, &names));
    missing.chain(no_room.into_values()).collect()
}

/// Where a screen is written: at its first loop.
fn written(screen: &Screen) -> Span {
    let list = screen.playlists.first().map(|list| list.span);
    let slide = screen.fallback.first().map(|slide| slide.span);
    list.or(slide).expect("every screen plays something")
}

fn title_of(show: &Show, slide: usize) -> &str {
    show.deck.slides.get(slide).map_or("", |slide| slide.title.as_str())
}

fn no_glyph(mark: char, span: Span, screens: &BTreeSet<&str>) -> Diagnostic {
    let names = screens.iter().copied().collect::<Vec<_>>().join("`、`");
    let code = u32::from(mark);
    let words = say(
        format!("屏幕`{names}`没有字体能显示“{mark}”（U+{code:04X}），画面上这个字是空的"),
        format!("no face has `{mark}` (U+{code:04X}), which `{names}` must show"),
    );
    Diagnostic::new(Code::NoGlyph, span, words).help(say(
        "把含这个字的字体文件放进门户的`fonts`文件夹，或在本机安装这种字体",
        "put a font that has it into the portal's folder `fonts`, or install one",
    ))
}

fn without_room(screen: &str, title: &str, text: &str, span: Span) -> Diagnostic {
    let words = say(
        format!("屏幕`{screen}`的“{title}”放不下`{text}`，这个画面没有播出"),
        format!("`{title}` on `{screen}` has no room for `{text}`; the slide is left out"),
    );
    Diagnostic::new(Code::NoRoom, span, words).help(say(
        "给这条记录写`短标题`，或换到更大的屏上放",
        "give the record a `short_title`, or show it on a larger panel",
    ))
}

/// A row that is left out, with the key that would give it a shorter name.
fn without_row(screen: &str, slide: &Slide, text: &str, span: Span) -> Diagnostic {
    let title = &slide.title;
    let words = say(
        format!("屏幕`{screen}`的“{title}”放不下`{text}`，没有列出这一行"),
        format!("`{title}` on `{screen}` has no room for the row `{text}`; it is left out"),
    );
    let help = match &slide.body {
        Body::Units { .. } | Body::Ranking { .. } => {
            say("给这个单位写`简称`，或换到更大的屏上放", "give the unit a `short_name`")
        }
        Body::Portals { .. } => say(
            "在下级门户的`portal.yaml`里写`简称`，或换到更大的屏上放",
            "give the portal a `short_name`",
        ),
        Body::Bars { .. } => {
            say("把这个类别的`名称`写短，或换到更大的屏上放", "shorten the `name` of the category")
        }
        Body::Cover { .. }
        | Body::Lights { .. }
        | Body::Commendation { .. }
        | Body::Exposure { .. }
        | Body::Countdown { .. }
        | Body::Due { .. }
        | Body::Changes { .. }
        | Body::Notice { .. }
        | Body::Figures { .. }
        | Body::Qr { .. }
        | Body::Words { .. } => {
            say("给这项任务写`短标题`，或换到更大的屏上放", "give the task a `short_title`")
        }
    };
    Diagnostic::new(Code::NoRoom, span, words).help(help)
}
