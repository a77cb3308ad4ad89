//! Answers, as the page reads them: JSON, written by hand, for which a library would
//! take 10 KB of the page.

use std::fmt::Write as _;

/// An object that is being written.
pub struct Object {
    out: String,
}

impl Object {
    /// An object that says what kind of answer it is.
    pub fn new(kind: &str) -> Object {
        let out = String::from("{");
        Object { out }.text("kind", kind)
    }

    pub fn text(self, name: &str, value: &str) -> Object {
        self.field(name, |out| write_text(out, value))
    }

    pub fn optional(self, name: &str, value: Option<&str>) -> Object {
        match value {
            Some(value) => self.text(name, value),
            None => self,
        }
    }

    pub fn number(self, name: &str, value: u64) -> Object {
        // Writing to a string cannot fail, here and below.
        self.field(name, |out| {
            let _ = write!(out, "{value}");
        })
    }

    pub fn flag(self, name: &str, value: bool) -> Object {
        self.field(name, |out| {
            out.push_str(if value { "true" } else { "false" })
        })
    }

    pub fn texts(self, name: &str, values: &[String]) -> Object {
        self.list(name, values.len(), &|at, out| write_text(out, &values[at]))
    }

    pub fn numbers(self, name: &str, values: &[usize]) -> Object {
        self.list(name, values.len(), &|at, out| {
            let _ = write!(out, "{}", values[at]);
        })
    }

    fn list(
        self,
        name: &str,
        length: usize,
        one: &dyn Fn(usize, &mut String),
    ) -> Object {
        self.field(name, |out| {
            out.push('[');
            for at in 0..length {
                if at > 0 {
                    out.push(',');
                }
                one(at, out);
            }
            out.push(']');
        })
    }

    fn field(mut self, name: &str, value: impl FnOnce(&mut String)) -> Object {
        if self.out.len() > 1 {
            self.out.push(',');
        }
        write_text(&mut self.out, name);
        self.out.push(':');
        value(&mut self.out);
        self
    }

    /// The whole object.
    pub fn end(mut self) -> String {
        self.out.push('}');
        self.out
    }
}

fn write_text(out: &mut String, text: &str) {
    out.push('"');
    let mut rest = text;
    while let Some(at) = rest.find(|c| c < ' ' || c == '"' || c == '\\') {
        out.push_str(&rest[..at]);
        let escaped = rest.as_bytes()[at];
        let _ = write!(out, "\\u{escaped:04x}");
        rest = &rest[at + 1..];
    }
    out.push_str(rest);
    out.push('"');
}

#[cfg(test)]
mod tests {
    use super::Object;
    use serde_json::{Value, json};

    #[test]
    fn an_object_reads_back_as_what_was_written() {
        let strange = "\"a\\\n\u{1}é\u{1f600}\u{7f}";
        let written = Object::new("step")
            .text("text", strange)
            .optional("none", None)
            .optional("some", Some(""))
            .number("number", u64::from(u32::MAX))
            .flag("flag", true)
            .texts("texts", &[strange.to_owned(), String::new()])
            .numbers("numbers", &[])
            .end();
        let read: Value = serde_json::from_str(&written).unwrap();
        let expected = json!({
            "kind": "step", "text": strange, "some": "", "number": u32::MAX,
            "flag": true, "texts": [strange, ""], "numbers": [],
        });
        assert_eq!(read, expected);
    }
}
