//! Which request is answered by what.

use std::sync::Arc;

use axum::Router;
use axum::body::{Bytes, to_bytes};
use axum::extract::{Request, State};
use axum::http::{HeaderMap, HeaderValue, Method, StatusCode, header};
use axum::response::Response;
use serde::Serialize;

use super::answer::{answer, elsewhere, html, json, plain};
use super::change::{self, Refused, Sent};
use super::desk::{Desk, Standing};
use super::look;
use super::page::{self, Visit};
use super::prepare;
use crate::brief::Lang;

/// Bytes of a change at most.
const LARGEST_CHANGE: usize = 256 << 10;
/// Bytes of a file dropped on the page at most: larger ones are laid beside the project by hand.
const LARGEST_FILE: usize = 512 << 20;

/// Told what was refused.
pub(super) type Tell = Arc<dyn Fn(&str) + Send + Sync>;

#[derive(Clone)]
struct Place {
    desk: Arc<Desk>,
    tell: Tell,
}

/// A request, read whole.
struct Asked {
    method: Method,
    path: String,
    query: Vec<(String, String)>,
    headers: HeaderMap,
    body: Bytes,
}

/// Everything that is answered.
pub(super) fn routes(desk: Arc<Desk>, tell: Tell) -> Router {
    Router::new()
        .fallback(guarded)
        .with_state(Place { desk, tell })
}

/// Holds a request against the guard, reads it within bounds, and lets a thread of its own answer.
async fn guarded(State(place): State<Place>, request: Request) -> Response {
    let (parts, body) = request.into_parts();
    let query = pairs(parts.uri.query().unwrap_or_default());
    let token = query.iter().find(|(key, _)| key == "token");
    let first = parts.method == Method::GET
        && parts.uri.path() == "/"
        && token.is_some_and(|(_, token)| place.desk.guard.is_token(token));
    if let Err(refusal) = place.desk.guard.check(&parts.method, &parts.headers, first) {
        (place.tell)(&format!("{} ({})", refusal.text(), parts.method));
        return plain(StatusCode::FORBIDDEN, refusal.text());
    }
    if first {
        return welcome(&place.desk);
    }
    let file = parts.method == Method::PUT && parts.uri.path() == "/data/file";
    let most = if file { LARGEST_FILE } else { LARGEST_CHANGE };
    let Ok(body) = to_bytes(body, most).await else {
        return plain(StatusCode::PAYLOAD_TOO_LARGE, "too large");
    };
    let asked = Asked {
        method: parts.method,
        path: parts.uri.path().to_owned(),
        query,
        headers: parts.headers,
        body,
    };
    let desk = Arc::clone(&place.desk);
    let answered = tokio::task::spawn_blocking(move || respond(&desk, &asked));
    answered.await.unwrap_or_else(|_| {
        plain(
            StatusCode::INTERNAL_SERVER_ERROR,
            "this page failed; the others work",
        )
    })
}

/// The printed address: sets the cookie, and leads to the page without the token. A page leads on,
/// not a redirect: a browser that came from elsewhere sends no strict cookie along a redirect.
fn welcome(desk: &Desk) -> Response {
    let mut response = html(
        "<!doctype html><html lang=\"en\"><meta charset=\"utf-8\"><meta http-equiv=\"refresh\" content=\"0;url=/\">\
         <title>entourage</title><p><a href=\"/\">entourage workshop</a></p></html>"
            .to_owned(),
    );
    if let Ok(cookie) = HeaderValue::from_str(&desk.guard.set_cookie()) {
        response.headers_mut().insert(header::SET_COOKIE, cookie);
    }
    response
}

