//! What every page shows around its content.

use shared::organisations::{Me, ShowSite, Site, Tiles};

use super::look;
use crate::{
    error::Result,
    secret::{sha256, to_hex},
    site::{Cx, Municipality},
    viewer::Viewer,
};

/// Answers name, face and abilities of the municipality, and who is signed in.
pub async fn show_site(cx: Cx, _: ShowSite) -> Result<Site> {
    let municipality = &cx.municipality;
    Ok(Site {
        name: municipality.name.clone(),
        today: cx.today(),
        arms: municipality
            .arms
            .as_ref()
            .map(|hash| format!("/files/arms/{hash}")),
        colours: (!municipality.colours.is_empty() && look::is_usable(&municipality.colours))
            .then(|| format!("/files/colours/{}.css", colour_sheet(municipality).1)),
        contact: municipality.contact.clone(),
        demo: cx.site.demo,
        staff: match &cx.viewer {
            Viewer::Staff(member) => Some(Me {
                name: member.name.clone(),
                role: member.role,
                account: member.id.to_string(),
            }),
            Viewer::Visitor | Viewer::System => None,
        },
        mail: cx.site.mailer.is_some(),
        addresses: municipality.has_addresses,
        tiles: cx.site.config.tiles_url.clone().map(|url| Tiles {
            url,
            attribution: cx.site.config.tiles_attribution.clone(),
        }),
    })
}

/// The sheet with the municipality's colours, and its hash: the tokens that `style/tokens.css` names. `dark-action`
/// becomes `--town-action-dark`.
pub fn colour_sheet(municipality: &Municipality) -> (String, String) {
    let tokens: String = municipality
        .colours
        .iter()
        .map(|(name, value)| match name.strip_prefix("dark-") {
            Some(name) => format!("--town-{name}-dark:{value};"),
            None => format!("--town-{name}:{value};"),
        })
        .collect();
    let sheet = format!(":root{{{tokens}}}");
    let hash = to_hex(sha256(sheet.as_bytes()).get(..8).unwrap_or_default());
    (sheet, hash)
}
