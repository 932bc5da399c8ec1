//! Finds where a ring crosses itself, by a sweep over the pieces' west ends.
//!
//! Invariants: touching neighbours and a repeated position are no crossing; the work is bounded, so that a hostile
//! outline cannot hold the reader.

use super::Position;

/// What the search for a crossing found.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Crossing {
    /// The ring does not cross itself.
    None,
    /// It crosses itself near this position.
    At(Position),
    /// Too many comparisons: unknown.
    Unknown,
}

/// Comparisons of two pieces that one file may cost: less than a second.
pub const COMPARISONS: usize = 50_000_000;

/// Looks for a place where a closed ring properly crosses itself; takes what it costs from `comparisons_left`.
pub fn self_intersection(ring: &[Position], comparisons_left: &mut usize) -> Crossing {
    let mut pieces: Vec<(usize, Position, Position)> = ring
        .windows(2)
        .enumerate()
        .filter_map(|(i, pair)| match *pair {
            [a, b] if a != b => Some((i, a, b)),
            _ => None,
        })
        .collect();
    let west = |(_, a, b): &(usize, Position, Position)| a[0].min(b[0]);
    pieces.sort_by(|p, q| west(p).total_cmp(&west(q)));
    let mut active: Vec<(usize, Position, Position)> = Vec::new();
    for piece in pieces {
        let start = west(&piece);
        active.retain(|(_, a, b)| a[0].max(b[0]) >= start);
        let Some(left) = comparisons_left.checked_sub(active.len()) else {
            return Crossing::Unknown;
        };
        *comparisons_left = left;
        if let Some(other) = active
            .iter()
            .find(|other| cross(piece.1, piece.2, other.1, other.2))
        {
            return Crossing::At(meeting_point(piece.1, piece.2, other.1, other.2));
        }
        active.push(piece);
    }
    Crossing::None
}

fn side(a: Position, b: Position, c: Position) -> f64 {
    (b[0] - a[0]) * (c[1] - a[1]) - (b[1] - a[1]) * (c[0] - a[0])
}

/// Proper crossing: the ends of each piece lie strictly on both sides of the other.
fn cross(a: Position, b: Position, c: Position, d: Position) -> bool {
    if a[1].max(b[1]) < c[1].min(d[1]) || c[1].max(d[1]) < a[1].min(b[1]) {
        return false;
    }
    side(a, b, c) * side(a, b, d) < 0.0 && side(c, d, a) * side(c, d, b) < 0.0
}

fn meeting_point(a: Position, b: Position, c: Position, d: Position) -> Position {
    let (toward_c, toward_d) = (side(a, b, c), side(a, b, d));
    let share = toward_c / (toward_c - toward_d);
    [c[0] + (d[0] - c[0]) * share, c[1] + (d[1] - c[1]) * share]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_bow_tie_crosses_itself_in_its_middle() {
        let ring = [[0.0, 0.0], [2.0, 2.0], [2.0, 0.0], [0.0, 2.0], [0.0, 0.0]];
        assert_eq!(
            self_intersection(&ring, &mut { COMPARISONS }),
            Crossing::At([1.0, 1.0])
        );
    }

    #[test]
    fn a_search_that_costs_too_much_is_given_up() {
        let ring = [[0.0, 0.0], [2.0, 2.0], [2.0, 0.0], [0.0, 2.0], [0.0, 0.0]];
        assert_eq!(self_intersection(&ring, &mut 0), Crossing::Unknown);
    }

    #[test]
    fn a_square_and_a_ring_that_touches_itself_do_not() {
        let square = [[0.0, 0.0], [2.0, 0.0], [2.0, 2.0], [0.0, 2.0], [0.0, 0.0]];
        assert_eq!(self_intersection(&square, &mut { COMPARISONS }), Crossing::None);
        let touching = [
            [0.0, 0.0],
            [2.0, 0.0],
            [1.0, 1.0],
            [2.0, 2.0],
            [0.0, 2.0],
            [1.0, 1.0],
            [0.0, 0.0],
        ];
        assert_eq!(self_intersection(&touching, &mut { COMPARISONS }), Crossing::None);
    }
}
