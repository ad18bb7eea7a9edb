//! What was written in the portal's folder, told as soon as its writer is done.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::sync::mpsc::{Receiver, channel};
use std::thread;
use std::time::Duration;

use notify::event::{AccessKind, AccessMode, EventKind, Flag};
use notify::{Event, RecommendedWatcher, RecursiveMode, Result, Watcher};

use super::super::build::clock;
use super::desk::Written;

/// How long nothing more must be heard until what was written is one change. Editors do more than
/// one thing to save a file.
const QUIET: Duration = Duration::from_millis(8);
/// The same after a file was closed: most likely that was all.
const QUIET_WHEN_CLOSED: Duration = Duration::from_millis(2);
/// Who writes without a pause is not waited for any longer.
const LONGEST: Duration = Duration::from_millis(30);

/// Calls `changed` after every change below a folder, as long as the watcher is kept.
pub(super) fn watch(
    folder: &Path,
    mut changed: impl FnMut(&Written) + Send + 'static,
) -> Result<RecommendedWatcher> {
    let (sender, heard) = channel();
    let mut watcher = notify::recommended_watcher(move |event| {
        if is_writing(&event) {
            // Nobody listens any more when the preview ends.
            let _ = sender.send(event);
        }
    })?;
    watcher.watch(&folder.canonicalize()?, RecursiveMode::Recursive)?;
    thread::spawn(move || {
        while let Some(written) = next(&heard) {
            changed(&written);
        }
    });
    Ok(watcher)
}

/// Reading files is an event as well: without passing those over the preview would run after its
/// own tail.
fn is_writing(event: &Result<Event>) -> bool {
    event.as_ref().map_or(true, |event| !event.kind.is_access() || is_closing(event))
}

fn is_closing(event: &Event) -> bool {
    event.kind == EventKind::Access(AccessKind::Close(AccessMode::Write))
}

/// The next change; `None` once nobody watches.
fn next(heard: &Receiver<Result<Event>>) -> Option<Written> {
    let mut events = vec![heard.recv().ok()?];
    let begun = clock();
    loop {
        let is_closed = matches!(events.last(), Some(Ok(event)) if is_closing(event));
        let quiet = if is_closed { QUIET_WHEN_CLOSED } else { QUIET };
        let left = LONGEST.saturating_sub(begun.elapsed());
        match heard.recv_timeout(quiet.min(left)) {
            Ok(event) => events.push(event),
            Err(_) => return Some(written(events)),
        }
    }
}

fn written(events: Vec<Result<Event>>) -> Written {
    let mut paths: BTreeSet<PathBuf> = BTreeSet::new();
    for event in events {
        match event {
            Ok(event) if event.flag() != Some(Flag::Rescan) => paths.extend(event.paths),
            // Events were lost: nobody knows of which files.
            Ok(_) | Err(_) => return Written::Anything,
        }
    }
    Written::Files(paths.into_iter().collect())
}

#[cfg(test)]
mod tests {
    use std::sync::mpsc::Sender;

    use notify::event::{CreateKind, DataChange, ModifyKind};

    use super::*;

    const MODIFIED: EventKind = EventKind::Modify(ModifyKind::Data(DataChange::Any));
    const CLOSED: EventKind = EventKind::Access(AccessKind::Close(AccessMode::Write));

    fn tell(sender: &Sender<Result<Event>>, kind: EventKind, path: &str) {
        sender.send(Ok(Event::new(kind).add_path(path.into()))).expect("somebody listens");
    }

    #[test]
    fn what_is_written_at_once_is_one_change() {
        let (sender, heard) = channel();
        for path in ["b", "a", "b"] {
            tell(&sender, MODIFIED, path);
            tell(&sender, CLOSED, path);
        }
        let files = ["a", "b"].map(PathBuf::from).to_vec();
        assert_eq!(next(&heard), Some(Written::Files(files)));
        tell(&sender, CLOSED, "c");
        assert_eq!(next(&heard), Some(Written::Files(vec!["c".into()])));
        drop(sender);
        assert_eq!(next(&heard), None);
    }

    #[test]
    fn who_writes_without_a_pause_is_not_waited_for() {
        let (sender, heard) = channel();
        let writing = thread::spawn(move || {
            while sender.send(Ok(Event::new(MODIFIED).add_path("a".into()))).is_ok() {
                thread::sleep(Duration::from_millis(1));
            }
        });
        assert_eq!(next(&heard), Some(Written::Files(vec!["a".into()])));
        drop(heard);
        writing.join().expect("it ends when nobody listens");
    }

    #[test]
    fn when_events_were_lost_anything_may_be_written() {
        let (sender, heard) = channel();
        tell(&sender, MODIFIED, "a");
        sender.send(Ok(Event::new(EventKind::Other).set_flag(Flag::Rescan))).expect("it listens");
        assert_eq!(next(&heard), Some(Written::Anything));
        sender.send(Err(notify::Error::generic("lost"))).expect("somebody listens");
        assert_eq!(next(&heard), Some(Written::Anything));
    }

    #[test]
    fn reading_is_no_writing() {
        let reading = EventKind::Access(AccessKind::Open(AccessMode::Any));
        for (kind, writes) in [
            (reading, false),
            (CLOSED, true),
            (MODIFIED, true),
            (EventKind::Create(CreateKind::File), true),
        ] {
            assert_eq!(is_writing(&Ok(Event::new(kind))), writes, "{kind:?}");
        }
    }
}
