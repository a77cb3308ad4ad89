//! A header that says in which order objects were made.

use std::mem::offset_of;

/// The short header, which all code knows.
#[repr(C)]
pub struct Header {
    pub ob_refcnt: u64,
    pub ob_type: u64,
}

/// The longer one.
#[repr(C)]
pub struct SerialHeader {
    pub serial: u64,
    pub ob_base: Header,
}

/// A float with a serial.
#[repr(C)]
pub struct SerialFloat {
    pub ob_base: SerialHeader,
    pub ob_fval: f64,
}

/// A pair of references with a serial.
#[repr(C)]
pub struct SerialPair {
    pub ob_base: SerialHeader,
    pub items: [u64; 2],
}

/// Where the type lies in a float and in a pair, counted from its address.
pub const TYPES: [usize; 2] = [
    offset_of!(SerialFloat, ob_base.ob_base.ob_type),
    offset_of!(SerialPair, ob_base.ob_base.ob_type),
];

/// Where the serial lies in a float and in a pair.
pub const SERIALS: [usize; 2] = [
    offset_of!(SerialFloat, ob_base.serial),
    offset_of!(SerialPair, ob_base.serial),
];
