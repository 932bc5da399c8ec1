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

/// On the server the mark behind a page; in the browser everything before that mark.
#[derive(Clone, Copy, Debug)]
pub struct Untouched;

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
        buf.push_str("<!--");
        buf.push_str(END);
        buf.push_str("-->");
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
