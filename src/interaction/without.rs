//! A log without some of its people: as if the files had never named them.

use super::order::sort_events;
use super::{Log, NONE};
use crate::person::Directory;

/// What must not be seen of a log, one mark an entry; an empty list marks nothing.
#[derive(Debug, Clone, Copy, Default)]
pub struct Hidden<'a> {
    /// People, by number.
    pub people: &'a [bool],
    /// Objects whose key tells who, by number (those of hidden authors go by themselves).
    pub objects: &'a [bool],
    /// Words, by number.
    pub terms: &'a [bool],
    /// Labels, by number.
    pub labels: &'a [bool],
}

impl Log {
    /// The log without what is hidden: no event from or towards a hidden person, none of its posts,
    /// objects, shares, aliases or account, and no hidden word in anybody's post.
    ///
    /// Everybody else keeps the same place in the order. O(size of the log).
    #[must_use]
    pub fn without(self, hidden: Hidden<'_>) -> Self {
        let gone =
            |marks: &[bool], number: u32| marks.get(number as usize).copied().unwrap_or(false);
        let person_gone = |person: u32| person != NONE && gone(hidden.people, person);
        let (people, person) = kept(&self.people, |number| !person_gone(number));
        let (objects, object) = kept(&self.objects, |number| {
            !gone(hidden.objects, number) && !person_gone(self.object_authors[number as usize])
        });
        let new_person = |old: u32| {
            if old == NONE {
                NONE
            } else {
                person[old as usize]
            }
        };
        let new_object = |old: u32| {
            if old == NONE {
                NONE
            } else {
                object[old as usize]
            }
        };
        let mut log = Self {
            people,
            objects,
            terms: self.terms,
            labels: self.labels,
            platforms: self.platforms,
            self_ties: self.self_ties,
            duplicates: self.duplicates,
            left_out: self.left_out,
            secret: self.secret,
            ..Self::default()
        };
        log.accounts = marked(self.accounts, &person);
        let authors = self.object_authors.into_iter().map(new_person).collect();
        log.object_authors = marked(authors, &object);
        let mut post_number = vec![NONE; self.posts.len()];
        for (old, mut post) in self.posts.into_iter().enumerate() {
            if person_gone(post.author) {
                continue;
            }
            post_number[old] = log.posts.len() as u32;
            post.author = new_person(post.author);
            post.object = new_object(post.object);
            post.answers = new_object(post.answers);
            post.terms = copied(&self.post_terms, post.terms, &mut log.post_terms, |term| {
                !gone(hidden.terms, term)
            });
            post.labels = copied(
                &self.post_labels,
                post.labels,
                &mut log.post_labels,
                |label| !gone(hidden.labels, label),
            );
            log.posts.push(post);
        }
        let seen = self
            .events
            .into_iter()
            .filter(|event| !person_gone(event.source) && !person_gone(event.target));
        log.events = seen
            .map(|mut event| {
                event.source = new_person(event.source);
                event.target = new_person(event.target);
                event.object = new_object(event.object);
                event.post = post_number
                    .get(event.post as usize)
                    .copied()
                    .unwrap_or(NONE);
                event
            })
            .collect();
        log.ties = self.ties.map(|mut ties| {
            ties.rows
                .retain(|tie| !person_gone(tie.source) && !person_gone(tie.target));
            for tie in &mut ties.rows {
                tie.source = new_person(tie.source);
                tie.target = new_person(tie.target);
            }
            ties
        });
        // An object that is gone may have told two events apart.
        sort_events(&mut log.events);
        let shares = self.shares.into_iter().map(|mut share| {
            share.person = new_person(share.person);
            share.object = new_object(share.object);
            share
        });
        log.shares = shares
            .filter(|share| share.person != NONE && share.object != NONE)
            .collect();
        for (alias, &whom) in self.aliases.iter().zip(&self.alias_people) {
            if !person_gone(whom) {
                log.aliases.intern(alias);
                log.alias_people.push(new_person(whom));
            }
        }
        log
    }
}

