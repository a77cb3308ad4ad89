// Draws the concept figures. The library is large, so only a page that has such
// a figure loads it; a change between light and dark draws them again.
(() => {
  'use strict';
  const figures = [...document.querySelectorAll('pre.mermaid')];
  if (!figures.length) return;
  const sources = figures.map(figure => figure.textContent);
  const isDark = () => ['ayu', 'coal', 'navy']
    .some(name => document.documentElement.classList.contains(name));
  let drawn;

  async function draw() {
    drawn = isDark();
    mermaid.initialize({
      startOnLoad: false,
      theme: drawn ? 'dark' : 'neutral',
      themeVariables: { edgeLabelBackground: drawn ? '#2a2a2a' : '#f4f4f4' },
    });
    for (const [at, figure] of figures.entries()) {
      figure.removeAttribute('data-processed');
      figure.textContent = sources[at];
    }
    await mermaid.run({ nodes: figures });
  }

  const script = document.createElement('script');
  script.src = path_to_root + 'mermaid.min.js';
  script.onload = () => {
    draw();
    new MutationObserver(() => { if (isDark() !== drawn) draw(); })
      .observe(document.documentElement, { attributeFilter: ['class'] });
  };
  document.head.append(script);
})();
