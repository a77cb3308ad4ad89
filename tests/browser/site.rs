//! The built book on a port of this machine, as any static host would serve it.

use std::io::{BufRead, BufReader, Write};
use std::net::{TcpListener, TcpStream};
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::{Arc, LazyLock, Mutex};

use crate::common;

/// The book, built once for all as `cargo book build` does, in their profile. It is
/// not built where its player, scripts, styles or a page weigh more than they may.
///
/// With `WATCHED=1` its player tells which of its functions are called, and what the tests
/// call in pages of chapters is kept: `cargo book later` makes the list of it that says
/// with which part of the player a page starts.
pub fn built_book() -> &'static Path {
    static BOOK: LazyLock<&Path> = LazyLock::new(|| {
        let folder = Path::new(concat!(env!("CARGO_TARGET_TMPDIR"), "/book"));
        let cargo = std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into());
        let mut build = Command::new(cargo);
        build
            .current_dir(common::root())
            .args(["run", "--quiet", "--bin", "bookbinder", "--", "build"])
            .arg("--into")
            .arg(folder);
        match std::env::var_os("WATCHED") {
            Some(_) => {
                // What was called of an older player.
                let _ = std::fs::remove_file(CALLED);
                build.arg("--watched").env_remove("REQUIRE_ALL")
            }
            None => build.env("REQUIRE_ALL", "1"),
        };
        let status = build.status().expect("cargo");
        assert!(status.success(), "the book cannot be built");
        folder
    });
    *BOOK
}

/// Which functions of a watched player were called: `x` for each that was.
const CALLED: &str = concat!(env!("CARGO_TARGET_TMPDIR"), "/called");

/// Keeps what a page has called besides what others did.
fn keep(called: &str) -> std::io::Result<()> {
    static ONE_BY_ONE: Mutex<()> = Mutex::new(());
    let _guard = ONE_BY_ONE.lock();
    let before = std::fs::read(CALLED).unwrap_or_default();
    let mut all = called.as_bytes().to_vec();
    for (mark, before) in all.iter_mut().zip(&before) {
        *mark = (*mark).max(*before);
    }
    if all != before {
        std::fs::write(CALLED, all)?;
    }
    Ok(())
}

/// A folder that is served until the process ends.
pub struct Site {
    /// Its address, without a slash at the end.
    pub address: String,
    asked: Arc<Mutex<Asked>>,
}

/// What a site was asked for, and what it says is not there.
#[derive(Default)]
struct Asked {
    paths: Vec<String>,
    refused: Option<String>,
}

impl Site {
    /// Serves a folder.
    pub fn serve(folder: &Path) -> Site {
        let listener = TcpListener::bind("127.0.0.1:0").expect("a free port");
        let port = listener.local_addr().expect("a bound port").port();
        let folder = folder.to_owned();
        let asked = Arc::<Mutex<Asked>>::default();
        let shared = asked.clone();
        std::thread::spawn(move || {
            for stream in listener.incoming().flatten() {
                let (folder, asked) = (folder.clone(), shared.clone());
                // A browser that hangs up in the middle is no failure of the page's.
                std::thread::spawn(move || answer(stream, &folder, &asked).ok());
            }
        });
        let address = format!("http://127.0.0.1:{port}");
        Site { address, asked }
    }

    /// How often it was asked for files whose paths end so.
    pub fn asked(&self, end: &str) -> usize {
        let asked = self.asked.lock().expect("no thread panics with it");
        asked
            .paths
            .iter()
            .filter(|path| path.ends_with(end))
            .count()
    }

    /// Has it say from now on that files whose paths end so are not there.
    pub fn refuse(&self, end: &str) {
        let mut asked = self.asked.lock().expect("no thread panics with it");
        asked.refused = Some(end.to_owned());
    }
}

fn answer(
    mut stream: TcpStream,
    folder: &Path,
    asked: &Mutex<Asked>,
) -> std::io::Result<()> {
    let mut lines = BufReader::new(stream.try_clone()?).lines();
    let request = lines.next().transpose()?.unwrap_or_default();
    // The head is read to its end, so that closing is not taken for a reset.
    for line in lines {
        if line?.is_empty() {
            break;
        }
    }
    let path = request.split(' ').nth(1).unwrap_or("/");
    if let Some(called) = path.strip_prefix("/called?") {
        keep(called)?;
        return write!(
            stream,
            "HTTP/1.1 204 No Content\r\nConnection: close\r\n\r\n"
        );
    }
    let path = path.split(['?', '#']).next().unwrap_or("/");
    let mut file: PathBuf = folder.join(path.trim_start_matches('/'));
    let refused = {
        let mut asked = asked.lock().expect("no thread panics with it");
        asked.paths.push(path.to_owned());
        asked
            .refused
            .as_ref()
            .is_some_and(|end| path.ends_with(end))
    };
    if refused {
        file = folder.join("refused");
    }
    if path.contains("..") {
        file = folder.join("404.html");
    } else if file.is_dir() {
        file.push("index.html");
    }
    let kind = match file.extension().and_then(|ending| ending.to_str()) {
        Some("html") => "text/html; charset=utf-8",
        Some("js") => "text/javascript",
        Some("css") => "text/css",
        Some("wasm") => "application/wasm",
        Some("svg") => "image/svg+xml",
        Some("json") => "application/json",
        Some("woff2") => "font/woff2",
        Some("png") => "image/png",
        _ => "application/octet-stream",
    };
    let (status, body) = match std::fs::read(&file) {
        Ok(body) => ("200 OK", body),
        Err(_) => ("404 Not Found", Vec::new()),
    };
    write!(
        stream,
        "HTTP/1.1 {status}\r\nContent-Type: {kind}\r\nContent-Length: {}\r\n\
         Cache-Control: max-age=600\r\nConnection: close\r\n\r\n",
        body.len()
    )?;
    stream.write_all(&body)
}
