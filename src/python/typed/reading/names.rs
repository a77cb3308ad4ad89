//! How often the parser comes by a name, and when: it tries what an input may begin, and
//! a name that it has read is one more reference in the arena each time.

use super::{Parser, is_keyword};
use crate::python::syntax::Tok;
use crate::runtime::PyResult;

/// Where an operand is, or a call or an attribute that begins there.
#[derive(Clone, Copy, PartialEq)]
enum Place {
    /// At the beginning of a statement, which may be an assignment.
    Target,
    /// What is assigned, or another target.
    Assigned,
    /// The first argument of a call.
    First,
    /// Between brackets.
    Inner,
    Operand,
}

impl Parser<'_> {
    /// The arrays of the loops that the parser is in when it wants the token.
    pub(super) fn open_loops(&self, at: usize) -> impl Iterator<Item = ()> + use<> {
        const COMPARISONS: &str = " == != < > <= >= is in not and or ";
        let count = match self.word(at.saturating_sub(1)) {
            _ if at != 2 || self.tokens[0].kind != Tok::Name => 0,
            "=" => 1,
            "," => 2,
            word => COMPARISONS.contains(&format!(" {word} ")).into(),
        };
        std::iter::repeat_n((), if is_keyword(self.word(0)) { 0 } else { count })
    }

    /// The next token is there: what waited for it is added.
    pub(super) fn pay(&mut self, at: usize) -> PyResult<()> {
        let mut names = std::mem::take(&mut self.owed.names);
        self.owed.behind.retain(|&(token, count)| {
            names += if token == at { count } else { 0 };
            token != at
        });
        for _ in 0..names {
            self.reading.items.add(self.rt)?;
        }
        if let Some((number, count)) = self.owed.number.take() {
            for copy in 1..=count {
                self.number_again(number, copy)?;
            }
        }
        Ok(())
    }

    /// A name is there.
    pub(super) fn name(&mut self, at: usize) -> PyResult<()> {
        let name = self.word(at);
        if is_keyword(name) {
            return Ok(());
        }
        if !name.is_empty() && name.is_ascii() {
            self.rt.identifier(name)?;
        }
        self.reading.items.add(self.rt)?;
        let next = self.word(at + 1);
        let goes_on = matches!(next, "(" | "[" | ".");
        if at > 0 && self.word(at - 1) == "." {
            return Ok(());
        }
        let place = self.place_of(at);
        let is_augmented = next.len() > 1 && next.ends_with('=');
        let is_augmented = is_augmented && !matches!(next, "==" | "!=" | "<=" | ">=");
        self.owed.names = match place {
            Place::Target | Place::First if goes_on => 1,
            _ if goes_on => 0,
            Place::Target if matches!(next, "=" | ",") => 2,
            Place::Target if is_augmented => 3,
            Place::Target => 5,
            Place::Assigned if matches!(next, "=" | ",") => 1,
            Place::Assigned => 3,
            Place::First if matches!(next, ")" | ",") => 3,
            Place::First | Place::Inner => 2,
            Place::Operand if matches!(self.word(at - 1), "if" | "while") => 2,
            Place::Operand => 1,
        };
        if goes_on {
            let behind = self.behind(at, place);
            self.owed.behind.push(behind);
        }
        Ok(())
    }

    fn place_of(&self, at: usize) -> Place {
        if self.begins(at) {
            return Place::Target;
        }
        if self.is_assigned(at) {
            return Place::Assigned;
        }
        let is_call = |at: usize| {
            self.tokens[at].kind == Tok::Name && !is_keyword(self.word(at))
                || matches!(self.word(at), ")" | "]")
        };
        if at > 1 && self.word(at - 1) == "(" && is_call(at - 2) {
            return Place::First;
        }
        match self.tokens[at].level {
            0 => Place::Operand,
            _ => Place::Inner,
        }
    }

    /// Where the calls, attributes and items of a name end, and how often the parser
    /// comes by their names again there.
    fn behind(&self, at: usize, place: Place) -> (usize, usize) {
        let level = self.tokens[at].level;
        let (mut dots, mut names, mut last) = (0, 0, ".");
        let mut here = at + 1;
        while let link @ ("(" | "[" | ".") = self.word(here) {
            last = link;
            here += 1;
            if link == "." {
                dots += 1;
                here += 1;
                continue;
            }
            let is_name = self.tokens.get(here).is_some_and(|token| {
                token.kind == Tok::Name && !is_keyword(self.word(here))
            });
            names += usize::from(is_name && names == 0);
            let is_inside = |token: &&crate::python::syntax::Token| token.level > level;
            here += self.tokens[here..].iter().take_while(is_inside).count();
            if matches!(self.word(here), ")" | "]") {
                here += 1;
            }
        }
        let is_target = self.word(here) == "=" && level == 0;
        let again = match (place, last) {
            (Place::Target, ".") if is_target => 3,
            (Place::Target, _) if is_target => 1,
            (Place::Target, ".") => 6 + dots + names,
            (Place::Target, "(") => 5 + dots + names,
            (Place::Assigned, "(" | ".") => 4 + dots + names,
            (Place::Target | Place::Assigned, _) => 3 + names,
            (Place::Operand, _) => 1,
            (Place::First | Place::Inner, _) => 2,
        };
        (here, again)
    }
}
