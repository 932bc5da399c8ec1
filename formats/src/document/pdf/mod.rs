//! Documents as tagged PDF (PDF/UA-1, on request PDF/A-2a as well), set by typst.
//!
//! Invariants: texts reach the typesetter as values of a JSON file read by a fixed template, never as markup;
//! the typesetter sees no other file, no network and no clock; same document, same bytes. A character that no
//! built-in font can show is written as its number, `[U+4E2D]`, because a gap would say nothing.

mod values;
mod world;

pub use super::volumes::{CHARACTERS as VOLUME_CHARACTERS, Contents, Volumes, volumes};
use super::{Document, Error, Result};
use typst::foundations::{NativeElement as _, StyleChain};
use typst::model::HeadingElem;
use typst_layout::PagedDocument;
use typst_pdf::{PdfStandard, PdfStandards};

/// What only a PDF has.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct PdfOptions {
    /// Number of the first page, where a volume goes on counting.
    pub first_page: u32,
    /// PDF/A-2a as well, for archives.
    pub archive: bool,
}

impl Default for PdfOptions {
    fn default() -> Self {
        Self {
            first_page: 1,
            archive: false,
        }
    }
}

/// A finished PDF.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Rendered {
    /// The file.
    pub bytes: Vec<u8>,
    /// How many pages it has.
    pub pages: usize,
    /// The numbers of the pages on which headings below the first level begin, in order: the rows of a synopsis.
    pub starts: Vec<usize>,
    /// Whether the file conforms to the standards asked for. Otherwise it is tagged and complete, but carries
    /// no claim of conformance, because a text in it cannot be mapped to glyphs without a gap.
    pub conforms: bool,
}

/// The document as PDF.
///
/// # Errors
/// [`Error::Typeset`] when typst refuses, which no text of a document should bring about.
pub fn render(document: &Document, options: &PdfOptions) -> Result<Vec<u8>> {
    render_counted(document, options).map(|rendered| rendered.bytes)
}

/// [`render`] with the number of pages and whether the file conforms to PDF/UA.
///
/// # Errors
/// As [`render`].
pub fn render_counted(document: &Document, options: &PdfOptions) -> Result<Rendered> {
    let result = typeset(document, options);
    // Typst remembers what it laid out, for editors; we never ask twice.
    typst::comemo::evict(0);
    result
}

fn typeset(document: &Document, options: &PdfOptions) -> Result<Rendered> {
    let paged = laid_out(document, options)?;
    let pages = paged.pages().len();
    let first_page = usize::try_from(options.first_page.max(1)).unwrap_or(1);
    let starts: Vec<usize> = starts(&paged).map(|page| first_page + page - 1).collect();
    // The document holds all that the export needs; the memory of its layout would only add to the peak.
    typst::comemo::evict(0);
    let standards: &[PdfStandard] = if options.archive {
        &[PdfStandard::Ua_1, PdfStandard::A_2a]
    } else {
        &[PdfStandard::Ua_1]
    };
    let wanted = PdfStandards::new(standards).map_err(|error| Error::Typeset(error.message().to_string()))?;
    if let Ok(bytes) = typst_pdf::pdf(&paged, &export(wanted)) {
        return Ok(Rendered {
            bytes,
            pages,
            starts,
            conforms: true,
        });
    }
    let bytes =
        typst_pdf::pdf(&paged, &export(PdfStandards::default())).map_err(|errors| refused(&errors))?;
    Ok(Rendered {
        bytes,
        pages,
        starts,
        conforms: false,
    })
}

/// The document in pages. All texts as values are gone afterwards: the pages hold what is set.
fn laid_out(document: &Document, options: &PdfOptions) -> Result<PagedDocument> {
    let world = world::World::new(values::json(document, options)?)?;
    typst::compile(&world).output.map_err(|errors| refused(&errors))
}

/// The pages, from 1, of the headings below the first level.
fn starts(paged: &PagedDocument) -> impl Iterator<Item = usize> {
    let introspector = paged.introspector();
    let headings = introspector.elements().query(&HeadingElem::ELEM.select());
    headings.into_iter().filter_map(move |heading| {
        let level = heading
            .to_packed::<HeadingElem>()?
            .resolve_level(StyleChain::default());
        let position = introspector.position(heading.location()?)?;
        (level.get() > 1).then_some(position.page.get())
    })
}

fn export(standards: PdfStandards) -> typst_pdf::PdfOptions {
    typst_pdf::PdfOptions {
        standards,
        ..typst_pdf::PdfOptions::default()
    }
}

fn refused(errors: &[typst::diag::SourceDiagnostic]) -> Error {
    let messages: Vec<&str> = errors.iter().map(|error| error.message.as_str()).collect();
    Error::Typeset(messages.join("; "))
}
