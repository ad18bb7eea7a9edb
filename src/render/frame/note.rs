//! What goes with the pictures: the list of them, and how they are brought into a controller.

use super::reel::{Frame, Loop, Reel};
use crate::date::{iso, zh};
use crate::plan::view::deck::{Deck, Ink, PanelFile};
use crate::plan::view::slide::Slide;
use crate::render::data::{harmless, spreadsheet};

/// Windows' own editor takes a file without this mark for the system's old encoding.
const BYTE_ORDER_MARK: &str = "\u{feff}";

/// A panel of so few lines loses too much colour in a film, which keeps it for every second pixel.
const FEW_LINES: u32 = 480;

/// Which kinds of file lie beside the PNGs.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Forms {
    /// A GIF of every loop.
    pub gif: bool,
    /// An APNG of every loop.
    pub apng: bool,
    /// A film of every loop.
    pub film: bool,
}

/// Whether each picture lies there as a bitmap too: on a panel of one colour, and where
/// the profile asks for it.
pub fn has_bitmaps(deck: &Deck) -> bool {
    deck.panel.ink == Ink::Red || deck.panel.files.contains(&PanelFile::Bitmap)
}

/// By how much films are enlarged: once as it is, and twice beside it for small panels. A film has
/// an even number of pixels each way.
pub fn film_scales(deck: &Deck) -> impl Iterator<Item = u32> {
    let (width, height) = (deck.panel.width, deck.panel.height);
    let even = width.is_multiple_of(2) && height.is_multiple_of(2);
    let small = height < FEW_LINES;
    [(1, even), (2, small || !even)].into_iter().filter_map(|(scale, made)| made.then_some(scale))
}

/// The name of a loop's film.
pub fn film_name(reel: &Reel, part: &Loop, scale: u32) -> String {
    let start = if scale == 1 { "loop".to_owned() } else { format!("loop-{scale}x") };
    format!("{}.mp4", reel.name_of_loop(&start, part))
}

/// `playlist.csv`: file, seconds, validity, and what a person wants to know beside them.
pub fn playlist(deck: &Deck, reel: &Reel) -> Vec<u8> {
    let headings = ["文件", "停留秒数", "起播日期", "停播日期", "内容", "播放时段", "播放单"];
    let row = |part: &Loop, frame: &Frame| {
        vec![
            format!("{}.png", reel.name(frame)),
            frame.seconds.to_string(),
            iso(reel.day),
            frame.until.map(iso).unwrap_or_default(),
            harmless(&title(deck, frame)),
            part.hours.words(),
            harmless(&part.id),
        ]
    };
    let rows = reel
        .loops
        .iter()
        .flat_map(|part| part.frames.iter().map(move |frame| row(part, frame)).collect::<Vec<_>>());
    spreadsheet(std::iter::once(headings.map(str::to_owned).to_vec()).chain(rows))
}

/// What a picture shows: 到期任务（2/3）.
pub fn title(deck: &Deck, frame: &Frame) -> String {
    deck.slides.get(frame.slide).map(title_of).unwrap_or_default()
}

/// What a slide shows: 到期任务（2/3）, 曝光台（2026-004）. Cases are told apart by their ids, by which
/// the portal lists them.
pub fn title_of(slide: &Slide) -> String {
    let page = slide.page.map(|(page, pages)| format!("{page}/{pages}"));
    let beside: Vec<String> = case(slide).map(str::to_owned).into_iter().chain(page).collect();
    if beside.is_empty() {
        return slide.title.clone();
    }
    format!("{}（{}）", slide.title, beside.join("，"))
}

/// The id of the case that a slide tells of.
pub fn case(slide: &Slide) -> Option<&str> {
    let [item] = slide.items.as_slice() else { return None };
    let (kind, id) = item.split_once('/')?;
    matches!(kind, "exposures" | "commendations").then_some(id)
}

/// `操作说明.txt`: which file is what, and how the pictures come onto the panel.
pub fn manual(deck: &Deck, reels: &[Reel], forms: Forms) -> Vec<u8> {
    let days = reels.iter().any(|reel| reel.one_day);
    let parts = [
        heading(deck, reels, days),
        files(deck, reels, forms),
        hours(reels),
        import(deck, forms),
        DUTIES.to_owned(),
    ];
    let text = parts.join("\n");
    format!("{BYTE_ORDER_MARK}{text}").replace('\n', "\r\n").into_bytes()
}

fn heading(deck: &Deck, reels: &[Reel], days: bool) -> String {
    let panel = &deck.panel;
    let pictures = reels.first().map_or(0, Reel::pictures);
    let period = match (reels.first(), reels.last()) {
        (Some(first), Some(last)) if days => {
            format!("{}至{}，每天一个文件夹", zh(first.day), zh(last.day))
        }
        _ => format!("{}，共{pictures}幅", zh(deck.today)),
    };
    format!(
        "{}（{}）图片播放操作说明\n\n门户：{}\n规格：{}，{}×{}像素\n内容：{period}\n",
        deck.name, deck.screen, deck.site, panel.profile, panel.width, panel.height,
    )
}

