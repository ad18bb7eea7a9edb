//! Films of loops, made by `ffmpeg` where this machine has it.

#![expect(
    clippy::disallowed_methods,
    reason = "the command line keeps films until they are published"
)]

use std::fs;
use std::io::{ErrorKind, Write};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use indicatif::ProgressBar;

use super::super::terminal::Refusal;
use super::export::Screen;
use crate::diagnostic::say;
use crate::digest::Digest;
use crate::render::frame::movie::{self, Movie};
use crate::render::frame::reel::Loop;
use crate::source::PathError;

/// Pictures a second of every film.
const RATE: u32 = 25;

/// So many folders of runs that were killed are stepped over.
const MOST_LEFT: u32 = 100;

/// Whether this machine has `ffmpeg`.
pub(super) fn can_be_made() -> bool {
    let mut ffmpeg = Command::new("ffmpeg");
    let quiet = ffmpeg.arg("-version").stdin(Stdio::null()).stdout(Stdio::null());
    quiet.stderr(Stdio::null()).status().is_ok_and(|status| status.success())
}

/// A folder of the machine's for films, which goes away with this value.
pub(super) struct Shelf {
    folder: PathBuf,
}

impl Shelf {
    /// A new, empty folder.
    pub(super) fn new() -> Result<Self, PathError> {
        Self::below(&std::env::temp_dir())
    }

    /// A run that was killed may have left a folder behind, and a later one may have its number.
    fn below(place: &Path) -> Result<Self, PathError> {
        let name = format!("daylight-{}", std::process::id());
        let mut folder = place.join(&name);
        for next in 1.. {
            match fs::create_dir(&folder) {
                Err(error) if error.kind() == ErrorKind::AlreadyExists && next < MOST_LEFT => {
                    folder = place.join(format!("{name}-{next}"));
                }
                done => {
                    done.map_err(PathError::on("create", &folder))?;
                    break;
                }
            }
        }
        Ok(Self { folder })
    }

    /// Where a film lies before it is published.
    pub(super) fn place(&self, number: usize) -> PathBuf {
        self.folder.join(format!("{number}.mp4"))
    }
}

impl Drop for Shelf {
    /// What cannot be removed is left to the machine, which clears this place itself.
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.folder);
    }
}

/// A film that is whole.
#[derive(Debug, Clone)]
pub(super) struct Film {
    /// Where it lies.
    pub(super) file: PathBuf,
    /// The digest of its bytes.
    pub(super) digest: Digest,
}

/// Makes the film of a loop, `scale` times as large, and looks whether it is whole.
pub(super) fn film(
    screen: &Screen,
    part: &Loop,
    scale: u32,
    file: PathBuf,
    bar: &ProgressBar,
) -> Result<Film, Refusal> {
    let (width, height) = (screen.deck.panel.width, screen.deck.panel.height);
    let mut ffmpeg = command(width, height, scale, &file)
        .stdin(Stdio::piped())
        .stdout(Stdio::null())
        .stderr(Stdio::piped())
        .spawn()
        .map_err(PathError::on("start", Path::new("ffmpeg")))?;
    if let Some(pipe) = ffmpeg.stdin.take() {
        feed(pipe, screen, part, bar)?;
    }
    let ended = ffmpeg.wait_with_output().map_err(PathError::on("start", Path::new("ffmpeg")))?;
    if !ended.status.success() {
        let said = String::from_utf8_lossy(&ended.stderr);
        return Err(failed(said.lines().last().unwrap_or_default()));
    }
    let expected = Movie {
        width: width * scale,
        height: height * scale,
        frames: part.seconds() * RATE,
        milliseconds: u64::from(part.seconds()) * 1000,
        index_first: true,
    };
    let bytes = fs::read(&file).map_err(PathError::on("read", &file))?;
    match movie::facts(&bytes) {
        Some(found) if found == expected => Ok(Film { file, digest: Digest::of(&bytes) }),
        found => Err(failed(&format!("{found:?}, {expected:?}"))),
    }
}

