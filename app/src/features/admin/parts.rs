//! What pages of staff share: the gate, the frame, the error summary, the notice after saving, days and moments.

use leptos::{either::Either, prelude::*};
use shared::{
    access::{Action, Role},
    api::{Api, ApiError},
    procedures::{ShowWorkingCopy, WorkingCopy},
    time::{Day, Timestamp},
};

use super::words::role_name;
use crate::{
    context::{KeptForm, set_status, use_language, use_site},
    features::{
        identity::{ExpiredPage, SignInForm, typed},
        procedures::words::german,
    },
    forms::{Form, FormState, field},
    i18n::{format, msg, t},
    load::{use_address, use_query},
    local_time::local,
    routes,
    shell::PageTitle,
    ui::{
        Breadcrumbs, Button, ButtonGroup, ButtonKind, Details, ErrorSummary, FieldProblem, Fold, NavLink,
        Notice, PageHeading, StatusMessage, SummaryList, SummaryRow, Tabs, Tone,
    },
};

/// Shows a page to staff who may do what it is for; others get the sign-in form in its place, or a refusal. Where a form
/// came after its session had ended, what was typed is kept.
pub fn gate(action: Action, page: impl FnOnce() -> AnyView) -> AnyView {
    match use_site().staff {
        None => {
            set_status(401);
            match typed() {
                Some(kept) => view! { <ExpiredPage kept/> }.into_any(),
                // With its query: a filtered list is shown as such after signing in.
                None => view! { <SignInForm next=use_address().get_untracked() needed=true/> }.into_any(),
            }
        }
        Some(me) if me.role.may(action) => page(),
        Some(me) => refused(me.role),
    }
}

/// What staff read in place of a page that their role does not open: which role that is, and who can change it.
fn refused(role: Role) -> AnyView {
    use msg::admin::refused;
    set_status(ApiError::Forbidden.status());
    let language = use_language();
    let (overview, visibility) = (routes::staff(language, ""), routes::staff(language, "visibility"));
    view! {
        <PageTitle text=t(refused::title())/>
        <PageHeading title=t(refused::title()) lead=t(refused::role(role_name(role)))/>
        <p>{t(refused::text())}</p>
        <ul class="staff-links">
            <li><a class="row-link" href=visibility>{t(msg::admin::visibility::title())}</a></li>
            <li><a class="row-link" href=overview>{t(msg::identity::to_staff())}</a></li>
        </ul>
    }
    .into_any()
}

/// Whether the signed-in member of staff may do something.
pub fn may(action: Action) -> bool {
    use_site().staff.is_some_and(|me| me.role.may(action))
}

/// The mistakes of a form, above the page; `prefix` stands before the ids of its fields.
pub fn summary(form: &FormState, prefix: &str) -> Option<AnyView> {
    let problems: Vec<FieldProblem> = form
        .problems()
        .into_iter()
        .map(|(field, text)| {
            let id = if field.is_empty() {
                field
            } else {
                format!("{prefix}{field}")
            };
            FieldProblem::new(id, text)
        })
        .collect();
    (!problems.is_empty())
        .then(|| view! { <ErrorSummary title=t(msg::common::error_summary()) problems/> }.into_any())
}

/// What tells `app/unsaved.js` that a form is shown again and holds what is stored nowhere: where a page is shown anew, no
/// script has heard what was typed into the one before it, as with forms whose files the browser sends itself.
pub fn shown_again(form: &FormState) -> Option<AnyView> {
    (!form.is_fresh()).then(|| view! { <input type="hidden" data-typed=""/> }.into_any())
}

/// What stands before the ids of the fields where a page has several forms of one kind: the id of what a form is about, or
/// `new-` in the one that adds another.
pub fn prefix_of(id: &str) -> String {
    let id = if id.is_empty() { "new" } else { id };
    format!("{id}-")
}

/// The form that adds another one, below those that there are.
#[component]
pub fn Adding(
    /// The id of its heading.
    id: &'static str,
    /// What is added.
    heading: String,
    /// The form.
    children: Children,
) -> AnyView {
    view! {
        <section class="stack" aria-labelledby=id>
            <h2 id=id>{heading}</h2>
            {children()}
        </section>
    }
    .into_any()
}

