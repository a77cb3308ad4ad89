// The engine of a page's live examples: one worker, which answers one question at a
// time; a question that takes too long is stopped by ending the worker, and the next
// gets a new one. Begins the global object that the scripts after this one add to.
window.pyLive = (() => {
  'use strict';

  const figures = [...document.querySelectorAll('figure.py[data-player]')];
  const isPrint = /\/print(\.html)?$/.test(location.pathname);
  const served = location.protocol.startsWith('http');
  const able = figures.length > 0 && !isPrint && served
    && Boolean(window.Worker && window.WebAssembly && window.IntersectionObserver);

  const folder = figures.length
    ? new URL(figures[0].dataset.player + '/', document.baseURI) : undefined;
  const queue = [];
  let compiled, worker, current, ids = 0;

  function compile() {
    compiled ??= WebAssembly.compileStreaming(fetch(new URL('player.wasm', folder)));
    return compiled;
  }

  async function start() {
    const module = await compile();
    worker = new Worker(new URL('worker.js', folder));
    worker.postMessage({ module });
    worker.onmessage = ({ data }) => {
      if (!current || data.id !== current.id) return;
      if (data.answer) current.hear(JSON.parse(data.answer));
      else if (data.broken) current.hear({ kind: 'broken', message: data.broken });
      else finish();
    };
  }

  function finish() {
    const done = current;
    current = undefined;
    done.end();
    next();
  }

  async function next() {
    if (current || !queue.length) return;
    current = queue.shift();
    const mine = current;
    try {
      if (!worker) await start();
    } catch {
      current = undefined;
      queue.length = 0;
      mine.end('The runtime could not be loaded.');
      return;
    }
    if (current === mine) worker.postMessage({ id: mine.id, question: mine.question });
  }

  /** Asks; `hear` gets each answer as it is made, `end` is called once. */
  function ask(question, hear, end = () => {}, first = true) {
    const job = { id: ++ids, question, hear, end };
    if (first) queue.unshift(job);
    else queue.push(job);
    next();
    return job;
  }

  /** Stops a job, whatever it is doing. What it has said stays said. */
  function stop(job) {
    const waiting = queue.indexOf(job);
    if (waiting >= 0) {
      queue.splice(waiting, 1);
      job.end();
    } else if (job === current) {
      worker?.terminate();
      worker = undefined;
      finish();
    }
  }

  if (figures.length && !served && !document.querySelector('.py-needs')) {
    const note = document.createElement('p');
    note.className = 'py-needs';
    note.append('The examples of this page come alive when the book is served: '
      + 'browsers run no WebAssembly from a file. In the repository, ');
    const code = document.createElement('code');
    code.textContent = 'cargo book';
    note.append(code, ' does that.');
    (document.querySelector('.content main h1') ?? figures[0]).after(note);
  }

  return { figures, able, folder, ask, stop };
})();
