//! Videos in German Sign Language (DGS) and what has to stand beside them.
//!
//! Legal basis: BITV 2.0 § 4 and Annex 2 Part 1: title, at least 320 × 240 pixels and 25 frames a second, the file to
//! download, its size and duration. The transcript is WCAG 2.2, 1.2.1 and 1.2.3.
//! Invariant: an incomplete video can be saved and is never published ([`Video::missing`]).

use crate::{
    api::Invalid,
    endpoint,
    ids::VideoId,
    procedures::{MAX_LONG, MAX_TITLE},
    text,
    time::Timestamp,
    wire, words,
};

/// The smallest width, in pixels (BITV 2.0, Annex 2 Part 1 No. 5).
pub const MIN_WIDTH: u32 = 320;
/// The smallest height, in pixels (No. 5).
pub const MIN_HEIGHT: u32 = 240;
/// The fewest frames a second (No. 6).
pub const MIN_FRAMES: u32 = 25;
/// Most videos of a procedure or of the site.
pub const MAX_VIDEOS: usize = 50;

wire! {
    /// A video in sign language.
    pub struct Video {
        /// Its id, kept over versions.
        pub id: VideoId,
        /// Its title.
        pub title: String,
        /// SHA-256 of an uploaded file; empty when it lies on the municipality's own media server.
        #[serde(default)]
        pub file: String,
        /// Its address on the municipality's own media server; empty for an uploaded file.
        #[serde(default)]
        pub url: String,
        /// The name under which it is downloaded.
        #[serde(default)]
        pub file_name: String,
        /// `video/mp4` or `video/webm`.
        #[serde(default)]
        pub media_type: String,
        /// Size in bytes.
        #[serde(default)]
        pub size: u64,
        /// Duration in seconds.
        #[serde(default)]
        pub seconds: u32,
        /// Width in pixels.
        #[serde(default)]
        pub width: u32,
        /// Height in pixels.
        #[serde(default)]
        pub height: u32,
        /// Frames a second.
        #[serde(default)]
        pub frames: u32,
        /// What is signed, as text.
        #[serde(default)]
        pub transcript: String,
    }
    /// A page of the site on which a video stands.
    #[derive(Copy, Eq, Hash)]
    #[serde(rename_all = "snake_case")]
    pub enum VideoPlace {
        /// The start page's explanation: what the site is for, how to move through it.
        Start,
        /// The declaration on accessibility.
        Accessibility,
        /// Imprint.
        Imprint,
        /// Privacy notice.
        Privacy,
        /// Contact.
        Contact,
        /// A procedure; edited with its working copy.
        Procedure,
    }
    /// Lists the videos that the public sees, on one page of the site or everywhere.
    pub struct ListVideos {
        /// Only those of this page.
        #[serde(default)]
        pub place: Option<VideoPlace>,
    }
    /// A video of a page of the site.
    pub struct SiteVideo {
        /// On which page.
        pub place: VideoPlace,
        /// The procedure's slug and German title, for a video of a procedure.
        pub procedure: Option<(String, String)>,
        /// The video.
        pub video: Video,
        /// Whether the public sees it.
        pub published: bool,
    }
    /// Asks for the site's videos and the uploaded files, for staff.
    pub struct ListSiteVideos {}
    /// The site's videos and the uploaded files.
    pub struct SiteVideos {
        /// The videos.
        pub videos: Vec<SiteVideo>,
        /// Uploaded files, newest first.
        pub files: Vec<VideoFile>,
        /// The largest file that is accepted, in bytes.
        pub max_bytes: u64,
        /// The beginning of addresses that may be entered; empty when the operator set up no media server.
        pub media_url: String,
    }
    /// An uploaded file.
    pub struct VideoFile {
        /// Its SHA-256.
        pub file: String,
        /// The name that it had.
        pub name: String,
        /// `video/mp4` or `video/webm`.
        pub media_type: String,
        /// Size in bytes.
        pub size: u64,
        /// When it was uploaded.
        pub uploaded_at: Timestamp,
        /// Whether a page, a working copy or a version of a procedure names it.
        #[serde(default)]
        pub in_use: bool,
    }
    /// What staff enter about a video; the rest is known of the file.
    #[derive(Default)]
    pub struct VideoInput {
        /// Which one; empty makes a new one.
        #[serde(default)]
        pub video: String,
        /// `1` takes it away; nothing else is looked at then.
        #[serde(default)]
        pub remove: String,
        /// Its title.
        #[serde(default)]
        pub title: String,
        /// An uploaded file, by its SHA-256.
        #[serde(default)]
        pub file: String,
        /// Its address on the municipality's own media server.
        #[serde(default)]
        pub url: String,
        /// Size in megabytes, for a video on the media server. Numbers travel as they were typed.
        #[serde(default)]
        pub megabytes: String,
        /// Duration: minutes.
        #[serde(default)]
        pub minutes: String,
        /// Duration: seconds beyond the minutes.
        #[serde(default)]
        pub seconds: String,
        /// Width in pixels.
        #[serde(default)]
        pub width: String,
        /// Height in pixels.
        #[serde(default)]
        pub height: String,
        /// Frames a second.
        #[serde(default)]
        pub frames: String,
        /// What is signed, as text.
        #[serde(default)]
        pub transcript: String,
    }
    /// Adds, changes or removes a video of a page of the site.
    pub struct EditSiteVideo {
        /// On which page.
        pub place: VideoPlace,
        /// Whether the public shall see it.
        #[serde(default)]
        pub publish: String,
        /// What is known of it.
        #[serde(flatten)]
        pub input: VideoInput,
    }
    /// Removes an uploaded file that nothing names.
    pub struct RemoveVideoFile {
        /// Its SHA-256.
        pub file: String,
    }
    /// Adds, changes or removes a video of a working copy.
    pub struct EditVideo {
        /// The procedure's slug.
        pub procedure: String,
        /// For noticing that somebody else saved in between.
        pub revision: u32,
        /// What is known of it.
        #[serde(flatten)]
        pub input: VideoInput,
    }
}
endpoint!(Get "/api/v1/videos" Anyone ListVideos => Vec<SiteVideo>);
endpoint!(Get "/api/v1/staff/videos" Staff ListSiteVideos => SiteVideos);
endpoint!(Put "/api/v1/staff/videos" Staff EditSiteVideo => SiteVideos);
endpoint!(Delete "/api/v1/staff/videos/files/{file}" Staff RemoveVideoFile => SiteVideos);
endpoint!(Put "/api/v1/staff/procedures/{procedure}/videos" Staff EditVideo => crate::procedures::WorkingCopy);

