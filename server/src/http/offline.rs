//! What makes the site an app on a weak line: its description and icons, and the service worker that keeps visited pages.
//!
//! Invariants: only answers that this server marked may be kept, and it marks none that shows one person anything of
//! their own; the worker's bytes change with the binary, so that browsers notice a new version by themselves; switched
//! off, its address answers a worker that forgets everything and leaves.

use std::sync::LazyLock;

use app::{i18n::Audience, routes::KEPT};
use axum::{
    Extension, Router,
    extract::Path,
    http::{HeaderValue, StatusCode, header},
    response::{IntoResponse, Response},
    routing::get,
};
use base64::Engine as _;
use resvg::{tiny_skia, usvg};
use serde_json::json;
use shared::language::Language;

use crate::{
    http::{assets, files},
    secret::{sha256, to_hex},
    site::{Cx, Municipality},
};

/// The worker's address; at the root, because a worker sees only what lies below it.
pub const WORKER: &str = "/worker.js";
/// The header of an answer that a device may keep.
pub const MARK: &str = "x-offline";

/// What the address of the worker answers when the operator switched it off.
const LEAVING: &str = "\
addEventListener(\"install\", () => skipWaiting());
addEventListener(\"activate\", (event) => {
  const forget = async () => {
    for (const name of await caches.keys()) await caches.delete(name);
    await registration.unregister();
  };
  event.waitUntil(forget());
});
";

/// Icons by name: side in pixels, and how much of it the picture takes. A maskable icon keeps its picture within the
/// circle of 80 % (W3C App Manifest, “safe zone”), hence within 56 % of its side.
const ICONS: [(&str, u16, f32); 3] = [
    ("icon-192.png", 192, 0.78),
    ("icon-512.png", 512, 0.78),
    ("icon-maskable-512.png", 512, 0.56),
];

/// The sign of a municipality without arms: a sheet with lines, and a speech bubble on it.
const SIGN: &str = "<path fill='#fff' d='M22 6h44l16 16v72a4 4 0 0 1-4 4H22a4 4 0 0 1-4-4V10a4 4 0 0 1 4-4z'/>\
<path fill='none' stroke='@' stroke-width='5' stroke-linecap='round' d='M30 30h24M30 44h40'/>\
<path fill='@' d='M32 56h36a6 6 0 0 1 6 6v14a6 6 0 0 1-6 6H50l-10 9v-9h-8a6 6 0 0 1-6-6V62a6 6 0 0 1 6-6z'/>";

/// Finished icons: the same arms and colours give the same bytes.
static DRAWN: LazyLock<moka::sync::Cache<String, bytes::Bytes>> =
    LazyLock::new(|| moka::sync::Cache::new(64));

/// The routes.
pub fn routes() -> Router {
    Router::new()
        .route(WORKER, get(worker))
        .route("/manifest/{name}", get(manifest))
        .route("/icons/{version}/{name}", get(icon))
}

/// The worker, with what it must know of this binary in front.
async fn worker(Extension(cx): Extension<Cx>) -> Response {
    let script = assets::manifest()
        .worker
        .as_deref()
        .filter(|_| cx.site.config.offline)
        .and_then(assets::text);
    let text = match script {
        Some(script) => format!("const CONFIG = {};\n{script}", configuration()),
        None => LEAVING.to_owned(),
    };
    let mut response = text.into_response();
    let out = response.headers_mut();
    for (name, value) in [
        (header::CONTENT_TYPE, "text/javascript; charset=utf-8"),
        (header::CACHE_CONTROL, "no-cache"),
        (
            header::CONTENT_SECURITY_POLICY,
            "default-src 'none'; script-src 'self'; connect-src 'self'",
        ),
    ] {
        out.insert(name, HeaderValue::from_static(value));
    }
    out.insert("service-worker-allowed", HeaderValue::from_static("/"));
    response
}

