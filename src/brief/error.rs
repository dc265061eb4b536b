//! What can go wrong with a document.

/// Why a document could not be made. The last good documents stay as they are.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum BriefError {
    /// A template failed.
    #[error("template `{template}`, line {line}: {reason}")]
    Template {
        /// Name of the template, as in the templates folder.
        template: String,
        /// Line in it, from 1 on.
        line: usize,
        /// What failed.
        reason: String,
    },
    /// The templates folder holds a file no document uses.
    #[error(
        "template `{name}` is not one of ours; a file of the templates folder takes the place of the built-in file of the same name: {known}"
    )]
    UnknownTemplate {
        /// Its name.
        name: String,
        /// The names there are.
        known: String,
    },
    /// A catalogue of ours does not parse (a fault of the program).
    #[error("catalogue `{language}`, line {line}: expected `key = text`")]
    Catalogue {
        /// Language of the catalogue.
        language: &'static str,
        /// Line in it.
        line: usize,
    },
}

impl From<minijinja::Error> for BriefError {
    fn from(error: minijinja::Error) -> Self {
        // The deepest error that names a template is where the user has to look.
        let mut place = (String::from("?"), 0);
        let mut reason = describe(&error);
        let mut next: Option<&(dyn std::error::Error + 'static)> = Some(&error);
        while let Some(current) = next {
            if let Some(inner) = current.downcast_ref::<minijinja::Error>() {
                if let Some(name) = inner.name() {
                    place = (name.to_owned(), inner.line().unwrap_or(0));
                    reason = describe(inner);
                }
            } else {
                reason = format!("{reason}: {current}");
            }
            next = current.source();
        }
        Self::Template {
            template: place.0,
            line: place.1,
            reason,
        }
    }
}

fn describe(error: &minijinja::Error) -> String {
    match error.detail() {
        Some(detail) => format!("{}: {detail}", error.kind()),
        None => error.kind().to_string(),
    }
}
