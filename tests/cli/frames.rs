//! Pictures for controllers, written from the demonstration.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use super::family::family;
use super::{Desk, Said, files};

const DEMONSTRATION: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/content");

/// The prefecture of the demonstration without the portals below it, which take their time.
fn prefecture() -> Desk {
    let desk = Desk::new();
    for (path, bytes) in files(Path::new(DEMONSTRATION)) {
        if !path.starts_with("portals") {
            let place = desk.at("content").join(path);
            std::fs::create_dir_all(place.parent().unwrap()).unwrap();
            std::fs::write(place, bytes).unwrap();
        }
    }
    desk
}

fn export(desk: &Desk, options: &str) -> Said {
    let said = desk.run(&format!("frames content --out out {options}"));
    assert_eq!(said.code, 0, "{options}: {}", said.err);
    said
}

type Files = BTreeMap<PathBuf, Vec<u8>>;

fn ending<'a>(files: &'a Files, ending: &'a str) -> impl Iterator<Item = (&'a Path, &'a [u8])> {
    let right = move |path: &&PathBuf| path.extension().is_some_and(|found| found == ending);
    files.iter().filter(move |(path, _)| right(path)).map(|(path, bytes)| (&**path, &**bytes))
}

/// Width, height and pixels of a PNG, which must be of 8 bits a colour without alpha.
fn pixels(bytes: &[u8]) -> (u32, u32, Vec<u8>) {
    let mut reader = png::Decoder::new(std::io::Cursor::new(bytes)).read_info().unwrap();
    let mut rgb = vec![0; reader.output_buffer_size().unwrap()];
    let found = reader.next_frame(&mut rgb).unwrap();
    assert_eq!((found.color_type, found.bit_depth), (png::ColorType::Rgb, png::BitDepth::Eight));
    (found.width, found.height, rgb)
}

/// The share of its full light that a panel gives: the mean of linear red, green and blue.
fn light(rgb: &[u8]) -> f64 {
    let linear = |value: &u8| {
        let value = f64::from(*value) / 255.0;
        if value <= 0.04045 { value / 12.92 } else { ((value + 0.055) / 1.055).powf(2.4) }
    };
    rgb.iter().map(linear).sum::<f64>() / f64::from(u32::try_from(rgb.len()).unwrap())
}

/// The share of pixels that are as they should be.
fn share(rgb: &[u8], right: impl Fn(&[u8; 3]) -> bool) -> f64 {
    let pixels = rgb.as_chunks().0;
    let count = |count: usize| f64::from(u32::try_from(count).unwrap());
    count(pixels.iter().filter(|pixel| right(pixel)).count()) / count(pixels.len())
}

/// The share of pixels that are red and hardly anything else.
fn red(rgb: &[u8]) -> f64 {
    share(rgb, |[red, green, blue]| {
        let sum = u32::from(*red) + u32::from(*green) + u32::from(*blue);
        sum > 60 && u32::from(*red) * 5 >= sum * 4
    })
}

/// The share of pixels that are nearly white.
fn white(rgb: &[u8]) -> f64 {
    share(rgb, |pixel| pixel.iter().all(|value| *value > 230))
}

/// Changes of light within a second of an opposite one, as WCAG 2.3.1 counts flashes.
fn flashes(series: &[(u32, f64)]) -> usize {
    let mut last: Option<(u32, bool)> = None;
    let mut now = 0;
    let mut flashes = 0;
    for pair in series.windows(2) {
        let [(seconds, before), (_, after)] = pair else { continue };
        now += seconds;
        if (after - before).abs() < 0.1 || before.min(*after) >= 0.8 {
            continue;
        }
        let rises = after > before;
        flashes += usize::from(last.is_some_and(|(at, rose)| now - at <= 1 && rose != rises));
        last = Some((now, rises));
    }
    flashes
}

#[test]
fn light_is_measured_as_eyes_and_wires_do() {
    assert!((light(&[255, 255, 255, 0, 0, 0]) - 0.5).abs() < 1e-9);
    assert!((light(&[188; 3]) - 0.5).abs() < 0.01, "half of the light looks like three quarters");
    assert!((red(&[255, 0, 0, 255, 90, 69]) - 0.5).abs() < 1e-9);
    assert!((white(&[244, 246, 245, 169, 180, 188]) - 0.5).abs() < 1e-9);
    assert_eq!(flashes(&[(1, 0.0), (1, 1.0), (1, 0.0), (1, 1.0)]), 2);
    assert_eq!(flashes(&[(8, 0.0), (8, 1.0), (8, 0.0)]), 0);
}

#[test]
fn pictures_are_exact_dark_enough_and_never_flash() {
    let desk = prefecture();
    for (profile, width, height) in
        [("gate-384", 384, 192), ("strip-256", 256, 64), ("red-192", 192, 64)]
    {
        export(&desk, &format!("--profile {profile} --exposures"));
        let written = files(&desk.at("out"));
        let mut series = Vec::new();
        for (path, bytes) in ending(&written, "png") {
            let (found_width, found_height, rgb) = pixels(bytes);
            assert_eq!((found_width, found_height), (width, height), "{}", path.display());
            let light = light(&rgb);
            assert!(light > 0.0 && light <= 0.2, "{}: {light}", path.display());
            assert!(white(&rgb) <= 0.1, "{}: {} white", path.display(), white(&rgb));
            assert!(profile == "red-192" || red(&rgb) <= 0.25, "{}", path.display());
            series.push((8, light));
        }
        assert!(series.len() > 1);
        assert_eq!(flashes(&series), 0);
        std::fs::remove_dir_all(desk.at("out")).unwrap();
    }
}

