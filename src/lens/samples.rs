//! Heaps made by hand, for the tests.

use super::snapshot::*;

/// Builds one snapshot.
#[derive(Clone, Default)]
pub struct Heap {
    pub snapshot: Snapshot,
}

pub fn place(offset: u32) -> Place {
    Place { arena: 0, offset }
}

impl Heap {
    pub fn names(mut self, title: &str, names: &[(&str, u32)]) -> Heap {
        let names = names.iter().map(|(name, to)| NameView {
            name: name.to_string(),
            to: (*to != 0).then(|| place(*to)),
        });
        let names = names.collect();
        self.snapshot.namespaces.push(NamespaceView {
            title: title.into(),
            names,
        });
        self
    }

    /// An object whose serial is its offset; count 0 means immortal.
    pub fn object(
        mut self,
        at: u32,
        type_name: &str,
        value: &str,
        count: u64,
        edges: &[(&str, u32)],
    ) -> Heap {
        let edges: Vec<Edge> = edges
            .iter()
            .map(|(label, to)| Edge {
                label: label.trim_start_matches('~').to_string(),
                to: place(*to),
                kind: match label.starts_with('~') {
                    true => EdgeKind::Weak,
                    false => EdgeKind::Strong,
                },
            })
            .collect();
        self.snapshot.objects.push(ObjectView {
            place: place(at),
            serial: u64::from(at),
            type_name: type_name.into(),
            type_place: None,
            value: value.into(),
            repeats: !edges.is_empty() && value.ends_with([']', '}']),
            count: if count == 0 {
                Count::Immortal
            } else {
                Count::Mortal(count)
            },
            size: if type_name == "int" {
                28
            } else {
                56 + 8 * edges.len() as u64
            },
            edges,
            more: 0,
            fields: Vec::new(),
            state: State::Live,
        });
        self
    }

    pub fn int(self, value: u32) -> Heap {
        self.object(0x1000 + 0x20 * value, "int", &value.to_string(), 0, &[])
    }

    fn last(&mut self) -> &mut ObjectView {
        self.snapshot
            .objects
            .last_mut()
            .expect("an object was made")
    }

    pub fn serial(mut self, serial: u64) -> Heap {
        self.last().serial = serial;
        self
    }

    pub fn field(mut self, offset: i64, name: &str, meaning: &str) -> Heap {
        let bytes = vec![offset as u8; 8];
        let (name, meaning) = (name.into(), meaning.into());
        self.last().fields.push(FieldView {
            offset,
            name,
            bytes,
            meaning,
        });
        self
    }

    /// Gives each object the type of its name, and adds those types.
    pub fn typed(mut self) -> Heap {
        let mut types: Vec<String> = Vec::new();
        for object in &mut self.snapshot.objects {
            if !types.contains(&object.type_name) {
                types.push(object.type_name.clone());
            }
            let at = types.iter().position(|name| *name == object.type_name);
            object.type_place = at.map(|at| place(0xa000 + 0x200 * at as u32));
        }
        let type_type = 0x9e00;
        for (at, name) in types.iter().enumerate() {
            let spot = 0xa000 + 0x200 * at as u32;
            self = self.object(spot, "type", name, 0, &[]);
            self.last().type_place = Some(place(type_type));
        }
        self = self.object(type_type, "type", "type", 0, &[]);
        self.last().type_place = Some(place(type_type));
        self
    }

    pub fn step(self, line: u32, input: &str) -> Step {
        let (input, snapshot) = (input.to_string(), self.snapshot);
        Step {
            line,
            input,
            snapshot,
            ..Step::default()
        }
    }
}

pub const fn int(value: u32) -> u32 {
    0x1000 + 0x20 * value
}

const LIST: u32 = 0x4f30;

/// The program that runs through the book.
pub fn book() -> Trace {
    let list = |heap: Heap, count, middle: u32| {
        let value = format!("[1, {middle}, 3]");
        let items = [("[0]", int(1)), ("[1]", int(middle)), ("[2]", int(3))];
        heap.object(LIST, "list", &value, count, &items)
    };
    let new = Heap::default;
    let (x, y) = (("X", int(56)), ("Y", int(56)));
    let (a, b) = (("A", LIST), ("B", LIST));
    let steps = vec![
        new().names("names", &[]).step(0, ""),
        new().names("names", &[x]).int(56).step(1, "X = 56"),
        new().names("names", &[x, y]).int(56).step(2, "Y = 56"),
        list(new().names("names", &[x, y, a]).int(56), 1, 2)
            .int(1)
            .int(2)
            .int(3)
            .step(3, "A = [1, 2, 3]"),
        list(new().names("names", &[x, y, a, b]).int(56), 2, 2)
            .int(1)
            .int(2)
            .int(3)
            .step(4, "B = A"),
        list(new().names("names", &[x, y, a, b]).int(56), 2, 5)
            .int(1)
            .int(5)
            .int(3)
            .step(5, "A[1] = 5"),
        list(
            new()
                .names("names", &[("X", int(89)), y, a, b])
                .int(89)
                .int(56),
            2,
            5,
        )
        .int(1)
        .int(5)
        .int(3)
        .step(6, "X = 89"),
    ];
    Trace {
        steps,
        left_out: 0,
        truncated: None,
    }
}

