//! The two parts of the player: a page of a chapter does with the first, and what needs
//! the second gets it.

use std::sync::atomic::{AtomicU64, Ordering};

use serde_json::json;

use crate::driver::Browser;
use crate::playground::{FIGURE, choose, ran, write};
use crate::site::Site;
use crate::{
    browser, built_book, button, expect_good, in_two_browsers, pages, watched,
};

/// The second part, as a browser asks for it.
const MORE: &str = "/more.wasm";

/// What readers of chapters write, well or not.
const PROGRAMS: [&str; 15] = [
    "n = 40\nprint(n + 2)\n",
    "x = 1\ny = = 2\n",
    "def f(:\n    pass\n",
    "s = 'Größe'\ns\ns[2:], len(s)\n",
    "for i in range(3):\n    print(i, end=' ')\n\nwhile i: i -= 1\n\n",
    "n = 1\nn.x\nm\nn()\nn + 'x'\nn / 0\n[n][1]\n{n: n}['k']\n",
    "def f(a, b=2, *c, **d):\n    '''Adds.'''\n    return a + b\n\nf(1)\nf()\nf(1, c=3)\n",
    "class A:\n    def __init__(self, x):\n        self.x = x\n\n    def __repr__(self):\n        \
     return f'A({self.x!r})'\n\na = A([1, 2])\na\na.x.append(3)\na.x[0], a.x[-1], a.x[1:]\ndel a\n",
    "import sys\nx = []\nsys.getrefcount(x)\nid(x) == id(x), x is x, type(x)\nisinstance(x, list)\n",
    "d = {'a': 1, 'b': 2}\nfor k, v in d.items():\n    print(k, v)\n\nd['c'] = [i for i in range(3)]\n\
     d\nlen(d), sum([1, 2]), max(1, 2), sorted('ba')\n'a,b'.split(','), 'x'.join(['1', '2'])\n",
    "try:\n    raise ValueError('no')\nexcept ValueError as error:\n    print(error)\n\n\
     a, b = 1, 2\na, b = b, a\na < b, a == b, not a\nf'{a:>3}', '%d' % b, 1.5 * 2, 2**70\n",
    "s = {1, 2, 'a'}\n2 in s\ns.add(3)\ns | {9}, s & {1}\nfrozenset(s)\n",
    "def g(n):\n    while n:\n        yield n\n        n -= 1\n\nit = g(3)\nnext(it)\nlist(it)\n\
     def outer():\n    n = 0\n    def inner():\n        nonlocal n\n        n += 1\n        \
     return n\n    return inner\n\nc = outer()\nc()\n",
    "import copy, gc, weakref\na = [[1], 2]\nb = copy.copy(a)\nc = copy.deepcopy(a)\n\
     a is b, a == b\na.append(a)\ndel a\ngc.collect()\nclass A: pass\n\nx = A()\nx.n = 1\n\
     x.__dict__\nr = weakref.ref(x)\ndel x\nr()\n",
    "a = 'spam'\na is 'sp' + 'am'\nt = (1, [2])\nt[1] += [3]\nt\nl = [1, 2, 3]\nl[1:2] = []\n\
     l += [4]\nl.sort(reverse=True)\nl.pop(), l.insert(0, 9), l.remove(9), l.copy(), l * 2\n\
     assert l == 3, 'no'\n",
];

/// Steps through every player of a page, in all layers, shows the bytes of one object of
/// each type, and runs all as before 3.12.
const USE: &str = r"
const { programs } = arguments0;
const figures = [...document.querySelectorAll('figure.py[data-player]:not(.py-ground, .py-exercise)')];
const use = async f => {
  const shut = f.closest('details');
  if (shut) shut.open = true;
  f.scrollIntoView();
  const idle = async () => {
    do await new Promise(ok => setTimeout(ok, 15)); while (f.getAttribute('aria-busy') != 'false');
  };
  await idle();
  const button = words => [...f.querySelectorAll('button')]
    .find(b => (b.ariaLabel || b.textContent) == words);
  button('Show me')?.click();
  button('First step').click();
  button('Last step').click();
  if (!button('All layers').hidden) button('All layers').click();
  await idle();
  button('Bytes').click();
  const types = new Set();
  for (const card of f.querySelectorAll('.py-stage g.object')) {
    const type = card.querySelector('.hp-type').textContent;
    if (types.has(type)) continue;
    types.add(type);
    const { serial } = card.dataset;
    f.querySelector(`g.object[data-serial='${serial}']`)
      ?.dispatchEvent(new MouseEvent('click', { bubbles: true }));
    await idle();
  }
  const profile = f.querySelector('select[aria-label=Profile]');
  profile.value = 'classic';
  profile.dispatchEvent(new Event('change'));
  await idle();
};
const ask = question => new Promise(ok => pyLive.ask(question, () => {}, ok));
(async () => {
  for (const f of figures) await use(f);
  for (const source of programs) for (const script of [false, true]) {
    await ask({ record: { prelude: [], inputs: null, source, script, layers: 63, chosen: [] } });
  }
  await ask({ match: { guess: 'no literal', answers: ['[1]', '2'] } });
  await ask({ match: { guess: '[1 ,]', answers: ['[1]', '2'] } });
  await ask({ style: true });
  done(figures.length);
})().catch(error => done(String(error)));
";

