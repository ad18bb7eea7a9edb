//! `daylight serve`: the site as it would be, in memory, while the portal is being written.
//!
//! One immutable [`Shown`] at a time: the watcher puts a new one into a channel, requests and open
//! pages take it from there. The output folder is never touched.

mod answer;
mod panel;

use std::collections::BTreeSet;
use std::convert::Infallible;
use std::net::{Ipv4Addr, TcpListener};
use std::path::PathBuf;
use std::process::Command;
use std::sync::Arc;
use std::time::Duration;

use axum::Router;
use axum::extract::{Request, State};
use axum::http::{HeaderMap, HeaderValue, StatusCode, header};
use axum::middleware::{self, Next};
use axum::response::sse::{Event, KeepAlive, Sse};
use axum::response::{IntoResponse, Response};
use axum::routing::get;
use notify_debouncer_full::notify::{RecommendedWatcher, RecursiveMode};
use notify_debouncer_full::{DebounceEventResult, Debouncer, RecommendedCache, new_debouncer};
use tokio::sync::watch;
use tokio_stream::wrappers::WatchStream;
use tokio_stream::{Stream, StreamExt};

use super::terminal::{Refusal, findings, print, totals, warn};
use super::{Exit, ServeArgs, read};
use crate::diagnostic::{Diagnostic, Language, Severity, in_order, say};
use crate::digest::Digest;
use crate::fonts;
use crate::measure::Font;
use crate::site::{Kept, Outcome, Site, inputs_digest};
use crate::source::{self, Sources};
use answer::Answer;

/// Events that come within this time are one change.
const DEBOUNCE: Duration = Duration::from_millis(20);

/// What the browser is shown.
struct Shown {
    /// What it was made from: a page of another version reloads itself.
    version: Digest,
    /// The last site without errors.
    good: Option<Arc<Good>>,
    /// What is wrong with the newest files, as HTML; empty if nothing is.
    wrong: String,
}

/// A site with the files it was made from.
struct Good {
    site: Arc<Site>,
    sources: Sources,
    language: Language,
}

/// Serves until the person stops it.
pub(super) fn serve(args: ServeArgs, language: Language) -> Result<Exit, Refusal> {
    read(&args.portal.folder)?;
    let listener = bind(args.port)?;
    let local = listener.local_addr().map_err(|error| unusable(args.port, &error))?;
    let address = format!("http://{local}/");
    let open = args.open;
    let mut desk = Desk {
        args,
        language,
        address: address.clone(),
        fonts: fonts::machine(),
        read: None,
        kept: Kept::default(),
    };
    let look = desk.look(None, &[]).expect("there was none before");
    let (sender, shown) = watch::channel(Arc::clone(&look.shown));
    desk.tell(look);
    let _watching = watch(sender, desk);
    print(language.of(&say(
        format!("预览：{address}　按 Ctrl-C 停止"),
        format!("preview: {address} (stop with Ctrl-C)"),
    )));
    if open {
        open_browser(&address);
    }
    run(listener, shown).map_err(|error| unusable(local.port(), &error))?;
    print(language.of(&say("已停止", "stopped")));
    Ok(Exit::Good)
}

fn bind(port: u16) -> Result<TcpListener, Refusal> {
    let bound = TcpListener::bind((Ipv4Addr::LOCALHOST, port));
    let listener = bound.map_err(|error| unusable(port, &error))?;
    listener.set_nonblocking(true).map_err(|error| unusable(port, &error))?;
    Ok(listener)
}

fn unusable(port: u16, error: &std::io::Error) -> Refusal {
    let other = port.checked_add(1).unwrap_or(8000);
    let words = match error.kind() {
        std::io::ErrorKind::AddrInUse => {
            say(format!("端口 {port} 已被占用"), format!("port {port} is in use"))
        }
        _ => {
            say(format!("端口 {port} 不能用：{error}"), format!("cannot use port {port}: {error}"))
        }
    };
    Refusal::new(words).help(say(
        format!("换一个端口：`--port {other}`"),
        format!("choose another: `--port {other}`"),
    ))
}

