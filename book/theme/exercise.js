// Exercises: a program to be drawn, mended or built, in a field, and a check that says
// what is wrong with it. Which were solved is kept in this browser and nowhere else.
(() => {
  'use strict';
  const { able, ask, el, Editor, Player } = pyLive;
  const KEY = 'pyobject-solved';

  function solved() {
    try {
      return JSON.parse(localStorage.getItem(KEY)) ?? [];
    } catch {
      return [];
    }
  }

  pyLive.Exercise = able && class extends Player {
    build() {
      super.build();
      const { inputs, draw } = this.data;
      const tool = (text, what, more = {}) =>
        el('button', { type: 'button', class: 'py-tool', onclick: what, ...more }, text);
      this.script = true;
      this.editor = new Editor(inputs[0], () => this.check());
      this.judged = el('p', { class: 'py-says', role: 'status', hidden: true });
      this.running = tool('Run', () => this.run(), {
        hidden: draw, title: 'Run it with its check, step by step',
      });
      this.checking = tool('Check', () => this.check(), { title: 'Control and Enter' });
      const menu = el('div', { class: 'py-bar', role: 'group', 'aria-label': 'The exercise' },
        this.checking, this.running, tool('Begin again', () => this.reset()));
      this.code.before(this.editor.node, menu, this.judged);
      this.editing.remove();
      this.resetting.remove();
      this.code.hidden = this.bar.hidden = true;
      if (solved().includes(this.figure.dataset.session)) this.tell('You have solved this one before.');
    }

    prelude() {
      return [];
    }

    home() {
      return this.checking;
    }

    tell(text, good = false) {
      this.judged.textContent = text;
      this.judged.hidden = !text;
      this.figure.classList.toggle('py-solved', good);
    }

    /** Runs the program and steps through it, and through its check unless that is a drawing's. */
    run() {
      const { draw, check } = this.data;
      this.source = this.editor.text + (draw ? '' : `\n${check}`);
      this.chosen = [];
      this.code.hidden = this.bar.hidden = false;
      this.record({ fresh: true, tame: true });
    }

    reset() {
      this.editor.text = this.data.inputs[0];
      this.tell('');
      this.code.hidden = this.bar.hidden = this.stage.hidden = true;
      this.editor.area.focus();
    }

    check() {
      const source = this.editor.text;
      // One input, which is not stepped through.
      const program = `exec(${JSON.stringify(`${source}\n${this.data.check}`)})\n`;
      let error;
      this.tell('Checking …');
      ask({
        record: {
          prelude: [], inputs: [program], source: null, script: false, classic: false,
          layers: 0, chosen: [], fuel: 50_000_000,
        },
      }, answer => {
        if (answer.kind === 'step') error ??= answer.error;
        else if (answer.kind === 'cut') error = answer.why;
        else if (answer.kind === 'broken') error = answer.message;
      }, failure => this.judge(failure ?? error, source));
    }

    judge(error, source) {
      if (error) {
        const said = error.trimEnd().split('\n').at(-1);
        const last = Number([...error.matchAll(/, line (\d+)/g)].at(-1)?.[1]);
        const where = last > 1 && last <= source.split('\n').length ? `Line ${last}: ` : '';
        const [, sentence] = said.match(/^AssertionError: (.*)/) ?? [];
        this.tell(sentence ? `Not yet: ${sentence}.` : where + said);
        return;
      }
      this.tell('Solved. Step through it below.', true);
      try {
        const names = new Set([...solved(), this.figure.dataset.session]);
        localStorage.setItem(KEY, JSON.stringify([...names]));
      } catch { /* nothing is kept */ }
      this.run();
    }
  };
})();