#[test]
fn exposures_are_left_out_unless_asked_for_and_that_is_said() {
    let desk = prefecture();
    let without = export(&desk, "--profile gate-384");
    assert!(without.out.contains("未导出曝光"), "{}", without.out);
    let few = ending(&files(&desk.at("out")), "png").count();
    let with = export(&desk, "--profile gate-384 --exposures --lang en");
    assert!(!with.out.contains("left out"), "{}", with.out);
    assert!(ending(&files(&desk.at("out")), "png").count() > few);
}

#[test]
fn the_files_that_a_profile_names_are_written_without_being_asked_for() {
    let desk = prefecture();
    for (profile, gifs) in [("gate-384", true), ("red-192", false)] {
        let said = export(&desk, &format!("--profile {profile}"));
        assert!(!said.err.contains("数据日期固定"), "{}", said.err);
        let written = files(&desk.at("out"));
        assert_eq!(ending(&written, "gif").count() > 0, gifs, "{profile}");
        assert_eq!(ending(&written, "apng").count(), 0, "{profile}");
        assert_eq!(ending(&written, "bmp").count() > 0, !gifs, "{profile}");
        std::fs::remove_dir_all(desk.at("out")).unwrap();
    }
}

#[test]
fn the_same_export_is_the_same_bytes_and_writes_nothing_again() {
    let desk = prefecture();
    let said = export(&desk, "--profile red-192 --gif --apng --days 2");
    assert!(said.err.contains("的数据日期固定在2026年10月15日"), "{}", said.err);
    let first = files(&desk.at("out"));
    let again = export(&desk, "--profile red-192 --gif --apng --days 2");
    assert!(again.out.contains("新写 0 · 未变 "), "{}", again.out);
    std::fs::remove_dir_all(desk.at("out")).unwrap();
    export(&desk, "--profile red-192 --gif --apng --days 2 --jobs 1");
    assert!(files(&desk.at("out")) == first);
    assert_eq!(ending(&first, "bmp").count(), ending(&first, "png").count());
    assert!(ending(&first, "csv").all(|(path, _)| path.to_string_lossy().contains("/2026-10-1")));
}

/// A screen that shows the lights and the portals below.
fn screen(desk: &Desk, portal: &str) {
    let screen = "编号: window\n名称: 窗口屏\n规格: strip-256\n\
        播放表: [{编号: day, 画面: [{画面: 亮灯}, {画面: 下级门户}]}]\n";
    desk.put(&format!("{portal}/screens/window.yaml"), screen);
}

#[test]
fn the_screens_of_a_family_are_written_below_their_portals() {
    let desk = family();
    for portal in ["content", "content/portals/county", "content/portals/county/portals/town"] {
        screen(&desk, portal);
    }
    let said = desk.run("frames content --profile strip-256 --out out");
    assert_eq!(said.code, 0, "{}", said.err);
    assert!(said.out.contains("county/town/window  图片"), "{}", said.out);
    let written = files(&desk.at("out"));
    for (path, there) in [
        ("window/001.png", true),
        ("county/window/001.png", true),
        ("county/town/window/001.png", true),
        ("city", false),
    ] {
        assert_eq!(desk.at("out").join(path).exists(), there, "{path}");
    }
    assert_eq!(desk.run("frames content/portals/county --profile strip-256 --out alone").code, 0);
    assert_eq!(
        desk.read("alone/window/playlist.csv"),
        desk.read("out/county/window/playlist.csv"),
        "a portal may be exported alone"
    );
    let task = "content/portals/county/tasks/reservoir.yaml";
    desk.edit(task, "截止: ", "截至: ");
    let said = desk.run("frames content --profile strip-256 --out out");
    assert_eq!(said.code, 1, "{}", said.err);
    assert!(said.err.contains("portals/county/tasks/reservoir.yaml:"), "{}", said.err);
    assert!(files(&desk.at("out")) == written, "the last pictures stay");
    desk.edit(task, "截至: 2026-12-31", "截止: 2026-10-01");
    assert_eq!(desk.run("frames content --profile strip-256 --out out").code, 0);
    let after = files(&desk.at("out"));
    let above: Vec<_> = after.iter().filter(|(path, _)| path.starts_with("window")).collect();
    assert!(
        above.iter().any(|(path, bytes)| written.get(*path) != Some(bytes)),
        "it tells of both"
    );
}

#[test]
fn what_cannot_be_exported_is_refused_and_nothing_is_written() {
    let desk = prefecture();
    assert_eq!(desk.run("new portal small").code, 0);
    for (line, words) in [
        ("content --profile gate-38 --out out", "是不是`gate-384`？"),
        ("content --profile gate-384 --out out --days 99", "最多提前导出41天"),
        ("content --profile gate-384 --out out --days 0", "--days"),
        ("nowhere --profile gate-384 --out out", "找不到门户文件夹"),
        ("small --profile gate-384 --out small/out", "不能互相包含"),
    ] {
        let said = desk.run(&format!("frames {line}"));
        assert_eq!(said.code, 2, "{line}: {}", said.err);
        assert!(said.err.contains(words), "{line}: {}", said.err);
    }
    desk.edit("small/tasks/lift-retrofit.yaml", "截止: ", "截至: ");
    let said = desk.run("frames small --profile gate-384 --out out");
    assert_eq!(said.code, 1, "{}", said.err);
    assert!(said.err.contains("没有写出文件"), "{}", said.err);
    assert!(!desk.at("out").exists());
}