/// The browser is a courtesy: the address is printed anyway.
fn open_browser(address: &str) {
    let mut command = match std::env::consts::OS {
        "macos" => Command::new("open"),
        "windows" => {
            let mut command = Command::new("cmd");
            command.args(["/C", "start", ""]);
            command
        }
        _ => Command::new("xdg-open"),
    };
    let _ = command.arg(address).spawn();
}

/// What a look at the portal needs to know.
struct Desk {
    args: ServeArgs,
    language: Language,
    /// The page for what is not there stands at any address, so its links begin at the root.
    address: String,
    /// The faces of this machine.
    fonts: Vec<Font>,
    /// The files as they were read, and what is wrong with them as files.
    read: Option<(Sources, Vec<Diagnostic>)>,
    /// What is known from the last look.
    kept: Kept,
}

/// What a look has found.
struct Look {
    shown: Arc<Shown>,
    /// What was looked at; nothing if the folder could not be read.
    outcome: Option<(Vec<Diagnostic>, Sources, Option<Arc<Site>>)>,
}

impl Desk {
    /// Looks at the portal after these files were written, or at all of it if none is named;
    /// `None` if it is as it was.
    fn look(&mut self, last: Option<&Shown>, written: &[PathBuf]) -> Option<Look> {
        let new = |version: &Digest| last.is_none_or(|last| last.version != *version);
        let good = || last.and_then(|last| last.good.clone());
        let (sources, problems) = match self.read(written) {
            Ok(found) => found,
            Err(refusal) => {
                let text = refusal.text(self.language);
                let version = Digest::of(text.as_bytes());
                let shown = Shown { version, good: good(), wrong: panel::refusal(&text) };
                return new(&version).then(|| Look { shown: Arc::new(shown), outcome: None });
            }
        };
        let theme = self.args.theme.as_deref();
        let faces = fonts::faces(&sources, &self.fonts);
        let request = self.args.portal.request(theme, Some(&self.address), &faces);
        let version = inputs_digest(&sources, &request);
        if !new(&version) {
            return None;
        }
        let outcome = self.kept.assemble(sources, problems, &request);
        let Outcome { sources, problems, site, .. } = outcome;
        let site = site.map(Arc::new);
        let shown = match &site {
            Some(site) => {
                let (site, sources) = (Arc::clone(site), sources.clone());
                let good = Good { site, sources, language: self.language };
                Shown { version, good: Some(Arc::new(good)), wrong: String::new() }
            }
            None => {
                let wrong = panel::findings(&problems, &sources, self.language);
                Shown { version, good: good(), wrong }
            }
        };
        Some(Look { shown: Arc::new(shown), outcome: Some((problems, sources, site)) })
    }

    /// The files of the portal. Those that were written are read again; all of them if none is
    /// named or that is not all that has changed.
    fn read(&mut self, written: &[PathBuf]) -> Result<(Sources, Vec<Diagnostic>), Refusal> {
        let folder = &self.args.portal.folder;
        let known = self.read.take().filter(|_| !written.is_empty());
        if let (Some((mut sources, mut problems)), Ok(root)) = (known, folder.canonicalize())
            && source::read_again(&root, written, &mut sources, &mut problems)
        {
            return Ok(self.read.insert((sources, problems)).clone());
        }
        let found = read(folder)?;
        Ok(self.read.insert(found).clone())
    }

    /// Errors in full and a line of sums on the terminal. The page does not wait for it: what the
    /// screens cannot show is only found by drawing them.
    fn tell(&self, look: Look) {
        let Some((mut problems, sources, site)) = look.outcome else { return };
        problems.extend(site.iter().flat_map(|site| site.troubles()));
        in_order(&mut problems);
        let errors = problems.iter().filter(|problem| problem.severity() == Severity::Error);
        let text = findings(errors, &sources, self.language);
        if !text.is_empty() {
            warn(text);
        }
        warn(self.language.of(&totals(&problems)));
    }
}

