//! The panels a portal knows: those shipped with the program, and its own.

use std::collections::BTreeMap;

use super::chosen::{LARGEST, chosen};
use super::scale::Ground;
use super::{Profile, Sizes};
use crate::diagnostic::{Code, Diagnostic, Wording, nearest, say};
use crate::record::{FrameForm, PanelFont, PanelInk, ProfileRecord, Records, Surroundings};
use crate::slug::Slug;
use crate::span::{FileId, Span, Spanned};
use crate::yaml::{self, Figure, Number, Read};

const SHIPPED: &str = include_str!("shipped.yaml");

/// The panels that ship with the program.
pub fn shipped() -> Vec<Profile> {
    // The file has no place in the portal: mistakes in it are ours and kept out by a test.
    let problems = &mut Vec::new();
    let node = yaml::parse(FileId(u32::MAX), SHIPPED, 0, problems);
    let records = node.and_then(|node| Vec::<ProfileRecord>::read(&node, problems));
    records.unwrap_or_default().iter().filter_map(|record| profile(record, problems)).collect()
}

/// The panels a portal knows, by id.
#[derive(Debug)]
pub struct Profiles {
    known: BTreeMap<Slug, Option<Profile>>,
    /// A record was lost of which nobody knows the id.
    any_lost: bool,
}

impl Profiles {
    /// Shipped panels with the portal's own laid over them; impossible ones are reported.
    pub fn of(records: &Records, problems: &mut Vec<Diagnostic>) -> Self {
        let shipped = shipped().into_iter();
        let mut known: BTreeMap<Slug, Option<Profile>> =
            shipped.map(|profile| (profile.slug.clone(), Some(profile))).collect();
        let mut places: BTreeMap<&Slug, Span> = BTreeMap::new();
        for record in &records.profiles {
            if let Some(first) = places.insert(&record.id.value, record.id.span) {
                problems.push(twice(&record.id, first));
                continue;
            }
            known.insert(record.id.value.clone(), profile(record, problems));
        }
        let lost = records.lost.ids("profile").filter_map(|id| Slug::parse(id).ok());
        for id in lost {
            known.entry(id).or_insert(None);
        }
        // Of an id that is none nobody knows which one was meant.
        let any_lost = records.lost.ids("profile").any(|id| Slug::parse(id).is_err());
        Self { known, any_lost }
    }

    /// The panel of an id, if there is one.
    pub fn get(&self, id: &Slug) -> Option<&Profile> {
        self.known.get(id)?.as_ref()
    }

    /// The panel of an id; an unknown one is reported.
    pub fn find(&self, id: &Slug, at: Span, problems: &mut Vec<Diagnostic>) -> Option<&Profile> {
        match self.known.get(id) {
            Some(found) => found.as_ref(),
            None if self.any_lost => None,
            None => {
                problems.push(self.unknown(id, at));
                None
            }
        }
    }

    fn unknown(&self, id: &Slug, at: Span) -> Diagnostic {
        let names: Vec<&str> = self.known.keys().map(Slug::as_str).collect();
        let words = say(format!("没有屏幕规格`{id}`"), format!("there is no profile `{id}`"));
        let (zh, en) = (names.join("、"), names.join(", "));
        let help = match nearest(id.as_str(), names.iter().copied()) {
            Some(near) => say(
                format!("是不是想写`{near}`？可用的规格：{zh}"),
                format!("did you mean `{near}`? known profiles: {en}"),
            ),
            None => say(
                format!("可用的规格：{zh}；别的屏幕在`profiles.yaml`里加一条"),
                format!("known profiles: {en}; add others to `profiles.yaml`"),
            ),
        };
        Diagnostic::new(Code::UnknownProfile, at, words).help(help)
    }
}

fn twice(id: &Spanned<Slug>, first: Span) -> Diagnostic {
    let words = say(
        format!("屏幕规格编号`{}`已经用过", id.value),
        format!("the profile id `{}` is already taken", id.value),
    );
    Diagnostic::new(Code::DuplicateId, id.span, words)
        .note(first, say("第一次用在这里", "first used here"))
        .help(say("给后写的规格换一个编号", "give the later profile another id"))
}

