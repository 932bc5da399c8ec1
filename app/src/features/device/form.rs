//! What the forms of a comment and of a barrier report say about the device. All of it is hidden until the script shows it.

use leptos::prelude::*;
use shared::{procedures::Procedure, statements::Draft};

use crate::{
    features::procedures::words,
    i18n::{msg, t},
    ui::{Button, ButtonKind, ButtonType, Checkbox, Notice, Tone},
};

/// The box that keeps a draft on the device; never ticked by itself. That the draft is there without network is said only
/// where a worker sees to it.
#[component]
pub(in crate::features) fn KeepBox() -> AnyView {
    view! {
        <div id="device-keep" hidden=true data-needs-program="">
            <Checkbox label=t(msg::device::keep::label()) name="keep" hint=t(msg::device::keep::hint())/>
            <p id="device-keep-offline" class="kern-hint" hidden=true>{t(msg::device::keep::offline())}</p>
        </div>
    }
    .into_any()
}

/// What is possible when a form could not be sent, because there is no network. A comment some of whose files lie on the
/// server already is not kept on the device: it would be sent from there without them.
#[component]
pub(in crate::features) fn NoNetwork(
    /// The procedure of the comment.
    procedure: Procedure,
    /// The draft that waits on the server, where the page itself has no fields of it.
    #[prop(optional)]
    draft: Option<Draft>,
    /// Whether the page has the fields, but not the files that were sent before.
    #[prop(optional)]
    files_elsewhere: bool,
    /// What is sent from a page that does not show it: each line with its condition, `FIELD=VALUE`.
    #[prop(optional)]
    unasked: Vec<(String, String)>,
) -> AnyView {
    use msg::device::no_network;
    let until = procedure
        .round
        .as_ref()
        .filter(|_| words::is_open(&procedure))
        .map(
            |round| view! { <p><strong>{words::deadline_moment(round, procedure.today).view()}</strong></p> },
        );
    // By its seal what waits is the text that was read here, whatever another window makes of the draft meanwhile.
    let (fields, key, files, seal) = draft.map_or_else(Default::default, |draft| {
        (
            serde_json::to_string(&draft.input).ok(),
            Some(draft.submission_key),
            Some(draft.files.len().to_string()),
            Some(draft.seal),
        )
    });
    let unasked = (!unasked.is_empty()).then(|| {
        let lines = unasked
            .into_iter()
            .map(|(answer, line)| view! { <li data-answer=answer hidden=true>{line}</li> })
            .collect_view();
        view! {
            <p>{t(no_network::unasked())}</p>
            <ul>{lines}</ul>
        }
    });
    let queue = if files_elsewhere {
        view! { <p>{t(no_network::files_here())}</p> }.into_any()
    } else {
        view! {
            <div id="device-queue" class="stack stack--small">
                <p>{t(no_network::queue_text())}</p>
                {unasked}
                {until}
                <p>{t(no_network::arrival())}</p>
                <Button kind=ButtonKind::Secondary button_type=ButtonType::Button>{t(no_network::queue())}</Button>
            </div>
        }
        .into_any()
    };
    view! {
        <div
            id="device-offline"
            hidden=true
            tabindex="-1"
            data-procedure=procedure.slug.clone()
            data-fields=fields
            data-key=key
            data-files=files
            data-seal=seal
        >
            {nothing_sent(queue)}
        </div>
    }
    .into_any()
}

/// The same for a form that is sent only while there is network: what was typed stays on the screen.
#[component]
pub(in crate::features) fn StaysHere() -> AnyView {
    view! { <div id="device-offline" hidden=true tabindex="-1">{nothing_sent(().into_any())}</div> }
        .into_any()
}

/// That nothing was sent, and where what was typed is; `more` says what else is possible.
fn nothing_sent(more: AnyView) -> AnyView {
    use msg::device::no_network;
    view! {
        <Notice title=t(no_network::title()) tone=Tone::Warning>
            <p>{t(no_network::text())}</p>
            {more}
        </Notice>
    }
    .into_any()
}