/// Puts a new [`Shown`] into the channel whenever the portal has changed.
fn watch(
    sender: watch::Sender<Arc<Shown>>,
    mut desk: Desk,
) -> Option<Debouncer<RecommendedWatcher, RecommendedCache>> {
    let language = desk.language;
    let folder = desk.args.portal.folder.clone();
    let changed = move |events: DebounceEventResult| {
        let Some(written) = written(events) else { return };
        let look = desk.look(Some(&sender.borrow()), &written);
        if let Some(look) = look {
            sender.send_replace(Arc::clone(&look.shown));
            desk.tell(look);
        }
    };
    let watching = new_debouncer(DEBOUNCE, None, changed).and_then(|mut debouncer| {
        debouncer.watch(folder.canonicalize()?, RecursiveMode::Recursive)?;
        Ok(debouncer)
    });
    watching
        .inspect_err(|error| {
            warn(language.of(&say(
                format!("不能监视文件，改动后请重新启动预览：{error}"),
                format!("cannot watch the files, start again after a change: {error}"),
            )));
        })
        .ok()
}

/// The paths that were written; none if nobody knows which. Reading files is an event as well:
/// without passing those over the preview would run after its own tail.
fn written(events: DebounceEventResult) -> Option<Vec<PathBuf>> {
    let Ok(events) = events else { return Some(Vec::new()) };
    let events = || events.iter().filter(|event| !event.kind.is_access());
    if events().any(|event| event.need_rescan()) {
        return Some(Vec::new());
    }
    let paths: BTreeSet<&PathBuf> = events().flat_map(|event| &event.paths).collect();
    (events().next().is_some()).then(|| paths.into_iter().cloned().collect())
}

/// Answers requests until the person presses Ctrl-C. Open pages keep a connection each, so there
/// is no waiting for them to end.
fn run(listener: TcpListener, shown: watch::Receiver<Arc<Shown>>) -> std::io::Result<()> {
    let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build()?;
    let stopped = runtime.block_on(async {
        let listener = tokio::net::TcpListener::from_std(listener)?;
        let port = listener.local_addr()?.port();
        tokio::spawn(axum::serve(listener, router(shown, port)).into_future());
        tokio::signal::ctrl_c().await
    });
    runtime.shutdown_background();
    stopped
}

fn router(shown: watch::Receiver<Arc<Shown>>, port: u16) -> Router {
    let text = |kind, text| get(move || async move { ([(header::CONTENT_TYPE, kind)], text) });
    Router::new()
        .route("/-daylight/events", get(events))
        .route("/-daylight/reload.js", text("text/javascript", include_str!("serve/reload.js")))
        .route("/-daylight/panel.css", text("text/css", include_str!("serve/panel.css")))
        .fallback(get(page))
        .layer(middleware::from_fn(move |request, next| only_here(port, request, next)))
        .with_state(shown)
}

/// Only this machine asks: a page elsewhere that made its own name mean 127.0.0.1 would otherwise
/// read what is not yet published.
async fn only_here(port: u16, request: Request, next: Next) -> Response {
    let named = |headers: &HeaderMap| {
        let host = headers.get(header::HOST)?.to_str().ok()?;
        let name = host.strip_suffix(&format!(":{port}")).unwrap_or(host);
        matches!(name, "127.0.0.1" | "localhost").then_some(())
    };
    if named(request.headers()).is_none() {
        return StatusCode::FORBIDDEN.into_response();
    }
    let mut response = next.run(request).await;
    let fresh = HeaderValue::from_static("no-store");
    response.headers_mut().insert(header::CACHE_CONTROL, fresh);
    response
}

/// Tells open pages which version there is, now and whenever it changes.
async fn events(
    State(shown): State<watch::Receiver<Arc<Shown>>>,
) -> Sse<impl Stream<Item = Result<Event, Infallible>>> {
    let version = |shown: Arc<Shown>| Ok(Event::default().data(shown.version.to_string()));
    Sse::new(WatchStream::new(shown).map(version)).keep_alive(KeepAlive::default())
}

async fn page(State(shown): State<watch::Receiver<Arc<Shown>>>, request: Request) -> Response {
    let now = Arc::clone(&shown.borrow());
    let path = request.uri().path().to_owned();
    let answered = tokio::task::spawn_blocking(move || answer::answer(&now, &path)).await;
    match answered {
        Ok(Answer::Bytes { status, kind, bytes }) => {
            (status, [(header::CONTENT_TYPE, kind)], bytes).into_response()
        }
        Ok(Answer::Elsewhere(path)) => {
            (StatusCode::PERMANENT_REDIRECT, [(header::LOCATION, path)]).into_response()
        }
        Err(_) => StatusCode::INTERNAL_SERVER_ERROR.into_response(),
    }
}
