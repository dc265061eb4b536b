//! The end of reading: people joined and numbered, replies resolved, doubles and self-ties dropped,
//! everything in its final order.

use super::builder::{Builder, Draft, ONCE, PENDING};
use super::joining::sorted_by_text;
use super::order::{drop_doubles, sort_events, tie_sharers};
use super::people::Joined;
use super::place::{Slices, place_posts, rows_that_are_acts};
use super::written::Events;
use super::{
    Event, Exclusion, Findings, Identity, InteractionError, Kind, Log, NONE, Reading, Share,
};
use crate::person::Directory;

/// Authors differ: none can be named.
const DISPUTED: u32 = u32::MAX - 1;

/// Makes the log. O(n log n) in events, posts, people and terms.
pub(super) fn finish(
    mut builder: Builder,
    identities: &[Identity],
    exclude: &[Exclusion],
) -> Result<Reading, InteractionError> {
    builder.look_at_texts();
    builder.events.sound()?;
    apply_deletions(&mut builder)?;
    unite_objects(&mut builder)?;
    let written = builder.events.is_written();
    let Builder {
        mut people,
        platforms,
        objects,
        mut events,
        mut drafts,
        wrote,
        terms,
        post_terms,
        labels,
        post_labels,
        ..
    } = builder;
    let joined = people.join(identities, exclude, &platforms);
    let mut log = Log {
        left_out: joined.left_out,
        secret: people.secret().cloned(),
        ..Log::default()
    };
    let mut findings = Findings {
        unmatched: joined.unmatched,
        ..Findings::default()
    };

    let authors = authors(&events, &drafts, &joined, objects.len())?;
    let shares = settle_ends(
        &mut events,
        &joined,
        &authors,
        &mut log,
        &mut findings.unresolved,
    )?;
    // Posts keep their places until events have been pointed at the final ones.
    let out = |draft: &Draft| joined.out[joined.root[draft.post.author as usize] as usize];
    let used = used_people(&events, &shares, (&drafts, &wrote), &joined)?;
    let (settled, person) = people.settle(&joined, &used, &platforms);
    log.people = settled.people;
    log.accounts = settled.accounts;
    (log.aliases, log.alias_people) = (settled.aliases, settled.alias_people);
    findings.identities = settled.pairs;

    // Where interactions are added up, objects only tell them apart: any number does.
    let (objects, object_number) = if written {
        (Directory::default(), (0..objects.len() as u32).collect())
    } else {
        used_objects(&objects, &events, &shares, &drafts, out)?
    };
    log.object_authors = vec![NONE; objects.len()];
    for (old, &new) in object_number.iter().enumerate() {
        if !written && new != NONE && authors[old] < DISPUTED {
            log.object_authors[new as usize] = person[authors[old] as usize];
        }
    }
    log.objects = objects;
    let final_numbers = Numbers {
        person: &person,
        object: &object_number,
    };
    let (terms, term_number) = sorted(&terms);
    let (labels, label_number) = sorted(&labels);
    log.terms = terms;
    log.labels = labels;
    let kept: Vec<bool> = drafts.iter().map(|draft| !out(draft)).collect();
    for draft in &mut drafts {
        final_numbers.draft(draft);
    }
    let words = Slices {
        all: &post_terms,
        number: &term_number,
    };
    let tags = Slices {
        all: &post_labels,
        number: &label_number,
    };
    let post_number = place_posts(&mut log, &drafts, &kept, words, tags);
    log.shares = final_numbers.shares(&shares);
    let row_is_act = rows_that_are_acts(&drafts, &post_number, log.posts.len());
    let number = |event: &mut Event| final_numbers.event(event, &post_number);
    let arrange = |events: &mut Vec<Event>| {
        drop_doubles(events, &row_is_act, &mut log.duplicates);
        sort_events(events);
    };
    let written = if written {
        let ordered = events.ordered(log.people.len(), number, arrange)?;
        (log.posts, log.shares) = (Vec::new(), Vec::new());
        Some(ordered)
    } else {
        log.events = in_order(events, number, arrange);
        if log.events.is_empty() {
            tie_sharers(&mut log);
        }
        None
    };
    log.platforms = platforms;
    Ok(Reading {
        log,
        findings,
        written,
    })
}

/// The events held, numbered and arranged.
fn in_order(
    events: Events,
    number: impl Fn(&mut Event),
    mut arrange: impl FnMut(&mut Vec<Event>),
) -> Vec<Event> {
    let mut events = events.into_held();
    events.iter_mut().for_each(number);
    arrange(&mut events);
    events.shrink_to_fit();
    events
}

/// Final numbers of accounts and objects.
struct Numbers<'a> {
    person: &'a [u32],
    object: &'a [u32],
}

impl Numbers<'_> {
    fn object(&self, old: u32) -> u32 {
        if old == NONE {
            NONE
        } else {
            self.object[old as usize]
        }
    }

    fn draft(&self, draft: &mut Draft) {
        draft.post.author = self.person[draft.post.author as usize];
        draft.post.object = self.object(draft.post.object);
        draft.post.answers = self.object(draft.post.answers);
    }

    fn event(&self, event: &mut Event, post_number: &[u32]) {
        event.source = self.person[event.source as usize];
        if event.target != NONE {
            event.target = self.person[event.target as usize];
        }
        event.object = self.object(event.object);
        if event.post < ONCE {
            event.post = post_number[event.post as usize];
        }
    }

    /// Shares under their final numbers, in order, each once.
    fn shares(&self, shares: &[Share]) -> Vec<Share> {
        let numbered = |share: &Share| Share {
            person: self.person[share.person as usize],
            object: self.object(share.object),
            time: share.time,
        };
        let mut shares: Vec<Share> = shares.iter().map(numbered).collect();
        shares.sort_unstable();
        shares.dedup();
        shares
    }
}

