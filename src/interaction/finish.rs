//! The end of reading: people joined and numbered, replies resolved, doubles and self-ties dropped,
//! everything in its final order.

use std::cmp::Ordering;

use rayon::prelude::*;

use super::builder::{Builder, Draft, ONCE, PENDING};
use super::people::{Joined, sorted_by_text};
use super::{Event, Exclusion, Findings, Identity, Kind, Log, NONE, Reading, Share};
use crate::person::Directory;

/// Authors differ: none can be named.
const DISPUTED: u32 = u32::MAX - 1;

/// Makes the log. O(n log n) in events, posts, people and terms.
pub(super) fn finish(
    mut builder: Builder,
    identities: &[Identity],
    exclude: &[Exclusion],
) -> Reading {
    builder.look_at_texts();
    apply_deletions(&mut builder);
    unite_objects(&mut builder);
    let Builder {
        mut people,
        platforms,
        objects,
        mut events,
        mut drafts,
        terms,
        post_terms,
        labels,
        post_labels,
        ..
    } = builder;
    let joined = people.join(identities, exclude, &platforms);
    let mut log = Log {
        left_out: joined.left_out,
        ..Log::default()
    };
    let mut findings = Findings {
        unmatched: joined.unmatched,
        ..Findings::default()
    };

    let authors = authors(&events, &drafts, &joined, objects.len());
    let shares = settle_ends(&mut events, &joined, &authors, &mut log, &mut findings.unresolved);
    // Posts keep their places until events have been pointed at the final ones.
    let out = |draft: &Draft| joined.out[joined.root[draft.post.author as usize] as usize];
    let used = used_people(&events, &shares, &drafts, &joined);
    let (settled, person) = people.settle(&joined, &used, &platforms);
    log.people = settled.people;
    log.accounts = settled.accounts;
    log.aliases = settled.aliases;
    log.alias_people = settled.alias_people;
    findings.identities = settled.pairs;

    let (objects, object_number) = used_objects(&objects, &events, &shares, &drafts, out);
    log.object_authors = vec![NONE; objects.len()];
    for (old, &new) in object_number.iter().enumerate() {
        if new != NONE && authors[old] < DISPUTED {
            log.object_authors[new as usize] = person[authors[old] as usize];
        }
    }
    log.objects = objects;
    let object = |old: u32| {
        if old == NONE {
            NONE
        } else {
            object_number[old as usize]
        }
    };

    let (terms, term_number) = sorted(&terms);
    let (labels, label_number) = sorted(&labels);
    log.terms = terms;
    log.labels = labels;
    let kept: Vec<bool> = drafts.iter().map(|draft| !out(draft)).collect();
    drafts.iter_mut().for_each(|draft| {
        draft.post.author = person[draft.post.author as usize];
        draft.post.object = object(draft.post.object);
        draft.post.answers = object(draft.post.answers);
    });
    let words = Slices {
        all: &post_terms,
        number: &term_number,
    };
    let tags = Slices {
        all: &post_labels,
        number: &label_number,
    };
    let post_number = place_posts(&mut log, &drafts, &kept, words, tags);
    events.iter_mut().for_each(|event| {
        event.source = person[event.source as usize];
        if event.target != NONE {
            event.target = person[event.target as usize];
        }
        event.object = object(event.object);
        if event.post < ONCE {
            event.post = post_number[event.post as usize];
        }
    });
    log.shares = shares
        .into_iter()
        .map(|share| Share { person: person[share.person as usize], object: object(share.object), time: share.time })
        .collect();
    log.shares.sort_unstable();
    log.shares.dedup();
    let row_is_act = rows_that_are_acts(&drafts, &post_number, log.posts.len());
    drop_doubles(&mut events, &row_is_act, &mut log.duplicates);
    events.shrink_to_fit();
    sort_events(&mut events);
    log.events = events;
    if log.events.is_empty() {
        tie_sharers(&mut log);
    }
    log.platforms = platforms;
    Reading { log, findings }
}

