//! What every page shows around its content.

use shared::organisations::{Me, ShowSite, Site, Tiles};

use crate::{error::Result, site::Cx, viewer::Viewer};

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
        colours: municipality
            .sheet
            .as_ref()
            .map(|sheet| format!("/files/colours/{}.css", sheet.hash)),
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
