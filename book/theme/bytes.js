// The bytes view of a player: objects are chosen in the picture, by a click or by
// keyboard, and their memory is shown below it, step by step.
(() => {
  'use strict';
  const { el, Player } = pyLive;

  Object.assign(Player.prototype, {
    toggleBytes() {
      const on = this.panel.hidden;
      this.panel.hidden = !on;
      this.baring.setAttribute('aria-pressed', on);
      if (!on) this.chosen = [];
      this.dressCards();
      this.showBytes(this.steps[this.at]);
    },

    /** Lets a click, Enter or the space bar on a card choose its object. */
    watchCards() {
      const choose = event => {
        const card = event.target.closest('g.object');
        if (!card) return;
        event.preventDefault();
        this.choose(Number(card.dataset.serial));
      };
      this.picture.addEventListener('click', choose);
      this.picture.addEventListener('keydown', event => {
        if (event.key === 'Enter' || event.key === ' ') choose(event);
      });
    },

    /** Chooses an object, or lets go of it. Of three, the first is let go. */
    choose(serial) {
      const without = this.chosen.filter(other => other !== serial);
      this.chosen = without.length < this.chosen.length
        ? without : [...without, serial].slice(-2);
      this.panel.hidden = false;
      this.baring.setAttribute('aria-pressed', true);
      this.dressCards();
      this.record({ goal: this.at });
    },

    /** Makes cards buttons while bytes are shown, and marks the chosen ones. */
    dressCards(focus) {
      const svg = this.picture.querySelector('svg');
      if (!svg) return;
      const on = !this.panel.hidden;
      svg.setAttribute('role', on ? 'group' : 'img');
      for (const pin of svg.querySelectorAll('.py-pin')) pin.remove();
      for (const card of svg.querySelectorAll('g.object')) {
        const at = this.chosen.indexOf(Number(card.dataset.serial));
        card.classList.toggle('py-pinned', at >= 0);
        if (!on) {
          for (const name of ['tabindex', 'role', 'aria-label', 'aria-pressed']) card.removeAttribute(name);
          continue;
        }
        const kind = card.querySelector('.hp-type')?.textContent;
        const value = card.querySelector('.hp-value')?.textContent ?? '';
        card.setAttribute('tabindex', 0);
        card.setAttribute('role', 'button');
        card.setAttribute('aria-pressed', at >= 0);
        card.setAttribute('aria-label', `Bytes of ${kind} ${value} at ${card.dataset.place}`);
        if (at >= 0) {
          const box = card.querySelector('.hp-box');
          const pin = document.createElementNS(svg.namespaceURI, 'text');
          pin.setAttribute('class', 'py-pin');
          pin.setAttribute('x', Number(box.getAttribute('x')) - 7);
          pin.setAttribute('y', Number(box.getAttribute('y')) + 6);
          pin.textContent = '①②'[at];
          card.append(pin);
        }
        if (card.dataset.serial === focus) card.focus();
      }
    },

    showBytes(step) {
      if (this.panel.hidden || !step) return;
      const tables = this.chosen.map((serial, at) => {
        const table = el('div', { class: 'py-memory', tabindex: 0, role: 'group', 'aria-label': `Object ${at + 1}` });
        table.innerHTML = step.bytes[at] ?? '';
        const name = table.querySelector('caption') ?? table.querySelector('p');
        name?.prepend('①②'[at] + ' ');
        return table;
      });
      const how = el('p', { class: 'py-how' }, 'Choose an object in the picture to see its memory: '
        + 'press on it, or go to it with Tab and press Enter. Two can stand side by side.');
      this.panel.replaceChildren(...(tables.length ? tables : [how]));
    },
  });
})();
