//! What stands around a slide: its title, whose portal it is, the date of the data, the place in
//! the loop.

use super::Position;
use super::canvas::{Area, Canvas, is_low};
use super::colour::Tone;
use crate::date;
use crate::measure::Chain;
use crate::plan::view::deck::{Deck, Ink, Panel};
use crate::plan::view::slide::{Body, Cut, Slide};

/// Draws header and footer; what is left is the slide's.
pub fn draw(canvas: &mut Canvas, deck: &Deck, slide: &Slide) -> Area {
    let area = inside(canvas.panel);
    if canvas.is_small() {
        return small(canvas, deck, slide, area);
    }
    let (top, cut) = if canvas.panel.height > canvas.panel.width {
        tall_header(canvas, deck, slide, area)
    } else {
        wide_header(canvas, deck, slide, area)
    };
    let foot = footer(canvas, deck, area);
    below_list(canvas, cut, area.below(top - area.y).above(foot))
}

/// The footer, in a shorter form where the panel is narrow, and in two lines where even that finds
/// no room; returns its height.
fn footer(canvas: &mut Canvas, deck: &Deck, area: Area) -> i32 {
    let note = canvas.size(canvas.panel.note);
    let bar = position(canvas.panel);
    let beside = if bar.y > area.bottom() { area.right() } else { bar.x - note };
    let fits = |canvas: &Canvas, words: &String| canvas.width(note, words) <= beside - area.x;
    let baseline = area.bottom() - note / 8;
    let forms = footnotes(deck);
    if let Some(words) = forms.iter().find(|words| fits(canvas, words)) {
        canvas.foot = area.x + canvas.text((area.x, baseline), note, Tone::Dim, words);
        return note * 2;
    }
    let leading = note * 13 / 10;
    let (dates, marks) = (dates(deck), marks_of(deck, "演示数据"));
    let date = dates.iter().find(|words| fits(canvas, words)).or(dates.last());
    let date = date.cloned().unwrap_or_default();
    canvas.text((area.x, baseline - leading), note, Tone::Dim, &date);
    canvas.foot = area.x + canvas.text((area.x, baseline), note, Tone::Dim, &marks.join(" "));
    note * 2 + leading
}

/// Says below a list what it holds beyond its rows; what is left is theirs.
fn below_list(canvas: &mut Canvas, cut: Option<Cut>, area: Area) -> Area {
    let Some(cut) = cut else { return area };
    let note = canvas.least();
    let whole = cut.in_full();
    let words = if canvas.width(note, &whole) <= area.width { whole } else { cut.in_short() };
    canvas.text((area.x, area.bottom() - note / 8), note, Tone::Dim, &words);
    area.above(note * 3 / 2)
}

/// The panel without its margins.
fn inside(panel: &Panel) -> Area {
    let px = Canvas::px;
    Area {
        x: px(panel.margin_x),
        y: px(panel.margin_y),
        width: px(panel.width) - 2 * px(panel.margin_x),
        height: px(panel.height) - 2 * px(panel.margin_y),
    }
}

/// Title at the left, the portal's name at the right unless a long title needs its room.
fn wide_header(canvas: &mut Canvas, deck: &Deck, slide: &Slide, area: Area) -> (i32, Option<Cut>) {
    let size = canvas.size(canvas.panel.title);
    let note = canvas.share(canvas.size(canvas.panel.note), (10, 9));
    let beside = Area { width: area.width - canvas.width(note, &deck.site) - size, ..area };
    if title_width(canvas, slide, canvas.size(canvas.panel.row)) > beside.width {
        let cut = title(canvas, slide, area);
        return (area.y + size * 2, cut);
    }
    let cut = title(canvas, slide, beside);
    let baseline = Canvas::centred(area.y + size / 2, note);
    canvas.text_before((area.right(), baseline), note, Tone::Dim, &deck.site);
    (area.y + size * 2, cut)
}

/// On a totem the portal's name has a line of its own above the title.
fn tall_header(canvas: &mut Canvas, deck: &Deck, slide: &Slide, area: Area) -> (i32, Option<Cut>) {
    let (size, note) = (canvas.size(canvas.panel.title), canvas.size(canvas.panel.note));
    let fitted = canvas.name(&deck.site, &[note], 2, area);
    let next = canvas.paragraph((area.x, area.y), &fitted, Tone::Dim);
    let top = next - area.y + note * 7 / 10;
    let below = area.below(top);
    if title_width(canvas, slide, canvas.least()) <= area.width {
        let cut = title(canvas, slide, below);
        return (area.y + top + size * 2, cut);
    }
    let height = long_title(canvas, slide, below);
    (area.y + top + height + size, slide.cut.clone())
}

