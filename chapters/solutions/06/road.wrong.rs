// rejected: from `type` itself
//! The circle is looked for before the step is written down.

use pyobject::PyRef;
use pyobject::typeobject::PyTypeObject;

/// The names of the types on an object's road, up to the type that is its own.
pub fn road(object: &PyRef<'_>) -> Vec<String> {
    let mut names = Vec::new();
    let mut here = object.clone();
    loop {
        let next = here.ob_type();
        if next.is(&here) {
            return names;
        }
        names.push(name(&next));
        here = next;
    }
}

/// The name of a type.
fn name(ty: &PyRef<'_>) -> String {
    let ty = ty.cast::<PyTypeObject>();
    ty.expect("ob_type leads to a type").name().to_owned()
}
