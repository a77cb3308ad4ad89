// Questions: the last output of an example is hidden until the reader has guessed.
// Which were answered is kept in this browser and nowhere else.
(() => {
  'use strict';
  const { figures, able, ask, el, Player } = pyLive;
  const KEY = 'pyobject-guessed:' + location.pathname.split('/').pop();

  const asked = () => figures.filter(figure => figure.querySelector('.py-answer'));
  const name = figure => JSON.parse(figure.querySelector('script').textContent).inputs.join('');

  function guessed() {
    try {
      return JSON.parse(localStorage.getItem(KEY)) ?? [];
    } catch {
      return [];
    }
  }

  function keep(names) {
    try {
      if (names.length) localStorage.setItem(KEY, JSON.stringify(names));
      else localStorage.removeItem(KEY);
    } catch { /* nothing is kept */ }
    tell(names);
  }

  const forget = el('button', { type: 'button', class: 'py-tool', onclick: () => keep([]) }, 'Forget this');
  const told = el('p', { class: 'py-progress', role: 'status', hidden: true });

  /** Says near the title how many questions were answered, once one was. */
  function tell(names) {
    const all = asked().map(name);
    const count = all.filter(one => names.includes(one)).length;
    told.hidden = !count;
    told.replaceChildren(`${count} of ${all.length} questions answered. `, forget);
  }

  if (able && asked().length) {
    (document.querySelector('.content main h1') ?? figures[0]).after(told);
    tell(guessed());
  }

  Object.assign(Player.prototype, {
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
        this.slider.focus();
      } }, 'Show me'), says);
      details.hidden = true;
      details.after(form);
      this.form = form;
    },

    guess(guess, says) {
      const { answer, wrong } = this.data.predict;
      const answers = [answer, ...wrong.map(entry => entry.answer)];
      ask({ match: { guess, answers } }, heard => {
        if (heard.kind !== 'match') return;
        if (heard.at === 0) {
          this.reveal();
          const names = guessed().filter(other => other !== name(this.figure));
          keep([...names, name(this.figure)]);
          this.say('Yes, that is what it prints. Step back and see why.');
        } else if (heard.at > 0) {
          says.innerHTML = wrong[heard.at - 1].says;
        } else {
          this.point(says);
        }
      });
    },

    /** Says at which step the answer was made: the last that changed the picture. */
    point(says) {
      const same = (a, b) => a && b && a.mermaid === b.mermaid;
      let made = this.limit();
      while (made > 0 && same(this.steps[made], this.steps[made - 1])) made -= 1;
      if (!this.steps[made]) {
        says.textContent = 'No. Step through the lines before it and look again.';
        return;
      }
      const where = made === 0 ? 'before the first line' : this.told(made).replace(/^\w+/, word => word.toLowerCase());
      says.replaceChildren('No. The answer is made at ', el('button', {
        type: 'button', class: 'py-tool', onclick: () => this.go(made),
      }, `step ${made}`), `, ${where}. Look at what stands there.`);
    },

    /** Shows the answer and unlocks its step. */
    reveal() {
      this.hidden = this.profiles.disabled = false;
      this.form?.remove();
      this.form = undefined;
      const details = this.figure.querySelector('.py-answer');
      this.answer ??= details.querySelector('.py-out');
      if (this.answer) this.code.append(this.answer.cloneNode(true));
      details.hidden = !details.querySelector('ul');
      details.querySelector('pre')?.remove();
      details.querySelector('summary').textContent = 'Other answers';
      this.go(this.limit());
    },
  });
})();
