//! Drafts: what a visitor typed so far, kept on the server so that nothing is lost, with or without script.
//!
//! Invariants: the token in the cookie is 128 random bits for one procedure, the database holds its keyed hash alone;
//! what came is stored before anything is refused, unless it is longer than anything that can be sent; a draft ends 24
//! hours after its last change; what was sent shows its receipt for some minutes only, because the next visitor may sit at
//! the same computer.

use shared::{
    api::{ApiError, Invalid},
    language::Language,
    plans::map::{MapMove, MapView, Plane},
    statements::{
        Draft, DraftFile, FormStep, FoundPlace, MAX_FILES, MAX_LINE, PlaceKind, SaveDraft, ShowDraft,
        StatementInput,
    },
    text,
};

use super::{
    place, policy,
    receipt::receipt_of,
    register, repeat, room,
    store::{self, StoredDraft, StoredFile},
    submit::{is_key, key_of},
};
use crate::{
    db::Statements,
    error::Result,
    features::{
        addresses,
        procedures::{self, ProcedureRef},
    },
    http::limits::DRAFT,
    secret::{sha256, to_hex},
    site::{Cx, Upload, unbound_cookie},
    uploads,
};

/// How long a draft is kept after its last change, in hours.
pub(super) const KEPT_HOURS: i64 = 24;
/// How the names of drafts' cookies begin; the procedure's number follows, which stays when its slug changes.
pub(super) const COOKIE: &str = "draft-";
/// How long the form shows the receipt of what was sent: whoever comes later may be somebody else.
pub(super) const SENT_SHOWN: chrono::Duration = chrono::Duration::minutes(10);
/// Most addresses that a street search shows.
const MAX_FOUND: i64 = 20;

/// The hash of the token that the visitor's cookie holds for a procedure.
pub(super) fn draft_id(cx: &Cx, procedure: &ProcedureRef) -> Option<Vec<u8>> {
    id_of(cx, cx.exchange.cookie(&cookie_name(cx, procedure))?)
}

/// Whether a cookie of this name belongs to a draft, whatever address the site has.
#[must_use]
pub fn is_draft_cookie(name: &str) -> bool {
    unbound_cookie(name).starts_with(COOKIE)
}

/// The hash of a token, if it can be one.
pub(super) fn id_of(cx: &Cx, token: &str) -> Option<Vec<u8>> {
    (token.len() == 32 && token.bytes().all(|b| b.is_ascii_hexdigit()))
        .then(|| cx.site.secret.token_hash(token))
}

fn cookie_name(cx: &Cx, procedure: &ProcedureRef) -> String {
    cx.bound_cookie(&format!("{COOKIE}{}", procedure.sequence))
}

/// Shows the visitor's draft; an empty one where there is none, the receipt where it was sent already.
pub async fn show_draft(cx: Cx, input: ShowDraft) -> Result<Draft> {
    let mut db = cx.read().await?;
    let procedure = procedures::find_for_page(&cx, &mut db, &input.procedure).await?;
    let empty = Draft {
        asked: place::asked(&mut db, &procedure, &input.place).await?,
        ..Draft::default()
    };
    let Some(id) = draft_id(&cx, &procedure) else {
        return Ok(empty);
    };
    let Some(row) = store::draft(&mut db, &id, procedure.id).await? else {
        return Ok(empty);
    };
    let sent = match row.statement {
        Some(_) if cx.now() - row.changed_at >= SENT_SHOWN => None,
        Some(statement) => store::find(&mut db, statement)
            .await?
            .map(|statement| receipt_of(&cx, &statement, &procedure.slug)),
        None => None,
    };
    let middle = match row.draft.map {
        Some(view) => Some(middle(&mut db, &procedure, &row.draft, view).await?),
        None => None,
    };
    let saved_at = row.statement.is_none().then_some(row.changed_at);
    let mut invalid = Invalid::default();
    if input.mistakes && row.statement.is_none() {
        find_mistakes(&mut db, &cx, &procedure, &row.draft, &mut invalid).await?;
    }
    Ok(Draft {
        sent,
        middle,
        saved_at,
        mistakes: invalid.0,
        asked: empty.asked,
        outside: place::is_outside(&mut db, &procedure, &row.draft.input).await?,
        ..shown(row.draft)
    })
}

