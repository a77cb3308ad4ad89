//! Long runs of adding, taking out and combining, with the same random numbers as a
//! Python program had: CPython 3.13.0 answered the numbers that are compared here, into
//! which the order of all keys and all sizes are mixed.

use super::{dict, dict_merge, set, set_ops};
use crate::refcount::Obj;
use crate::runtime::{PyResult, Runtime};

const PRIME: i64 = 1_000_000_007;

struct Random(i64);

impl Random {
    fn next(&mut self) -> i64 {
        self.0 = (self.0 * 1_103_515_245 + 12_345) % (1 << 31);
        self.0 >> 8
    }
}

fn value(key: &Obj) -> i64 {
    super::int::to_i64(key).expect("all keys are small ints")
}

fn mix(total: i64, number: i64) -> i64 {
    (total * 31 + number) % PRIME
}

fn mix_set(total: i64, set: &Obj) -> i64 {
    let keys = set::items(set);
    keys.iter().fold(total, |total, key| mix(total, value(key)))
}

fn set_work(rt: &Runtime, steps: usize, keys: i64, seed: i64) -> PyResult<i64> {
    let (set, mut random, mut total) = (rt.new_set()?, Random(seed), 0);
    for _ in 0..steps {
        let number = random.next();
        let key = rt.new_int((number / 7) % keys * ((number / 3) % 3 + 1))?;
        match number % 10 {
            0..6 => set::add(rt, &set, &key)?,
            6..9 => drop(set::discard(rt, &set, &key)?),
            _ => total += set::table(&set).pop().map_or(0, |key| value(&key)),
        }
        if number % 10 == 0 {
            total = mix_set(total, &set);
            total = (total + set::sizeof(&set) as i64 + 16) % PRIME;
        }
    }
    Ok(total)
}

fn dict_work(rt: &Runtime, steps: usize, keys: i64, seed: i64) -> PyResult<i64> {
    let (dict, mut random, mut total) = (rt.new_dict()?, Random(seed), 0);
    for _ in 0..steps {
        let number = random.next();
        let key = rt.new_int((number / 7) % keys)?;
        match number % 10 {
            0..6 => dict::set(rt, &dict, &key, rt.new_int(number % 100)?)?,
            6..9 => drop(dict::take(rt, &dict, &key)?),
            _ => {
                let last = dict::table(&dict).pop(rt, &dict::Equality(rt))?;
                total += last.map_or(0, |entry| value(&entry.key));
            }
        }
        if number % 10 == 0 {
            for (key, held) in dict::items(&dict) {
                total = mix(total, value(&key) + value(&held));
            }
            let copy = dict_merge::copy(rt, &dict)?;
            let sizes = dict::sizeof(&dict) + dict::sizeof(&copy) + 32;
            total = (total + sizes as i64) % PRIME;
        }
    }
    Ok(total)
}

fn random_set(rt: &Runtime, random: &mut Random, count: usize, below: i64) -> PyResult {
    let set = rt.new_set()?;
    for _ in 0..count {
        set::add(rt, &set, &rt.new_int(random.next() % below)?)?;
    }
    Ok(set)
}

fn algebra(rt: &Runtime, n: usize, m: usize, below: i64, seed: i64) -> PyResult<i64> {
    let (mut random, mut total) = (Random(seed), 0);
    for _ in 0..40 {
        let a = &random_set(rt, &mut random, n, below)?;
        let b = &random_set(rt, &mut random, m, below)?;
        let list = &rt.new_list(set::items(b))?;
        let with_list = set_ops::copy(rt, a)?;
        set::update(rt, &with_list, list)?;
        let keys = rt.new_dict()?;
        for key in set::items(b) {
            dict::set(rt, &keys, &key, rt.none().clone())?;
        }
        let from_dict = rt.new_set()?;
        set::update(rt, &from_dict, &keys)?;
        let frozen = rt.new_frozenset(&[])?;
        set::update(rt, &frozen, a)?;
        let results = [
            set_ops::or(rt, a, b)?,
            set_ops::and(rt, a, b)?,
            set_ops::sub(rt, a, b)?,
            set_ops::xor(rt, a, b)?,
            set_ops::sub(rt, b, a)?,
            with_list,
            set_ops::intersection(rt, a, list)?,
            set_ops::difference(rt, a, list)?,
            set_ops::symmetric_difference(rt, a, list)?,
            set_ops::copy(rt, a)?,
            from_dict,
            frozen,
        ];
        total = results.iter().fold(total, mix_set);
        let c = set_ops::copy(rt, a)?;
        set_ops::inplace_sub(rt, &c, b)?;
        set_ops::inplace_or(rt, &c, a)?;
        set_ops::inplace_xor(rt, &c, b)?;
        set_ops::inplace_and(rt, &c, a)?;
        total = mix_set(total, &c);
        let frozen = rt.new_frozenset(&[])?;
        set::update(rt, &frozen, b)?;
        total = mix(total, rt.hash(&frozen)?.rem_euclid(PRIME));
    }
    Ok(total)
}