/// A list in a dict in a list, with shared strings and `None`.
pub fn nested() -> Snapshot {
    Heap::default()
        .names("names", &[("basket", 0x100), ("None_", 0x900)])
        .object(
            0x100,
            "list",
            "[{…}, 'spam']",
            1,
            &[("[0]", 0x200), ("[1]", 0x300)],
        )
        .object(0x900, "NoneType", "None", 0, &[])
        .object(
            0x200,
            "dict",
            "{'eggs': [7], 'spam': None}",
            1,
            &[
                ("key 'eggs'", 0x400),
                ("['eggs']", 0x500),
                ("key 'spam'", 0x300),
                ("['spam']", 0x900),
            ],
        )
        .object(0x300, "str", "'spam'", 3, &[])
        .object(0x400, "str", "'eggs'", 2, &[])
        .object(0x500, "list", "[7]", 1, &[("[0]", int(7)), ("[1]", 0x100)])
        .int(7)
        .snapshot
}

/// Two instances that hold each other become garbage and are collected; then the
/// place of one is taken by another object.
pub fn cycle() -> Trace {
    let names = |names| Heap::default().names("names", names);
    let pair = |heap: Heap, count, watch: bool| {
        let heap = heap
            .object(
                0x100,
                "Node",
                "",
                count,
                &[(".name", 0x300), (".other", 0x200)],
            )
            .object(
                0x200,
                "Node",
                "",
                count,
                &[(".name", 0x320), (".other", 0x100)],
            )
            .object(0x300, "str", "'left'", 1, &[])
            .object(0x320, "str", "'right'", 1, &[]);
        match watch {
            true => heap.object(0x500, "weakref", "", 1, &[("~→ referent", 0x200)]),
            false => heap,
        }
    };
    let mut lost = pair(names(&[("w", 0x500)]), 1, true);
    for object in &mut lost.snapshot.objects[..4] {
        object.state = State::Garbage;
    }
    let all = [("a", 0x100), ("b", 0x200), ("w", 0x500)];
    let steps = vec![
        names(&[]).step(0, ""),
        pair(names(&all[..2]), 2, false).step(1, "a, b = pair()"),
        pair(names(&all), 2, true).step(2, "w = weakref.ref(b)"),
        lost.step(3, "del a, b"),
        names(&all[2..])
            .object(0x500, "weakref", "dead", 1, &[])
            .step(4, "collect"),
        names(&[("w", 0x500), ("f", 0x200)])
            .object(0x500, "weakref", "dead", 1, &[])
            .object(0x200, "float", "1.5", 1, &[])
            .serial(0x9999)
            .step(5, "f = 1.5"),
    ];
    Trace {
        steps,
        left_out: 0,
        truncated: None,
    }
}

/// An instance with attributes, in a call.
pub fn instance() -> Snapshot {
    Heap::default()
        .names("names", &[("Point", 0x700), ("p", 0x100), ("move", 0x800)])
        .names(
            "move() locals",
            &[("self", 0x100), ("dx", int(4)), ("result", 0)],
        )
        .object(0x700, "type", "Point", 6, &[])
        .object(
            0x100,
            "Point",
            "",
            3,
            &[(".x", int(4)), (".y", 0x600), (".tag", 0x900)],
        )
        .object(0x800, "function", "move", 2, &[])
        .int(4)
        .object(0x600, "float", "2.5", 1, &[])
        .object(0x900, "NoneType", "None", 0, &[])
        .snapshot
}

/// The six layers of one heap.
pub fn layers() -> Snapshot {
    Heap::default()
        .names(
            "names",
            &[("X", int(89)), ("Y", int(56)), ("A", LIST), ("B", LIST)],
        )
        .int(89)
        .field(0, "ob_refcnt", "immortal")
        .field(8, "ob_type", "int")
        .field(16, "lv_tag", "8")
        .field(24, "ob_digit[0]", "89")
        .int(56)
        .field(0, "ob_refcnt", "immortal")
        .field(8, "ob_type", "int")
        .field(16, "lv_tag", "8")
        .field(24, "ob_digit[0]", "56")
        .object(
            LIST,
            "list",
            "[1, 5, 3]",
            2,
            &[("[0]", int(1)), ("[1]", int(5)), ("[2]", int(3))],
        )
        .field(0, "ob_refcnt", "2")
        .field(8, "ob_type", "list")
        .field(16, "ob_size", "3")
        .field(24, "ob_item", "a0+0x5010")
        .field(32, "allocated", "3")
        .int(1)
        .int(5)
        .int(3)
        .typed()
        .snapshot
}

/// Thirty objects with arrows forth and back.
pub fn many() -> Snapshot {
    let at = |n: u32| 0x100 * (n + 1);
    let mut heap = Heap::default().names(
        "names",
        &[
            ("root", at(0)),
            ("left", at(1)),
            ("right", at(2)),
            ("leaf", at(25)),
        ],
    );
    for n in 0..30u32 {
        let targets: Vec<u32> = [2 * n + 1, 2 * n + 2]
            .into_iter()
            .filter(|m| *m < 30)
            .collect();
        let mut edges: Vec<(String, u32)> = Vec::new();
        for (turn, target) in targets.iter().enumerate() {
            edges.push((format!("[{turn}]"), at(*target)));
        }
        if n % 7 == 3 {
            edges.push(("[9]".into(), at(0)));
        }
        if n % 5 == 2 {
            edges.push(("[8]".into(), at((n * 11 + 3) % 30)));
        }
        let edges: Vec<(&str, u32)> = edges
            .iter()
            .map(|(label, to)| (label.as_str(), *to))
            .collect();
        let (name, value) = match edges.is_empty() {
            true => ("int", (1000 + n).to_string()),
            false => ("list", "[…]".to_string()),
        };
        heap = heap.object(at(n), name, &value, 1 + u64::from(n % 3), &edges);
    }
    heap.snapshot
}
