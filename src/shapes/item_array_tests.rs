//! An item array against a vector: the same steps, the same items.

use super::ItemArray;
use crate::objects::int;
use crate::refcount::Obj;
use crate::runtime::Runtime;

fn int(rt: &Runtime, value: i64) -> Obj {
    rt.fresh_int(value).expect("an int")
}

fn values(array: &ItemArray) -> Vec<i64> {
    array.to_vec().iter().filter_map(int::to_i64).collect()
}

#[test]
fn an_array_holds_what_a_vector_holds() {
    let rt = Runtime::bare();
    let array = ItemArray::default();
    let mut vector: Vec<i64> = Vec::new();
    let mut seed = 1u64;
    let mut random = |below: usize| {
        seed = seed
            .wrapping_mul(6364136223846793005)
            .wrapping_add(1442695040888963407);
        (seed >> 33) as usize % below
    };
    let steps = if cfg!(miri) { 150 } else { 3000 };
    for step in 0..steps {
        let (len, value) = (vector.len(), 1_000_000 + step);
        let at = random(len + 1);
        match random(8) {
            0 | 1 => {
                array.push(&rt, int(&rt, value)).expect("room");
                vector.push(value);
            }
            2 => {
                array.insert(&rt, at, int(&rt, value)).expect("room");
                vector.insert(at, value);
            }
            3 if at < len => {
                let popped = array.pop(&rt, at);
                assert_eq!(int::to_i64(&popped), Some(vector.remove(at)));
            }
            4 if at < len => {
                let removed = array.remove(at);
                assert_eq!(int::to_i64(&removed), Some(vector.remove(at)));
            }
            5 => {
                let end = at + random(len - at + 1);
                let new: Vec<i64> = (0..random(9) as i64).map(|n| value + n).collect();
                let items = new.iter().map(|&value| int(&rt, value)).collect();
                let old = array.splice(&rt, at, end, items).expect("room");
                let old: Vec<i64> = old.iter().filter_map(int::to_i64).collect();
                assert_eq!(old, vector.splice(at..end, new).collect::<Vec<i64>>());
            }
            6 if at < len => {
                let by = 1 + random(5);
                let most = (len - at).div_ceil(by);
                let count = 1 + random(most);
                let old = array.remove_every(&rt, at, by, count);
                assert_eq!(old.len(), count);
                for index in (0..count).rev() {
                    let gone = vector.remove(at + index * by);
                    assert_eq!(int::to_i64(&old[index]), Some(gone));
                }
            }
            7 if len > 40 => {
                let mut content = array.take_for_sorting();
                assert!(array.is_empty() && !array.was_changed());
                content.as_mut_slice().reverse();
                array.push(&rt, int(&rt, value)).expect("room");
                assert!(array.was_changed());
                array.put(&rt, content);
                vector.reverse();
            }
            _ => {
                array.make_room(&rt, at).expect("room");
                array.settle(&rt);
            }
        }
        assert_eq!(values(&array), vector);
        assert!(array.allocated() >= array.len());
    }
    array.clear(&rt);
    assert_eq!((array.len(), array.allocated()), (0, 0));
    assert_eq!(Runtime::finish(rt).blocks, 0);
}