/// A panel with its sizes, unless it is impossible.
fn profile(record: &ProfileRecord, problems: &mut Vec<Diagnostic>) -> Option<Profile> {
    let before = problems.len();
    between(Some(record.width), 32..=LARGEST, problems);
    between(Some(record.height), 16..=LARGEST, problems);
    between(record.columns, 1..=3, problems);
    between(record.rows_max, 1..=20, problems);
    between(record.night_level, 5..=100, problems);
    let pitch_um = thousandths(&record.pitch_mm, 300..=50_000, problems);
    let distance_mm = thousandths(&record.distance_m, 500..=200_000, problems);
    if problems.len() > before {
        return None;
    }
    let mut ground = Ground {
        width: record.width.value,
        height: record.height.value,
        columns: record.columns.map_or(1, |columns| columns.value),
        pitch_um: pitch_um?,
        distance_mm: distance_mm?,
        dots: record.font == Some(PanelFont::Bitmap16),
    };
    let (mut rows, mut sizes) = fitting(record, ground, problems)?;
    // Outlines of fewer than 20 px are grey and uneven; dots are not.
    if sizes.row < 20 && !ground.dots {
        ground.dots = true;
        (rows, sizes) = fitting(record, ground, problems)?;
    }
    // Rows over a very wide panel are read wrongly from one end to the other.
    let columns = ground.usual_columns(sizes.row);
    if record.columns.is_none() && columns > 1 {
        let parted = Ground { columns, ..ground };
        let same = parted.sizes(rows).filter(|parted| parted.row == sizes.row);
        ground.columns = if same.is_some() { columns } else { ground.columns };
    }
    let (rows, sizes) = chosen(record, (rows, sizes), ground, problems)?;
    let frames = record.frames.iter().map(|form| form.value).collect::<Vec<_>>();
    Some(Profile {
        slug: record.id.value.clone(),
        name: record.name.to_string(),
        width: ground.width,
        height: ground.height,
        pitch_um: ground.pitch_um,
        distance_mm: ground.distance_mm,
        rows,
        columns: ground.columns,
        hanzi: ground.hanzi(&sizes),
        sizes,
        strip: ground.is_strip(),
        dots: ground.dots,
        ink: record.ink.unwrap_or(PanelInk::Full),
        roadside: record.roadside == Some(true),
        outdoor: record.environment == Some(Surroundings::Outdoor),
        shift: record.shift == Some(true),
        night_level: record.night_level.map_or(40, |level| level.value),
        frames: if frames.is_empty() { vec![FrameForm::Png] } else { frames },
    })
}

/// Rows and sizes: fewer rows than usual where the distance asks for larger ones, never fewer than
/// were asked for.
fn fitting(
    record: &ProfileRecord,
    ground: Ground,
    problems: &mut Vec<Diagnostic>,
) -> Option<(u32, Sizes)> {
    let most = record.rows_max.map_or_else(|| ground.usual_rows(), |rows| rows.value);
    let least = record.rows_max.map_or(1, |rows| rows.value);
    let mut counts = (least..=most).rev();
    let found = counts.find_map(|rows| ground.sizes(rows).map(|sizes| (rows, sizes)));
    if found.is_none() {
        problems.push(impossible(record, ground, most));
    }
    found
}

/// What does not fit, and what would.
fn impossible(record: &ProfileRecord, ground: Ground, rows: u32) -> Diagnostic {
    let (hanzi, enough) = ground.hanzi_of_a_row();
    if hanzi < enough && ground.largest_row(1).is_none() {
        return narrow(record, ground);
    }
    let need = ground.needed_row();
    let (width, height) = (ground.width, ground.height);
    let distance = metres(ground.distance_mm);
    let words = say(
        format!("{width}×{height}的屏放不下{rows}行：{distance}米外看得清，每行字至少{need}像素"),
        format!("{rows} rows do not fit {width}×{height}: {distance} m need {need} px"),
    );
    let at = record.rows_max.map_or(record.distance_m.span, |rows| rows.span);
    let problem = Diagnostic::new(Code::ImpossibleProfile, at, words);
    let fewer = (1..rows).rev().find(|rows| ground.sizes(*rows).is_some());
    match fewer {
        Some(fewer) => problem.help(say(
            format!("改成{fewer}行或更少，或缩短观看距离"),
            format!("ask for {fewer} rows or fewer, or for a shorter distance"),
        )),
        None => problem.help(nearer_or_larger(ground)),
    }
}

/// A panel too narrow for a name in a row.
fn narrow(record: &ProfileRecord, ground: Ground) -> Diagnostic {
    let (need, (hanzi, enough)) = (ground.needed_row(), ground.hanzi_of_a_row());
    let (width, height, distance) = (ground.width, ground.height, metres(ground.distance_mm));
    let words = say(
        format!(
            "{width}×{height}的屏一行只排得下{hanzi}个字：{distance}米外看得清，每个字至少{need}像素，\
             一行至少要{enough}个字"
        ),
        format!(
            "a row of {width}×{height} holds {hanzi} hanzi of the {need} px that {distance} m need; \
             it takes {enough}"
        ),
    );
    let at = if need > super::scale::LEAST { record.distance_m.span } else { record.width.span };
    Diagnostic::new(Code::ImpossibleProfile, at, words).help(nearer_or_larger(ground))
}

