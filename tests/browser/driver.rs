//! A browser for one test: chromedriver on a free port, one session, both ended with the test.
//!
//! The client speaks the W3C WebDriver protocol (<https://www.w3.org/TR/webdriver2/>) and the two
//! commands of Chromium beside it: its log, and its own protocol.

use std::io::{BufRead, BufReader};
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::time::Duration;

use serde_json::{Value, json};

/// How a page is looked at.
#[derive(Debug, Clone, Copy)]
pub struct Look {
    /// Width of the window in CSS pixels.
    pub width: u32,
    /// Dark colours.
    pub dark: bool,
}

/// A laptop, light.
pub const LAPTOP: Look = Look {
    width: 1280,
    dark: false,
};

/// A phone, light.
pub const PHONE: Look = Look {
    width: 360,
    dark: false,
};

impl Look {
    /// The same at night.
    pub fn dark(self) -> Self {
        Self { dark: true, ..self }
    }
}

/// A browser; it ends with the value.
pub struct Browser {
    /// Dropped after the session is closed.
    _driver: Driver,
    agent: ureq::Agent,
    /// Address of the session.
    session: String,
}

impl Browser {
    /// Starts chromedriver and a headless Chromium.
    pub fn start() -> Self {
        let (driver, port) = start_driver();
        let agent: ureq::Agent = ureq::Agent::config_builder()
            .http_status_as_error(false)
            .timeout_global(Some(Duration::from_secs(120)))
            .build()
            .into();
        let mut browser = Self {
            _driver: driver,
            agent,
            session: format!("http://127.0.0.1:{port}/session"),
        };
        let mut options = json!({ "args": [
            "--headless=new", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage",
            "--no-first-run", "--disable-background-networking", "--hide-scrollbars",
        ] });
        if let Some(program) = std::env::var_os("ENTOURAGE_BROWSER") {
            options["binary"] = program.to_string_lossy().into();
        }
        let wanted = json!({ "capabilities": { "alwaysMatch": {
            "browserName": "chrome",
            "goog:chromeOptions": options,
            "goog:loggingPrefs": { "browser": "ALL" },
        } } });
        let answer = browser.post("", &wanted);
        let id = answer["sessionId"].as_str().expect("a session has an id");
        browser.session = format!("{}/{id}", browser.session);
        browser
    }

    /// Opens a file of this machine at a place in it (`#a4`, or nothing), looked at in some way.
    pub fn open(&self, file: &Path, anchor: &str, look: Look) {
        // An address that differs by its anchor alone would not be loaded again.
        self.post("/url", &json!({ "url": "about:blank" }));
        self.visit(&format!("file://{}{anchor}", file.display()), look);
    }

    /// Opens an address, looked at in some way.
    pub fn visit(&self, address: &str, look: Look) {
        self.devtools(
            "Emulation.setDeviceMetricsOverride",
            &json!({ "width": look.width, "height": 800, "deviceScaleFactor": 1, "mobile": false }),
        );
        let scheme = if look.dark { "dark" } else { "light" };
        self.devtools(
            "Emulation.setEmulatedMedia",
            &json!({ "features": [{ "name": "prefers-color-scheme", "value": scheme }] }),
        );
        self.post("/url", &json!({ "url": address }));
    }

    /// Waits until an expression holds in the page.
    pub fn until(&self, what: &str) {
        let until = std::time::Instant::now() + Duration::from_secs(120);
        while self.run(&format!("return !!({what})")) != Value::Bool(true) {
            assert!(std::time::Instant::now() < until, "never: {what}");
            std::thread::sleep(Duration::from_millis(50));
        }
    }

    /// Types a text where the focus is.
    pub fn type_text(&self, text: &str) {
        for c in text.chars() {
            self.press(&c.to_string());
        }
    }

