//! Versions of CPython, and ranges of them: `3.8-3.11`, `3.12+`, `3.13`.
//!
//! A range written with two numbers takes in every micro version (`3.13` holds 3.13.0
//! and 3.13.15); one written with three means that release alone.

use std::fmt;
use std::str::FromStr;

/// A CPython version: major, minor and, where it was given, micro.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Version {
    /// The 3 of 3.13.0.
    pub major: u16,
    /// The 13 of 3.13.0.
    pub minor: u16,
    /// The 0 of 3.13.0; absent when a whole minor version is meant.
    pub micro: Option<u16>,
}

impl Version {
    /// The version that this crate's runtime reproduces.
    pub const REFERENCE: Version = Version {
        major: 3,
        minor: 13,
        micro: Some(0),
    };

    /// A whole minor version, such as 3.13.
    pub const fn minor(major: u16, minor: u16) -> Self {
        Version {
            major,
            minor,
            micro: None,
        }
    }

    /// Compares as far as `bound` was written.
    fn against(self, bound: Version) -> std::cmp::Ordering {
        let micro = |v: Version| bound.micro.map(|_| v.micro.unwrap_or(0));
        (self.major, self.minor, micro(self)).cmp(&(
            bound.major,
            bound.minor,
            micro(bound),
        ))
    }
}

impl fmt::Display for Version {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}.{}", self.major, self.minor)?;
        match self.micro {
            Some(micro) => write!(f, ".{micro}"),
            None => Ok(()),
        }
    }
}

impl FromStr for Version {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        let wrong = || format!("`{text}` is not a version such as 3.13");
        let mut parts = text.trim().split('.').map(|part| {
            match part.bytes().all(|b| b.is_ascii_digit()) {
                true => part.parse::<u16>().map_err(|_| wrong()),
                false => Err(wrong()),
            }
        });
        let major = parts.next().ok_or_else(wrong)??;
        let minor = parts.next().ok_or_else(wrong)??;
        let micro = parts.next().transpose()?;
        match parts.next() {
            None => Ok(Version {
                major,
                minor,
                micro,
            }),
            Some(_) => Err(wrong()),
        }
    }
}

/// The versions from one to another, both included; open where an end is absent.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Versions {
    /// The oldest version meant.
    pub from: Version,
    /// The newest version meant; absent in `3.12+`.
    pub to: Option<Version>,
}

impl Versions {
    /// Whether `version` lies in the range.
    pub fn contains(&self, version: Version) -> bool {
        version.against(self.from).is_ge()
            && self.to.is_none_or(|to| version.against(to).is_le())
    }
}

impl fmt::Display for Versions {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.to {
            None => write!(f, "{}+", self.from),
            Some(to) if to == self.from => write!(f, "{to}"),
            Some(to) => write!(f, "{}-{to}", self.from),
        }
    }
}

impl FromStr for Versions {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        let text = text.trim();
        if let Some(from) = text.strip_suffix('+') {
            let from = from.parse()?;
            return Ok(Versions { from, to: None });
        }
        let (from, to) = text
            .split_once(['-', '–'])
            .map_or((text, text), |(from, to)| (from, to));
        let (from, to): (Version, Version) = (from.parse()?, to.parse()?);
        match from <= to {
            true => Ok(Versions { from, to: Some(to) }),
            false => Err(format!("`{text}` runs backwards")),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_minor_version_takes_in_its_micro_versions() {
        let holds = |range: &str, version: &str| {
            let range: Versions = range.parse().unwrap();
            range.contains(version.parse().unwrap())
        };
        assert!(holds("3.13", "3.13.15") && holds("3.8-3.13", "3.13.15"));
        assert!(holds("3.12+", "3.12.1") && !holds("3.12+", "3.11.7"));
        assert!(holds("3.13.0", "3.13.0") && !holds("3.13.0", "3.13.15"));
        assert!(!holds("3.9", "3.13.0") && !holds("3.8-3.9", "3.10.2"));
    }

    #[test]
    fn what_is_no_version_is_refused() {
        for text in ["", "3", "3.x", "3.13.0.1", "3.11-3.8", "three", "+"] {
            assert!(text.parse::<Versions>().is_err(), "{text}");
        }
    }

    #[test]
    fn ranges_print_as_they_are_written() {
        for text in ["3.8-3.11", "3.12+", "3.13", "3.13.0"] {
            assert_eq!(text.parse::<Versions>().unwrap().to_string(), text);
        }
    }
}
