//! The bytes of a few chosen objects, as tables that follow the steps of a run.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use super::snapshot::{Count, FieldView, ObjectView, Snapshot};
use super::text::escape;

/// Writes a table for each chosen object at each step, in order from the first.
///
/// ```
/// use pyobject::lens::{Bytes, Snapshot};
/// let mut bytes = Bytes::new(vec![7]);
/// let tables = bytes.step(&Snapshot::default());
/// assert!(tables[0].contains("not made yet"));
/// ```
#[derive(Clone, Debug, Default)]
pub struct Bytes {
    chosen: Vec<u64>,
    /// What each chosen object looked like when it was last seen.
    before: BTreeMap<u64, ObjectView>,
}

impl Bytes {
    /// For the objects of these serials.
    pub fn new(chosen: Vec<u64>) -> Bytes {
        Bytes {
            chosen,
            ..Bytes::default()
        }
    }

    /// The tables of the next step, as HTML, in the order in which they were chosen.
    pub fn step(&mut self, snapshot: &Snapshot) -> Vec<String> {
        let Bytes { chosen, before } = self;
        let one = |serial: &u64| {
            let mut objects = snapshot.objects.iter();
            let now = objects.find(|object| object.serial == *serial);
            let was = before.get(serial);
            let html = match (now, was) {
                (Some(object), was) => table(object, was),
                (None, Some(was)) => gone(was),
                (None, None) => "<p>This object is not made yet.</p>\n".to_owned(),
            };
            if let Some(object) = now {
                before.insert(*serial, object.clone());
            }
            html
        };
        chosen.iter().map(one).collect()
    }
}

fn gone(was: &ObjectView) -> String {
    let (name, place) = (escape(&was.type_name), was.place);
    match was.count {
        Count::Mortal(_) => format!(
            "<p>The {name} at {place} is freed: its block may be given to another \
             object.</p>\n"
        ),
        Count::Immortal => {
            format!("<p>No name reaches the {name} at {place} any more.</p>\n")
        }
    }
}

fn table(object: &ObjectView, was: Option<&ObjectView>) -> String {
    let mut out = String::from("<table class=\"heap-bytes\">\n<caption>");
    let value = match object.repeats {
        true => String::new(),
        false => format!(" {}", object.value),
    };
    let name = escape(&format!("{}{}", object.type_name, value.trim_end()));
    let _ = write!(out, "{name} at {}, {} bytes", object.place, object.size);
    out.push_str("</caption>\n<thead><tr>");
    for head in ["offset", "field", "bytes", "meaning"] {
        let _ = write!(out, "<th scope=\"col\">{head}</th>");
    }
    out.push_str("</tr></thead>\n<tbody>\n");
    for field in &object.fields {
        let mut fields = was.iter().flat_map(|was| &was.fields);
        let before = fields.find(|before| before.offset == field.offset);
        row(&mut out, field, before);
    }
    out.push_str("</tbody>\n</table>\n");
    out
}

fn row(out: &mut String, field: &FieldView, before: Option<&FieldView>) {
    let changed = before.is_some_and(|before| {
        before.bytes != field.bytes || before.meaning != field.meaning
    });
    let class = if changed { " class=\"hot\"" } else { "" };
    let (offset, name) = (field.offset, escape(&field.name));
    let _ = write!(
        out,
        "<tr{class}><td>{offset}</td><th scope=\"row\">{name}</th><td>"
    );
    if field.bytes.is_empty() {
        out.push_str("an address");
    }
    for (at, byte) in field.bytes.iter().enumerate() {
        let same = before.is_none_or(|before| before.bytes.get(at) == Some(byte));
        let space = if at > 0 { " " } else { "" };
        let _ = match same {
            true => write!(out, "{space}{byte:02x}"),
            false => write!(out, "{space}<mark>{byte:02x}</mark>"),
        };
    }
    let note = if changed {
        " <span class=\"unseen\">changed</span>"
    } else {
        ""
    };
    let _ = writeln!(out, "</td><td>{}{note}</td></tr>", escape(&field.meaning));
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Options;
    use crate::lens::{Layers, Step};
    use crate::python::record::{Plan, record};

    fn run(inputs: &[&str], layers: Layers, chosen: Vec<u64>) -> Vec<Step> {
        let plan = Plan {
            inputs: inputs.iter().map(|input| format!("{input}\n")).collect(),
            layers,
            chosen,
            ..Plan::default()
        };
        record(&plan, Options::default(), &mut |_| ()).steps
    }

    #[test]
    fn a_chosen_object_is_followed_from_before_its_birth_to_its_end() {
        let inputs = ["a = 1.5", "b = [1, 2]", "c = b", "del b, c"];
        let steps = run(&inputs, Layers::upto(1), Vec::new());
        let mut objects = steps[2].snapshot.objects.iter();
        let list = objects.find(|object| object.type_name == "list").unwrap();
        let chosen = vec![list.serial];
        let steps = run(&inputs, Layers::upto(1), chosen.clone());
        let mut bytes = Bytes::new(chosen);
        let tables: Vec<String> = steps
            .iter()
            .map(|step| bytes.step(&step.snapshot).concat())
            .collect();
        assert!(tables[1].contains("not made yet"));
        for field in ["_gc_next", "ob_refcnt", "ob_type", "ob_size", "ob_item"] {
            assert!(tables[2].contains(&format!(">{field}<")), "{field}");
        }
        assert!(!tables[2].contains("<mark>"));
        assert!(tables[3].contains("<mark>02</mark> 00 00"), "{}", tables[3]);
        assert!(tables[4].contains("is freed"));
    }

    #[test]
    fn serials_are_the_same_whatever_layers_are_shown() {
        let inputs = ["class C: pass", "x = C(); x.y = [1.5]", "z = {2: (x, 'a')}"];
        let serials = |layers| -> Vec<(u64, String)> {
            let steps = run(&inputs, layers, Vec::new());
            let objects = steps.iter().flat_map(|step| &step.snapshot.objects);
            let values = objects.filter(|object| object.type_name != "type");
            values
                .map(|object| (object.serial, object.value.clone()))
                .collect()
        };
        assert_eq!(serials(Layers::upto(1)), serials(Layers::ALL));
    }
}
