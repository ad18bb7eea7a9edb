//! A build killed at any moment leaves the whole old or the whole new site.

use std::collections::BTreeMap;
use std::fs;
use std::os::unix::fs::MetadataExt;
use std::path::PathBuf;
use std::process::{Child, Command, Stdio};
use std::thread;
use std::time::Instant;

use super::{Desk, files};

type Site = BTreeMap<PathBuf, Vec<u8>>;

/// Two portals that share some pages and assets, differ in some and have some alone.
fn desk(tasks: usize, assets: usize) -> Desk {
    let desk = Desk::new();
    for (portal, words) in [("a", "第一版"), ("b", "第二版")] {
        assert_eq!(desk.run(&format!("new portal {portal}")).code, 0);
        desk.edit(&format!("{portal}/portal.yaml"), "示例县政务公开门户", words);
        let task = desk.read(&format!("{portal}/tasks/lift-retrofit.yaml"));
        for at in 0..tasks {
            let id = if at % 3 == 0 { format!("{portal}-{at}") } else { format!("task-{at}") };
            let title = if at % 3 == 1 { words } else { "同样的标题" };
            let text = task.replace("lift-retrofit", &id).replace("老旧小区加装电梯60部", title);
            desk.put(&format!("{portal}/tasks/{id}.yaml"), &text);
        }
        for at in 0..assets {
            let id = if at % 3 == 0 { format!("{portal}-{at}") } else { format!("asset-{at}") };
            let text = if at % 3 == 1 { portal } else { "same" };
            desk.put(&format!("{portal}/assets/{id}/note.txt"), text);
        }
    }
    desk
}

fn start(desk: &Desk, portal: &str) -> Child {
    let mut command = Command::new(assert_cmd::cargo::cargo_bin("daylight"));
    command.args(["build", portal, "--out", "public"]).current_dir(&desk.base);
    command.stdout(Stdio::null()).stderr(Stdio::null()).spawn().unwrap()
}

/// What a portal's site is when nobody disturbs the build.
fn whole(desk: &Desk, portal: &str) -> Site {
    assert_eq!(desk.run(&format!("build {portal} --out whole-{portal}")).code, 0);
    files(&desk.at(&format!("whole-{portal}")))
}

/// Returns when the build has begun its next tree, or has ended.
fn until_at_work(desk: &Desk, build: &mut Child) {
    let mark = desk.at(".public.next/.daylight");
    while !mark.exists() && build.try_wait().unwrap().is_none() {
        thread::yield_now();
    }
}

/// Kills builds that alternate between two portals, at moments spread over the time from the
/// beginning of the next tree to the end.
fn kill_at_many_moments(tasks: usize, assets: usize, moments: u32) {
    let desk = desk(tasks, assets);
    let sites = [whole(&desk, "a"), whole(&desk, "b")];
    desk.put("public/others/note.txt", "mine");
    let others = fs::metadata(desk.at("public/others/note.txt")).unwrap();
    let mut build = start(&desk, "a");
    until_at_work(&desk, &mut build);
    let clock = Instant::now();
    assert!(build.wait().unwrap().success());
    let time = clock.elapsed();
    let mut unfinished = 0;
    for moment in 0..moments {
        let mut build = start(&desk, if moment % 2 == 0 { "b" } else { "a" });
        until_at_work(&desk, &mut build);
        // The moment is varied, not waited for: whenever the kill comes, the law must hold.
        thread::sleep(time * moment / moments);
        let _ = build.kill();
        build.wait().unwrap();
        unfinished += usize::from(desk.at(".public.next/.daylight").exists());
        let mut found = files(&desk.at("public"));
        assert_eq!(found.remove(&PathBuf::from("others/note.txt")).unwrap(), b"mine");
        assert!(sites.contains(&found), "neither the old nor the new site at moment {moment}");
    }
    assert!(unfinished > 0, "no build was killed at work");
    for portal in ["a", "b"] {
        assert!(start(&desk, portal).wait().unwrap().success());
    }
    let left = fs::metadata(desk.at("public/others/note.txt")).unwrap();
    assert_eq!((left.ino(), left.mtime()), (others.ino(), others.mtime()));
    assert_eq!(left.nlink(), 1, "nothing else is left of it");
    let next = desk.at(".public.next");
    assert!(!next.exists() || files(&next).is_empty(), "leftovers are removed");
}

#[test]
fn a_build_killed_at_any_moment_leaves_the_whole_old_or_the_whole_new_site() {
    kill_at_many_moments(20, 20, 40);
}

#[test]
fn so_does_a_build_that_reuses_the_folders_of_a_large_site() {
    kill_at_many_moments(1, 1_010, 10);
}
