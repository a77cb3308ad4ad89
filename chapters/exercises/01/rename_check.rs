use super::rename::rename;
use pyobject::{Runtime, names::Namespace};

#[test]
fn an_object_moves_to_another_name() {
    let rt = Runtime::new();
    let names = Namespace::new(&rt);
    let object = rt.list([]);
    names.bind("old", object.clone());
    assert!(rename(&names, "old", "new"), "`old` led to a list");
    assert!(names.lookup("old").is_none(), "`old` is still bound");
    let found = names.lookup("new");
    let found = found.is_some_and(|found| found.is(&object));
    assert!(found, "`new` does not lead to the list");
}

#[test]
fn nothing_is_lost_where_the_old_name_leads_nowhere() {
    let rt = Runtime::new();
    let names = Namespace::new(&rt);
    names.bind("new", rt.list([]));
    assert!(!rename(&names, "old", "new"), "`old` leads nowhere");
    assert!(
        names.lookup("new").is_some(),
        "`old` led nowhere, and `new` has lost its list: look before you change anything"
    );
}

#[test]
fn a_name_may_be_renamed_to_itself() {
    let rt = Runtime::new();
    let names = Namespace::new(&rt);
    names.bind("same", rt.list([]));
    assert!(rename(&names, "same", "same"), "the name led to a list");
    assert!(
        names.lookup("same").is_some(),
        "the name was bound anew and then unbound: old and new are one name here"
    );
    assert!(
        !rename(&names, "none", "none"),
        "a name that leads nowhere cannot be renamed, not even to itself"
    );
}
