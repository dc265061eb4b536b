//! Words that say nothing of a subject, French and English, and of the net.

use std::sync::LazyLock;

/// One word a line, sorted by bytes, so that a look-up is a binary search.
static WORDS: LazyLock<Vec<&str>> =
    LazyLock::new(|| include_str!("stop_words.txt").lines().collect());

/// Whether a word says nothing of a subject.
pub(super) fn is_stop_word(word: &str) -> bool {
    WORDS.binary_search(&word).is_ok()
}

#[cfg(test)]
mod tests {
    use super::WORDS;

    #[test]
    fn the_list_is_sorted_and_without_repeats() {
        assert!(WORDS.windows(2).all(|pair| pair[0] < pair[1]));
    }
}
