// mdBook's menu bar opens the sidebar by a label, which the keyboard cannot reach
// and which may not say whether it is open. A button can do both.
(() => {
  'use strict';
  document.getElementById('mdbook-menu-bar')?.setAttribute('role', 'banner');
  const label = document.getElementById('mdbook-sidebar-toggle');
  const anchor = document.getElementById('mdbook-sidebar-toggle-anchor');
  if (!label || !anchor) return;
  const button = document.createElement('button');
  button.type = 'button';
  button.className = 'icon-button';
  button.title = 'Table of contents';
  button.setAttribute('aria-label', 'Table of contents');
  button.setAttribute('aria-controls', 'mdbook-sidebar');
  button.append(...[...label.childNodes].map(node => node.cloneNode(true)));
  button.addEventListener('click', () => anchor.click());
  const tell = () => button.setAttribute('aria-expanded', anchor.checked);
  anchor.addEventListener('change', tell);
  tell();
  label.style.display = 'none';
  label.before(button);
})();

// A listing that is wider than the page scrolls, by keyboard too.
for (const code of document.querySelectorAll('pre > code')) {
  if (code.scrollWidth > code.clientWidth) code.tabIndex = 0;
}

// The switch "Python only": hides the parts of a chapter that build it in Rust.
(() => {
  'use strict';
  const key = 'pyobject-python-only';
  const parts = [...document.querySelectorAll('.build-it')];
  const bar = document.querySelector('#mdbook-menu-bar .right-buttons');
  if (!parts.length || !bar) return;

  const button = document.createElement('button');
  button.type = 'button';
  button.className = 'python-only';
  button.textContent = 'Python only';
  button.title = 'Hide the parts that build it in Rust';
  bar.prepend(button);

  // What stands in place of a hidden part.
  const notes = parts.map(part => {
    const note = document.createElement('p');
    const show = document.createElement('button');
    show.type = 'button';
    show.textContent = 'Show it';
    show.addEventListener('click', () => set(false));
    note.className = 'python-only-note';
    note.append('This part builds it in Rust, and is hidden. ', show);
    part.before(note);
    return note;
  });

  function set(only) {
    button.setAttribute('aria-pressed', only);
    for (const part of parts) part.hidden = only;
    for (const note of notes) note.hidden = !only;
    try { localStorage.setItem(key, only); } catch { /* the choice is not kept */ }
  }

  /** A link into a hidden part shows it. */
  function reveal() {
    const target = document.getElementById(decodeURIComponent(location.hash.slice(1)));
    if (target?.closest('.build-it')?.hidden) {
      set(false);
      target.scrollIntoView();
    }
  }

  let stored = null;
  try { stored = localStorage.getItem(key); } catch { /* nothing is kept */ }
  set(stored === 'true');
  reveal();
  window.addEventListener('hashchange', reveal);
})();
