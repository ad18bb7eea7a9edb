// What is measured inside a page. Each function is sent to the browser whole, so it stands alone.

/** Everything wrong with the layout at the current size: { check, place, what }; of text only what
 * stands within elements of a selector. */
export function layoutFaults(within = 'body') {
  const faults = [];
  const width = document.documentElement.clientWidth;
  const fault = (check, element, what) => faults.push({ check, place: placeOf(element), what });

  function placeOf(element) {
    const names = [];
    for (let at = element; at && at !== document.body && names.length < 3; at = at.parentElement) {
      const classes = [...at.classList].slice(0, 2).map((name) => `.${name}`).join('');
      names.unshift(at.localName + (at.id ? `#${at.id}` : classes));
      if (at.id) break;
    }
    return names.join(' > ');
  }
  const said = (text) => `“${text.trim().replace(/\s+/g, ' ').slice(0, 24)}”`;
  const styles = new Map();
  const styleOf = (element) => {
    if (!styles.has(element)) styles.set(element, getComputedStyle(element));
    return styles.get(element);
  };
  const forListeners = (element) => element.closest('.vh, .skip') !== null;

  // Lines of text: one box per line of every visible text, cut down from the font's ascent and
  // descent to the square a character fills.
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  const lines = [];
  const texts = [];
  const range = document.createRange();
  while (walker.nextNode()) {
    const node = walker.currentNode;
    const parent = node.parentElement;
    if (!node.data.trim() || !parent.closest(within) || !parent.checkVisibility({ visibilityProperty: true })) continue;
    if (parent.closest('title, desc, script, style, noscript') || forListeners(parent)) continue;
    const svg = parent.ownerSVGElement;
    const scale = svg && parent.getScreenCTM ? parent.getScreenCTM().a : 1;
    const size = parseFloat(styleOf(parent).fontSize) * scale;
    range.selectNodeContents(node);
    const rects = svg ? [parent.getBoundingClientRect()] : [...range.getClientRects()];
    const boxes = rects.filter((rect) => rect.width > 0.5).map((rect) => {
      const middle = (rect.top + rect.bottom) / 2;
      return { left: rect.left, right: rect.right, top: middle - size * 0.45, bottom: middle + size * 0.45 };
    });
    if (boxes.length === 0) continue;
    texts.push({ node, parent, size, svg, boxes });
    for (const box of boxes) lines.push({ ...box, node, parent, text: node.data });
  }

  // Sideways scroll.
  const wide = Math.max(document.documentElement.scrollWidth, document.body.scrollWidth);
  if (wide > width) {
    const out = [...document.body.querySelectorAll('*')].filter((element) => {
      const rect = element.getBoundingClientRect();
      return rect.right > width + 0.5 && rect.width > 0 && !scrolledBy(element);
    });
    const worst = out.filter((element) => !out.includes(element.parentElement)).slice(0, 3);
    for (const element of worst.length ? worst : [document.body]) {
      fault('sideways', element, `the page is ${wide} px wide on ${width}; ends at ${Math.round(element.getBoundingClientRect().right)}`);
    }
  }
  // No table needs a push on a phone.
  for (const frame of width < 400 ? document.querySelectorAll('.scroll') : []) {
    if (frame.scrollWidth > frame.clientWidth + 1) {
      fault('frame', frame, `what is ${frame.scrollWidth} px wide is seen through ${frame.clientWidth}`);
    }
  }
  function scrolledBy(element) {
    const around = (at) => (styleOf(at).position === 'absolute' ? at.offsetParent : at.parentElement);
    for (let at = around(element); at && at !== document.body; at = around(at)) {
      if (/auto|scroll/.test(styleOf(at).overflowX)) return at;
    }
    return null;
  }

  // Cut text: outside the window, or outside a box that hides what does not fit.
  const clips = new Map();
  function clipOf(element) {
    if (!element || element === document.documentElement) {
      return { left: 0, right: width, top: -Infinity, bottom: Infinity, by: document.documentElement };
    }
    if (clips.has(element)) return clips.get(element);
    const above = clipOf(element.parentElement);
    let clip = above;
    const style = styleOf(element);
    const inner = element.ownerSVGElement !== null && element.ownerSVGElement !== undefined;
    if (element !== document.body && !inner && style.display !== 'inline' && style.display !== 'contents') {
      const rect = element.getBoundingClientRect();
      const hides = (value) => value === 'hidden' || value === 'clip';
      const rolls = (value) => value === 'auto' || value === 'scroll';
      if (rolls(style.overflowX) || rolls(style.overflowY)) {
        clip = { left: -Infinity, right: Infinity, top: -Infinity, bottom: Infinity, by: element };
      } else if (hides(style.overflowX) || hides(style.overflowY)) {
        clip = {
          left: hides(style.overflowX) ? Math.max(above.left, rect.left) : above.left,
          right: hides(style.overflowX) ? Math.min(above.right, rect.right) : above.right,
          top: hides(style.overflowY) ? Math.max(above.top, rect.top) : above.top,
          bottom: hides(style.overflowY) ? Math.min(above.bottom, rect.bottom) : above.bottom,
          by: element,
        };
      }
    }
    clips.set(element, clip);
    return clip;
  }
  for (const line of lines) {
    const clip = clipOf(line.parent);
    const over = Math.max(clip.left - line.left, line.right - clip.right, clip.top - line.top, line.bottom - clip.bottom);
    if (over > 1) fault('cut', line.parent, `${said(line.text)} is cut by ${Math.round(over)} px at ${placeOf(clip.by)}`);
  }

  // Overlapping text.
  lines.sort((a, b) => a.top - b.top);
  for (let i = 0; i < lines.length; i += 1) {
    const a = lines[i];
    for (let j = i + 1; j < lines.length && lines[j].top < a.bottom; j += 1) {
      const b = lines[j];
      if (a.node === b.node) continue;
      const across = Math.min(a.right, b.right) - Math.max(a.left, b.left);
      const down = Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top);
      if (across > 1.5 && down > 2) {
        fault('overlap', a.parent, `${said(a.text)} and ${said(b.text)} overlap by ${Math.round(across)} × ${Math.round(down)} px`);
      }
    }
  }

  // Size of type: 14 px, in charts 12 px as drawn.
  for (const text of texts) {
    const least = text.svg ? 12 : 14;
    if (text.size < least - 0.05) fault('type', text.parent, `${said(text.node.data)} is ${text.size.toFixed(1)} px, least is ${least}`);
  }

  // Targets: 24 × 24 px, or a link in a line of text that keeps 24 px to the next.
  const targets = [...document.querySelectorAll('a[href], button, input, select, textarea, summary')]
    .filter((element) => element.checkVisibility({ visibilityProperty: true }) && !forListeners(element))
    .map((element) => ({ element, label: element.closest('label'), rect: element.getBoundingClientRect() }))
    .map((target) => (target.label ? { ...target, rect: target.label.getBoundingClientRect() } : target))
    .filter((target) => target.rect.width > 0 && !(target.element.closest('svg')));
  for (const { element, rect } of targets) {
    const style = styleOf(element);
    const least = Math.min(rect.width, rect.height);
    if (style.display !== 'inline' && least < 23.95) {
      fault('target', element, `${said(element.textContent)} is ${rect.width.toFixed(0)} × ${rect.height.toFixed(0)} px, least is 24 × 24`);
    }
  }
  const inline = targets.filter(({ element }) => styleOf(element).display === 'inline')
    .map(({ element }) => ({ element, rect: element.getClientRects()[0] }))
    .filter(({ rect }) => rect)
    .sort((a, b) => a.rect.top - b.rect.top);
  for (let i = 0; i < inline.length; i += 1) {
    const a = inline[i].rect;
    for (let j = i + 1; j < inline.length && inline[j].rect.top - a.top < 24; j += 1) {
      const b = inline[j].rect;
      const shared = Math.min(a.right, b.right) - Math.max(a.left, b.left);
      const apart = (b.top + b.bottom) / 2 - (a.top + a.bottom) / 2;
      if (shared > 0 && apart > 0.5 && apart < 23.95) {
        fault('target', inline[j].element, `${said(inline[j].element.textContent)} lies ${apart.toFixed(0)} px under ${said(inline[i].element.textContent)}, least is 24`);
      }
    }
  }

  // Lines: what may not begin or end one (避头尾), numbers kept whole, no heading ending in one
  // character.
  const CLOSING = /[，。、；：！？）》”’〉」』】％%]/;
  const OPENING = /[（《“‘〈「『【]/;
  const blockOf = (element) => {
    let at = element;
    while (styleOf(at).display === 'inline' || styleOf(at).display === 'contents') at = at.parentElement;
    return at;
  };
  const topAt = (node, index) => {
    range.setStart(node, index);
    range.setEnd(node, index + 1);
    const rects = range.getClientRects();
    return rects.length ? rects[rects.length - 1].top : null;
  };
  let before = null;
  for (const text of texts) {
    if (text.svg) continue;
    const { node, parent, size } = text;
    const block = blockOf(parent);
    const data = node.data;
    const first = data.search(/\S/);
    const last = data.trimEnd().length - 1;
    if (before && before.block === block && CLOSING.test(data[first]) && !/\s/.test(data[0])) {
      const top = topAt(node, first);
      if (top !== null && top > before.bottom - 2) fault('line', parent, `a line begins with ${data[first]}: ${said(before.data.slice(-8) + '⏎' + data.slice(first))}`);
    }
    if (text.boxes.length > 1) {
      let start = first;
      let top = topAt(node, start);
      while (top !== null && start < last) {
        const end = topAt(node, last);
        if (end === null || Math.abs(end - top) < size * 0.5) break;
        let low = start;
        let high = last;
        while (high - low > 1) {
          const middle = (low + high) >> 1;
          const here = topAt(node, middle);
          if (here === null || Math.abs(here - top) < size * 0.5) low = middle;
          else high = middle;
        }
        const begins = data[high];
        const ends = data.slice(0, high).trimEnd().slice(-1);
        const spaced = /\s/.test(data[high - 1]);
        const around = said(`${data.slice(Math.max(0, high - 8), high)}⏎${data.slice(high, high + 8)}`);
        if (CLOSING.test(begins) && !spaced) fault('line', parent, `a line begins with ${begins}: ${around}`);
        if (OPENING.test(ends)) fault('line', parent, `a line ends with ${ends}: ${around}`);
        if (!spaced && /[\d.,]/.test(ends) && /[\d%]/.test(begins)) fault('line', parent, `a number is broken over two lines: ${around}`);
        start = high;
        const next = topAt(node, start);
        if (next === top) break;
        top = next;
      }
    }
    const rect = text.boxes[text.boxes.length - 1];
    before = { block, bottom: rect.bottom, data };
  }
  for (const heading of document.querySelectorAll('h1, h2')) {
    if (!heading.checkVisibility() || forListeners(heading)) continue;
    const size = parseFloat(styleOf(heading).fontSize);
    range.selectNodeContents(heading);
    const rects = [...range.getClientRects()].filter((rect) => rect.width > 0);
    const bottom = Math.max(...rects.map((rect) => rect.bottom));
    const lowest = rects.filter((rect) => bottom - rect.bottom < size * 0.5);
    const highest = Math.min(...rects.map((rect) => rect.top));
    const long = Math.max(...lowest.map((rect) => rect.right)) - Math.min(...lowest.map((rect) => rect.left));
    if (bottom - highest > size * 2 && long < size * 1.5) {
      fault('line', heading, `the last line of ${said(heading.textContent)} holds one character`);
    }
  }
  return faults;
}

