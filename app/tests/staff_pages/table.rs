//! What the server would answer, as far as pages of staff ask for it.

use serde_json::{Value, json};
use shared::api::{Answer, Sending, Transport, Wire};

/// Answers from a table, by the end of the path.
pub struct Table {
    /// Who asks.
    pub role: &'static str,
}

impl Table {
    fn answer(&self, target: &str) -> Value {
        let path = target.split('?').next().unwrap();
        let round = json!({"id": "00000000-0000-0000-0000-000000000001", "step": "public_display", "pass": 1,
            "period": {"start": "2026-11-02", "end": "2026-12-06"}, "phase": "during"});
        if path == "/api/v1/site" {
            return json!({"name": "Auental", "today": "2026-11-24", "arms": null, "colours": null, "contact": {}, "demo": false,
                "staff": {"name": "Petra Plan", "role": self.role}, "mail": true, "addresses": true, "tiles": null});
        }
        if path.ends_with("/topics") {
            return json!(
                shared::assessment::TOPICS.map(|(code, label)| json!({"code": code, "label": label}))
            );
        }
        if let Some(statement) = statement(path) {
            return statement;
        }
        if path.ends_with("/capture") {
            return json!({"submission_key": "0123456789abcdef0123456789abcdef"});
        }
        if path.ends_with("/moves") {
            if target.contains("to=before_council") {
                return json!({"statements": 0, "incomplete": 0, "mails": 0, "letters": 0, "unreachable": 0});
            }
            return json!({"statements": 40, "incomplete": 2, "mails": 25, "letters": 7, "unreachable": 3, "to_check": [4, 9],
                "to_check_count": 3120});
        }
        if path.ends_with("/decisions") {
            return json!({"items": [{"committee": "Rat der Stadt", "decided_on": "2026-11-20", "statements": 40}]});
        }
        if path.ends_with("/statements") {
            let item = |number: u32, state: &str| {
                json!({"number": number, "excerpt": "Der Schulweg kreuzt die Zufahrt zur Tiefgarage.",
                "language": "de", "author": "Erika Muster", "place": "WA 1", "received_on": "2026-11-20", "channel": "web",
                "reply": "email", "state": state, "proposal": null, "late": number == 3})
            };
            return json!({"items": [item(7, "in_work"), item(4, "held"), item(3, "received")], "next": "3"});
        }
        if path.ends_with("/preview") {
            return json!({"slug": "ufer", "kind": "development_plan", "state": "open", "version": 0, "versions": [],
                "changed_during_round": null, "rounds": [round], "round": round, "today": "2026-11-24",
                "title": "Wohnen am Ufer", "title_language": "de", "short": "Kurz.", "short_language": "de",
                "long_html": "<p>Lang.</p>", "long_language": "de", "plain": "", "contact": {}, "chapters": [],
                "documents": [], "drawing": null, "statements": 0, "published_statements": 0, "deletion_on": null,
                "decision": null});
        }
        if path.ends_with("/exports") || path.ends_with("/accounts") {
            return json!({"items": []});
        }
        if path == "/api/v1/staff/pages" {
            return json!([{"kind": "imprint", "languages": ["de", "en"]}, {"kind": "privacy", "languages": []}]);
        }
        if path == "/api/v1/staff/procedures" {
            return json!({"items": [{"slug": "ufer", "title": "Wohnen am Ufer", "published_version": 2, "has_changes": true,
                "round": round, "statements": 203, "unread": 12}]});
        }
        json!({"slug": "ufer", "kind": "development_plan", "published_version": 2, "has_changes": true, "rounds": [round],
            "deletion_on": null, "statements": 203, "content": {"title": {"de": "Wohnen am Ufer"}}, "revision": 4,
            "missing": ["contact", "page_imprint"], "coordinate_systems": []})
    }
}

impl Transport for Table {
    fn send(&self, wire: Wire) -> Sending<'_> {
        let body = serde_json::to_vec(&self.answer(&wire.target)).unwrap();
        Box::pin(async move { Ok(Answer { status: 200, body }) })
    }
}

