//! The tokenizer: names, numbers and strings.

use super::scan::{ScanRes, Scanner};
use super::token::Tok;

/// The most fields within the format specifications of fields.
const MAX_FIELDS: usize = 3;

impl Scanner<'_> {
    pub(super) fn name(&mut self) -> ScanRes {
        let (start, line) = (self.at, self.line);
        while let Some(c) = self.peek() {
            if c == '_' || c.is_alphanumeric() || is_mark(c) || self.lenient(c) {
                self.bump();
            } else if c.is_ascii() {
                break;
            } else {
                return self.bad_character(c);
            }
        }
        if matches!(self.peek(), Some('\'' | '"')) {
            let prefix = self.text[start..self.at].to_ascii_lowercase();
            const PREFIXES: [&str; 8] = ["r", "u", "b", "f", "br", "rb", "fr", "rf"];
            if PREFIXES.contains(&prefix.as_str()) {
                return self.string(start, &prefix);
            }
        }
        self.push(Tok::Name, start, line);
        Ok(())
    }

    fn lenient(&self, c: char) -> bool {
        !self.strict && !c.is_ascii()
    }

    fn bad_character(&mut self, c: char) -> ScanRes {
        let (start, line) = (self.at, self.line);
        let code = c as u32;
        let hidden = c.is_control()
            || c.is_whitespace()
            || matches!(code, 0xad | 0x200b..=0x200f | 0x2028..=0x202e
                | 0x2060..=0x206f | 0xfeff);
        let message = if hidden {
            format!("invalid non-printable character U+{code:04X}")
        } else {
            format!("invalid character '{c}' (U+{code:04X})")
        };
        self.error(message, start, line)
    }

    pub(super) fn number(&mut self) -> ScanRes {
        let (start, line) = (self.at, self.line);
        let lower = self.rest().get(..2).unwrap_or("").to_ascii_lowercase();
        let radix = match lower.as_str() {
            "0x" => Some((16, "hexadecimal")),
            "0o" => Some((8, "octal")),
            "0b" => Some((2, "binary")),
            _ => None,
        };
        if let Some((radix, name)) = radix {
            self.at += 2;
            self.radix_digits(radix, name)?;
            self.end_of_number(name)?;
        } else {
            let zero = self.peek() == Some('0');
            self.decimal_digits()?;
            let mut kind = "decimal";
            let whole = self.at;
            if self.peek() == Some('.') {
                self.bump();
                if self.peek().is_some_and(|c| c.is_ascii_digit()) {
                    self.decimal_digits()?;
                }
            }
            self.exponent()?;
            if matches!(self.peek(), Some('j' | 'J')) {
                self.bump();
                kind = "imaginary";
            }
            let digits = &self.text[start..whole];
            let plain = self.at == whole;
            if zero && plain && digits.bytes().any(|b| matches!(b, b'1'..=b'9')) {
                let zeros = digits.bytes().take_while(|b| matches!(b, b'0' | b'_'));
                self.at = start + zeros.count();
                let message = "leading zeros in decimal integer literals are not \
                               permitted; use an 0o prefix for octal integers";
                return self.error(message, start, line);
            }
            self.end_of_number(kind)?;
        }
        self.push(Tok::Number, start, line);
        Ok(())
    }

    fn decimal_digits(&mut self) -> ScanRes {
        loop {
            while self.peek().is_some_and(|c| c.is_ascii_digit()) {
                self.bump();
            }
            if self.peek() != Some('_') {
                return Ok(());
            }
            self.bump();
            if !self.peek().is_some_and(|c| c.is_ascii_digit()) {
                return self.error("invalid decimal literal", self.at - 1, self.line);
            }
        }
    }

    fn exponent(&mut self) -> ScanRes {
        if !matches!(self.peek(), Some('e' | 'E')) {
            return Ok(());
        }
        let mut ahead = self.rest()[1..].chars();
        let mut next = ahead.next();
        let sign = matches!(next, Some('+' | '-'));
        if sign {
            next = ahead.next();
        }
        if next.is_some_and(|c| c.is_ascii_digit()) {
            self.at += 1 + usize::from(sign);
            return self.decimal_digits();
        }
        if sign {
            self.at += 2;
            return self.error("invalid decimal literal", self.at - 1, self.line);
        }
        Ok(())
    }

    fn radix_digits(&mut self, radix: u32, name: &str) -> ScanRes {
        loop {
            if self.peek() == Some('_') {
                self.bump();
            }
            match self.peek() {
                Some(c) if c.is_digit(radix) => {}
                Some(c) if c.is_ascii_digit() => {
                    self.bump();
                    let message = format!("invalid digit '{c}' in {name} literal");
                    return self.error(message, self.at - 1, self.line);
                }
                _ => {
                    let message = format!("invalid {name} literal");
                    return self.error(message, self.at - 1, self.line);
                }
            }
            while self.peek().is_some_and(|c| c.is_digit(radix)) {
                self.bump();
            }
            match self.peek() {
                Some('_') => {}
                Some(c) if c.is_ascii_digit() => {
                    self.bump();
                    let message = format!("invalid digit '{c}' in {name} literal");
                    return self.error(message, self.at - 1, self.line);
                }
                _ => return Ok(()),
            }
        }
    }

    /// A letter may not follow a number, unless it begins a keyword: `1if x else y`.
    fn end_of_number(&mut self, name: &str) -> ScanRes {
        let Some(c) = self.peek() else {
            return Ok(());
        };
        if c != '_' && !c.is_ascii_alphanumeric() {
            return Ok(());
        }
        const KEYWORDS: [&str; 8] =
            ["and", "else", "for", "if", "in", "is", "not", "or"];
        let last = self.at.saturating_sub(1);
        // What `0x1for` means is known, but who reads it does not know.
        if KEYWORDS.iter().any(|k| self.rest().starts_with(k)) {
            let message = format!("invalid {name} literal");
            self.warnings.push((message, last));
            return Ok(());
        }
        self.error(format!("invalid {name} literal"), last, self.line)
    }

    /// A string whose prefix, if any, was read.
    pub(super) fn string(&mut self, start: usize, prefix: &str) -> ScanRes {
        let line = self.line;
        let Some(quote) = self.peek() else {
            return Ok(());
        };
        let three = [quote; 3].iter().collect::<String>();
        let triple = self.rest().starts_with(&three);
        self.at += if triple { 3 } else { 1 };
        if prefix.contains('f') {
            let raw = prefix.contains('r');
            return self.open_fstring(start, line, quote, triple, raw);
        }
        let mut escaped = false;
        // Whether the text so far ends in a backslash: a prompt asks for the next line.
        let mut goes_on = false;
        loop {
            if triple && self.rest().starts_with(&three) {
                self.at += 3;
                break;
            }
            match self.peek() {
                None | Some('\n') if !triple => {
                    let error = self.unterminated(start, line, "string", triple);
                    return error.map_err(|mut e| {
                        e.at_end |= goes_on;
                        if escaped && e.message.starts_with("unterminated") {
                            e.message.push_str("; perhaps you escaped the end quote?");
                        }
                        e
                    });
                }
                None => return self.unterminated(start, line, "string", triple),
                Some('\\') => {
                    self.bump();
                    escaped |= self.peek() == Some(quote);
                    let escapes = self.bump();
                    let line_end = matches!(escapes, None | Some('\n'));
                    goes_on = line_end && self.peek().is_none();
                }
                Some(c) => {
                    self.bump();
                    if c == quote && !triple {
                        break;
                    }
                }
            }
        }
        self.push(Tok::Str, start, line);
        Ok(())
    }

    fn unterminated(
        &mut self,
        start: usize,
        line: u32,
        what: &str,
        triple: bool,
    ) -> ScanRes {
        if let (Some(f), "string") = (self.fstrings.last(), what) {
            let opened =
                self.text[start..self.at].trim_start_matches(char::is_alphabetic);
            if f.triple == triple && opened.starts_with(f.quote) {
                return self.error("f-string: expecting '}'", start, line);
            }
        }
        let kind = if triple { "triple-quoted " } else { "" };
        // A last line end belongs to the line before.
        let mut last = self.line;
        if triple && self.at == self.text.len() && self.text.ends_with('\n') {
            last -= 1;
        }
        let message =
            format!("unterminated {kind}{what} literal (detected at line {last})");
        let at_end = triple;
        self.at = start + 1;
        self.error(message, start, line).map_err(|mut e| {
            e.at_end = at_end;
            e
        })
    }

    /// Literal text of an f-string, up to a field or the end.
    pub(super) fn fstring_middle(&mut self) -> ScanRes {
        let (start, line) = (self.at, self.line);
        let Some(f) = self.fstrings.last() else {
            return Ok(());
        };
        let (quote, triple, raw) = (f.quote, f.triple, f.raw);
        let (opened, opened_line) = (f.start, f.line);
        let in_spec = f.fields.last().is_some();
        // Where a `\\N{` without its end began.
        let mut open_name = None;
        let end: String =
            std::iter::repeat_n(quote, if triple { 3 } else { 1 }).collect();
        loop {
            let rest = self.rest();
            if rest.starts_with(&end) {
                if in_spec {
                    self.push(Tok::FMiddle, start, line);
                    let (at, line) = (self.at, self.line);
                    self.at += end.len();
                    self.push(Tok::FEnd, at, line);
                    return self.error("f-string: expecting '}'", opened, opened_line);
                }
                if let Some(begun) = open_name {
                    return self.open_name(start, begun);
                }
                self.push(Tok::FMiddle, start, line);
                let (at, line) = (self.at, self.line);
                self.at += end.len();
                self.push(Tok::FEnd, at, line);
                self.fstrings.pop();
                return Ok(());
            }
            match self.peek() {
                Some('\n') if in_spec && !triple => {
                    // A line end ends a format specification, not its field.
                    self.push(Tok::FMiddle, start, line);
                    if let Some((_, spec)) =
                        self.fstrings.last_mut().and_then(|f| f.fields.last_mut())
                    {
                        *spec = false;
                    }
                    return Ok(());
                }
                None | Some('\n') if !triple => {
                    return self.unterminated(opened, opened_line, "f-string", triple);
                }
                None => {
                    return self.unterminated(opened, opened_line, "f-string", triple);
                }
                Some('{') if rest.starts_with("{{") && !in_spec => self.at += 2,
                Some('{') => {
                    self.push(Tok::FMiddle, start, line);
                    return self.open_field();
                }
                Some('}') if in_spec => {
                    self.push(Tok::FMiddle, start, line);
                    return self.close_field();
                }
                Some('}') if rest.starts_with("}}") => self.at += 2,
                Some('}') => {
                    let at = self.at;
                    self.bump();
                    let message = "f-string: single '}' is not allowed";
                    return self.error(message, at, self.line);
                }
                Some('\\') => {
                    let named = !raw && rest.starts_with("\\N{");
                    self.bump();
                    match self.peek() {
                        _ if named => {
                            let rest = self.rest();
                            let until = rest.find(&end).unwrap_or(rest.len());
                            match rest[..until].find('}') {
                                Some(close) => self.at += close + 1,
                                None => {
                                    open_name = Some(self.at - 1);
                                    self.at += "N{".len();
                                }
                            }
                        }
                        Some('{' | '}') => {}
                        _ => {
                            self.bump();
                        }
                    }
                }
                Some(_) => {
                    self.bump();
                }
            }
        }
    }

    /// The text that began at `start` ends within a `\\N{`.
    fn open_name(&mut self, start: usize, begun: usize) -> ScanRes {
        let (from, last) = (begun - start, self.at - start - 1);
        let message = format!(
            "(unicode error) 'unicodeescape' codec can't decode bytes in position \
             {from}-{last}: malformed \\N character escape"
        );
        let at = self.at;
        self.at += 1;
        self.error(message, at, self.line)
    }

    fn open_field(&mut self) -> ScanRes {
        let (start, line) = (self.at, self.line);
        self.bump();
        if self
            .fstrings
            .last()
            .is_some_and(|f| f.fields.len() >= MAX_FIELDS)
        {
            let message = "f-string: expressions nested too deeply";
            // At what comes before the brace.
            return self.error(message, start - 1, line);
        }
        self.push(Tok::Op, start, line);
        self.push_bracket(start, line)
    }

    fn close_field(&mut self) -> ScanRes {
        let (start, line) = (self.at, self.line);
        self.bump();
        self.brackets.pop();
        if let Some(f) = self.fstrings.last_mut() {
            f.fields.pop();
        }
        self.push(Tok::Op, start, line);
        Ok(())
    }
}

/// Whether a character goes on with a name without being a letter or digit.
fn is_mark(c: char) -> bool {
    let code = c as u32;
    matches!(code, 0xb7 | 0x300..=0x36f | 0x387 | 0x483..=0x487 | 0x591..=0x5bd
        | 0x610..=0x61a | 0x64b..=0x669 | 0x900..=0x903 | 0x93a..=0x94f
        | 0xe31 | 0xe34..=0xe3a | 0xe47..=0xe4e | 0x1ab0..=0x1aff | 0x1dc0..=0x1dff
        | 0x203f | 0x2040 | 0x20d0..=0x20f0 | 0x3099 | 0x309a | 0xfe00..=0xfe0f
        | 0xfe20..=0xfe2f | 0xe0100..=0xe01ef)
}
