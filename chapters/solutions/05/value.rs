//! The type is asked first. `cast` answers `None` for anything but a float, and a look that
//! it hands out may be read.

use pyobject::objects::float::PyFloatObject;
use pyobject::{PyRef, Runtime};

/// The value of a float; nothing if the object is not one.
pub fn float_value(_rt: &Runtime, object: &PyRef<'_>) -> Option<f64> {
    let float = object.cast::<PyFloatObject>()?;
    Some(float.value())
}