/// Author (root account) of each object: of its post, else whoever all its events are towards.
fn authors(
    events: &Events,
    drafts: &[Draft],
    joined: &Joined,
    objects: usize,
) -> Result<Vec<u32>, InteractionError> {
    let mut authors = vec![NONE; objects];
    events.for_each(|event| {
        if event.object == NONE || event.target >= PENDING || event.kind == Kind::Mention {
            return;
        }
        let author = &mut authors[event.object as usize];
        let target = joined.root[event.target as usize];
        *author = match *author {
            NONE => target,
            known if known == target => target,
            _ => DISPUTED,
        };
    })?;
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
    Ok(authors)
}

/// Messages deleted take their posts and events with them.
fn apply_deletions(builder: &mut Builder) -> Result<(), InteractionError> {
    if builder.deleted.is_empty() {
        return Ok(());
    }
    let mut gone = vec![false; builder.objects.len()];
    for &object in builder.deleted.iter().filter(|&&object| object != NONE) {
        gone[object as usize] = true;
    }
    let is_gone = |object: u32| object != NONE && gone[object as usize];
    let mut place = Vec::with_capacity(builder.drafts.len());
    let mut kept = 0;
    for draft in &builder.drafts {
        place.push(if is_gone(draft.post.object) {
            NONE
        } else {
            kept
        });
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
    })?;
    builder.drafts.retain(|draft| !is_gone(draft.post.object));
    Ok(())
}

/// Objects known by two ids become one.
fn unite_objects(builder: &mut Builder) -> Result<(), InteractionError> {
    if builder.same.is_empty() {
        return Ok(());
    }
    let mut kept: Vec<u32> = (0..builder.objects.len() as u32).collect();
    // Of several the smallest text, so that the order of files does not show.
    builder
        .same
        .sort_by(|a, b| builder.objects.key(b.1).cmp(builder.objects.key(a.1)));
    for &(id, other) in &builder.same {
        kept[id as usize] = other;
    }
    let one = |object: &mut u32| {
        if *object != NONE {
            *object = kept[*object as usize];
        }
    };
    builder.events.retain_mut(|event| {
        one(&mut event.object);
        true
    })?;
    for draft in &mut builder.drafts {
        one(&mut draft.post.object);
        one(&mut draft.post.answers);
    }
    Ok(())
}

/// Resolves pending targets and drops what has no place: unresolved replies (counted), self-ties,
/// and whatever touches somebody left out. Shares of objects whose author is unknown are given back.
fn settle_ends(
    events: &mut Events,
    joined: &Joined,
    authors: &[u32],
    log: &mut Log,
    unresolved: &mut u64,
) -> Result<Vec<Share>, InteractionError> {
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
                    shares.push(Share {
                        person: source,
                        object: event.object,
                        time: event.time,
                    });
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
    })?;
    Ok(shares)
}

/// Root accounts that have an event or a post.
fn used_people(
    events: &Events,
    shares: &[Share],
    (drafts, wrote): (&[Draft], &[bool]),
    joined: &Joined,
) -> Result<Vec<bool>, InteractionError> {
    let mut used = vec![false; joined.root.len()];
    for share in shares {
        used[share.person as usize] = true;
    }
    events.for_each(|event| {
        used[event.source as usize] = true;
        if event.target != NONE {
            used[event.target as usize] = true;
        }
    })?;
    let authors = drafts.iter().map(|draft| draft.post.author as usize);
    let bare = (0..wrote.len()).filter(|&account| wrote[account]);
    for author in authors.chain(bare) {
        let root = joined.root[author] as usize;
        used[root] |= !joined.out[root];
    }
    Ok(used)
}

/// Objects that an event or a kept post speaks of, in the order of their keys.
fn used_objects(
    objects: &Directory,
    events: &Events,
    shares: &[Share],
    drafts: &[Draft],
    out: impl Fn(&Draft) -> bool,
) -> Result<(Directory, Vec<u32>), InteractionError> {
    let mut used = vec![false; objects.len()];
    let posts = drafts
        .iter()
        .filter(|draft| !out(draft))
        .flat_map(|draft| [draft.post.object, draft.post.answers]);
    let mut mark = |object: u32| {
        if object != NONE {
            used[object as usize] = true;
        }
    };
    events.for_each(|event| mark(event.object))?;
    let shared = shares.iter().map(|share| share.object);
    shared.chain(posts).for_each(mark);
    let kept = (0..objects.len() as u32)
        .filter(|&object| used[object as usize])
        .collect();
    Ok(renumber(objects, kept))
}

fn sorted(directory: &Directory) -> (Directory, Vec<u32>) {
    renumber(directory, (0..directory.len() as u32).collect())
}

fn renumber(directory: &Directory, kept: Vec<u32>) -> (Directory, Vec<u32>) {
    let mut number = vec![NONE; directory.len()];
    let mut ordered = Directory::with_capacity(kept.len());
    for old in sorted_by_text(kept, |old| directory.key(old)) {
        number[old as usize] = ordered.intern(directory.key(old));
    }
    (ordered, number)
}