    /// Presses Tab until the element of this id has the focus.
    pub fn tab_to(&self, id: &str) {
        for _ in 0..300 {
            if self.run("return document.activeElement.id") == id {
                return;
            }
            self.press("\u{E004}");
        }
        panic!("Tab never comes to {id}");
    }

    /// Runs a function body in the page.
    pub fn run(&self, script: &str) -> Value {
        self.post("/execute/sync", &json!({ "script": script, "args": [] }))
    }

    /// Runs a function body in the page that calls its last argument when it is done.
    pub fn run_until_called(&self, script: &str) -> Value {
        self.post("/execute/async", &json!({ "script": script, "args": [] }))
    }

    /// Presses a key and lets it go: a character, or one of the protocol's own (`\u{E004}` is Tab).
    pub fn press(&self, key: &str) {
        self.post(
            "/actions",
            &json!({ "actions": [{ "type": "key", "id": "keyboard", "actions": [
                { "type": "keyDown", "value": key }, { "type": "keyUp", "value": key },
            ] }] }),
        );
    }

    /// What the browser said on its console since the page was opened: level and text.
    pub fn console(&self) -> Vec<String> {
        let log = self.post("/se/log", &json!({ "type": "browser" }));
        let lines = log.as_array().expect("a log is a list");
        lines
            .iter()
            .map(|line| format!("{}: {}", line["level"], line["message"]))
            .collect()
    }

    /// The page as a PDF, on the paper its own style asks for.
    pub fn pdf(&self) -> Vec<u8> {
        use base64::Engine;
        let printed = self.devtools(
            "Page.printToPDF",
            &json!({ "preferCSSPageSize": true, "printBackground": true }),
        );
        base64::engine::general_purpose::STANDARD
            .decode(printed["data"].as_str().expect("a PDF"))
            .expect("base64")
    }

    /// A command of Chromium's own protocol.
    fn devtools(&self, command: &str, parameters: &Value) -> Value {
        self.post(
            "/goog/cdp/execute",
            &json!({ "cmd": command, "params": parameters }),
        )
    }

    fn post(&self, path: &str, body: &Value) -> Value {
        let address = format!("{}{path}", self.session);
        let sent = self
            .agent
            .post(&address)
            .content_type("application/json")
            .send(body.to_string());
        let mut answer = sent.unwrap_or_else(|error| panic!("{path}: {error}"));
        let text = answer
            .body_mut()
            .with_config()
            .limit(1 << 30)
            .read_to_string()
            .expect("an answer");
        let answer: Value = serde_json::from_str(&text).expect("the driver answers in JSON");
        let value = answer["value"].clone();
        assert!(
            value["error"].is_null(),
            "{path}: {}: {}",
            value["error"],
            value["message"]
        );
        value
    }
}

impl Drop for Browser {
    fn drop(&mut self) {
        let _ = self.agent.delete(&self.session).call();
    }
}

/// chromedriver, ended with the value.
struct Driver(Child);

impl Drop for Driver {
    fn drop(&mut self) {
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

/// Starts chromedriver on a port the system chooses, and waits for it to say which.
fn start_driver() -> (Driver, u16) {
    let program = std::env::var_os("CHROMEDRIVER").unwrap_or_else(|| "chromedriver".into());
    let started = Command::new(&program)
        .arg("--port=0")
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn();
    let mut driver = Driver(started.unwrap_or_else(|error| {
        panic!(
            "{}: {error}. The browser tests need Chromium and its driver: `apt-get install chromium \
             chromium-driver` on Debian, else name them in CHROMEDRIVER and ENTOURAGE_BROWSER.",
            program.display()
        )
    }));
    let said = driver.0.stdout.take().expect("it was piped");
    let port = BufReader::new(said)
        .lines()
        .map_while(Result::ok)
        .find_map(|line| {
            let (_, port) = line.split_once("started successfully on port ")?;
            port.trim_end_matches('.').parse().ok()
        });
    let port = port.unwrap_or_else(|| panic!("{} named no port", program.display()));
    (driver, port)
}
