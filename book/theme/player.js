// Brings the transcripts of a page to life: steps back and forth, playing, editing,
// running. Without this script, or without WebAssembly, the page still has every
// transcript and its pictures.
(() => {
  'use strict';
  const { figures, ask, stop, el, select, icon, coloured, Editor } = pyLive;

  /** All layers that there are, as bits; and those beside the names, which are always shown. */
  const ALL = 63;
  const LAYERS = [
    [2, 'Counts', 'How many references each object has; ∞ where they are not counted'],
    [4, 'Places', 'Where each object stands: arena and offset, the same in every page'],
    [8, 'Shared', 'Which objects are ready-made and shared'],
    [16, 'Sizes', 'How many bytes each object takes, and the fields in them'],
    [32, 'Types', 'An arrow from each object to its type, up to type itself'],
  ];
  /** The most characters of one output that are written into the page. */
  const MOST = 20_000;

  class Player {
    constructor(figure) {
      this.figure = figure;
      this.data = JSON.parse(figure.querySelector('script').textContent);
      this.code = figure.querySelector('.py-code');
      this.original = this.code.innerHTML;
      this.layers = this.data.layers;
      this.source = null; // what the reader wrote, once they did
      this.script = this.classic = false;
      this.chosen = []; // serials of the objects whose bytes are shown
      this.bases = []; // where the arenas stood when the program was run last
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
        type: 'button', class: 'py-icon', 'aria-label': label, title: label,
        onclick: what, disabled: true,
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
      this.playing = tool('Play', () => (this.timer ? this.pause() : this.play()));
      this.speed = select('Speed', [[2000, 'slow'], [1000, 'normal'], [350, 'fast']], () => {
        if (this.timer) this.tick();
      });
      this.speed.value = 1000;
      this.speed.hidden = true;
      this.jump = select('Go to a named step', [], () => {
        if (this.jump.value) this.toRow(Number(this.jump.value));
      });
      this.jump.hidden = true;
      this.editing = tool('Edit', () => this.edit());
      this.running = tool('Run', () => this.run(), { hidden: true });
      this.resetting = tool('Reset', () => this.reset(), { hidden: true });
      this.stopping = tool('Stop', () => this.stop(), { class: 'py-tool py-stop', hidden: true });
      this.layering = tool('All layers', () => this.toggleLayers(ALL), {
        'aria-pressed': 'false', hidden: this.data.layers === ALL,
        title: 'Counts, places, sizes, types: also what later chapters explain',
      });
      this.baring = tool('Bytes', () => this.toggleBytes(), {
        'aria-pressed': 'false', title: 'The memory of an object, field by field',
      });
      this.sharing = tool('Share', () => this.share(), {
        title: 'Copy a link to the playground with this program',
      });
      this.keys = LAYERS.map(([bit, name, title]) =>
        tool(name, () => this.toggleLayers(bit), { title }));
      this.more = [
        tool('Save picture', () => this.savePicture()),
        tool('Copy as mermaid', () => this.copyMermaid()),
      ];
      const extras = this.extras = el('span', { class: 'py-extras', hidden: true }, ...this.more);
      this.opening = tool('More', () => {
        extras.hidden = !extras.hidden;
        this.opening.setAttribute('aria-expanded', !extras.hidden);
      }, { 'aria-expanded': 'false' });
      this.addressing = tool('Addresses', () => this.toggleAddresses(), {
        'aria-pressed': 'false',
        title: 'Under each object the number that id() answers in this page, which another page need not have',
      });
      this.profiles = select('Profile', [['3.13', 'CPython 3.13'], ['classic', 'before 3.12']],
        () => this.setProfile());
      this.profiles.disabled = this.hidden;
      this.extras.prepend(el('span', { class: 'py-keys', role: 'group', 'aria-label': 'Layers' },
        ...this.keys), this.addressing, this.profiles, this.sharing);
      this.bar = el('div', { class: 'py-bar', role: 'group', 'aria-label': 'Steps of this example' },
        el('div', { class: 'py-steps' }, first, back, this.slider, forward, last,
          this.playing, this.speed, this.where),
        el('div', { class: 'py-tools' },
          this.jump, this.baring, this.layering, this.opening, extras,
          this.stopping, this.resetting, this.running, this.editing));
      this.picture = el('div', { class: 'py-pic', tabindex: 0, role: 'group', 'aria-label': 'The heap' });
      this.words = el('p', { class: 'py-words', 'aria-live': 'polite' });
      this.table = el('div', { class: 'py-table' });
      this.note = el('p', { class: 'py-note', role: 'status', hidden: true });
      this.panel = el('section', { class: 'py-bytes', 'aria-label': 'Bytes', hidden: true });
      // A table that no one looks at need not follow.
      this.tabled = el('details', { ontoggle: () => this.showTable() },
        el('summary', {}, 'As a table'), this.table);
      this.stage = el('div', { class: 'py-stage', hidden: true },
        this.picture, this.panel, this.words, this.tabled);
      this.stills = this.figure.querySelectorAll('.py-stills');
      const below = this.figure.querySelector('.py-answer') ?? this.code;
      below.after(this.bar, this.note, this.stage);
      this.tellLayers();
      this.named();
      if (this.hidden) this.askGuess();
      this.figure.classList.add('py-live');
      this.figure.addEventListener('keydown', event => this.key(event));
      this.code.addEventListener('click', event => this.click(event));
      this.watchCards();
    }

    /** Arrow keys step while the focus is in here; elsewhere they turn pages. */
    key(event) {
      if (event.altKey || event.ctrlKey || event.metaKey) return;
      event.stopPropagation();
      const isText = event.target.matches('textarea, select, input:not([type=range])');
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

    /** A press on a line goes to its next step. */
    click(event) {
      const line = event.target.closest('.py-ln');
      if (!line || getSelection().toString()) return;
      this.toRow([...this.code.querySelectorAll('.py-ln')].indexOf(line) + 1);
    }

    /** Goes to the next step of a line, after its last one to its first. */
    toRow(row) {
      const paused = this.steps.some(step => step.inside === row);
      const lands = step => {
        if (step.inside) return step.inside === row;
        const end = step.line + Math.max(1, step.input.split('\n').length - 1);
        return row === step.line || (!paused && row > step.line && row < end);
      };
      const hits = this.steps.flatMap((step, at) =>
        at > 0 && at <= this.limit() && lands(step) ? [at] : []);
      const at = hits.find(hit => hit > this.at) ?? hits[0];
      if (at !== undefined) this.go(at);
    }

    /** Finds the named steps: lines that end in a comment `#: name`. */
    named() {
      const lines = [...this.code.querySelectorAll('.py-ln')];
      const options = lines.flatMap((line, at) => {
        const comments = line.querySelectorAll('.hljs-comment');
        const name = comments[comments.length - 1]?.textContent.match(/^#:\s*(\S.*)/);
        return name ? [el('option', { value: at + 1 }, name[1].trim())] : [];
      });
      this.jump.replaceChildren(el('option', { value: '' }, 'Go to …'), ...options);
      this.jump.hidden = !options.length;
    }

    /** Whether the reader has still to guess what the last line of the block prints. */
    asks() {
      return this.hidden && this.source === null;
    }

    /** The last step that may be shown: not the answer to an open question. */
    limit() {
      const last = this.steps.length - 1;
      if (!this.asks()) return last;
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
      this.pause();
      this.show(at);
    }

    show(at) {
      const limit = this.limit();
      this.at = Math.max(0, Math.min(at, limit));
      const step = this.steps[this.at];
      if (!step) return;
      this.draw(step);
      if (this.words.textContent !== step.words) this.words.textContent = step.words;
      this.showTable();
      this.stage.hidden = false;
      this.slider.max = limit;
      this.slider.value = this.at;
      this.slider.disabled = limit < 1;
      this.playing.disabled = limit < 1;
      this.where.textContent = `${this.at} of ${this.steps.length - 1}`;
      this.slider.setAttribute('aria-valuetext', this.told(this.at));
      const [first, back, forward, last] = this.buttons;
      const focused = document.activeElement;
      first.disabled = back.disabled = this.at === 0;
      forward.disabled = last.disabled = this.at >= limit;
      // A button that has just become useless must not take the focus with it.
      if (this.buttons.includes(focused) && focused.disabled) this.slider.focus();
      this.mark(step);
      // When the page has been laid out anyway.
      cancelAnimationFrame(this.settling);
      this.settling = requestAnimationFrame(() => {
        this.scrollCode();
        this.follow();
      });
    }

    showTable() {
      this.table.innerHTML = this.tabled.open ? this.steps[this.at]?.table ?? '' : '';
    }

    /** Where a step is, in words. */
    told(at) {
      const step = this.steps[at];
      if (at === 0) return 'Before the first line';
      if (this.script && !step.inside) return 'At the end';
      return `${step.inside ? 'At' : 'After'} line ${step.inside ?? step.line}: ${step.input.split('\n')[0]}`;
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
        const later = piece.dataset.at ? Number(piece.dataset.at) > this.at : number > now;
        piece.classList.toggle('py-later', later && !asked);
      }
      // Inside a loop or a call, the line that has just run or is on its way.
      let row = 0;
      for (const shown of this.code.querySelectorAll('.py-ln')) {
        row += 1;
        shown.classList.toggle('py-here', row === inside);
      }
      const names = [...this.jump.options].map(option => option.value);
      const here = String(inside ?? (this.at > 0 ? line : ''));
      this.jump.value = names.includes(here) ? here : '';
    }

    /** Scrolls a long transcript to what has just run and what it printed. */
    scrollCode() {
      const { code } = this;
      if (code.scrollHeight <= code.clientHeight) return;
      const frame = code.getBoundingClientRect();
      const last = code.querySelector('.py-here') ?? [...code.children].findLast(piece =>
        piece.matches('.py-now') || piece.dataset.at == this.at);
      if (!last) return;
      const { top, bottom } = last.getBoundingClientRect();
      if (bottom > frame.bottom) code.scrollTop += Math.min(bottom - frame.bottom, top - frame.top);
      if (top < frame.top) code.scrollTop -= frame.top - top;
    }

    // ------------------------------------------------------------------ playing

    play() {
      if (this.at >= this.limit()) this.show(0);
      this.playing.textContent = 'Pause';
      this.speed.hidden = false;
      this.tick();
    }

    tick() {
      clearInterval(this.timer);
      this.timer = setInterval(() => {
        this.show(this.at + 1);
        if (this.at >= this.limit()) this.pause();
      }, Number(this.speed.value));
    }

    pause() {
      clearInterval(this.timer);
      this.timer = undefined;
      this.playing.textContent = 'Play';
    }

    // ------------------------------------------------------------------ running

    /**
     * Records the block as it stands, or what the reader made of it. `fresh` where it
     * is another program than before; else the steps are the same, and only what is
     * shown of them differs. Then stands at step `goal`; without one at the last, or at
     * the first while a question is open: later pictures may tell its answer.
     */
    record({ fresh = false, goal = this.asks() ? 0 : Infinity, first = true, tame = false } = {}) {
      if (this.job) stop(this.job);
      this.pause();
      const edited = this.source !== null;
      const writes = fresh && (edited || this.classic);
      const record = {
        prelude: this.prelude(),
        inputs: edited ? null : this.data.inputs,
        source: this.source,
        script: this.script,
        classic: this.classic,
        layers: this.layers,
        chosen: this.chosen,
        // What starts by itself must also end by itself.
        fuel: edited && !tame ? null : 50_000_000,
      };
      const steps = [];
      let waiting = false;
      if (writes) {
        this.code.textContent = '';
        this.stage.hidden = true;
        this.steps = [];
      }
      this.say('');
      const hear = answer => {
        if (answer.kind === 'inputs') {
          if (writes) this.write(answer.inputs);
        } else if (answer.kind === 'step') {
          steps.push(answer);
          if (fresh) answer.bases.forEach((base, at) => { if (base) this.bases[at] = base; });
          if (!writes) return;
          this.steps = steps;
          this.print(answer, steps.length - 1);
          if (waiting) return;
          waiting = true;
          requestAnimationFrame(() => {
            waiting = false;
            if (this.job && this.steps === steps) this.show(steps.length - 1);
          });
        } else if (answer.kind === 'picture') {
          steps[answer.at].svg = answer.svg;
        } else if (answer.kind === 'done') {
          // Where no object is ever seen there is nothing to step through.
          this.figure.classList.toggle('py-bare', answer.bare);
          if (answer.left_out) {
            this.say(`More happened than can be shown: ${answer.left_out.toLocaleString('en')} `
              + 'further pauses were left out.');
          }
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
          this.go(goal < 0 ? steps.length + goal : goal);
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
        if (document.activeElement === this.stopping) this.home().focus();
        this.stopping.hidden = true;
        this.figure.classList.remove('py-busy');
      }
    }

    /** Where the focus goes when its place is gone. */
    home() {
      return this.editing;
    }

    /** Says something below the controls; with a text to copy, in a field. */
    say(text, copy) {
      this.note.replaceChildren(text);
      if (copy) {
        const field = el('input', { readonly: true, value: copy, 'aria-label': 'To be copied' });
        this.note.append(' ', field);
        field.select();
      }
      this.note.hidden = !text;
    }

    /** Writes the inputs that are going to run. */
    write(inputs) {
      let line = 1;
      for (const text of inputs) {
        const lines = coloured(text);
        const input = el('span', { class: 'py-in', 'data-line': line });
        const prompt = at => (this.script ? ''
          : `<span class="py-ps">${at ? '...' : '&gt;&gt;&gt;'} </span>`);
        input.innerHTML = lines.map((html, at) =>
          `<span class="py-ln">${prompt(at)}${html}\n</span>`).join('');
        this.code.append(input);
        line += text.split('\n').length - 1;
      }
      this.code.classList.toggle('py-script', this.script);
      this.named();
    }

    /** Writes below its input what a step printed. */
    print(step, at) {
      if (!step.output && !step.error) return;
      const inputs = [...this.code.querySelectorAll('.py-in')];
      const input = inputs.findLast(input => Number(input.dataset.line) <= step.line);
      const next = inputs[inputs.indexOf(input) + 1] ?? null;
      for (const [text, name] of [[step.output, 'py-out'], [step.error, 'py-out py-error']]) {
        if (!text) continue;
        const more = text.length - MOST;
        const shown = more > 0
          ? `${text.slice(0, MOST)}\n… and ${more.toLocaleString('en')} more characters\n` : text;
        this.code.insertBefore(el('span', { class: name, 'data-at': at }, shown), next);
      }
    }

    stop() {
      if (!this.job) return;
      stop(this.job);
      this.say(this.steps.length > 1
        ? 'Stopped. The steps that had finished are still here.'
        : 'Stopped before the first line had finished.');
    }

    /** Shows more layers, or no longer. */
    toggleLayers(more) {
      const shown = (this.layers & more) === more;
      if (!shown) this.layers |= more;
      else this.layers = more === ALL ? this.data.layers : this.layers & ~more;
      this.tellLayers();
      this.record({ goal: this.at });
    }

    tellLayers() {
      this.layering.setAttribute('aria-pressed', this.layers === ALL);
      this.keys.forEach((key, at) =>
        key.setAttribute('aria-pressed', (this.layers & LAYERS[at][0]) !== 0));
    }

    // ------------------------------------------------------------------ editing

    edit() {
      if (this.editor) return;
      this.pause();
      const text = this.source ?? this.data.inputs.join('').replace(/\n+$/, '\n');
      this.editor = new Editor(text, () => this.run(), () => {
        this.leaveEditor();
        this.editing.focus();
      });
      this.code.hidden = true;
      this.code.before(this.editor.node);
      this.editing.hidden = true;
      this.running.hidden = this.resetting.hidden = false;
      this.editor.area.focus();
    }

    leaveEditor() {
      this.editor?.node.remove();
      this.editor = undefined;
      this.code.hidden = false;
      this.editing.hidden = false;
      this.running.hidden = true;
      this.resetting.hidden = this.source === null && !this.classic;
    }

    /** Runs it as CPython 3.13 does, or as those did that counted small ints. */
    setProfile() {
      const classic = this.profiles.value === 'classic';
      if (!classic && this.source === null) {
        this.restore();
      } else {
        this.classic = classic;
        this.resetting.hidden = false;
      }
      this.chosen = [];
      this.record({ fresh: true });
    }

    run() {
      this.source = this.editor.text;
      this.chosen = [];
      this.leaveEditor();
      this.editing.focus();
      this.record({ fresh: true });
    }

    reset() {
      this.restore();
      this.chosen = [];
      this.editing.focus();
      this.record({ fresh: true });
    }

    /** The example as it stands in the book, not yet run. */
    restore() {
      this.source = null;
      this.classic = false;
      this.profiles.value = '3.13';
      this.leaveEditor();
      this.code.innerHTML = this.original;
      this.named();
      if (!this.hidden && this.data.predict) this.reveal();
    }
  }

  Object.assign(pyLive, { Player, ALL });
})();
