//! What every endpoint is asked when it is asked about another municipality: one table, in which none may be missing.

use std::collections::BTreeMap;

use serde_json::{Value, json};
use server::http::mount::Mounted;
use shared::api::{Method, Wire, placeholders, segment};

/// What an endpoint may be asked about, by name.
#[derive(Clone, Debug)]
pub struct Names {
    pub slug: String,
    pub number: u32,
    pub code: String,
    pub account: String,
    pub chapter: String,
    pub document: String,
    pub section: String,
    pub round: String,
}

/// Names that nobody has, of the same form.
pub fn nobody() -> Names {
    let id = |n: u128| uuid::Uuid::from_u128(0x0192_0000_0000_7000_8000_00ff_0000_0000 + n).to_string();
    Names {
        slug: "gibt-es-nicht".into(),
        number: 7_000,
        code: "0000-0000-0001".into(),
        account: id(1),
        chapter: id(2),
        document: id(3),
        section: id(4),
        round: id(5),
    }
}

/// What an endpoint is asked.
pub enum Case {
    /// It names something: with another municipality's names it finds nothing.
    Names(fn(&Names) -> Value),
    /// It names nothing: it answers from the asker's own municipality alone.
    Own(fn() -> Value),
}

fn procedure(names: &Names) -> Value {
    json!({ "procedure": names.slug })
}

fn numbered(names: &Names) -> Value {
    json!({ "procedure": names.slug, "number": names.number })
}

fn report(names: &Names) -> Value {
    json!({ "report": names.number.to_string() })
}

fn empty() -> Value {
    json!({})
}

