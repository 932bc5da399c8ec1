//! Sheets of plain values as an Excel workbook (ECMA-376): frozen header row, filter, wrapped text, widths, heights.
//!
//! Heights are estimated: LibreOffice measures no row of a file that says it is Excel's.
//! Invariants: text is written as text and never as formula or link; a cell longer than Excel's 32,767
//! characters goes on in rows below, which a note in the header says; same sheets, same bytes.

use super::text::{clean, lines};
use super::{Date, Error, Result};
use rust_xlsxwriter::{
    DocProperties, ExcelDateTime, Format, FormatAlign, FormatBorder, Note, Workbook, Worksheet, XlsxError,
};

/// The most a cell of Excel holds, in UTF-16 code units.
pub const CELL_LIMIT: usize = 32_767;

/// A workbook.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SheetBook {
    /// Metadata title.
    pub title: String,
    /// Metadata author.
    pub author: String,
    /// Metadata day; without it the file says 1 January 2000.
    pub date: Option<Date>,
    /// The mark in the first column of a row that goes on with the row above.
    pub continuation: String,
    /// Says so in a note on the header, when such rows exist.
    pub continuation_note: String,
    /// The sheets in order.
    pub sheets: Vec<Sheet>,
    /// What whoever works with it has to know first, in words; one of the sheets says it as well.
    pub read_first: Vec<String>,
}

/// One sheet with a header row.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Sheet {
    /// Shortened and cleaned to what Excel takes as a name.
    pub name: String,
    /// The columns.
    pub columns: Vec<SheetColumn>,
    /// The rows.
    pub rows: Vec<Vec<Value>>,
    /// How many of the columns are printed; without a number all.
    pub printed: Option<u16>,
    /// Rows that are sorted and filtered below a header that stays in view.
    pub filter: bool,
}

/// A column of a sheet.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SheetColumn {
    /// The words in the header row.
    pub header: String,
    /// Width in characters.
    pub width: u16,
}

impl SheetColumn {
    /// A column.
    #[must_use]
    pub fn new(header: &str, width: u16) -> Self {
        Self {
            header: header.to_owned(),
            width,
        }
    }
}

/// One value.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Value {
    /// Text, whatever it begins with.
    Text(String),
    /// A count or a running number, so that Excel sorts it as one.
    Number(u32),
    /// A day, so that Excel sorts it as one, and its words where a format has no days.
    Day(Date, String),
}

impl Default for Value {
    fn default() -> Self {
        Self::Text(String::new())
    }
}

impl Value {
    /// Text.
    #[must_use]
    pub fn text(text: impl Into<String>) -> Self {
        Self::Text(text.into())
    }

    /// A number if that is all it is and it would be written the same way again (`007` stays text).
    #[must_use]
    pub fn number_or_text(text: &str) -> Self {
        match text.parse::<u32>() {
            Ok(number) if number.to_string() == text => Self::Number(number),
            _ => Self::Text(text.to_owned()),
        }
    }
}

/// The workbook as `.xlsx`.
///
/// # Errors
/// [`Error::Container`] when a limit of the format is passed, such as 1,048,576 rows.
pub fn render(book: &SheetBook) -> Result<Vec<u8>> {
    write(book).map_err(|error| Error::Container(error.to_string()))
}

fn write(book: &SheetBook) -> std::result::Result<Vec<u8>, XlsxError> {
    let mut workbook = Workbook::new();
    let created = match book.date {
        Some(date) => ExcelDateTime::from_ymd(date.year, date.month, date.day)?,
        None => ExcelDateTime::from_ymd(2000, 1, 1)?,
    };
    let properties = DocProperties::new()
        .set_title(clean(&book.title))
        .set_author(clean(&book.author))
        .set_creation_datetime(&created);
    workbook.set_properties(&properties);
    let mut names: Vec<String> = Vec::new();
    for sheet in &book.sheets {
        let name = sheet_name(&sheet.name, &names);
        let worksheet = workbook.add_worksheet();
        worksheet.set_name(&name)?;
        names.push(name);
        fill(worksheet, sheet, book)?;
    }
    workbook.save_to_buffer()
}

