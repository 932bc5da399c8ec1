//! The page that the server rendered, left as it is.
//!
//! What pages do beyond reading and sending forms comes with the next page that the program builds itself; the first one
//! needs nothing of it. So the program takes over the frame around the page only and leaves the page alone: no code
//! and no data for it have to arrive first, and nothing that somebody types meanwhile can be lost.

use leptos::{
    attr::{Attribute, any_attribute::AnyAttribute},
    prelude::*,
    tachys::{
        hydration::Cursor,
        renderer::types::{Element, Node},
        view::{Position, PositionState},
    },
};

/// What the server writes behind a page, so that the browser knows where it ends: other marks may follow.
const END: &str = "end of page";
/// What it writes before one; [`without_marks`] takes this mark away again, with all others in the page.
#[cfg(not(feature = "hydrate"))]
const BEGIN: &str = "page";

/// Takes the marks of hydration out of a page that the program leaves alone: a text that they cut in pieces is passed in
/// pieces by some screen readers, and every fifteenth byte of a page would be such a mark.
///
/// Nothing that people wrote is lost: what looks like a comment in their texts is escaped.
#[cfg(not(feature = "hydrate"))]
pub fn without_marks(html: String) -> String {
    use memchr::memmem;

    let (begin, end) = (comment(BEGIN), comment(END));
    let around = html.split_once(&begin).and_then(|(before, rest)| {
        let last = memmem::rfind(rest.as_bytes(), end.as_bytes())?;
        Some((before, rest.split_at_checked(last)?))
    });
    let Some((before, (mut page, after))) = around else {
        return html;
    };
    let mut out = String::with_capacity(html.len());
    out.push_str(before);
    // Searched by eight bytes and more at once, by finders that are made once: this runs over every page.
    let (mark, comment_end) = (memmem::Finder::new("<!"), memmem::Finder::new("-->"));
    while let Some((text, rest)) = mark
        .find(page.as_bytes())
        .and_then(|at| page.split_at_checked(at))
    {
        out.push_str(text);
        let bytes = rest.as_bytes();
        let close = if rest.starts_with("<!--") {
            comment_end.find(bytes).map(|at| at + 3)
        } else {
            memchr::memchr(b'>', bytes).map(|at| at + 1)
        };
        page = close.and_then(|at| rest.get(at..)).unwrap_or_default();
    }
    out.push_str(page);
    out.push_str(after);
    out
}

fn comment(mark: &str) -> String {
    format!("<!--{mark}-->")
}

/// On the server the marks around a page; in the browser [`End`](Self::End) is everything before that mark.
#[derive(Clone, Copy, Debug)]
pub enum Untouched {
    /// Before a page, on the server only.
    #[cfg(not(feature = "hydrate"))]
    Begin,
    /// Behind a page.
    End,
}

/// The nodes of the page.
#[derive(Debug)]
pub struct UntouchedState(Vec<Node>);

impl Render for Untouched {
    type State = UntouchedState;

    /// Built anew it is empty: there is only one first page.
    fn build(self) -> Self::State {
        UntouchedState(Vec::new())
    }

    fn rebuild(self, _: &mut Self::State) {}
}

impl AddAnyAttr for Untouched {
    type Output<NewAttr: Attribute> = Self;

    fn add_any_attr<NewAttr: Attribute>(self, _: NewAttr) -> Self {
        self
    }
}

impl RenderHtml for Untouched {
    type AsyncOutput = Self;
    type Owned = Self;

    const MIN_LENGTH: usize = 0;

    fn dry_resolve(&mut self) {}

    async fn resolve(self) -> Self {
        self
    }

    fn to_html_with_buf(
        self,
        buf: &mut String,
        position: &mut Position,
        _: bool,
        _: bool,
        _: Vec<AnyAttribute>,
    ) {
        buf.push_str(&comment(match self {
            #[cfg(not(feature = "hydrate"))]
            Self::Begin => BEGIN,
            Self::End => END,
        }));
        *position = Position::NextChild;
    }

    fn hydrate<const FROM_SERVER: bool>(self, cursor: &Cursor, position: &PositionState) -> Self::State {
        let mut next = match position.get() {
            Position::FirstChild => cursor.current().first_child(),
            Position::Current => Some(cursor.current()),
            _ => cursor.current().next_sibling(),
        };
        let mut nodes = Vec::new();
        while let Some(node) = next {
            let is_end = node.node_type() == Node::COMMENT_NODE && node.node_value().as_deref() == Some(END);
            next = if is_end { None } else { node.next_sibling() };
            cursor.set(node.clone());
            nodes.push(node);
        }
        position.set(Position::NextChild);
        UntouchedState(nodes)
    }

    fn into_owned(self) -> Self {
        self
    }
}

impl Mountable for UntouchedState {
    fn unmount(&mut self) {
        for node in &self.0 {
            if let Some(parent) = node.parent_node() {
                drop(parent.remove_child(node));
            }
        }
    }

    fn mount(&mut self, parent: &Element, marker: Option<&Node>) {
        for node in &self.0 {
            drop(parent.insert_before(node, marker));
        }
    }

    fn insert_before_this(&self, child: &mut dyn Mountable) -> bool {
        let Some(first) = self.0.first() else {
            return false;
        };
        match first.parent_element() {
            Some(parent) => {
                child.mount(&parent, Some(first));
                true
            }
            None => false,
        }
    }

    fn elements(&self) -> Vec<Element> {
        Vec::new()
    }
}

#[cfg(all(test, not(feature = "hydrate")))]
mod tests {
    use super::*;

    #[test]
    fn a_page_loses_its_marks_and_the_frame_around_it_keeps_them() {
        let html = "<p>a<!></p><!--<() />--><!--page--><h1>Plan<!> <!><!--x>y--> 47</h1><!></main><!--end of page--><b>f<!></b>";
        assert_eq!(
            without_marks(html.to_owned()),
            "<p>a<!></p><!--<() />--><h1>Plan  47</h1></main><!--end of page--><b>f<!></b>"
        );
    }

    #[test]
    fn what_people_wrote_stays_even_where_it_looks_like_a_mark() {
        let title = "<!-- 5 < 6 --> <!>";
        let view = (
            Untouched::Begin,
            view! { <p title=title>{title}</p> },
            Untouched::End,
        );
        let escaped = "&lt;!-- 5 &lt; 6 --&gt; &lt;!&gt;";
        assert_eq!(
            without_marks(view.to_html()),
            format!("<p title=\"{escaped}\">{escaped}</p><!--end of page-->")
        );
    }

    #[test]
    fn a_document_without_a_page_stays_as_it_is() {
        let html = "<!DOCTYPE html><p>a<!></p>";
        assert_eq!(without_marks(html.to_owned()), html);
    }
}
