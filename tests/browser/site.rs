//! The built book on a port of this machine, as any static host would serve it.

use std::io::{BufRead, BufReader, Write};
use std::net::{TcpListener, TcpStream};
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::LazyLock;

use crate::common;

/// The book, built once for all as `cargo book build` does, in their profile. It is
/// not built where its player, scripts, styles or a page weigh more than they may.
pub fn built_book() -> &'static Path {
    static BOOK: LazyLock<&Path> = LazyLock::new(|| {
        let folder = Path::new(concat!(env!("CARGO_TARGET_TMPDIR"), "/book"));
        let cargo = std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into());
        let status = Command::new(cargo)
            .current_dir(common::root())
            .args(["run", "--quiet", "--bin", "bookbinder", "--", "build"])
            .arg("--into")
            .arg(folder)
            .env("REQUIRE_ALL", "1")
            .status()
            .expect("cargo");
        assert!(status.success(), "the book cannot be built");
        folder
    });
    *BOOK
}

/// A folder that is served until the process ends.
pub struct Site {
    /// Its address, without a slash at the end.
    pub address: String,
}

impl Site {
    /// Serves a folder.
    pub fn serve(folder: &Path) -> Site {
        let listener = TcpListener::bind("127.0.0.1:0").expect("a free port");
        let port = listener.local_addr().expect("a bound port").port();
        let folder = folder.to_owned();
        std::thread::spawn(move || {
            for stream in listener.incoming().flatten() {
                let folder = folder.clone();
                // A browser that hangs up in the middle is no failure of the page's.
                std::thread::spawn(move || answer(stream, &folder).ok());
            }
        });
        Site {
            address: format!("http://127.0.0.1:{port}"),
        }
    }
}

fn answer(mut stream: TcpStream, folder: &Path) -> std::io::Result<()> {
    let mut lines = BufReader::new(stream.try_clone()?).lines();
    let request = lines.next().transpose()?.unwrap_or_default();
    // The head is read to its end, so that closing is not taken for a reset.
    for line in lines {
        if line?.is_empty() {
            break;
        }
    }
    let path = request.split(' ').nth(1).unwrap_or("/");
    let path = path.split(['?', '#']).next().unwrap_or("/");
    let mut file: PathBuf = folder.join(path.trim_start_matches('/'));
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
