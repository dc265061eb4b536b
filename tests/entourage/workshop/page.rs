//! The workshop page in a test: the command started on a small project, spoken to over plain sockets.

use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::sync::Mutex;
use std::time::{Duration, Instant};

use serde_json::{Value, json};
use tempfile::TempDir;

/// A page that answers; it ends with the value.
pub struct Page {
    process: Mutex<Child>,
    pub port: u16,
    pub token: String,
}

/// What a request gets.
#[derive(Debug)]
pub struct Answer {
    pub status: u16,
    pub head: String,
    pub body: String,
}

impl Answer {
    pub fn json(&self) -> Value {
        serde_json::from_str(&self.body).unwrap_or_else(|_| panic!("no JSON: {}", self.body))
    }
}

/// A folder with a small project: three planted groups of forty respondents.
pub fn project() -> TempDir {
    let place = tempfile::tempdir().expect("a folder");
    lay(place.path(), "entourage.yaml", PROJECT.as_bytes());
    lay(place.path(), "audience.csv", audience().as_bytes());
    place
}

pub const PROJECT: &str = "title: Trois groupes\nlanguage: en\nseed: 7\naudience:\n  file: audience.csv\n  id: id\n  attributes:\n    a: { kind: categorical, role: segmentation }\n    b: { kind: categorical, role: segmentation }\n    c: { kind: categorical, role: segmentation }\n    d: { kind: categorical, role: segmentation }\n    e: { kind: categorical, role: segmentation }\nsegments: { range: [2, 4] }\n";

/// Each respondent answers as their group does, four times in five.
pub fn audience() -> String {
    let mut text = String::from("id,a,b,c,d,e\n");
    for row in 0u32..120 {
        text.push_str(&format!("r{row:03}"));
        for question in 0..5 {
            let odd = (row * 7 + question * 13 + row / 3) % 5 == 0;
            let answer = (row % 3 + u32::from(odd)) % 3;
            text.push_str(&format!(",{}", ["red", "green", "blue"][answer as usize]));
        }
        text.push('\n');
    }
    text
}

pub fn lay(folder: &Path, name: &str, content: &[u8]) -> PathBuf {
    let path = folder.join(name);
    std::fs::create_dir_all(path.parent().expect("a folder")).expect("a folder");
    std::fs::write(&path, content).expect("a file");
    path
}

/// Starts the page on a folder and waits until it says where it is.
pub fn start(folder: &Path) -> Page {
    start_with(folder, &[])
}

/// The same with more arguments.
pub fn start_with(folder: &Path, arguments: &[&str]) -> Page {
    let mut process = Command::new(env!("CARGO_BIN_EXE_entourage"))
        .args(["workshop", "--port", "0"])
        .args(arguments)
        .current_dir(folder)
        .stdout(Stdio::piped())
        .stderr(std::fs::File::create(folder.join("stderr.txt")).expect("a file"))
        .spawn()
        .expect("the command starts");
    let mut line = String::new();
    let out = process.stdout.take().expect("its output");
    BufReader::new(out)
        .read_line(&mut line)
        .expect("an address");
    let rest = line.trim().strip_prefix("http://127.0.0.1:").expect(&line);
    let (port, token) = rest.split_once("/?token=").expect("a token");
    Page {
        port: port.parse().expect("a port"),
        token: token.to_owned(),
        process: Mutex::new(process),
    }
}

/// Starts the page and waits until the project can be looked at.
pub fn ready(folder: &Path) -> Page {
    let page = start(folder);
    page.wait();
    page
}

impl Page {
    /// Waits until the project is prepared.
    pub fn wait(&self) {
        let until = Instant::now() + Duration::from_secs(120);
        while self.get("/pulse").json()["ready"] != json!(true) {
            assert!(Instant::now() < until, "never ready");
            std::thread::sleep(Duration::from_millis(50));
        }
    }

    pub fn host(&self) -> String {
        format!("127.0.0.1:{}", self.port)
    }