/// A title that is too long for one line of a narrow panel: in two, and behind them the page. Returns
/// the height.
fn long_title(canvas: &mut Canvas, slide: &Slide, area: Area) -> i32 {
    let sizes = [canvas.size(canvas.panel.row), canvas.least()];
    let narrow = Area { width: area.width - page_width(canvas, slide), ..area };
    let fitted = canvas.name(&slide.title, &sizes, 2, narrow);
    canvas.paragraph((area.x, area.y), &fitted, Tone::White);
    if let Some(page) = page(slide) {
        let size = canvas.size(canvas.panel.row);
        let middle = area.y + fitted.height() - fitted.size / 2;
        let at = (area.right(), Canvas::centred(middle, size));
        canvas.text_before(at, size, Tone::Dim, &page);
    }
    fitted.height()
}

/// How wide the title is at a size, with its page.
fn title_width(canvas: &Canvas, slide: &Slide, size: i32) -> i32 {
    canvas.width(size, &slide.title) + page_width(canvas, slide)
}

/// How wide the number of the page is, with the gap before it.
fn page_width(canvas: &Canvas, slide: &Slide) -> i32 {
    let (size, row) = (canvas.size(canvas.panel.title), canvas.size(canvas.panel.row));
    page(slide).map_or(0, |page| canvas.width(row, &page) + size / 2)
}

/// The title, and which page of how many; beside it, or left to be said below, how many more the
/// list holds.
fn title(canvas: &mut Canvas, slide: &Slide, area: Area) -> Option<Cut> {
    let size = canvas.size(canvas.panel.title);
    let (page, cut) = beside_title(canvas, slide, area.width);
    let note = canvas.size(canvas.panel.row);
    let sizes = [size, canvas.size(canvas.panel.row), canvas.least()];
    let fitted = canvas.fit_line(&slide.title, &sizes, area.width - page_width(canvas, slide));
    let baseline = Canvas::centred(area.y + size / 2, fitted);
    let width = canvas.text((area.x, baseline), fitted, Tone::White, &slide.title);
    if let Some(page) = page {
        let at = (area.x + width + size / 2, Canvas::centred(area.y + size / 2, note));
        canvas.text(at, note, Tone::Dim, &page);
    }
    cut
}

/// The page; with a case that stands alone, how many there are, which needs no room of its own.
fn beside_title(canvas: &Canvas, slide: &Slide, width: i32) -> (Option<String>, Option<Cut>) {
    let alone = matches!(slide.body, Body::Exposure { .. } | Body::Commendation { .. });
    let page = page(slide);
    let Some(cut) = slide.cut.clone().filter(|_| alone) else { return (page, slide.cut.clone()) };
    let both = [page.clone(), Some(cut.in_full())].into_iter().flatten().collect::<Vec<_>>();
    let both = both.join("　");
    let (size, row) = (canvas.size(canvas.panel.title), canvas.size(canvas.panel.row));
    let taken = canvas.width(size, &slide.title) + size / 2 + canvas.width(row, &both);
    if taken <= width { (Some(both), None) } else { (page, Some(cut)) }
}

/// “2/3”.
fn page(slide: &Slide) -> Option<String> {
    slide.page.map(|(page, of)| format!("{page}/{of}"))
}

/// 数据截至2026年9月30日, and what else every slide must say, the longest form first.
fn footnotes(deck: &Deck) -> Vec<String> {
    let forms = [("　", "演示数据"), ("　", "演示数据"), (" ", "演示数据"), (" ", "演示")];
    let dates = dates(deck);
    let dates = dates.iter().chain(dates.last());
    let joined = |((gap, demonstration), date): ((&str, &str), &String)| {
        let marks = marks_of(deck, demonstration).into_iter();
        [date.as_str()].into_iter().chain(marks).collect::<Vec<_>>().join(gap)
    };
    forms.into_iter().zip(dates).map(joined).collect()
}

/// The date of the data in three forms, the longest first.
fn dates(deck: &Deck) -> [String; 3] {
    let (long, short, day) = match deck.data_as_of {
        Some(day) => ("数据截至", "截至", day),
        None => ("生成于", "生成于", deck.today),
    };
    [(long, date::zh(day)), (short, date::zh(day)), (short, date::zh_short(day))]
        .map(|(word, day)| format!("{word}{day}"))
}