/// What lies in the middle of the map, in the words of the draft's language.
async fn middle(
    db: &mut impl Statements,
    procedure: &ProcedureRef,
    draft: &StoredDraft,
    view: MapView,
) -> Result<FoundPlace> {
    let language = Language::from_code(&draft.input.language).unwrap_or_default();
    place::found(db, procedure, view.lat, view.lon, language).await
}

/// A hash of everything of a draft that is sent and that its author reads before; empty where there is nothing. The
/// language of the page and the version that was seen are no part of it: opening the same draft elsewhere changes them.
pub(super) fn seal(draft: &StoredDraft) -> String {
    let nothing = StoredDraft {
        sent: draft.sent.clone(),
        ..StoredDraft::default()
    };
    if *draft == nothing {
        return String::new();
    }
    let input = &draft.input;
    let mut parts = vec![
        input.body.as_str(),
        input.place.word(),
        &input.place_ref,
        &input.place_label,
        input.reply.word(),
        input.may_publish.word(),
        &input.name,
        &input.organisation,
        &input.street,
        &input.postal_code,
        &input.city,
        &input.email,
    ];
    for file in &draft.files {
        parts.extend([file.file.as_str(), &file.name]);
    }
    // No field has this character ([`StatementInput::tidy`]).
    to_hex(&sha256(parts.join("\0").as_bytes()))
}

fn shown(draft: StoredDraft) -> Draft {
    let seal = seal(&draft);
    let files = (0_u32..)
        .zip(draft.files)
        .map(|(index, file)| DraftFile {
            index,
            name: file.name,
            size: file.size,
        })
        .collect();
    Draft {
        input: draft.input,
        submission_key: draft.submission_key,
        files,
        found: draft.found,
        search: draft.search,
        did: String::new(),
        left_out: draft.left_out,
        map: draft.map,
        middle: None,
        sent: None,
        seal,
        saved_at: None,
        mistakes: Vec::new(),
        asked: None,
        outside: false,
    }
}

/// Stores the visitor's draft and does what the pressed button says.
pub async fn save_draft(cx: Cx, input: SaveDraft) -> Result<Draft> {
    let mut db = cx.read().await?;
    let procedure = procedures::find_published(&mut db, &input.procedure).await?;
    cx.site.limits.take(DRAFT, &cx.client.0)?.keep();
    let uploads = cx.exchange.take_uploads();
    let mut typed = input.input.tidy();
    let asks_person = !input.asks_person.is_empty();
    let mut left_out = asks_person
        && leaves_out(&mut typed, |typed| {
            typed.keep_shown_person(!input.with_person.is_empty())
        });
    let wanted = input.search.trim().replace('\0', "");
    check_lengths(&typed, &wanted, &uploads)?;
    let known = match draft_id(&cx, &procedure) {
        Some(id) => store::draft(&mut db, &id, procedure.id)
            .await?
            .filter(|row| row.statement.is_none())
            .map(|row| (id, row.draft)),
        None => None,
    };
    let is_known = known.is_some();
    let text_room = if is_known {
        None
    } else {
        Some(room::for_text(&cx)?)
    };
    let (id, mut draft) = known.unwrap_or_default();
    draft.input = typed;
    draft.input.language = register::language(&cx, &draft.input);
    let searched = std::mem::replace(&mut draft.search, wanted);
    // The Enter key sends the form's first button, whichever field it was pressed in: a street that was typed and not
    // searched yet says that it was the field for streets.
    let action = match input.action.strip_prefix("enter:") {
        Some(_) if !draft.search.is_empty() && draft.search != searched => "search",
        Some(button) => button,
        None => input.action.as_str(),
    };
    // Only a form with one question names it.
    if matches!(action, "next" | "check")
        && let Some(step) = FormStep::from_word(&input.step)
    {
        left_out |= leaves_out(&mut draft.input, |typed| step.keep_what_is_needed(typed));
    }
    // Another button may have left it out before: it stays true until something is kept.
    draft.left_out = left_out || (draft.left_out && register::person_of(&draft.input).is_none());
    // What was found belongs to the word that was searched.
    if draft.search != searched && action != "search" {
        draft.found = None;
    }
    draft.submission_key = key_for(&mut db, &cx, &procedure, &draft, &input.submission_key).await?;
    // What is wrong is told at the end: first everything is stored.
    let mut invalid = Invalid::default();
    let removed = press(&mut db, &cx, &procedure, &mut draft, action, &mut invalid).await?;
    drop(db);
    let most = MAX_FILES.saturating_sub(draft.files.len());
    let accepted = uploads::accept(uploads, most, &mut invalid).await?;
    let (accepted, files_room) = room::for_files(&cx, accepted, &mut invalid);
    let added = room::store(&cx, accepted).await?;
    let id = is_known.then_some(id);
    let change = Change {
        added: &added,
        removed: &removed,
    };
    let unwanted = match keep(&cx, &procedure, id, &mut draft, &change, &mut invalid).await {
        Ok(unwanted) => unwanted,
        Err(error) => {
            // Nobody would ever find them again.
            uploads::discard(&cx.site, &names(&added)).await;
            return Err(error);
        }
    };
    files_room.keep();
    if let Some(room) = text_room {
        room.keep();
    }
    uploads::discard(&cx.site, &names(&unwanted)).await;
    room::give_back(&cx, &unwanted);
    match action {
        "check" => check(&cx, &procedure, &draft, invalid).await?,
        "next" => check_step(&cx, &procedure, &draft, &input.step, invalid).await?,
        _ => invalid.finish()?,
    }
    Ok(Draft {
        did: match action {
            "search" | "check" => action.to_owned(),
            _ => String::new(),
        },
        ..shown(draft)
    })
}

