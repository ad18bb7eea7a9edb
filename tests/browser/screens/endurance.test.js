// Months on a wall, in minutes: nothing grows, nothing is blank, nothing stops it.
import { after, before, test } from 'node:test';
import assert from 'node:assert/strict';
import { setTimeout as pause } from 'node:timers/promises';
import { launched } from '../lib/browser.js';
import { at, deckOf, expected, filesOf, next, slide } from '../lib/decks.js';
import { history, pass, shown, wallServer, watch } from '../lib/wall.js';

const MINUTE = 60_000;
const MEGABYTE = 1024 * 1024;
let browser;

before(async () => {
  browser = await launched();
});
after(() => browser?.close());

async function playing(deck, options = { time: at('09:00') }) {
  const wall = await wallServer(filesOf(deck));
  const page = await watch(browser, wall.url, options);
  return { wall, page };
}

async function close({ wall, page }) {
  assert.equal(await page.evaluate(() => window.blanks), 0, 'it was blank');
  assert.deepEqual(page.outside, [], 'it asked another host');
  await page.context().close();
  await wall.kill();
}

async function counted(session, page) {
  await session.send('HeapProfiler.collectGarbage');
  const { metrics } = await session.send('Performance.getMetrics');
  const of = (name) => metrics.find((metric) => metric.name === name).value;
  return {
    heap: of('JSHeapUsedSize'),
    nodes: of('Nodes'),
    listeners: of('JSEventListeners'),
    scripts: await page.evaluate(() => document.scripts.length),
    elements: await page.evaluate(() => document.querySelectorAll('*').length),
  };
}

test('ten thousand slides, polled all the while, leave nothing behind', async () => {
  const deck = deckOf({ slides: Array.from({ length: 12 }, (_, number) => slide(`s${number}`, { ms: 2000 })) });
  const both = await playing(deck);
  const session = await both.page.context().newCDPSession(both.page);
  await session.send('Performance.enable');
  const run = async (changes) => {
    for (let done = 0; done < changes; done += 500) await pass(both.page, 500 * 2000, 500 * 2000);
    await both.page.evaluate(() => { window.seen.length = 0; });
  };
  await run(1000);
  const before = await counted(session, both.page);
  await run(10_000);
  const later = await counted(session, both.page);
  assert.equal(await both.page.evaluate(() => window.blanks), 0);
  const now = await shown(both.page);
  assert.equal(now.id, expected(deck, now.t));
  const ofSlide = 12;
  assert.ok(later.heap - before.heap <= 2 * MEGABYTE, `${later.heap - before.heap} bytes more`);
  assert.ok(later.nodes - before.nodes <= 2 * ofSlide, `${later.nodes - before.nodes} nodes more`);
  assert.ok(Math.abs(later.elements - before.elements) <= 2 * ofSlide);
  assert.ok(later.listeners <= before.listeners, `${later.listeners - before.listeners} listeners more`);
  assert.equal(later.scripts, before.scripts);
  await close(both);
});

test('two hundred changes and five new decks: never a blank frame', async () => {
  const slides = ['a', 'b', 'c', 'd'].map((id) => slide(id, { ms: 40 }));
  const deck = deckOf({ slides, poll_s: 1, built_at: today() });
  const both = await playing(deck, { real: true });
  const session = await both.page.context().newCDPSession(both.page);
  const frames = [];
  session.on('Page.screencastFrame', ({ data, sessionId }) => {
    frames.push(data);
    session.send('Page.screencastFrameAck', { sessionId }).catch(() => undefined);
  });
  await session.send('Page.startScreencast', { format: 'png', everyNthFrame: 1 });
  const versions = new Set();
  for (let number = 1; number <= 6 || (await history(both.page)).length < 230; number++) {
    if (number > 60) break;
    const current = number <= 6 ? next(deck, number) : next(deck, 6);
    Object.assign(both.wall.files, filesOf(current, { urgent: true }));
    for (let tries = 0; tries < 40 && (await shown(both.page)).version !== current.version; tries++) await pause(100);
    await pause(400);
    versions.add((await shown(both.page)).version);
  }
  await session.send('Page.stopScreencast');
  const seen = await history(both.page);
  assert.ok(seen.length >= 200, `${seen.length} changes`);
  assert.equal(versions.size, 6);
  assert.ok(frames.length >= 50, `${frames.length} frames`);
  const colours = await coloursOf(frames);
  assert.deepEqual(colours.filter((count) => count < 3), [], 'frames of fewer than three colours');
  await close(both);
});

/** Decks of tests in real time are of today. */
function today() {
  return Math.floor(Date.now() / 1000) * 1000 - 3_600_000;
}

