// Runs the player's WebAssembly beside the page. The page may end this worker at
// any moment: what was posted before that is not lost.
'use strict';

const encoder = new TextEncoder();
const decoder = new TextDecoder();
let module, player, asking;

const imports = {
  page: {
    emit(start, length) {
      const bytes = new Uint8Array(player.memory.buffer, start, length);
      postMessage({ id: asking, answer: decoder.decode(bytes) });
    },
  },
};

async function answer({ id, question }) {
  asking = id;
  try {
    player ??= (await WebAssembly.instantiate(module, imports)).exports;
    const bytes = encoder.encode(JSON.stringify(question));
    const start = player.alloc(bytes.length) >>> 0;
    new Uint8Array(player.memory.buffer, start, bytes.length).set(bytes);
    player.ask(start, bytes.length);
  } catch (error) {
    // A trap leaves the instance in an unknown state: the next question gets a
    // new one.
    player = undefined;
    postMessage({ id, broken: String(error) });
  }
  if (player?.memory.buffer.byteLength > 128 << 20) player = undefined;
  postMessage({ id, end: true });
}

let last = Promise.resolve();
onmessage = ({ data }) => {
  if (data.module) module = data.module;
  else last = last.then(() => answer(data));
};
