//! Topics: the codes that statements are sorted by.

use shared::{
    access::Action,
    assessment::{ListTopics, TOPICS, Topic},
};

use crate::{error::Result, site::Cx};

/// Lists the topics.
pub async fn list_topics(cx: Cx, _: ListTopics) -> Result<Vec<Topic>> {
    cx.viewer.may(Action::ReadStatements)?;
    Ok(TOPICS
        .iter()
        .map(|(code, label)| Topic {
            code: (*code).into(),
            label: (*label).into(),
        })
        .collect())
}

/// Whether there is such a topic.
pub(super) fn is_topic(code: &str) -> bool {
    TOPICS.iter().any(|(known, _)| *known == code)
}

/// The name of a topic; the code itself where it has none any more.
pub fn topic_label(code: &str) -> &str {
    TOPICS
        .iter()
        .find(|(known, _)| *known == code)
        .map_or(code, |(_, label)| label)
}