/** Main targets lower than a finger needs: { place, what }. */
export function lowTargets(least) {
  const main = '.nav a, label.switch, .pages a, .pill, .btn, summary';
  return [...document.querySelectorAll(main)]
    .filter((element) => element.checkVisibility({ visibilityProperty: true }))
    .map((element) => ({ element, height: element.getBoundingClientRect().height }))
    .filter(({ height }) => height < least - 0.5)
    .map(({ element, height }) => ({
      place: `${element.localName}.${element.className}`,
      what: `“${element.textContent.trim().slice(0, 16)}” is ${height.toFixed(0)} px high, least is ${least}`,
    }));
}

/** Shapes of lights that stand without a word: { place, what }. */
export function wordlessLights() {
  return [...document.querySelectorAll('use[href^="#l-"]')]
    .filter((use) => !use.closest('symbol, defs, svg.shapes'))
    .map((use) => ({ use, holder: use.closest('svg').parentElement }))
    .filter(({ holder }) => !/\p{Script=Han}/u.test(holder.textContent))
    .map(({ use, holder }) => ({
      place: `${holder.localName}.${holder.className}`,
      what: `${use.getAttribute('href')} stands without a word: “${holder.textContent.trim()}”`,
    }));
}

/** Text of the page in reading order, one entry per visible text, closed details included. */
export function wordsOf(selector) {
  const root = document.querySelector(selector);
  const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
  const words = [];
  while (walker.nextNode()) {
    const parent = walker.currentNode.parentElement;
    const text = walker.currentNode.data.replace(/\s+/g, ' ').trim();
    if (text && !parent.closest('script, style, [hidden]')) words.push(text);
  }
  return words;
}

/** How far things moved while the page loaded (cumulative layout shift). */
export function shifted() {
  return new Promise((done) => {
    let sum = 0;
    const observer = new PerformanceObserver((list) => {
      for (const entry of list.getEntries()) sum += entry.value;
    });
    observer.observe({ type: 'layout-shift', buffered: true });
    requestAnimationFrame(() => requestAnimationFrame(() => done(sum)));
  });
}