fn finish(rt: std::pin::Pin<Box<Runtime>>) {
    assert_eq!(Runtime::finish(rt), Default::default());
}

#[test]
#[cfg_attr(feature = "trace-refs", ignore = "sizes of the usual build")]
#[cfg_attr(miri, ignore = "starts a whole runtime")]
fn sets_have_the_order_and_size_of_cpythons() {
    let rt = Runtime::new();
    assert_eq!(set_work(&rt, 3000, 20, 1).expect("no error"), 293_428_767);
    if !cfg!(miri) {
        assert_eq!(set_work(&rt, 3000, 200, 2).expect("no error"), 241_844_770);
        assert_eq!(set_work(&rt, 6000, 2000, 3).expect("no error"), 335_931_497);
    }
    finish(rt);
}

#[test]
#[cfg_attr(feature = "trace-refs", ignore = "sizes of the usual build")]
#[cfg_attr(miri, ignore = "starts a whole runtime")]
fn dicts_have_the_order_and_size_of_cpythons() {
    let rt = Runtime::new();
    assert_eq!(dict_work(&rt, 3000, 20, 1).expect("no error"), 902_004_938);
    if !cfg!(miri) {
        assert_eq!(dict_work(&rt, 3000, 200, 2).expect("no error"), 930_002_177);
        assert_eq!(
            dict_work(&rt, 6000, 2000, 3).expect("no error"),
            615_546_661
        );
    }
    finish(rt);
}

#[test]
#[cfg_attr(miri, ignore = "starts a whole runtime")]
fn combined_sets_have_the_order_of_cpythons() {
    let rt = Runtime::new();
    assert_eq!(algebra(&rt, 5, 5, 20, 1).expect("no error"), 75_909_591);
    if !cfg!(miri) {
        assert_eq!(algebra(&rt, 30, 5, 100, 2).expect("no error"), 87_720_444);
        assert_eq!(algebra(&rt, 5, 100, 300, 3).expect("no error"), 524_606_691);
        assert_eq!(
            algebra(&rt, 200, 300, 1000, 4).expect("no error"),
            591_851_461
        );
    }
    finish(rt);
}

#[test]
#[cfg_attr(feature = "trace-refs", ignore = "sizes of the usual build")]
#[cfg_attr(miri, ignore = "starts a whole runtime")]
fn a_set_grows_as_in_cpython() {
    let rt = Runtime::new();
    let set = rt.new_set().expect("there is memory");
    let mut sizes = vec![(0, set::sizeof(&set) + 16)];
    for i in 0..400 {
        let key = rt.new_int(i).expect("there is memory");
        set::add(&rt, &set, &key).expect("an int");
        let size = set::sizeof(&set) + 16;
        if sizes.last().is_some_and(|last| last.1 != size) {
            sizes.push((set::len(&set), size));
        }
    }
    let grown = [(0, 216), (5, 728), (19, 2264), (77, 8408), (307, 32984)];
    assert_eq!(sizes, grown);
    drop(set);
    finish(rt);
}

#[test]
#[cfg_attr(miri, ignore = "starts a whole runtime")]
fn frozensets_hash_as_in_cpython() {
    let rt = Runtime::new();
    let frozen = |keys: &[i64]| -> PyResult {
        let keys: PyResult<Vec<Obj>> = keys.iter().map(|&k| rt.new_int(k)).collect();
        rt.new_frozenset(&keys?)
    };
    let hash = |set: &Obj| rt.hash(set).expect("it has a hash");
    let empty = frozen(&[]).expect("there is memory");
    assert_eq!(hash(&empty), 133_146_708_735_736);
    let three = frozen(&[1, 2, 3]).expect("there is memory");
    assert_eq!(hash(&three), -272_375_401_224_217_160);
    let seven = frozen(&[7]).expect("there is memory");
    let nested = rt.new_frozenset(&[empty, seven]).expect("there is memory");
    assert_eq!(hash(&nested), -2_502_124_965_030_856_889);
    drop((three, nested));
    finish(rt);
}
