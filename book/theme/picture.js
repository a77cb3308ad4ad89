// The picture of a step in the page: from one step to the next only what differs is put
// there. And, on request, the addresses that objects have in this page.
(() => {
  'use strict';
  const { Player } = pyLive;
  /** The layer of places, which addresses stand for. */
  const IDS = 4;

  /** `a0+0x4f30` as the number that `id()` answers here; nothing where it is not known. */
  function address(place, bases) {
    const [, arena, offset] = place.match(/^a(\d+)\+(.+)$/);
    return bases[arena] && bases[arena] + Number(offset);
  }

  Object.assign(Player.prototype, {
    draw(step) {
      const held = document.activeElement?.closest?.('g.object');
      const serial = this.picture.contains(held) ? held.dataset.serial : undefined;
      if (this.drawn !== step.svg) {
        this.renew(step.svg);
        this.drawn = step.svg;
      }
      this.dressCards(serial);
      if (this.addresses) this.showAddresses();
      this.follow();
      this.showBytes(step);
    },

    /** Puts a picture in place of the one before. Each of its parts is a line of its own. */
    renew(svg) {
      const [head, ...lines] = svg.replace(/<\/svg>\s*$/, '').split('\n').filter(Boolean);
      const parts = this.parts ?? new Map();
      const fresh = [...new Set(lines)].filter(line => !parts.has(line));
      const holder = document.createElement('div');
      holder.innerHTML = head + fresh.join('') + '</svg>';
      const made = holder.firstElementChild;
      let heap = this.picture.firstElementChild;
      const pieces = [...made.children].filter(piece => !piece.matches('title, desc'));
      this.parts = new Map();
      if (!heap || pieces.length !== fresh.length) {
        // The first one; or, of parts that are no lines, all anew.
        this.picture.innerHTML = svg;
        heap = this.picture.firstElementChild;
        const all = [...heap?.children ?? []].filter(piece => !piece.matches('title, desc'));
        if (all.length === lines.length) lines.forEach((line, at) => this.parts.set(line, all[at]));
      } else {
        for (const name of ['width', 'height', 'viewBox']) {
          const value = made.getAttribute(name);
          if (heap.getAttribute(name) !== value) heap.setAttribute(name, value);
        }
        const told = made.querySelector('desc');
        heap.querySelector('desc').replaceWith(told);
        for (const line of lines) this.parts.set(line, parts.get(line) ?? pieces.shift());
        for (const [line, part] of parts) if (!this.parts.has(line)) part.remove();
        let next = told.nextElementSibling;
        for (const part of this.parts.values()) {
          if (part === next) next = next.nextElementSibling;
          else heap.insertBefore(part, next);
        }
      }
      heap?.style.setProperty('--w', heap.getAttribute('width') + 'px');
    },

    /** Scrolls a picture that is larger than its frame to what has just changed. */
    follow() {
      const { picture } = this;
      if (picture.scrollHeight <= picture.clientHeight
        && picture.scrollWidth <= picture.clientWidth) return;
      const frame = picture.getBoundingClientRect();
      const kinds = ['text.hot', '.object.new', 'g.hot:not(.arrow)', '.object.freed'];
      const changed = kinds.flatMap(kind => [...picture.querySelectorAll(kind)]);
      const parts = changed.map(part => part.getBoundingClientRect());
      const seen = parts.some(part => part.top >= frame.top && part.bottom <= frame.bottom
        && part.left >= frame.left && part.right <= frame.right);
      if (seen || !parts.length) return;
      picture.scrollTop += parts[0].top - frame.top - frame.height / 4;
      picture.scrollLeft += parts[0].left - frame.left - frame.width / 4;
    },

    /** Places as numbers of this page's heap, or as they are the same everywhere. */
    toggleAddresses() {
      const on = this.addresses = !this.addresses;
      this.addressing.setAttribute('aria-pressed', on);
      this.picture.textContent = '';
      this.drawn = this.parts = undefined;
      const borrowed = !(this.data.layers & IDS) && this.layers !== pyLive.ALL;
      if (borrowed && on !== Boolean(this.layers & IDS)) this.toggleLayers(IDS);
      else this.show(this.at);
    },

    /** Writes the address of each object where its place stood. */
    showAddresses() {
      for (const card of this.picture.querySelectorAll('g.object')) {
        const { place } = card.dataset;
        const number = address(place, this.bases);
        const text = card.querySelector(':scope > .hp-small')?.firstChild;
        if (number && text?.data.startsWith(place)) {
          text.data = number + text.data.slice(place.length);
        }
      }
    },
  });
})();