/// Whether a change takes something away of what was typed.
fn leaves_out(typed: &mut StatementInput, change: impl FnOnce(&mut StatementInput)) -> bool {
    let before = typed.clone();
    change(typed);
    *typed != before
}

/// The key under which a draft will be sent: its own, else the browser's. Where another text came under it already – the
/// form was shown again after it was sent, or the device sent what it held – it would be refused for good, so that a new
/// one takes its place. With the same text it stays: a repetition is answered with its receipt.
async fn key_for(
    db: &mut impl Statements,
    cx: &Cx,
    procedure: &ProcedureRef,
    draft: &StoredDraft,
    offered: &str,
) -> Result<String> {
    let key = match draft.submission_key.as_str() {
        "" if is_key(offered) => offered,
        // A page without script, or one whose script came late, has none: the device may need it later all the same.
        "" => return Ok(to_hex(&cx.site.dice.bytes::<16>())),
        own => own,
    };
    let known = store::find_by_key(db, &key_of(cx, key)).await?;
    Ok(match known {
        Some(known) if !repeat::is_same_text(&known, procedure, &draft.input.body) => {
            to_hex(&cx.site.dice.bytes::<16>())
        }
        _ => key.to_owned(),
    })
}

/// What a request changes about a draft's files.
struct Change<'a> {
    added: &'a [StoredFile],
    /// Names in the store.
    removed: &'a [String],
}

/// Their names in the store.
pub(super) fn names(files: &[StoredFile]) -> Vec<String> {
    files.iter().map(|file| file.file.clone()).collect()
}

/// Stores a draft and answers the stored files that nobody wants any more. Whatever another window did since it was read
/// stays: files that it added or removed; and where it sent the draft, what was typed here begins a new one.
async fn keep(
    cx: &Cx,
    procedure: &ProcedureRef,
    id: Option<Vec<u8>>,
    draft: &mut StoredDraft,
    change: &Change<'_>,
    invalid: &mut Invalid,
) -> Result<Vec<StoredFile>> {
    let mut tx = cx.begin().await?;
    let now = match &id {
        Some(id) => store::hold_draft(&mut tx, id, procedure.id, cx.now()).await?,
        None => None,
    };
    // The files of a draft that was sent meanwhile belong to the statement.
    let (id, stored) = match (id, now) {
        (Some(id), Some(now)) => {
            // The cookie lives as long as the draft: from its last change.
            if let Some(token) = cx.exchange.cookie(&cookie_name(cx, procedure)) {
                give_token(cx, procedure, token);
            }
            (id, now.files)
        }
        _ => {
            let token = to_hex(&cx.site.dice.bytes::<16>());
            give_token(cx, procedure, &token);
            (cx.site.secret.token_hash(&token), Vec::new())
        }
    };
    let (mut unwanted, mut files): (Vec<_>, Vec<_>) = stored
        .into_iter()
        .partition(|file| change.removed.contains(&file.file));
    for file in change.added {
        if files.len() < MAX_FILES {
            files.push(file.clone());
        } else {
            let arguments = [("file", file.name.clone()), ("max", MAX_FILES.to_string())];
            invalid.add_with("files", "errors.upload_no_room", &arguments);
            unwanted.push(file.clone());
        }
    }
    draft.files = files;
    store::put_draft(&mut tx, &id, procedure.id, draft, cx.now()).await?;
    cx.commit(tx).await?;
    Ok(unwanted)
}

