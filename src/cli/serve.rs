//! `daylight serve`: the site as it would be, in memory, while the portal is being written.
//!
//! One immutable [`Shown`] at a time, with every portal of the family: the watcher puts a new one
//! into a channel, requests and open pages take it from there. The output folder is never touched.

mod answer;
mod desk;
mod panel;
mod watching;

use std::collections::BTreeMap;
use std::convert::Infallible;
use std::net::{Ipv4Addr, TcpListener};
use std::process::Command;
use std::sync::mpsc::{Sender, channel};
use std::sync::{Arc, OnceLock};
use std::thread;
use std::time::Duration;

use axum::Router;
use axum::extract::{Request, State};
use axum::http::{HeaderMap, HeaderValue, StatusCode, header};
use axum::middleware::{self, Next};
use axum::response::sse::{Event, KeepAlive, Sse};
use axum::response::{IntoResponse, Response};
use axum::routing::get;
use notify::RecommendedWatcher;
use tokio::sync::watch;
use tokio_stream::wrappers::WatchStream;
use tokio_stream::{Stream, StreamExt};

use super::terminal::{Refusal, findings, print, totals, warn};
use super::{Exit, ServeArgs, read};
use crate::diagnostic::{Language, Severity, in_order, say};
use crate::digest::Digest;
use crate::fonts;
use crate::site::Site;
use crate::source::Sources;
use answer::Answer;
use desk::{Desk, House, Look, Written};

/// What the browser is shown.
struct Shown {
    /// What it was made from: a page of another version reloads itself.
    version: Digest,
    /// Every portal by where it lies: nothing for the root, or `county/town/`.
    portals: BTreeMap<String, Arc<Portal>>,
}

/// A portal as it was found by the last look.
struct Portal {
    /// What it was made from.
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
    /// What it says of itself to the portal above, once that one asks.
    summary: OnceLock<Vec<u8>>,
    language: Language,
}

impl Shown {
    fn of(desk: &Desk) -> Arc<Self> {
        let portals = desk.portals();
        let versions: Vec<_> = portals.iter().map(|(at, portal)| (at, portal.version)).collect();
        Arc::new(Self { version: Digest::of_value(&versions), portals })
    }
}

/// Serves until the person stops it.
pub(super) fn serve(args: ServeArgs, language: Language) -> Result<Exit, Refusal> {
    read(&args.portal.folder)?;
    let listener = bind(args.port)?;
    let local = listener.local_addr().map_err(|error| unusable(args.port, &error))?;
    let address = format!("http://{local}/");
    let open = args.open;
    let mut desk = Desk::of(&args.portal.folder);
    let house = House { args, language, address: address.clone(), fonts: fonts::machine() };
    let mut looks = Vec::new();
    desk.look(&house, &Written::Anything, &mut looks);
    let (sender, shown) = watch::channel(Shown::of(&desk));
    looks.into_iter().rev().for_each(|look| tell(look, language));
    let _watching = watch(sender, desk, house);
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

/// How long nothing more must be found until it is told.
const CALM: Duration = Duration::from_millis(200);

/// Who tells the terminal what was found, one after another and of each portal the latest. Open
/// pages come first: to find what is to be remarked, all screens are drawn.
fn teller(language: Language) -> Sender<Vec<Look>> {
    let (sender, heard) = channel::<Vec<Look>>();
    thread::spawn(move || {
        while let Ok(mut looks) = heard.recv() {
            while let Ok(newer) = heard.recv_timeout(CALM) {
                looks.retain(|look| newer.iter().all(|other| other.at != look.at));
                looks.extend(newer);
            }
            looks.into_iter().rev().for_each(|look| tell(look, language));
        }
    });
    sender
}

/// Errors in full and a line of sums on the terminal.
fn tell(look: Look, language: Language) {
    let Look { at, mut problems, sources, site } = look;
    problems.extend(site.iter().flat_map(|site| site.remarks()));
    in_order(&mut problems);
    let errors = problems.iter().filter(|problem| problem.severity() == Severity::Error);
    let text = findings(errors, &sources, language);
    if !text.is_empty() {
        warn(text);
    }
    let totals = totals(&problems);
    let totals = language.of(&totals);
    warn(if at.is_empty() { totals.to_owned() } else { format!("{at}  {totals}") });
}

/// Puts a new [`Shown`] into the channel whenever the portal has changed.
fn watch(
    sender: watch::Sender<Arc<Shown>>,
    mut desk: Desk,
    house: House,
) -> Option<RecommendedWatcher> {
    let language = house.language;
    let folder = house.args.portal.folder.clone();
    let telling = teller(language);
    let changed = move |written: &Written| {
        let mut looks = Vec::new();
        desk.look(&house, written, &mut looks);
        let shown = Shown::of(&desk);
        if shown.version != sender.borrow().version {
            sender.send_replace(shown);
        }
        // The terminal is told as long as the preview lives.
        let _ = telling.send(looks);
    };
    let watching = watching::watch(&folder, changed);
    watching
        .inspect_err(|error| {
            warn(language.of(&say(
                format!("不能监视文件，改动后请重新启动预览：{error}"),
                format!("cannot watch the files, start again after a change: {error}"),
            )));
        })
        .ok()
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
