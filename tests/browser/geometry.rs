//! Where things stand on a drawn picture, read from its SVG.

use std::collections::{BTreeMap, HashSet};

/// Left, top, width and height.
type Area = [f64; 4];

/// What stands between this and the next quotation mark.
fn quoted<'a>(text: &'a str, after: &str) -> &'a str {
    let rest = text.split_once(after).map_or("", |(_, rest)| rest);
    rest.split('"').next().unwrap_or_default()
}

fn area(rect: &str) -> Area {
    let number = |name: &str| quoted(rect, &format!(" {name}=\"")).parse();
    ["x", "y", "width", "height"].map(|name| number(name).expect("a number"))
}

/// The areas of the objects of a picture, by serial.
pub fn objects(svg: &str) -> BTreeMap<u64, Area> {
    let cards = svg.split("<g class=\"object").skip(1);
    let areas = cards.map(|card| {
        let serial = quoted(card, "data-serial=\"").parse().expect("a serial");
        let (_, rect) = card.split_once("<rect class=\"hp-box\"").expect("a box");
        (serial, area(rect))
    });
    areas.collect()
}

/// How many objects stand elsewhere than on the picture before. One that was out of
/// sight may come back at another place, since its own may be taken.
pub fn moves(pictures: &[String]) -> usize {
    let mut stood: BTreeMap<u64, Area> = BTreeMap::new();
    let mut count = 0;
    for svg in pictures {
        let stand = objects(svg);
        let moved = |(serial, now): &(&u64, &Area)| {
            let was = stood.get(serial);
            was.is_some_and(|was| was[..2] != now[..2])
        };
        count += stand.iter().filter(moved).count();
        stood = stand;
    }
    count
}

/// The arrows of a picture, each as the path that it is drawn along.
fn arrows(svg: &str) -> impl Iterator<Item = &str> {
    let ways = svg.split("<path class=\"hp-wire\" d=\"M").skip(1);
    ways.map(|way| way.split('"').next().unwrap_or_default())
}

/// Points along an arrow, a few pixels apart.
fn points(way: &str) -> Vec<[f64; 2]> {
    let mut strokes = way.split_inclusive(['L', 'C']);
    let numbers = |text: &str| -> Vec<f64> {
        let text = text.trim_end_matches(['L', 'C']);
        text.split(' ')
            .map(|n| n.parse().expect("a number"))
            .collect()
    };
    let start = numbers(strokes.next().expect("a start"));
    let mut all = vec![[start[0], start[1]]];
    for stroke in strokes {
        let stroke = numbers(stroke);
        let from = *all.last().expect("a start");
        let [ax, ay, bx, by, x, y] = match stroke[..] {
            [x, y] => [from[0], from[1], x, y, x, y],
            [ax, ay, bx, by, x, y] => [ax, ay, bx, by, x, y],
            _ => panic!("an unknown stroke: {way}"),
        };
        let parts = ((x - from[0]).abs() + (y - from[1]).abs()).max(96.0) / 3.0;
        for part in 1..=parts as u32 {
            let t = f64::from(part) / parts.floor();
            let mix = |p: f64, a: f64, b: f64, q: f64| {
                let m = 1.0 - t;
                m * m * m * p
                    + 3.0 * m * m * t * a
                    + 3.0 * m * t * t * b
                    + t * t * t * q
            };
            all.push([mix(from[0], ax, bx, x), mix(from[1], ay, by, y)]);
        }
    }
    all
}

/// How many arrows cross a box that is not their own, in all pictures of a recording.
/// An arrow that stood before is only compared with the boxes that did not.
pub fn crossings(pictures: &[String]) -> usize {
    let (mut old_ways, mut old_boxes) = (HashSet::new(), Vec::new());
    let mut count = 0;
    for svg in pictures {
        let boxes: Vec<Area> = objects(svg).into_values().collect();
        let ways: HashSet<&str> = arrows(svg).collect();
        let is_new = |area: &&Area| !old_boxes.contains(*area);
        let new: Vec<Area> = boxes.iter().filter(is_new).copied().collect();
        let crosses = |way: &&&str| {
            let others = if old_ways.contains(**way) {
                &new
            } else {
                &boxes
            };
            let way = points(way);
            near(&way, others).any(|area| enters(&way, area))
        };
        count += ways.iter().filter(crosses).count();
        (old_ways, old_boxes) = (ways, boxes);
    }
    count
}

/// The boxes that an arrow comes near to: of the many points and boxes of a picture,
/// few have to be compared.
fn near<'a>(way: &[[f64; 2]], boxes: &'a [Area]) -> impl Iterator<Item = &'a Area> {
    let (mut low, mut high) = (way[0], way[0]);
    for point in way {
        for axis in 0..2 {
            low[axis] = low[axis].min(point[axis]);
            high[axis] = high[axis].max(point[axis]);
        }
    }
    boxes.iter().filter(move |[left, top, width, height]| {
        low[0] < left + width
            && *left < high[0]
            && low[1] < top + height
            && *top < high[1]
    })
}

/// Whether an arrow is inside a box anywhere but where it leaves its own.
fn enters(way: &[[f64; 2]], [left, top, width, height]: &Area) -> bool {
    let [sx, sy] = way[0];
    let (right, bottom) = (left + width, top + height);
    let own = *left <= sx && sx <= right && *top < sy && sy < bottom;
    way.iter().any(|[x, y]| {
        let inside =
            left + 1.0 < *x && *x < right - 1.0 && top + 1.0 < *y && *y < bottom - 1.0;
        inside && !(own && (y - sy).abs() < 0.5)
    })
}

#[test]
fn a_move_and_a_crossing_are_counted() {
    let at = |x: u32| {
        format!(
            "<g class=\"object\" data-serial=\"7\"><rect class=\"hp-box\" x=\"{x}\" \
             y=\"0\" width=\"50\" height=\"40\"/></g><path class=\"hp-wire\" \
             d=\"M0 20L100 20C150 20 150 90 100 90\"/>"
        )
    };
    assert_eq!(moves(&[at(20), at(20), at(24)]), 1);
    assert_eq!(moves(&[at(20), String::new(), at(24)]), 0);
    let crossed = |places: &[u32]| {
        let pictures: Vec<String> = places.iter().map(|x| at(*x)).collect();
        crossings(&pictures)
    };
    assert_eq!((crossed(&[20]), crossed(&[200])), (1, 0));
    // Once it stands, a crossing is not a new one; a box may come in the way later.
    assert_eq!((crossed(&[20, 20]), crossed(&[200, 20])), (1, 1));
}