/// One picture a second goes in, 25 come out: a change of slides falls on whole seconds.
fn feed(
    mut pipe: impl Write,
    screen: &Screen,
    part: &Loop,
    bar: &ProgressBar,
) -> Result<(), PathError> {
    for frame in &part.frames {
        let picture = screen.picture(part, frame);
        for _ in 0..frame.seconds {
            match pipe.write_all(&picture.rgb) {
                // It has ended, and says itself why.
                Err(error) if error.kind() == ErrorKind::BrokenPipe => return Ok(()),
                done => done.map_err(PathError::on("write", Path::new("ffmpeg")))?,
            }
            bar.inc(1);
        }
    }
    Ok(())
}

/// H.264 Main without pictures that refer ahead, which old players stumble over; colours of the
/// standard for high definition, said so; nothing in the file that differs between two runs.
fn command(width: u32, height: u32, scale: u32, to: &Path) -> Command {
    let size = format!("{width}x{height}");
    let [wide, high] = [width * scale, height * scale];
    let picture = format!(
        "scale={wide}:{high}:flags=neighbor:out_color_matrix=bt709:out_range=tv,\
         format=yuv420p,fps={RATE}"
    );
    let mut ffmpeg = Command::new("ffmpeg");
    ffmpeg
        .args(["-hide_banner", "-loglevel", "error", "-y"])
        .args(["-f", "rawvideo", "-pixel_format", "rgb24", "-video_size", &size])
        .args(["-framerate", "1", "-i", "pipe:0", "-an", "-vf", &picture])
        .args(["-c:v", "libx264", "-profile:v", "main", "-preset", "veryfast"])
        .args(["-tune", "stillimage", "-crf", "16", "-bf", "0", "-threads", "2"])
        .args(["-colorspace", "bt709", "-color_primaries", "bt709", "-color_trc", "bt709"])
        .args(["-color_range", "tv", "-map_metadata", "-1", "-fflags", "+bitexact"])
        .args(["-flags:v", "+bitexact", "-movflags", "+faststart", "-f", "mp4"])
        .arg(to);
    ffmpeg
}

fn failed(why: &str) -> Refusal {
    Refusal::new(say(
        format!("ffmpeg没有做出完整的视频：{why}"),
        format!("ffmpeg made no whole film: {why}"),
    ))
    .help(say(
        "去掉`--mp4`，或者安装带libx264的ffmpeg",
        "leave `--mp4` out, or install an ffmpeg with libx264",
    ))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::render::frame::reel::{Choice, Frame, reel};
    use crate::render::frame::sample::{deck, october};
    use crate::render::frame::tests::slide;

    #[test]
    fn a_film_has_every_picture_of_its_loop_and_is_the_same_each_time() {
        if !can_be_made() {
            eprintln!("没有ffmpeg，没有测试视频 (no ffmpeg: films were not tested)");
            return;
        }
        for (width, height) in [(64, 32), (63, 31)] {
            a_film_of(width, height);
        }
    }

    #[test]
    fn a_folder_left_by_a_run_that_was_killed_is_no_hindrance() {
        let place = tempfile::tempdir().expect("a temporary folder");
        let first = Shelf::below(place.path()).expect("a new folder");
        let second = Shelf::below(place.path()).expect("another new folder");
        assert_ne!(first.folder, second.folder);
    }

    /// Twice as large as the panel: players take only films of even sides.
    fn a_film_of(width: u32, height: u32) {
        let mut deck = deck();
        (deck.panel.width, deck.panel.height) = (width, height);
        let choice = Choice { exposures: false, one_day: false };
        let part = reel(&deck, october(15), choice).loops.remove(0);
        let svg = Box::new(move |_: &Frame| slide(width, height, "#2BD48F"));
        let screen = Screen { place: deck.screen.clone(), deck, svg };
        let shelf = Shelf::new().expect("a temporary folder");
        let bar = ProgressBar::hidden();
        let one = |number| film(&screen, &part, 2, shelf.place(number), &bar).expect("it is whole");
        let digests = [one(0), one(1)].map(|film| film.digest);
        assert_eq!(digests[0], digests[1]);
        let bytes = fs::read(shelf.place(0)).expect("it is kept until it is published");
        let facts = movie::facts(&bytes).expect("a film");
        assert_eq!((facts.width, facts.height), (2 * width, 2 * height));
        assert_eq!((facts.frames, facts.milliseconds), (29 * 25, 29_000));
        let folder = shelf.folder.clone();
        drop(shelf);
        assert!(!folder.exists());
    }
}
