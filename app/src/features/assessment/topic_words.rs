//! Names of topics. The codes are fixed; the documents of the council name them in German, its pages in the language
//! of whoever works.

use shared::assessment::Topic;

use crate::i18n::{msg, t};

/// The name of a topic; one that the municipality added keeps its own words.
pub fn topic_name(found: &Topic) -> String {
    use msg::assessment::topic;
    match found.code.as_str() {
        "0100" => t(topic::topic_0100()),
        "0200" => t(topic::topic_0200()),
        "0300" => t(topic::topic_0300()),
        "0310" => t(topic::topic_0310()),
        "0311" => t(topic::topic_0311()),
        "0312" => t(topic::topic_0312()),
        "0320" => t(topic::topic_0320()),
        "0321" => t(topic::topic_0321()),
        "0322" => t(topic::topic_0322()),
        "0323" => t(topic::topic_0323()),
        "0324" => t(topic::topic_0324()),
        "0325" => t(topic::topic_0325()),
        "0326" => t(topic::topic_0326()),
        "0330" => t(topic::topic_0330()),
        "0400" => t(topic::topic_0400()),
        "0500" => t(topic::topic_0500()),
        "0510" => t(topic::topic_0510()),
        "0520" => t(topic::topic_0520()),
        "0530" => t(topic::topic_0530()),
        "0540" => t(topic::topic_0540()),
        "0550" => t(topic::topic_0550()),
        "0560" => t(topic::topic_0560()),
        "0570" => t(topic::topic_0570()),
        "0571" => t(topic::topic_0571()),
        "0572" => t(topic::topic_0572()),
        "0600" => t(topic::topic_0600()),
        "0700" => t(topic::topic_0700()),
        "0800" => t(topic::topic_0800()),
        "0810" => t(topic::topic_0810()),
        "0820" => t(topic::topic_0820()),
        "9999" => t(topic::topic_9999()),
        _ => found.label.clone(),
    }
}

#[cfg(test)]
mod tests {
    use shared::{assessment::TOPICS, language::Language};

    use super::*;
    use crate::i18n::provide_language;

    #[test]
    fn every_fixed_topic_has_its_german_name_and_an_english_one() {
        let owner = leptos::prelude::Owner::new();
        owner.with(|| {
            for (code, label) in TOPICS {
                let topic = Topic {
                    code: code.into(),
                    label: String::new(),
                };
                provide_language(Language::German);
                assert_eq!(topic_name(&topic), label);
                provide_language(Language::English);
                let english = topic_name(&topic);
                assert!(!english.is_empty() && english != label, "{code}");
            }
            let own = Topic {
                code: "own".into(),
                label: "Schützenfest".into(),
            };
            assert_eq!(topic_name(&own), "Schützenfest");
        });
    }
}
