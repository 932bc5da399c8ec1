//! All that typst can see: the template, one JSON file with the document, and the built-in fonts.
//!
//! Invariants: no path leads to the disk, no package is fetched, there is no today.

use crate::document::{Error, Result};
use std::sync::LazyLock;
use typst::diag::{FileError, FileResult};
use typst::foundations::{Bytes, Datetime, Duration};
use typst::syntax::{FileId, RootedPath, Source, VirtualPath, VirtualRoot};
use typst::text::{Font, FontBook};
use typst::utils::LazyHash;
use typst::{Library, LibraryExt};

/// Static cuts of Noto (OFL 1.1, see `fonts/OFL.txt`): Latin, Greek, Cyrillic, Arabic, Hebrew, Armenian,
/// Georgian, symbols and emoji in one colour. None of them has the full block (U+2588) of which the bars over redacted
/// passages are made: `TeilhabeBar` is nothing but that rectangle, drawn for this project.
static FONT_FILES: [&[u8]; 11] = [
    include_bytes!("fonts/NotoSans-Regular.ttf"),
    include_bytes!("fonts/NotoSans-Bold.ttf"),
    include_bytes!("fonts/NotoSans-Italic.ttf"),
    include_bytes!("fonts/NotoSansArabic-Regular.ttf"),
    include_bytes!("fonts/NotoSansArabic-Bold.ttf"),
    include_bytes!("fonts/NotoSansHebrew-Regular.ttf"),
    include_bytes!("fonts/NotoSansArmenian-Regular.ttf"),
    include_bytes!("fonts/NotoSansGeorgian-Regular.ttf"),
    include_bytes!("fonts/NotoSansSymbols-Regular.ttf"),
    include_bytes!("fonts/NotoEmoji-Regular.ttf"),
    include_bytes!("fonts/TeilhabeBar-Regular.ttf"),
];

struct Fonts {
    fonts: Vec<Font>,
    book: LazyHash<FontBook>,
    /// One bit per code point.
    covered: Vec<u64>,
}

static FONTS: LazyLock<Fonts> = LazyLock::new(|| {
    let fonts: Vec<Font> = FONT_FILES
        .iter()
        .flat_map(|data| Font::iter(Bytes::new(*data)))
        .collect();
    let mut covered = vec![0_u64; 0x11_0000 / 64];
    for font in &fonts {
        for code in font.info().coverage.iter() {
            if let Some(word) = usize::try_from(code / 64).ok().and_then(|at| covered.get_mut(at)) {
                *word |= 1 << (code % 64);
            }
        }
    }
    Fonts {
        book: LazyHash::new(FontBook::from_fonts(&fonts)),
        fonts,
        covered,
    }
});

static LIBRARY: LazyLock<LazyHash<Library>> = LazyLock::new(|| LazyHash::new(Library::default()));

/// Whether one of the fonts has a glyph for the character.
pub(super) fn covers(c: char) -> bool {
    let code = u32::from(c);
    usize::try_from(code / 64)
        .ok()
        .and_then(|at| FONTS.covered.get(at))
        .is_some_and(|word| (word >> (code % 64)) & 1 == 1)
}

/// The world of one document.
pub(super) struct World {
    main: Source,
    data: (FileId, Bytes),
}

impl World {
    /// The world in which the template finds this JSON.
    pub(super) fn new(json: Vec<u8>) -> Result<Self> {
        Ok(Self {
            main: Source::new(file("template.typ")?, include_str!("template.typ").to_owned()),
            data: (file("document.json")?, Bytes::new(json)),
        })
    }
}

fn file(name: &str) -> Result<FileId> {
    let path = VirtualPath::new(name).map_err(|error| Error::Typeset(format!("{error:?}")))?;
    Ok(RootedPath::new(VirtualRoot::Project, path).intern())
}

impl typst::World for World {
    fn library(&self) -> &LazyHash<Library> {
        &LIBRARY
    }

    fn book(&self) -> &LazyHash<FontBook> {
        &FONTS.book
    }

    fn main(&self) -> FileId {
        self.main.id()
    }

    fn source(&self, id: FileId) -> FileResult<Source> {
        if id == self.main.id() {
            Ok(self.main.clone())
        } else {
            Err(FileError::AccessDenied)
        }
    }

    fn file(&self, id: FileId) -> FileResult<Bytes> {
        if id == self.data.0 {
            Ok(self.data.1.clone())
        } else {
            Err(FileError::AccessDenied)
        }
    }

    fn font(&self, index: usize) -> Option<Font> {
        FONTS.fonts.get(index).cloned()
    }

    fn today(&self, _offset: Option<Duration>) -> Option<Datetime> {
        None
    }
}
