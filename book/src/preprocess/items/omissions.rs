//! The list of what no chapter shows: a line `ITEM: REASON` for each item.

use std::fmt;

use crate::problem::Problem;

/// Why no chapter shows an item.
pub enum Reason {
    /// It is like the item of this name, which is shown.
    Like(String),
    ErrorText,
    Debugging,
}

impl fmt::Display for Reason {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Reason::Like(name) => write!(f, "like {name}"),
            Reason::ErrorText => write!(f, "error text"),
            Reason::Debugging => write!(f, "debugging"),
        }
    }
}

impl Reason {
    fn parse(text: &str) -> Option<Reason> {
        match text {
            "error text" => Some(Reason::ErrorText),
            "debugging" => Some(Reason::Debugging),
            _ => Some(Reason::Like(text.strip_prefix("like ")?.to_owned())),
        }
    }
}

/// An item that no chapter shows.
pub struct Omission {
    /// Its full path.
    pub name: String,
    pub reason: Reason,
    /// The line of the list, counted from 1.
    pub line: usize,
}

impl Omission {
    /// Something wrong with it.
    pub fn problem(&self, message: String) -> Problem {
        Problem {
            file: Omissions::FILE.to_owned(),
            line: self.line,
            message,
        }
    }
}

/// The list.
#[derive(Default)]
pub struct Omissions {
    all: Vec<Omission>,
}

impl Omissions {
    /// Where it stands, under the repository.
    pub const FILE: &str = "book/omissions.txt";

    /// Reads the list. Lines that begin with `#` are for people.
    pub fn parse(text: &str) -> (Omissions, Vec<Problem>) {
        let (mut list, mut problems) = (Omissions::default(), Vec::new());
        for (line, said) in (1..).zip(text.lines().map(str::trim)) {
            if said.is_empty() || said.starts_with('#') {
                continue;
            }
            let (name, value) = said.split_once(": ").unwrap_or((said, ""));
            let name = name.to_owned();
            if let Some(reason) = Reason::parse(value) {
                list.all.push(Omission { name, reason, line });
            } else {
                problems.push(Problem {
                    file: Omissions::FILE.to_owned(),
                    line,
                    message: format!(
                        "`{value}` is no reason: there are `like ITEM`, `error text`, \
                         and `debugging`"
                    ),
                });
            }
        }
        (list, problems)
    }

    pub fn all(&self) -> &[Omission] {
        &self.all
    }

    /// The omission of this item.
    pub fn of(&self, name: &str) -> Option<&Omission> {
        self.all.iter().find(|omission| omission.name == name)
    }
}
