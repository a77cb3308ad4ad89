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

  /** Makes an element what another one is, with as few changes as it takes. */
  function become(old, made) {
    if (old.nodeType === Node.TEXT_NODE) {
      if (old.data !== made.data) old.data = made.data;
      return;
    }
    for (const { name } of [...old.attributes]) {
      if (!made.hasAttribute(name)) old.removeAttribute(name);
    }
    for (const { name, value } of made.attributes) {
      if (old.getAttribute(name) !== value) old.setAttribute(name, value);
    }
    const children = [...old.childNodes];
    const wanted = [...made.childNodes];
    wanted.forEach((child, at) => {
      const other = children[at];
      if (!other) old.append(child);
      else if (other.nodeName !== child.nodeName) other.replaceWith(child);
      else if (!other.isEqualNode(child)) become(other, child);
    });
    for (const other of children.slice(wanted.length)) other.remove();
  }

  /** What a part is to stay, if it can: the same object, or one of the same kind. */
  const kind = part => part.dataset.serial ?? part.classList[0];

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
        for (const name of ['width', 'height', 'viewBox', 'style']) {
          const value = made.getAttribute(name);
          if (heap.getAttribute(name) !== value) heap.setAttribute(name, value);
        }
        const told = made.querySelector('desc');
        heap.querySelector('desc').replaceWith(told);
        const wanted = new Set(lines);
        const left = new Map();
        for (const [line, part] of parts) {
          if (wanted.has(line)) continue;
          if (!left.has(kind(part))) left.set(kind(part), []);
          left.get(kind(part)).push(part);
        }
        for (const line of wanted) {
          let part = parts.get(line);
          if (!part) {
            const made = pieces.shift();
            part = left.get(kind(made))?.shift();
            if (part) become(part, made);
            else part = made;
          }
          this.parts.set(line, part);
        }
        for (const part of [...left.values()].flat()) part.remove();
        let next = told.nextElementSibling;
        for (const part of this.parts.values()) {
          if (part === next) next = next.nextElementSibling;
          else heap.insertBefore(part, next);
        }
      }
      // Many that fade in at once would hold the page up.
      this.picture.classList.toggle('py-many', lines.length > 100);
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
      // Where places are not shown, they are as long as addresses are.
      const shown = Boolean(this.layers & IDS);
      if (on ? !shown : shown && this.borrowed) this.toggleLayers(IDS);
      else this.show(this.at);
      this.borrowed = on && !shown;
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