fn marks_of<'a>(deck: &Deck, demonstration: &'a str) -> Vec<&'a str> {
    let marks = [deck.archive.then_some("存档"), deck.demonstration.then_some(demonstration)];
    marks.into_iter().flatten().collect()
}

/// A low panel has a header only: title at the left, marks and page at the right.
fn small(canvas: &mut Canvas, deck: &Deck, slide: &Slide, area: Area) -> Area {
    let (size, note) = (canvas.size(canvas.panel.title), canvas.least());
    let gold = matches!(slide.body, Body::Commendation { .. });
    let title = match &slide.body {
        Body::Commendation { kind, .. } => kind,
        _ => &slide.title,
    };
    let (marks, cut) = marks(canvas, deck, slide, (title, area.width));
    let tone = if gold { Tone::Gold } else { Tone::White };
    let beside = if marks.is_empty() { 0 } else { canvas.width(note, &marks) + note / 2 };
    let fits = |size: &i32| canvas.width(*size, title) + beside <= area.width;
    let taken = match [size, note].into_iter().find(fits) {
        Some(fitted) => {
            let middle = area.y + size / 2;
            canvas.text((area.x, Canvas::centred(middle, fitted)), fitted, tone, title);
            let baseline = Canvas::centred(middle, note);
            canvas.text_before((area.right(), baseline), note, Tone::Dim, &marks);
            size
        }
        None => in_lines(canvas, (title, tone), (&marks, beside), area),
    };
    let bar = position(canvas.panel);
    let left = area.below(taken + size / 4);
    // The last words stand clear of the position.
    let clear = (note / 6).max(2);
    below_list(canvas, cut, Area { height: bar.y - left.y - clear, ..left })
}

/// A title that is too long for one line with the marks: in two, and they at the end of the second
/// or below it. Returns the height.
fn in_lines(
    canvas: &mut Canvas,
    (title, tone): (&str, Tone),
    (marks, beside): (&str, i32),
    area: Area,
) -> i32 {
    let note = canvas.least();
    let title = canvas.name(title, &[note], 2, area);
    let next = canvas.paragraph((area.x, area.y), &title, tone);
    let last = title.lines.last().map_or(0, |line| canvas.width(note, line));
    let below = title.lines.len() < 2 || last + beside > area.width;
    let foot = area.y + title.height();
    let middle = if below { next + note / 2 } else { foot - note / 2 };
    canvas.text_before((area.right(), Canvas::centred(middle, note)), note, Tone::Dim, marks);
    if below && !marks.is_empty() { next + note - area.y } else { foot - area.y }
}

/// What a low panel says at the right of its title, as much as there is room for: the date of the
/// data, that it is a demonstration or an archive, what the list holds beyond its rows, the page.
/// And the cut, if it found no room there.
fn marks(
    canvas: &Canvas,
    deck: &Deck,
    slide: &Slide,
    (title, width): (&str, i32),
) -> (String, Option<Cut>) {
    let date = deck.data_as_of.map(|day| format!("截至{}", date::zh_short(day)));
    let archive = deck.archive.then(|| "存档".to_owned());
    let long = deck.demonstration.then(|| "演示数据".to_owned());
    let short = deck.demonstration.then(|| "演示".to_owned());
    let cut = slide.cut.as_ref().map(Cut::in_short);
    let page = page(slide);
    let joined = |parts: [&Option<String>; 5]| {
        parts.into_iter().flatten().map(String::as_str).collect::<Vec<_>>().join(" ")
    };
    let tries = [
        joined([&date, &archive, &long, &cut, &page]),
        joined([&None, &archive, &long, &cut, &page]),
        joined([&None, &archive, &short, &cut, &page]),
    ];
    // A cut is worth a smaller title, and more than the page.
    let narrow = cut.as_ref().map(|_| {
        [[&None, &archive, &short, &cut, &page], [&None, &archive, &short, &cut, &None]].map(joined)
    });
    let (size, note) = (canvas.size(canvas.panel.title), canvas.least());
    let beside = |words: &str, size| {
        canvas.width(size, title) + canvas.width(note, words) + note / 2 <= width
    };
    let found = tries.into_iter().find(|words| beside(words, size));
    match found.or_else(|| narrow.into_iter().flatten().find(|words| beside(words, note))) {
        Some(words) => (words, None),
        None => (joined([&None, &archive, &short, &None, &page]), slide.cut.clone()),
    }
}

