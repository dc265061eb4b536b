//! Local and closed: the loopback address, the token, the page's own forms, and nobody else.

use std::io::{Read, Write};
use std::net::{TcpListener, TcpStream};
use std::time::{Duration, Instant};

use serde_json::json;

use super::page::{project, ready, start};
use crate::command::entourage;

#[test]
fn the_printed_address_opens_the_page_and_nothing_else_does() {
    let place = project();
    let page = start(place.path());
    let host = page.host();
    let plain = page.send("GET", "/how-many", &[("Host", &host)], "");
    assert_eq!(plain.status, 403);
    let wrong = page.send("GET", "/?token=0000", &[("Host", &host)], "");
    assert_eq!(wrong.status, 403);
    let first = page.send(
        "GET",
        &format!("/?token={}", page.token),
        &[("Host", &host)],
        "",
    );
    assert_eq!(first.status, 200);
    let cookie = first.head.split("set-cookie: ").nth(1).expect("a cookie");
    let cookie = cookie.split("\r\n").next().expect("a line");
    assert!(
        cookie.contains("httponly") && cookie.contains("samesite=strict"),
        "{cookie}"
    );
    let pair = cookie.split(';').next().expect("a pair");
    let with = [("Host", &*host), ("Cookie", pair)];
    assert_eq!(page.send("GET", "/pulse", &with, "").status, 200);
    let text = std::fs::read_to_string(place.path().join("stderr.txt")).expect("its messages");
    assert!(text.contains("refused: without the token"), "{text}");
    assert!(
        !text.contains(&page.token),
        "the token is nobody's business"
    );
}

#[test]
fn another_host_and_another_origin_are_refused_and_logged() {
    let place = project();
    let page = start(place.path());
    let bearer = format!("Bearer {}", page.token);
    let host = page.host();
    let evil = [("Host", "evil.example"), ("Authorization", &*bearer)];
    assert_eq!(page.send("GET", "/how-many", &evil, "").status, 403);
    for origin in ["http://evil.example", "null", ""] {
        let mut headers = vec![("Host", &*host), ("Authorization", &*bearer)];
        if !origin.is_empty() {
            headers.push(("Origin", origin));
        }
        let answer = page.send("POST", "/undo", &headers, "{}");
        assert_eq!(answer.status, 403, "{origin}");
        assert!(!answer.head.contains("access-control"), "{}", answer.head);
    }
    let text = std::fs::read_to_string(place.path().join("stderr.txt")).expect("its messages");
    assert!(text.contains("refused: sent to a host"), "{text}");
    assert!(
        text.contains("refused: a change that did not come from this page"),
        "{text}"
    );
    assert!(
        !text.contains("evil"),
        "the log repeats nothing a stranger chose"
    );
}

#[test]
fn every_answer_forbids_what_is_not_the_pages_own() {
    let place = project();
    let page = ready(place.path());
    for path in [
        "/how-many",
        "/who",
        "/decide",
        "/look/script.js",
        "/nothing-here",
        "/export/decisions.html",
    ] {
        let head = page.get(path).head;
        assert!(head.contains("default-src 'none'"), "{path}: {head}");
        assert!(head.contains("frame-ancestors 'none'"), "{path}");
        assert!(!head.contains("unsafe"), "{path}");
        assert!(head.contains("cache-control: no-store"), "{path}");
    }
    let body = page.get("/how-many").body;
    for inline in ["style=\"", "<script>", "onclick", "javascript:"] {
        assert!(
            !body.contains(inline),
            "{inline} would be refused by the policy"
        );
    }
}

#[test]
fn a_browser_that_sends_half_a_request_is_not_waited_for_and_keeps_nobody_else_waiting() {
    let place = project();
    let page = ready(place.path());
    let mut half = TcpStream::connect(page.host()).expect("a connection");
    half.write_all(b"POST /change HTTP/1.1\r\nHost: 127")
        .expect("sent");
    half.set_read_timeout(Some(Duration::from_secs(60)))
        .expect("a time limit");
    let before = Instant::now();
    assert_eq!(page.get("/pulse").status, 200);
    assert!(before.elapsed() < Duration::from_secs(10));
    // A byte now and then does not extend the time.
    let mut ended = false;
    while before.elapsed() < Duration::from_secs(40) {
        std::thread::sleep(Duration::from_secs(1));
        if half.write_all(b".").is_err() {
            ended = true;
            break;
        }
        half.set_read_timeout(Some(Duration::from_millis(10)))
            .expect("a time limit");
        let mut byte = [0];
        match half.read(&mut byte) {
            Ok(0) => {
                ended = true;
                break;
            }
            Err(error) if error.kind() == std::io::ErrorKind::ConnectionReset => {
                ended = true;
                break;
            }
            _ => {}
        }
    }
    assert!(ended, "the connection is still open after 40 s");
}

#[test]
fn more_than_a_change_can_hold_is_refused() {
    let place = project();
    let page = ready(place.path());
    let answer = page.post(
        "/change",
        &json!({ "seen": "", "change": "x".repeat(300 << 10) }),
    );
    assert!(matches!(answer.status, 413 | 0), "{}", answer.status);
    assert_eq!(page.post("/change", &json!({ "nothing": 1 })).status, 400);
    let seen = page.seen("/decide", "notes");
    let change = json!({ "seen": seen, "change": { "sheet": { "notes": "x".repeat(30_000) } } });
    assert_eq!(page.post("/change", &change).status, 422);
}

#[test]
fn a_port_in_use_is_said_with_the_way_out() {
    let taken = TcpListener::bind("127.0.0.1:0").expect("a port");
    let port = taken.local_addr().expect("an address").port().to_string();
    entourage("workshop")
        .arg("--port")
        .arg(&port)
        .fails(2, &[&port, "is taken", "--port 0"]);
}

#[test]
fn a_project_that_is_named_and_not_there_is_an_error_and_one_that_does_not_build_says_why() {
    entourage("workshop")
        .arg("absent.yaml")
        .fails(2, &["absent.yaml", "cannot be read"]);
    let place = project();
    super::page::lay(
        place.path(),
        "entourage.yaml",
        b"audience: { file: gone.csv }\n",
    );
    let page = ready(place.path());
    let body = page.get("/how-many").body;
    assert!(body.contains("This project does not build"), "{body}");
    assert!(body.contains("gone.csv"), "{body}");
    super::page::lay(
        place.path(),
        "entourage.yaml",
        super::page::PROJECT.as_bytes(),
    );
    page.post("/again", &json!({}));
    page.wait();
    assert!(page.get("/how-many").body.contains("id=\"number\""));
}
