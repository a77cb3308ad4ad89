use super::inherit::{Repr, Type, inherit};

fn ty(name: &'static str, base: Option<usize>, tp_repr: Option<Repr>) -> Type {
    Type {
        name,
        base,
        tp_repr,
    }
}

/// What each type shows in the end.
fn shown(mut types: Vec<Type>) -> Vec<(&'static str, &'static str)> {
    inherit(&mut types);
    let shown = |ty: &Type| {
        let (name, base) = (ty.name, ty.base);
        let repr = ty.tp_repr.unwrap_or_else(|| {
            panic!("the slot of {name} is empty, and its base is number {base:?} of the row")
        });
        (name, repr())
    };
    types.iter().map(shown).collect()
}

#[test]
fn a_base_may_stand_before_its_subclass() {
    let types = vec![
        ty("object", None, Some(|| "an object")),
        ty("Animal", Some(0), None),
        ty("Dog", Some(1), Some(|| "a dog")),
        ty("Puppy", Some(2), None),
    ];
    let expected = [
        ("object", "an object"),
        ("Animal", "an object"),
        ("Dog", "a dog"),
        ("Puppy", "a dog"),
    ];
    assert_eq!(shown(types), expected, "each shows what the nearest base does");
}

#[test]
fn a_base_may_stand_behind_its_subclass() {
    let types = vec![
        ty("Puppy", Some(1), None),
        ty("Dog", Some(2), None),
        ty("Animal", Some(3), None),
        ty("object", None, Some(|| "an object")),
    ];
    let all = shown(types);
    assert!(all.iter().all(|(_, shows)| *shows == "an object"), "{all:?}");
}

#[test]
fn bases_may_stand_on_both_sides() {
    let types = vec![
        ty("Animal", Some(3), None),
        ty("Dog", Some(0), None),
        ty("Puppy", Some(1), None),
        ty("object", None, Some(|| "an object")),
    ];
    let all = shown(types);
    assert!(all.iter().all(|(_, shows)| *shows == "an object"), "{all:?}");
}