words! {
    /// All places in the order of the site.
    VideoPlace {
        Start = "start",
        Accessibility = "accessibility",
        Imprint = "imprint",
        Privacy = "privacy",
        Contact = "contact",
        Procedure = "procedure",
    }
}

impl Video {
    /// Where it is played and downloaded from.
    pub fn address(&self) -> String {
        if self.file.is_empty() {
            self.url.clone()
        } else {
            format!("/files/videos/{}/{}", self.file, self.file_name)
        }
    }

    /// What is missing or too small before it may be published: fields with keys of messages.
    pub fn missing(&self) -> Invalid {
        let mut invalid = Invalid::default();
        let least = |invalid: &mut Invalid, field: &str, value: u32, min: u32| {
            if value == 0 {
                invalid.add(field, "errors.required");
            } else if value < min {
                invalid.add_with(field, "errors.too_small", &[("min", min.to_string())]);
            }
        };
        if self.title.trim().is_empty() {
            invalid.add("title", "errors.required");
        }
        if self.file.is_empty() && self.url.is_empty() {
            invalid.add("file", "errors.required");
        } else if self.size == 0 {
            invalid.add("megabytes", "errors.required");
        }
        if self.seconds == 0 {
            invalid.add("minutes", "errors.required");
        }
        least(&mut invalid, "width", self.width, MIN_WIDTH);
        least(&mut invalid, "height", self.height, MIN_HEIGHT);
        least(&mut invalid, "frames", self.frames, MIN_FRAMES);
        if self.transcript.trim().is_empty() {
            invalid.add("transcript", "errors.required");
        }
        invalid
    }

    /// Whether it may be published.
    pub fn is_complete(&self) -> bool {
        self.missing().0.is_empty()
    }
}

/// The numbers that staff enter about a video, 0 where nothing was entered.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct VideoNumbers {
    /// Size in bytes.
    pub size: u64,
    /// Duration in seconds.
    pub seconds: u32,
    /// Width in pixels.
    pub width: u32,
    /// Height in pixels.
    pub height: u32,
    /// Frames a second.
    pub frames: u32,
}

impl VideoInput {
    /// Reads the numbers and adds what is wrong with the input itself; what is missing for publishing is another
    /// question.
    pub fn check(&self, invalid: &mut Invalid) -> VideoNumbers {
        text::check_text(invalid, "title", &self.title, true, MAX_TITLE);
        let mut number = |field: &str, typed: &str, max: u32| {
            let typed = typed.trim();
            match typed.parse::<u32>() {
                _ if typed.is_empty() => 0,
                Ok(number) if number <= max => number,
                Ok(_) => {
                    invalid.add_with(field, "errors.too_large", &[("max", max.to_string())]);
                    0
                }
                Err(_) => {
                    invalid.add(field, "errors.invalid_number");
                    0
                }
            }
        };
        let megabytes = number("megabytes", &self.megabytes, 10_000);
        let minutes = number("minutes", &self.minutes, 600);
        let seconds = number("seconds", &self.seconds, 59);
        let numbers = VideoNumbers {
            size: u64::from(megabytes) * 1_000_000,
            seconds: minutes * 60 + seconds,
            width: number("width", &self.width, 8_000),
            height: number("height", &self.height, 8_000),
            frames: number("frames", &self.frames, 300),
        };
        text::check_text(invalid, "transcript", &self.transcript, false, MAX_LONG);
        numbers
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn video() -> Video {
        Video {
            id: VideoId(uuid::Uuid::nil()),
            title: "Worum es geht".into(),
            file: "ab".repeat(32),
            url: String::new(),
            file_name: "dgs.mp4".into(),
            media_type: "video/mp4".into(),
            size: 12_000_000,
            seconds: 95,
            width: 640,
            height: 480,
            frames: 25,
            transcript: "Guten Tag.".into(),
        }
    }

    #[test]
    fn a_video_is_published_only_with_everything_that_the_law_asks_for() {
        assert!(video().is_complete());
        let lacks = |change: fn(&mut Video)| {
            let mut video = video();
            change(&mut video);
            let fields: Vec<_> = video.missing().0.into_iter().map(|error| error.field).collect();
            fields.join(" ")
        };
        assert_eq!(lacks(|v| v.title.clear()), "title");
        assert_eq!(lacks(|v| v.file.clear()), "file");
        assert_eq!(lacks(|v| v.size = 0), "megabytes");
        assert_eq!(lacks(|v| v.seconds = 0), "minutes");
        assert_eq!(lacks(|v| v.width = 319), "width");
        assert_eq!(lacks(|v| v.height = 239), "height");
        assert_eq!(lacks(|v| v.frames = 24), "frames");
        assert_eq!(lacks(|v| v.transcript = " \n".into()), "transcript");
    }
}
