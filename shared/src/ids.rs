//! The registry of ids and public names: a type for each kind, so that none can stand where another is meant.
//!
//! Invariant: the id of a statement, a draft or a person never appears on public pages; the public knows statements by
//! numbers and receipt codes. What is published anyway (chapters, documents, sections, rounds, videos) is named by its id.

use std::{fmt, str::FromStr};

use serde::{Deserialize, Deserializer, Serialize};
use uuid::Uuid;

macro_rules! ids {
    ($($(#[$meta:meta])* $name:ident)*) => { $(
        $(#[$meta])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
        #[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
        #[serde(transparent)]
        pub struct $name(pub Uuid);
        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result { self.0.fmt(f) }
        }
        impl FromStr for $name {
            type Err = uuid::Error;
            fn from_str(text: &str) -> Result<Self, Self::Err> { text.parse().map(Self) }
        }
    )* };
}

ids! {
    /// A municipality (Gemeinde).
    MunicipalityId
    /// A procedure (Verfahren).
    ProcedureId
    /// A round of a procedure (Beteiligungsgang).
    RoundId
    /// A statement (Stellungnahme).
    StatementId
    /// A section of a plan (Teilfläche).
    SectionId
    /// A text chapter of a plan's papers.
    ChapterId
    /// A document of a plan (Planunterlage).
    DocumentId
    /// An attachment of a statement.
    AttachmentId
    /// An account of the staff.
    StaffId
    /// An export.
    ExportId
    /// A barrier of a municipality's own list.
    BarrierId
    /// A report of a barrier.
    BarrierReportId
    /// A video in sign language.
    VideoId
}

/// Numbers that people say. Read from texts as well, because they travel in paths.
macro_rules! numbers {
    ($($(#[$meta:meta])* $name:ident $expecting:literal)*) => {
        $(
            $(#[$meta])*
            #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize)]
            #[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
            #[serde(transparent)]
            pub struct $name(pub u32);

            impl<'de> Deserialize<'de> for $name {
                fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                    struct Visitor;
                    impl serde::de::Visitor<'_> for Visitor {
                        type Value = $name;
                        fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                            f.write_str($expecting)
                        }
                        fn visit_u64<E: serde::de::Error>(self, value: u64) -> Result<Self::Value, E> {
                            u32::try_from(value).map($name).map_err(E::custom)
                        }
                        fn visit_i64<E: serde::de::Error>(self, value: i64) -> Result<Self::Value, E> {
                            u32::try_from(value).map($name).map_err(E::custom)
                        }
                        fn visit_str<E: serde::de::Error>(self, value: &str) -> Result<Self::Value, E> {
                            value.parse().map($name).map_err(E::custom)
                        }
                    }
                    deserializer.deserialize_any(Visitor)
                }
            }

            impl fmt::Display for $name {
                fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                    self.0.fmt(f)
                }
            }
        )*
    };
}

numbers! {
    /// The number of a statement within its procedure, from 1.
    StatementNumber "a statement number"
    /// The number of a point within its statement, from 1.
    PointNumber "a point's number"
}