/// Author (root account) of each object: of its post, else whoever all its events are towards.
fn authors(events: &[Event], drafts: &[Draft], joined: &Joined, objects: usize) -> Vec<u32> {
    let mut authors = vec![NONE; objects];
    for event in events.iter().filter(|event| {
        event.object != NONE && event.target < PENDING && event.kind != Kind::Mention
    }) {
        let author = &mut authors[event.object as usize];
        let target = joined.root[event.target as usize];
        *author = match *author {
            NONE => target,
            known if known == target => target,
            _ => DISPUTED,
        };
    }
    let mut own = vec![NONE; if drafts.is_empty() { 0 } else { objects }];
    for post in drafts
        .iter()
        .map(|draft| &draft.post)
        .filter(|post| post.object != NONE)
    {
        let author = &mut own[post.object as usize];
        let writer = joined.root[post.author as usize];
        *author = match *author {
            NONE => writer,
            known if known == writer => writer,
            _ => DISPUTED,
        };
    }
    for (author, own) in authors.iter_mut().zip(own) {
        if own != NONE {
            *author = own;
        }
    }
    authors
}

/// Messages deleted take their posts and events with them.
fn apply_deletions(builder: &mut Builder) {
    if builder.deleted.is_empty() {
        return;
    }
    let mut gone = vec![false; builder.objects.len()];
    for &object in builder.deleted.iter().filter(|&&object| object != NONE) {
        gone[object as usize] = true;
    }
    let is_gone = |object: u32| object != NONE && gone[object as usize];
    let mut place = Vec::with_capacity(builder.drafts.len());
    let mut kept = 0;
    for draft in &builder.drafts {
        place.push(if is_gone(draft.post.object) { NONE } else { kept });
        kept += u32::from(!is_gone(draft.post.object));
    }
    let mut undone = vec![false; builder.events.len()];
    for &(event, object) in &builder.carried {
        // An act that was not taken (its target is nobody) has no event of its own.
        if let Some(undone) = undone.get_mut(event as usize) {
            *undone = is_gone(object);
        }
    }
    let mut number = 0;
    builder.events.retain_mut(|event| {
        number += 1;
        if event.post < ONCE {
            event.post = place[event.post as usize];
            return event.post != NONE;
        }
        !undone[number - 1]
    });
    builder.drafts.retain(|draft| !is_gone(draft.post.object));
}

/// Objects known by two ids become one.
fn unite_objects(builder: &mut Builder) {
    if builder.same.is_empty() {
        return;
    }
    let mut kept: Vec<u32> = (0..builder.objects.len() as u32).collect();
    // Of several the smallest text, so that the order of files does not show.
    builder.same.sort_by(|a, b| builder.objects.key(b.1).cmp(builder.objects.key(a.1)));
    for &(id, other) in &builder.same {
        kept[id as usize] = other;
    }
    let one = |object: &mut u32| {
        if *object != NONE {
            *object = kept[*object as usize];
        }
    };
    builder.events.iter_mut().for_each(|event| one(&mut event.object));
    for draft in &mut builder.drafts {
        one(&mut draft.post.object);
        one(&mut draft.post.answers);
    }
}

/// Resolves pending targets and drops what has no place: unresolved replies (counted), self-ties,
/// and whatever touches somebody left out. Shares of objects whose author is unknown are given back.
fn settle_ends(events: &mut Vec<Event>, joined: &Joined, authors: &[u32], log: &mut Log, unresolved: &mut u64) -> Vec<Share> {
    let mut shares = Vec::new();
    events.retain_mut(|event| {
        let source = joined.root[event.source as usize];
        if joined.out[source as usize] {
            return false;
        }
        if event.target == PENDING {
            let author = authors[event.object as usize];
            if author >= DISPUTED {
                if event.kind == Kind::Repost {
                    shares.push(Share { person: source, object: event.object, time: event.time });
                } else {
                    *unresolved += 1;
                }
                return false;
            }
            event.target = author;
        }
        event.source = source;
        if event.target == NONE {
            return true;
        }
        event.target = joined.root[event.target as usize];
        if joined.out[event.target as usize] {
            return false;
        }
        if event.target == source {
            log.self_ties += 1;
            return false;
        }
        true
    });
    shares
}

