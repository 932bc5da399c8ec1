//! Messages as parts of a view: `view! { <h1>{msg::common::back()}</h1> }`.
//!
//! - A text in the language of the page is a text node. A German one on a page in another language is
//!   `<span lang="de" dir="ltr">`, so that it is pronounced and laid out as German.
//! - Server and browser choose alike, because the browser's table marks what is missing.

use leptos::either::Either;
use leptos::prelude::*;
use leptos::tachys::html::attribute::Attribute;
use leptos::tachys::html::attribute::any_attribute::AnyAttribute;
use leptos::tachys::hydration::Cursor;
use leptos::tachys::view::{Position, PositionState};

use super::Msg;

type Shown = Either<String, AnyView>;

impl Msg {
    fn into_shown(self) -> Shown {
        let page = self.shown_in();
        let (text, language) = self.compose(page);
        if language == page {
            return Either::Left(text);
        }
        let direction = language.direction().as_str();
        Either::Right(view! { <span lang=language.code() dir=direction>{text}</span> }.into_any())
    }
}

impl Render for Msg {
    type State = <Shown as Render>::State;

    fn build(self) -> Self::State {
        self.into_shown().build()
    }

    fn rebuild(self, state: &mut Self::State) {
        self.into_shown().rebuild(state);
    }
}

/// Attributes spread onto a message are dropped, as with every other text.
impl AddAnyAttr for Msg {
    type Output<NewAttr: Attribute> = Self;

    fn add_any_attr<NewAttr: Attribute>(self, _: NewAttr) -> Self {
        self
    }
}

impl RenderHtml for Msg {
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
        escape: bool,
        mark_branches: bool,
        extra_attrs: Vec<AnyAttribute>,
    ) {
        self.into_shown()
            .to_html_with_buf(buf, position, escape, mark_branches, extra_attrs);
    }

    fn hydrate<const FROM_SERVER: bool>(self, cursor: &Cursor, position: &PositionState) -> Self::State {
        self.into_shown().hydrate::<FROM_SERVER>(cursor, position)
    }

    fn into_owned(self) -> Self {
        self
    }
}
