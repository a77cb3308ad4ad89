// What the live examples are made of: elements, icons, coloured Python, and a field
// to edit it in.
(() => {
  'use strict';

  function el(tag, attributes = {}, ...children) {
    const node = document.createElement(tag);
    for (const [name, value] of Object.entries(attributes)) {
      if (name.startsWith('on')) node.addEventListener(name.slice(2), value);
      else if (value === true) node.setAttribute(name, '');
      else if (value !== false && value != null) node.setAttribute(name, value);
    }
    node.append(...children);
    return node;
  }

  /** A select of `[value, words]`. */
  function select(label, options, onchange) {
    const made = options.map(([value, words]) => el('option', { value }, words));
    return el('select', { 'aria-label': label, title: label, onchange }, ...made);
  }

  const icons = {
    first: 'M3 2v12M13 2 5 8l8 6z', back: 'M12 2 4 8l8 6z',
    forward: 'M4 2l8 6-8 6z', last: 'M13 2v12M3 2l8 6-8 6z',
  };

  function icon(name) {
    const space = 'http://www.w3.org/2000/svg';
    const svg = document.createElementNS(space, 'svg');
    const path = document.createElementNS(space, 'path');
    svg.setAttribute('viewBox', '0 0 16 16');
    svg.setAttribute('aria-hidden', 'true');
    path.setAttribute('d', icons[name]);
    svg.append(path);
    return svg;
  }

  const escape = text => text.replace(/[&<>]/g,
    c => ({ '&': '&amp;', '<': '&lt;', '>': '&gt;' })[c]);

  /** Python as coloured lines of HTML, each complete in itself. */
  function coloured(source) {
    let html;
    try {
      html = hljs.highlight('python', source, true).value;
    } catch {
      html = escape(source);
    }
    // A span that goes over the end of a line is closed there and opened again.
    const open = [];
    return html.replace(/\n$/, '').split('\n').map(line => {
      const before = open.join('');
      for (const [tag] of line.matchAll(/<span[^>]*>|<\/span>/g)) {
        if (tag === '</span>') open.pop();
        else open.push(tag);
      }
      return before + line + '</span>'.repeat(open.length);
    });
  }

  /** A field for Python: `run` is called by Control and Enter, `leave` by Escape. */
  class Editor {
    constructor(text, run, leave) {
      const area = el('textarea', {
        spellcheck: 'false', autocapitalize: 'off', autocomplete: 'off',
        'aria-label': `Python source. Control and Enter run it${leave ? ', Escape leaves it' : ''}.`,
      });
      const shown = el('pre', { class: 'hljs', 'aria-hidden': 'true' });
      this.area = area;
      this.show = () => {
        shown.innerHTML = coloured(area.value + ' ').join('\n');
        area.rows = Math.max(3, area.value.split('\n').length);
      };
      area.addEventListener('input', this.show);
      area.addEventListener('scroll', () => {
        shown.scrollLeft = area.scrollLeft;
        shown.scrollTop = area.scrollTop;
      });
      area.addEventListener('keydown', event => {
        if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) {
          event.preventDefault();
          run();
        } else if (event.key === 'Enter' && !event.shiftKey) {
          // The next line keeps the indentation, and a colon adds to it.
          const before = area.value.slice(0, area.selectionStart);
          const line = before.slice(before.lastIndexOf('\n') + 1);
          const indent = line.match(/^ */)[0] + (/:\s*$/.test(line) ? '    ' : '');
          event.preventDefault();
          area.setRangeText('\n' + indent, area.selectionStart, area.selectionEnd, 'end');
          this.show();
        } else if (event.key === 'Escape') {
          leave?.();
        }
      });
      this.node = el('div', { class: 'py-edit' }, shown, area);
      this.text = text;
    }

    get text() { return this.area.value; }

    set text(text) {
      this.area.value = text;
      this.show();
    }
  }

  Object.assign(pyLive, { el, select, icon, coloured, Editor });
})();