/// Whether this is a page that does with the first part.
pub fn is_light(page: &str) -> bool {
    page.starts_with(|c: char| c.is_ascii_digit()) || page == "index.html"
}

/// Expects that nothing on a site of light pages has fetched the second part; this page was
/// used last.
pub fn expect_first_alone(site: &Site, page: &str) {
    assert!(
        site.asked(MORE) == 0,
        "{page}, or a page used with it, has fetched the second part of the player: \
         book/later.txt is out of date. WATCHED=1 cargo test --test browser, then cargo book \
         later target/tmp/called"
    );
}

#[test]
fn players_of_chapters_do_with_the_first_part() {
    let site = Site::serve(built_book());
    let used = AtomicU64::new(0);
    let mut pages = pages(built_book());
    pages.retain(|page| is_light(page) && page != "404.html");
    let looked = in_two_browsers(&pages, |browser, page| {
        browser.open(&format!("{}/{page}", site.address));
        browser.wait("document.readyState == 'complete'");
        let given = json!({ "programs": PROGRAMS });
        let found = browser.run_async(&USE.replace("arguments0", &given.to_string()));
        let found = found.as_u64().unwrap_or_else(|| panic!("{page}: {found}"));
        used.fetch_add(found, Ordering::Relaxed);
        expect_first_alone(&site, page);
        expect_good(browser, &site);
    });
    let used = used.into_inner();
    assert!(!looked || used > 60, "{used} players");
}

/// Programs that need the second part, and a line of what each prints.
const LATER: [(&str, &str); 3] = [
    (
        "v = memoryview(bytearray(b'abc'))\nv[::2].tolist()\n",
        "[97, 99]",
    ),
    (
        "import struct\nstruct.unpack('<hd', struct.pack('<hd', -2, 0.5))\n",
        "(-2, 0.5)",
    ),
    ("f'{(1 + 2j) ** 2:.1f}'\n", "'-3.0+4.0j'"),
];

#[test]
fn what_only_the_second_part_can_is_fetched_once_and_works() {
    let Some(browser) = browser().filter(|_| !watched()) else {
        return;
    };
    let site = open(&browser);
    for (program, printed) in LATER {
        write(&browser, program);
        ran(&browser, printed);
    }
    assert_eq!(site.asked(MORE), 1);

    // What is all too much is stopped as before, and by new workers too.
    let text = format!("{FIGURE}.querySelector('.py-code').textContent");
    let (program, printed) = LATER[0];
    for _ in 0..2 {
        write(
            &browser,
            &format!("{program}\nf = lambda n: f(n + 1)\nf(0)\n"),
        );
        ran(&browser, "RecursionError");
        write(
            &browser,
            &format!("{program}a = [0]\nwhile True: a = a + a\n\n"),
        );
        ran(&browser, "MemoryError");
        write(
            &browser,
            &format!("{program}while True: v[::2].tolist()\n\n"),
        );
        browser.wait(&format!("{text}.includes({printed:?})"));
        let stop = button(FIGURE, "Stop");
        browser.wait(&format!("{stop}.hidden == false"));
        browser.click(&stop);
        browser.wait(&format!(
            "{FIGURE}.querySelector('.py-note').textContent.startsWith('Stopped')"
        ));
    }
    write(&browser, program);
    ran(&browser, printed);
    assert_eq!(site.asked(MORE), 1, "a browser keeps it for new workers");
    expect_good(&browser, &site);
}

#[test]
fn without_the_second_part_a_program_says_why_it_stops() {
    let Some(browser) = browser().filter(|_| !watched()) else {
        return;
    };
    let site = open(&browser);
    site.refuse(MORE);
    write(&browser, LATER[0].0);
    let note = format!("{FIGURE}.querySelector('.py-note').textContent");
    browser.wait(&format!(
        "{note} == 'Stopped: the rest of the runtime could not be loaded.'"
    ));
    write(&browser, "6 * 7\n");
    ran(&browser, "42");
    choose(&browser, "Profile", "classic");
    ran(&browser, "42");
}

/// The playground of a site of its own.
fn open(browser: &Browser) -> Site {
    let site = Site::serve(built_book());
    browser.open(&format!("{}/playground.html", site.address));
    ran(browser, "X = 89");
    site
}