fn respond(desk: &Arc<Desk>, asked: &Asked) -> Response {
    let lang = lang_of(desk, asked);
    let visit = Visit {
        desk,
        lang,
        query: &asked.query,
    };
    let mut response = match (asked.method.clone(), asked.path.as_str()) {
        (Method::GET, "/") => elsewhere(match desk.standing() {
            Standing::Nothing => "/data",
            _ => "/how-many",
        }),
        (Method::GET, "/look/style.css") => {
            answer(StatusCode::OK, "text/css; charset=utf-8", look::style())
        }
        (Method::GET, "/look/script.js") => answer(
            StatusCode::OK,
            "text/javascript; charset=utf-8",
            look::SCRIPT,
        ),
        (Method::GET, "/look/theme.js") => answer(
            StatusCode::OK,
            "text/javascript; charset=utf-8",
            look::THEME,
        ),
        (Method::GET, "/favicon.ico") => plain(StatusCode::NO_CONTENT, ""),
        (Method::GET, "/pulse") => pulse(desk),
        (Method::GET, "/part/number") => shown(&visit, page::number(&visit)),
        (Method::GET, "/part/people") => shown(&visit, page::people(&visit)),
        (Method::POST, "/part/which") => shown(&visit, page::which(&visit, &asked.body)),
        (Method::POST, "/part/trial") => shown(&visit, page::trial(&visit, &asked.body)),
        (Method::GET, path) if path.starts_with("/export/") => {
            shown(&visit, page::export(&visit, &path["/export/".len()..]))
        }
        (Method::POST, "/change") => changed(&visit, &asked.body),
        (Method::POST, "/undo") => stepped(&visit, change::undo(desk), "workshop.undone"),
        (Method::POST, "/redo") => stepped(&visit, change::redo(desk), "workshop.redone"),
        (Method::POST, "/again") => {
            prepare::start(desk);
            elsewhere("/how-many")
        }
        (Method::PUT, "/data/file") => page::receive(&visit, &asked.body),
        (Method::POST, "/data/init") => shown(
            &visit,
            page::init(&visit, &pairs(&String::from_utf8_lossy(&asked.body))),
        ),
        // Its answer may be the page itself, which is loaded again and asked for in another language.
        (Method::GET, "/data/init") => elsewhere("/data"),
        (Method::POST, "/data/build") => page::build(&visit),
        (Method::GET, path) => shown(&visit, page::page(&visit, path)),
        _ => plain(StatusCode::METHOD_NOT_ALLOWED, "not here"),
    };
    if asked.query.iter().any(|(key, _)| key == "lang")
        && let Ok(cookie) = HeaderValue::from_str(&format!(
            "entourage-lang={}; Path=/; SameSite=Strict",
            lang.code()
        ))
    {
        response.headers_mut().insert(header::SET_COOKIE, cookie);
    }
    response
}

fn shown(visit: &Visit<'_>, shown: page::Shown) -> Response {
    shown.unwrap_or_else(|trouble| page::trouble(visit, trouble))
}

/// Whether a window has something to show anew; looks at the disk on the way.
fn pulse(desk: &Desk) -> Response {
    #[derive(Serialize)]
    struct Pulse {
        revision: u64,
        ready: bool,
    }
    // While something is written there is nothing new to see.
    if desk.ready().is_some() {
        change::look(desk, &mut desk.truth());
    }
    let pulse = Pulse {
        revision: desk.revision(),
        ready: !matches!(desk.standing(), Standing::Preparing(_)),
    };
    json(StatusCode::OK, &pulse)
}

#[derive(Serialize, Default)]
struct Said {
    #[serde(rename = "said")]
    text: String,
    version: String,
    revision: u64,
}

fn changed(visit: &Visit<'_>, body: &[u8]) -> Response {
    let Ok(sent) = serde_json::from_slice::<Sent>(body) else {
        let said = Said {
            text: visit.text("workshop.refused.form", &[]),
            ..Said::default()
        };
        return json(StatusCode::BAD_REQUEST, &said);
    };
    match change::make(visit.desk, sent) {
        Ok(made) => json(
            StatusCode::OK,
            &Said {
                text: visit.text("workshop.saved", &[]),
                version: made.version,
                revision: visit.desk.revision(),
            },
        ),
        Err(refused) => refused_answer(visit, refused),
    }
}