/// From how far the panel is read at most, or how large one would have to be.
fn nearer_or_larger(ground: Ground) -> Wording {
    if let Some(row) = ground.largest_row(1) {
        let reach = metres(row * ground.pitch_um / 4 / 100 * 100);
        return say(
            format!("一行最大{row}像素，观看距离不能超过{reach}米；要看得更远，换更大的屏"),
            format!("one row of {row} px is read from {reach} m at most"),
        );
    }
    match ground.least_panel() {
        Some((width, height)) => say(
            format!("换一块屏，至少{width}×{height}像素"),
            format!("it takes a panel of {width}×{height} px or more"),
        ),
        None => say("缩短观看距离", "ask for a shorter distance"),
    }
}

fn metres(millimetres: u32) -> String {
    Number(i64::from(millimetres) * 1000).words()
}

fn between(
    number: Option<Spanned<u32>>,
    bounds: std::ops::RangeInclusive<u32>,
    problems: &mut Vec<Diagnostic>,
) {
    let Some(number) = number.filter(|number| !bounds.contains(&number.value)) else { return };
    let (least, most) = bounds.into_inner();
    let words = say(
        format!("这里应当是{least}到{most}，写的是`{}`", number.value),
        format!("expected {least} to {most}, found `{}`", number.value),
    );
    let help = say(format!("写{least}到{most}"), format!("write {least} to {most}"));
    problems.push(Diagnostic::new(Code::WrongType, number.span, words).help(help));
}

