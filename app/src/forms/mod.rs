//! Changing something from a page: a real form that works without script, and the same form with script.
//!
//! A form posts to the page's own address with the endpoint's name in the field `form`. The server decodes it into the
//! endpoint's type, calls the API and answers 303, or 422 with the page again and everything that was typed. With
//! script the same request is sent in the background and only its outcome is shown. The page that the server rendered first
//! is left to the browser.

mod outcome;
mod typed;

use leptos::prelude::*;
pub use outcome::{ERRORS, after, after_wrong};
use shared::{
    api::{ApiError, Endpoint, FieldError, Invalid},
    identity::SignOut,
    organisations::Site,
    statements::SaveDraft,
};
pub use typed::Typed;
#[cfg(feature = "hydrate")]
pub use typed::remember;

use crate::{
    context::{Kept, KeptForm},
    features::identity::Ended,
    i18n::{Msg, msg},
    load::use_address,
    ui::Fold,
};

/// The field that names the endpoint.
pub const FORM: &str = "form";

/// The field that names the account of staff that a form was shown to.
pub const ACCOUNT: &str = "account";

/// The endpoint that only keeps what is typed, for a comment that is being written.
pub const DRAFT: &str = SaveDraft::NAME;

/// The check of texts in easy language: a button sends the form's fields to it instead, and the form is shown again as it
/// was typed. Its type is not known to the browser's program.
pub const CHECK: &str = "CheckEasyLanguage";

/// What a button sends in place of the endpoint's name that only wants the form again as it was typed, at the address
/// that the button names: in another language or view.
pub const KEEP: &str = "Keep";

/// What a field lacks that must be filled in.
const REQUIRED: &str = "errors.required";

/// The value of a form's field as it was sent; of several the last.
pub fn field<'a>(fields: &'a [(String, String)], name: &str) -> &'a str {
    fields
        .iter()
        .rev()
        .find(|(known, _)| known == name)
        .map_or("", |(_, value)| value)
}

/// The endpoint that a form was sent for. A button inside the form names another one behind the form's own name; one of the
/// header, which belongs to the form without standing in it, before that.
pub fn sent_for(fields: &[(String, String)]) -> &str {
    let is_kept = fields.iter().any(|(name, value)| name == FORM && value == KEEP);
    if is_kept { KEEP } else { field(fields, FORM) }
}

/// The form's own name, whatever button sent it: the page knows the form by it.
pub fn own_name(fields: &[(String, String)]) -> &str {
    fields
        .iter()
        .find(|(name, value)| name == FORM && value != KEEP)
        .map_or("", |(_, value)| value)
}

