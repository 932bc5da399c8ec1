//! The OpenAPI 3.1 document, generated from the endpoint types.

use axum::response::IntoResponse;
use schemars::generate::SchemaSettings;
use serde_json::{Map, Value, json};
use shared::api::{Access, Method, error::Problem, placeholders};

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
        let output = Value::from((mounted.output)(&mut generator));
        let name = input
            .get("$ref")
            .and_then(Value::as_str)
            .and_then(|r| r.rsplit('/').next())
            .unwrap_or_default()
            .to_owned();
        let whole = generator.definitions().get(&name).cloned().unwrap_or(input);
        let operation = operation(mounted, &whole, &output, &Value::from(problem.clone()));
        let entry = paths.entry(mounted.path).or_insert_with(|| json!({}));
        if let Some(entry) = entry.as_object_mut() {
            entry.insert(mounted.method.name().to_lowercase(), operation);
        }
    }
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
            "schemas": generator.definitions(),
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
            operation.insert(
                "requestBody".into(),
                json!({ "required": true, "content": { "application/json": { "schema": schema } } }),
            );
        }
        if mounted.access == Access::Staff {
            operation.insert("security".into(), json!([{ "session": [] }]));
        }
    }
    operation
}

/// Serves the document; any origin may read it.
pub async fn serve() -> impl IntoResponse {
    (
        [("access-control-allow-origin", "*")],
        axum::Json(document(&crate::http::table())),
    )
}
