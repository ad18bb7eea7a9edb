//! Everything that is written for one screen, each file made when it is asked for.

use std::collections::BTreeMap;

use rayon::prelude::*;

use super::film::Film;
use crate::diagnostic::Diagnostic;
use crate::digest::Digest;
use crate::plan::view::deck::{Deck, Ink};
use crate::publish::{Outputs, Rendered};
use crate::render::frame::note::{self, Forms};
use crate::render::frame::reel::{Frame, Loop, Reel};
use crate::render::frame::{Picture, bitmap, moving, slip};
use crate::site::ENGINE;

/// Draws the slide of a frame.
pub(super) type Drawing<'a> = Box<dyn Fn(&Frame) -> String + Send + Sync + 'a>;

/// A screen and the drawings of its slides.
pub(super) struct Screen<'a> {
    /// Its folder in the output: that of its portal, and its id.
    pub(super) place: String,
    /// What it plays.
    pub(super) deck: Deck,
    /// The slide of a frame as an SVG document of the panel's size.
    pub(super) svg: Drawing<'a>,
}

/// The files of a screen.
pub(super) struct Export<'a> {
    screen: &'a Screen<'a>,
    reels: &'a [Reel],
    forms: Forms,
    films: BTreeMap<String, Film>,
    paths: Vec<String>,
    parts: Vec<Part<'a>>,
}

