// How a wall learns of a new deck, from servers that are dead, slow, lying or half-written.
import { after, before, test } from 'node:test';
import assert from 'node:assert/strict';
import { launched } from '../lib/browser.js';
import { at, deckOf, expected, fileOf, filesOf, manifestOf, next, picture, slide, sumOf } from '../lib/decks.js';
import { history, pass, passUntil, shown, wallServer, watch } from '../lib/wall.js';

const FIRST = deckOf();
const SECOND = next(FIRST, 2);
const LONG = deckOf({ slides: Array.from({ length: 20 }, (_, number) => slide(`s${number}`, { ms: 15_000 })) });
const MINUTE = 60_000;
let browser;

before(async () => {
  browser = await launched();
});
after(() => browser?.close());

/** A wall that plays, and its server. */
async function playing(deck = FIRST, time = at('09:00')) {
  const wall = await wallServer(filesOf(deck));
  const page = await watch(browser, wall.url, { time });
  await pass(page, 5000);
  return { wall, page };
}

async function close({ wall, page }) {
  assert.equal(await page.evaluate(() => window.blanks), 0, 'it was blank');
  assert.deepEqual(page.outside, [], 'it asked another host');
  await page.context().close();
  await wall.kill();
}

function publish(wall, deck, more = {}) {
  Object.assign(wall.files, filesOf(deck, more));
}

const isSecond = () => document.getElementById('stage').getAttribute('data-version') === '0000000000000002';

test('a new version is on the wall within 90 seconds, with loops of five minutes too', async () => {
  for (const deck of [FIRST, LONG]) {
    const both = await playing(deck);
    for (const wait of [0, 17_000, 31_000]) await pass(both.page, wait);
    publish(both.wall, next(deck, 2));
    const took = await passUntil(both.page, isSecond, 100_000);
    assert.ok(took <= 90_000, `it took ${took} ms`);
    await close(both);
  }
});

test('an urgent version is on the wall within 65 seconds', async () => {
  const both = await playing(deckOf({ slides: [slide('a', { ms: 30_000 }), slide('b', { ms: 30_000 })] }));
  publish(both.wall, next(deckOf({ slides: [slide('a'), slide('b')] }), 2), { urgent: true });
  const took = await passUntil(both.page, isSecond, 100_000);
  assert.ok(took <= 65_000, `it took ${took} ms`);
  await close(both);
});

test('a version that is not urgent waits for the loop to begin, or for the end of a slide', async () => {
  const both = await playing(LONG);
  publish(both.wall, next(LONG, 2));
  await passUntil(both.page, isSecond, 100_000);
  const seen = await history(both.page);
  const change = seen.find((one) => one.version === '0000000000000002');
  assert.ok(change.t % 15_000 < 1000, `it came ${change.t % 15_000} ms into a slide`);
  await close(both);
});

test('where every answer names another deck, none has to wait for ever', async () => {
  const both = await playing(LONG);
  let asked = 1;
  both.wall.files['manifest.js'] = (response) => {
    const deck = next(LONG, ++asked, { poll_s: 20 });
    both.wall.files[`deck-${deck.version}.js`] = fileOf(deck);
    response.writeHead(200, { 'content-type': 'text/javascript' });
    response.end(manifestOf(deck));
  };
  await pass(both.page, 20 * MINUTE);
  assert.ok(asked > 40, `it asked ${asked} times`);
  const seen = await history(both.page);
  const changes = seen.filter((one, place) => place === 0 || one.version !== seen[place - 1].version);
  const waits = changes.slice(1).map((one, place) => one.t - changes[place].t);
  assert.ok(Math.max(...waits) <= 90_000 && waits.length >= 12, `it waited ${waits} ms`);
  await close(both);
});

