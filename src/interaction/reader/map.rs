//! Plain logs and any table through a column map.

use std::borrow::Cow;

use super::super::builder::list;
use super::super::fast::Plan;
use super::super::kinds::kind_named;
use super::super::record::{Act, Actor, Record, Target, is_damaged};
use super::super::text::sentiment;
use super::super::{ColumnMap, InteractionError, Kind, Source};
use super::row::plain;
use super::sink::DAMAGED;
use super::{Header, Row, Sink, TableReader};
use crate::interaction::kinds::kind_words;

/// Our fields, in the order of messages, with the header names that suggest them.
const FIELDS: &[(&str, &[&str])] = &[
    (
        "source",
        &[
            "source",
            "from",
            "src",
            "sender",
            "author",
            "user",
            "username",
            "screen name",
            "screen_name",
            "auteur",
            "utilisateur",
            "compte",
            "de",
            "user_screen_name",
            "from_user",
            "handle",
        ],
    ),
    (
        "source_id",
        &["source_id", "author_id", "user_id", "from_id"],
    ),
    (
        "target",
        &[
            "target",
            "to",
            "dst",
            "recipient",
            "cible",
            "destinataire",
            "vers",
            "to_user",
            "mentioned",
            "a",
        ],
    ),
    ("target_id", &["target_id", "to_id"]),
    ("kind", &["kind", "type", "interaction", "action", "nature"]),
    (
        "time",
        &[
            "time",
            "timestamp",
            "unix_timestamp",
            "unix_time",
            "date",
            "created_at",
            "datetime",
            "published",
            "date de publication",
            "horodatage",
            "heure",
        ],
    ),
    ("weight", &["weight", "w", "poids", "count", "nombre"]),
    (
        "text",
        &[
            "text",
            "body",
            "content",
            "message",
            "texte",
            "full text",
            "contenu",
            "commentaire",
            "snippet",
        ],
    ),
    (
        "object",
        &[
            "object",
            "object_id",
            "post",
            "post_id",
            "in_reply_to",
            "reply_to",
        ],
    ),
    ("id", &["id", "message_id", "tweet_id", "content_id"]),
    ("url", &["url", "link", "lien", "permalink"]),
    ("language", &["language", "lang", "langue"]),
    ("sentiment", &["sentiment", "tone", "tonalite", "polarity"]),
    (
        "labels",
        &["labels", "label", "tags", "tag", "categories", "themes"],
    ),
    (
        "platform",
        &["platform", "plateforme", "network", "reseau", "source_type"],
    ),
    ("followers", &["followers", "abonnes", "follower_count"]),
];

/// Reads a table through a column map.
pub(in super::super) struct MapReader {
    source: Source,
    /// Place of each of [`FIELDS`].
    places: [Option<usize>; FIELDS.len()],
    words: Vec<(String, Kind)>,
    /// Unknown words of the kind column, the first few, for the proposal.
    unknown: Vec<String>,
    width: usize,
}

/// Places in [`FIELDS`].
const SOURCE: usize = 0;
const SOURCE_ID: usize = 1;
const TARGET: usize = 2;
const TARGET_ID: usize = 3;
const KIND: usize = 4;
const TIME: usize = 5;
const WEIGHT: usize = 6;
const TEXT: usize = 7;
const OBJECT: usize = 8;
const ID: usize = 9;
const URL: usize = 10;
const LANGUAGE: usize = 11;
const SENTIMENT: usize = 12;
const LABELS: usize = 13;
const PLATFORM: usize = 14;
const FOLLOWERS: usize = 15;

impl MapReader {
    /// The reader of a project's column map; fails where it names a column that is not there.
    pub fn new(map: &ColumnMap, header: &Header, file: &str) -> Result<Self, InteractionError> {
        let named = [
            &map.source,
            &map.source_id,
            &map.target,
            &map.target_id,
            &map.kind,
            &map.time,
            &map.weight,
            &map.text,
            &map.object,
            &map.id,
            &map.url,
            &map.language,
            &map.sentiment,
            &map.labels,
            &map.platform,
            &map.followers,
        ];
        let mut places = [None; FIELDS.len()];
        for (place, name) in places.iter_mut().zip(named) {
            if let Some(name) = name {
                *place = Some(
                    header
                        .find(name)
                        .ok_or_else(|| InteractionError::NoColumn {
                            file: file.to_owned(),
                            column: name.clone(),
                            fields: header.shown(),
                        })?,
                );
            }
        }
        if places[SOURCE].is_none() && places[SOURCE_ID].is_none() {
            return Err(InteractionError::Setting {
                what: format!("interactions.format of {file}"),
                reason: "expected `source` (or `source_id`): the column that says who acts"
                    .to_owned(),
            });
        }
        Ok(Self {
            source: Source::Map,
            places,
            words: kind_words(&map.kinds)?,
            unknown: Vec::new(),
            width: header.names.len(),
        })
    }