fn files(deck: &Deck, reels: &[Reel], forms: Forms) -> String {
    let Some(reel) = reels.first() else { return String::new() };
    let each = |name: &dyn Fn(&Loop) -> String| -> String {
        reel.loops.iter().map(name).collect::<Vec<_>>().join("、")
    };
    let mut lines = vec!["一、文件".to_owned()];
    if reel.one_day {
        let day = iso(reel.day);
        lines.push(format!("{day}等文件夹：当天的画面，只在当天播放，次日0时前换成下一天的。"));
    }
    lines.push(
        "001.png起：每幅画面一个文件，按编号播放；每通道8位RGB，无透明，像素与屏体一一对应。"
            .to_owned(),
    );
    if has_bitmaps(deck) {
        let kind = match deck.panel.ink {
            Ink::Red => "1位位图，供单色控制卡使用；白点为亮，黑点为灭。",
            Ink::RedGreen | Ink::Full => "24位位图，供只收BMP的控制器使用。",
        };
        lines.push(format!("001.bmp起：同一画面的{kind}"));
    }
    lines.push(
        "playlist.csv：播放单，写明每幅停留的秒数、起播日期和停播日期；\
         停播日期当天0时起不得再播。可以用Excel或者WPS打开。"
            .to_owned(),
    );
    let moving = |ending| each(&|part| format!("{}.{ending}", reel.name_of_loop("frames", part)));
    if forms.gif {
        let names = moving("gif");
        lines.push(format!("{names}：整轮画面的动图，停留时间已写入；每幅最多256种颜色。"));
    }
    if forms.apng {
        let names = moving("apng");
        lines.push(format!(
            "{names}：整轮画面的无损动图，停留时间已写入；不识别的软件只显示第一幅。"
        ));
    }
    for scale in film_scales(deck).filter(|_| forms.film) {
        let names = each(&|part| film_name(reel, part, scale));
        lines.push(match scale {
            1 => format!("{names}：整轮画面的视频，H.264，每秒25帧，无声音。"),
            _ => format!(
                "{names}：视频放大{scale}倍，只在控制器能够按{scale}:1缩小时使用。\
                 低分辨率视频的彩色文字会发虚，有条件的请优先用图片。"
            ),
        });
    }
    lines.push("撤下确认单.html：用浏览器打开并打印，撤下画面后由操作人签字。".to_owned());
    lines.join("\n") + "\n"
}

/// The loops of the days, where a day has more than one; days with the same loops are told together.
fn hours(reels: &[Reel]) -> String {
    if reels.iter().all(|reel| reel.loops.len() < 2) {
        return String::new();
    }
    let groups: Vec<&[Reel]> = reels.chunk_by(|a, b| loops(a) == loops(b)).collect();
    let told = |days: &&[Reel]| -> Option<String> {
        let (first, last) = (days.first()?, days.last()?);
        let days = if first.day == last.day {
            format!("{}\n", zh(first.day))
        } else {
            format!("{}至{}\n", zh(first.day), zh(last.day))
        };
        Some(if groups.len() > 1 { days + &loops(first) } else { loops(first) })
    };
    let groups: Vec<String> = groups.iter().filter_map(told).collect();
    format!("播放时段（每个时段建一个节目；时段重叠的，以排在前面的为准）\n{}\n", groups.join("\n"))
}

/// The loops of a day, a line for each: 20:00—07:00：009至010，一轮35秒.
fn loops(reel: &Reel) -> String {
    let line = |part: &Loop| {
        let names =
            [part.frames.first(), part.frames.last()].map(|frame| frame.map(|it| reel.name(it)));
        let [first, last] = names.map(Option::unwrap_or_default);
        let names = if first == last { first } else { format!("{first}至{last}") };
        let dim = if part.level < 100 {
            format!("，画面亮度已降为{}%", part.level)
        } else {
            String::new()
        };
        format!("{}：{names}，一轮{}秒{dim}", part.hours.words(), part.seconds())
    };
    reel.loops.iter().map(line).collect::<Vec<_>>().join("\n")
}

fn import(deck: &Deck, forms: Forms) -> String {
    let size = format!("{}×{}", deck.panel.width, deck.panel.height);
    let cut = if deck.panel.roadside {
        "本屏临近道路，只能直接切换画面，不得使用任何特效。"
    } else {
        "出入场特效选“无”或者“立即显示”，不要用移动、闪烁和缩放。"
    };
    let ending = if has_bitmaps(deck) { "BMP" } else { "PNG" };
    let video = if forms.film {
        "\n7. 只认数字编号视频文件的播放盒，把视频改名为01.mp4后放在U盘根目录。"
    } else {
        ""
    };
    format!(
        "二、导入控制器\n各软件的菜单名称随版本略有不同，做法是一样的：\n\
         1. 新建节目，节目（画布）尺寸填{size}，与屏体像素一致。\n\
         2. 在节目里新建一个铺满画布的图片窗口，左上角坐标填0、0。\n\
         3. 一次选中全部{ending}文件，按文件名排序后加入。\n\
         4. 按播放单逐幅填写停留秒数；填写起播和停播日期的，按播放单填写。\n\
         5. 显示方式选“原始尺寸”或者“1:1”，不要拉伸，不要“适应窗口”。{cut}\n\
         6. 关闭图片增强、抗锯齿、动态对比度一类选项，然后发送或者导出到U盘。{video}\n\
         诺瓦ViPlex Express、ViPlex Handy和云发布：图片加入“媒体”，再排进节目；可以给媒体设置有效期。\n\
         灰度HDPlayer：新建节目，加“图片”区域，批量添加，再设停留时间；网络发送或者U盘导出。\n\
         LedArt、卡莱特、灵星雨等其他异步控制器：新建图片（图文）区域，做法同上；只收BMP或者JPG的，先用PNG无损转成BMP，不要转成JPG。\n\
         同步控制器（发送卡）：直接用门户的播放页，不需要图片。\n",
    )
}