test('a server that is killed for ten minutes leaves the order unbroken, and is heard when it returns', async () => {
  const both = await playing();
  await both.wall.kill();
  await pass(both.page, 10 * MINUTE);
  const seen = (await history(both.page)).slice(1);
  assert.ok(seen.length >= 70, `${seen.length} slides in ten minutes`);
  const wrong = seen.filter((one) => one.id !== expected(FIRST, one.t));
  assert.deepEqual(wrong, [], 'the wrong slide for the hour');
  const gaps = seen.slice(1).filter((one, place) => Math.abs(one.t - seen[place].t - 8000) > 100);
  assert.deepEqual(gaps, [], 'a slide that did not stay eight seconds');
  publish(both.wall, SECOND);
  await both.wall.revive();
  const took = await passUntil(both.page, isSecond, 100_000);
  assert.ok(took <= 90_000, `it took ${took} ms`);
  await close(both);
});

test('a slow server delays news, not slides', async () => {
  const both = await playing();
  both.wall.delay = 300;
  publish(both.wall, SECOND);
  const took = await passUntil(both.page, isSecond, 120_000);
  assert.ok(took <= 90_000, `it took ${took} ms`);
  await close(both);
});

test('a server that never answers collects no connections', async () => {
  const both = await playing();
  both.wall.hangs = true;
  for (let minute = 0; minute < 15; minute++) await both.page.clock.runFor(MINUTE);
  assert.ok(both.wall.connections() <= 3, `${both.wall.connections()} connections are open`);
  const seen = await history(both.page);
  assert.equal(seen.at(-1).id, expected(FIRST, seen.at(-1).t));
  both.wall.hangs = false;
  publish(both.wall, SECOND);
  const took = await passUntil(both.page, isSecond, 100_000, 5000);
  assert.ok(took <= 90_000, `it took ${took} ms`);
  await close(both);
});

test('a deck that is missing just after its manifest is asked for again soon', async () => {
  const both = await playing();
  const { 'deck-0000000000000002.js': file, ...early } = filesOf(SECOND, { urgent: true });
  Object.assign(both.wall.files, early);
  await passUntil(both.page, () => false, 50_000);
  assert.ok(both.wall.asked.filter((name) => name === 'deck-0000000000000002.js').length >= 2);
  both.wall.files['deck-0000000000000002.js'] = file;
  const took = await passUntil(both.page, isSecond, 100_000);
  assert.ok(took <= 65_000, `it took ${took} ms`);
  await close(both);
});

test('a manifest that takes its word back is believed', async () => {
  const both = await playing(LONG);
  publish(both.wall, next(LONG, 2));
  await passUntil(both.page, isSecond, 100_000);
  publish(both.wall, LONG);
  const back = () => document.getElementById('stage').getAttribute('data-version') === '0000000000000001';
  assert.ok((await passUntil(both.page, back, 100_000)) <= 90_000);
  await close(both);
});

const whole = fileOf(SECOND);
const DECKS = {
  'cut short': whole.slice(0, whole.length / 2),
  'cut short, yet closed': `${whole.slice(0, whole.indexOf('"playlists"'))}"count":3});`,
  'with a wrong count': fileOf({ ...SECOND, count: 4 }),
  'with a wrong sum': fileOf({ ...SECOND, sum: '00000000' }),
  'with a mangled picture': whole.replace('width=\\"60\\"', 'width=\\"61\\"'),
  'of another screen': fileOf({ ...SECOND, screen: 'other' }),
  'of another portal': fileOf({ ...SECOND, portal: '临海市' }),
  'of another schema': fileOf({ ...SECOND, schema: 2 }),
  'of another version than its name': fileOf({ ...SECOND, version: '0000000000000003' }),
  'with a list that leads nowhere': fileOf({ ...SECOND, playlists: [{ ...SECOND.playlists[0], slides: [7] }] }),
  'without a fallback': fileOf({ ...SECOND, fallback: [] }),
  'without slides': fileOf({ ...SECOND, slides: [], count: 0 }),
  'with strange shapes': fileOf({ ...SECOND, slides: [null, 1, 'x'] }),
  'whose pictures are all broken': fileOf(broken(SECOND)),
  empty: '',
  'that is a page': '<!doctype html><title>login</title>',
  'that says nothing': 'LED_DECK();',
  missing: 404,
  'that fails': 500,
};

