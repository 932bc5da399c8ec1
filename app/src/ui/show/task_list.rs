//! Steps of a longer task with the state of each.
//!
//! Accessibility: the state is words beside the link and describes it.

use leptos::prelude::*;

use super::{Badge, Tone};
use crate::ui::{Examples, MaybeText};

/// One step.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Task {
    /// What is to be done.
    pub title: String,
    /// Where it is done; missing where it is not its turn yet.
    pub href: Option<String>,
    /// What helps.
    pub hint: MaybeText,
    /// The state in words.
    pub state: String,
    /// The tone of the state.
    pub tone: Tone,
}

/// Steps of a longer task.
#[component]
pub fn TaskList(
    /// The stem of the ids.
    #[prop(into)]
    id: String,
    /// The steps, in order.
    tasks: Vec<Task>,
) -> AnyView {
    let items: Vec<_> = tasks
        .into_iter()
        .enumerate()
        .map(|(index, task)| {
            let state_id = format!("{id}-state-{}", index + 1);
            let described_by = state_id.clone();
            let title = match task.href {
                Some(href) => {
                    view! { <a class="row-link" href=href aria-describedby=described_by>{task.title}</a> }
                        .into_any()
                }
                None => view! { <span>{task.title}</span> }.into_any(),
            };
            view! {
                <li class="kern-task-list__item">
                    <div class="kern-task-list__title">
                        {title} {task.hint.get().map(|hint| view! { <p class="kern-hint">{hint}</p> })}
                    </div>
                    <div class="kern-task-list__status" id=state_id>
                        <Badge text=task.state tone=task.tone />
                    </div>
                </li>
            }
        })
        .collect();
    view! { <ol class="kern-task-list__list">{items}</ol> }.into_any()
}

/// Examples of tasks.
pub(super) fn examples() -> Examples {
    vec![(
        "prepare a consultation",
        view! {
            <TaskList
                id="prepare"
                tasks=vec![
                    Task {
                        title: "Unterlagen hochladen".into(),
                        href: Some("/unterlagen".into()),
                        state: "Erledigt".into(),
                        tone: Tone::Success,
                        ..Default::default()
                    },
                    Task {
                        title: "Frist festlegen".into(),
                        href: Some("/frist".into()),
                        hint: "Mindestens 30 Tage (§ 3 Abs. 2 BauGB)".into(),
                        state: "Offen".into(),
                        tone: Tone::Info,
                    },
                    Task { title: "Veröffentlichen".into(), state: "Noch nicht möglich".into(), ..Default::default() },
                ]
            />
        }
        .into_any(),
    )]
}
