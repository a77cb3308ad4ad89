// Runs the player's WebAssembly beside the page. The page may end this worker at
// any moment: what was posted before that is not lost.
'use strict';

const encoder = new TextEncoder();
const decoder = new TextDecoder();
const texts = new Map();
let module, rest, player, asking;

const imports = {
  page: {
    emit(start, length) {
      const bytes = new Uint8Array(player.memory.buffer, start, length);
      postMessage({ id: asking, answer: decoder.decode(bytes) });
    },
    library(start, length, out) {
      const name = decoder.decode(new Uint8Array(player.memory.buffer, start, length));
      const text = read('lib/' + name);
      if (!text) return 0;
      new DataView(player.memory.buffer).setUint32(out, put(text), true);
      return text.length;
    },
    /** Adds the second part of the player; a program that calls it waits for it. */
    more() {
      const bytes = read('more.wasm');
      if (!bytes) throw { why: 'Stopped: the rest of the runtime could not be loaded.' };
      rest ??= new WebAssembly.Module(bytes);
      const table = {};
      for (const { module, name } of WebAssembly.Module.imports(rest)) {
        if (module === 'table') table[name] = player.table.get(name);
      }
      new WebAssembly.Instance(rest, { first: player, table });
    },
  },
};

/** The bytes of a file beside this one; who asks waits for them. */
function read(name) {
  if (!texts.has(name)) {
    const request = new XMLHttpRequest();
    request.open('GET', name, false);
    request.responseType = 'arraybuffer';
    try {
      request.send();
    } catch {
      return undefined;
    }
    if (request.status !== 200) return undefined;
    texts.set(name, new Uint8Array(request.response));
  }
  return texts.get(name);
}

/** A block of the player's memory with a copy of these bytes. */
function put(bytes) {
  const start = player.alloc(bytes.length) >>> 0;
  new Uint8Array(player.memory.buffer, start, bytes.length).set(bytes);
  return start;
}

/** A question as the player reads it: what `question.rs` says. */
function written(question) {
  const bytes = [];
  const number = n => bytes.push(...new Uint8Array(new BigUint64Array([BigInt(n)]).buffer));
  const text = t => {
    const letters = encoder.encode(t);
    number(letters.length);
    for (const letter of letters) bytes.push(letter);
  };
  const list = (all, one) => {
    number(all.length);
    all.forEach(one);
  };
  // One of `{ record }`, `{ match }` and `{ style }`.
  const { record, match } = question;
  text(Object.keys(question)[0]);
  if (record) {
    list(record.prelude, text);
    list(record.inputs ?? [], text);
    list(record.source === null ? [] : [record.source], text);
    for (const name of ['script', 'classic', 'layers', 'fuel']) number(record[name] ?? 0);
    list(record.chosen, number);
  } else if (match) {
    text(match.guess);
    list(match.answers, text);
  }
  return Uint8Array.from(bytes);
}

async function answer({ id, question }) {
  asking = id;
  try {
    player ??= (await WebAssembly.instantiate(module, imports)).exports;
    const bytes = written(question);
    player.ask(put(bytes), bytes.length);
  } catch (error) {
    // A trap leaves the instance in an unknown state: the next question gets a
    // new one.
    player = undefined;
    // A RangeError is the browser's own stack, which the runtime cannot measure.
    const why = error instanceof RangeError
      ? 'Stopped: this went deeper than a browser allows.' : error.why;
    if (why) postMessage({ id, answer: JSON.stringify({ kind: 'cut', why }) });
    else postMessage({ id, broken: String(error) });
  }
  if (player?.memory.buffer.byteLength > 128 << 20) player = undefined;
  postMessage({ id, end: true });
}

let last = Promise.resolve();
onmessage = ({ data }) => {
  if (data.module) module = data.module;
  else last = last.then(() => answer(data));
};
