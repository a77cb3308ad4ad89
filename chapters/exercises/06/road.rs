//! The road of `ob_type`.

use pyobject::PyRef;
use pyobject::typeobject::PyTypeObject;

/// The names of the types on an object's road, up to the type that is its own.
pub fn road(object: &PyRef<'_>) -> Vec<String> {
    let ty = object.ob_type();
    vec![name(&ty)]
}

/// The name of a type.
fn name(ty: &PyRef<'_>) -> String {
    let ty = ty.cast::<PyTypeObject>();
    ty.expect("ob_type leads to a type").name().to_owned()
}
