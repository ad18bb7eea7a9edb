// Where a player runs: on a web server, on a stick, at any size of window, inside a page.
import { after, before, test } from 'node:test';
import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { launched, launchedAlone, mayBeAlone } from '../lib/browser.js';
import { at, deckOf, expected, fileOf, filesOf, list, manifestOf, next, pageOf, player, slide } from '../lib/decks.js';
import { history, pass, passUntil, shown, wallServer, watch } from '../lib/wall.js';

const FIRST = deckOf();
const SECOND = next(FIRST, 2);
const isSecond = () => document.getElementById('stage').getAttribute('data-version') === '0000000000000002';
const tied = !mayBeAlone() && 'this user may not make a network namespace';
let browser;
let folder;

before(async () => {
  browser = await launched();
  folder = mkdtempSync(join(tmpdir(), 'daylight-stick-'));
});
after(async () => {
  await browser?.close();
  rmSync(folder, { recursive: true, force: true });
});

function put(files) {
  for (const [name, text] of Object.entries(files)) writeFileSync(join(folder, name), text);
}

/** What the page says to the console, violations of its policy among it. */
function complaints(page) {
  const said = [];
  page.on('console', (message) => said.push(message.text()));
  page.on('pageerror', (error) => said.push(error.message));
  return said;
}

test('from a stick, with the network off, it plays, hears news and survives half-written files', async () => {
  put(filesOf(FIRST));
  const url = pathToFileURL(join(folder, 'index.html')).href;
  const page = await watch(browser, url, { time: at('09:00'), offline: true });
  const said = complaints(page);
  await pass(page, 60_000);
  let now = await shown(page);
  assert.equal(now.id, expected(FIRST, now.t));
  assert.deepEqual(said, []);
  put({ 'manifest.js': manifestOf(SECOND), 'deck-0000000000000002.js': fileOf(SECOND).slice(0, 300) });
  await pass(page, 100_000);
  assert.equal((await shown(page)).version, FIRST.version);
  put({ 'deck-0000000000000002.js': fileOf(SECOND) });
  assert.ok((await passUntil(page, isSecond, 100_000)) <= 90_000);
  rmSync(join(folder, 'manifest.js'));
  await pass(page, 100_000);
  now = await shown(page);
  assert.equal(now.id, expected(SECOND, now.t));
  assert.deepEqual(page.outside, []);
  assert.equal(await page.evaluate(() => window.blanks), 0);
  await page.context().close();
});

test('where there is no network interface it plays its slides in order and hears news from a stick', { skip: tied }, async () => {
  put(filesOf(FIRST));
  const wall = await wallServer(filesOf(FIRST));
  const alone = await launchedAlone();
  const page = await watch(alone, pathToFileURL(join(folder, 'index.html')).href, { time: at('09:00') });
  const said = complaints(page);
  await pass(page, 60_000);
  const ids = (await history(page)).map(({ id }) => id);
  assert.ok(ids.length >= 7, `${ids}`);
  for (const [place, id] of ids.slice(1).entries()) assert.match('abca', new RegExp(ids[place] + id), `${ids}`);
  put({ 'deck-0000000000000002.js': fileOf(SECOND), 'manifest.js': manifestOf(SECOND) });
  assert.ok((await passUntil(page, isSecond, 100_000)) <= 90_000);
  assert.deepEqual(said, []);
  assert.equal(await page.evaluate(() => window.blanks), 0);
  await assert.rejects(page.goto(wall.url), /net::ERR_/, 'it reaches this machine');
  await alone.close();
  await wall.kill();
});

test('a stick that is never renewed counts as silence', async () => {
  const deck = deckOf({ slides: [slide('cover'), slide('exposure', { items: ['exposures/1'], ttl_h: 24 })] });
  put(filesOf(deck));
  const url = pathToFileURL(join(folder, 'index.html')).href;
  const page = await watch(browser, url, { time: at('09:00'), offline: true });
  const ids = async () => {
    const from = await page.evaluate(() => window.seen.length);
    await pass(page, 60_000);
    return [...new Set(await page.evaluate((start) => window.seen.slice(start).map((one) => one.id), from))].sort();
  };
  assert.deepEqual(await ids(), ['cover', 'exposure']);
  await page.clock.fastForward(at('09:00', 2) - (await shown(page)).t);
  await pass(page, 60_000);
  assert.deepEqual(await ids(), []);
  assert.deepEqual([(await shown(page)).id, (await shown(page)).stale], ['cover', true]);
  put({ 'manifest.js': manifestOf({ ...deck, built_at: at('00:00', 2) }) });
  await pass(page, 60_000);
  assert.deepEqual(await ids(), ['cover', 'exposure']);
  await page.context().close();
});

