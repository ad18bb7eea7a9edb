//! The panels a portal knows: those shipped with the program, and its own.

use std::collections::BTreeMap;

use super::scale::Ground;
use super::{Profile, Sizes};
use crate::diagnostic::{Code, Diagnostic, Wording, nearest, say};
use crate::record::{
    FrameForm, PanelFont, PanelInk, ProfileRecord, Records, SizesRecord, Surroundings,
};
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

/// Largest panel, in pixels.
const LARGEST: u32 = 16_384;

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

/// The computed sizes with the record's own over them, and the rows that are left; what is too
/// small to be read and what is too large for the panel are reported.
fn chosen(
    record: &ProfileRecord,
    (rows, computed): (u32, Sizes),
    ground: Ground,
    problems: &mut Vec<Diagnostic>,
) -> Option<(u32, Sizes)> {
    let Some(own) = &record.sizes else { return Some((rows, computed)) };
    let least = record.rows_max.map_or(1, |most| most.value).min(rows);
    let before = problems.len();
    let mut sizes = computed;
    for size in own_sizes(own, ground) {
        problems.extend(size.mistake(computed, ground, least));
        *(size.of)(&mut sizes) = size.own.value;
    }
    if problems.len() > before {
        return None;
    }
    let larger = own_sizes(own, ground).iter().any(|size| size.is_larger(computed));
    let found = (least..=rows).rev().find(|rows| ground.holds(&sizes, *rows));
    if found.is_none() && larger {
        problems.push(too_large_together(own, ground));
        return None;
    }
    Some((found.unwrap_or(rows), sizes))
}

/// Where a size stands among the others.
type Place = fn(&mut Sizes) -> &mut u32;

/// A size that a record chose.
struct OwnSize {
    of: Place,
    own: Spanned<u32>,
    /// The least that can be read; 0 for margins.
    least: u32,
}

/// The sizes that a record chose.
fn own_sizes(own: &SizesRecord, ground: Ground) -> Vec<OwnSize> {
    let (row, note) = (ground.needed_row(), ground.needed_note());
    let all: [(Place, _, u32); 7] = [
        (|sizes| &mut sizes.note, own.note, note),
        (|sizes| &mut sizes.row, own.row, row),
        (|sizes| &mut sizes.title, own.title, note),
        (|sizes| &mut sizes.message, own.message, row),
        (|sizes| &mut sizes.figure, own.figure, row),
        (|sizes| &mut sizes.margin_x, own.margin_x, 0),
        (|sizes| &mut sizes.margin_y, own.margin_y, 0),
    ];
    all.into_iter().filter_map(|(of, own, least)| Some(OwnSize { of, own: own?, least })).collect()
}

impl OwnSize {
    fn is_larger(&self, mut computed: Sizes) -> bool {
        self.own.value > *(self.of)(&mut computed)
    }

    /// What is wrong with it by itself.
    fn mistake(&self, computed: Sizes, ground: Ground, rows: u32) -> Option<Diagnostic> {
        if self.own.value < self.least {
            return Some(too_small(self.own, self.least));
        }
        if ground.dots && self.least > 0 && !self.own.value.is_multiple_of(16) {
            return Some(not_whole(self.own));
        }
        let holds = |value: &u32| {
            let mut sizes = computed;
            *(self.of)(&mut sizes) = *value;
            ground.holds(&sizes, rows)
        };
        if !self.is_larger(computed) || holds(&self.own.value) {
            return None;
        }
        let usual = *(self.of)(&mut { computed });
        let most = (usual..self.own.value.min(LARGEST)).rev().find(holds).unwrap_or(usual);
        let whole = if ground.dots { (most / 16 * 16).max(usual) } else { most };
        Some(too_large(self.own, ground, whole))
    }
}

fn too_large(size: Spanned<u32>, ground: Ground, most: u32) -> Diagnostic {
    let (width, height) = (ground.width, ground.height);
    let words = say(
        format!("{width}×{height}的屏放不下{}像素，最多{most}像素", size.value),
        format!("{width}×{height} has no room for {} px; {most} at most", size.value),
    );
    Diagnostic::new(Code::ImpossibleProfile, size.span, words)
        .help(say(format!("写{most}或更小，或删去这一项"), format!("write {most} or less")))
}

/// Sizes each of which would do, but not all of them.
fn too_large_together(own: &SizesRecord, ground: Ground) -> Diagnostic {
    let (width, height) = (ground.width, ground.height);
    let words = say(
        format!("{width}×{height}的屏放不下这几个字号合在一起"),
        format!("{width}×{height} has no room for these sizes together"),
    );
    let first = own_sizes(own, ground).into_iter().next().expect("it has sizes");
    Diagnostic::new(Code::ImpossibleProfile, first.own.span, words).help(say(
        "改小字号或边距，或删去`字号`由程序自动计算",
        "write smaller sizes, or leave `sizes` to the program",
    ))
}

fn too_small(size: Spanned<u32>, least: u32) -> Diagnostic {
    let words = say(
        format!("{}像素的字在设定的观看距离看不清，至少{least}像素", size.value),
        format!("{} px cannot be read from the distance; it takes {least}", size.value),
    );
    Diagnostic::new(Code::ImpossibleProfile, size.span, words)
        .help(say(format!("写{least}或更大，或缩短观看距离"), format!("write {least} or more")))
}

fn not_whole(size: Spanned<u32>) -> Diagnostic {
    let words = say(
        format!("16点阵的字号要是16的倍数，写的是{}", size.value),
        format!("a face of dots comes in multiples of 16, not {}", size.value),
    );
    Diagnostic::new(Code::ImpossibleProfile, size.span, words)
        .help(say("写16、32或48", "write 16, 32 or 48"))
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
    fn far_away_readers_get_fewer_and_larger_rows() {
        let (profile, _) = read("编号: p\n名称: 屏\n宽: 640\n高: 320\n点间距: 4\n观看距离: 48");
        let profile = profile.expect("it fits");
        assert_eq!((profile.rows, profile.sizes.row), (2, 48));
    }
}
