//! What keeps an author's name out of public texts once nobody knows the name any more.
//!
//! Invariant: it says where something stood and never what; the texts themselves are sealed or carried along here.

use std::ops::Range;

use serde::{Deserialize, Serialize};
use shared::statements::{MayPublish, Person};

use super::{
    anonymous::{self, Author, Span},
    spelling::words,
    store::Statement,
};

/// Which of a statement's texts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Part {
    /// What its author wrote.
    Body,
    /// The reply.
    Reply,
    /// The words of the minutes.
    Remark,
    /// The place in words.
    Place,
    /// The heading of a point, by its place in the order.
    PointLabel(usize),
    /// The reply to a point, by its place in the order.
    PointReply(usize),
}

/// The texts beside the statement's own, as they stand.
#[derive(Clone, Debug, Default)]
pub struct Written<'a> {
    /// The reply.
    pub reply: &'a str,
    /// The words of the minutes.
    pub remark: &'a str,
    /// Heading and reply of each point, in order.
    pub points: Vec<(&'a str, &'a str)>,
}

/// Where the author's name and address stood when they were deleted.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Hidden {
    body: Vec<Span>,
    reply: Vec<Span>,
    remark: Vec<Span>,
    place: Vec<Span>,
    points: Vec<HiddenPoint>,
    /// Whether somebody spoke for an organisation.
    pub organisation: bool,
    /// How many files there were.
    pub files: u32,
}

/// The same in what is written about a point.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
struct HiddenPoint {
    label: Vec<Span>,
    reply: Vec<Span>,
}

impl Hidden {
    /// What is to be kept of an author who is deleted.
    #[must_use]
    pub fn of(person: Option<&Person>, files: u32, statement: &Statement, written: &Written<'_>) -> Self {
        let author = person.map(Author::of);
        let find = |text: &str| {
            author
                .as_ref()
                .map_or_else(Vec::new, |author| author.spans(text, &words(text)))
        };
        Self {
            body: find(&statement.body),
            reply: find(written.reply),
            remark: find(written.remark),
            place: find(&statement.place_label),
            points: written
                .points
                .iter()
                .map(|(label, reply)| HiddenPoint {
                    label: find(label),
                    reply: find(reply),
                })
                .collect(),
            organisation: person.is_some_and(|person| !person.organisation.is_empty()),
            files,
        }
    }

    fn spans(&self, part: Part) -> &[Span] {
        match part {
            Part::Body => &self.body,
            Part::Reply => &self.reply,
            Part::Remark => &self.remark,
            Part::Place => &self.place,
            Part::PointLabel(at) => self.points.get(at).map_or(&[], |point| &point.label),
            Part::PointReply(at) => self.points.get(at).map_or(&[], |point| &point.reply),
        }
    }

    /// The texts beside the statement's own, with what of them is hidden.
    fn beside<'a>(&'a self, written: &Written<'a>) -> Vec<(&'a str, &'a [Span])> {
        let mut texts = vec![
            (written.reply, self.spans(Part::Reply)),
            (written.remark, self.spans(Part::Remark)),
        ];
        for (at, (label, reply)) in written.points.iter().enumerate() {
            texts.push((label, self.spans(Part::PointLabel(at))));
            texts.push((reply, self.spans(Part::PointReply(at))));
        }
        texts
    }

    /// The same after replies, minutes or headings were rewritten, or points were divided anew: what was hidden before is
    /// hidden where it stands now.
    #[must_use]
    pub fn carried(&self, body: &str, before: &Written<'_>, after: &Written<'_>) -> Self {
        let beside = self.beside(before);
        let mut wanted = Vec::new();
        for (text, spans) in beside.iter().copied().chain([(body, self.spans(Part::Body))]) {
            wanted.extend(spans.iter().filter_map(|(from, to)| text.get(*from..*to)));
        }
        let find = |after: &str| {
            let mut spans = anonymous::again(after, &wanted);
            // A text that stands there as it was, or with another one behind it, hides what it hid.
            for (text, hidden) in beside
                .iter()
                .filter(|(text, hidden)| !text.is_empty() && !hidden.is_empty())
            {
                for (at, _) in after.match_indices(text) {
                    spans.extend(hidden.iter().map(|(from, to)| (at + from, at + to)));
                }
            }
            spans.sort_unstable();
            spans.dedup();
            spans
        };
        let unless_same = |before: &str, after: &str, spans: &[Span]| {
            if before == after {
                spans.to_vec()
            } else {
                find(after)
            }
        };
        let points = after.points.iter().enumerate();
        Self {
            reply: unless_same(before.reply, after.reply, &self.reply),
            remark: unless_same(before.remark, after.remark, &self.remark),
            points: points
                .map(|(at, (label, reply))| match before.points.get(at) {
                    Some((old_label, old_reply)) => HiddenPoint {
                        label: unless_same(old_label, label, self.spans(Part::PointLabel(at))),
                        reply: unless_same(old_reply, reply, self.spans(Part::PointReply(at))),
                    },
                    None => HiddenPoint {
                        label: find(label),
                        reply: find(reply),
                    },
                })
                .collect(),
            ..self.clone()
        }
    }
}

/// Takes out of the texts of a statement what others may not read; made once for all of them.
pub struct Anonymiser<'a> {
    statement: &'a Statement,
    author: Option<Author<'a>>,
    /// Whether e-mail addresses and telephone numbers are taken out, whoever they belong to.
    hides_contacts: bool,
}

