//! The demonstration, all its portals, as its users build it: `cargo bench --bench speed -- content`.

use std::io;
use std::path::Path;
use std::process::{Command, Stdio};
use std::thread;
use std::time::{Duration, Instant};

use crate::child::{Figures, Job, peak};
use crate::table::median;
use crate::{ROUNDS, run};

/// How often a build is asked for the memory it holds.
const A_GLANCE: Duration = Duration::from_millis(5);

/// Builds it cold and unchanged, writes the same files from memory, and prints the figures.
pub fn measure(content: &Path) -> io::Result<()> {
    let place = tempfile::tempdir()?;
    let (out, copy) = (place.path().join("public"), place.path().join("floor"));
    let [mut floor, mut cold, mut unchanged] = [const { Vec::new() }; 3];
    for round in 0..ROUNDS {
        if round > 0 {
            std::fs::remove_dir_all(&out)?;
        }
        cold.push(build(content, &out)?);
        unchanged.push(build(content, &out)?);
        floor.push(run(Job::Floor, &out, &copy)?);
    }
    let seconds = |figures: &[Figures]| median(figures, |one| one.seconds);
    let (floor_s, cold_s, unchanged_s) = (seconds(&floor), seconds(&cold), seconds(&unchanged));
    let files = floor.first().map_or(0, |one| one.files);
    let megabytes = floor.first().map_or(0, |one| one.bytes / 1_000_000);
    let most = cold.iter().map(|one| one.peak).max().unwrap_or_default() / 1_024;
    println!("| files | MB | floor s | cold s | × | unchanged s | × | peak MiB |");
    println!("|------:|---:|--------:|-------:|--:|------------:|--:|---------:|");
    println!(
        "| {files} | {megabytes} | {floor_s:.2} | {cold_s:.2} | {:.2} | {unchanged_s:.2} | {:.2} | {most} |",
        cold_s / floor_s,
        unchanged_s / floor_s,
    );
    Ok(())
}

/// `daylight build`, with the most memory it was seen to hold.
fn build(content: &Path, out: &Path) -> io::Result<Figures> {
    let mut command = Command::new(env!("CARGO_BIN_EXE_daylight"));
    command.arg("build").arg(content).arg("--out").arg(out);
    let started = Instant::now();
    let mut child = command.stdout(Stdio::null()).stderr(Stdio::null()).spawn()?;
    let process = child.id().to_string();
    let mut figures = Figures::default();
    let status = loop {
        if let Some(status) = child.try_wait()? {
            break status;
        }
        figures.peak = figures.peak.max(peak(&process).unwrap_or_default());
        thread::sleep(A_GLANCE);
    };
    figures.seconds = started.elapsed().as_secs_f64();
    if status.success() { Ok(figures) } else { Err(io::Error::other("the build failed")) }
}