/** How many colours each picture has, counted in a page of its own. */
async function coloursOf(pictures) {
  const page = await browser.newPage();
  const counts = [];
  for (const picture of pictures) {
    counts.push(await page.evaluate(async (data) => {
      const image = new Image();
      image.src = `data:image/png;base64,${data}`;
      await image.decode();
      const canvas = new OffscreenCanvas(image.width, image.height);
      const context = canvas.getContext('2d');
      context.drawImage(image, 0, 0);
      const dots = new Uint32Array(context.getImageData(0, 0, image.width, image.height).data.buffer);
      return new Set(dots).size;
    }, picture));
  }
  await page.close();
  return counts;
}

test('two screens started apart change within 50 ms of each other, after a new deck too', async () => {
  const slides = ['a', 'b', 'c'].map((id) => slide(id, { ms: 250 }));
  const deck = deckOf({ slides, poll_s: 1, built_at: today() });
  const wall = await wallServer(filesOf(deck));
  const first = await watch(browser, wall.url, { real: true });
  await pause(700);
  const second = await watch(browser, wall.url, { real: true });
  const stretch = async () => {
    const from = Date.now() + 300;
    await pause(5000);
    const [a, b] = await Promise.all([first, second].map(history));
    const of = (seen) => seen.filter((one) => one.t > from && one.t < from + 4400);
    const gaps = of(a).map((one) => Math.min(...b.filter((other) => other.id === one.id).map((other) => Math.abs(other.t - one.t))));
    assert.ok(gaps.length >= 15, `${gaps.length} changes`);
    return gaps.sort((x, y) => x - y)[Math.floor(gaps.length * 0.95)];
  };
  // A machine with other work holds up one stretch of seconds; a player that drifts fails them all.
  const apart = async () => {
    let least = Infinity;
    for (let tries = 0; tries < 4 && least > 50; tries++) least = Math.min(least, await stretch());
    return least;
  };
  const before = await apart();
  assert.ok(before <= 50, `${before} ms apart`);
  Object.assign(wall.files, filesOf(next(deck, 2)));
  await pause(4000);
  assert.equal((await shown(first)).version, '0000000000000002');
  assert.equal((await shown(second)).version, '0000000000000002');
  const later = await apart();
  assert.ok(later <= 50, `${later} ms apart after the new deck`);
  await Promise.all([first, second].map((page) => page.context().close()));
  await wall.kill();
});

test('a storm of keys, clicks, wheels and sizes changes nothing', async () => {
  const deck = deckOf();
  const both = await playing(deck);
  const { page } = both;
  const menus = page.evaluate(() => new Promise((done) => {
    addEventListener('contextmenu', (event) => setTimeout(() => done(event.defaultPrevented)), { once: true });
  }));
  for (let round = 0; round < 10; round++) {
    for (const key of ['Space', 'ArrowRight', 'ArrowDown', 'PageDown', 'End', 'Escape', 'Tab', 'Enter', 'Home', 'a']) await page.keyboard.press(key);
    await page.mouse.click(30 * round + 10, 60);
    await page.mouse.click(100, 100, { button: 'right' });
    await page.mouse.dblclick(200, 100);
    await page.mouse.wheel(0, 500);
    await page.setViewportSize({ width: 300 + 40 * round, height: 150 + 30 * round });
    await pass(page, 8000);
    const now = await shown(page);
    assert.equal(now.id, expected(deck, now.t));
    assert.deepEqual(await page.evaluate(() => [scrollX, scrollY, document.documentElement.scrollTop, getSelection().toString()]), [0, 0, 0, '']);
  }
  assert.equal(await menus, true, 'a menu opens');
  await close(both);
});

test('a page that slept ten minutes shows the right slide within a second', async () => {
  const deck = deckOf();
  const both = await playing(deck);
  await pass(both.page, 3000);
  await both.page.clock.fastForward(10 * MINUTE + 3210);
  await both.page.clock.runFor(1000);
  const now = await shown(both.page);
  assert.equal(now.id, expected(deck, now.t));
  await close(both);
});

test('a timer that is lost is found again within ten seconds', async () => {
  const deck = deckOf();
  const both = await playing(deck);
  await pass(both.page, 3000);
  await both.page.evaluate(() => {
    const real = window.setTimeout;
    window.setTimeout = () => 0;
    window.setInterval(() => { window.setTimeout = real; }, 2500);
  });
  await pass(both.page, 30_000);
  const late = (await history(both.page)).slice(-2);
  assert.ok(late.every((one) => one.id === expected(deck, one.t)));
  const now = await shown(both.page);
  assert.equal(now.id, expected(deck, now.t));
  await close(both);
});
