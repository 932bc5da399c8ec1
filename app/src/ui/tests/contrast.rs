//! The contrast of the colours in `style/tokens.css`, in both schemes (WCAG 1.4.6 and 1.4.11).

use std::collections::HashMap;

use super::sheets;

type Colours = HashMap<String, (f64, f64, f64)>;

/// The colours that one block sets; where a town may set one, the fallback counts.
fn colours(block: &str) -> Colours {
    block
        .split(';')
        .filter_map(|declaration| {
            let (name, value) = declaration.split_once(':')?;
            let name = name.rsplit(['{', '\n']).next()?.trim();
            let digits = value.split('#').nth(1)?.get(..6)?;
            let part = |from| {
                u8::from_str_radix(digits.get(from..from + 2)?, 16)
                    .ok()
                    .map(f64::from)
            };
            Some((
                name.trim_start_matches("--").to_owned(),
                (part(0)?, part(2)?, part(4)?),
            ))
        })
        .collect()
}

fn luminance((red, green, blue): (f64, f64, f64)) -> f64 {
    let linear = |part: f64| {
        let part = part / 255.0;
        if part <= 0.040_45 {
            part / 12.92
        } else {
            ((part + 0.055) / 1.055).powf(2.4)
        }
    };
    0.2126 * linear(red) + 0.7152 * linear(green) + 0.0722 * linear(blue)
}

fn ratio(scheme: &Colours, front: &str, back: &str) -> f64 {
    let one = luminance(scheme[front]);
    let other = luminance(scheme[back]);
    (one.max(other) + 0.05) / (one.min(other) + 0.05)
}

fn schemes() -> [(&'static str, Colours); 2] {
    let css = sheets();
    let (light, dark) = css.split_once("prefers-color-scheme: dark").unwrap();
    let block = |css: &str| {
        let (_, after) = css.split_once(":root {").unwrap();
        colours(after.split('}').next().unwrap())
    };
    [("light", block(light)), ("dark", block(dark))]
}

#[test]
fn text_has_seven_to_one_and_controls_three_to_one_in_every_scheme() {
    for (name, scheme) in schemes() {
        let mut pairs = vec![];
        for back in [
            "kern-color-layout-background-default",
            "kern-color-layout-background-hued",
        ] {
            for front in [
                "kern-color-layout-text-default",
                "kern-color-layout-text-muted",
                "kern-color-action-default",
                "kern-color-action-hover",
                "kern-color-action-visited",
                "kern-color-feedback-danger",
            ] {
                pairs.push((front.to_owned(), back.to_owned(), 7.0));
            }
            for front in [
                "kern-color-form-input-border",
                "kern-color-layout-border",
                "kern-color-action-focus-default",
            ] {
                pairs.push((front.to_owned(), back.to_owned(), 3.0));
            }
        }
        for tone in ["neutral", "info", "success", "warning", "danger"] {
            let back = format!("kern-color-feedback-{tone}-background");
            pairs.push((format!("kern-color-feedback-{tone}"), back.clone(), 7.0));
            pairs.push(("kern-color-layout-text-default".into(), back.clone(), 7.0));
            pairs.push(("kern-color-action-focus-default".into(), back, 3.0));
        }
        pairs.push((
            "kern-color-action-on-default".into(),
            "kern-color-action-default".into(),
            7.0,
        ));
        pairs.push((
            "kern-color-action-on-default".into(),
            "kern-color-action-hover".into(),
            7.0,
        ));
        pairs.push((
            "kern-color-layout-background-default".into(),
            "kern-color-feedback-danger".into(),
            7.0,
        ));
        pairs.push(("header-text".into(), "header-background".into(), 7.0));
        for (front, back, least) in pairs {
            let ratio = ratio(&scheme, &front, &back);
            assert!(
                ratio >= least,
                "{name}: {front} on {back} has {ratio:.2}:1, not {least}:1"
            );
        }
    }
}

#[test]
fn the_dark_scheme_sets_every_colour_of_the_light_one() {
    let [(_, light), (_, dark)] = schemes();
    assert!(light.len() > 20);
    let missing: Vec<_> = light.keys().filter(|name| !dark.contains_key(*name)).collect();
    assert!(missing.is_empty(), "{missing:?}");
}