/// The statement at the end of the path, if it is one that there is.
fn statement(path: &str) -> Option<Value> {
    let (_, number) = path.rsplit_once("/statements/")?;
    Some(match number {
        "7" => whole(),
        "8" => divided(),
        "9" => before_council(),
        "10" => decided(),
        "11" => answered(),
        _ => return None,
    })
}

/// Statement 7, of which everything is filled in.
fn whole() -> Value {
    json!({"procedure": "ufer", "number": 7, "revision": 3,
        "body": "Der Schulweg kreuzt die Zufahrt.\n\nErika Muster, Uferweg 3", "body_sha256": "ab".repeat(32),
        "language": "de", "person": {"name": "Erika Muster", "organisation": "", "street": "Uferweg 3",
        "postal_code": "24103", "city": "Auental", "email": ""}, "place_kind": "section", "place": "WA 1",
        "point": null, "inside": true, "seen_version": 2, "channel": "letter",
        "submitted_at": "2026-11-20T10:00:00Z", "received_on": "2026-11-20", "written_on": "2026-11-18",
        "late": false, "reply_wish": "post", "may_publish": "anonymous", "publication": "undecided",
        "passages": "Erika Muster", "public_body": "", "files": [["x", "Brief.pdf", 120000]], "file_count": 1, "place_withheld": false, "place_own": false,
        "state": "proposal_ready", "topics": ["0510"], "note": "Mit Tiefbau klären.", "reply": "Der Weg wird verlegt.",
        "proposal": "followed", "decision": null, "history": [], "previous": 6, "following": 8})
}

/// Statement 8, which is divided into two points; the second has no answer yet.
fn divided() -> Value {
    let mut divided = whole();
    divided["number"] = json!(8);
    divided["proposal"] = Value::Null;
    divided["points"] = json!([
        {"number": 1, "start": 0, "label": "Schulweg", "passage": "Der Schulweg kreuzt die Zufahrt.\n\n", "reply": "Er wird verlegt.", "proposal": "followed", "result": null},
        {"number": 2, "start": 34, "label": "", "passage": "Erika Muster, Uferweg 3", "reply": "", "proposal": null, "result": null}]);
    divided["history"] = json!([{"at": "2026-11-24T10:00:00Z", "kind": "decision_corrected", "actor": "Petra Plan",
        "data": {"was_committee": "Rat der Stadt", "was_on": "2026-11-20", "was_result": null,
            "point_results": ["followed", "noted"], "was_point_results": ["followed", "not_followed"]}},
        {"at": "2026-11-23T10:00:00Z", "kind": "point_assessed", "actor": "Petra Plan", "data": {"point": 2}},
        {"at": "2026-11-22T10:00:00Z", "kind": "statement_divided", "actor": "Petra Plan", "data": {"points": 2}},
        {"at": "2026-11-21T10:00:00Z", "kind": "point_assessed", "actor": "Petra Plan", "data": {"point": 1}}]);
    divided
}

/// Statement 9, about which the council has not decided.
fn before_council() -> Value {
    let mut before = whole();
    before["number"] = json!(9);
    before["state"] = json!("before_council");
    before
}

/// Statement 10: the one in two points, decided, once other than proposed.
fn decided() -> Value {
    let mut decided = divided();
    decided["number"] = json!(10);
    decided["state"] = json!("decided");
    decided["reply_to_check"] = json!(true);
    decided["decision"] =
        json!({"committee": "Rat", "decided_on": "2026-11-24", "result": null, "remark": ""});
    for (at, result) in [(0, "not_followed"), (1, "noted")] {
        decided["points"][at]["result"] = json!(result);
        decided["points"][at]["proposal"] = json!("noted");
        decided["points"][at]["reply"] = json!("Er wird verlegt.");
    }
    decided
}

/// Statement 11, whose author has been answered.
fn answered() -> Value {
    let mut answered = whole();
    answered["number"] = json!(11);
    answered["state"] = json!("answered");
    answered
}
