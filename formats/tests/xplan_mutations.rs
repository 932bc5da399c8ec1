//! The reader against mutations of real plans: never a panic, never more memory than a bound, always an answer.
//!
//! A binary of its own: it looks at the highest memory that its process ever used.

#![expect(clippy::expect_used, reason = "helpers of tests may fail the test")]

use std::path::PathBuf;
use std::time::{Duration, Instant};

use formats::xplan::{Limits, Options, read, read_member};

mod real;

/// Where the mutations begin; another number is another test.
const SEED: u64 = 0x5eed_2026_1129_0012;
/// Mutations of each file.
const EACH: usize = 24;
/// Files above this size are mutated less often.
const LARGE: usize = 300_000;
/// Memory that reading one file may take beyond what was there before, in kilobytes.
const MOST_MEMORY: u64 = 64 * 1024;
/// Time for all; a debug build on a busy machine needs a fraction of it.
const MOST_TIME: Duration = Duration::from_secs(240);

/// A small generator (xorshift64*), so that a failure can be repeated.
struct Dice(u64);

impl Dice {
    fn roll(&mut self) -> u64 {
        self.0 ^= self.0 >> 12;
        self.0 ^= self.0 << 25;
        self.0 ^= self.0 >> 27;
        self.0.wrapping_mul(0x2545_f491_4f6c_dd1d)
    }

    /// A number below `end`; 0 where there is none.
    fn below(&mut self, end: usize) -> usize {
        let roll = usize::try_from(self.roll() >> 33).expect("31 bits");
        roll.checked_rem(end).unwrap_or(0)
    }

    /// A stretch of at most `most` bytes.
    fn stretch(&mut self, len: usize, most: usize) -> std::ops::Range<usize> {
        let from = self.below(len);
        from..(from + 1 + self.below(most)).min(len)
    }
}

/// What goes where a number or a word stood.
const STRANGE: [&str; 22] = [
    "",
    "NaN",
    "-inf",
    "1e308",
    "-1e-308",
    "99999999999999999999",
    "0x10",
    "1,5",
    "\u{0}",
    "\u{feff}",
    "&",
    "&amp;#0;",
    "]]>",
    "<!--",
    "<![CDATA[",
    "<a>",
    "</gml:posList>",
    "xlink:href=\"#",
    "EPSG:0",
    "2024-13-45",
    "\u{202e}",
    "<!DOCTYPE a>",
];

fn mutated(original: &[u8], dice: &mut Dice) -> Vec<u8> {
    let mut bytes = original.to_vec();
    for _ in 0..=dice.below(2) {
        let len = bytes.len();
        match dice.below(14) {
            0 => {
                for _ in 0..=dice.below(8) {
                    let at = dice.below(len);
                    if let Some(byte) = bytes.get_mut(at) {
                        *byte ^= 1 << (at % 8);
                    }
                }
            }
            1 => bytes.truncate(dice.below(len)),
            2 => drop(bytes.drain(dice.stretch(len, 400))),
            3 => {
                // The same again, up to a thousand times: nesting, long lists, doubled ids.
                let range = dice.stretch(len, 120);
                let copy = bytes
                    .get(range.clone())
                    .unwrap_or_default()
                    .repeat(1 + dice.below(1000));
                drop(bytes.splice(range, copy));
            }
            4 => {
                let (from, to) = (dice.stretch(len, 300), dice.below(len));
                let copy = bytes.get(from).unwrap_or_default().to_vec();
                drop(bytes.splice(to..to, copy));
            }
            // A number or a word becomes something strange.
            5 | 6 => {
                let start = dice.below(len);
                let is_part = |b: &u8| b.is_ascii_alphanumeric() || b".-:#".contains(b);
                let rest = bytes.get(start..).unwrap_or_default();
                let from = start + rest.iter().position(is_part).unwrap_or(0);
                let word = bytes.get(from..).unwrap_or_default();
                let to = from + word.iter().position(|b| !is_part(b)).unwrap_or(word.len());
                let strange = STRANGE
                    .get(dice.below(STRANGE.len()))
                    .copied()
                    .unwrap_or_default();
                drop(bytes.splice(from.min(len)..to.min(len), strange.bytes()));
            }
            // Other digits: the file stays well-formed, the figures do not.
            9..=13 => {
                for _ in 0..=dice.below(12) {
                    let start = dice.below(len);
                    let digit = bytes
                        .iter()
                        .skip(start)
                        .position(u8::is_ascii_digit)
                        .map(|at| start + at);
                    if let Some(byte) = digit.and_then(|at| bytes.get_mut(at)) {
                        *byte = b"0123456789".get(dice.below(10)).copied().unwrap_or(b'0');
                    }
                }
            }
            7 => {
                // Two lines change places.
                let mut lines: Vec<Vec<u8>> = bytes.split(|b| *b == b'\n').map(<[u8]>::to_vec).collect();
                let (a, b) = (dice.below(lines.len()), dice.below(lines.len()));
                lines.swap(a, b);
                bytes = lines.join(&b'\n');
            }
            _ => {
                let open = b"<gml:MultiSurface><gml:surfaceMember>".repeat(1 + dice.below(200));
                let at = dice.below(len);
                drop(bytes.splice(at..at, open));
            }
        }
    }
    bytes
}

