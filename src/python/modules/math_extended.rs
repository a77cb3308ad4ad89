//! Sums of products in three times the precision of a float
//! (`Modules/mathmodule.c@v3.13.0#TripleLength`): what rounding loses goes into a
//! second number, and what that loses into a third (Ogita, Rump, Oishi: *Accurate sum
//! and dot product*, algorithm 5.10).

/// A sum, the largest part first.
#[derive(Clone, Copy, Default)]
pub(super) struct Extended {
    high: f64,
    low: f64,
    tiny: f64,
}

impl Extended {
    /// The sum with a product more.
    pub(super) fn plus_product(self, x: f64, y: f64) -> Extended {
        let product = x * y;
        let lost = x.mul_add(y, -product);
        let (high, high_lost) = sum(self.high, product);
        let (low, low_lost) = sum(self.low, lost);
        let (low, rest) = sum(low, high_lost);
        let tiny = self.tiny + low_lost + rest;
        Extended { high, low, tiny }
    }

    /// Whether no part of it has become too large for a float.
    pub(super) fn is_finite(self) -> bool {
        self.high.is_finite()
    }

    /// The sum as a float.
    pub(super) fn to_float(self) -> f64 {
        let (high, low) = sum(self.low, self.high);
        self.tiny + low + high
    }
}

/// A sum, and what rounding lost of it.
fn sum(a: f64, b: f64) -> (f64, f64) {
    let x = a + b;
    let z = x - a;
    (x, (a - (x - z)) + (b - z))
}