/// A form as it has to be shown now: with what was typed and what was wrong, or fresh.
#[derive(Clone, Debug)]
pub struct FormState {
    kept: Option<Kept>,
    /// What is wrong where nothing that was typed is shown but what is stored: somebody else had typed it, and any form of
    /// its endpoint says so; or what is stored is not right yet.
    said: Option<ApiError>,
    words: Words,
    labels: Vec<(&'static str, String)>,
}

/// Words of a page's own for a mistake; `None` leaves it to the catalogue.
type Words = fn(&FieldError) -> Option<String>;

impl FormState {
    /// A form that only asks, as it was filled in, with what is wrong with that: nothing is sent, all of it stands in the
    /// address of its page.
    pub fn asked(form: &'static str, fields: &[(&'static str, &str)], wrong: Invalid) -> Self {
        let kept = Kept {
            form: form.to_owned(),
            fields: fields
                .iter()
                .map(|(name, value)| ((*name).to_owned(), (*value).to_owned()))
                .collect(),
            error: ApiError::Invalid(wrong),
        };
        Self {
            kept: Some(kept),
            said: None,
            words: |_| None,
            labels: Vec::new(),
        }
    }

    /// With words of the page's own for some mistakes.
    #[must_use]
    pub fn worded(self, words: Words) -> Self {
        Self { words, ..self }
    }

    /// With the labels of fields that must be filled in, or may lack the same thing: what must be filled in is named, in the
    /// same words in the summary and beside the field; of others that lack the same the summary names them, because two
    /// links of one text would lead to two fields (WCAG 2.4.4).
    #[must_use]
    pub fn labelled(self, labels: Vec<(&'static str, String)>) -> Self {
        Self { labels, ..self }
    }

    /// As it was typed before its page was left ([`Typed`]), where no form was sent that could not be carried out.
    #[must_use]
    pub fn or_typed(self, fields: Option<Vec<(String, String)>>) -> Self {
        let typed = fields.map(|fields| Kept {
            form: field(&fields, FORM).to_owned(),
            fields,
            // Nothing is wrong with it.
            error: ApiError::Invalid(Default::default()),
        });
        let kept = self.kept.or(typed);
        Self { kept, ..self }
    }

    /// With what is wrong with what is stored, where that is shown.
    #[must_use]
    pub fn or_wrong(self, stored: Invalid) -> Self {
        if self.kept.is_some() || self.said.is_some() || stored.0.is_empty() {
            return self;
        }
        Self {
            said: Some(ApiError::Invalid(stored)),
            ..self
        }
    }

    /// Fresh where a field was sent with this value, which only another form of the endpoint sends.
    #[must_use]
    pub fn unless(self, name: &str, value: &str) -> Self {
        let kept = self.kept.filter(|kept| field(&kept.fields, name) != value);
        Self { kept, ..self }
    }

    /// Fresh where a field was sent with another value, which only another form of the endpoint sends.
    #[must_use]
    pub fn only_of(self, name: &str, value: &str) -> Self {
        let kept = self.kept.filter(|kept| field(&kept.fields, name) == value);
        Self { kept, ..self }
    }

    /// What a field is called.
    fn label(&self, name: &str) -> Option<String> {
        let known = self.labels.iter().find(|(known, _)| *known == name);
        known.map(|(_, label)| label.clone())
    }

    fn message(&self, error: &FieldError) -> String {
        (self.words)(error)
            .or_else(|| self.required_in(error))
            .unwrap_or_else(|| field_message(error))
    }

    /// That a field must be filled in, by its label: “this field” would be clear beside it only.
    fn required_in(&self, error: &FieldError) -> Option<String> {
        let label = self.label(&error.field).filter(|_| error.key == REQUIRED)?;
        Some(crate::i18n::t(msg::errors::required_in(label)))
    }

    /// The value of a field: as it was typed, else the given one.
    pub fn value(&self, name: &str, fresh: &str) -> String {
        match &self.kept {
            Some(kept) => field(&kept.fields, name).to_owned(),
            None => fresh.to_owned(),
        }
    }

    /// All values of a repeated field: as they were chosen, else the given ones.
    pub fn values(&self, name: &str, fresh: &[String]) -> Vec<String> {
        match &self.kept {
            Some(kept) => kept
                .fields
                .iter()
                .filter(|(known, _)| known == name)
                .map(|(_, value)| value.clone())
                .collect(),
            None => fresh.to_vec(),
        }
    }

    /// What is wrong with a field, in the visitor's words.
    pub fn error(&self, name: &str) -> Option<String> {
        self.errors()
            .iter()
            .find(|error| error.field == name)
            .map(|error| self.message(error))
    }

    /// What is wrong with what it shows, or with what was sent.
    fn wrong(&self) -> Option<&ApiError> {
        let kept = self.kept.as_ref().map(|kept| &kept.error);
        kept.or(self.said.as_ref())
    }

    /// What is wrong, for the summary: field (empty for the whole form) and message.
    pub fn problems(&self) -> Vec<(String, String)> {
        match self.wrong() {
            None => Vec::new(),
            Some(ApiError::Invalid(invalid)) => {
                // What a field is told several times in the same words is one thing to whoever reads it.
                let mut errors: Vec<(&FieldError, String)> = Vec::new();
                for error in &invalid.0 {
                    let text = self.message(error);
                    let is_said =
                        |(other, said): &(&FieldError, String)| other.field == error.field && *said == text;
                    if !errors.iter().any(is_said) {
                        errors.push((error, text));
                    }
                }
                errors
                    .iter()
                    .map(|(error, text)| {
                        let is_alone = errors.iter().filter(|(_, other)| other == text).count() == 1;
                        let text = match self.label(&error.field) {
                            Some(label) if !is_alone => crate::i18n::joined(&label, text),
                            _ => text.clone(),
                        };
                        (error.field.clone(), text)
                    })
                    .collect()
            }
            Some(error) => vec![(String::new(), error_message(error))],
        }
    }

    /// The mistakes in fields.
    pub fn errors(&self) -> &[FieldError] {
        match self.wrong() {
            Some(ApiError::Invalid(invalid)) => &invalid.0,
            _ => &[],
        }
    }

    /// With these mistakes alone: a page shows no others.
    #[must_use]
    pub fn only(mut self, shown: impl Fn(&FieldError) -> bool) -> Self {
        let kept = self.kept.as_mut().map(|kept| &mut kept.error);
        if let Some(ApiError::Invalid(invalid)) = kept.or(self.said.as_mut()) {
            invalid.0.retain(shown);
        }
        self
    }

    /// Whether it shows nothing that was typed and not stored.
    pub fn is_fresh(&self) -> bool {
        self.kept.is_none()
    }

    /// Whether something was wrong; not so when the form is shown again after a check.
    pub fn has_failed(&self) -> bool {
        self.said.is_some() || self.is_wrong()
    }

    /// Whether what it shows was wrong.
    fn is_wrong(&self) -> bool {
        self.kept
            .as_ref()
            .is_some_and(|kept| kept.error != ApiError::Invalid(Default::default()))
    }

    /// How a form is folded that is shown when somebody asks for it: out where something was wrong.
    pub fn fold(&self) -> Fold {
        if self.is_wrong() { Fold::Open } else { Fold::Closed }
    }
}

