//! The OpenAPI 3.1 document, generated from the endpoint types.

use axum::response::IntoResponse;
use schemars::generate::SchemaSettings;
use serde_json::{Map, Value, json};
use shared::api::{Access, Files, Method, error::Problem, page::MAX_LIMIT, placeholders};

use crate::http::mount::Mounted;

/// The document.
pub fn document(table: &[Mounted]) -> Value {
    let mut generator = SchemaSettings::draft2020_12()
        .with(|settings| settings.definitions_path = "/components/schemas".into())
        .into_generator();
    let problem = generator.subschema_for::<Problem>();
    let mut paths: Map<String, Value> = Map::new();
    for mounted in table {
        let input = Value::from((mounted.input)(&mut generator));
        let mut output = Value::from((mounted.output)(&mut generator));
        if let (Some(most), Some(list)) = (mounted.most, output.as_object_mut()) {
            list.insert("maxItems".into(), most.into());
        }
        let name = input
            .get("$ref")
            .and_then(Value::as_str)
            .and_then(|r| r.rsplit('/').next())
            .unwrap_or_default()
            .to_owned();
        let mut whole = generator.definitions().get(&name).cloned().unwrap_or(input);
        bound_limit(&mut whole);
        let operation = operation(mounted, &whole, &output, &Value::from(problem.clone()));
        let entry = paths.entry(mounted.path).or_insert_with(|| json!({}));
        if let Some(entry) = entry.as_object_mut() {
            entry.insert(mounted.method.name().to_lowercase(), operation);
        }
    }
    let mut schemas = generator.definitions().clone();
    schemas.values_mut().for_each(bound_limit);
    json!({
        "openapi": "3.1.0",
        "info": {
            "title": "Teilhabe",
            "version": env!("CARGO_PKG_VERSION"),
            "description": "Participation in the procedures of a municipality. Public reads allow any origin; staff endpoints take the session cookie.",
            "license": { "name": "EUPL-1.2", "identifier": "EUPL-1.2" },
        },
        "paths": paths,
        "components": {
            "schemas": schemas,
            "securitySchemes": { "session": {
                "type": "apiKey", "in": "cookie", "name": crate::features::identity::SESSION_COOKIE,
                "description": "Over TLS its name begins with `__Host-`.",
            } },
        },
    })
}

/// The table of endpoints for people, Markdown, by path.
pub fn markdown(table: &[Mounted]) -> String {
    let mut generator = SchemaSettings::draft2020_12().into_generator();
    let mut lines: Vec<(&str, &str, String)> = table
        .iter()
        .map(|mounted| {
            let input = Value::from((mounted.input)(&mut generator));
            let name = input
                .get("$ref")
                .and_then(Value::as_str)
                .and_then(|r| r.rsplit('/').next())
                .unwrap_or_default();
            let whole = generator.definitions().get(name).unwrap_or(&input);
            let what = whole
                .get("description")
                .and_then(Value::as_str)
                .unwrap_or_default()
                .replace('\n', " ")
                .replace('|', "\\|");
            let access = match mounted.access {
                Access::Anyone => "anyone",
                Access::Staff => "staff",
            };
            let method = mounted.method.name();
            (
                mounted.path,
                method,
                format!(
                    "| {method} | `{}` | `{}` | {access} | {what} |\n",
                    mounted.path, mounted.name
                ),
            )
        })
        .collect();
    lines.sort();
    let mut out = String::from(
        "# Endpoints\n\nMade by `teilhabe routes`; do not edit. The same with inputs and outputs: `docs/api.json`, served at `/api/v1/openapi.json`.\n\n\
         | Method | Path | Type | Access | What |\n| --- | --- | --- | --- | --- |\n",
    );
    out.extend(lines.into_iter().map(|(_, _, line)| line));
    out
}

