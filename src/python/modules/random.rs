//! `_random`: the Mersenne Twister (`Modules/_randommodule.c@v3.13.0#genrand_uint32`).
//!
//! A generator's state is a bytearray: 624 words and the index of the next one.

use super::ModuleDef;
use crate::objects::args::check_count;
use crate::objects::bytearray::PyByteArrayObject;
use crate::objects::int;
use crate::refcount::Obj;
use crate::runtime::{PyResult, Runtime};
use crate::typeobject::slots::MethodDef;
use num_bigint::{BigInt, BigUint};

/// Words of a state.
const N: usize = 624;
/// How far the word is from which the next one is made.
const M: usize = 397;

pub(super) static MODULE: ModuleDef = ModuleDef {
    name: "_random",
    functions: &[
        MethodDef::one("seed", seed),
        MethodDef::one("random", |rt, _, state| {
            let (a, b) = (next(rt, state)? >> 5, next(rt, state)? >> 6);
            let number = f64::from(a) * 67_108_864.0 + f64::from(b);
            rt.new_float(number * (1.0 / 9_007_199_254_740_992.0))
        }),
        MethodDef::many("getrandbits", get_bits),
    ],
    fill: |_, _| Ok(()),
};

/// A state made of an int, whose sign does not count.
fn seed(rt: &Runtime, _: &Obj, number: &Obj) -> PyResult {
    let number = rt.index(number)?;
    let number = int::to_big(&number).unwrap_or_default();
    let mut words = init_by_array(&number.magnitude().to_u32_digits());
    words.push(N as u32);
    let bytes: Vec<u8> = words.iter().flat_map(|word| word.to_le_bytes()).collect();
    rt.new_bytearray(&bytes)
}

fn init_by_array(key: &[u32]) -> Vec<u32> {
    let key = if key.is_empty() { &[0] } else { key };
    let mut words = vec![19_650_218u32];
    for index in 1..N {
        let last = words[index - 1];
        let next = 1_812_433_253u32.wrapping_mul(last ^ last >> 30);
        words.push(next.wrapping_add(index as u32));
    }
    let (mut i, mut j) = (1, 0);
    let advance = |i: &mut usize, words: &mut Vec<u32>| {
        *i += 1;
        if *i >= N {
            words[0] = words[N - 1];
            *i = 1;
        }
    };
    for _ in 0..N.max(key.len()) {
        let last = words[i - 1];
        let mixed = (last ^ last >> 30).wrapping_mul(1_664_525);
        words[i] = (words[i] ^ mixed)
            .wrapping_add(key[j])
            .wrapping_add(j as u32);
        advance(&mut i, &mut words);
        j = (j + 1) % key.len();
    }
    for _ in 1..N {
        let last = words[i - 1];
        let mixed = (last ^ last >> 30).wrapping_mul(1_566_083_941);
        words[i] = (words[i] ^ mixed).wrapping_sub(i as u32);
        advance(&mut i, &mut words);
    }
    words[0] = 0x8000_0000;
    words
}

/// The next 32 bits.
fn next(rt: &Runtime, state: &Obj) -> PyResult<u32> {
    let block = match state.cast::<PyByteArrayObject>() {
        Some(state) if state.block.len() == (N + 1) * 4 => &state.get().block,
        _ => return Err(rt.type_error("the state is not one of this module's")),
    };
    rt.spend(1)?;
    let mut word = 0;
    block.fill(|bytes| word = step(bytes));
    Ok(word)
}

fn step(bytes: &mut [u8]) -> u32 {
    let read = |bytes: &[u8], at: usize| {
        let word = bytes[at * 4..at * 4 + 4].try_into();
        u32::from_le_bytes(word.unwrap_or_default())
    };
    let write = |bytes: &mut [u8], at: usize, word: u32| {
        bytes[at * 4..at * 4 + 4].copy_from_slice(&word.to_le_bytes());
    };
    let mut index = read(bytes, N) as usize;
    if index >= N {
        for at in 0..N {
            let low = read(bytes, (at + 1) % N);
            let mixed = read(bytes, at) & 0x8000_0000 | low & 0x7FFF_FFFF;
            let odd = if low & 1 == 1 { 0x9908_B0DF } else { 0 };
            let far = read(bytes, (at + M) % N);
            write(bytes, at, far ^ mixed >> 1 ^ odd);
        }
        index = 0;
    }
    write(bytes, N, index as u32 + 1);
    let mut word = read(bytes, index);
    word ^= word >> 11;
    word ^= word << 7 & 0x9D2C_5680;
    word ^= word << 15 & 0xEFC6_0000;
    word ^ word >> 18
}

/// An int of so many random bits, low words first.
fn get_bits(rt: &Runtime, _: &Obj, args: &[Obj]) -> PyResult {
    check_count(rt, "getrandbits", args.len(), 2, 2)?;
    let bits = rt.as_index(&args[1], None)?;
    let Ok(bits) = u32::try_from(bits) else {
        return Err(rt.value_error("number of bits must be non-negative"));
    };
    rt.check_rust_memory(bits as usize / 8)?;
    let mut words = Vec::new();
    let mut left = bits;
    while left > 0 {
        let word = next(rt, &args[0])?;
        words.push(if left < 32 { word >> (32 - left) } else { word });
        left = left.saturating_sub(32);
    }
    rt.new_big(&BigInt::from(BigUint::new(words)))
}
