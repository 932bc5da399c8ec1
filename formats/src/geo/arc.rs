//! Circular arcs as GML writes them: three positions on the arc, turned into short straight pieces.
//!
//! Invariants: interpolation keeps start and end exactly as written; the chord error is never above the limit
//! that the caller names; three positions on a line are a straight line.

use super::Position;

/// Chord error of arcs in stored outlines, in metres.
pub const CHORD_ERROR: f64 = 0.05;

/// At most so many pieces per full circle: beyond a radius of some kilometres finer steps show nothing.
const MAX_PIECES: f64 = 4096.0;

/// A circular arc.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Arc {
    /// Middle of the circle.
    pub centre: Position,
    /// Radius, in the unit of the positions.
    pub radius: f64,
    /// Angle of the start, in radians counter-clockwise from east.
    pub start: f64,
    /// Angle that the arc covers: positive counter-clockwise, negative clockwise.
    pub sweep: f64,
}

impl Arc {
    /// The arc from `a` through `b` to `c`; nothing where the three lie on a line.
    pub fn through(a: Position, b: Position, c: Position) -> Option<Self> {
        // Relative to `a`: northings of millions of metres would eat the digits.
        let (bx, by, cx, cy) = (b[0] - a[0], b[1] - a[1], c[0] - a[0], c[1] - a[1]);
        let cross = bx * cy - by * cx;
        let (b2, c2) = (bx * bx + by * by, cx * cx + cy * cy);
        let longest = b2.max(c2).max((cx - bx).powi(2) + (cy - by).powi(2));
        if !cross.is_finite() || cross.abs() <= longest * 1e-9 {
            return None;
        }
        let (ux, uy) = (
            (cy * b2 - by * c2) / (2.0 * cross),
            (bx * c2 - cx * b2) / (2.0 * cross),
        );
        let start = (-uy).atan2(-ux);
        let end = (cy - uy).atan2(cx - ux);
        let turn = std::f64::consts::TAU;
        // The sign of the triangle a, b, c says which way round the arc runs.
        let sweep = if cross > 0.0 {
            (end - start).rem_euclid(turn)
        } else {
            -(start - end).rem_euclid(turn)
        };
        Some(Self {
            centre: [a[0] + ux, a[1] + uy],
            radius: ux.hypot(uy),
            start,
            sweep,
        })
    }

    /// The full circle through three positions, starting at `a` in the direction of `b`.
    pub fn circle(a: Position, b: Position, c: Position) -> Option<Self> {
        let arc = Self::through(a, b, c)?;
        Some(Self {
            sweep: std::f64::consts::TAU.copysign(arc.sweep),
            ..arc
        })
    }

    /// The position at an angle, `stretch` times the radius away from the centre.
    fn at(&self, angle: f64, stretch: f64) -> Position {
        let radius = self.radius * stretch;
        [
            self.centre[0] + radius * angle.cos(),
            self.centre[1] + radius * angle.sin(),
        ]
    }

    fn pieces(&self, chord_error: f64) -> f64 {
        let ratio = (1.0 - chord_error / self.radius).clamp(-1.0, 1.0);
        let step =
            (2.0 * ratio.acos()).clamp(std::f64::consts::TAU / MAX_PIECES, std::f64::consts::FRAC_PI_4);
        (self.sweep.abs() / step).ceil().max(1.0)
    }

    /// How many pieces interpolation to `chord_error` makes.
    pub fn steps(&self, chord_error: f64) -> usize {
        self.pieces(chord_error) as usize
    }

    /// Positions strictly between start and end, so that no chord is further from the arc than `chord_error`.
    pub fn between(&self, chord_error: f64) -> impl Iterator<Item = Position> + '_ {
        let pieces = self.pieces(chord_error);
        (1..pieces as u32).map(move |i| self.at(self.start + self.sweep * f64::from(i) / pieces, 1.0))
    }

    /// Corners of a line of tangents around the arc: a box around them is never smaller than the arc.
    pub fn tangent_corners(&self, chord_error: f64) -> impl Iterator<Item = Position> + '_ {
        let pieces = self.pieces(chord_error);
        let stretch = 1.0 / (self.sweep.abs() / pieces / 2.0).cos();
        (0..pieces as u32)
            .map(move |i| self.at(self.start + self.sweep * (f64::from(i) + 0.5) / pieces, stretch))
    }

    /// Area between the arc and its chord, positive where the arc runs counter-clockwise.
    pub fn segment_area(&self) -> f64 {
        self.radius * self.radius / 2.0 * (self.sweep - self.sweep.sin())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::f64::consts::PI;

    #[test]
    fn a_half_circle_keeps_its_direction_both_ways() {
        let up = Arc::through([1.0, 0.0], [0.0, 1.0], [-1.0, 0.0]).expect("an arc");
        assert!((up.sweep - PI).abs() < 1e-12);
        let down = Arc::through([-1.0, 0.0], [0.0, 1.0], [1.0, 0.0]).expect("an arc");
        assert!((down.sweep + PI).abs() < 1e-12);
        assert!(down.between(0.001).all(|[_, y]| y > 0.0));
    }

    #[test]
    fn the_chord_error_stays_below_the_limit_with_real_coordinates() {
        let arc = Arc::through(
            [566_100.0, 5_928_000.0],
            [566_170.0, 5_928_030.0],
            [566_200.0, 5_928_100.0],
        )
        .expect("an arc");
        let mut line = vec![[566_100.0, 5_928_000.0]];
        line.extend(arc.between(CHORD_ERROR));
        line.push([566_200.0, 5_928_100.0]);
        for pair in line.windows(2) {
            let middle = [(pair[0][0] + pair[1][0]) / 2.0, (pair[0][1] + pair[1][1]) / 2.0];
            let distance = (middle[0] - arc.centre[0]).hypot(middle[1] - arc.centre[1]);
            assert!((arc.radius - distance).abs() <= CHORD_ERROR + 1e-6);
        }
    }

    #[test]
    fn three_positions_on_a_line_are_no_arc() {
        assert_eq!(Arc::through([0.0, 0.0], [1.0, 1.0], [2.0, 2.0]), None);
        assert_eq!(Arc::through([0.0, 0.0], [1.0, 1.0], [0.0, 0.0]), None);
        assert_eq!(Arc::through([f64::NAN, 0.0], [1.0, 1.0], [0.0, 0.0]), None);
    }

    #[test]
    fn the_tangent_corners_enclose_the_circle() {
        let circle = Arc::circle([1.0, 0.0], [0.0, 1.0], [-1.0, 0.0]).expect("a circle");
        assert!((circle.segment_area() - PI).abs() < 1e-12);
        for angle in 0..3600 {
            let angle = f64::from(angle) / 3600.0 * 2.0 * PI;
            let reach = circle
                .tangent_corners(0.001)
                .map(|[x, y]| x * angle.cos() + y * angle.sin())
                .fold(f64::MIN, f64::max);
            assert!(reach >= 1.0 - 1e-12);
        }
    }
}
