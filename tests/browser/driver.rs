//! A thin WebDriver client: one Chromium, driven through its chromedriver.

use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::path::PathBuf;
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use serde_json::{Value, json};

/// A browser window; closed when it goes.
pub struct Browser {
    driver: Child,
    port: u16,
    session: String,
    profile: PathBuf,
}

/// How long a page may take to reach a state that a test waits for.
const PATIENCE: Duration = Duration::from_secs(60);

/// What keeps Chromium to itself, and to the pages that it is given.
const FLAGS: [&str; 9] = [
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--disable-dev-shm-usage",
];

/// Has a chapter's page send on which functions of a watched player were called.
const WATCH: &str = r#"
if (/\/(\d[^/]*|index\.html)?$/.test(location.pathname)) window.Worker = class extends Worker {
  constructor(...all) {
    super(...all);
    this.addEventListener('message', event => {
      const { answer } = event.data;
      if (answer?.[0] !== '"') return;
      event.stopImmediatePropagation();
      fetch('/called?' + answer.slice(1, -1));
    });
  }
};"#;

impl Browser {
    /// Starts a browser with a window of this size; none where there is no Chromium.
    pub fn start(width: u32, height: u32) -> Option<Browser> {
        let mut driver = Command::new("chromedriver")
            .arg("--port=0")
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .ok()?;
        let mut said = BufReader::new(driver.stdout.take()?);
        let port = loop {
            let mut line = String::new();
            let read = said.read_line(&mut line).unwrap_or(0);
            assert_ne!(read, 0, "chromedriver ended without naming its port");
            let port = line.split("successfully on port ").nth(1);
            let port =
                port.and_then(|rest| rest.trim().trim_end_matches('.').parse().ok());
            if let Some(port) = port {
                break port;
            }
        };
        // What it says later has to go somewhere.
        std::thread::spawn(move || std::io::copy(&mut said, &mut std::io::sink()));
        let profile = std::env::temp_dir().join(format!("reader-{port}"));
        let mut browser = Browser {
            driver,
            port,
            session: String::new(),
            profile,
        };
        let mut args: Vec<String> = FLAGS.iter().map(|flag| flag.to_string()).collect();
        args.push(format!("--window-size={width},{height}"));
        args.push(format!("--user-data-dir={}", browser.profile.display()));
        let wanted = json!({ "capabilities": { "alwaysMatch": {
            "goog:chromeOptions": { "args": args },
            "goog:loggingPrefs": { "browser": "ALL", "performance": "ALL" },
        }}});
        let made = browser.send("POST", "/session", Some(wanted));
        let made = made.unwrap_or_else(|error| panic!("no browser: {error}"));
        browser.session = made["sessionId"].as_str()?.to_owned();
        let patience = json!({ "script": PATIENCE.as_millis() as u64 * 5 });
        browser.command("POST", "timeouts", patience);
        if std::env::var_os("WATCHED").is_some() {
            let source = json!({ "source": WATCH });
            browser.chromium("Page.addScriptToEvaluateOnNewDocument", source);
        }
        Some(browser)
    }

    /// Gives one of Chromium's own commands; its answer.
    pub fn chromium(&self, name: &str, parameters: Value) -> Value {
        let body = json!({ "cmd": name, "params": parameters });
        self.command("POST", "goog/cdp/execute", body)
    }

    /// As a new one for the next reader, with nothing kept, said, or emulated.
    pub fn clean(&self, origin: &str) {
        self.open("about:blank");
        let kept = json!({ "origin": origin, "storageTypes": "all" });
        self.chromium("Storage.clearDataForOrigin", kept);
        self.chromium("Emulation.setEmulatedMedia", json!({ "media": "" }));
        self.chromium("Emulation.clearDeviceMetricsOverride", json!({}));
        let scripts = json!({ "value": false });
        self.chromium("Emulation.setScriptExecutionDisabled", scripts);
        self.console();
        self.requests();
    }

    /// Makes the page as narrow as this.
    pub fn narrow(&self, width: u32) {
        let metrics = json!({
            "width": width, "height": 700, "deviceScaleFactor": 1, "mobile": false,
        });
        self.chromium("Emulation.setDeviceMetricsOverride", metrics);
    }

    /// Writes the whole page as it stands into a picture of this name.
    pub fn photograph(&self, name: &str) {
        let folder = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join("screenshots");
        std::fs::create_dir_all(&folder).expect("a folder of cargo's");
        let png = self.picture(
            json!({ "captureBeyondViewport": true, "optimizeForSpeed": true }),
        );
        std::fs::write(folder.join(format!("{name}.png")), png).expect("a file");
    }

    /// The page as a PNG, or the part of it that is asked for.
    pub fn picture(&self, how: Value) -> Vec<u8> {
        let taken = self.chromium("Page.captureScreenshot", how);
        decoded(taken["data"].as_str().expect("a picture"))
    }

