// rejected: a list keeps its number of items at offset 16
//! There are more kinds of objects than one can exclude one by one.

use pyobject::objects::int::PyLongObject;
use pyobject::{PyRef, Runtime};

/// The value of a float; nothing if the object is not one.
pub fn float_value(rt: &Runtime, object: &PyRef<'_>) -> Option<f64> {
    if object.cast::<PyLongObject>().is_some() {
        return None;
    }
    let bits = rt.word(object.id() + 16)?;
    Some(f64::from_bits(bits))
}