fn operation(mounted: &Mounted, input: &Value, output: &Value, problem: &Value) -> Value {
    let in_path: Vec<&str> = placeholders(mounted.path).collect();
    let properties = input
        .get("properties")
        .and_then(Value::as_object)
        .cloned()
        .unwrap_or_default();
    let required: Vec<&str> = input
        .get("required")
        .and_then(Value::as_array)
        .into_iter()
        .flatten()
        .filter_map(Value::as_str)
        .collect();
    let in_query = matches!(mounted.method, Method::Get | Method::Delete);
    let mut parameters = Vec::new();
    let mut body_properties = Map::new();
    for (name, schema) in properties {
        if in_path.contains(&name.as_str()) {
            parameters.push(json!({ "name": name, "in": "path", "required": true, "schema": schema }));
        } else if in_query {
            parameters.push(json!({ "name": name, "in": "query", "required": required.contains(&name.as_str()), "schema": schema }));
        } else {
            body_properties.insert(name, schema);
        }
    }
    let failure = |description: &str| json!({ "description": description, "content": { "application/problem+json": { "schema": problem } } });
    let mut responses = Map::new();
    responses.insert(
        "200".into(),
        json!({ "description": "Carried out", "content": { "application/json": { "schema": output } } }),
    );
    for (status, description) in [
        ("404", "Not there, or not for the caller to know"),
        (
            "422",
            "The input is wrong; each entry of `fields` says where and how",
        ),
        ("500", "A fault of the server; `incident` names it in the log"),
    ] {
        responses.insert(status.into(), failure(description));
    }
    if mounted.access == Access::Staff {
        responses.insert("401".into(), failure("Sign-in required"));
        responses.insert("403".into(), failure("The role may not"));
    }
    if !in_query || mounted.method == Method::Delete {
        responses.insert("401".into(), failure("Sign-in required, or it failed"));
        responses.insert(
            "403".into(),
            failure("The role may not, or the request came from another site"),
        );
        responses.insert(
            "409".into(),
            failure("A rule refuses (`code` says which), or somebody else changed it in between"),
        );
        responses.insert("429".into(), failure("Too many attempts"));
    }
    if mounted.path.contains("/receipts/") {
        responses.insert("429".into(), failure("Too many attempts"));
    }
    let mut operation = json!({
        "operationId": mounted.name,
        "summary": input.get("description").and_then(Value::as_str).unwrap_or(mounted.name),
        "parameters": parameters,
        "responses": responses,
    });
    if let Some(operation) = operation.as_object_mut() {
        if !in_query {
            let required: Vec<&str> = required
                .into_iter()
                .filter(|name| !in_path.contains(name))
                .collect();
            let schema = json!({ "type": "object", "properties": body_properties, "required": required });
            let mut content = json!({ "application/json": { "schema": schema } });
            if let Some(files) = &mounted.files {
                content["multipart/form-data"] = with_files(schema, files);
            }
            operation.insert(
                "requestBody".into(),
                json!({ "required": true, "content": content }),
            );
        }
        if mounted.access == Access::Staff {
            operation.insert("security".into(), json!([{ "session": [] }]));
        }
    }
    operation
}

/// What a type's field `limit` keeps to: every list has pages of the same sizes ([`shared::api::page::size`]).
fn bound_limit(schema: &mut Value) {
    if let Some(limit) = schema
        .pointer_mut("/properties/limit")
        .and_then(Value::as_object_mut)
    {
        limit.insert("minimum".into(), 1.into());
        limit.insert("maximum".into(), MAX_LIMIT.into());
    }
}

/// The body with files beside the other fields. A file is its bytes as they are, and `maxLength` counts those (OpenAPI 3.1.1,
/// "Working with Binary Data"); `format` says so to generators that know it from OpenAPI 3.0.
fn with_files(mut schema: Value, files: &Files) -> Value {
    let mut file = json!({ "type": "string", "format": "binary", "maxLength": files.max_bytes });
    if files.most > 1 {
        file = json!({ "type": "array", "maxItems": files.most, "items": file });
    }
    file["description"] = files.what.into();
    schema["properties"][files.field] = file;
    json!({ "schema": schema, "encoding": { (files.field): { "contentType": files.media_types.join(", ") } } })
}

