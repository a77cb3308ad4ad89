//! The number in a float.

use pyobject::{PyRef, Runtime};

/// The value of a float; nothing if the object is not one.
pub fn float_value(rt: &Runtime, object: &PyRef<'_>) -> Option<f64> {
    let bits = rt.word(object.id() + 16)?;
    Some(f64::from_bits(bits))
}