/// Two people who share one object within a minute are tied both ways (Righetti & Balluff 2023,
/// CooRTweet): only where nothing else ties anybody.
fn tie_sharers(log: &mut Log) {
    const WINDOW: i64 = 60;
    /// Sharers of one object tied to each: a viral one would tie everybody.
    const NEXT: usize = 50;
    let mut shares = log.shares.clone();
    shares.sort_unstable_by_key(|share| (share.object, share.time, share.person));
    for (place, one) in shares.iter().enumerate() {
        let close = shares[place + 1..]
            .iter()
            .take(NEXT)
            .take_while(|other| other.object == one.object && other.time.saturating_sub(one.time) <= WINDOW)
            .filter(|other| other.person != one.person);
        for other in close {
            for (source, target) in [(one, other), (other, one)] {
                log.events.push(Event {
                    source: source.person,
                    target: target.person,
                    kind: Kind::Mention,
                    platform: 0,
                    weight: 1.0,
                    time: source.time,
                    object: source.object,
                    post: NONE,
                });
            }
        }
    }
    sort_events(&mut log.events);
    log.events.dedup();
}

/// Root accounts that have an event or a post.
fn used_people(
    events: &[Event],
    shares: &[Share],
    drafts: &[Draft],
    joined: &Joined,
) -> Vec<bool> {
    let mut used = vec![false; joined.root.len()];
    for share in shares {
        used[share.person as usize] = true;
    }
    for event in events {
        used[event.source as usize] = true;
        if event.target != NONE {
            used[event.target as usize] = true;
        }
    }
    for draft in drafts {
        let root = joined.root[draft.post.author as usize] as usize;
        used[root] |= !joined.out[root];
    }
    used
}

/// Objects that an event or a kept post speaks of, in the order of their keys.
fn used_objects(
    objects: &Directory,
    events: &[Event],
    shares: &[Share],
    drafts: &[Draft],
    out: impl Fn(&Draft) -> bool,
) -> (Directory, Vec<u32>) {
    let mut used = vec![false; objects.len()];
    let posts = drafts
        .iter()
        .filter(|draft| !out(draft))
        .flat_map(|draft| [draft.post.object, draft.post.answers]);
    for object in events
        .iter()
        .map(|event| event.object)
        .chain(shares.iter().map(|share| share.object))
        .chain(posts)
        .filter(|&object| object != NONE)
    {
        used[object as usize] = true;
    }
    let kept = (0..objects.len() as u32)
        .filter(|&object| used[object as usize])
        .collect();
    renumber(objects, kept)
}

fn sorted(directory: &Directory) -> (Directory, Vec<u32>) {
    renumber(directory, (0..directory.len() as u32).collect())
}

fn renumber(directory: &Directory, kept: Vec<u32>) -> (Directory, Vec<u32>) {
    let mut number = vec![NONE; directory.len()];
    let mut ordered = Directory::default();
    for old in sorted_by_text(kept, |old| directory.key(old)) {
        number[old as usize] = ordered.intern(directory.key(old));
    }
    (ordered, number)
}

/// Numbers of all posts, one after another, and their final numbers.
#[derive(Clone, Copy)]
struct Slices<'a> {
    all: &'a [u32],
    number: &'a [u32],
}

impl Slices<'_> {
    fn of(&self, range: (u32, u32)) -> Vec<u32> {
        let mut numbers: Vec<u32> = self.all[range.0 as usize..range.1 as usize]
            .iter()
            .map(|&old| self.number[old as usize])
            .collect();
        numbers.sort_unstable();
        numbers
    }
}

