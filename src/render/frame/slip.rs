//! The slip on which an operator signs that pictures were taken down: they cannot do it themselves.

use quick_xml::escape::escape;

use super::note::{case, title, title_of};
use super::reel::{Frame, Reel};
use crate::date::{add_days, iso, zh};
use crate::plan::view::deck::Deck;
use crate::plan::view::slide::Slide;

/// Data of this many days is too old to be shown.
const OLD_DAYS: i64 = 40;

const STYLE: &str = "\
@page{size:A4;margin:18mm 16mm}\
body{max-width:180mm;margin:0 auto;padding:8mm;font:11pt/1.6 \"Source Han Serif SC\",\"Noto Serif CJK SC\",SimSun,serif;color:#000;background:#fff}\
h1{margin:0 0 6mm;font-size:20pt;text-align:center;letter-spacing:.2em}\
h2{margin:7mm 0 2mm;font-size:13pt}\
p{margin:2mm 0}\
table{width:100%;border-collapse:collapse}\
th,td{padding:1.6mm 2mm;border:.3mm solid #000;text-align:left;vertical-align:top}\
tr{break-inside:avoid}\
thead{display:table-header-group}\
.list,.end{table-layout:fixed}\
.list .time{width:43mm}\
.list .sign{width:28mm}\
.end td{height:12mm;vertical-align:middle}\
.end th{width:32mm;vertical-align:middle}\
.end .when{width:16mm}\
@media print{body{max-width:none;padding:0}}";

/// `撤下确认单.html`: what must be taken down by when, with blanks for names and times.
pub fn slip(deck: &Deck, reels: &[Reel]) -> Vec<u8> {
    let sections = [
        head(deck, reels),
        due(deck, reels),
        watched(deck, reels),
        left_out(deck, reels),
        end(deck),
    ];
    format!(
        "<!doctype html>\n<html lang=\"zh-CN\">\n<meta charset=\"utf-8\">\n\
         <meta name=\"viewport\" content=\"width=device-width\">\n\
         <title>撤下确认单 · {}</title>\n<style>{STYLE}</style>\n{}</html>\n",
        escape(&deck.name),
        sections.concat(),
    )
    .into_bytes()
}

fn head(deck: &Deck, reels: &[Reel]) -> String {
    let panel = &deck.panel;
    let data = deck.data_as_of.map_or_else(|| "未填报".to_owned(), zh);
    let days = match (reels.first(), reels.last()) {
        (Some(first), Some(last)) if first.day != last.day => {
            format!("{}至{}", zh(first.day), zh(last.day))
        }
        _ => zh(deck.today),
    };
    let lines = [
        ("屏幕", format!("{}（{}，{}×{}像素）", deck.name, deck.screen, panel.width, panel.height)),
        ("门户", deck.site.clone()),
        ("播放内容", format!("{days}（数据截至{data}）")),
    ];
    let rows = lines.map(|(name, value)| {
        format!("<tr><th scope=\"row\">{name}</th><td>{}</td></tr>\n", escape(&value))
    });
    format!(
        "<h1>撤下确认单</h1>\n<table>\n{}</table>\n<p>图片播放到期后不会自行停止。下列画面须在所列时间以前从节目和控制器中删除，\
         删除后由操作人逐项签字；U盘和电脑里的旧文件一并删除。</p>\n",
        rows.concat(),
    )
}

/// What ends on a day that is known: the pictures of a day, or single pictures.
fn due(deck: &Deck, reels: &[Reel]) -> String {
    let mut rows = Vec::new();
    for reel in reels {
        if reel.one_day {
            let next = add_days(reel.day, 1);
            let what = format!("当天的全部画面，共{}幅", reel.pictures());
            rows.push((next, format!("{}文件夹", reel.day), what));
            continue;
        }
        let ends = reel.frames().filter_map(|frame| Some((frame.until?, frame)));
        rows.extend(ends.map(|(until, frame)| (until, file(reel, frame), title(deck, frame))));
    }
    rows.sort_by_key(|(until, ..)| *until);
    let rows: Vec<String> = rows
        .iter()
        .map(|(until, name, what)| row(name, what, &format!("{}0时前", zh(*until))))
        .collect();
    if rows.is_empty() {
        return "<h2>一、到期撤下</h2>\n<p>没有定有停播日期的画面。</p>\n".to_owned();
    }
    table("一、到期撤下", "最迟撤下时间", &rows)
}