    /// The reader of columns `source target time kind` in this order, without a header.
    pub fn headerless(width: usize, third_is_weight: bool) -> Self {
        let third = if third_is_weight { WEIGHT } else { TIME };
        let mut places = [None; FIELDS.len()];
        for (column, field) in [SOURCE, TARGET, third, KIND]
            .into_iter()
            .enumerate()
            .take(width)
        {
            places[field] = Some(column);
        }
        Self {
            source: Source::Headerless,
            places,
            words: Vec::new(),
            unknown: Vec::new(),
            width,
        }
    }

    /// The kind a cell means; an empty cell is a mention.
    fn kind(&mut self, cell: &str) -> Option<Kind> {
        if cell.is_empty() {
            return Some(Kind::Mention);
        }
        let word = plain(cell);
        let kind = self
            .words
            .iter()
            .find(|(name, _)| *name == word)
            .map(|(_, kind)| *kind)
            .or_else(|| kind_named(&word));
        let harmless = word.len() <= 20
            && word
                .chars()
                .all(|c| c.is_alphanumeric() || " _-".contains(c));
        if kind.is_none() && self.unknown.len() < 5 && harmless && !self.unknown.contains(&word) {
            self.unknown.push(word);
        }
        kind
    }

    fn author<'a>(&self, row: &Row<'a>, sink: &mut Sink) -> Actor<'a> {
        let cell = |field: usize| row.maybe(self.places[field]);
        Actor {
            id: sink.id(cell(SOURCE_ID), self.places[SOURCE_ID]).into(),
            handle: sink.id(cell(SOURCE), self.places[SOURCE]).into(),
            followers: cell(FOLLOWERS).parse().ok(),
            ..Actor::default()
        }
    }

    /// One act for each target of the row; none where it is towards nobody.
    fn acts<'a>(
        &self,
        row: &Row<'a>,
        kind: Kind,
        object: &'a str,
        sink: &mut Sink,
    ) -> Vec<Act<'a>> {
        let cell = |field: usize| row.maybe(self.places[field]);
        let weight = if cell(WEIGHT).is_empty() {
            Some(1.0)
        } else {
            read_weight(cell(WEIGHT))
        };
        if weight.is_none() {
            sink.repair(
                self.places[WEIGHT],
                "not a weight: expected a number from 0; 1 is used",
            );
        }
        let (target, target_id) = (cell(TARGET), cell(TARGET_ID));
        let has_target = self.places[TARGET].is_some() || self.places[TARGET_ID].is_some();
        let says_kind = !cell(KIND).is_empty();
        let towards: Vec<Target> = if !target_id.is_empty() {
            vec![Target::Account(Actor {
                id: target_id.into(),
                handle: target.into(),
                ..Actor::default()
            })]
        } else if !target.is_empty() {
            let names = targets(target).into_iter();
            names
                .map(|name| Target::Account(Actor::handle(name)))
                .collect()
        } else if !has_target || (says_kind && kind == Kind::Mention) {
            vec![Target::Brand]
        } else if says_kind && !object.is_empty() {
            vec![Target::AuthorOfObject]
        } else {
            Vec::new()
        };
        towards
            .into_iter()
            .map(|target| Act {
                weight: weight.unwrap_or(1.0),
                ..Act::new(kind, target).object(object)
            })
            .collect()
    }
}

impl TableReader for MapReader {
    fn source(&self) -> Source {
        self.source
    }

    fn mapping(&self) -> Vec<(&'static str, usize)> {
        FIELDS
            .iter()
            .zip(self.places)
            .filter_map(|((field, _), place)| Some((*field, place?)))
            .collect()
    }

    fn row(&mut self, row: &Row, sink: &mut Sink) {
        let places = self.places;
        let cell = |field: usize| row.maybe(places[field]);
        if row.width() != self.width {
            sink.repair(None, "the row has more or fewer cells than the header");
        }
        let author = self.author(row, sink);
        if author.is_unknown() {
            sink.reject(
                places[SOURCE].or(places[SOURCE_ID]),
                "nothing says who acts",
            );
            return;
        }
        for field in [TARGET, TARGET_ID] {
            if is_damaged(cell(field)) {
                sink.reject(places[field], DAMAGED);
                return;
            }
        }
        let Some(kind) = self.kind(cell(KIND)) else {
            sink.reject(
                places[KIND],
                "unknown kind of interaction: say what it means under `kinds`",
            );
            return;
        };
        let time = sink.time(cell(TIME), places[TIME]);
        let id = sink.id(cell(ID), places[ID]);
        let object = sink.id(cell(OBJECT), places[OBJECT]);
        let acts = self.acts(row, kind, object, sink);
        let towards_nobody = acts.is_empty();
        // A row towards nobody is a post of its own; its object is then itself.
        let own = [id, cell(URL), if towards_nobody { object } else { "" }]
            .into_iter()
            .find(|id| !id.is_empty())
            .unwrap_or("");
        let says_something = !cell(TEXT).is_empty() || !own.is_empty() || towards_nobody;
        let answers = if matches!(kind, Kind::Reply | Kind::Comment) && !towards_nobody {
            object
        } else {
            ""
        };
        sink.record(&Record {
            line: row.line,
            author,
            id: own.into(),
            time,
            text: cell(TEXT).into(),
            url: cell(URL).into(),
            language: cell(LANGUAGE).into(),
            sentiment: sentiment(cell(SENTIMENT)),
            labels: list(cell(LABELS), &[',', ';', '|']).collect(),
            answers: answers.into(),
            repost: kind == Kind::Repost && !towards_nobody,
            is_post: says_something && !matches!(kind, Kind::Reaction | Kind::Follow),
            row_is_act: true,
            platform: cell(PLATFORM).into(),
            acts,
        });
    }