/// Every endpoint.
pub fn cases() -> BTreeMap<&'static str, Case> {
    use Case::{Names as N, Own};
    BTreeMap::from([
        ("ShowSite", Own(empty)),
        ("ShowPage", Own(|| json!({ "kind": "imprint" }))),
        ("ListPages", Own(empty)),
        (
            "EditPage",
            Own(|| json!({ "kind": "imprint", "language": "de", "markdown": "Text." })),
        ),
        ("ListLanguages", Own(empty)),
        ("ListGlossary", Own(empty)),
        ("ListTerms", Own(empty)),
        // The words are the same everywhere, what is said about them is not.
        ("ShowTerm", Own(|| json!({ "term": "rat" }))),
        (
            "EditTerm",
            Own(|| json!({ "term": "rat", "revision": 0, "explanation": "Der Rat entscheidet." })),
        ),
        (
            "CheckEasyLanguage",
            Own(|| json!({ "plain": "Das kostet ca. 5 Euro." })),
        ),
        ("ShowDeclaration", Own(empty)),
        (
            "ReportBarrier",
            Own(|| json!({ "problem": "Die Karte geht nicht mit der Tastatur." })),
        ),
        ("ListBarrierReports", Own(empty)),
        ("CountOpenReports", Own(empty)),
        ("ShowBarrierReport", N(report)),
        (
            "AnswerBarrierReport",
            N(|names| json!({ "report": names.number.to_string(), "answer": "Gekapert." })),
        ),
        (
            "MarkBarrierReport",
            N(|names| json!({ "report": names.number.to_string(), "state": "mended" })),
        ),
        ("ShowAccessibility", Own(empty)),
        ("EditAccessibility", Own(empty)),
        (
            "EditBarrier",
            Own(
                || json!({ "what": "Pläne als PDF", "reason": "Kommen so an.", "alternative": "Die Liste." }),
            ),
        ),
        ("ListVideos", Own(empty)),
        ("ListSiteVideos", Own(empty)),
        ("EditSiteVideo", Own(|| json!({ "place": "start" }))),
        ("RemoveVideoFile", N(|names| json!({ "file": names.document }))),
        (
            "EditVideo",
            N(|names| json!({ "procedure": names.slug, "revision": 1 })),
        ),
        ("ForgetDrafts", Own(empty)),
        (
            "FindPlace",
            N(|names| json!({ "procedure": names.slug, "lat": 53.5, "lon": 9.5 })),
        ),
        ("ShowSignIn", Own(empty)),
        (
            "SignIn",
            Own(|| json!({ "email": "fremd@musterstadt.example", "password": "ein langes Passwort" })),
        ),
        ("GiveSecondFactor", Own(|| json!({ "code": "123456" }))),
        (
            "GiveNewPassword",
            Own(|| json!({ "password": "ein langes Passwort", "again": "ein langes Passwort" })),
        ),
        ("SignOut", Own(empty)),
        (
            "ChangeOwnPassword",
            Own(|| json!({ "current": "ein langes Passwort", "password": "x", "again": "x" })),
        ),
        ("ListOwnSessions", Own(empty)),
        ("EndOwnSessions", Own(empty)),
        ("ListStaff", Own(empty)),
        (
            "AddStaff",
            Own(
                || json!({ "name": "Neu", "email": "neu@nachbar.example", "role": "reader", "password": "ein langes Passwort" }),
            ),
        ),
        (
            "ChangeStaff",
            N(|names| json!({ "id": names.account, "role": "reader", "active": false })),
        ),
        ("RemoveStaff", N(|names| json!({ "id": names.account }))),
        ("FindAddresses", Own(|| json!({ "search": "Fremdgutweg" }))),
        ("ListProcedures", Own(empty)),
        ("ShowProcedure", N(procedure)),
        ("ShowRecord", N(procedure)),
        ("ListWorkingCopies", Own(empty)),
        (
            "CreateProcedure",
            Own(|| json!({ "title": "Eigener Plan", "kind": "other" })),
        ),
        (
            "RemoveProcedure",
            N(|names| json!({ "procedure": names.slug, "revision": 1 })),
        ),
        ("ShowWorkingCopy", N(procedure)),
        (
            "EditTexts",
            N(
                |names| json!({ "procedure": names.slug, "revision": 1, "language": "de", "title": "Gekapert" }),
            ),
        ),
        (
            "EditSettings",
            N(|names| json!({ "procedure": names.slug, "revision": 1, "slug": "gekapert", "kind": "other" })),
        ),
        (
            "EditChapter",
            N(
                |names| json!({ "procedure": names.slug, "revision": 1, "chapter": names.chapter, "remove": "1" }),
            ),
        ),
        (
            "EditDocument",
            N(
                |names| json!({ "procedure": names.slug, "revision": 1, "document": names.document, "remove": "1" }),
            ),
        ),
        (
            "EditSection",
            N(
                |names| json!({ "procedure": names.slug, "revision": 1, "section": names.section, "label": "Gekapert" }),
            ),
        ),
        ("ImportPlan", N(procedure)),
        (
            "SetRound",
            N(|names| {
                json!({ "procedure": names.slug, "round": names.round, "step": "public_display", "pass": 1,
                    "start": "2026-11-16", "end": "2026-12-30" })
            }),
        ),
        (
            "PublishProcedure",
            N(|names| json!({ "procedure": names.slug, "revision": 1, "reason": "Gekapert" })),
        ),
        ("PreviewProcedure", N(procedure)),
        ("ShowDraft", N(procedure)),
        (
            "SaveDraft",
            N(|names| json!({ "procedure": names.slug, "body": "Text.", "language": "de", "do": "save" })),
        ),
        ("SendDraft", N(procedure)),
        (
            "SubmitStatement",
            N(
                |names| json!({ "procedure": names.slug, "submission_key": "0123456789abcdef", "body": "Text.", "language": "de" }),
            ),
        ),
        (
            "CaptureStatement",
            N(|names| {
                json!({ "procedure": names.slug, "channel": "letter", "received_on": "2026-11-20", "body": "Text.",
                    "language": "de" })
            }),
        ),
        ("BeginCapture", N(procedure)),
        ("ShowCapturedReceipt", N(numbered)),
        (
            "CorrectAuthor",
            N(
                |names| json!({ "procedure": names.slug, "number": names.number, "revision": 1, "name": "Gekapert" }),
            ),
        ),
        ("ShowReceipt", N(|names| json!({ "code": names.code }))),
        ("WithdrawStatement", N(|names| json!({ "code": names.code }))),
        ("ListPublicStatements", N(procedure)),
        ("ShowPublicStatement", N(numbered)),
        ("ListStatements", N(procedure)),
        ("ShowStatement", N(numbered)),
        (
            "AssessStatement",
            N(
                |names| json!({ "procedure": names.slug, "number": names.number, "revision": 1, "note": "Gekapert" }),
            ),
        ),
        (
            "DivideStatement",
            N(
                |names| json!({ "procedure": names.slug, "number": names.number, "revision": 1, "starts": [3] }),
            ),
        ),
        (
            "AssessPoint",
            N(
                |names| json!({ "procedure": names.slug, "number": names.number, "point": 1, "revision": 1, "reply": "Gekapert" }),
            ),
        ),
        (
            "TakeOverAnswer",
            N(
                |names| json!({ "procedure": names.slug, "number": names.number, "point": 1, "revision": 1, "from": "1.1" }),
            ),
        ),
        (
            "MoveStatements",
            N(|names| json!({ "procedure": names.slug, "from": "received", "to": "in_work" })),
        ),
        (
            "RecordDecision",
            N(
                |names| json!({ "procedure": names.slug, "number": names.number, "committee": "Rat", "decided_on": "2026-11-20" }),
            ),
        ),
        (
            "ListAnswers",
            N(|names| json!({ "procedure": names.slug, "number": names.number })),
        ),
        ("ListDecisions", N(procedure)),
        (
            "CorrectDecision",
            N(|names| {
                json!({ "procedure": names.slug, "number": names.number, "revision": 1, "committee": "Rat",
                    "decided_on": "2026-11-20" })
            }),
        ),
        (
            "PreviewMoves",
            N(|names| json!({ "procedure": names.slug, "from": "received", "to": "in_work" })),
        ),
        (
            "DecidePublication",
            N(
                |names| json!({ "procedure": names.slug, "number": names.number, "revision": 1, "publication": "refused" }),
            ),
        ),
        ("ListTopics", Own(empty)),
        (
            "StartExport",
            N(|names| json!({ "procedure": names.slug, "format": "csv", "variant": "public" })),
        ),
        ("ListExports", N(procedure)),
    ])
}

/// The request of an input: fields of the path into the path, the rest into query or body.
pub fn wire(endpoint: &Mounted, input: &Value) -> Wire {
    let mut fields = input.as_object().unwrap().clone();
    let mut target = endpoint.path.to_owned();
    for name in placeholders(endpoint.path) {
        let value = fields
            .remove(name)
            .unwrap_or_else(|| panic!("{} needs {name}", endpoint.name));
        let text = value.as_str().map_or_else(|| value.to_string(), str::to_owned);
        target = target.replace(&format!("{{{name}}}"), &segment(&text));
    }
    let body = match endpoint.method {
        Method::Get | Method::Delete => {
            let pairs: Vec<(String, String)> = fields
                .into_iter()
                .map(|(name, value)| {
                    (
                        name,
                        value.as_str().map_or_else(|| value.to_string(), str::to_owned),
                    )
                })
                .collect();
            if !pairs.is_empty() {
                target = format!("{target}?{}", serde_html_form::to_string(&pairs).unwrap());
            }
            None
        }
        Method::Post | Method::Put => Some(serde_json::to_vec(&fields).unwrap()),
    };
    Wire {
        method: endpoint.method,
        target,
        body,
    }
}