/// How often it is asked about a case for which no slide says it.
const USUAL_HOURS: u32 = 24;

/// What may be withdrawn on any day: a screen that hears of it drops it, a picture must be asked.
fn watched(deck: &Deck, reels: &[Reel]) -> String {
    let mut rows: Vec<(String, u32)> = Vec::new();
    for slide in reels.iter().flat_map(Reel::frames).filter_map(|frame| slide_of(deck, frame)) {
        let Some(hours) = hours(slide) else { continue };
        let row = (title_of(slide), hours);
        if !rows.contains(&row) {
            rows.push(row);
        }
    }
    let rows: Vec<String> = rows
        .iter()
        .map(|(what, hours)| {
            let of = |frame: &Frame| slide_of(deck, frame).is_some_and(|it| title_of(it) == *what);
            row(&files(reels, &of), what, &format!("{hours}小时"))
        })
        .collect();
    if rows.is_empty() {
        return String::new();
    }
    let words = "<p>下列画面涉及曝光、表扬对象或者排位，随时可能撤回或者更正。开播前和播放期间按所列间隔与门户核对；\
                 门户已撤回或者查不到的，立即撤下并签字。</p>\n";
    table("二、播放期间核对", "至少每隔", &rows).replacen("</h2>\n", &format!("</h2>\n{words}"), 1)
}

fn slide_of<'a>(deck: &'a Deck, frame: &Frame) -> Option<&'a Slide> {
    deck.slides.get(frame.slide)
}

/// How often it must be asked whether a slide may still be shown.
fn hours(slide: &Slide) -> Option<u32> {
    slide.offline_hours.or_else(|| case(slide).map(|_| USUAL_HOURS))
}

/// The files of some frames; days of one folder each that have the same ones are told together.
fn files(reels: &[Reel], of: &dyn Fn(&Frame) -> bool) -> String {
    let names = |reel: &Reel| {
        let names = reel.frames().filter(|frame| of(frame));
        names.map(|frame| format!("{}.png", reel.name(frame))).collect::<Vec<_>>().join("、")
    };
    let told = |days: &[Reel]| -> Option<String> {
        let (first, last) = (days.first()?, days.last()?);
        let names = Some(names(first)).filter(|names| !names.is_empty())?;
        Some(match (first.one_day, first.day == last.day) {
            (false, _) => names,
            (true, true) => format!("{}：{names}", iso(first.day)),
            (true, false) => format!("{}至{}：{names}", iso(first.day), iso(last.day)),
        })
    };
    let groups = reels.chunk_by(|a, b| names(a) == names(b));
    groups.filter_map(told).collect::<Vec<_>>().join("；")
}

/// Says what was left out, so that nobody looks for it or adds it by hand.
fn left_out(deck: &Deck, reels: &[Reel]) -> String {
    let mut titles: Vec<String> = Vec::new();
    for slide in reels.iter().flat_map(|reel| &reel.left_out).filter_map(|at| deck.slides.get(*at))
    {
        let title = title_of(slide);
        if !titles.contains(&title) {
            titles.push(title);
        }
    }
    if titles.is_empty() {
        return String::new();
    }
    format!(
        "<h2>未制成图片的内容</h2>\n<p>{}。曝光期满或者撤回后必须立即停止公开，图片做不到，所以没有导出。</p>\n",
        escape(titles.join("、")),
    )
}

