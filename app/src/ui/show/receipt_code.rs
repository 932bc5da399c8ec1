//! A number to keep, in groups that can be read out on the telephone.
//!
//! Accessibility: groups of four are parted by dashes, as the hint beside the field promises, so that what is copied or
//! read aloud is what is typed; the code is never translated, always reads left to right and stays on one line.

use leptos::prelude::*;

use crate::ui::Examples;

/// A number to keep.
#[component]
pub fn ReceiptCode(
    /// What it is, for example „Ihre Quittungsnummer“.
    #[prop(into)]
    label: String,
    /// The code; dashes and blanks part groups, otherwise every four characters do.
    #[prop(into)]
    code: String,
) -> AnyView {
    let code = groups(&code).join("-");
    view! {
        <div class="receipt-code">
            <p class="receipt-code__label">{label}</p>
            <p class="receipt-code__code" dir="ltr" translate="no">
                {code}
            </p>
        </div>
    }
    .into_any()
}

fn groups(code: &str) -> Vec<String> {
    let parts: Vec<String> = code
        .split(['-', ' '])
        .filter(|part| !part.is_empty())
        .map(ToOwned::to_owned)
        .collect();
    if parts.len() > 1 {
        return parts;
    }
    let letters: Vec<char> = parts.concat().chars().collect();
    letters.chunks(4).map(|chunk| chunk.iter().collect()).collect()
}

/// Examples of codes.
pub(super) fn examples() -> Examples {
    vec![(
        "receipt",
        view! { <ReceiptCode label="Ihre Quittungsnummer" code="K7QM2XRD9TPA" /> }.into_any(),
    )]
}

#[cfg(test)]
mod tests {
    use super::groups;

    #[test]
    fn a_code_is_cut_into_fours_unless_it_has_groups_of_its_own() {
        assert_eq!(groups("K7QM2XRD9T"), ["K7QM", "2XRD", "9T"]);
        assert_eq!(groups("2026-00417"), ["2026", "00417"]);
        assert!(groups("").is_empty());
    }
}