/// Orders posts, keeps one of each message, and gives each draft its place.
fn place_posts(
    log: &mut Log,
    drafts: &[Draft],
    kept: &[bool],
    words: Slices,
    labels: Slices,
) -> Vec<u32> {
    let mut order: Vec<u32> = (0..drafts.len() as u32)
        .filter(|&draft| kept[draft as usize])
        .collect();
    let content = |draft: u32| {
        let post = &drafts[draft as usize].post;
        (words.of(post.terms), labels.of(post.labels))
    };
    let full = |a: u32, b: u32| -> Ordering {
        let (one, other) = (&drafts[a as usize].post, &drafts[b as usize].post);
        let known = |post: &super::Post| {
            (
                post.author,
                post.time,
                post.answers,
                post.lang,
                post.sentiment,
                post.question,
                post.repost,
                post.platform,
            )
        };
        known(one)
            .cmp(&known(other))
            .then_with(|| content(a).cmp(&content(b)))
    };
    // Of one message the fullest version is kept: a time, then the most words, then labels.
    let fullness = |draft: u32| {
        let post = &drafts[draft as usize].post;
        (
            post.time == super::NO_TIME,
            std::cmp::Reverse(post.terms.1 - post.terms.0),
            std::cmp::Reverse(post.labels.1 - post.labels.0),
        )
    };
    let object = |draft: u32| drafts[draft as usize].post.object;
    order.par_sort_by(|&a, &b| {
        object(a)
            .cmp(&object(b))
            .then_with(|| {
                if object(a) == NONE {
                    Ordering::Equal
                } else {
                    fullness(a).cmp(&fullness(b))
                }
            })
            .then_with(|| full(a, b))
    });
    let mut first_of = vec![NONE; drafts.len()];
    let mut stay = Vec::with_capacity(order.len());
    for &draft in &order {
        match stay.last() {
            Some(&first) if object(draft) != NONE && object(first) == object(draft) => {
                first_of[draft as usize] = first;
                log.duplicates += u64::from(!drafts[draft as usize].row_is_act);
            }
            _ => {
                first_of[draft as usize] = draft;
                stay.push(draft);
            }
        }
    }
    stay.par_sort_by(|&a, &b| full(a, b).then(object(a).cmp(&object(b))));
    let mut place = vec![NONE; drafts.len()];
    for &draft in &stay {
        place[draft as usize] = log.posts.len() as u32;
        let (terms, tags) = content(draft);
        let mut post = drafts[draft as usize].post;
        post.terms = append(&mut log.post_terms, &terms);
        post.labels = append(&mut log.post_labels, &tags);
        log.posts.push(post);
    }
    first_of
        .iter()
        .map(|&first| {
            if first == NONE {
                NONE
            } else {
                place[first as usize]
            }
        })
        .collect()
}

fn append(all: &mut Vec<u32>, more: &[u32]) -> (u32, u32) {
    let start = all.len() as u32;
    all.extend_from_slice(more);
    (start, all.len() as u32)
}

/// Which final posts stand in files where a row is an interaction, not a message.
fn rows_that_are_acts(drafts: &[Draft], post_number: &[u32], posts: usize) -> Vec<bool> {
    let mut row_is_act = vec![false; posts];
    for (draft, &number) in drafts.iter().zip(post_number) {
        if number != NONE {
            row_is_act[number as usize] |= draft.row_is_act;
        }
    }
    row_is_act
}

/// Drops events that a message seen twice made twice, and mentions of those the same post answers.
fn drop_doubles(events: &mut Vec<Event>, row_is_act: &[bool], duplicates: &mut u64) {
    if events.iter().all(|event| event.post == NONE) {
        return;
    }
    // The strongest kind of a post towards somebody comes first, a mention last.
    let key = |event: &Event| {
        (
            event.source,
            event.target,
            event.post,
            std::cmp::Reverse(event.kind),
            event.object,
        )
    };
    events.par_sort_unstable_by(|a, b| key(a).cmp(&key(b)).then_with(|| final_order(a, b)));
    events.dedup_by(|event, kept| {
        let same =
            (event.source, event.target, event.post) == (kept.source, kept.target, kept.post);
        if !same || event.post == NONE {
            return false;
        }
        let sign = event.post == ONCE;
        if (event.kind, event.object) == (kept.kind, kept.object) {
            // Two follows are one; a reaction to a post nobody can name may be another one.
            let once = !sign
                || event.object != NONE
                || event.kind == Kind::Follow
                || event.time == kept.time;
            *duplicates += u64::from(once && (sign || row_is_act[event.post as usize]));
            return once;
        }
        !sign && event.kind == Kind::Mention
    });
    for event in events.iter_mut().filter(|event| event.post == ONCE) {
        event.post = NONE;
    }
}

fn final_order(a: &Event, b: &Event) -> Ordering {
    let key = |event: &Event| {
        (
            event.source,
            event.target,
            event.time,
            event.kind,
            event.object,
            event.platform,
            event.weight.to_bits(),
            event.post,
        )
    };
    key(a).cmp(&key(b))
}

/// Sorts by source, target, time, kind and object: first into buckets of neighbouring sources, in
/// place, then each bucket while it is in cache.
pub(super) fn sort_events(events: &mut [Event]) {
    events.par_sort_unstable_by(final_order);
}