fn end(deck: &Deck) -> String {
    let old = deck.data_as_of.filter(|_| !deck.archive).map(|day| add_days(day, OLD_DAYS + 1));
    let old = old.map_or_else(String::new, |day| {
        format!(
            "<p>其余画面随数据更新而更换；到{}仍没有新数据的，停止播放全部画面。</p>\n",
            zh(day)
        )
    });
    let line = |who: &str| {
        format!(
            "<tr><th scope=\"row\">{who}（签名）</th><td></td><th scope=\"row\" class=\"when\">时间</th><td>&#8195;&#8195;年&#8195;月&#8195;日&#8195;时&#8195;分</td></tr>\n"
        )
    };
    format!(
        "<h2>全部撤下后签字</h2>\n{old}<table class=\"end\">\n{}{}</table>\n",
        line("操作人"),
        line("核对人"),
    )
}

fn file(reel: &Reel, frame: &Frame) -> String {
    reel.path(&format!("{}.png", reel.name(frame)))
}

fn row(file: &str, what: &str, by: &str) -> String {
    format!(
        "<tr><td>{}</td><td>{}</td><td>{by}</td><td></td><td></td></tr>\n",
        escape(file),
        escape(what),
    )
}

fn table(title: &str, by: &str, rows: &[String]) -> String {
    format!(
        "<h2>{title}</h2>\n<table class=\"list\">\n<thead><tr><th>画面</th><th>内容</th><th class=\"time\">{by}</th>\
         <th class=\"sign\">撤下人（签名）</th><th class=\"sign\">撤下时间</th></tr></thead>\n{}</table>\n",
        rows.concat(),
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::render::frame::reel::{Choice, reel};
    use crate::render::frame::sample::{deck, october};

    fn slip_of(days: &[u32], choice: Choice) -> String {
        let deck = deck();
        let reels: Vec<_> = days.iter().map(|day| reel(&deck, october(*day), choice)).collect();
        String::from_utf8(slip(&deck, &reels)).expect("UTF-8")
    }

    fn check(slip: &str, expected: &[&str]) {
        for words in expected {
            assert!(slip.contains(words), "{words} is not in\n{slip}");
        }
    }

    #[test]
    fn a_slip_says_what_goes_by_when_and_what_must_be_asked_for() {
        let slip = slip_of(&[15], Choice { exposures: false, one_day: false });
        let expected = [
            "东门门头屏（gate，384×192像素）",
            "<td>002.png</td><td>到期倒计时</td><td>2026年10月16日0时前</td><td></td><td></td>",
            "<td>003.png</td><td>表扬&lt;激励&gt;（2026-001，1/2）</td><td>24小时</td>",
            "未制成图片的内容</h2>\n<p>曝光台（2026-003）。",
            "到2026年11月24日仍没有新数据的",
            "操作人（签名）",
        ];
        check(&slip, &expected);
    }

    #[test]
    fn folders_of_days_go_as_a_whole() {
        let slip = slip_of(&[15, 16], Choice { exposures: true, one_day: true });
        let expected = [
            "2026年10月15日至2026年10月16日",
            "<td>2026-10-15文件夹</td><td>当天的全部画面，共6幅</td><td>2026年10月16日0时前</td>",
            "<td>2026-10-16文件夹</td>",
            "<td>2026-10-15至2026-10-16：003.png、006.png</td><td>曝光台（2026-003）</td>",
        ];
        check(&slip, &expected);
        assert!(!slip.contains("未制成图片"));
        let later = slip_of(&[16, 17], Choice { exposures: true, one_day: true });
        check(&later, &["<td>2026-10-16：003.png、006.png；2026-10-17：002.png、005.png</td>"]);
    }

    #[test]
    fn a_case_is_asked_for_every_day_even_if_screens_may_show_it_longer() {
        let mut deck = deck();
        deck.slides[4].offline_hours = None;
        let reel = reel(&deck, october(15), Choice { exposures: false, one_day: false });
        let slip = String::from_utf8(slip(&deck, &[reel])).expect("UTF-8");
        check(&slip, &["<td>表扬&lt;激励&gt;（2026-001，1/2）</td><td>24小时</td>"]);
    }
}