test('an old stick is no news: what it exposes stays away, and the notice of age stays', async () => {
  const deck = deckOf({ slides: [slide('cover'), slide('exposure', { items: ['exposures/1'], ttl_h: 24 })] });
  put(filesOf(deck));
  const url = pathToFileURL(join(folder, 'index.html')).href;
  const page = await watch(browser, url, { time: at('09:00'), offline: true });
  await pass(page, 60_000);
  const seenWith = async (time, manifest) => {
    await page.clock.fastForward(at(time, 4) - (await shown(page)).t);
    put({ 'manifest.js': manifest });
    await pass(page, 60_000);
    const from = await page.evaluate(() => window.seen.length);
    await pass(page, 60_000);
    const exposed = await page.evaluate((start) => window.seen.slice(start).some((one) => one.id === 'exposure'), from);
    return [exposed, (await shown(page)).stale];
  };
  assert.deepEqual(await seenWith('09:00', manifestOf(deck, { built_at: at('00:00', -2) })), [false, true]);
  assert.deepEqual(await seenWith('09:10', manifestOf(deck, { built_at: at('00:00', 1) })), [false, true], 'it was written three days ago');
  assert.deepEqual(await seenWith('09:20', manifestOf(deck, { built_at: at('00:00', 4) })), [true, false]);
  await page.context().close();
});

test('a mirror that is taken away when the server is silent counts as contact while it is there', async () => {
  const deck = deckOf({ slides: [slide('cover'), slide('exposure', { items: ['exposures/1'], ttl_h: 24 })] });
  put(filesOf(deck));
  const url = `${pathToFileURL(join(folder, 'index.html')).href}#mirror`;
  const page = await watch(browser, url, { time: at('09:00'), offline: true });
  const exposed = async (days) => {
    await page.clock.fastForward(at('09:00', days) - (await shown(page)).t);
    await pass(page, 60_000);
    const from = await page.evaluate(() => window.seen.length);
    await pass(page, 60_000);
    return page.evaluate((start) => window.seen.slice(start).some((one) => one.id === 'exposure'), from);
  };
  assert.equal(await exposed(2), true, 'the file is there');
  rmSync(join(folder, 'manifest.js'));
  assert.equal(await exposed(4), false, 'it was gone for two days');
  await page.context().close();
});

test('it asks for nothing but the manifest and decks beside it, and breaks no policy', async () => {
  const wall = await wallServer(filesOf(FIRST));
  const page = await watch(browser, wall.url, { time: at('09:00') });
  const said = complaints(page);
  await pass(page, 60_000);
  Object.assign(wall.files, filesOf(SECOND));
  await passUntil(page, isSecond, 100_000);
  assert.deepEqual([...new Set(wall.asked)].sort(), ['deck-0000000000000002.js', 'index.html', 'manifest.js']);
  assert.deepEqual(page.outside, []);
  assert.deepEqual(said, []);
  assert.equal(wall.asked.filter((name) => name === 'index.html').length, 1, 'it loaded itself again');
  await page.context().close();
  await wall.kill();
});

test('its title names screen, version and slide, and nobody offers to translate it', async () => {
  const deck = deckOf();
  const wall = await wallServer(filesOf(deck));
  const page = await watch(browser, wall.url, { time: at('09:00') });
  await pass(page, 30_000);
  const now = await shown(page);
  assert.equal(await page.title(), `wall ${deck.version} ${now.id}`);
  assert.equal(await page.locator('meta[name=google]').getAttribute('content'), 'notranslate');
  await page.context().close();
  await wall.kill();
});

test('a beat is sent only if it is asked for', async () => {
  const wall = await wallServer(filesOf(FIRST));
  const silent = await watch(browser, wall.url, { time: at('09:00') });
  await pass(silent, 20 * 60_000, 20_000);
  assert.equal(wall.asked.includes('beat.gif'), false);
  await silent.context().close();
  const page = await watch(browser, `${wall.url}#beat`, { time: at('09:00') });
  await pass(page, 20 * 60_000, 20_000);
  const beats = wall.asked.filter((name) => name === 'beat.gif').length;
  assert.ok(beats >= 4 && beats <= 5, `${beats} beats in twenty minutes`);
  await page.context().close();
  await wall.kill();
});

for (const [width, height] of [[384, 192], [800, 600], [320, 160], [385, 193]]) {
  test(`in a window of ${width}×${height} it lies dot for dot in the middle`, async () => {
    const wall = await wallServer(filesOf(FIRST));
    const page = await watch(browser, wall.url, { time: at('09:00'), viewport: { width, height } });
    await pass(page, 2000);
    const found = await page.evaluate(() => {
      const { x, y, width: wide, height: high } = document.getElementById('stage').getBoundingClientRect();
      const root = document.documentElement;
      const cursors = new Set([...document.querySelectorAll('html, body, #stage, #stage *')].map((one) => getComputedStyle(one).cursor));
      return { x, y, wide, high, scrolls: root.scrollWidth > innerWidth || root.scrollHeight > innerHeight, bars: innerWidth - root.clientWidth, cursors: [...cursors] };
    });
    const { x, y, ...rest } = found;
    assert.deepEqual(rest, { wide: 384, high: 192, scrolls: false, bars: 0, cursors: ['none'] });
    assert.equal(Number.isInteger(x) && Number.isInteger(y), true);
    assert.ok(Math.abs(x - (width - 384) / 2) <= 0.5 && Math.abs(y - (height - 192) / 2) <= 0.5);
    await page.context().close();
    await wall.kill();
  });
}

