//! The type is written down first, and then asked whether it is its own. The other way
//! round, `type` itself would have no road at all.

use pyobject::PyRef;
use pyobject::typeobject::PyTypeObject;

/// The names of the types on an object's road, up to the type that is its own.
pub fn road(object: &PyRef<'_>) -> Vec<String> {
    let mut names = Vec::new();
    let mut here = object.ob_type();
    loop {
        names.push(name(&here));
        let next = here.ob_type();
        if next.is(&here) {
            return names;
        }
        here = next;
    }
}

/// The name of a type.
fn name(ty: &PyRef<'_>) -> String {
    let ty = ty.cast::<PyTypeObject>();
    ty.expect("ob_type leads to a type").name().to_owned()
}