/// Serves the document; any origin may read it.
pub async fn serve() -> impl IntoResponse {
    (
        [("access-control-allow-origin", "*")],
        axum::Json(document(&crate::http::table())),
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    fn whole() -> Value {
        document(&crate::http::table())
    }

    /// An operation by its name.
    fn named<'a>(whole: &'a Value, name: &str) -> &'a Value {
        whole["paths"]
            .as_object()
            .unwrap()
            .values()
            .flat_map(|path| path.as_object().unwrap().values())
            .find(|operation| operation["operationId"] == name)
            .unwrap()
    }

    fn parameter<'a>(operation: &'a Value, name: &str) -> &'a Value {
        let all = operation["parameters"].as_array().unwrap();
        &all.iter().find(|one| one["name"] == name).unwrap()["schema"]
    }

    #[test]
    fn whoever_sends_a_plan_reads_how_its_file_travels() {
        let whole = whole();
        let content = &named(&whole, "ImportPlan")["requestBody"]["content"];
        let form = &content["multipart/form-data"];
        let file = &form["schema"]["properties"]["file"];
        assert_eq!(
            (&file["format"], &file["maxLength"]),
            (&json!("binary"), &json!(50_000_000))
        );
        let kinds = form["encoding"]["file"]["contentType"].as_str().unwrap();
        assert!(kinds.contains("application/zip"), "{kinds}");
        // What stands beside it is the same in both.
        let beside = |kind: &str| content[kind]["schema"]["properties"]["srs"].clone();
        assert!(beside("application/json").is_object());
        assert_eq!(beside("multipart/form-data"), beside("application/json"));
        assert_eq!(
            content["application/json"]["schema"]["properties"]["file"],
            Value::Null
        );
        for name in ["SaveDraft", "SubmitStatement", "CaptureStatement"] {
            let form = &named(&whole, name)["requestBody"]["content"]["multipart/form-data"];
            let files = &form["schema"]["properties"]["files"];
            assert_eq!(
                (&files["maxItems"], &files["items"]["format"]),
                (&json!(5), &json!("binary")),
                "{name}"
            );
        }
        let without = &named(&whole, "EditTexts")["requestBody"]["content"];
        assert_eq!(without.as_object().unwrap().len(), 1, "it takes no files");
    }

    #[test]
    fn every_list_says_how_long_it_may_be() {
        let whole = whole();
        for name in [
            "ListProcedures",
            "ListWorkingCopies",
            "ListStaff",
            "ListBarrierReports",
            "ListDecisions",
            "ListAnswers",
        ] {
            let operation = named(&whole, name);
            let limit = parameter(operation, "limit");
            assert_eq!(
                (&limit["minimum"], &limit["maximum"]),
                (&json!(1), &json!(100)),
                "{name}"
            );
            assert!(parameter(operation, "cursor").is_object(), "{name}");
            let page = &operation["responses"]["200"]["content"]["application/json"]["schema"]["$ref"];
            assert!(page.as_str().unwrap().ends_with("Page"), "{name}: {page}");
        }
        for (name, most) in [("FindAddresses", 10), ("ListOwnSessions", 100)] {
            let answer = &named(&whole, name)["responses"]["200"]["content"]["application/json"]["schema"];
            assert_eq!(answer["maxItems"], most, "{name}");
        }
    }

    #[test]
    fn a_page_is_named_by_what_it_lists() {
        let whole = whole();
        let schemas = whole["components"]["schemas"].as_object().unwrap();
        assert!(
            schemas.contains_key("StatementSummaryPage") && schemas.contains_key("WorkingCopySummaryPage")
        );
        for name in schemas.keys() {
            assert!(
                !name.ends_with(|end: char| end.is_ascii_digit()),
                "two types are called {name}"
            );
        }
    }

    #[test]
    fn a_key_has_the_length_that_is_asked_for() {
        let whole = whole();
        let body = &named(&whole, "SubmitStatement")["requestBody"]["content"]["application/json"]["schema"];
        let key = &body["properties"]["submission_key"];
        assert_eq!((&key["minLength"], &key["maxLength"]), (&json!(16), &json!(64)));
    }
}