/// What the worker must know: its version, the files without which no page looks right, the pages it may keep.
fn configuration() -> serde_json::Value {
    let manifest = assets::manifest();
    let address = |name: &str| format!("/pkg/{}/{name}", manifest.hash);
    let shell: Vec<String> = manifest
        .css
        .iter()
        .map(|css| format!("/pkg/{css}"))
        .chain(["start.js", "device.js", "store.js"].map(address))
        .collect();
    let pages = KEPT.join(" ");
    let languages: Vec<&str> = Language::ALL.iter().map(|language| language.code()).collect();
    let texts: String = Language::ALL
        .iter()
        .map(|l| assets::texts_address(*l, Audience::Public))
        .collect();
    let version = to_hex(
        sha256(format!("{} {shell:?} {pages} {texts}", env!("CARGO_PKG_VERSION")).as_bytes())
            .get(..8)
            .unwrap_or_default(),
    );
    json!({
        "version": version,
        "shell": shell,
        "store": address("store.js"),
        "pages": KEPT,
        "languages": languages,
        "mark": MARK,
    })
}

/// The address of a language's description of the app.
pub fn manifest_address(language: Language) -> String {
    format!("/manifest/{}.webmanifest", language.code())
}

/// A colour token of the municipality, or what `style/tokens.css` says without it.
fn colour<'a>(municipality: &'a Municipality, name: &str, default: &'a str) -> &'a str {
    municipality
        .colours
        .iter()
        .find(|(known, _)| known == name)
        .map_or(default, |(_, value)| value)
}

/// The colours of the browser's frame, those of the page's head: in light and in dark.
pub fn frame(municipality: &Municipality) -> (String, String) {
    (
        colour(municipality, "header", "#ffffff").to_owned(),
        "#12141f".to_owned(),
    )
}

/// The description of the installable app (W3C Web Application Manifest) in a language.
async fn manifest(Extension(cx): Extension<Cx>, Path(name): Path<String>) -> Response {
    let language = name
        .strip_suffix(".webmanifest")
        .and_then(Language::from_code)
        .filter(|language| Language::ALL.contains(language));
    let Some(language) = language else {
        return StatusCode::NOT_FOUND.into_response();
    };
    let town = &cx.municipality.name;
    let version = icon_version(&cx.municipality);
    let icons: Vec<_> = ICONS
        .iter()
        .map(|(name, side, _)| {
            json!({
                "src": format!("/icons/{version}/{name}"),
                "sizes": format!("{side}x{side}"),
                "type": "image/png",
                "purpose": if name.contains("maskable") { "maskable" } else { "any" },
            })
        })
        .collect();
    let body = json!({
        "id": "/",
        "name": app::i18n::msg::device::app_name(town.clone()).text(language),
        "short_name": town,
        "description": app::i18n::msg::device::app_description().text(language),
        "lang": language.code(),
        "dir": language.direction().as_str(),
        "start_url": app::routes::home(language),
        "scope": "/",
        "display": "minimal-ui",
        "theme_color": frame(&cx.municipality).0,
        "background_color": "#ffffff",
        "icons": icons,
    });
    let mut response = body.to_string().into_response();
    let out = response.headers_mut();
    out.insert(
        header::CONTENT_TYPE,
        HeaderValue::from_static("application/manifest+json"),
    );
    out.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-cache"));
    response
}

/// Changes with everything that icons are drawn from.
fn icon_version(municipality: &Municipality) -> String {
    let from = format!(
        "{} {SIGN} {}",
        municipality.arms.as_deref().unwrap_or_default(),
        colour(municipality, "action", "#1f429f"),
    );
    to_hex(sha256(from.as_bytes()).get(..8).unwrap_or_default())
}