test('a dot of the deck is a dot of the panel, whatever the device calls a pixel', async () => {
  const wall = await wallServer(filesOf(FIRST));
  const page = await watch(browser, wall.url, { time: at('09:00'), deviceScaleFactor: 2, viewport: { width: 192, height: 96 } });
  await pass(page, 2000);
  const box = await page.evaluate(() => document.getElementById('stage').getBoundingClientRect().toJSON());
  assert.deepEqual([box.x, box.y, box.width, box.height], [0, 0, 192, 96]);
  await page.context().close();
  await wall.kill();
});

test('in a preview it fills the frame, keeps its shape and never dims', async () => {
  const dimmed = deckOf({ playlists: [list([0, 1, 2], { level: 35 })] });
  const wall = await wallServer({ ...filesOf(dimmed), 'host.html': '<!doctype html><iframe src="./#preview" width="200" height="150"></iframe>' });
  const page = await watch(browser, `${wall.url}host.html`, { time: at('09:00') }).catch((error) => error);
  await pass(page, 2000);
  const frame = page.frames()[1];
  const box = await frame.evaluate(() => document.getElementById('stage').getBoundingClientRect().toJSON());
  assert.deepEqual([box.width, box.height, box.x], [200, 100, 0]);
  assert.ok(Math.abs(box.y - 25) <= 2, `${box.y}`);
  assert.equal(await frame.evaluate(() => document.getElementById('dim').style.opacity), '0');
  await page.context().close();
  await wall.kill();
});

test('against burn-in the stage moves by at most two whole pixels, every ten minutes', async () => {
  const deck = deckOf({ shift: true });
  const wall = await wallServer(filesOf(deck));
  const page = await watch(browser, wall.url, { time: at('09:00') });
  const places = [];
  for (let step = 0; step < 20; step++) {
    await pass(page, 600_000, 600_000);
    const { x, y } = await page.evaluate(() => document.getElementById('stage').getBoundingClientRect().toJSON());
    assert.ok([x, y].every((one) => Number.isInteger(one) && Math.abs(one) <= 2));
    places.push(`${x} ${y}`);
  }
  assert.ok(new Set(places).size >= 6);
  await page.context().close();
  await wall.kill();
});

test('a new player is loaded from a stick too', async () => {
  put(filesOf(FIRST));
  const page = await watch(browser, pathToFileURL(join(folder, 'index.html')).href, { time: at('14:00'), offline: true });
  await page.evaluate(() => { window.first = true; });
  put({ ...filesOf(SECOND, { player: player('//new') }), 'index.html': pageOf(SECOND, '//new') });
  await page.clock.fastForward(at('04:27', 1) - (await shown(page)).t);
  await pass(page, 60_000).catch(() => undefined);
  await page.waitForFunction(() => document.readyState === 'complete' && window.first === undefined);
  await pass(page, 10_000);
  assert.equal((await shown(page)).version, SECOND.version);
  await page.context().close();
});

test('a new player is loaded at night, and only if it plays', async () => {
  const wall = await wallServer(filesOf(FIRST));
  const page = await watch(browser, wall.url, { time: at('14:00') });
  await page.evaluate(() => { window.first = true; });
  const isFirst = () => page.evaluate(() => window.first === true);
  wall.files['manifest.js'] = manifestOf(FIRST, { player: player('//new') });
  await pass(page, 120_000);
  assert.equal(await isFirst(), true, 'it reloads by day');
  wall.files['index.html'] = 500;
  await page.clock.fastForward(at('04:27', 1) - (await shown(page)).t);
  await pass(page, 120_000);
  assert.equal(await isFirst(), true, 'it reloads into a page that fails');
  wall.files['index.html'] = pageOf(SECOND, '//new');
  Object.assign(wall.files, { 'manifest.js': manifestOf(SECOND, { player: player('//new') }), 'deck-0000000000000002.js': fileOf(SECOND) });
  await page.clock.fastForward(at('04:27', 2) - (await shown(page)).t);
  await pass(page, 120_000).catch(() => undefined);
  await page.waitForFunction(() => document.readyState === 'complete' && window.first === undefined);
  await pass(page, 10_000);
  assert.equal((await shown(page)).version, SECOND.version);
  await page.context().close();
  await wall.kill();
});