    /// Sends bytes as they are and reads what comes until the connection ends; status 0 where nothing
    /// comes.
    pub fn raw(&self, request: &str) -> Answer {
        let mut text = Vec::new();
        if let Ok(mut stream) = TcpStream::connect(self.host()) {
            let _ = stream.set_read_timeout(Some(Duration::from_secs(60)));
            let _ = stream.write_all(request.as_bytes());
            let _ = stream.read_to_end(&mut text);
        }
        let text = String::from_utf8_lossy(&text).into_owned();
        let (head, body) = text.split_once("\r\n\r\n").unwrap_or((&text, ""));
        let status = head.split(' ').nth(1).and_then(|code| code.parse().ok());
        Answer {
            status: status.unwrap_or(0),
            head: head.to_lowercase(),
            body: body.to_owned(),
        }
    }

    /// A request with these headers besides the length.
    pub fn send(&self, method: &str, path: &str, headers: &[(&str, &str)], body: &str) -> Answer {
        let mut text = format!("{method} {path} HTTP/1.1\r\nConnection: close\r\n");
        for (name, value) in headers {
            text.push_str(&format!("{name}: {value}\r\n"));
        }
        text.push_str(&format!("Content-Length: {}\r\n\r\n{body}", body.len()));
        self.raw(&text)
    }

    pub fn get(&self, path: &str) -> Answer {
        let bearer = format!("Bearer {}", self.token);
        let headers = [("Host", &*self.host()), ("Authorization", &*bearer)];
        self.send("GET", path, &headers, "")
    }

    pub fn post(&self, path: &str, body: &Value) -> Answer {
        let bearer = format!("Bearer {}", self.token);
        let origin = format!("http://{}", self.host());
        let headers = [
            ("Host", &*self.host()),
            ("Authorization", &*bearer),
            ("Origin", &*origin),
        ];
        self.send("POST", path, &headers, &body.to_string())
    }

    /// The same, where the page may be gone.
    #[cfg(feature = "long-tests")]
    pub fn try_post(&self, path: &str, body: &Value) -> Option<Answer> {
        Some(self.post(path, body)).filter(|answer| answer.status != 0)
    }

    /// A page, where the program may be gone.
    #[cfg(feature = "long-tests")]
    pub fn try_get(&self, path: &str) -> Option<Answer> {
        Some(self.get(path)).filter(|answer| answer.status == 200)
    }

    /// The version a page shows of a unit (a persona, or a part of the sheet).
    pub fn seen(&self, path: &str, unit: &str) -> String {
        let body = self.get(path).body;
        let mark = format!("data-unit=\"{unit}\" data-seen=\"");
        let (_, rest) = body
            .split_once(&mark)
            .unwrap_or_else(|| panic!("no {unit} on {path}"));
        rest.split('"').next().unwrap_or_default().to_owned()
    }

    /// Changes a card, having seen it as it is now.
    pub fn card(&self, slug: &str, edit: &Value) -> Answer {
        let seen = self.seen(&format!("/who?p={slug}"), slug);
        self.card_seen(slug, edit, &seen)
    }

    pub fn card_seen(&self, slug: &str, edit: &Value, seen: &str) -> Answer {
        let change = json!({ "card": { "slug": slug, "edit": edit } });
        self.post(
            "/change",
            &json!({ "seen": seen, "window": "w", "change": change }),
        )
    }

    pub fn sheet(&self, unit: &str, change: &Value) -> Answer {
        let path = if unit == "settings" {
            "/how-many"
        } else {
            "/decide"
        };
        let seen = self.seen(path, unit);
        self.post(
            "/change",
            &json!({ "seen": seen, "window": "w", "change": { "sheet": change } }),
        )
    }

    /// Slugs of the personas, as their chips stand.
    pub fn slugs(&self) -> Vec<String> {
        let body = self.get("/who").body;
        let chips = body.split("id=\"chip-").skip(1);
        chips
            .filter_map(|rest| rest.split('"').next().map(str::to_owned))
            .collect()
    }

    /// Ends it without a word, as a power cut would.
    pub fn kill(self) {
        self.stop();
    }

    /// The same, while others still ask.
    pub fn stop(&self) {
        let mut process = self.process.lock().expect("the process");
        process.kill().expect("killed");
        process.wait().expect("ended");
    }

    /// Whether it was ended.
    #[cfg(feature = "long-tests")]
    pub fn stopped(&self) -> bool {
        let mut process = self.process.lock().expect("the process");
        matches!(process.try_wait(), Ok(Some(_)))
    }
}

impl Drop for Page {
    fn drop(&mut self) {
        if let Ok(process) = self.process.get_mut() {
            let _ = process.kill();
            let _ = process.wait();
        }
    }
}
