//! Who may ask: this machine's own address, this page's own forms, the bearer of the token.

use axum::http::{HeaderMap, Method, header};

/// What every request is held against.
#[derive(Debug, Clone)]
pub(super) struct Guard {
    token: String,
    port: u16,
}

/// Why a request is refused.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Refusal {
    /// It was sent to another name: a page elsewhere may have turned its own name to this machine.
    Host,
    /// A page from elsewhere sent it.
    Origin,
    /// It carries no token of ours.
    Token,
}

impl Refusal {
    /// For the log: never what was sent, which the sender chose.
    pub fn text(self) -> &'static str {
        match self {
            Self::Host => "refused: sent to a host that is not this machine's own address",
            Self::Origin => "refused: a change that did not come from this page",
            Self::Token => "refused: without the token of the printed address",
        }
    }
}

impl Guard {
    pub fn new(token: String, port: u16) -> Self {
        Self { token, port }
    }

    /// The cookie's name: two workshops of one machine must not take each other's.
    pub fn cookie(&self) -> String {
        format!("entourage-{}", self.port)
    }

    /// The whole cookie, for this page only and for this browser's life.
    pub fn set_cookie(&self) -> String {
        format!(
            "{}={}; Path=/; HttpOnly; SameSite=Strict",
            self.cookie(),
            self.token
        )
    }

    /// Whether this is the token.
    pub fn is_token(&self, token: &str) -> bool {
        same(token.as_bytes(), self.token.as_bytes())
    }

    /// Holds a request against the rules; `first` is a GET of the printed address, which carries the
    /// token itself.
    pub fn check(&self, method: &Method, headers: &HeaderMap, first: bool) -> Result<(), Refusal> {
        let text = |name| one(headers, name);
        let host = text(header::HOST.as_str()).ok_or(Refusal::Host)?;
        if !self.names().iter().any(|name| name == host) {
            return Err(Refusal::Host);
        }
        let reads = matches!(*method, Method::GET | Method::HEAD);
        let origin = headers.get_all(header::ORIGIN).iter().count();
        let ours = text(header::ORIGIN.as_str())
            .and_then(|origin| origin.strip_prefix("http://"))
            .is_some_and(|origin| origin == host);
        // Browsers send no Origin with a plain GET of their own.
        if !ours && (origin > 0 || !reads) {
            return Err(Refusal::Origin);
        }
        let site = text("sec-fetch-site");
        if !reads && site.is_some_and(|site| site != "same-origin") {
            return Err(Refusal::Origin);
        }
        if first || self.bears(headers) {
            Ok(())
        } else {
            Err(Refusal::Token)
        }
    }

    fn names(&self) -> [String; 3] {
        ["127.0.0.1", "localhost", "[::1]"].map(|name| format!("{name}:{}", self.port))
    }

    fn bears(&self, headers: &HeaderMap) -> bool {
        let bearer = one(headers, header::AUTHORIZATION.as_str())
            .and_then(|value| value.strip_prefix("Bearer "));
        let name = self.cookie();
        let cookies = headers.get_all(header::COOKIE).iter();
        let mut cookies = cookies
            .filter_map(|value| value.to_str().ok())
            .flat_map(|value| value.split(';'))
            .filter_map(|pair| pair.trim().split_once('='))
            .filter(|(own, _)| *own == name)
            .map(|(_, token)| token);
        bearer.is_some_and(|token| self.is_token(token))
            || cookies.any(|token| self.is_token(token))
    }
}

/// A header that stands once; said twice, it is not to be trusted.
fn one<'a>(headers: &'a HeaderMap, name: &str) -> Option<&'a str> {
    let mut all = headers.get_all(name).iter();
    let value = all.next()?;
    match all.next() {
        None => value.to_str().ok(),
        Some(_) => None,
    }
}

/// Whether two texts are the same, in a time that does not tell where they part.
fn same(a: &[u8], b: &[u8]) -> bool {
    a.len() == b.len() && a.iter().zip(b).fold(0, |parted, (x, y)| parted | (x ^ y)) == 0
}

/// What every answer carries: nothing from outside, nothing embedded, nothing kept.
pub(super) const HEADERS: [(&str, &str); 7] = [
    (
        "content-security-policy",
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; \
         form-action 'self'; base-uri 'none'; frame-ancestors 'none'",
    ),
    ("x-content-type-options", "nosniff"),
    ("x-frame-options", "DENY"),
    // Not "no-referrer": under it browsers send the page's own forms with `Origin: null`.
    ("referrer-policy", "same-origin"),
    ("cross-origin-resource-policy", "same-origin"),
    ("cross-origin-opener-policy", "same-origin"),
    ("cache-control", "no-store"),
];

#[cfg(test)]
mod tests {
    use super::*;
    use axum::http::HeaderName;

    fn headers(pairs: &[(&str, &str)]) -> HeaderMap {
        let mut headers = HeaderMap::new();
        for (name, value) in pairs {
            let name: HeaderName = name.parse().expect("a name");
            headers.append(name, value.parse().expect("a value"));
        }
        headers
    }

    fn check(method: &Method, pairs: &[(&str, &str)]) -> Result<(), Refusal> {
        Guard::new("secret".to_owned(), 4747).check(method, &headers(pairs), false)
    }

    const HERE: (&str, &str) = ("host", "127.0.0.1:4747");
    const OURS: (&str, &str) = ("origin", "http://127.0.0.1:4747");
    const BEARER: (&str, &str) = ("authorization", "Bearer secret");

    #[test]
    fn the_page_itself_may_read_and_change() {
        assert_eq!(check(&Method::GET, &[HERE, BEARER]), Ok(()));
        assert_eq!(check(&Method::POST, &[HERE, OURS, BEARER]), Ok(()));
        let cookie = ("cookie", "other=1; entourage-4747=secret");
        let local = [
            ("host", "localhost:4747"),
            ("origin", "http://localhost:4747"),
            cookie,
        ];
        assert_eq!(check(&Method::POST, &local), Ok(()));
    }

    #[test]
    fn another_name_another_page_and_another_token_are_refused() {
        for host in ["evil.example:4747", "127.0.0.1", "127.0.0.1:80", ""] {
            let sent = [("host", host), BEARER];
            assert_eq!(check(&Method::GET, &sent), Err(Refusal::Host), "{host}");
        }
        assert_eq!(check(&Method::GET, &[BEARER]), Err(Refusal::Host));
        assert_eq!(
            check(&Method::GET, &[HERE, HERE, BEARER]),
            Err(Refusal::Host)
        );
        for origin in [
            "http://evil.example",
            "null",
            "https://127.0.0.1:4747",
            "http://localhost:4747",
        ] {
            let sent = [HERE, ("origin", origin), BEARER];
            assert_eq!(
                check(&Method::POST, &sent),
                Err(Refusal::Origin),
                "{origin}"
            );
            assert_eq!(check(&Method::GET, &sent), Err(Refusal::Origin), "{origin}");
        }
        assert_eq!(check(&Method::POST, &[HERE, BEARER]), Err(Refusal::Origin));
        let across = [HERE, OURS, BEARER, ("sec-fetch-site", "cross-site")];
        assert_eq!(check(&Method::POST, &across), Err(Refusal::Origin));
        for token in ["Bearer secre", "Bearer secret2", "secret", "Basic secret"] {
            let sent = [HERE, ("authorization", token)];
            assert_eq!(check(&Method::GET, &sent), Err(Refusal::Token), "{token}");
        }
        let cookie = [HERE, ("cookie", "entourage-80=secret")];
        assert_eq!(check(&Method::GET, &cookie), Err(Refusal::Token));
    }
}