/// The entries that stay, and the new number of each old one, [`NONE`] where it is gone.
fn kept(all: &Directory, stays: impl Fn(u32) -> bool) -> (Directory, Vec<u32>) {
    let mut directory = Directory::default();
    let numbers = all.iter().enumerate().map(|(old, key)| {
        if stays(old as u32) {
            directory.intern(key)
        } else {
            NONE
        }
    });
    let numbers = numbers.collect();
    (directory, numbers)
}

/// The values of entries that stay.
fn marked<T>(values: Vec<T>, numbers: &[u32]) -> Vec<T> {
    let pairs = values.into_iter().zip(numbers);
    pairs
        .filter(|&(_, &number)| number != NONE)
        .map(|(value, _)| value)
        .collect()
}

/// Copies one post's slice without what is hidden; gives its new place.
fn copied(
    all: &[u32],
    (from, to): (u32, u32),
    into: &mut Vec<u32>,
    stays: impl Fn(u32) -> bool,
) -> (u32, u32) {
    let start = into.len() as u32;
    let slice = all.get(from as usize..to as usize).unwrap_or_default();
    into.extend(slice.iter().copied().filter(|&number| stays(number)));
    (start, into.len() as u32)
}

#[cfg(test)]
mod tests {
    use super::super::{FileSpec, ReadOptions, read};
    use super::*;

    const ALL: &str = "id,time,source,target,kind,object,text\n\
        1,2026-01-01T10:00:00Z,lea,sam,mention,,Bonjour sam\n\
        2,2026-01-02T10:00:00Z,sam,mia,reply,4,Merci mia\n\
        3,2026-01-03T10:00:00Z,zoe,mia,repost,4,\n\
        4,2026-01-01T09:00:00Z,mia,lea,mention,,Le café\n\
        5,2026-01-04T09:00:00Z,zoe,sam,comment,2,Oui\n";

    fn log(content: &str) -> Log {
        let folder = tempfile::tempdir().expect("a folder");
        std::fs::write(folder.path().join("log.csv"), content).expect("a file");
        let options = ReadOptions {
            folder: folder.path().to_owned(),
            ..ReadOptions::default()
        };
        read(&[FileSpec::new("log.csv")], &options)
            .expect("a log")
            .log
    }

    #[test]
    fn a_log_without_somebody_is_the_log_of_the_rows_that_do_not_name_them() {
        let whole = log(ALL);
        let sam = whole.people.get("sam").expect("sam");
        let marks: Vec<bool> = (0..whole.people.len() as u32)
            .map(|person| person == sam)
            .collect();
        let left = whole.without(Hidden {
            people: &marks,
            ..Hidden::default()
        });
        let rows: Vec<&str> = ALL.lines().filter(|line| !line.contains(",sam,")).collect();
        let other = log(&(rows.join("\n") + "\n"));
        let keys = |log: &Log| log.people.iter().map(str::to_owned).collect::<Vec<_>>();
        assert_eq!(keys(&left), keys(&other));
        assert_eq!(left.events.len(), other.events.len());
        assert!(left.find("@Sam").is_empty());
        for (one, two) in left.events.iter().zip(&other.events) {
            assert_eq!(
                (one.source, one.target, one.kind, one.time),
                (two.source, two.target, two.kind, two.time)
            );
        }
        // lea's post that named sam stays hers, without the tie.
        assert!(
            left.events
                .iter()
                .all(|event| event.post == NONE || (event.post as usize) < left.posts.len())
        );
        assert!(
            left.posts
                .iter()
                .all(|post| (post.author as usize) < left.people.len())
        );
    }

    #[test]
    fn hiding_nobody_changes_nothing() {
        let whole = log(ALL);
        let same = whole.clone().without(Hidden::default());
        assert_eq!(same.events, whole.events);
        assert_eq!(same.posts, whole.posts);
        assert_eq!(same.post_terms, whole.post_terms);
        assert_eq!(same.object_authors, whole.object_authors);
        assert_eq!(same.alias_people, whole.alias_people);
    }
}
