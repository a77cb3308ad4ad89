// The playground: a player of full size, whose program, profile, mode, layers and step
// are in the page's address. And the beginning of all players.
(() => {
  'use strict';
  const { figures, able, el, select, Editor, Player, fragment, read } = pyLive;

  class Playground extends Player {
    build() {
      super.build();
      const { data } = this;
      this.source = '';
      this.editor = new Editor('', () => this.run());
      this.modes = select('How it runs', [['prompt', 'as a prompt'], ['script', 'as a script']],
        () => this.run());
      const examples = el('select', { 'aria-label': 'Examples', onchange: () => {
        const [chapter, at] = examples.value.split(' ').map(Number);
        if (examples.value) this.load(data.chapters[chapter], at);
        examples.value = '';
      } }, el('option', { value: '' }, 'Examples …'));
      data.chapters.forEach((chapter, number) => {
        const options = chapter.examples.map((example, at) =>
          el('option', { value: `${number} ${at}` }, example.name));
        examples.append(el('optgroup', { label: chapter.title }, ...options));
      });
      const run = el('button', {
        type: 'button', class: 'py-tool py-run', onclick: () => this.run(),
      }, 'Run');
      this.editing.remove();
      this.running.remove();
      this.resetting.remove();
      this.opening.remove();
      this.extras.hidden = false;
      this.starting = run;
      const menu = el('div', { class: 'py-bar py-menu', role: 'group', 'aria-label': 'The program' },
        examples, this.modes, this.profiles, run, this.stopping, this.sharing);
      const left = el('div', { class: 'py-left' }, menu, this.editor.node, this.code);
      const right = el('div', { class: 'py-right' }, this.bar, this.note, this.stage);
      this.figure.prepend(el('div', { class: 'py-both' }, left, right));
      this.figure.querySelector('.py-needs')?.remove();
      // It may be long, and then scrolls by keyboard too.
      for (const [name, value] of [['tabindex', 0], ['role', 'group'], ['aria-label', 'What has run']]) {
        this.code.setAttribute(name, value);
      }
      window.addEventListener('hashchange', () => {
        if (location.hash !== this.written) this.open(read(location.hash));
      });
    }

    prelude() {
      return [];
    }

    home() {
      return this.starting;
    }

    edit() {
      this.editor.area.focus();
    }

    /** Loads an example with what its session ran before it. */
    load(chapter, at) {
      const from = chapter.examples[at].from;
      this.editor.text = chapter.examples.slice(from, at + 1).map(one => one.source).join('');
      this.modes.value = 'prompt';
      this.layers = chapter.layers;
      this.run();
    }

    /** Opens what an address says, and stands where it says. */
    open(said) {
      const { code, classic, script, step, layers } = said
        ?? { code: this.data.inputs.join(''), step: Infinity, layers: this.data.layers };
      this.editor.text = code;
      this.profiles.value = classic ? 'classic' : '3.13';
      this.modes.value = script ? 'script' : 'prompt';
      this.layers = layers;
      this.begin({ goal: step, tame: true });
    }

    run() {
      this.begin({});
    }

    setProfile() {
      this.run();
    }

    begin(how) {
      this.source = this.editor.text;
      this.classic = this.profiles.value === 'classic';
      this.script = this.modes.value === 'script';
      this.tellLayers();
      this.chosen = [];
      this.record({ fresh: true, ...how });
    }

    address() {
      const url = new URL(location.href);
      url.hash = fragment({
        code: this.source, profile: this.profiles.value, mode: this.modes.value,
        step: this.at, layers: this.layers,
      });
      return url.href;
    }

    show(at) {
      super.show(at);
      // Browsers count how often an address changes.
      clearTimeout(this.writing);
      this.writing = setTimeout(() => {
        if (this.job) return;
        const address = this.address();
        history.replaceState(null, '', address);
        this.written = location.hash;
      }, 250);
    }
  }

  if (!able) return;

  // A player begins when the reader comes near it.
  const watcher = new IntersectionObserver(entries => {
    for (const entry of entries) {
      if (!entry.isIntersecting) continue;
      watcher.unobserve(entry.target);
      if (entry.target.matches('.py-ground')) {
        new Playground(entry.target).open(read(location.hash));
      } else if (entry.target.matches('.py-exercise')) {
        new pyLive.Exercise(entry.target);
      } else {
        new Player(entry.target).record({ fresh: true, first: false });
      }
    }
  }, { rootMargin: '400px' });
  for (const figure of figures) watcher.observe(figure);
})();