function broken(deck) {
  const pictures = deck.pictures.map(() => '<g><rect</g>');
  return { ...deck, pictures, sum: sumOf({ ...deck, pictures }) };
}

test('a bad deck changes nothing, and the next good one is taken', async (t) => {
  const both = await playing();
  for (const [what, file] of Object.entries(DECKS)) {
    await t.test(`a deck ${what}`, async () => {
      const before = await shown(both.page);
      const asked = both.wall.asked.filter((name) => name === 'manifest.js').length;
      both.wall.files['manifest.js'] = manifestOf(SECOND);
      both.wall.files['deck-0000000000000002.js'] = file;
      await pass(both.page, 110_000, 2500);
      const now = await shown(both.page);
      assert.equal(now.version, before.version);
      assert.ok(now.drawn > 0);
      const again = both.wall.asked.filter((name) => name === 'manifest.js').length;
      assert.ok(again >= asked + 2, 'it stopped asking');
    });
  }
  publish(both.wall, SECOND);
  const took = await passUntil(both.page, isSecond, 100_000);
  assert.ok(took <= 90_000, `it took ${took} ms`);
  await close(both);
});

const MANIFESTS = {
  'cut short': manifestOf(SECOND).slice(0, 60),
  empty: '',
  'that is a page': '<!doctype html><title>login</title>',
  'of another screen': manifestOf(SECOND, { screen: 'other' }),
  'of another portal': manifestOf(SECOND, { portal: '临海市', revoked: ['exposures/1'] }),
  'of another schema': manifestOf(SECOND, { schema: 9 }),
  'that leads to another host': manifestOf(SECOND, { deck: 'http://127.0.0.1:1/deck.js' }),
  'without its list of what is revoked': manifestOf(SECOND, { revoked: null }),
  'that says nothing': 'LED_MANIFEST();',
  missing: 404,
  'that fails': 500,
};

test('a bad manifest changes nothing, and the next good one is heard', async (t) => {
  const both = await playing();
  both.wall.files['deck-0000000000000002.js'] = whole;
  for (const [what, file] of Object.entries(MANIFESTS)) {
    await t.test(`a manifest ${what}`, async () => {
      const asked = both.wall.asked.length;
      both.wall.files['manifest.js'] = file;
      await pass(both.page, 110_000, 2500);
      const now = await shown(both.page);
      assert.equal(now.version, FIRST.version);
      assert.ok(now.drawn > 0);
      assert.ok(both.wall.asked.length >= asked + 2, 'it stopped asking');
    });
  }
  publish(both.wall, SECOND);
  assert.ok((await passUntil(both.page, isSecond, 100_000)) <= 90_000);
  await close(both);
});

test('a picture that cannot be read is skipped, and said', async () => {
  const slides = ['a', 'bad', 'c', 'worse'].map((id) => slide(id));
  const pictures = [picture(0), '<g><rect</g>', picture(2), '<g><use xlink:href="#g9"/></g>'];
  const deck = deckOf({ slides, pictures });
  const both = await playing(deck);
  await pass(both.page, MINUTE);
  const seen = new Set((await history(both.page)).slice(2).map((one) => one.id));
  assert.deepEqual([...seen].sort(), ['a', 'c']);
  await both.page.evaluate(() => { location.hash = 'debug'; });
  await pass(both.page, 2000);
  assert.match(await both.page.evaluate(() => document.getElementById('debug').textContent), /差错 2/);
  await close(both);
});

test('a slide that throws while it is drawn is skipped, and the loop goes on', async () => {
  const both = await playing();
  await both.page.evaluate(() => {
    const { set, get } = Object.getOwnPropertyDescriptor(Element.prototype, 'innerHTML');
    Object.defineProperty(Element.prototype, 'innerHTML', {
      get,
      set(html) {
        if (html.includes('y="1"')) throw new Error('no memory');
        set.call(this, html);
      },
    });
  });
  await pass(both.page, 2 * MINUTE);
  const seen = (await history(both.page)).filter((one) => one.t > at('09:00') + MINUTE);
  assert.deepEqual([...new Set(seen.map((one) => one.id))].sort(), ['a', 'c']);
  await close(both);
});