/// What a file holds.
#[derive(Debug, Clone)]
enum Part<'a> {
    Png(&'a Loop, &'a Frame),
    Bitmap(&'a Loop, &'a Frame),
    Gif(&'a Loop),
    Apng(&'a Loop),
    Film(Film),
    Playlist(&'a Reel),
    Manual,
    Slip,
}

impl Screen<'_> {
    /// The picture of a frame.
    pub(super) fn picture(&self, part: &Loop, frame: &Frame) -> Picture {
        self.drawn(&(self.svg)(frame), part.level)
    }

    fn drawn(&self, svg: &str, level: u32) -> Picture {
        Picture::of(svg, self.deck.panel.width, self.deck.panel.height).dimmed(level)
    }

    /// Everything that the files are made from.
    pub(super) fn inputs(&self, reels: &[Reel], forms: Forms) -> Digest {
        let frames: Vec<&Frame> = reels.iter().flat_map(Reel::frames).collect();
        let drawings: Vec<Digest> =
            frames.par_iter().map(|frame| Digest::of((self.svg)(frame).as_bytes())).collect();
        Digest::of_value(&(ENGINE, &self.deck, reels, forms, drawings))
    }
}

impl<'a> Export<'a> {
    /// The files of these days. `films` were made before, by their paths.
    pub(super) fn new(
        screen: &'a Screen<'a>,
        reels: &'a [Reel],
        forms: Forms,
        films: BTreeMap<String, Film>,
    ) -> Self {
        let mut export = Self { screen, reels, forms, films, paths: Vec::new(), parts: Vec::new() };
        let mut named = export.files();
        named.sort_by(|(a, _), (b, _)| a.cmp(b));
        (export.paths, export.parts) = named.into_iter().unzip();
        export
    }

    fn files(&self) -> Vec<(String, Part<'a>)> {
        let mut files = vec![
            ("操作说明.txt".to_owned(), Part::Manual),
            ("撤下确认单.html".to_owned(), Part::Slip),
        ];
        for reel in self.reels {
            files.push((reel.path("playlist.csv"), Part::Playlist(reel)));
            for part in &reel.loops {
                files.extend(self.files_of(reel, part));
            }
        }
        files
            .extend(self.films.iter().map(|(path, film)| (path.clone(), Part::Film(film.clone()))));
        files
    }

    fn files_of(&self, reel: &'a Reel, part: &'a Loop) -> Vec<(String, Part<'a>)> {
        let mut files = Vec::new();
        for frame in &part.frames {
            let name = |ending| reel.path(&format!("{}.{ending}", reel.name(frame)));
            files.push((name("png"), Part::Png(part, frame)));
            if note::has_bitmaps(&self.screen.deck) {
                files.push((name("bmp"), Part::Bitmap(part, frame)));
            }
        }
        let name = |ending| reel.path(&format!("{}.{ending}", reel.name_of_loop("frames", part)));
        if self.forms.gif {
            files.push((name("gif"), Part::Gif(part)));
        }
        if self.forms.apng {
            files.push((name("apng"), Part::Apng(part)));
        }
        files
    }

    /// A file of pictures, unless it is the one that is known.
    fn drawn(
        &self,
        form: &str,
        part: &Loop,
        frames: &[Frame],
        known: Option<&Digest>,
        bytes: impl FnOnce(&mut dyn Iterator<Item = (Picture, u32)>) -> Vec<u8>,
    ) -> Rendered {
        let svg = |frame: &Frame| (self.screen.svg)(frame);
        let drawings: Vec<(Digest, u32)> =
            frames.iter().map(|frame| (Digest::of(svg(frame).as_bytes()), frame.seconds)).collect();
        let input = Digest::of_value(&(ENGINE, form, part.level, drawings));
        if known == Some(&input) {
            return Rendered::Same;
        }
        let picture = |frame: &Frame| (self.screen.drawn(&svg(frame), part.level), frame.seconds);
        Rendered::New { input, bytes: bytes(&mut frames.iter().map(picture)) }
    }
}

/// Small enough to be made each time.
fn text(bytes: Vec<u8>) -> Rendered {
    Rendered::New { input: Digest::of(&bytes), bytes }
}

fn first(
    pictures: &mut dyn Iterator<Item = (Picture, u32)>,
    file: impl FnOnce(&Picture) -> Vec<u8>,
) -> Vec<u8> {
    pictures.next().map(|(picture, _)| file(&picture)).unwrap_or_default()
}

impl Outputs for Export<'_> {
    fn paths(&self) -> &[String] {
        &self.paths
    }

    fn render(&self, at: usize, known: Option<&Digest>) -> Result<Rendered, Box<Diagnostic>> {
        let Screen { deck, .. } = self.screen;
        let (width, height) = (deck.panel.width, deck.panel.height);
        Ok(match self.parts.get(at).expect("there is a part for every path") {
            Part::Png(part, frame) => {
                self.drawn("png", part, std::slice::from_ref(*frame), known, |pictures| {
                    first(pictures, Picture::png)
                })
            }
            Part::Bitmap(part, frame) => {
                self.drawn("bmp", part, std::slice::from_ref(*frame), known, |pictures| {
                    let one_bit = deck.panel.ink == Ink::Red;
                    first(pictures, if one_bit { bitmap::bmp } else { bitmap::coloured })
                })
            }
            Part::Gif(part) => self.drawn("gif", part, &part.frames, known, |pictures| {
                moving::gif(width, height, pictures)
            }),
            Part::Apng(part) => self.drawn("apng", part, &part.frames, known, |pictures| {
                moving::apng(width, height, part.frames.len(), pictures)
            }),
            Part::Film(Film { digest, file }) => {
                Rendered::Copy { input: *digest, from: file.clone() }
            }
            Part::Playlist(reel) => text(note::playlist(deck, reel)),
            Part::Manual => text(note::manual(deck, self.reels, self.forms)),
            Part::Slip => text(slip::slip(deck, self.reels)),
        })
    }
}

#[cfg(test)]
#[expect(clippy::disallowed_methods, reason = "a test looks at the disk")]
mod tests {
    use std::fs;
    use std::path::Path;

    use super::*;
    use crate::publish::{self, Summary};
    use crate::render::frame::reel::{Choice, reel};
    use crate::render::frame::sample::{deck, october};
    use crate::render::frame::tests::slide;

    const FORMS: Forms = Forms { gif: true, apng: true, film: false };