fn give_token(cx: &Cx, procedure: &ProcedureRef, token: &str) {
    cx.set_cookie(&cookie_name(cx, procedure), token, Some(KEPT_HOURS * 3600));
}

/// What is longer than anything that can be sent is not stored: it stays in the form alone, which says so.
fn check_lengths(
    typed: &StatementInput,
    wanted: &str,
    uploads: &[Upload],
) -> std::result::Result<(), ApiError> {
    let mut invalid = typed.too_long();
    text::check_text(&mut invalid, "search", wanted, false, MAX_LINE);
    if !invalid.0.is_empty() && !uploads.is_empty() {
        invalid.add("files", "errors.files_again");
    }
    invalid.finish()
}

/// Does what a button says; answers the stored files that are no longer wanted.
async fn press(
    db: &mut impl Statements,
    cx: &Cx,
    procedure: &ProcedureRef,
    draft: &mut StoredDraft,
    action: &str,
    invalid: &mut Invalid,
) -> Result<Vec<String>> {
    let (button, rest) = action.split_once(':').unwrap_or((action, ""));
    match button {
        "search" if draft.search.is_empty() => {
            draft.found = None;
            invalid.add("search", "errors.required");
        }
        "search" => search(db, procedure, draft).await?,
        "place" => {
            let (kind, reference) = rest.split_once(':').unwrap_or((rest, ""));
            choose(db, procedure, draft, kind, reference, invalid).await?;
        }
        "map" => draft.map = map(db, procedure, draft, rest).await?,
        "remove" => {
            let index = rest.parse().ok().filter(|index| *index < draft.files.len());
            return Ok(index
                .map(|index: usize| draft.files.remove(index).file)
                .into_iter()
                .collect());
        }
        "language" => {
            if let Some(language) = Language::from_code(rest) {
                draft.input.language = language.code().to_owned();
                cx.set_cookie("language", language.code(), Some(31_536_000));
            }
        }
        _ => {}
    }
    Ok(Vec::new())
}

/// Looks for the typed street; what names exactly one section chooses it.
async fn search(db: &mut impl Statements, procedure: &ProcedureRef, draft: &mut StoredDraft) -> Result<()> {
    let found = addresses::search(db, &draft.search, MAX_FOUND).await?;
    if found.is_empty()
        && let Some((_, content)) = procedures::content(db, procedure.id, None).await?
        && let Some(section) = place::section_named(&content, &draft.search)
    {
        draft.input.place_label = place::label(&content, PlaceKind::Section, &section).unwrap_or_default();
        draft.input.place = PlaceKind::Section;
        draft.input.place_ref = section;
        draft.found = None;
        return Ok(());
    }
    draft.found = Some(found);
    Ok(())
}

/// Where the map looks after a button of it; `None` closes it.
async fn map(
    db: &mut impl Statements,
    procedure: &ProcedureRef,
    draft: &StoredDraft,
    button: &str,
) -> Result<Option<MapView>> {
    let drawing = place::drawing(db, procedure).await?;
    let Some(plane) = drawing.as_ref().and_then(Plane::of) else {
        return Ok(None);
    };
    if button == "close" {
        return Ok(None);
    }
    let start = match draft.map {
        Some(view) => view,
        // It opens at the place that was chosen, if that is one on the map, else it shows the whole plan.
        None => match place::resolve(db, procedure, &draft.input, Language::default()).await {
            Ok(place::Place {
                point: Some([lon, lat]),
                ..
            }) => plane.kept(MapView { lat, lon, zoom: 1 }),
            _ => plane.whole(),
        },
    };
    Ok(Some(match MapMove::from_word(button) {
        Some(step) => plane.moved(start, step),
        None => start,
    }))
}

