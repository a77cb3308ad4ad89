//! The table of lines of a code object (`Objects/locations.md@v3.13.0`): for each run of
//! instructions where it comes from, in one of several forms.

/// A place: line, end line, column, end column; -1 where that is not known.
type Place = [i32; 4];

/// Of an instruction behind the end of its table.
pub(super) const NOWHERE: Place = [-2; 4];

/// The form that says nothing, the one of a line alone, and the long one.
const NONE: u8 = 15;
const LINE: u8 = 13;
const LONG: u8 = 14;

/// Six bits at a time, the lowest first.
fn push_varint(bytes: &mut Vec<u8>, mut number: u32) {
    while number >= 64 {
        bytes.push(number as u8 & 63 | 64);
        number >>= 6;
    }
    bytes.push(number as u8);
}

/// The table of some places, an entry for each, in the long form.
pub(super) fn written(places: &[Place], first: u32) -> Vec<u8> {
    let mut bytes = Vec::new();
    let mut before = first as i32;
    for &[line, end_line, column, end_column] in places {
        if line < 0 {
            bytes.push(0x80 | NONE << 3);
            continue;
        }
        let known = column >= 0 && end_column >= 0 && end_line >= line;
        bytes.push(0x80 | if known { LONG } else { LINE } << 3);
        let delta = line - before;
        push_varint(&mut bytes, delta.unsigned_abs() << 1 | u32::from(delta < 0));
        before = line;
        if known {
            for number in [end_line - line, column + 1, end_column + 1] {
                push_varint(&mut bytes, number as u32);
            }
        }
    }
    bytes
}

/// What is left of a table.
struct Reader<'a>(std::slice::Iter<'a, u8>);

impl Reader<'_> {
    fn byte(&mut self) -> Option<i32> {
        self.0.next().map(|&byte| byte.into())
    }

    fn varint(&mut self) -> Option<i32> {
        let mut number = 0u32;
        for shift in (0..30).step_by(6) {
            let byte = self.byte()?;
            number |= (byte as u32 & 63) << shift;
            if byte & 64 == 0 {
                return i32::try_from(number).ok();
            }
        }
        None
    }

    fn signed(&mut self) -> Option<i32> {
        let number = self.varint()?;
        Some(if number & 1 != 0 {
            -(number >> 1)
        } else {
            number >> 1
        })
    }

    /// The next entry: for how many instructions it is, and their place. The line that
    /// the entry before named becomes its own.
    fn entry(&mut self, line: &mut i32) -> Option<(usize, Place)> {
        let head = self.byte()?;
        let count = (head as usize & 7) + 1;
        let place = match head as u8 >> 3 & 15 {
            NONE => [-1; 4],
            LINE => {
                *line = line.checked_add(self.signed()?)?;
                [*line, *line, -1, -1]
            }
            LONG => {
                *line = line.checked_add(self.signed()?)?;
                let end_line = line.checked_add(self.varint()?)?;
                [*line, end_line, self.varint()? - 1, self.varint()? - 1]
            }
            // The line of the entry before or one of the two next, and two columns.
            form @ 10..=12 => {
                *line = line.checked_add(form as i32 - 10)?;
                [*line, *line, self.byte()?, self.byte()?]
            }
            form => {
                let columns = self.byte()?;
                let column = form as i32 * 8 + (columns >> 4 & 7);
                [*line, *line, column, column + (columns & 15)]
            }
        };
        Some((count, place))
    }
}

/// The places that a table names, as many as there are instructions.
pub(super) fn read(table: &[u8], first: u32, count: usize) -> Vec<Place> {
    let mut reader = Reader(table.iter());
    let mut line = first as i32;
    let mut places = Vec::new();
    while places.len() < count
        && let Some((length, place)) = reader.entry(&mut line)
    {
        places.extend(std::iter::repeat_n(place, length));
    }
    places.resize(count, NOWHERE);
    places
}

/// The lines as pairs of bytes: how far to go in the code, then how many lines
/// (`Objects/lnotab_notes.txt@v3.13.0`).
pub(super) fn pairs(places: &[Place], first: u32) -> Vec<u8> {
    let (mut line, mut start) = (first as i32, 0);
    let mut bytes = Vec::new();
    for (at, place) in places.iter().enumerate() {
        if place[0] < 0 || place[0] == line {
            continue;
        }
        let (mut steps, mut lines) = ((at - start) * 2, place[0] - line);
        while steps > 255 {
            bytes.extend([255, 0]);
            steps -= 255;
        }
        // One step goes with a number of lines that fits into a signed byte.
        while lines != lines.clamp(-128, 127) {
            let some = lines.clamp(-128, 127);
            bytes.extend([steps as u8, some as i8 as u8]);
            lines -= some;
            steps = 0;
        }
        bytes.extend([steps as u8, lines as i8 as u8]);
        (line, start) = (place[0], at);
    }
    bytes
}