impl<'a> Anonymiser<'a> {
    /// For everybody: without redacted passages, without what names the author, and without any e-mail address and telephone
    /// number.
    #[must_use]
    pub fn public(statement: &'a Statement, person: Option<&'a Person>) -> Self {
        Self {
            statement,
            author: person.map(Author::of),
            hides_contacts: true,
        }
    }

    /// The same as it is published with the statement: whoever agreed to be named keeps the name that they wrote or were
    /// addressed by, as long as it is known; an address is never published.
    #[must_use]
    pub fn published(statement: &'a Statement, person: Option<&'a Person>) -> Self {
        let author = match statement.may_publish {
            MayPublish::Named => person.map(Author::but_for_the_name),
            MayPublish::No | MayPublish::Anonymous => person.map(Author::of),
        };
        Self {
            author,
            ..Self::public(statement, None)
        }
    }

    /// For the author of another statement: without redacted passages and what names the author. The telephone number of
    /// the office stays.
    #[must_use]
    pub fn for_another_author(statement: &'a Statement, person: Option<&'a Person>) -> Self {
        Self {
            hides_contacts: false,
            ..Self::public(statement, person)
        }
    }

    fn spans(&self, part: Part, text: &str) -> Vec<Span> {
        if text.is_empty() {
            return Vec::new();
        }
        let words = words(text);
        let mut spans = anonymous::redacted(text, &self.statement.passages);
        if self.hides_contacts {
            spans.extend(anonymous::whoever(text, &words));
        }
        if let Some(author) = &self.author {
            spans.extend(author.spans(text, &words));
        }
        if let Some(hidden) = &self.statement.hidden {
            spans.extend(hidden.spans(part));
        }
        spans
    }

    /// One of the statement's texts.
    #[must_use]
    pub fn text(&self, part: Part, text: &str) -> String {
        anonymous::mask(text, self.spans(part, text))
    }

    /// The statement's own text, and these parts of it. What is hidden is found in the whole text: a name that reaches from
    /// one part into the next is hidden in both.
    #[must_use]
    pub fn body(&self, parts: &[Range<usize>]) -> (String, Vec<String>) {
        let body = &self.statement.body;
        let spans = self.spans(Part::Body, body);
        let parts = parts.iter().map(|part| clip(body, &spans, part)).collect();
        (anonymous::mask(body, spans), parts)
    }
}

/// A part of a text with a bar in place of what of the spans lies in it.
fn clip(text: &str, spans: &[Span], part: &Range<usize>) -> String {
    let inside = spans
        .iter()
        .map(|(from, to)| (*from.max(&part.start), *to.min(&part.end)))
        .filter(|(from, to)| from < to)
        .map(|(from, to)| (from - part.start, to - part.start))
        .collect();
    anonymous::mask(text.get(part.clone()).unwrap_or_default(), inside)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_rewritten_reply_hides_what_was_hidden_before() {
        let body = "Gruß, Anna";
        let before = Written {
            reply: "Liebe Frau Li, Anna!",
            ..Written::default()
        };
        let hidden = Hidden {
            body: vec![(7, 11)],
            reply: vec![(11, 13), (15, 19)],
            ..Hidden::default()
        };
        let after = Written {
            reply: "Guten Tag, Frau Li. Liebe Anna.",
            remark: "Anna war da.",
            points: vec![("Anna", "Gut, Anna Li.")],
        };
        let carried = hidden.carried(body, &before, &after);
        assert_eq!(
            anonymous::mask(after.reply, carried.reply),
            "Guten Tag, Frau █████. Liebe █████."
        );
        assert_eq!(anonymous::mask(after.remark, carried.remark), "█████ war da.");
        assert_eq!(carried.body, hidden.body);
        let [point] = &carried.points[..] else { panic!() };
        assert_eq!(anonymous::mask("Anna", point.label.clone()), "█████");
        assert_eq!(
            anonymous::mask("Gut, Anna Li.", point.reply.clone()),
            "Gut, █████ █████."
        );
    }

    #[test]
    fn points_that_are_joined_hide_what_they_hid() {
        let before = Written {
            points: vec![("", "Wie a. li sagt."), ("", "Nein."), ("Lärm", "An a. li.")],
            ..Written::default()
        };
        let hidden = Hidden {
            points: vec![
                HiddenPoint {
                    label: vec![],
                    reply: vec![(4, 9)],
                },
                HiddenPoint::default(),
                HiddenPoint {
                    label: vec![],
                    reply: vec![(3, 8)],
                },
            ],
            ..Hidden::default()
        };
        let joined = "Nein.\n\nAn a. li.";
        let after = Written {
            points: vec![("", "Wie a. li sagt."), ("Lärm", joined)],
            ..Written::default()
        };
        let carried = hidden.carried("", &before, &after);
        assert_eq!(carried.points.len(), 2);
        assert_eq!(
            anonymous::mask("Wie a. li sagt.", carried.points[0].reply.clone()),
            "Wie █████ sagt."
        );
        assert_eq!(
            anonymous::mask(joined, carried.points[1].reply.clone()),
            "Nein.\n\nAn █████."
        );
    }

    #[test]
    fn what_reaches_from_one_part_into_the_next_is_hidden_in_both() {
        let text = "Gruß, Anna Li aus Ä.";
        let clipped: Vec<String> = [0..5, 5..12, 12..text.len()]
            .iter()
            .map(|part| clip(text, &[(7, 14)], part))
            .collect();
        assert_eq!(clipped, ["Gruß", ", █████", "█████ aus Ä."]);
    }
}
