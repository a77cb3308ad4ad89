// Brings the transcripts of a page to life: steps back and forth, editing,
// running, guessing. Without this script, or without WebAssembly, the page still
// has every transcript and its pictures.
(() => {
  'use strict';

  const figures = [...document.querySelectorAll('figure.py[data-player]')];
  const isPrint = /\/print(\.html)?$/.test(location.pathname);
  if (!figures.length || isPrint || !location.protocol.startsWith('http')
    || !window.Worker || !window.WebAssembly || !window.IntersectionObserver) return;

  // ---------------------------------------------------------------- the engine
  // One worker for the page. It answers one question at a time; a question that
  // takes too long is stopped by ending the worker, and the next gets a new one.

  const folder = new URL(figures[0].dataset.player + '/', document.baseURI);
  const queue = [];
  let compiled, worker, current, ids = 0;

  function compile() {
    compiled ??= WebAssembly.compileStreaming(fetch(new URL('player.wasm', folder)));
    return compiled;
  }

  async function start() {
    const module = await compile();
    worker = new Worker(new URL('worker.js', folder));
    worker.postMessage({ module });
    worker.onmessage = ({ data }) => {
      if (!current || data.id !== current.id) return;
      if (data.answer) current.hear(JSON.parse(data.answer));
      else if (data.broken) current.hear({ kind: 'broken', message: data.broken });
      else finish();
    };
  }

  function finish() {
    const done = current;
    current = undefined;
    done.end();
    next();
  }

  async function next() {
    if (current || !queue.length) return;
    current = queue.shift();
    const mine = current;
    try {
      if (!worker) await start();
    } catch {
      current = undefined;
      queue.length = 0;
      mine.end('The runtime could not be loaded.');
      return;
    }
    if (current === mine) worker.postMessage({ id: mine.id, question: mine.question });
  }

  /** Asks; `hear` gets each answer as it is made, `end` is called once. */
  function ask(question, hear, end, first = false) {
    const job = { id: ++ids, question, hear, end };
    if (first) queue.unshift(job);
    else queue.push(job);
    next();
    return job;
  }

  /** Stops a job, whatever it is doing. What it has said stays said. */
  function stop(job) {
    const waiting = queue.indexOf(job);
    if (waiting >= 0) {
      queue.splice(waiting, 1);
      job.end();
    } else if (job === current) {
      worker?.terminate();
      worker = undefined;
      finish();
    }
  }

  // ------------------------------------------------------------- small helpers

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

  // ---------------------------------------------------------------- the player

  class Player {
    constructor(figure) {
      this.figure = figure;
      this.data = JSON.parse(figure.querySelector('script').textContent);
      this.code = figure.querySelector('.py-code');
      this.original = this.code.innerHTML;
      this.layers = this.data.layers;
      this.source = null; // what the reader wrote, once they did
      this.steps = [];
      this.at = 0;
      this.hidden = Boolean(this.data.predict);
      this.build();
    }

    /** What the session ran before this block. */
    prelude() {
      const earlier = figures.slice(0, figures.indexOf(this.figure));
      return earlier
        .filter(figure => figure.dataset.session === this.figure.dataset.session)
        .flatMap(figure => JSON.parse(figure.querySelector('script').textContent).inputs);
    }

    // ------------------------------------------------------------ what one sees

    build() {
      const button = (name, label, what) => el('button', {
        type: 'button', 'aria-label': label, title: label, onclick: what, disabled: true,
      }, icon(name));
      const tool = (text, what, more = {}) =>
        el('button', { type: 'button', class: 'py-tool', onclick: what, ...more }, text);

      this.slider = el('input', {
        type: 'range', min: 0, max: 0, value: 0, disabled: true, 'aria-label': 'Step',
        oninput: () => this.go(Number(this.slider.value)),
      });
      this.where = el('span', { class: 'py-where' });
      this.buttons = [
        button('first', 'First step', () => this.go(0)),
        button('back', 'One step back', () => this.go(this.at - 1)),
        button('forward', 'One step forward', () => this.go(this.at + 1)),
        button('last', 'Last step', () => this.go(this.limit())),
      ];
      const [first, back, forward, last] = this.buttons;
      this.editing = tool('Edit', () => this.edit());
      this.running = tool('Run', () => this.run(), { hidden: true });
      this.resetting = tool('Reset', () => this.reset(), { hidden: true });
      this.stopping = tool('Stop', () => this.stop(), { class: 'py-tool py-stop', hidden: true });
      this.layering = tool('All layers', () => this.toggleLayers(), {
        'aria-pressed': 'false', hidden: this.data.layers === 63,
        title: 'Counts, places, sizes, types: also what later chapters explain',
      });
      this.bar = el('div', { class: 'py-bar', role: 'group', 'aria-label': 'Steps of this example' },
        el('div', { class: 'py-steps' }, first, back, this.slider, forward, last, this.where),
        el('div', { class: 'py-tools' },
          this.layering, this.stopping, this.resetting, this.running, this.editing));
      this.picture = el('div', { class: 'py-pic', tabindex: 0, role: 'group', 'aria-label': 'The heap' });
      this.words = el('p', { class: 'py-words', 'aria-live': 'polite' });
      this.table = el('div', { class: 'py-table' });
      this.note = el('p', { class: 'py-note', role: 'status', hidden: true });
      this.stage = el('div', { class: 'py-stage', hidden: true },
        this.picture, this.words,
        el('details', {}, el('summary', {}, 'As a table'), this.table));
      this.stills = this.figure.querySelectorAll('.py-stills');
      const below = this.figure.querySelector('.py-answer') ?? this.code;
      below.after(this.bar, this.note, this.stage);
      if (this.hidden) this.askGuess();
      this.figure.classList.add('py-live');
      this.figure.addEventListener('keydown', event => this.key(event));
      this.code.addEventListener('click', event => this.click(event));
    }

    /** Arrow keys step while the focus is in here; elsewhere they turn pages. */
    key(event) {
      if (event.altKey || event.ctrlKey || event.metaKey) return;
      event.stopPropagation();
      const isText = event.target.matches('textarea, input:not([type=range])');
      const { scrollWidth, clientWidth } = this.picture;
      const scrolls = event.target === this.picture && scrollWidth > clientWidth;
      if (isText || event.target === this.slider || scrolls) return;
      const moves = {
        ArrowLeft: this.at - 1, ArrowRight: this.at + 1, Home: 0, End: this.limit(),
      };
      if (event.key in moves) {
        event.preventDefault();
        this.go(moves[event.key]);
      }
    }

    /** A press on an input goes to the step right after it. */
    click(event) {
      const input = event.target.closest('.py-in');
      if (!input || getSelection().toString()) return;
      const line = Number(input.dataset.line);
      const at = this.steps.findLastIndex(step => step.line === line && !step.inside);
      if (at >= 0 && at <= this.limit()) this.go(at);
    }

    /** The last step that may be shown: not the answer to an open question. */
    limit() {
      const last = this.steps.length - 1;
      if (!this.hidden || this.source !== null) return last;
      const asked = this.lastLine();
      const at = this.steps.findIndex(step => step.line >= asked);
      return at < 0 ? last : at - 1;
    }

    /** The line of the last input. */
    lastLine() {
      const lines = this.data.inputs.map(input => input.split('\n').length - 1);
      return lines.reduce((sum, count) => sum + count, 1) - (lines.at(-1) ?? 0);
    }

    go(at) {
      const limit = this.limit();
      this.at = Math.max(0, Math.min(at, limit));
      const step = this.steps[this.at];
      if (!step) return;
      if (this.picture.dataset.svg !== step.svg) {
        this.picture.innerHTML = step.svg;
        const svg = this.picture.firstElementChild;
        svg?.style.setProperty('--w', svg.getAttribute('width') + 'px');
      }
      if (this.words.textContent !== step.words) this.words.textContent = step.words;
      this.table.innerHTML = step.table;
      this.stage.hidden = false;
      this.slider.max = limit;
      this.slider.value = this.at;
      this.slider.disabled = limit < 1;
      this.where.textContent = `${this.at} of ${this.steps.length - 1}`;
      this.slider.setAttribute('aria-valuetext', this.at === 0
        ? 'Before the first line'
        : `${step.inside ? 'At' : 'After'} line ${step.inside ?? step.line}: ${step.input.split('\n')[0]}`);
      const [first, back, forward, last] = this.buttons;
      const focused = document.activeElement;
      first.disabled = back.disabled = this.at === 0;
      forward.disabled = last.disabled = this.at >= limit;
      // A button that has just become useless must not take the focus with it.
      if (this.buttons.includes(focused) && focused.disabled) this.slider.focus();
      this.mark(step);
    }

    /** Marks what has just run, and dims what has not. */
    mark({ line, inside }) {
      const inputs = [...this.code.querySelectorAll('.py-in')];
      const now = this.at === 0 ? -1
        : inputs.findLastIndex(input => Number(input.dataset.line) <= line);
      // What has not run is dim; a line that is asked about is not.
      const asked = this.hidden && this.at === this.limit();
      let number = -1;
      for (const piece of this.code.children) {
        if (piece.matches('.py-in')) number += 1;
        piece.classList.toggle('py-now', number === now && piece.matches('.py-in'));
        piece.classList.toggle('py-later', number > now && !asked);
      }
      // Inside a loop or a call, the line that has just run or is on its way.
      let row = 0;
      for (const shown of this.code.querySelectorAll('.py-ln')) {
        row += 1;
        shown.classList.toggle('py-here', row === inside);
      }
    }

    // ------------------------------------------------------------------ running

    /** Records the block as it stands, or what the reader made of it. */
    record(first = false) {
      if (this.job) stop(this.job);
      const edited = this.source !== null;
      const record = {
        prelude: this.prelude(),
        inputs: edited ? null : this.data.inputs,
        source: edited ? this.source : null,
        layers: this.layers,
        // What starts by itself must also end by itself.
        fuel: edited ? null : 50_000_000,
      };
      const steps = [];
      const wanted = this.goal ?? Infinity;
      this.goal = undefined;
      if (edited) {
        this.code.textContent = '';
        this.stage.hidden = true;
      }
      this.say('');
      const hear = answer => {
        if (answer.kind === 'inputs') {
          if (edited) this.write(answer.inputs);
        } else if (answer.kind === 'step') {
          steps.push(answer);
          this.steps = steps;
          if (edited) {
            this.print(answer);
            this.go(steps.length - 1);
          }
        } else if (answer.kind === 'pictures') {
          answer.pictures.forEach((picture, at) => Object.assign(steps[at], picture));
          // Where no object is ever seen there is nothing to step through.
          this.figure.classList.toggle('py-bare', answer.bare);
        } else if (answer.kind === 'cut') {
          this.say(answer.why);
        } else if (answer.kind === 'broken') {
          this.say(`The runtime broke, which is a bug of this book: ${answer.message}`);
        }
      };
      this.busy(true);
      this.job = ask({ record }, hear, failure => {
        this.job = undefined;
        this.busy(false);
        if (failure) this.say(failure);
        if (steps.length) {
          this.steps = steps;
          for (const still of this.stills) still.classList.add('py-spare');
          this.go(wanted === Infinity ? this.limit() : wanted);
        }
      }, first);
    }

    busy(is) {
      this.figure.setAttribute('aria-busy', is);
      clearTimeout(this.patience);
      if (is) {
        // What is quick needs no Stop.
        this.patience = setTimeout(() => {
          this.stopping.hidden = false;
          this.figure.classList.add('py-busy');
        }, 250);
      } else {
        if (document.activeElement === this.stopping) this.editing.focus();
        this.stopping.hidden = true;
        this.figure.classList.remove('py-busy');
      }
    }

    say(text) {
      this.note.textContent = text;
      this.note.hidden = !text;
    }

    /** Writes the inputs that are going to run. */
    write(inputs) {
      let line = 1;
      for (const text of inputs) {
        const lines = coloured(text);
        const input = el('span', { class: 'py-in', 'data-line': line });
        input.innerHTML = lines.map((html, at) =>
          `<span class="py-ln"><span class="py-ps">${at ? '...' : '&gt;&gt;&gt;'} </span>${html}\n</span>`).join('');
        this.code.append(input);
        line += text.split('\n').length - 1;
      }
    }

    /** Writes below its input what a step printed. */
    print(step) {
      const inputs = [...this.code.querySelectorAll('.py-in')];
      const input = inputs.findLast(input => Number(input.dataset.line) <= step.line);
      const next = inputs[inputs.indexOf(input) + 1] ?? null;
      for (const [text, name] of [[step.output, 'py-out'], [step.error, 'py-out py-error']]) {
        if (text) this.code.insertBefore(el('span', { class: name }, text), next);
      }
    }

    stop() {
      if (!this.job) return;
      const job = this.job;
      stop(job);
      this.say(this.steps.length > 1
        ? 'Stopped. The steps that had finished are still here.'
        : 'Stopped before the first line had finished.');
    }

    toggleLayers() {
      const all = this.layers !== 63;
      this.layers = all ? 63 : this.data.layers;
      this.layering.setAttribute('aria-pressed', all);
      this.goal = this.at;
      this.record(true);
    }

    // ------------------------------------------------------------------ editing

    edit() {
      if (this.editor) return;
      const text = this.source ?? this.data.inputs.join('');
      const area = el('textarea', {
        spellcheck: 'false', autocapitalize: 'off', autocomplete: 'off',
        'aria-label': 'Python source. Control and Enter run it, Escape leaves it.',
      });
      const shown = el('pre', { class: 'hljs', 'aria-hidden': 'true' });
      const show = () => {
        shown.innerHTML = coloured(area.value + ' ').join('\n');
        area.rows = Math.max(3, area.value.split('\n').length);
      };
      area.value = text.replace(/\n+$/, '\n');
      area.addEventListener('input', show);
      area.addEventListener('scroll', () => { shown.scrollLeft = area.scrollLeft; });
      area.addEventListener('keydown', event => {
        if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) {
          event.preventDefault();
          this.run();
        } else if (event.key === 'Enter' && !event.shiftKey) {
          // The next line keeps the indentation, and a colon adds to it.
          const before = area.value.slice(0, area.selectionStart);
          const line = before.slice(before.lastIndexOf('\n') + 1);
          const indent = line.match(/^ */)[0] + (/:\s*$/.test(line) ? '    ' : '');
          event.preventDefault();
          area.setRangeText('\n' + indent, area.selectionStart, area.selectionEnd, 'end');
          show();
        } else if (event.key === 'Escape') {
          this.leaveEditor();
          this.editing.focus();
        }
      });
      this.editor = el('div', { class: 'py-edit' }, shown, area);
      this.area = area;
      this.code.hidden = true;
      this.code.before(this.editor);
      this.editing.hidden = true;
      this.running.hidden = this.resetting.hidden = false;
      show();
      area.focus();
    }

    leaveEditor() {
      this.editor?.remove();
      this.editor = undefined;
      this.code.hidden = false;
      this.editing.hidden = false;
      this.running.hidden = true;
      this.resetting.hidden = this.source === null;
    }

    run() {
      this.source = this.area.value;
      this.steps = [];
      this.leaveEditor();
      this.answer?.remove();
      this.editing.focus();
      this.record(true);
    }

    reset() {
      this.source = null;
      this.leaveEditor();
      this.code.innerHTML = this.original;
      if (!this.hidden && this.data.predict) this.reveal();
      this.editing.focus();
      this.record(true);
    }

    // ----------------------------------------------------------------- guessing

    askGuess() {
      const details = this.figure.querySelector('.py-answer');
      const field = el('input', { type: 'text', autocomplete: 'off', autocapitalize: 'off', spellcheck: 'false' });
      const says = el('p', { class: 'py-says', role: 'status' });
      const form = el('form', {
        class: 'py-ask',
        onsubmit: event => {
          event.preventDefault();
          if (field.value.trim()) this.guess(field.value, says);
        },
      },
      el('label', {}, 'What does the last line print? ', field),
      el('button', { class: 'py-tool' }, 'Check'),
      el('button', { type: 'button', class: 'py-tool', onclick: () => {
        this.reveal();
        this.bar.querySelector('input').focus();
      } }, 'Show me'), says);
      details.hidden = true;
      details.after(form);
      this.form = form;
    }

    guess(guess, says) {
      const { answer, wrong } = this.data.predict;
      const answers = [answer, ...wrong.map(entry => entry.answer)];
      ask({ match: { guess, answers } }, heard => {
        if (heard.kind !== 'match') return;
        if (heard.at === 0) {
          this.reveal();
          this.say('Yes, that is what it prints. Step back and see why.');
        } else if (heard.at > 0) {
          says.innerHTML = wrong[heard.at - 1].says;
        } else {
          says.textContent = 'No. Step through the lines before it and look again.';
        }
      }, () => {}, true);
    }

    /** Shows the answer and unlocks its step. */
    reveal() {
      this.hidden = false;
      this.form?.remove();
      this.form = undefined;
      const details = this.figure.querySelector('.py-answer');
      const output = details.querySelector('.py-out');
      if (output) this.code.append(output.cloneNode(true));
      details.hidden = !details.querySelector('ul');
      details.querySelector('pre')?.remove();
      details.querySelector('summary').textContent = 'Other answers';
      this.go(this.limit());
    }
  }

  // ------------------------------------------------------------------ beginning
  // A player begins when the reader comes near it.

  const watcher = new IntersectionObserver(entries => {
    for (const entry of entries) {
      if (!entry.isIntersecting) continue;
      watcher.unobserve(entry.target);
      new Player(entry.target).record();
    }
  }, { rootMargin: '400px' });
  for (const figure of figures) watcher.observe(figure);
})();
