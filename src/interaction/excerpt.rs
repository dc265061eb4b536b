//! The words of a few posts, read again: texts never stay, but whoever waits for an answer is shown
//! with what was asked.

use std::collections::{BTreeMap, BTreeSet};

use super::builder::Builder;
use super::read::{form_among, read_into};
use super::{FileSpec, InteractionError, ReadOptions};

/// Characters kept of a text.
pub(super) const LONGEST: usize = 280;

/// What a post says and where it stands.
#[derive(Debug, Clone, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct Excerpt {
    /// Its first 280 characters, on one line.
    pub text: String,
    /// Its address, where the source gives one.
    pub url: String,
}

/// Reads the files again for the posts with these object keys (see [`Log::objects`](super::Log::objects)).
///
/// A second pass over the files: O(rows), nothing but the excerpts in memory. Where files differ, the
/// longest text is kept (ties: the smallest).
pub fn excerpts(
    files: &[FileSpec],
    options: &ReadOptions,
    objects: &BTreeSet<String>,
) -> Result<BTreeMap<String, Excerpt>, InteractionError> {
    // A middle form holds no texts.
    if objects.is_empty() || form_among(files, options)?.is_some() {
        return Ok(BTreeMap::new());
    }
    let mut builder = Builder::new(&options.labels);
    builder.excerpts = Some(
        objects
            .iter()
            .map(|key| (key.clone(), Excerpt::default()))
            .collect(),
    );
    read_into(&mut builder, files, options)?;
    let mut found = builder.excerpts.unwrap_or_default();
    found.retain(|_, excerpt| *excerpt != Excerpt::default());
    Ok(found)
}

impl Excerpt {
    /// Takes what another row says of the same post, whatever the order of rows.
    pub(super) fn take(&mut self, text: &str, url: &str) {
        let line: String = text
            .split_whitespace()
            .collect::<Vec<_>>()
            .join(" ")
            .chars()
            .take(LONGEST)
            .collect();
        let better = line
            .chars()
            .count()
            .cmp(&self.text.chars().count())
            .then_with(|| self.text.cmp(&line));
        if better.is_gt() {
            self.text = line;
        }
        if !url.is_empty() && (self.url.is_empty() || url < self.url.as_str()) {
            url.clone_into(&mut self.url);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::tests::given;
    use super::*;

    #[test]
    fn the_words_of_a_post_are_read_again_on_demand() {
        let given = given().file(
            "log.csv",
            "source,target,id,text,url\na,brand,m1,\"Bonjour,\nvous  ouvrez ?\",https://x.com/1\nb,brand,m2,oui,\na,brand,m1,Bonjour,\n",
        );
        let wanted = BTreeSet::from(["m1".to_owned(), "m7".to_owned()]);
        let found = excerpts(&given.specs, &given.options, &wanted).unwrap();
        assert_eq!(found.len(), 1);
        assert_eq!(
            found["m1"],
            Excerpt {
                text: "Bonjour, vous ouvrez ?".to_owned(),
                url: "https://x.com/1".to_owned()
            }
        );
    }
}