fn fill(worksheet: &mut Worksheet, sheet: &Sheet, book: &SheetBook) -> std::result::Result<(), XlsxError> {
    let header = Format::new()
        .set_bold()
        .set_text_wrap()
        .set_align(FormatAlign::Top)
        .set_background_color(0xE6_EA_EF);
    let body = Format::new()
        .set_text_wrap()
        .set_align(FormatAlign::Top)
        .set_align(FormatAlign::Left)
        .set_border_bottom(FormatBorder::Thin)
        .set_border_bottom_color(0xB4_BC_C6);
    let date = body.clone().set_num_format("dd.mm.yyyy");
    worksheet.set_landscape();
    worksheet.set_paper_size(8); // A3
    worksheet.set_margins(0.4, 0.4, 0.5, 0.6, 0.3, 0.3);
    worksheet.set_print_fit_to_pages(1, 0);
    worksheet.set_footer("&C&P / &N");
    for (column, about) in (0_u16..).zip(&sheet.columns) {
        worksheet.set_column_width(column, f64::from(about.width))?;
        worksheet.write_string_with_format(0, column, clean(&about.header), &header)?;
    }
    // Bold, and beside the arrow of the filter.
    let heads = sheet.columns.iter();
    let heads = heads.map(|about| lines(&about.header, usize::from(about.width.saturating_sub(2))));
    worksheet.set_row_height(0, row_height(heads.max().unwrap_or(1)))?;
    let mut row = 1_u32;
    let mut continued = false;
    for values in &sheet.rows {
        let pieces: Vec<Vec<String>> = values
            .iter()
            .map(|value| match value {
                Value::Text(text) => split(&clean(text)),
                Value::Number(_) | Value::Day(..) => Vec::new(),
            })
            .collect();
        let height = pieces.iter().map(Vec::len).max().unwrap_or(0).max(1);
        for line in 0..height {
            for ((column, value), texts) in (0_u16..).zip(values).zip(&pieces) {
                match (value, texts.get(line)) {
                    (Value::Number(number), _) => {
                        // Repeated in continuation rows, so that a filter on the number shows them too.
                        worksheet.write_number_with_format(row, column, *number, &body)?;
                    }
                    (Value::Day(day, words), _) => {
                        match ExcelDateTime::from_ymd(day.year, day.month, day.day) {
                            Ok(day) => worksheet.write_datetime_with_format(row, column, &day, &date)?,
                            // Before 1900 Excel has no days.
                            Err(_) => worksheet.write_string_with_format(row, column, clean(words), &body)?,
                        };
                    }
                    (Value::Text(_), Some(text)) => {
                        worksheet.write_string_with_format(row, column, text, &body)?;
                    }
                    (Value::Text(_), None) => {}
                }
            }
            let of_cell = |(texts, about): (&Vec<String>, &SheetColumn)| {
                // The widths count digits, which are wider than most letters.
                let width = usize::from(about.width + about.width / 20);
                texts.get(line).map(|text| lines(text, width))
            };
            let most = pieces.iter().zip(&sheet.columns).filter_map(of_cell).max();
            worksheet.set_row_height(row, row_height(most.unwrap_or(1)))?;
            if line > 0 {
                continued = true;
                let column = u16::try_from(sheet.columns.len()).unwrap_or(u16::MAX);
                worksheet.write_string_with_format(row, column, clean(&book.continuation), &body)?;
            }
            row += 1;
        }
    }
    if continued {
        let mut note = Note::new(clean(&book.continuation_note)).add_author_prefix(false);
        note = note.set_author(clean(&book.author));
        worksheet.insert_note(0, 0, &note)?;
    }
    worksheet.set_repeat_rows(0, 0)?;
    if let Some(last) = sheet.printed.and_then(|printed| printed.checked_sub(1)) {
        worksheet.set_print_area(0, 0, row - 1, last)?;
    }
    if let Some(last) = sheet.columns.len().checked_sub(1).filter(|_| sheet.filter) {
        worksheet.set_freeze_panes(1, 0)?;
        worksheet.autofilter(0, 0, row - 1, u16::try_from(last).unwrap_or(u16::MAX))?;
    }
    Ok(())
}

/// Points of a row with so many lines; Excel knows none that is higher than 409.
fn row_height(lines: usize) -> u16 {
    u16::try_from(lines).map_or(409, |lines| lines.saturating_mul(15).clamp(15, 409))
}

/// The text in pieces that a cell holds, cut between characters.
pub(super) fn split(text: &str) -> Vec<String> {
    let mut pieces = vec![String::new()];
    let mut units = 0;
    for c in text.chars() {
        if units + c.len_utf16() > CELL_LIMIT {
            pieces.push(String::new());
            units = 0;
        }
        units += c.len_utf16();
        if let Some(last) = pieces.last_mut() {
            last.push(c);
        }
    }
    pieces
}

/// At most 31 characters, without `[]:*?/\`, not within apostrophes, and not yet taken.
fn sheet_name(wanted: &str, taken: &[String]) -> String {
    let allowed: String = clean(wanted)
        .chars()
        .filter(|c| !matches!(c, '[' | ']' | ':' | '*' | '?' | '/' | '\\' | '\n' | '\t' | '\''))
        .take(27)
        .collect();
    let base = if allowed.trim().is_empty() {
        "1".to_owned()
    } else {
        allowed.trim().to_owned()
    };
    let mut name = base.clone();
    let mut count = 2_u32;
    while taken
        .iter()
        .any(|other| other.to_lowercase() == name.to_lowercase())
    {
        name = format!("{base} {count}");
        count += 1;
    }
    name
}