/// A line of `/proc/self/status` in kilobytes; nothing where the system has none.
fn memory(line: &str) -> Option<u64> {
    let status = std::fs::read_to_string("/proc/self/status").ok()?;
    let found = status.lines().find(|l| l.starts_with(line))?;
    found.split_whitespace().nth(1)?.parse().ok()
}

fn files() -> Option<Vec<(String, Vec<u8>)>> {
    let plans = real::folder()?.join("plans");
    let folder = std::fs::read_dir(plans).expect("a folder");
    let mut paths: Vec<_> = folder.map(|entry| entry.expect("an entry").path()).collect();
    paths.sort();
    let content = |path: PathBuf| {
        let name = path.file_name().expect("a name").to_string_lossy().into_owned();
        (name, std::fs::read(path).expect("readable"))
    };
    Some(paths.into_iter().map(content).collect())
}

#[test]
fn mutations_of_real_plans_are_always_answered_within_bounds() {
    let Some(files) = files() else { return };
    let begin = Instant::now();
    let before = memory("VmHWM:");
    let mut dice = Dice(SEED);
    let (mut read_in_all, mut with_errors, mut with_plans) = (0_u32, 0_u32, 0_u32);
    for (name, original) in &files {
        let each = if original.len() > LARGE { EACH / 4 } else { EACH };
        for number in 0..each {
            // Of an archive, its plan by itself as well: damage to the container hides everything else.
            let inner = (number % 3 != 0)
                .then(|| read_member(original, "xplan.gml", &Limits::default()).ok())
                .flatten();
            let bytes = mutated(inner.as_deref().unwrap_or(original), &mut dice);
            let outcome = std::panic::catch_unwind(|| read(&bytes, name, &Options::default()));
            let reports =
                outcome.unwrap_or_else(|_| panic!("mutation {number} of {name} (seed {SEED:#x}) panics"));
            assert!(!reports.is_empty(), "{number} of {name}: no answer");
            for report in &reports {
                assert!(
                    !report.plans.is_empty() || !report.errors.is_empty(),
                    "{number} of {name}: neither plan nor error"
                );
                for plan in &report.plans {
                    assert!(
                        plan.bbox.iter().all(|side| side.is_finite()),
                        "{number} of {name}: {:?}",
                        plan.bbox
                    );
                    assert!(
                        !plan.boundary.is_empty() && plan.area_m2.is_finite(),
                        "{number} of {name}"
                    );
                }
                with_errors += u32::from(!report.errors.is_empty());
                with_plans += u32::from(!report.plans.is_empty());
            }
            read_in_all += 1;
        }
    }
    let grown = memory("VmHWM:").zip(before).map(|(after, before)| after - before);
    println!(
        "{read_in_all} mutations, {with_errors} reports with errors, {with_plans} with plans, {:?}, {grown:?} kB more at most",
        begin.elapsed()
    );
    // A test whose mutations all do nothing, or all destroy everything, would show nothing.
    assert!(read_in_all > 300 && with_errors > read_in_all / 10 && with_plans > read_in_all / 10);
    assert!(grown.is_none_or(|grown| grown < MOST_MEMORY), "{grown:?} kB");
    assert!(begin.elapsed() < MOST_TIME, "{:?}", begin.elapsed());
}