fn refused_answer(visit: &Visit<'_>, refused: Refused) -> Response {
    let (status, said, version) = match refused {
        Refused::Meanwhile(version) => (
            StatusCode::CONFLICT,
            visit.text("workshop.refused.meanwhile", &[]),
            version,
        ),
        Refused::Senseless(key) => (
            StatusCode::UNPROCESSABLE_ENTITY,
            visit.text(key, &[]),
            String::new(),
        ),
        Refused::Unwritable(why) => (
            StatusCode::INSUFFICIENT_STORAGE,
            visit.text("workshop.refused.unwritable", &[("why", why.into())]),
            String::new(),
        ),
        Refused::NotReady => (
            StatusCode::SERVICE_UNAVAILABLE,
            visit.text("workshop.refused.not_ready", &[]),
            String::new(),
        ),
    };
    let said = Said {
        text: said,
        version,
        revision: visit.desk.revision(),
    };
    json(status, &said)
}

fn stepped(
    visit: &Visit<'_>,
    step: Result<Option<(&'static str, String)>, Refused>,
    key: &str,
) -> Response {
    let said = match step {
        Err(Refused::Meanwhile(file)) => {
            let said = visit.text("workshop.refused.step_meanwhile", &[("file", file.into())]);
            return json(
                StatusCode::CONFLICT,
                &Said {
                    text: said,
                    ..Said::default()
                },
            );
        }
        Err(refused) => return refused_answer(visit, refused),
        Ok(None) => visit.text("workshop.undo.nothing", &[]),
        Ok(Some((what, fill))) => {
            let what = visit.text(what, &[("what", fill.into())]);
            visit.text(key, &[("what", what.into())])
        }
    };
    let said = Said {
        text: said,
        revision: visit.desk.revision(),
        ..Said::default()
    };
    json(StatusCode::OK, &said)
}

/// The language of a visit: as chosen, as chosen before, that of the page, that of the browser.
fn lang_of(desk: &Desk, asked: &Asked) -> Lang {
    let query = asked.query.iter().find(|(key, _)| key == "lang");
    let cookies = asked.headers.get_all(header::COOKIE).iter();
    let mut cookies = cookies
        .filter_map(|value| value.to_str().ok())
        .flat_map(|value| value.split(';'))
        .filter_map(|pair| pair.trim().strip_prefix("entourage-lang="));
    let browser = || {
        let accepted = asked.headers.get(header::ACCEPT_LANGUAGE)?.to_str().ok()?;
        Lang::of(accepted.get(..2)?)
    };
    query
        .and_then(|(_, code)| Lang::of(code))
        .or_else(|| cookies.find_map(Lang::of))
        .or_else(|| desk.lang())
        .or_else(browser)
        .unwrap_or(Lang::En)
}

/// The pairs of a query, decoded.
fn pairs(query: &str) -> Vec<(String, String)> {
    let pairs = query.split('&').filter(|pair| !pair.is_empty());
    pairs
        .map(|pair| {
            let (key, value) = pair.split_once('=').unwrap_or((pair, ""));
            (decoded(key), decoded(value))
        })
        .collect()
}

fn decoded(text: &str) -> String {
    let bytes = text.as_bytes();
    let mut out = Vec::with_capacity(bytes.len());
    let mut at = 0;
    while at < bytes.len() {
        let hex = |place: usize| {
            let digit = bytes.get(place).copied().map(char::from)?;
            digit.to_digit(16).map(|digit| digit as u8)
        };
        match bytes[at] {
            b'+' => out.push(b' '),
            b'%' => match (hex(at + 1), hex(at + 2)) {
                (Some(high), Some(low)) => {
                    out.push(high * 16 + low);
                    at += 2;
                }
                _ => out.push(b'%'),
            },
            byte => out.push(byte),
        }
        at += 1;
    }
    String::from_utf8_lossy(&out).into_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_query_is_read_as_browsers_write_it() {
        let found = pairs("q=caf%C3%A9+lumen&k=4&bad=%zz&&empty");
        let found: Vec<(&str, &str)> = found.iter().map(|(a, b)| (&**a, &**b)).collect();
        assert_eq!(
            found,
            [
                ("q", "café lumen"),
                ("k", "4"),
                ("bad", "%zz"),
                ("empty", "")
            ]
        );
    }
}