const DUTIES: &str = "三、更换和撤下
图片不会自己更新，也不会自己撤下。
1. 停播日期当天0时以前，把到期的图片从节目和控制器中删除，并在撤下确认单上签字。
2. 涉及曝光或者表扬对象的，每天开播前与门户核对；门户已撤回的，立即撤下。
3. 更换内容时先删除旧节目，再发送新节目；只停止播放而不删除的，断电重启后可能恢复播放。
4. U盘和电脑里的旧图片一并删除。
";

#[cfg(test)]
mod tests {
    use super::*;
    use crate::render::frame::reel::{Choice, reel};
    use crate::render::frame::sample::{deck, october};

    const ALL: Forms = Forms { gif: true, apng: true, film: true };

    fn today(deck: &Deck) -> Reel {
        reel(deck, october(15), Choice { exposures: false, one_day: false })
    }

    fn manual_of(deck: &Deck, forms: Forms) -> String {
        String::from_utf8(manual(deck, &[today(deck)], forms)).expect("UTF-8")
    }

    #[test]
    fn the_playlist_is_a_table_for_windows_with_seconds_and_validity() {
        let deck = deck();
        let file = String::from_utf8(playlist(&deck, &today(&deck))).expect("UTF-8");
        let lines = [
            "\u{feff}文件,停留秒数,起播日期,停播日期,内容,播放时段,播放单",
            "001.png,8,2026-10-15,,封面,06:00—22:00,day",
            "002.png,13,2026-10-15,2026-10-16,到期倒计时,06:00—22:00,day",
            "003.png,8,2026-10-15,,表扬<激励>（2026-001，1/2）,06:00—22:00,day",
            "004.png,8,2026-10-15,,封面,22:00—06:00,night",
            "",
        ];
        assert_eq!(file, lines.join("\r\n"));
    }

    #[test]
    fn the_manual_tells_the_pictures_of_every_day_where_days_differ() {
        let mut deck = deck();
        let choice = Choice { exposures: false, one_day: true };
        let of = |deck: &Deck| {
            let reels: Vec<Reel> =
                [15, 16, 17].iter().map(|day| reel(deck, october(*day), choice)).collect();
            String::from_utf8(manual(deck, &reels, ALL)).expect("UTF-8").replace("\r\n", "\n")
        };
        let said = of(&deck);
        let expected = [
            "2026年10月15日至2026年10月16日\n06:00—22:00：001至003，一轮29秒\n22:00—06:00：004，",
            "2026年10月17日\n06:00—22:00：001至002，一轮16秒\n22:00—06:00：003，",
        ];
        for words in expected {
            assert!(said.contains(words), "{words} is not in\n{said}");
        }
        deck.playlists[0].slides = vec![0, 4];
        assert!(!of(&deck).contains("2026年10月17日\n"), "all days are alike");
    }

    #[test]
    fn a_small_panel_has_its_film_twice_as_large_too_and_an_odd_one_only_so() {
        let scales = |width, height| {
            let mut deck = deck();
            (deck.panel.width, deck.panel.height) = (width, height);
            film_scales(&deck).collect::<Vec<_>>()
        };
        assert_eq!(scales(1920, 1080), [1]);
        assert_eq!(scales(384, 192), [1, 2]);
        assert_eq!(scales(255, 64), [2]);
        assert_eq!(scales(1921, 1080), [2]);
    }

    #[test]
    fn the_manual_names_the_files_there_are_and_no_others() {
        let mut deck = deck();
        let all = manual_of(&deck, ALL);
        for name in [
            "frames-day.gif、frames-night.gif：",
            "frames-day.apng",
            "loop-day.mp4、loop-night.mp4：",
            "loop-2x-day.mp4",
            "384×192",
            "ViPlex",
        ] {
            assert!(all.contains(name), "{name}");
        }
        assert!(!all.contains(".bmp"));
        assert!(all.contains("22:00—06:00：004，一轮8秒，画面亮度已降为35%"));
        assert!(
            all.starts_with('\u{feff}') && all.matches('\n').count() == all.matches("\r\n").count()
        );
        deck.panel.ink = Ink::Red;
        let few = manual_of(&deck, Forms { gif: false, apng: false, film: false });
        assert!(few.contains("001.bmp"));
        for name in [".gif", ".apng", ".mp4"] {
            assert!(!few.contains(name), "{name}");
        }
    }
}