/// Taking something away for good: folded, so that it is never done by one press.
#[component]
pub fn Removal(
    /// The endpoint's name; it gets `remove=1`.
    form: &'static str,
    /// Hidden fields that name what goes.
    fields: Vec<(&'static str, String)>,
    /// What the fold and the button say.
    label: String,
    /// What goes.
    about: String,
) -> AnyView {
    let mut fields = fields;
    fields.push(("remove", "1".to_owned()));
    let summary = format!("{label} …");
    view! {
        <Details summary>
            <Form form hidden=fields>
                <p>{t(msg::working_copies::remove_text())}</p>
                <ButtonGroup><Button kind=ButtonKind::Danger about>{label}</Button></ButtonGroup>
            </Form>
        </Details>
    }
    .into_any()
}

/// Reads the working copy of a procedure, with what it lacks before it is published.
pub async fn working_copy(api: &Api, slug: &str) -> Result<WorkingCopy, ApiError> {
    api.call(ShowWorkingCopy::of(slug)).await
}

/// Reads it for a page that does not show what it lacks: finding that out takes checking its texts.
pub async fn brief_working_copy(api: &Api, slug: &str) -> Result<WorkingCopy, ApiError> {
    let asked = ShowWorkingCopy {
        brief: true,
        ..ShowWorkingCopy::of(slug)
    };
    api.call(asked).await
}

/// Reads the German title of a procedure, which stands above each page about it.
pub async fn procedure_title(api: &Api, slug: &str) -> Result<String, ApiError> {
    let copy = brief_working_copy(api, slug).await?;
    Ok(copy.content.title.de().to_owned())
}

/// Reads a value of the query, reactively.
pub fn query(name: &str) -> String {
    use_query().with(|query| query.get(name).unwrap_or_default())
}

/// Which save of a form failed because somebody else saved in between: pages read anew when it changes, so that the
/// form can be sent again with what is stored now in view.
pub fn conflict() -> Option<String> {
    let KeptForm(kept) = use_context::<KeptForm>()?;
    kept.with(|kept| {
        let kept = kept.as_ref().filter(|kept| kept.error == ApiError::Conflict)?;
        Some(field(&kept.fields, "revision").to_owned())
    })
}

/// The hidden field that tells what was seen of something before it is saved. A form that is shown again keeps what it was
/// sent with: the page may have read a newer state meanwhile, and saving on top of that unseen would undo what somebody else
/// did. Only after a conflict, which shows what is stored now, the new one goes along.
pub fn revision(form: &FormState, fresh: u32) -> (&'static str, String) {
    let fresh = fresh.to_string();
    let value = match conflict() {
        Some(_) => fresh,
        None => form.value("revision", &fresh),
    };
    ("revision", value)
}

/// The same for a page of several forms that save one thing: whichever of them is shown again, all keep what it was sent
/// with.
pub fn page_revision(fresh: u32) -> (&'static str, String) {
    let kept = use_context::<KeptForm>().and_then(|KeptForm(kept)| kept.get());
    let sent = kept
        .filter(|kept| kept.error != ApiError::Conflict)
        .map(|kept| field(&kept.fields, "revision").to_owned())
        .filter(|sent| !sent.is_empty());
    ("revision", sent.unwrap_or_else(|| fresh.to_string()))
}

/// Whether a form was not carried out because somebody else saved in between.
pub fn has_clashed(form: &FormState) -> bool {
    form.has_failed() && conflict().is_some()
}

/// After a conflict: what is stored now, to compare with what was typed. Saving on top of it would undo what somebody else
/// did.
pub fn stored(form: &FormState, rows: impl FnOnce() -> Vec<SummaryRow>) -> Option<AnyView> {
    stored_view(form, || {
        let rows = rows();
        view! { <SummaryList rows/> }.into_any()
    })
}

/// The same for what is no list of fields.
pub fn stored_view(form: &FormState, what: impl FnOnce() -> AnyView) -> Option<AnyView> {
    has_clashed(form).then(|| {
        let what = what();
        view! { <Details summary=t(msg::admin::conflict::stored()) fold=Fold::Open>{what}</Details> }
            .into_any()
    })
}

/// A stored text as it is shown beside what was typed.
pub fn or_empty(text: &str) -> String {
    if text.is_empty() {
        t(msg::admin::conflict::empty())
    } else {
        text.to_owned()
    }
}

/// What to do after a conflict.
pub fn conflict_notice(form: &FormState) -> Option<AnyView> {
    has_clashed(form).then(|| {
        view! {
            <Notice title=t(msg::admin::conflict::title()) tone=Tone::Warning>
                <p>{t(msg::admin::conflict::text())}</p>
            </Notice>
        }
        .into_any()
    })
}

/// A page of staff: where it stands, its title, and what was just saved.
#[component]
pub fn StaffFrame(
    /// The pages above this one, below the staff's overview.
    #[prop(optional)]
    above: Vec<NavLink>,
    /// The title.
    #[prop(into)]
    title: String,
    /// A word above the title, such as the procedure.
    #[prop(optional, into)]
    preline: String,
    /// Whether the title is the name of a procedure, which is German; else the word above is one.
    #[prop(optional)]
    is_name: bool,
    /// What the page is for.
    #[prop(optional, into)]
    lead: String,
    /// The form whose mistakes are listed first.
    #[prop(optional, into)]
    form: Option<FormState>,
    /// What stands before the ids of its fields.
    #[prop(optional, into)]
    prefix: String,
    /// Whether the page says what went wrong without the form.
    #[prop(optional)]
    went_wrong: bool,
    /// The page.
    children: Children,
) -> impl IntoView {
    let language = use_language();
    let overview = t(msg::admin::dashboard::title());
    // Below pages that stand by themselves: the other ones of the role.
    let others = (above.is_empty() && title != overview).then(|| {
        let links = own_pages(&title);
        view! { <Related id="own-pages" heading=t(msg::admin::dashboard::more()) links/> }
    });
    // The overview is the first page of staff: there is nothing above it.
    let way = (title != overview).then(|| {
        let mut links = vec![NavLink::new(overview.clone(), routes::staff(language, ""))];
        links.extend(above);
        view! { <Breadcrumbs label=t(msg::common::breadcrumbs()) links here=title.clone()/> }
    });
    let failed = went_wrong || form.as_ref().is_some_and(FormState::has_failed);
    // Said of which procedure, and that it is staff's: the public page of the same name is often open beside it.
    let own = [title.as_str(), preline.as_str()]
        .into_iter()
        .filter(|part| !part.is_empty())
        .collect::<Vec<_>>()
        .join(": ");
    let text = if title == overview {
        own
    } else {
        format!("{own} – {overview}")
    };
    let (lang, preline_lang) = if is_name {
        (german(), None)
    } else {
        (None, german())
    };
    view! {
        <PageTitle text failed/>
        {way}
        {form.as_ref().and_then(|form| summary(form, &prefix))}
        {form.as_ref().and_then(conflict_notice)}
        <Saved/>
        <PageHeading title lang preline preline_lang lead/>
        {children()}
        {others}
        // The question of `app/unsaved.js`.
        <span hidden data-unsaved=t(msg::admin::conflict::unsaved())></span>
    }
}

/// The pages of the role beside its procedures; `here` is the title of the one that is shown.
pub fn own_pages(here: &str) -> Vec<NavLink> {
    let language = use_language();
    [
        (
            Action::EditProcedure,
            "procedures/new",
            t(msg::admin::dashboard::new()),
        ),
        (Action::SeeProcedures, "account", t(msg::identity::own::title())),
        (Action::ManageStaff, "accounts", t(msg::admin::accounts::title())),
        (Action::EditPages, "pages", t(msg::admin::pages::title())),
        (
            Action::EditPages,
            "glossary",
            t(msg::easy_language::glossary::title()),
        ),
        (
            Action::SeeProcedures,
            "visibility",
            t(msg::admin::visibility::title()),
        ),
        (
            Action::ReadBarriers,
            "barriers",
            t(msg::accessibility::inbox::title()),
        ),
        (
            Action::EditPages,
            "accessibility",
            t(msg::accessibility::staff::title()),
        ),
        (Action::EditPages, "videos", t(msg::videos::title())),
    ]
    .into_iter()
    .filter(|(action, ..)| may(*action))
    .map(|(_, part, label)| {
        let is_here = label == here;
        NavLink::new(label, routes::staff(language, part)).marked(is_here)
    })
    .collect()
}

/// The neighbours of a page, below it: beside the list that they come from, a second way to each (WCAG 2.4.5).
#[component]
pub fn Related(
    /// The id of the heading.
    id: &'static str,
    /// What the pages are.
    #[prop(into)]
    heading: String,
    /// The pages; the one that is shown is no link.
    links: Vec<NavLink>,
) -> impl IntoView {
    let items = links
        .into_iter()
        .map(|link| {
            if link.current {
                view! { <li aria-current="page"><strong class="row-link">{link.label}</strong></li> }
                    .into_any()
            } else {
                view! { <li><a class="row-link" href=link.href>{link.label}</a></li> }.into_any()
            }
        })
        .collect_view();
    view! {
        <nav class="stack stack--small" aria-labelledby=id>
            <h2 class="kern-title" id=id>{heading}</h2>
            <ul class="staff-links cluster">{items}</ul>
        </nav>
    }
}

/// The answer to an act that went well: the address says `?saved=1`, or how many statements it touched.
#[component]
fn Saved() -> impl IntoView {
    let map = use_query();
    // A form that is shown again was not saved, whatever the address still says.
    let again = use_context::<KeptForm>().is_some_and(|KeptForm(kept)| kept.with_untracked(Option::is_some));
    move || {
        let is_saved = !again && map.with(|map| map.get("saved").is_some());
        view! { <StatusMessage text=is_saved.then(|| t(msg::common::saved()))/> }
    }
}

/// A part of a procedure's pages of staff.
pub fn procedure_path(slug: &str, part: &str) -> String {
    let part = if part.is_empty() {
        format!("procedures/{slug}")
    } else {
        format!("procedures/{slug}/{part}")
    };
    routes::staff(use_language(), &part)
}

/// The same, saying that something was saved.
pub fn saved_path(slug: &str, part: &str) -> String {
    format!("{}?saved=1", procedure_path(slug, part))
}

/// The views of a procedure for staff.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum ProcedureTab {
    /// What is published.
    Overview,
    /// What came in.
    Statements,
    /// What goes out.
    Exports,
}