/// The state of the form of an endpoint; of several forms of one endpoint on a page, or on pages one after the other,
/// `instance` (a field and its value) tells which one was sent.
pub fn use_form(form: &'static str, instance: Option<(&str, &str)>) -> FormState {
    let kept = use_context::<KeptForm>().and_then(|KeptForm(kept)| kept.get());
    let kept = kept.filter(|kept| kept.form == form);
    let said = kept
        .as_ref()
        .filter(|kept| kept.fields.iter().all(|(name, _)| name == FORM))
        .map(|kept| kept.error.clone());
    let kept = kept.filter(|kept| {
        said.is_none() && instance.is_none_or(|(name, value)| field(&kept.fields, name) == value)
    });
    FormState {
        kept,
        said,
        words: |_| None,
        labels: Vec::new(),
    }
}

fn field_message(error: &FieldError) -> String {
    Msg::by_key(&error.key, &error.arguments).map_or_else(|| error.key.clone(), crate::i18n::t)
}

/// An error in the visitor's words.
pub fn error_message(error: &ApiError) -> String {
    crate::i18n::t(error_text(error))
}

/// [`error_message`] in whichever language.
pub fn error_text(error: &ApiError) -> Msg {
    let (key, arguments) = match error {
        ApiError::Refused { code, arguments } => (format!("errors.{code}"), arguments.clone()),
        ApiError::TooMany { minutes } => return msg::errors::too_many_requests(u64::from(*minutes)),
        other => (format!("errors.{}", other.code()), Default::default()),
    };
    Msg::by_key(&key, &arguments).unwrap_or_else(msg::errors::internal)
}

