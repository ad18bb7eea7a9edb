// The same page for everyone: without script, without style, by keyboard, in large type, without
// colour, and on the first screen of a phone. SHOTS=1 leaves pictures in tests/browser/shots.
import { after, before, test } from 'node:test';
import assert from 'node:assert/strict';
import { mkdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { launched, setLargeType, SIZES, visit } from './lib/browser.js';
import { expectNone } from './lib/findings.js';
import { wordlessLights, wordsOf } from './lib/measure.js';
import { largestOf, largestOfAllBelow, pagesOf, samplesOf } from './lib/pages.js';
import { serve } from './lib/server.js';
import { pinnedSite } from './lib/site.js';

const SHOTS = fileURLToPath(new URL('shots/', import.meta.url));
const PHONE = { width: 390, height: 844 };
const DESK = { width: 1280, height: 800 };
const LARGE = 22;

const folder = pinnedSite();
const pages = pagesOf(folder);
const samples = [...samplesOf(pages), ...largestOfAllBelow(folder)];
const largest = largestOf(pages);
const findings = [];
let browser;
let server;

// Every sample is opened twice, without script and with it; what is wrong is told by tests below.
before(async () => {
  server = await serve(folder);
  browser = await launched();
  const still = await browser.newPage({ viewport: PHONE, javaScriptEnabled: false });
  const tab = await browser.newPage({ viewport: PHONE });
  for (const page of samples) {
    const find = (check, faults) => findings.push(...faults.map((fault) => ({ check, page: page.path, ...fault })));
    await visit(still, server.origin, page);
    await visit(tab, server.origin, page);
    find('script', differing(await tab.evaluate(wordsOf, 'body'), await still.evaluate(wordsOf, 'body')));
    find('headings', await still.evaluate(headingsOutOfOrder));
    await withoutStyle(still);
    find('style', await still.evaluate(disordered));
    find('light', await tab.evaluate(wordlessLights));
    find('header', await tab.evaluate(highHeader));
    if (page.kind === 'home' || page.kind === 'tasks/*') find('fold', await tab.evaluate(belowTheFold));
  }
  await still.close();
  await tab.close();
});

after(async () => {
  await browser?.close();
  await server?.close();
});

/** Where the words of a page differ from those it says without script. */
function differing(words, without) {
  const at = words.findIndex((word, index) => word !== without[index]);
  if (at < 0 && words.length === without.length) return [];
  return [{ what: `says “${words.at(at)}” where it says “${without.at(at)}” without script` }];
}

async function withoutStyle(tab) {
  await tab.evaluate(() => document.querySelectorAll('link[rel=stylesheet]').forEach((link) => link.remove()));
}

/** What stands in the wrong order on a page without style. Sent to the browser whole, as the next. */
function disordered() {
  const found = [];
  const top = (element) => element.getBoundingClientRect().top;
  const first = document.querySelector('a[href], button, input, summary');
  if (first?.getAttribute('href') !== '#main') found.push({ what: `the first control is “${first?.textContent.trim()}”, not the skip link` });
  const main = document.querySelector('main');
  const heading = main.querySelector('h1');
  const parts = [...main.querySelectorAll('h2, h3, ul, ol, dl, table, figure, form, details, img')];
  const early = parts.find((part) => top(part) < top(heading) || part.compareDocumentPosition(heading) & Node.DOCUMENT_POSITION_FOLLOWING);
  if (early) found.push({ place: `${early.localName}.${early.className}`, what: 'stands before the h1' });
  const range = document.createRange();
  range.setStart(main, 0);
  range.setEndBefore(heading);
  const copy = range.cloneContents();
  copy.querySelectorAll('.notice').forEach((notice) => notice.remove());
  const before = copy.textContent.replace(/\s+/g, '');
  if (before.length > 120) found.push({ what: `${before.length} characters stand in main before the h1: “${before.slice(0, 40)}”` });
  const order = ['header', 'main', 'footer'].map((name) => document.querySelector(name));
  if (order.some((part, at) => at > 0 && top(part) < top(order[at - 1]))) found.push({ what: 'header, main and footer are out of order' });
  return found;
}

function headingsOutOfOrder() {
  const headings = [...document.querySelectorAll('h1, h2')].filter((heading) => heading.checkVisibility());
  const top = (heading) => heading.getBoundingClientRect().top;
  return headings.filter((heading, at) => at > 0 && top(heading) < top(headings[at - 1]))
    .map((heading) => ({ place: 'h1, h2', what: `“${heading.textContent.trim()}” stands above the heading before it` }));
}

/** A header that takes more than 200 px of a phone. */
function highHeader() {
  const { height } = document.querySelector('header').getBoundingClientRect();
  return height > 200 ? [{ size: '390 px', place: 'header', what: `is ${Math.round(height)} px high` }] : [];
}

/** How all tasks stand, or a task and until when, where it lies below the first screen. */
function belowTheFold() {
  const fold = window.innerHeight;
  return [...document.querySelectorAll('.home .dist-k li, .task .gauge .days, .task .gauge .result b')]
    .filter((part) => part.getBoundingClientRect().bottom > fold)
    .map((part) => ({ size: '390 × 844', place: part.localName, what: `“${part.textContent.trim()}” ends at ${Math.round(part.getBoundingClientRect().bottom)} px, the screen at ${fold}` }));
}

const SENTENCES = {
  script: 'a page says the same without script as with it',
  style: 'without style the order stays: skip link, site, heading before everything else of its page',
  headings: 'on a phone the headings stand in the order of the file',
  light: 'every light has a word beside its shape',
  header: 'the header takes at most 200 px of a phone',
  fold: 'the first screen of a phone shows how all tasks stand, of a task how it stands and until when',
};
for (const [check, sentence] of Object.entries(SENTENCES)) {
  test(sentence, () => expectNone(findings.filter((finding) => finding.check === check)));
}

test('the first press of Tab shows the skip link, Enter goes to the text', async () => {
  const tab = await browser.newPage({ viewport: PHONE });
  await visit(tab, server.origin, { path: '' });
  await tab.keyboard.press('Tab');
  const skip = await tab.evaluate(() => {
    const { left, top, width } = document.activeElement.getBoundingClientRect();
    return { href: document.activeElement.getAttribute('href'), left, top, width };
  });
  assert.equal(skip.href, '#main');
  assert.ok(skip.left >= 0 && skip.top >= 0 && skip.width > 0, 'the skip link stays out of sight');
  await tab.keyboard.press('Enter');
  await tab.keyboard.press('Tab');
  const inside = await tab.evaluate(() => document.querySelector('main').contains(document.activeElement));
  assert.ok(inside, 'the next Tab lands outside main');
  await tab.close();
});

test('large type is 22 px, without script too', async () => {
  for (const javaScriptEnabled of [true, false]) {
    const tab = await browser.newPage({ viewport: PHONE, javaScriptEnabled });
    await visit(tab, server.origin, { path: '' });
    await setLargeType(tab, true);
    assert.equal(await tab.evaluate(() => parseFloat(getComputedStyle(document.documentElement).fontSize)), LARGE, `script ${javaScriptEnabled ? 'on' : 'off'}`);
    await tab.close();
  }
});

test('large type is remembered on the next page and can be taken back', async () => {
  const tab = await browser.newPage({ viewport: PHONE });
  const size = () => tab.evaluate(() => parseFloat(getComputedStyle(document.documentElement).fontSize));
  await visit(tab, server.origin, { path: '' });
  await setLargeType(tab, true);
  await visit(tab, server.origin, { path: 'tasks/' });
  assert.equal(await size(), LARGE, 'forgotten on the next page');
  assert.ok(await tab.locator('#elder').isChecked(), 'the switch does not show it');
  await setLargeType(tab, false);
  assert.equal(await size(), 16, 'it cannot be taken back');
  await visit(tab, server.origin, { path: '' });
  assert.equal(await size(), 16, 'it comes back on the next page');
  await tab.close();
});

test('large type looks the same without script as with it', async () => {
  const boxes = (tab) => tab.evaluate(() => [...document.querySelectorAll('body *')].map((element) => {
    const { left, top, width, height } = element.getBoundingClientRect();
    return { name: `${element.localName}.${element.getAttribute('class') ?? ''}`, box: [left, top, width, height].map(Math.round).join() };
  }));
  const still = await browser.newPage({ javaScriptEnabled: false });
  const tab = await browser.newPage();
  const found = [];
  for (const page of largest) {
    for (const one of [still, tab]) {
      await visit(one, server.origin, page);
      await setLargeType(one, true);
    }
    for (const size of [PHONE, DESK]) {
      for (const one of [still, tab]) await one.setViewportSize(size);
      const plain = await boxes(still);
      const other = (await boxes(tab)).find((one, at) => one.box !== plain[at]?.box);
      if (other) found.push({ page: page.path, size: `${size.width} px`, place: other.name, what: 'stands elsewhere without script' });
    }
  }
  for (const one of [still, tab]) await one.close();
  expectNone(found);
});

test('lights differ in shape, not only in colour', async () => {
  const tab = await browser.newPage();
  await visit(tab, server.origin, { path: '' });
  const shapes = await tab.evaluate(() => [...document.querySelectorAll('symbol[id^="l-"]')].map((symbol) => {
    const drawing = symbol.innerHTML.replace(/ (class|fill|stroke)="#?[^"]*"/g, '');
    return [symbol.id, drawing];
  }));
  assert.equal(shapes.length, 9, `lights: ${shapes.map(([id]) => id)}`);
  const twins = shapes.filter(([, drawing], at) => shapes.findIndex(([, other]) => other === drawing) !== at);
  assert.deepEqual(twins.map(([id]) => id), []);
  await tab.close();
});

test('pictures for the eye are left in shots/', { skip: process.env.SHOTS !== '1' }, async () => {
  mkdirSync(SHOTS, { recursive: true });
  const tab = await browser.newPage();
  const session = await tab.context().newCDPSession(tab);
  const name = (page) => (page.path.replace(/\/$/, '').replaceAll('/', '_') || 'home');
  for (const page of samples) {
    await visit(tab, server.origin, page);
    const shot = (kind) => tab.screenshot({ path: `${SHOTS}${name(page)}-${kind}.png`, fullPage: true });
    for (const size of SIZES) {
      await tab.setViewportSize(size);
      await shot(size.width);
      await setLargeType(tab, true);
      await shot(`${size.width}-large`);
      await setLargeType(tab, false);
    }
    for (const type of ['deuteranopia', 'achromatopsia']) {
      await session.send('Emulation.setEmulatedVisionDeficiency', { type });
      await shot(type);
    }
    await session.send('Emulation.setEmulatedVisionDeficiency', { type: 'none' });
  }
  await tab.close();
});