/// The views of a procedure for staff, as links.
#[component]
pub fn ProcedureTabs(
    /// The procedure's slug.
    slug: String,
    /// The view that is shown.
    here: ProcedureTab,
) -> impl IntoView {
    let links = [
        (
            ProcedureTab::Overview,
            "",
            t(msg::working_copies::tab::overview()),
        ),
        (
            ProcedureTab::Statements,
            "statements",
            t(msg::working_copies::tab::statements()),
        ),
        (
            ProcedureTab::Exports,
            "exports",
            t(msg::working_copies::tab::exports()),
        ),
    ]
    .into_iter()
    .map(|(tab, part, label)| NavLink::new(label, procedure_path(&slug, part)).marked(tab == here))
    .collect();
    view! { <Tabs label=t(msg::working_copies::tab::label()) links/> }
}

/// The way to a part of a procedure.
pub fn above_part(slug: &str, title: &str) -> Vec<NavLink> {
    vec![NavLink::new(title, procedure_path(slug, ""))]
}

/// The way to a part of a procedure's statements.
pub fn above_statement(slug: &str, title: &str) -> Vec<NavLink> {
    let mut links = above_part(slug, title);
    links.push(NavLink::new(
        t(msg::assessment::list::title()),
        procedure_path(slug, "statements"),
    ));
    links
}

/// A day in digits.
pub fn day(day: Day) -> AnyView {
    let text = format::day_short(day, use_language());
    view! { <time datetime=day.to_string()>{text}</time> }.into_any()
}

/// A moment by the town's clock.
pub fn moment(at: Timestamp) -> AnyView {
    let text = format::date_time(local(at), use_language());
    view! { <time datetime=at.to_rfc3339()>{text}</time> }.into_any()
}

/// A text, or a dash where there is none.
pub fn or_dash(text: String) -> AnyView {
    if text.is_empty() {
        Either::Left("–")
    } else {
        Either::Right(view! { <span dir="auto">{text}</span> })
    }
    .into_any()
}
