//! Serving the built book to the author's own browser, and building it again
//! when something changed.
//!
//! A rebuild runs as `cargo run`, so that it uses the runtime and the binder as
//! they are now. Where it fails, the old book goes on being served.

use std::net::Ipv4Addr;
use std::path::{Path, PathBuf};
use std::sync::mpsc;
use std::time::Duration;

use anyhow::{Context, Result};
use axum::Router;
use axum::body::{Body, to_bytes};
use axum::http::{HeaderValue, Response, StatusCode, header};
use axum::response::IntoResponse;
use axum::response::sse::{Event, KeepAlive, Sse};
use axum::routing::get;
use notify::{EventKind, RecursiveMode, Watcher};
use tokio::net::TcpListener;
use tokio::sync::broadcast;
use tokio_stream::StreamExt;
use tokio_stream::wrappers::BroadcastStream;
use tower_http::services::{ServeDir, ServeFile};

use crate::player;
use crate::progress::say;

/// What is watched, under the repository.
const WATCHED: [&str; 5] = ["chapters", "src", "book", "tests/data", "book.toml"];

/// Added to each page on its way out; the files themselves stay as built.
const RELOAD: &str = "<script>\
    new EventSource('/reload-when-rebuilt').onmessage = () => location.reload();\
    </script>";

/// Serves `book` until Ctrl-C.
pub fn run(root: &Path, book: &Path, port: u16, open: bool) -> Result<()> {
    let (rebuilt, _) = broadcast::channel(4);
    let watching = rebuilt.clone();
    let root = root.to_owned();
    std::thread::spawn(move || {
        if let Err(error) = watch(&root, &watching) {
            say("watch", &format!("stopped: {error:#}"));
        }
    });
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build()?;
    runtime.block_on(async {
        let listener = listen(port).await?;
        let address = format!("http://{}/", listener.local_addr()?);
        say("serving", &format!("{address} (Ctrl-C stops)"));
        if open && let Err(error) = opener::open_browser(&address) {
            say("open", &format!("no browser: {error}"));
        }
        tokio::select! {
            done = axum::serve(listener, pages(book, rebuilt)) => done?,
            _ = tokio::signal::ctrl_c() => {}
        }
        Ok(())
    })
}

/// The first free port from `port` on.
async fn listen(port: u16) -> Result<TcpListener> {
    let mut last = None;
    for port in port..=port.saturating_add(50) {
        match TcpListener::bind((Ipv4Addr::LOCALHOST, port)).await {
            Ok(listener) => return Ok(listener),
            Err(error) => last = Some(error),
        }
    }
    Err(last.context("no port")?).context(format!("no free port from {port} on"))
}

/// The built book, and the stream that tells its pages to reload.
fn pages(book: &Path, rebuilt: broadcast::Sender<()>) -> Router {
    let reload = get(move || {
        let events = BroadcastStream::new(rebuilt.subscribe())
            .map(|_| Ok::<_, axum::Error>(Event::default().data("rebuilt")));
        async { Sse::new(events).keep_alive(KeepAlive::default()) }
    });
    let missing = ServeFile::new(book.join("404.html"));
    let files = ServeDir::new(book).not_found_service(missing);
    Router::new()
        .route("/reload-when-rebuilt", reload)
        .fallback_service(files)
        .layer(axum::middleware::map_response(with_reload))
}

/// Adds the reloading script to a page; leaves everything else as it is.
async fn with_reload(mut response: Response<Body>) -> Response<Body> {
    let unchanged = response.status() == StatusCode::NOT_MODIFIED;
    let headers = response.headers_mut();
    headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    let kind = headers
        .get(header::CONTENT_TYPE)
        .and_then(|kind| kind.to_str().ok());
    let is_page = kind.is_some_and(|kind| kind.starts_with("text/html"));
    if !is_page || unchanged {
        return response;
    }
    headers.remove(header::CONTENT_LENGTH);
    headers.remove(header::LAST_MODIFIED);
    let (parts, body) = response.into_parts();
    let mut page = match to_bytes(body, usize::MAX).await {
        Ok(page) => page.to_vec(),
        Err(_) => return StatusCode::INTERNAL_SERVER_ERROR.into_response(),
    };
    page.extend_from_slice(RELOAD.as_bytes());
    Response::from_parts(parts, Body::from(page))
}

/// Builds again whenever a watched file changed, until the process ends.
fn watch(root: &Path, rebuilt: &broadcast::Sender<()>) -> Result<()> {
    let (sender, changes) = mpsc::channel();
    let mut watcher = notify::recommended_watcher(move |event| {
        // The receiver lives as long as this thread.
        let _ = sender.send(paths(event));
    })?;
    let watched = WATCHED.iter().map(|name| root.join(name));
    for path in watched.filter(|path| path.exists()) {
        watcher.watch(&path, RecursiveMode::Recursive)?;
    }
    while let Ok(mut changed) = changes.recv() {
        changed.retain(|path| matters(root, path));
        let Some(first) = changed.first() else {
            continue;
        };
        say(
            "changed",
            &first
                .strip_prefix(root)
                .unwrap_or(first)
                .display()
                .to_string(),
        );
        // An editor writes a file in several steps, and several files at once.
        while changes.recv_timeout(Duration::from_millis(150)).is_ok() {}
        if rebuild(root)? {
            // No page may be open to hear it.
            let _ = rebuilt.send(());
        }
    }
    Ok(())
}

/// The files that an event changed: none if they were only read.
fn paths(event: notify::Result<notify::Event>) -> Vec<PathBuf> {
    match event {
        Ok(event) if !matches!(event.kind, EventKind::Access(_)) => event.paths,
        _ => Vec::new(),
    }
}

/// Whether a change of this file can change the book: not what an editor or a
/// compiler leaves lying about.
fn matters(root: &Path, path: &Path) -> bool {
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    let scratch = name.starts_with(['.', '#'])
        || [".swp", ".swx", "~"].iter().any(|end| name.ends_with(end));
    !scratch && !path.starts_with(root.join("book/player/target")) && !path.is_dir()
}

/// Runs `cargo book build`; answers whether there is a new book.
fn rebuild(root: &Path) -> Result<bool> {
    let status = player::cargo()
        .current_dir(root)
        .args(["run", "--quiet", "--package", "bookbinder", "--", "build"])
        .status()
        .context("cargo cannot be started")?;
    if !status.success() {
        say("book", "the old one is still served");
    }
    Ok(status.success())
}