/// A form for an endpoint. Without script it posts to the page's own address; with script it does so in the background.
///
/// The address is named without its fragment: a browser keeps that of a form without one, and would go there instead of to
/// what was wrong, or take it along to the next page.
#[component]
pub fn Form(
    /// The endpoint's name.
    form: &'static str,
    /// Hidden fields: name and value.
    #[prop(optional)]
    hidden: Vec<(&'static str, String)>,
    /// Whether files come along.
    #[prop(optional)]
    files: bool,
    /// An id, for controls outside of it.
    #[prop(optional)]
    id: &'static str,
    /// The address of what is shown, where it may be another one than the page's.
    #[prop(optional)]
    address: Option<String>,
    /// Its controls.
    children: Children,
) -> AnyView {
    let hidden = hidden
        .into_iter()
        .map(|(name, value)| view! { <input type="hidden" name=name value=value/> })
        .collect_view();
    let encoding = files.then_some("multipart/form-data");
    let id = (!id.is_empty()).then_some(id);
    // Whose form it is; whoever signs out may do so whoever it was shown to.
    let account = use_context::<Site>()
        .and_then(|site| site.staff)
        .filter(|_| form != SignOut::NAME)
        .map(|me| view! { <input type="hidden" name=ACCOUNT value=me.account/> });
    let ended = RwSignal::new(false);
    let here = use_address();
    let action = move || address.clone().unwrap_or_else(|| here.get());
    view! {
        <form
            method="post"
            action=action
            enctype=encoding
            id=id
            class="stack"
            novalidate=true
            on:submit=move |event| enhance(&event, ended)
        >
            <input type="hidden" name=FORM value=form/>
            {account}
            {hidden}
            {children()}
            {move || ended.get().then(|| view! { <Ended/> })}
        </form>
    }
    .into_any()
}

#[cfg(not(feature = "hydrate"))]
fn enhance(_: &leptos::ev::SubmitEvent, _: RwSignal<bool>) {}

/// Sends the form in the background; `ended` is set when the session of staff is over.
#[cfg(feature = "hydrate")]
fn enhance(event: &leptos::ev::SubmitEvent, ended: RwSignal<bool>) {
    ended.set(false);
    browser::send_in_background(event, ended);
}

#[cfg(feature = "hydrate")]
mod browser {
    use std::time::Duration;

    use leptos::prelude::*;
    use shared::api::ApiError;
    use wasm_bindgen::{JsCast, JsValue};
    use web_sys::{FormData, HtmlFormElement, RequestInit, Response, SubmitEvent, UrlSearchParams};

    use super::{ACCOUNT, FORM, KEEP, field};
    use crate::context::{Kept, KeptForm};

    /// Sends the form by fetch unless files come along, which the browser does better itself.
    ///
    /// What became of it is said on its own page alone: on another one it would stand in the form of something else, to be
    /// saved there. Nor are staff led away from another page; a resident is, because a receipt is shown once.
    pub fn send_in_background(event: &SubmitEvent, ended: RwSignal<bool>) {
        let Some(KeptForm(kept)) = use_context::<KeptForm>() else {
            return;
        };
        let Some(form) = event.target().and_then(|t| t.dyn_into::<HtmlFormElement>().ok()) else {
            return;
        };
        let Ok(data) = FormData::new_with_form(&form) else {
            return;
        };
        let mut fields: Vec<(String, String)> = Vec::new();
        for entry in data.entries().into_iter().flatten() {
            let pair: js_sys::Array = entry.unchecked_into();
            let (name, value) = (pair.get(0), pair.get(1));
            match (name.as_string(), value.as_string()) {
                (Some(name), Some(value)) => fields.push((name, value)),
                // A chosen file: leave it to the browser.
                _ if value
                    .dyn_ref::<web_sys::File>()
                    .is_some_and(|file| file.size() > 0.0) =>
                {
                    return;
                }
                _ => {}
            }
        }
        let button = event
            .submitter()
            .and_then(|s| s.dyn_into::<web_sys::HtmlButtonElement>().ok())
            .filter(|button| !button.name().is_empty());
        // To another page: the browser goes there.
        if button.as_ref().is_some_and(|button| button.value() == KEEP) {
            return;
        }
        if let Some(button) = &button {
            fields.push((button.name(), button.value()));
        }
        event.prevent_default();
        let target = here();
        // A form is sent to its page's address, which changes as soon as another page is on its way, before the browser's.
        let action = form.action();
        leptos::task::spawn_local(async move {
            let outcome = exchange(&target, &fields).await;
            let now = here();
            let is_left = now != target;
            if outcome.is_err() {
                crate::load::tell_page("formfailed");
            }
            match outcome {
                Ok(_) if is_left && !field(&fields, ACCOUNT).is_empty() => {}
                Ok(to) => {
                    // Only a fragment that differs loads nothing.
                    let is_here = now == to.split('#').next().unwrap_or(&to);
                    let location = window().location();
                    let moved = location.set_href(&to).is_ok();
                    if is_here && moved && to.contains('#') {
                        drop(location.reload());
                    }
                }
                Err(_) if is_left => {}
                // The form stays as it is; the script says what is possible.
                Err(ApiError::Unavailable) if crate::load::tell_page("formoutofreach") => {}
                // The page shows another draft than the server has by now: it is shown anew.
                Err(ApiError::Refused { code, .. }) if code == "draft_changed" => {
                    send_without_script(&form, button.as_ref());
                }
                // The page must not be replaced: what was typed stands on it alone.
                Err(ApiError::SignInRequired) => ended.set(true),
                Err(error) => {
                    kept.set(Some(Kept {
                        form: field(&fields, FORM).to_owned(),
                        fields,
                        error,
                    }));
                    let show = move || {
                        if form.is_connected() && form.action() == action {
                            show_failure(&form, button.as_ref());
                        }
                    };
                    set_timeout(show, Duration::from_millis(100));
                }
            }
        });
    }

    /// Path and query of the page's address.
    fn here() -> String {
        let here = window().location();
        here.pathname().unwrap_or_default() + &here.search().unwrap_or_default()
    }

    /// Moves the focus to what was wrong. A page that does not show it by itself lets the server show it: the form is
    /// sent once more, without script.
    fn show_failure(form: &HtmlFormElement, button: Option<&web_sys::HtmlButtonElement>) {
        let summary = document().query_selector(".error-summary h2").ok().flatten();
        if let Some(summary) = summary.and_then(|s| s.dyn_into::<web_sys::HtmlElement>().ok()) {
            drop(summary.focus());
            return;
        }
        send_without_script(form, button);
    }

    /// Sends the form as the browser does, so that the server's answer is the next page.
    fn send_without_script(form: &HtmlFormElement, button: Option<&web_sys::HtmlButtonElement>) {
        if let Some(button) = button
            && let Ok(field) = document().create_element("input")
        {
            for (name, value) in [
                ("type", "hidden".to_owned()),
                ("name", button.name()),
                ("value", button.value()),
            ] {
                drop(field.set_attribute(name, &value));
            }
            drop(form.append_child(&field));
        }
        // No event comes from it, and nothing is lost: the script that asks before that must not ask.
        crate::load::tell_page("formsent");
        drop(form.submit());
    }

    async fn exchange(target: &str, fields: &[(String, String)]) -> Result<String, ApiError> {
        let unavailable = |_: JsValue| ApiError::Unavailable;
        let body = UrlSearchParams::new().map_err(unavailable)?;
        for (name, value) in fields {
            body.append(name, value);
        }
        let init = RequestInit::new();
        init.set_method("POST");
        init.set_body(&body);
        let headers = web_sys::Headers::new().map_err(unavailable)?;
        headers
            .append("accept", "application/json")
            .map_err(unavailable)?;
        init.set_headers(&headers);
        let answer = wasm_bindgen_futures::JsFuture::from(window().fetch_with_str_and_init(target, &init))
            .await
            .map_err(unavailable)?;
        let answer: Response = answer.dyn_into().map_err(unavailable)?;
        let text = wasm_bindgen_futures::JsFuture::from(answer.text().map_err(unavailable)?)
            .await
            .map_err(unavailable)?;
        let text = text.as_string().unwrap_or_default();
        if answer.ok() {
            serde_json::from_str::<serde_json::Value>(&text)
                .ok()
                .and_then(|v| v.get("location").and_then(|l| l.as_str().map(str::to_owned)))
                .ok_or(ApiError::Unavailable)
        } else {
            Err(ApiError::from_problem(answer.status(), text.as_bytes()))
        }
    }
}

#[cfg(test)]
mod tests;