    /// Sends a command; its value, or the error's message.
    fn send(
        &self,
        method: &str,
        path: &str,
        body: Option<Value>,
    ) -> Result<Value, String> {
        let body = body.map(|body| body.to_string()).unwrap_or_default();
        let exchange = || -> std::io::Result<String> {
            let mut stream = TcpStream::connect(("127.0.0.1", self.port))?;
            // Longer than a script may take.
            stream.set_read_timeout(Some(6 * PATIENCE))?;
            write!(
                stream,
                "{method} {path} HTTP/1.1\r\nHost: 127.0.0.1:{}\r\nConnection: close\r\n\
                 Content-Type: application/json\r\nContent-Length: {}\r\n\r\n{body}",
                self.port,
                body.len()
            )?;
            let mut answer = BufReader::new(stream);
            let mut length = 0;
            loop {
                let mut line = String::new();
                answer.read_line(&mut line)?;
                let line = line.trim().to_ascii_lowercase();
                if let Some(value) = line.strip_prefix("content-length:") {
                    length = value.trim().parse().unwrap_or(0);
                }
                if line.is_empty() {
                    break;
                }
            }
            let mut text = vec![0; length];
            answer.read_exact(&mut text)?;
            Ok(String::from_utf8_lossy(&text).into_owned())
        };
        let text = exchange().map_err(|error| error.to_string())?;
        let mut answer: Value =
            serde_json::from_str(&text).map_err(|error| format!("{error}: {text}"))?;
        let value = answer["value"].take();
        match value["error"].is_string() {
            true => Err(format!("{}: {}", value["error"], value["message"])),
            false => Ok(value),
        }
    }

    fn command(&self, method: &str, what: &str, body: Value) -> Value {
        let path = format!("/session/{}/{what}", self.session);
        let body = (method == "POST").then_some(body);
        match self.send(method, &path, body) {
            Ok(value) => value,
            Err(error) => panic!("{what}: {error}"),
        }
    }

    /// Goes to a page and waits until it has loaded.
    pub fn open(&self, address: &str) {
        self.command("POST", "url", json!({ "url": address }));
    }

    /// Runs the body of a JavaScript function; what it returns.
    pub fn run(&self, script: &str) -> Value {
        let body = json!({ "script": script, "args": [] });
        self.command("POST", "execute/sync", body)
    }

    /// Runs the body of a JavaScript function that calls `done` with what it finds.
    pub fn run_async(&self, script: &str) -> Value {
        let script = format!("const done = arguments[0]; {script}");
        let body = json!({ "script": script, "args": [] });
        self.command("POST", "execute/async", body)
    }

    /// Waits until an expression is true, and says which one never was.
    pub fn wait(&self, expression: &str) {
        let begun = Instant::now();
        while self.run(&format!("return Boolean({expression})")) != Value::Bool(true) {
            if begun.elapsed() > PATIENCE {
                panic!(
                    "never came true: {expression}\n{}",
                    self.console().join("\n")
                );
            }
            std::thread::sleep(Duration::from_millis(50));
        }
    }

    /// Clicks the element that an expression names, as a reader would: once more where
    /// the page moved under the pointer.
    pub fn click(&self, expression: &str) {
        let begun = Instant::now();
        loop {
            let found = self.run(&format!(
                "const e = {expression}; e.scrollIntoView({{block: 'center'}}); return e;"
            ));
            let id = found.as_object().and_then(|o| o.values().next()?.as_str());
            let id = id.unwrap_or_else(|| panic!("no element: {expression}"));
            let path = format!("/session/{}/element/{id}/click", self.session);
            match self.send("POST", &path, Some(json!({}))) {
                Ok(_) => return,
                Err(error) if error.contains("intercepted") => {
                    assert!(begun.elapsed() < PATIENCE, "{expression}: {error}");
                }
                Err(error) => panic!("{expression}: {error}"),
            }
        }
    }

    /// Presses keys in the element that has the focus.
    pub fn press(&self, keys: &str) {
        let active = self.command("GET", "element/active", Value::Null);
        let id = active.as_object().and_then(|o| o.values().next()?.as_str());
        let id = id.expect("something has the focus").to_owned();
        // The end of a line is the key Enter.
        let body = json!({ "text": keys.replace('\n', "\u{e007}") });
        self.command("POST", &format!("element/{id}/value"), body);
    }

    fn log(&self, kind: &str) -> Vec<Value> {
        let log = self.command("POST", "se/log", json!({ "type": kind }));
        log.as_array().cloned().unwrap_or_default()
    }

    /// What the console has shown since it was last asked, warnings and errors only.
    pub fn console(&self) -> Vec<String> {
        let lines = self.log("browser").into_iter();
        lines
            .filter(|line| line["level"] == "SEVERE" || line["level"] == "WARNING")
            .map(|line| line["message"].as_str().unwrap_or_default().to_owned())
            .collect()
    }

    /// The addresses that pages have asked for since this was last asked.
    pub fn requests(&self) -> Vec<String> {
        let events = self.log("performance").into_iter().filter_map(|entry| {
            let event: Value = serde_json::from_str(entry["message"].as_str()?).ok()?;
            let event = &event["message"];
            let sent = event["method"] == "Network.requestWillBeSent";
            let url = event["params"]["request"]["url"].as_str()?;
            sent.then(|| url.to_owned())
        });
        events.collect()
    }
}

/// The bytes that a text in base 64 stands for.
fn decoded(text: &str) -> Vec<u8> {
    let value = |c: u8| match c {
        b'A'..=b'Z' => c - b'A',
        b'a'..=b'z' => c - b'a' + 26,
        b'0'..=b'9' => c - b'0' + 52,
        b'+' => 62,
        _ => 63,
    };
    let quads = text.trim_end_matches('=').as_bytes().chunks(4);
    let bytes = quads.flat_map(|quad| {
        let bits = quad
            .iter()
            .fold(0u32, |bits, c| bits << 6 | u32::from(value(*c)));
        let bits = bits << (6 * (4 - quad.len()));
        bits.to_be_bytes()[1..quad.len()].to_vec()
    });
    bytes.collect()
}

impl Drop for Browser {
    fn drop(&mut self) {
        // The window may be gone already; what matters is that nothing stays behind.
        let _ = self.send("DELETE", &format!("/session/{}", self.session), None);
        let _ = self.driver.kill();
        let _ = self.driver.wait();
        let _ = std::fs::remove_dir_all(&self.profile);
    }
}
