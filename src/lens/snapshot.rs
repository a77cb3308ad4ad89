//! What stands on a heap at the steps of a program, as plain data.
//!
//! A [`Trace`] is a program's run, a [`Step`] one pause of it, a [`Snapshot`]
//! the heap at that pause as far as the reader's names reach, and what was
//! reached earlier and is still alive. None of it points into the heap: it can
//! be stored, sent, compared and drawn after the runtime is gone.

use std::fmt;

use serde::{Serialize, Serializer};

pub use crate::memory::Place;

/// Unlike an address, a place is the same on every machine. It is written `a0+0x4f30`.
impl fmt::Display for Place {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "a{}+{:#x}", self.arena, self.offset)
    }
}

/// A place is stored as it is written: `"a0+0x4f30"`.
impl Serialize for Place {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

/// How many references an object has.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Count {
    /// So many; the object goes when this falls to 0.
    Mortal(u64),
    /// Not counted: the object stays as long as the runtime.
    Immortal,
}

impl Count {
    /// What is to be said about a count that is not one.
    pub fn remark(self) -> Option<&'static str> {
        match self {
            Count::Mortal(_) => None,
            Count::Immortal => Some(
                "immortal: not counted, never freed; since CPython 3.12 \
                 sys.getrefcount answers a fixed number, 4294967295 in 3.13",
            ),
        }
    }
}

impl fmt::Display for Count {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Count::Mortal(count) => write!(f, "{count}"),
            Count::Immortal => f.write_str("∞"),
        }
    }
}

/// A count is stored as a number, that of an immortal as `"∞"`.
impl Serialize for Count {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Count::Mortal(count) => serializer.serialize_u64(*count),
            Count::Immortal => serializer.serialize_str("∞"),
        }
    }
}

/// Whether a reference counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum EdgeKind {
    /// It is counted and keeps its target alive.
    Strong,
    /// It is not counted, and is told when its target goes.
    Weak,
}

/// One reference from an object to another.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Edge {
    /// What holds it: `[0]`, `key 'a'`, `['a']`, `.x`, `→ cell`.
    pub label: String,
    /// The object that it refers to.
    pub to: Place,
    /// Whether it counts.
    pub kind: EdgeKind,
}

/// Whether the reader's names still reach an object.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum State {
    /// Some name reaches it.
    Live,
    /// No name reaches it, yet its block is not freed: a cycle keeps it.
    Garbage,
    /// No name reaches it, but something that is never drawn keeps it: the
    /// runtime itself, the constants of a unit. It is no garbage, and a picture
    /// lets go of it.
    Kept,
}

/// Some bytes of an object's block, and what they mean.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct FieldView {
    /// Bytes from the object's [`Place`]; below 0 for what stands before the
    /// header, as the collector's two words do.
    pub offset: i64,
    /// The field's name in CPython: `ob_refcnt`, `ob_item[1]`.
    pub name: String,
    /// What stands there, lowest address first; empty for an address, whose bytes
    /// differ from run to run.
    pub bytes: Vec<u8>,
    /// The bytes read as a value: `2`, `the type int`, `56`.
    pub meaning: String,
}

/// One object.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct ObjectView {
    /// Where it stands. Two live objects never share one; a later one may get
    /// the place of one that was freed.
    pub place: Place,
    /// Which object it is: no two objects of a trace share one, so that a block
    /// with a new tenant is told from the same object seen again. Later
    /// objects have greater ones.
    pub serial: u64,
    /// The name of its type: `int`, `list`, `Point`.
    pub type_name: String,
    /// Where its type stands, if that is drawn too.
    pub type_place: Option<Place>,
    /// A short text: `56`, `[1, 5, 3]`, `'spam'`; empty where there is none.
    pub value: String,
    /// Whether the value only repeats what the references show, as a list's does.
    pub repeats: bool,
    /// How many references it has.
    pub count: Count,
    /// What `sys.getsizeof` answers, in bytes.
    pub size: u64,
    /// What it refers to, in the order in which its type traverses it.
    pub edges: Vec<Edge>,
    /// How many more references it has that are not written down.
    pub more: u64,
    /// Its bytes, in order of offset; empty where no one asked for them.
    pub fields: Vec<FieldView>,
    /// Whether the names still reach it.
    pub state: State,
}

/// One name and what it refers to.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct NameView {
    /// The name.
    pub name: String,
    /// The object, or `None` where the name is known but unbound.
    pub to: Option<Place>,
}

/// Names that belong together: a module's, or one call's locals.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct NamespaceView {
    /// `names` for the reader's own, `f() locals` for a call.
    pub title: String,
    /// The names, in the order in which they were first bound.
    pub names: Vec<NameView>,
}

/// The heap at one moment, as far as it concerns the reader.
///
/// A mortal object of one snapshot that is missing from the next was freed in
/// between; an immortal one is merely no longer reached.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Snapshot {
    /// The reader's names, then one entry for each call that is running.
    pub namespaces: Vec<NamespaceView>,
    /// Every object reached from them, in the order of first reach, then the
    /// garbage.
    pub objects: Vec<ObjectView>,
    /// How many more objects were reached but not written down.
    pub left_out: u64,
}

impl Snapshot {
    /// The object that stands at `place`.
    pub fn at(&self, place: Place) -> Option<&ObjectView> {
        self.objects.iter().find(|object| object.place == place)
    }
}

/// One pause of a program.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Step {
    /// The line of the source where `input` begins, counted from 1; 0 before
    /// anything ran.
    pub line: u32,
    /// Within that input, the line of the statement that has just run or is on its way,
    /// where the input has not ended: a body's, or that of a function it called.
    pub inside: Option<u32>,
    /// What has just run, as typed: the input, or the line that is meant by `inside`;
    /// empty before the first.
    pub input: String,
    /// What it wrote to standard output.
    pub output: String,
    /// The traceback that it ended in.
    pub error: Option<String>,
    /// The heap after it.
    pub snapshot: Snapshot,
    /// The address at which each arena begins on this machine, by number; 0 for one that
    /// is gone. Empty where no one asked for addresses.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub bases: Vec<usize>,
}

/// A program's run.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Trace {
    /// Its pauses, in order.
    pub steps: Vec<Step>,
    /// How many pauses between these are missing, there having been too many.
    pub left_out: u64,
    /// Why the rest is missing, where the run was cut short.
    pub truncated: Option<String>,
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::refcount::IMMORTAL_REFCNT;

    #[test]
    fn the_remark_on_immortals_names_the_number_of_this_runtime() {
        let remark = Count::Immortal.remark().unwrap_or_default();
        assert!(remark.contains(&IMMORTAL_REFCNT.to_string()));
        assert_eq!(Count::Mortal(IMMORTAL_REFCNT).remark(), None);
    }

    #[test]
    fn a_place_reads_as_arena_plus_offset() {
        let place = Place {
            arena: 0,
            offset: 0x4f30,
        };
        assert_eq!(place.to_string(), "a0+0x4f30");
    }
}
