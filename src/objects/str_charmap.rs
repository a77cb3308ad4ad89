//! Encodings of one byte a character whose lower half is ASCII
//! (`Lib/encodings/cp1252.py@v3.13.0` and its like).

/// What an encoding has in place of Latin-1.
#[derive(Clone, Copy, Debug)]
pub(super) struct Charmap {
    /// The first byte that differs.
    first: u8,
    /// The characters from there on; U+FFFD where there is none.
    chars: &'static str,
}

/// What Windows uses in western Europe.
static CP1252: Charmap = Charmap {
    first: 0x80,
    chars: "€\u{FFFD}‚ƒ„…†‡ˆ‰Š‹Œ\u{FFFD}Ž\u{FFFD}\u{FFFD}‘’“”•–—˜™š›œ\u{FFFD}žŸ",
};

/// Latin-1 with the euro sign.
static ISO8859_15: Charmap = Charmap {
    first: 0xA4,
    chars: "€¥Š§š©ª«¬\u{AD}®¯°±²³Žµ¶·ž¹º»ŒœŸ",
};

/// What the first PCs showed.
static CP437: Charmap = Charmap {
    first: 0x80,
    chars: "ÇüéâäàåçêëèïîìÄÅÉæÆôöòûùÿÖÜ¢£¥₧ƒáíóúñÑªº¿⌐¬½¼¡«»░▒▓│┤╡╢╖╕╣║╗╝╜╛┐\
            └┴┬├─┼╞╟╚╔╩╦╠═╬╧╨╤╥╙╘╒╓╫╪┘┌█▄▌▐▀αßΓπΣσµτΦΘΩδ∞φε∩≡±≥≤⌠⌡÷≈°∙·√ⁿ²■\u{A0}",
};

/// Russian on Unix.
static KOI8_R: Charmap = Charmap {
    first: 0x80,
    chars: "─│┌┐└┘├┤┬┴┼▀▄█▌▐░▒▓⌠■∙√≈≤≥\u{A0}⌡°²·÷═║╒ё╓╔╕╖╗╘╙╚╛╜╝╞╟╠╡Ё╢╣╤╥╦╧╨╩╪╫╬©\
            юабцдефгхийклмнопярстужвьызшэщчъЮАБЦДЕФГХИЙКЛМНОПЯРСТУЖВЬЫЗШЭЩЧЪ",
};

impl Charmap {
    /// The encoding of a name in lower case with `_` between its parts.
    pub(super) fn named(name: &str) -> Option<&'static Charmap> {
        Some(match name {
            "cp1252" | "windows_1252" | "1252" => &CP1252,
            "iso8859_15" | "iso_8859_15" | "latin9" | "latin_9" | "l9" => &ISO8859_15,
            "cp437" | "437" | "ibm437" => &CP437,
            "koi8_r" | "cskoi8r" => &KOI8_R,
            _ => return None,
        })
    }

    /// The character of a byte.
    pub(super) fn decode(&self, byte: u8) -> Option<u32> {
        let at = byte.checked_sub(self.first).map(usize::from);
        match at.and_then(|at| self.chars.chars().nth(at)) {
            Some(char::REPLACEMENT_CHARACTER) => None,
            Some(char) => Some(char.into()),
            None => Some(byte.into()),
        }
    }

    /// The byte of a character.
    pub(super) fn encode(&self, code: u32) -> Option<u8> {
        if code < u32::from(self.first) {
            return Some(code as u8);
        }
        let known = char::from_u32(code).filter(|&c| c != char::REPLACEMENT_CHARACTER);
        if let Some(at) = known.and_then(|c| self.chars.chars().position(|d| c == d)) {
            return Some(self.first + at as u8);
        }
        let after = u32::from(self.first) + self.chars.chars().count() as u32;
        (after..0x100).contains(&code).then_some(code as u8)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_byte_that_means_a_character_comes_back() {
        for map in [&CP1252, &ISO8859_15, &CP437, &KOI8_R] {
            let decoded = (0..=255).filter_map(|byte| Some((byte, map.decode(byte)?)));
            let mut count = 0;
            for (byte, code) in decoded {
                assert_eq!(map.encode(code), Some(byte));
                count += 1;
            }
            assert!(count > 250);
        }
    }
}
