//! One object as a card: what is written on it, and how large it gets.
//!
//! A card has a head (type and count), a body (a value, or one row for each
//! reference, with a dot where its arrow begins) and a foot (place and size).
//! Sizes are whole pixels and follow from the number of characters, so that
//! they are the same wherever the picture is drawn.

use super::layers::Layers;
use super::scene::{Scene, Seen};
use super::snapshot::{Count, EdgeKind, ObjectView, Place, State};
use super::text::{clip, width};

/// Height of a card's head, in pixels.
pub const HEAD: i32 = 26;
/// Height of a value's line.
pub const VALUE: i32 = 24;
/// Height of a row.
pub const ROW: i32 = 26;
/// Height of a line that shows a field of the block.
pub const FIELD: i32 = 18;
/// Height of the foot.
pub const FOOT: i32 = 20;
/// Room between a card's edge and its text.
pub const PAD: i32 = 12;
/// The least width of a card.
pub const NARROWEST: i32 = 64;
/// The most characters of a value on a card.
const LONGEST: usize = 20;
/// The most fields on a card.
const MOST_FIELDS: usize = 8;

/// How a card looks. Each look has a word too, in [`Card::tag`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Look {
    /// As it was.
    Plain,
    /// Made in this step.
    New,
    /// Alive, but no name reaches it.
    Garbage,
    /// Its block was freed in this step.
    Freed,
    /// Alive, but out of sight from now on.
    Unreached,
}

/// One reference on a card.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Row {
    /// What holds it, without brackets or dot.
    pub label: String,
    /// What holds it, as the object says.
    pub held_by: String,
    /// Whether it counts.
    pub kind: EdgeKind,
    /// Where it leads.
    pub to: Place,
    /// Whether it changed in this step.
    pub changed: bool,
}

/// One field of the object's block.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Field {
    /// Bytes from the object's place.
    pub offset: String,
    /// The field's name.
    pub name: String,
    /// Its value.
    pub meaning: String,
    /// Its bytes in hexadecimal, lowest address first.
    pub bytes: String,
}

/// One object as it is drawn.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Card {
    /// Which object.
    pub serial: u64,
    /// Where it stands on the heap.
    pub place: Place,
    /// Its type's name.
    pub type_name: String,
    /// Its count.
    pub badge: Option<String>,
    /// What is said about its count to who points at it.
    pub remark: Option<&'static str>,
    /// How its count changed.
    pub delta: Option<String>,
    /// The look.
    pub look: Look,
    /// Words for the look, and whether it is shared.
    pub tag: String,
    /// The value, unless the rows show it.
    pub value: String,
    /// Whether the value changed in this step.
    pub value_changed: bool,
    /// The references.
    pub rows: Vec<Row>,
    /// How many more references there are.
    pub more: usize,
    /// The fields of its block.
    pub fields: Vec<Field>,
    /// The line at the bottom.
    pub foot: String,
    /// Where its type stands, if an arrow leads there.
    pub type_place: Option<Place>,
}

impl Card {
    /// Writes the card of an object of a scene.
    pub fn of(scene: &Scene<'_>, seen: &Seen<'_>, layers: Layers) -> Card {
        let mut card = Card::bare(seen.object, layers);
        let (rows, more) = scene.rows(seen);
        card.rows = rows
            .iter()
            .map(|edge| Row {
                label: row_label(&edge.label),
                held_by: edge.label.clone(),
                kind: edge.kind,
                to: edge.to,
                changed: false,
            })
            .collect();
        card.more = more;
        card.type_place = scene.type_of(seen);
        let mut tags = Vec::new();
        if seen.object.state == State::Garbage {
            card.look = Look::Garbage;
            tags.push("garbage");
        }
        if scene.marks_shared(seen.object) {
            tags.push("shared");
        }
        card.tag = tags.join(" · ");
        card
    }

    /// The card of the same object once it is gone. Its rows lead nowhere.
    pub fn ghost(&self, look: Look) -> Card {
        let mut card = self.clone();
        card.look = look;
        card.delta = None;
        card.value_changed = false;
        card.tag = match look {
            Look::Freed => "freed".into(),
            _ => "kept".into(),
        };
        if look == Look::Freed {
            card.badge = card.badge.map(|_| "0".into());
        }
        card.rows.iter_mut().for_each(|row| row.changed = false);
        card
    }

    fn bare(object: &ObjectView, layers: Layers) -> Card {
        let mut foot = Vec::new();
        if layers.has(Layers::IDS) {
            foot.push(object.place.to_string());
        }
        if layers.has(Layers::BYTES) {
            foot.push(format!("{} bytes", object.size));
        }
        let shown = if layers.has(Layers::BYTES) {
            MOST_FIELDS
        } else {
            0
        };
        let fields = object.fields.iter().take(shown).map(|field| Field {
            offset: format!("{:+}", field.offset),
            name: clip(&field.name, 16),
            meaning: clip(&field.meaning, 16),
            bytes: hexadecimal(&field.bytes),
        });
        Card {
            serial: object.serial,
            place: object.place,
            type_name: clip(&object.type_name, 16),
            badge: layers.has(Layers::COUNTS).then(|| object.count.to_string()),
            remark: object.count.remark(),
            delta: None,
            look: Look::Plain,
            tag: String::new(),
            value: match object.repeats {
                true => String::new(),
                false => clip(&object.value, LONGEST),
            },
            value_changed: false,
            rows: Vec::new(),
            more: 0,
            fields: fields.collect(),
            foot: foot.join(" · "),
            type_place: None,
        }
    }