/// Where the loop's position is shown: at the right of the footer, on low panels along the foot.
pub fn position(panel: &Panel) -> Position {
    let colours = |bar: Position| Position {
        on: Tone::White.on(panel.ink),
        off: if panel.ink == Ink::Full { "#3A444D" } else { "#000000" },
        ..bar
    };
    let area = inside(panel);
    if panel.strip {
        return colours(Position::default());
    }
    if is_low(panel) || is_narrow(panel, area) {
        let height = 3;
        return colours(Position {
            x: area.x,
            y: Canvas::px(panel.height) - height - 1,
            width: area.width,
            height,
            ..Position::default()
        });
    }
    let note = Canvas::px(panel.note);
    let (width, height) = (area.width / 6, (note / 4).max(3));
    let y = area.bottom() - note / 2;
    colours(Position { x: area.right() - width, y, width, height, ..Position::default() })
}

/// Whether the footer's words need the whole width, so that the position stands below them.
fn is_narrow(panel: &Panel, area: Area) -> bool {
    area.width - area.width / 6 < 20 * Canvas::px(panel.note)
}

/// The notice that this deck is old, and when it was made: 数据更新于 10-12 00:00, the midnight with
/// which its day begins (`led.md`, section 4.5). It stands in the footer beside the date; on panels
/// without that room in place of the line that says whose data it is, and on a strip, which has no
/// line to spare, on the whole panel.
pub fn stale<'a>(deck: &'a Deck, chain: &'a Chain<'a>) -> Canvas<'a> {
    let mut canvas = Canvas::new(&deck.panel, chain);
    if deck.panel.strip {
        strip_stale(&mut canvas, &moment(deck));
        return canvas;
    }
    let area = inside(&deck.panel);
    let size = canvas.least();
    let words = notice_of_age(deck);
    let pad = size / 2;
    let width = canvas.width(size, &words) + 2 * pad;
    let height = size * 3 / 2;
    let x = (area.right() - width).max(0);
    let whole = Area {
        x: 0,
        y: 0,
        width: Canvas::px(deck.panel.width),
        height: Canvas::px(deck.panel.height),
    };
    let y = if canvas.is_small() { 0 } else { whole.bottom() - height };
    if covers_words(deck, chain) {
        let header = (area.y + canvas.size(deck.panel.title)).max(height);
        let footer = (whole.bottom() - area.bottom() + size * 5 / 4).max(height);
        let line = if canvas.is_small() {
            Area { height: header, ..whole }
        } else {
            whole.below(whole.height - footer)
        };
        canvas.rect(line, Tone::Black);
    }
    canvas.rect(Area { x, y, width, height }, Tone::Yellow);
    canvas.text((x + pad, Canvas::centred(y + height / 2, size)), size, Tone::Black, &words);
    canvas
}

/// Whether the notice of age lies over words that must be read too.
pub fn covers_words(deck: &Deck, chain: &Chain) -> bool {
    let (panel, area) = (&deck.panel, inside(&deck.panel));
    if panel.strip || is_low(panel) || is_narrow(panel, area) {
        return true;
    }
    let mut canvas = Canvas::new(panel, chain);
    footer(&mut canvas, deck, area);
    let size = canvas.least();
    canvas.foot + canvas.width(size, &notice_of_age(deck)) + size * 3 / 2 > area.right()
}

fn notice_of_age(deck: &Deck) -> String {
    format!("数据更新于 {}", moment(deck))
}

/// The midnight with which the deck's day begins.
fn moment(deck: &Deck) -> String {
    format!("{} 00:00", deck.today.format("%m-%d"))
}

/// The notice in one line, or in two where that is too long.
fn strip_stale(canvas: &mut Canvas, moment: &str) {
    let (width, height) = (Canvas::px(canvas.panel.width), Canvas::px(canvas.panel.height));
    canvas.rect(Area { x: 0, y: 0, width, height }, Tone::Black);
    let margin = Canvas::px(canvas.panel.margin_x);
    let size = canvas.size(canvas.panel.row);
    let whole = format!("数据更新于 {moment}");
    let fits = canvas.width(size, &whole) <= width - 2 * margin;
    let lines = if fits { vec![&*whole] } else { vec!["数据更新于", moment] };
    let count = i32::try_from(lines.len()).unwrap_or(1);
    for (at, line) in (0..).zip(lines) {
        let middle = height * (2 * at + 1) / (2 * count);
        canvas.text((margin, Canvas::centred(middle, size)), size, Tone::Yellow, line);
    }
}