    fn screen(ink: Ink) -> Screen<'static> {
        let mut deck = deck();
        deck.panel.ink = ink;
        let colours = ["#2BD48F", "#FFC93C", "#FF5A45", "#6FB7FF", "#E9C77B", "#A9B4BC"];
        let svg = move |frame: &Frame| slide(384, 192, colours[frame.slide]);
        Screen { place: deck.screen.clone(), deck, svg: Box::new(svg) }
    }

    fn write(screen: &Screen, days: &[u32], out: &Path) -> Summary {
        let choice = Choice { exposures: false, one_day: days.len() > 1 };
        let reels: Vec<Reel> =
            days.iter().map(|day| reel(&screen.deck, october(*day), choice)).collect();
        let export = Export::new(screen, &reels, FORMS, BTreeMap::new());
        let inputs = screen.inputs(&reels, FORMS);
        publish::publish(&export, &inputs, out, false).expect("a temporary folder can be filled")
    }

    /// Names of the files in a folder and below.
    fn names(folder: &Path) -> Vec<String> {
        let mut names = Vec::new();
        for entry in fs::read_dir(folder).expect("a folder") {
            let path = entry.expect("an entry").path();
            let name = path.file_name().expect("a name").to_string_lossy().into_owned();
            if path.is_dir() {
                names.extend(names_in(&path).map(|below| format!("{name}/{below}")));
            } else {
                names.push(name);
            }
        }
        names.sort();
        names
    }

    fn count(names: &[String], ending: &str) -> usize {
        let right = |name: &&String| Path::new(name).extension().is_some_and(|it| it == ending);
        names.iter().filter(right).count()
    }

    fn names_in(folder: &Path) -> impl Iterator<Item = String> {
        names(folder).into_iter()
    }

    #[test]
    fn a_screen_has_its_pictures_and_what_an_operator_needs() {
        let place = tempfile::tempdir().expect("a temporary folder");
        let out = place.path().join("gate");
        write(&screen(Ink::Full), &[15], &out);
        let expected = [
            ".daylight",
            "001.png",
            "002.png",
            "003.png",
            "004.png",
            "frames-day.apng",
            "frames-day.gif",
            "frames-night.apng",
            "frames-night.gif",
            "playlist.csv",
            "撤下确认单.html",
            "操作说明.txt",
        ];
        assert_eq!(names(&out), expected);
        write(&screen(Ink::Red), &[15], &out);
        assert_eq!(count(&names(&out), "bmp"), 4);
    }

    #[test]
    fn each_day_has_a_folder_and_what_is_gone_leaves_no_file_while_other_files_stay() {
        let place = tempfile::tempdir().expect("a temporary folder");
        let out = place.path().join("gate");
        let screen = screen(Ink::Full);
        write(&screen, &[15, 16, 17], &out);
        for (day, pictures) in [("2026-10-15", 4), ("2026-10-16", 4), ("2026-10-17", 3)] {
            let found = names(&out.join(day));
            assert_eq!(count(&found, "png"), pictures);
            assert!(found.contains(&"playlist.csv".to_owned()));
        }
        fs::write(out.join("2026-10-17/note.txt"), "mine").expect("there is space");
        write(&screen, &[15, 16], &out);
        assert_eq!(names(&out.join("2026-10-17")), ["note.txt"]);
    }

    #[test]
    fn to_write_again_changes_nothing_and_elsewhere_makes_the_same_bytes() {
        let place = tempfile::tempdir().expect("a temporary folder");
        let [a, b] = ["a", "b"].map(|name| place.path().join(name));
        let all = write(&screen(Ink::Red), &[15], &a).written;
        let again = write(&screen(Ink::Red), &[15], &a);
        assert_eq!((again.written, again.unchanged, again.removed), (0, all, 0));
        write(&screen(Ink::Red), &[15], &b);
        for name in names(&a) {
            assert!(fs::read(a.join(&name)).ok() == fs::read(b.join(&name)).ok(), "{name}");
        }
    }
}