/// A length in thousandths of its unit.
fn thousandths(
    figure: &Spanned<Figure>,
    bounds: std::ops::RangeInclusive<i64>,
    problems: &mut Vec<Diagnostic>,
) -> Option<u32> {
    let held = figure.value.number.0 / 1000;
    if bounds.contains(&held) {
        return u32::try_from(held).ok();
    }
    let (least, most) = bounds.into_inner();
    let [least, most] = [least, most].map(|bound| Number(bound * 1000).words());
    let found = &figure.value.written;
    let words = say(
        format!("这里应当是{least}到{most}，写的是`{found}`"),
        format!("expected {least} to {most}, found `{found}`"),
    );
    let mend = say(format!("写{least}到{most}"), format!("write {least} to {most}"));
    problems.push(Diagnostic::new(Code::WrongType, figure.span, words).help(mend));
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_shipped_panel_reads_without_a_mistake() {
        let mut problems = Vec::new();
        let node = yaml::parse(FileId(0), SHIPPED, 0, &mut problems).expect("the file");
        let records = Vec::<ProfileRecord>::read(&node, &mut problems).expect("records");
        let profiles: Vec<_> =
            records.iter().filter_map(|record| profile(record, &mut problems)).collect();
        assert_eq!(problems, []);
        assert_eq!(profiles.len(), records.len());
    }

    #[test]
    fn walls_are_as_large_and_read_from_as_far_as_the_trade_counts() {
        let profiles = shipped();
        for (id, wall, readable, rows) in [
            ("lobby-fhd", (3571, 2009), (27, 43), 8),
            ("lobby-wide", (4800, 1350), (26, 42), 5),
            ("gate-384", (3840, 1920), (70, 112), 4),
            ("strip-256", (2560, 640), (40, 64), 2),
            ("red-192", (912, 304), (19, 30), 2),
        ] {
            let profile = profiles.iter().find(|held| held.slug.as_str() == id).expect(id);
            assert_eq!(profile.wall_mm(), wall, "{id}");
            assert_eq!(profile.readable_m(), readable, "{id}");
            assert_eq!(profile.rows, rows, "{id}");
        }
    }

    fn read(text: &str) -> (Option<Profile>, Vec<String>) {
        let mut problems = Vec::new();
        let node = yaml::parse(FileId(0), text, 0, &mut problems).expect("a record");
        let record = ProfileRecord::read(&node, &mut problems).expect("a record");
        let profile = profile(&record, &mut problems);
        let help = |one: Diagnostic| format!("{}；{}", one.message.zh, one.help.expect("help").zh);
        (profile, problems.into_iter().map(help).collect())
    }

    #[test]
    fn a_length_out_of_bounds_is_shown_as_it_stands_in_the_file() {
        let panel = "编号: p\n名称: 屏\n宽: 384\n高: 192\n观看距离: 20\n";
        for written in ["-2.5", "5000", "\u{2212}2.50", "5,000"] {
            let (_, said) = read(&format!("{panel}点间距: {written}\n"));
            let words = format!("这里应当是0.3到50，写的是`{written}`；写0.3到50");
            assert_eq!(said, [words], "{written}");
        }
    }

    #[test]
    fn an_impossible_panel_is_told_what_would_fit() {
        let panel = "编号: p\n名称: 屏\n宽: 384\n高: 192\n点间距: 10\n";
        for (keys, said) in [
            (
                "观看距离: 25\n最多行数: 12",
                "384×192的屏放不下12行：25米外看得清，每行字至少16像素；改成8行或更少，或缩短观看距离",
            ),
            (
                "观看距离: 150",
                "384×192的屏放不下4行：150米外看得清，每行字至少60像素；\
                 一行最大40像素，观看距离不能超过100米；要看得更远，换更大的屏",
            ),
            (
                "观看距离: 25\n字号: {正文: 120}",
                "384×192的屏放不下120像素，最多45像素；写45或更小，或删去这一项",
            ),
            (
                "观看距离: 25\n字号: {大数字: 900}",
                "384×192的屏放不下900像素，最多192像素；写192或更小，或删去这一项",
            ),
            (
                "观看距离: 25\n字号: {注释: 12}",
                "12像素的字在设定的观看距离看不清，至少16像素；写16或更大，或缩短观看距离",
            ),
        ] {
            let (profile, problems) = read(&format!("{panel}{keys}"));
            assert_eq!(problems, [said], "{keys}");
            assert_eq!(profile, None);
        }
    }

    #[test]
    fn a_panel_too_narrow_for_a_name_is_told_how_wide_it_must_be() {
        for (size, said) in [
            (
                "宽: 128\n高: 32\n点间距: 4.75\n观看距离: 8",
                "128×32的屏一行只排得下7个字：8米外看得清，每个字至少16像素，一行至少要8个字；\
                 换一块屏，至少132×32像素",
            ),
            (
                "宽: 96\n高: 16\n点间距: 10\n观看距离: 10",
                "96×16的屏一行只排得下5个字：10米外看得清，每个字至少16像素，一行至少要8个字；\
                 换一块屏，至少132×19像素",
            ),
        ] {
            let (profile, problems) = read(&format!("编号: p\n名称: 屏\n{size}"));
            assert_eq!(problems, [said], "{size}");
            assert_eq!(profile, None);
        }
        let larger = "编号: p\n名称: 屏\n宽: 132\n高: 32\n点间距: 4.75\n观看距离: 8";
        assert_eq!(read(larger).0.map(|profile| profile.rows), Some(1), "as the message says");
    }

    #[test]
    fn sizes_that_somebody_chose_leave_as_many_rows_as_fit() {
        let panel = "编号: p\n名称: 屏\n宽: 640\n高: 320\n点间距: 3\n观看距离: 8\n";
        let sized = |row: u32| read(&format!("{panel}字号: {{正文: {row}}}"));
        let (profile, problems) = sized(60);
        assert_eq!(
            (profile.map(|held| (held.rows, held.sizes.row)), problems.len()),
            (Some((2, 60)), 0)
        );
        for row in [120, 200, u32::MAX] {
            let (profile, problems) = sized(row);
            assert_eq!((profile, problems.len()), (None, 1), "{row}");
        }
    }

    #[test]
    fn lists_of_a_very_wide_panel_stand_in_two_columns_unless_it_says_otherwise() {
        let of =
            |size: &str| read(&format!("编号: p\n名称: 屏\n{size}")).0.map(|held| held.columns);
        for (size, columns) in [
            ("宽: 3840\n高: 720\n点间距: 1.5\n观看距离: 10", 2),
            ("宽: 3840\n高: 720\n点间距: 1.5\n观看距离: 10\n列数: 1", 1),
            ("宽: 3840\n高: 720\n点间距: 1.5\n观看距离: 36", 1),
            ("宽: 1280\n高: 384\n点间距: 4\n观看距离: 15", 2),
            ("宽: 1920\n高: 540\n点间距: 2\n观看距离: 8", 2),
            ("宽: 1280\n高: 480\n点间距: 4\n观看距离: 15", 1),
            ("宽: 512\n高: 64\n点间距: 4\n观看距离: 8", 1),
        ] {
            assert_eq!(of(size), Some(columns), "{size}");
        }
    }

    #[test]
    fn dots_on_a_low_panel_have_no_room_for_a_header() {
        let strip = |size: &str| {
            let (held, _) = read(&format!("编号: p\n名称: 屏\n{size}\n点间距: 5\n观看距离: 8"));
            held.map(|held| (held.strip, held.dots, held.rows))
        };
        assert_eq!(strip("宽: 192\n高: 96"), Some((true, true, 4)));
        assert_eq!(strip("宽: 256\n高: 128").map(|(strip, ..)| strip), Some(false));
    }

    #[test]
    fn far_away_readers_get_fewer_and_larger_rows() {
        let (profile, _) = read("编号: p\n名称: 屏\n宽: 640\n高: 320\n点间距: 4\n观看距离: 48");
        let profile = profile.expect("it fits");
        assert_eq!((profile.rows, profile.sizes.row), (2, 48));
    }
}