/// An icon: the arms on white, or a drawn sign in the municipality's colour.
async fn icon(Extension(cx): Extension<Cx>, Path((version, name)): Path<(String, String)>) -> Response {
    let known = ICONS.iter().find(|(known, ..)| *known == name);
    let Some((_, side, part)) = known.filter(|_| version == icon_version(&cx.municipality)) else {
        return StatusCode::NOT_FOUND.into_response();
    };
    let key = format!("{version} {name}");
    let png = match DRAWN.get(&key) {
        Some(png) => png,
        None => {
            let arms = match &cx.municipality.arms {
                Some(hash) => match files::read(&cx.site, hash).await {
                    Ok(arms) => arms,
                    Err(error) => {
                        return super::problem::answer(&super::problem::to_api(error, &cx.site.dice, "icon"));
                    }
                },
                None => None,
            };
            let colour = colour(&cx.municipality, "action", "#1f429f").to_owned();
            let (side, part) = (*side, *part);
            let drawn = tokio::task::spawn_blocking(move || {
                arms.and_then(|arms| draw(&on_white(&arms, part), side))
                    .or_else(|| draw(&sign(&colour, part), side))
            });
            let Some(png) = drawn.await.ok().flatten() else {
                return StatusCode::NOT_FOUND.into_response();
            };
            let png = bytes::Bytes::from(png);
            DRAWN.insert(key, png.clone());
            png
        }
    };
    let mut response = files::answer(png, "image/png", None);
    response.headers_mut().insert(
        header::CACHE_CONTROL,
        HeaderValue::from_static("public, max-age=31536000, immutable"),
    );
    response
}

/// The arms in the middle of a white square of 100 units, `part` of its side wide.
fn on_white(arms: &[u8], part: f32) -> String {
    let kind = if arms.starts_with(b"\x89PNG") {
        "png"
    } else {
        "svg+xml"
    };
    let (size, start) = (100.0 * part, 50.0 * (1.0 - part));
    let data = base64::engine::general_purpose::STANDARD.encode(arms);
    format!(
        "<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 100 100'><rect width='100' height='100' fill='#fff'/>\
         <image x='{start}' y='{start}' width='{size}' height='{size}' href='data:image/{kind};base64,{data}'/></svg>"
    )
}

/// The drawn sign on the municipality's colour.
fn sign(colour: &str, part: f32) -> String {
    let start = 50.0 * (1.0 - part);
    let sign = SIGN.replace('@', colour);
    format!(
        "<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 100 100'><rect width='100' height='100' fill='{colour}'/>\
         <g transform='translate({start} {start}) scale({part})'>{sign}</g></svg>"
    )
}

/// Draws an SVG into a square PNG; `None` when it cannot be read.
fn draw(svg: &str, side: u16) -> Option<Vec<u8>> {
    let tree = usvg::Tree::from_str(svg, &usvg::Options::default()).ok()?;
    let mut picture = tiny_skia::Pixmap::new(side.into(), side.into())?;
    let scale = f32::from(side) / tree.size().width();
    resvg::render(
        &tree,
        tiny_skia::Transform::from_scale(scale, scale),
        &mut picture.as_mut(),
    );
    picture.encode_png().ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_icon_has_its_size_the_towns_colour_and_a_sign() {
        let png = draw(&sign("#00485f", 0.56), 512).unwrap();
        let picture = image::load_from_memory(&png).unwrap().into_rgba8();
        assert_eq!(picture.dimensions(), (512, 512));
        assert_eq!(picture.get_pixel(2, 2).0, [0, 0x48, 0x5f, 255]);
        assert_eq!(picture.get_pixel(256, 150).0, [255, 255, 255, 255]);
    }

    #[test]
    fn arms_lie_within_what_a_mask_leaves() {
        let arms = "<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 10 10'><rect width='10' height='10' fill='#f00'/></svg>";
        let png = draw(&on_white(arms.as_bytes(), 0.56), 100).unwrap();
        let picture = image::load_from_memory(&png).unwrap().into_rgba8();
        assert_eq!(picture.get_pixel(50, 50).0, [255, 0, 0, 255]);
        assert_eq!(picture.get_pixel(10, 10).0, [255, 255, 255, 255]);
        // The corner of the picture is nearer to the middle than the mask's circle.
        assert_eq!(picture.get_pixel(23, 23).0, [255, 0, 0, 255]);
        assert!((27.0_f32 * 27.0 * 2.0).sqrt() < 40.0);
    }
}