    /// Adds a word to the tag, before the others.
    pub fn add_tag(&mut self, word: &str) {
        self.tag = match self.tag.as_str() {
            "" => word.into(),
            tag => format!("{word} · {tag}"),
        };
    }

    /// Whether a value is written on it.
    pub fn shows_value(&self) -> bool {
        !self.value.is_empty()
    }

    /// The width and height that it wants, in pixels. Room for a delta is kept
    /// free, so that a count that moves does not move the card's edge.
    pub fn size(&self, counted: bool) -> (i32, i32) {
        let mut head = 2 * PAD + width(&self.type_name, 12);
        if let Some(badge) = &self.badge {
            head += 10 + badge_width(badge) - 4;
            if counted {
                head += 24;
            }
        }
        let mut widest = head.max(2 * PAD + width(&self.tag, 12));
        let mut height = HEAD;
        if self.shows_value() {
            widest = widest.max(2 * PAD + width(&self.value, 14));
            height += VALUE;
        }
        for row in &self.rows {
            widest = widest.max(2 * PAD + width(&row.label, 12) + row_room(row));
        }
        height += ROW * self.rows.len() as i32;
        if self.more > 0 {
            widest = widest.max(2 * PAD + width(&self.more_text(), 12));
            height += ROW;
        }
        if !self.fields.is_empty() {
            let columns = self.field_columns();
            widest = widest.max(2 * PAD + columns.0 + columns.1 + columns.2 + 20);
            height += 6 + FIELD * self.fields.len() as i32;
        }
        if !self.foot.is_empty() {
            widest = widest.max(2 * PAD + width(&self.foot, 10));
            height += FOOT;
        }
        if self.rows.is_empty() && self.fields.is_empty() && self.foot.is_empty() {
            height += if self.shows_value() { 2 } else { 6 };
        }
        (even(widest.max(NARROWEST)), even(height))
    }

    /// The text that stands for references without a row.
    pub fn more_text(&self) -> String {
        format!("… {} more", self.more)
    }

    /// The widths of the fields' offsets, names and meanings.
    pub fn field_columns(&self) -> (i32, i32, i32) {
        self.fields
            .iter()
            .fold((0, 0, 0), |(offset, name, meaning), field| {
                (
                    offset.max(width(&field.offset, 10)),
                    name.max(width(&field.name, 11)),
                    meaning.max(width(&field.meaning, 11)),
                )
            })
    }

    /// Pixels from the card's top to where its rows begin.
    pub fn rows_top(&self) -> i32 {
        HEAD + if self.shows_value() { VALUE } else { 0 }
    }

    /// Pixels from the card's top to where its fields begin.
    pub fn fields_top(&self) -> i32 {
        let more = i32::from(self.more > 0);
        self.rows_top() + ROW * (self.rows.len() as i32 + more)
    }

    /// Pixels from the card's top to the middle of row number `row`.
    pub fn row_middle(&self, row: usize) -> i32 {
        self.rows_top() + ROW * row as i32 + ROW / 2
    }

    /// Pixels from the card's top to where the arrow to its type begins: at the
    /// field `ob_type` where that is shown, else at the type's name.
    pub fn type_port(&self) -> i32 {
        match self.fields.iter().position(|field| field.name == "ob_type") {
            Some(at) => self.fields_top() + 5 + FIELD * at as i32 + FIELD / 2,
            None => HEAD / 2,
        }
    }

    /// Whether the type's arrow begins at a field.
    pub fn has_type_field(&self) -> bool {
        self.fields.iter().any(|field| field.name == "ob_type")
    }
}

/// The width of a count's pill.
pub fn badge_width(badge: &str) -> i32 {
    (width(badge, 11) + 10).max(18)
}

/// Whether counts of this kind can change.
pub fn is_counted(count: Count) -> bool {
    matches!(count, Count::Mortal(_))
}

fn row_room(row: &Row) -> i32 {
    let weak = if row.kind == EdgeKind::Weak {
        width(" weak", 9)
    } else {
        0
    };
    26 + weak
}

fn even(pixels: i32) -> i32 {
    (pixels + 1) & !1
}

/// `[0]` as `0`, `['a']` as `'a'`, `.x` as `x`.
fn row_label(label: &str) -> String {
    let inner = label
        .strip_prefix('[')
        .and_then(|rest| rest.strip_suffix(']'));
    let plain = inner.or_else(|| label.strip_prefix('.')).unwrap_or(label);
    clip(plain, LONGEST)
}

fn hexadecimal(bytes: &[u8]) -> String {
    let pairs: Vec<String> = bytes.iter().map(|byte| format!("{byte:02x}")).collect();
    pairs.join(" ")
}