    fn plan(&self) -> Option<Plan> {
        let fast = [SOURCE, TARGET, KIND, TIME, WEIGHT];
        if (0..FIELDS.len()).any(|field| self.places[field].is_some() && !fast.contains(&field)) {
            return None;
        }
        Some(Plan {
            source: self.places[SOURCE]?,
            target: self.places[TARGET]?,
            kind: self.places[KIND],
            time: self.places[TIME],
            weight: self.places[WEIGHT],
            width: self.width,
            words: self.words.clone(),
            delimiter: b',',
        })
    }

    fn proposal(&self) -> Option<String> {
        if self.unknown.is_empty() {
            return None;
        }
        let words: Vec<String> = self
            .unknown
            .iter()
            .map(|word| format!("{word}: mention"))
            .collect();
        Some(format!("kinds: {{ {} }}", words.join(", ")))
    }
}

/// Handles of one cell: `@a, @b` or `a|b`; a cell with blanks only is one name with blanks in it
/// unless every part is a handle with its `@`.
fn targets(cell: &str) -> Vec<Cow<'_, str>> {
    if cell.contains(['|', ';', ',']) {
        return list(cell, &['|', ';', ',']).collect();
    }
    if cell.contains(' ') && cell.split_whitespace().all(|part| part.starts_with('@')) {
        return cell.split_whitespace().map(Cow::Borrowed).collect();
    }
    vec![Cow::Borrowed(cell)]
}

/// A weight: finite, from 0, decimal comma allowed.
fn read_weight(cell: &str) -> Option<f32> {
    let weight: f32 = cell
        .parse()
        .or_else(|_| cell.replace(',', ".").parse())
        .ok()?;
    (weight.is_finite() && weight >= 0.0).then_some(weight)
}

/// A table whose header names `source` and `target` is a plain log.
pub(super) fn recognise(header: &Header) -> Option<Box<dyn TableReader>> {
    let pairs = [["source", "target"], ["from", "to"]];
    if !pairs.iter().any(|pair| header.has(pair)) {
        return None;
    }
    let mut places = [None; FIELDS.len()];
    for (place, (_, names)) in places.iter_mut().zip(FIELDS) {
        *place = header.any(names);
    }
    for (field, name) in [(SOURCE, "from"), (TARGET, "to")] {
        if !header.has(&["source", "target"]) {
            places[field] = header.any(&[name]);
        }
    }
    // Gephi's own: the type says whether the edge is directed, the id is the edge's.
    let gephi = header.has(&["type"])
        && header.count(&["id", "label", "weight", "kind"]) >= 2
        && !header.has(&["time"]);
    if gephi {
        places[KIND] = header.any(&["kind"]);
        places[ID] = None;
        places[LABELS] = None;
    }
    let source = if gephi {
        Source::GephiEdges
    } else {
        Source::Plain
    };
    Some(Box::new(MapReader {
        source,
        places,
        words: Vec::new(),
        unknown: Vec::new(),
        width: header.names.len(),
    }))
}

/// A column map that a header suggests: something that says who acts, and something more.
pub(in super::super) fn propose(header: &Header) -> Option<ColumnMap> {
    let name = |field: usize| {
        header
            .any(FIELDS[field].1)
            .map(|place| header.names[place].clone())
    };
    let map = ColumnMap {
        source: name(SOURCE),
        target: name(TARGET),
        kind: name(KIND),
        time: name(TIME),
        weight: name(WEIGHT),
        text: name(TEXT),
        object: name(OBJECT),
        id: name(ID),
        url: name(URL),
        language: name(LANGUAGE),
        sentiment: name(SENTIMENT),
        labels: name(LABELS),
        followers: name(FOLLOWERS),
        ..ColumnMap::default()
    };
    (map.source.is_some() && (map.target.is_some() || map.time.is_some() || map.text.is_some()))
        .then_some(map)
}
