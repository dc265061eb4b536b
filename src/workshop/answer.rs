//! Answers: pages, parts of pages, files, and words for the script.

use axum::body::Body;
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::Response;
use serde::Serialize;

use super::guard::HEADERS;

/// An answer of a kind.
pub(super) fn answer(status: StatusCode, kind: &'static str, body: impl Into<Body>) -> Response {
    let mut response = Response::new(body.into());
    *response.status_mut() = status;
    let headers = response.headers_mut();
    headers.insert(header::CONTENT_TYPE, HeaderValue::from_static(kind));
    for (name, value) in HEADERS {
        headers.insert(name, HeaderValue::from_static(value));
    }
    response
}

/// A page, or a part of one.
pub(super) fn html(body: String) -> Response {
    answer(StatusCode::OK, "text/html; charset=utf-8", body)
}

/// Plain words.
pub(super) fn plain(status: StatusCode, body: impl Into<Body>) -> Response {
    answer(status, "text/plain; charset=utf-8", body)
}

/// Something for the script.
pub(super) fn json(status: StatusCode, value: &impl Serialize) -> Response {
    let body = serde_json::to_string(value).unwrap_or_default();
    answer(status, "application/json", body)
}

/// A file to keep.
pub(super) fn download(name: &str, kind: &'static str, body: String) -> Response {
    let mut response = answer(StatusCode::OK, kind, body);
    let value = format!("attachment; filename=\"{name}\"");
    if let Ok(value) = HeaderValue::from_str(&value) {
        let headers = response.headers_mut();
        headers.insert(header::CONTENT_DISPOSITION, value);
    }
    response
}

/// Another page in place of this one.
pub(super) fn elsewhere(path: &'static str) -> Response {
    let mut response = plain(StatusCode::SEE_OTHER, "");
    let headers = response.headers_mut();
    headers.insert(header::LOCATION, HeaderValue::from_static(path));
    response
}
