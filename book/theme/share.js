// What a player gives away: a link that holds the program, its picture, its diagram.
(() => {
  'use strict';
  const { ask, el, folder, Player } = pyLive;

  /** Text in the letters that an address may have. */
  function pack(text) {
    const bytes = [...new TextEncoder().encode(text)];
    return btoa(bytes.map(byte => String.fromCharCode(byte)).join(''))
      .replaceAll('+', '-').replaceAll('/', '_').replace(/=+$/, '');
  }

  function unpack(packed) {
    const letters = atob(packed.replaceAll('-', '+').replaceAll('_', '/'));
    return new TextDecoder().decode(Uint8Array.from(letters, letter => letter.charCodeAt(0)));
  }

  /** The fragment of an address that opens the playground so. */
  function fragment({ code, profile, mode, step, layers }) {
    return '#' + new URLSearchParams({ code: pack(code), profile, mode, step, layers });
  }

  /** What a fragment says; nothing where it is none of ours. */
  function read(hash) {
    const found = new URLSearchParams(hash.slice(1));
    if (!found.has('code')) return undefined;
    try {
      const step = Number.parseInt(found.get('step') ?? '', 10);
      return {
        code: unpack(found.get('code')),
        classic: found.get('profile') === 'classic',
        script: found.get('mode') === 'script',
        step: Number.isNaN(step) ? Infinity : step,
        layers: Number(found.get('layers')) & pyLive.ALL,
      };
    } catch {
      return undefined;
    }
  }

  /** Inputs as a transcript, which says where each begins. */
  const transcript = inputs => inputs.map(input => input.trimEnd().split('\n')
    .map((line, at) => (at ? '... ' : '>>> ') + line).join('\n') + '\n').join('');

  Object.assign(Player.prototype, {
    /** The address of the playground with what the session has run. */
    address() {
      const prelude = this.prelude();
      const inputs = this.source === null ? [...prelude, ...this.data.inputs] : prelude;
      // What does not parse could not be cut into inputs again.
      const broken = this.steps.some(step => /^\w*(Syntax|Indentation|Tab)Error/m.test(step.error ?? ''));
      const code = this.source === null && broken
        ? transcript(inputs) : inputs.join('') + (this.source ?? '');
      const step = prelude.length ? this.at - this.steps.length : this.at;
      return new URL('../../playground.html' + fragment({
        code, step, layers: this.layers, mode: 'prompt', profile: this.profiles.value,
      }), folder).href;
    },

    share() {
      this.copy(this.address(), 'The link to this program is copied.');
    },

    copy(text, done) {
      const written = navigator.clipboard?.writeText(text) ?? Promise.reject();
      written.then(() => this.say(done),
        () => this.say('The browser does not let the page copy this:', text));
    },

    /** The picture as a file, with its style in it. */
    savePicture() {
      const { svg } = this.steps[this.at] ?? {};
      if (!svg) return;
      ask({ style: true }, ({ style }) => {
        const whole = svg.replace('</desc>', () => `</desc><style>${style}</style>`);
        const href = URL.createObjectURL(new Blob([whole], { type: 'image/svg+xml' }));
        const link = el('a', { href, download: 'heap.svg' });
        link.click();
        setTimeout(() => URL.revokeObjectURL(href), 1000);
        this.say('The picture is saved as heap.svg.');
      });
    },

    copyMermaid() {
      const { mermaid } = this.steps[this.at] ?? {};
      if (mermaid) this.copy(mermaid, 'The diagram is copied, as mermaid.');
    },
  });

  Object.assign(pyLive, { fragment, read });
})();