async fn choose(
    db: &mut impl Statements,
    procedure: &ProcedureRef,
    draft: &mut StoredDraft,
    kind: &str,
    reference: &str,
    invalid: &mut Invalid,
) -> Result<()> {
    let Some(kind) = PlaceKind::from_word(kind) else {
        invalid.add("place", "errors.place_missing");
        return Ok(());
    };
    let mut chosen = draft.input.clone();
    chosen.place = kind;
    chosen.place_ref = reference.replace('\0', "");
    let language = Language::from_code(&draft.input.language).unwrap_or_default();
    chosen.place_label = match kind {
        PlaceKind::Address => address_label(draft, &chosen.point()).unwrap_or_default(),
        _ => String::new(),
    };
    match place::resolve(db, procedure, &chosen, language).await {
        Ok(place) => {
            draft.input.place = place.kind;
            draft.input.place_ref = place.reference;
            draft.input.place_label = place.label;
            // The choice is made: neither what was found nor the map is needed any more.
            draft.found = None;
            draft.map = None;
        }
        Err(crate::error::Error::Api(ApiError::Invalid(wrong))) => invalid.0.extend(wrong.0),
        Err(other) => return Err(other),
    }
    Ok(())
}

/// The words of an address that the last search found at a point.
fn address_label(draft: &StoredDraft, point: &Option<(f64, f64)>) -> Option<String> {
    let (lat, lon) = (*point)?;
    let near = |a: f64, b: f64| (a - b).abs() < 1e-6;
    let found = draft
        .found
        .as_ref()?
        .iter()
        .find(|address| near(address.lat, lat) && near(address.lon, lon))?;
    Some(if found.town.is_empty() {
        found.label.clone()
    } else {
        format!("{}, {}", found.label, found.town)
    })
}

/// Everything that sending asks for, so that the page "check" shows only what can be sent.
pub(super) async fn check(
    cx: &Cx,
    procedure: &ProcedureRef,
    draft: &StoredDraft,
    mut invalid: Invalid,
) -> Result<()> {
    let mut db = cx.read().await?;
    let rounds = procedures::rounds(&mut db, procedure.id, cx.today()).await?;
    policy::open_round(&rounds)?;
    find_mistakes(&mut db, cx, procedure, draft, &mut invalid).await?;
    invalid.finish()?;
    Ok(())
}

/// What is wrong with the answer to one question, by the rules for the whole: so that a mistake is told where it was made,
/// and never what was not asked yet.
async fn check_step(
    cx: &Cx,
    procedure: &ProcedureRef,
    draft: &StoredDraft,
    step: &str,
    mut invalid: Invalid,
) -> Result<()> {
    if let Some(step) = FormStep::from_word(step) {
        let mut mistakes = Invalid::default();
        find_mistakes(&mut cx.read().await?, cx, procedure, draft, &mut mistakes).await?;
        let own = mistakes.0.into_iter().filter(|error| step.is_about(error));
        invalid.0.extend(own);
    }
    invalid.finish()?;
    Ok(())
}

/// What is wrong with a draft whatever the day is, behind what was found before.
async fn find_mistakes(
    db: &mut impl Statements,
    cx: &Cx,
    procedure: &ProcedureRef,
    draft: &StoredDraft,
    invalid: &mut Invalid,
) -> Result<()> {
    match draft.input.check() {
        Err(ApiError::Invalid(wrong)) => invalid.0.extend(wrong.0),
        Err(other) => return Err(other.into()),
        Ok(()) => {}
    }
    match place::resolve(db, procedure, &draft.input, place::language_of_staff(cx)).await {
        Err(crate::error::Error::Api(ApiError::Invalid(wrong))) => {
            // The same field is named once.
            invalid.0.extend(
                wrong
                    .0
                    .into_iter()
                    .filter(|_| !invalid.0.iter().any(|known| known.field == "place"))
                    .collect::<Vec<_>>(),
            );
        }
        Err(other) => return Err(other),
        Ok(_) => {}
    }
    Ok(())
}
