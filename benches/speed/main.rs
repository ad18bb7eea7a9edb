//! How fast and how large: `cargo bench -- [1k|10k|50k|all|content]`.
//!
//! Builds made-up portals cold, unchanged and after one edit, serves an edit, and beside them, in
//! the same run, writes the same files from memory: the floor that no generator can get under.
//! Every measurement is a process of its own, so that its peak memory is its own as well.
//! `cargo bench -- portal 10k FOLDER` leaves such a portal for a profiler.

#![expect(clippy::disallowed_methods, reason = "a benchmark asks the clock and fills a folder")]
#![expect(clippy::print_stdout, reason = "its result is a table on the terminal")]

mod cases;
mod child;
mod demonstration;
mod dice;
mod portal;
mod preview;
mod table;
mod work;

use std::fs;
use std::io;
use std::path::Path;
use std::process::Command;
use std::time::Instant;

use child::{Figures, Job};
use table::{Row, median};

#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

/// Every measurement is the median of so many, taken in turns.
const ROUNDS: usize = 3;

fn main() -> io::Result<()> {
    let arguments: Vec<String> =
        std::env::args().skip(1).filter(|word| word != "--bench").collect();
    let words: Vec<&str> = arguments.iter().map(String::as_str).collect();
    match words.as_slice() {
        ["child", job, portal, out] => child::work(job, Path::new(portal), Path::new(out)),
        ["portal", size, folder] => portal::write_portal(Path::new(folder), tasks(size)?),
        [] => table(&[1_000]),
        ["content"] => demonstration::measure(Path::new("content")),
        ["all"] => table(&[1_000, 10_000, 50_000]),
        sizes => table(&sizes.iter().map(|size| tasks(size)).collect::<io::Result<Vec<_>>>()?),
    }
}

/// `10k` → 10,000.
fn tasks(size: &str) -> io::Result<usize> {
    let thousands = size.strip_suffix('k').and_then(|figure| figure.parse::<usize>().ok());
    thousands
        .map(|k| k * 1_000)
        .ok_or_else(|| io::Error::other("sizes are 1k, 10k, 50k, all or content"))
}

/// Measures portals of these sizes and prints the table.
fn table(sizes: &[usize]) -> io::Result<()> {
    println!("{}", table::HEAD);
    for tasks in sizes {
        println!("{}", measure(*tasks)?);
    }
    Ok(())
}

/// Measures a portal of a size, in a folder that goes away afterwards.
fn measure(tasks: usize) -> io::Result<Row> {
    let place = tempfile::tempdir()?;
    let (content, out) = (place.path().join("content"), place.path().join("public"));
    portal::write_portal(&content, tasks)?;
    let [mut floor, mut cold, mut unchanged, mut edited, mut served] = [const { Vec::new() }; 5];
    for round in 0..ROUNDS {
        if round > 0 {
            fs::remove_dir_all(&out)?;
        }
        cold.push(run(Job::Build, &content, &out)?);
        unchanged.push(run(Job::Build, &content, &out)?);
        child::edit(&content)?;
        edited.push(run(Job::Build, &content, &out)?);
        floor.push(run(Job::Floor, &out, &place.path().join("floor"))?);
        served.push(run(Job::Serve, &content, &out)?);
    }
    Ok(Row {
        tasks,
        pages: cold.iter().map(|figures| figures.files).max().unwrap_or_default(),
        bytes: floor.iter().map(|figures| figures.bytes).max().unwrap_or_default(),
        floor: median(&floor, |figures| figures.seconds),
        cold: median(&cold, |figures| figures.seconds),
        unchanged: median(&unchanged, |figures| figures.seconds),
        edited: median(&edited, |figures| figures.seconds),
        served: median(&served, |figures| figures.seconds),
        peak: cold.iter().chain(&edited).map(|figures| figures.peak).max().unwrap_or_default(),
        serving: served.iter().map(|figures| figures.peak).max().unwrap_or_default(),
    })
}

/// Runs one job in a process of its own. A build counts from its start to its end, process and
/// all; the others measure what is asked of them.
fn run(job: Job, from: &Path, to: &Path) -> io::Result<Figures> {
    let started = Instant::now();
    let mut command = Command::new(std::env::current_exe()?);
    let output = command.args(["child", job.name()]).args([from, to]).output()?;
    let whole = started.elapsed().as_secs_f64();
    let said = String::from_utf8_lossy(&output.stdout).into_owned();
    let told = Figures::parse(&said).filter(|_| output.status.success());
    let mut figures = told.ok_or_else(|| {
        io::Error::other(format!(
            "{}: {said}{}",
            job.name(),
            String::from_utf8_lossy(&output.stderr)
        ))
    })?;
    if job == Job::Build {
        figures.seconds = whole;
    }
    Ok(figures)
}
