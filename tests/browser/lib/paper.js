// What of a page belongs on paper. Sent to the browser whole, so it stands alone.

/** Texts that must be readable on paper: { text, place, folded }. Left out are the controls of a
 * screen (navigation, filters, buttons, the handles of folds) and the tables behind charts. */
export function wordsForPaper() {
  // Of many reports (.rest) paper has the last three.
  const SCREEN = '.strip .from, .switch, .nav, .crumbs, .filters, .pages, .skip, .marks, .foot nav, details.table, .data, .no-print, .parent, .rest, .btn, .vh, svg .minor, title, script, style';
  const folds = [...document.querySelectorAll('details:not([open])')];
  for (const fold of folds) fold.open = true;
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  const words = [];
  while (walker.nextNode()) {
    const parent = walker.currentNode.parentElement;
    const text = walker.currentNode.data.trim();
    const handle = parent.closest('summary');
    const plain = handle !== null && handle.childElementCount === 0;
    // Where a page carries an official text, that text alone is the paper.
    if (document.querySelector('.official') && !parent.closest('.official')) continue;
    if (!text || plain || parent.closest(SCREEN) || !parent.checkVisibility()) continue;
    const place = `${parent.parentElement.localName}.${parent.parentElement.className.baseVal ?? parent.parentElement.className} > ${parent.localName}.${parent.className.baseVal ?? parent.className}`;
    words.push({ text, place: place.replace(/\.(?= |$)/g, ''), folded: folds.some((fold) => fold.contains(parent)) });
  }
  for (const fold of folds) fold.open = false;
  return words;
}
