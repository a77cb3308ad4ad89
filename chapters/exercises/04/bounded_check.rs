use super::bounded::Bounded;
use pyobject::Runtime;

#[test]
fn the_first_ints_are_shared() {
    let rt = Runtime::new();
    let mut cache = Bounded::new(&rt, 10);
    assert_eq!((cache.len(), cache.room()), (0, 10), "nothing was met yet");
    let kept = cache.int(5000);
    assert!(kept.is(&cache.int(5000)), "5000 was met before, and made again");
    for value in 6000..6100 {
        let _ = cache.int(value);
    }
    assert!(
        kept.is(&cache.int(5000)),
        "5000 was handed out as shared, and now another object is: whoever kept the \
         first has two that should be one"
    );
}

#[test]
fn it_holds_no_more_than_it_may() {
    let rt = Runtime::new();
    let mut cache = Bounded::new(&rt, 10);
    for value in 5000..5100 {
        let _ = cache.int(value);
    }
    assert_eq!(
        cache.len(),
        10,
        "a hundred ints were met, and there is room for ten: the cache is too large, or \
         was not filled"
    );
    let (a, b) = (cache.int(7000), cache.int(7000));
    assert!(!a.is(&b), "7000 came after the cache was full, and is shared");
}
