//! Stands in for the crate of the same name, whose table of all character names
//! is larger than the rest of the player. In the page `"\N{BULLET}"` is therefore
//! a syntax error, and `namereplace` writes a number in place of a name.

/// The character of this name: here always `None`.
pub fn character(_name: &str) -> Option<char> {
    None
}

/// The name of this character: here always `None`.
pub fn name(_character: char) -> Option<&'static str> {
    None
}
