// What a wall may not show: what was revoked, what has passed, what it can no longer know.
import { after, before, test } from 'node:test';
import assert from 'node:assert/strict';
import { launched } from '../lib/browser.js';
import { BUILT, DAY, at, deckOf, filesOf, list, manifestOf, slide } from '../lib/decks.js';
import { history, pass, passUntil, shown, wallServer, watch } from '../lib/wall.js';

const HOUR = 3_600_000;
const MINUTE = 60_000;
let browser;

before(async () => {
  browser = await launched();
});
after(() => browser?.close());

async function playing(deck, time = at('09:00'), options = {}) {
  const wall = await wallServer(filesOf(deck));
  const page = await watch(browser, wall.url, { time, ...options });
  await pass(page, 5000);
  return { wall, page };
}

async function close({ wall, page }) {
  assert.equal(await page.evaluate(() => window.blanks), 0, 'it was blank');
  await page.context().close();
  await wall.kill().catch(() => undefined);
}

/** The slides shown in the next while. */
async function idsFor(page, ms, step = 1000) {
  const before = (await history(page)).length;
  await pass(page, ms, step);
  const seen = (await history(page)).slice(before);
  return [...new Set([...seen.map((one) => one.id), (await shown(page)).id])].sort();
}

const EXPOSED = [slide('cover'), slide('exposure', { ms: 60_000, items: ['exposures/2026-003'], ttl_h: 24 })];

test('a revoked record is gone within one poll and a second, for ever, and after a restart', async () => {
  const deck = deckOf({ slides: EXPOSED });
  const both = await playing(deck);
  both.wall.files['manifest.js'] = manifestOf(deck, { revoked: ['exposures/2026-003'] });
  await pass(both.page, 49_000);
  assert.deepEqual(await idsFor(both.page, 3 * MINUTE), ['cover']);
  await both.wall.kill();
  assert.deepEqual(await idsFor(both.page, 3 * MINUTE), ['cover']);
  await both.wall.revive();
  both.wall.files['manifest.js'] = 404;
  await both.page.reload();
  assert.deepEqual(await idsFor(both.page, 3 * MINUTE), ['cover'], 'it forgot when it started again');
  await close(both);
});

test('a manifest of a later day may bring back what was withdrawn; no other does', async () => {
  const deck = deckOf({ slides: EXPOSED });
  const both = await playing(deck, at('09:00', 1));
  both.wall.files['manifest.js'] = manifestOf(deck, { revoked: ['exposures/2026-003'] });
  await pass(both.page, 49_000);
  for (const built_at of [BUILT, BUILT - DAY]) {
    both.wall.files['manifest.js'] = manifestOf(deck, { built_at });
    await pass(both.page, 49_000);
    assert.deepEqual(await idsFor(both.page, 3 * MINUTE), ['cover']);
  }
  both.wall.files['manifest.js'] = manifestOf(deck, { built_at: BUILT + DAY });
  await pass(both.page, 49_000);
  assert.deepEqual(await idsFor(both.page, 3 * MINUTE), ['cover', 'exposure']);
  await close(both);
});

test('a slide whose time has passed is gone at that second, without the server', async () => {
  const until = at('09:02:30');
  const deck = deckOf({ slides: [slide('cover', { ms: 10_000 }), slide('exposure', { ms: 60_000, until })] });
  const both = await playing(deck);
  await both.wall.kill();
  await passUntil(both.page, () => document.getElementById('stage').getAttribute('data-slide') === 'exposure', 2 * MINUTE);
  await pass(both.page, until - (await shown(both.page)).t + 1000);
  const after = (await history(both.page)).filter((one) => one.t >= until);
  assert.equal((await shown(both.page)).id, 'cover');
  assert.deepEqual(after.filter((one) => one.id === 'exposure'), []);
  assert.deepEqual(await idsFor(both.page, 3 * MINUTE), ['cover']);
  await close(both);
});

test('a screen that hears nothing drops an exposure after its hours, and shows the notice of its age', async () => {
  const deck = deckOf({ slides: EXPOSED });
  const both = await playing(deck, at('23:00'));
  await both.wall.kill();
  assert.deepEqual(await idsFor(both.page, 10 * MINUTE, 5000), ['cover', 'exposure']);
  await both.page.clock.fastForward(23 * HOUR);
  assert.deepEqual(await idsFor(both.page, 10 * MINUTE, 5000), ['cover', 'exposure']);
  await both.page.clock.fastForward(HOUR);
  assert.deepEqual(await idsFor(both.page, 10 * MINUTE, 5000), ['cover']);
  assert.equal((await shown(both.page)).stale, false);
  await both.page.clock.fastForward(2 * HOUR);
  await pass(both.page, 2000);
  assert.equal((await shown(both.page)).stale, true);
  await both.wall.revive();
  await pass(both.page, 90_000);
  assert.equal((await shown(both.page)).stale, false);
  assert.deepEqual(await idsFor(both.page, 3 * MINUTE), ['cover', 'exposure']);
  await close(both);
});

test('a server that repeats an old word is silent from the second day on', async () => {
  const deck = deckOf({ slides: EXPOSED });
  const both = await playing(deck);
  const seenAt = async (time, days) => {
    await both.page.clock.fastForward(at(time, days) - (await shown(both.page)).t);
    await pass(both.page, 60_000);
    const ids = await idsFor(both.page, 3 * MINUTE, 5000);
    return [ids, (await shown(both.page)).stale];
  };
  assert.deepEqual(await seenAt('23:00', 1), [['cover', 'exposure'], false], 'the next is built later in the day');
  assert.deepEqual(await seenAt('23:50', 2), [['cover', 'exposure'], false]);
  assert.deepEqual(await seenAt('00:30', 3), [['cover'], false]);
  assert.deepEqual(await seenAt('02:30', 3), [['cover'], true]);
  assert.ok(both.wall.asked.filter((name) => name === 'manifest.js').length > 8, 'it no longer asks');
  both.wall.files['manifest.js'] = manifestOf(deck, { built_at: BUILT + 3 * DAY });
  assert.deepEqual(await seenAt('02:40', 3), [['cover', 'exposure'], false]);
  await close(both);
});

test('under a clock that is a day behind, silence begins with the last word, not at the next midnight', async () => {
  const deck = deckOf({ slides: EXPOSED });
  const both = await playing(deck, at('09:00', -1));
  assert.deepEqual(await idsFor(both.page, 3 * MINUTE, 5000), ['cover', 'exposure']);
  await both.wall.kill();
  await both.page.clock.fastForward(23 * HOUR);
  assert.deepEqual(await idsFor(both.page, 3 * MINUTE, 5000), ['cover', 'exposure']);
  await both.page.clock.fastForward(HOUR);
  assert.deepEqual(await idsFor(both.page, 3 * MINUTE, 5000), ['cover']);
  await both.page.clock.fastForward(2 * HOUR);
  await pass(both.page, 2000);
  assert.equal((await shown(both.page)).stale, true);
  await close(both);
});

test('under a clock that is a day ahead, everything is shown while the server answers', async () => {
  const deck = deckOf({ slides: EXPOSED });
  const both = await playing(deck, at('23:00', 1));
  assert.deepEqual(await idsFor(both.page, 50 * MINUTE, 5000), ['cover', 'exposure']);
  assert.equal((await shown(both.page)).stale, false);
  await close(both);
});

test('each slide leaves after the hours of silence of its own', async () => {
  const slides = [...EXPOSED, slide('ranking', { ttl_h: 72 }), slide('lights')];
  const both = await playing(deckOf({ slides }), at('23:00'));
  await both.wall.kill();
  const hours = [[23, ['cover', 'exposure', 'lights', 'ranking']], [25, ['cover', 'lights', 'ranking']],
    [71, ['cover', 'lights', 'ranking']], [73, ['cover', 'lights']]];
  const began = (await shown(both.page)).t;
  for (const [silent, expected] of hours) {
    await both.page.clock.fastForward(began + silent * HOUR - (await shown(both.page)).t);
    await pass(both.page, 10_000);
    assert.deepEqual(await idsFor(both.page, 3 * MINUTE, 5000), expected, `after ${silent} hours`);
  }
  await close(both);
});

test('a pinned portal never grows old', async () => {
  const deck = deckOf({ slides: EXPOSED, archive: true, data_stale_at: 0 });
  const both = await playing(deck, at('09:00', 60));
  assert.deepEqual(await idsFor(both.page, 3 * MINUTE), ['cover', 'exposure']);
  assert.equal((await shown(both.page)).stale, false);
  await close(both);
});

test('rankings and countdowns go when the data is older than forty days', async () => {
  const deck = deckOf({ slides: [slide('lights'), slide('ranking', { fresh: true })] });
  const both = await playing(deck, at('23:58', 40));
  assert.deepEqual(await idsFor(both.page, MINUTE), ['lights', 'ranking']);
  await pass(both.page, 2 * MINUTE);
  assert.deepEqual(await idsFor(both.page, MINUTE), ['lights']);
  await close(both);
});

for (const [what, day] of [['each day has its own truth', 0], ['and the first day of a year', 33]]) test(what, async () => {
  const slides = [
    slide('cover'),
    slide('due', { until: at('00:00', day + 1), alt: '剩3天' }),
    slide('due', { from: at('00:00', day + 1), alt: '剩2天' }),
  ];
  const both = await playing(deckOf({ slides, built_at: at('00:00', day) }), at('23:58', day));
  const said = () => both.page.evaluate(() => document.querySelector('.front').getAttribute('aria-label'));
  const isDue = () => document.getElementById('stage').getAttribute('data-slide') === 'due';
  await passUntil(both.page, isDue, MINUTE);
  assert.equal(await said(), '剩3天');
  await pass(both.page, 2 * MINUTE);
  await passUntil(both.page, isDue, MINUTE);
  assert.equal(await said(), '剩2天');
  await close(both);
});

test('if nothing of the list is true, the fallback plays', async () => {
  const slides = [slide('cover'), slide('past', { until: BUILT })];
  const both = await playing(deckOf({ slides, playlists: [list([1])] }));
  assert.deepEqual(await idsFor(both.page, MINUTE), ['cover']);
  await close(both);
});

const DAY_AND_NIGHT = deckOf({
  slides: [slide('cover'), slide('day'), slide('night')],
  playlists: [
    list([2], { id: 'night', from_min: 22 * 60, to_min: 6 * 60, level: 35 }),
    list([1], { id: 'day', from_min: 6 * 60, to_min: 22 * 60 }),
  ],
});

for (const timezoneId of ['UTC', 'America/Bogota', 'Asia/Shanghai']) {
  test(`the hours are those of Beijing on a device in ${timezoneId}`, async () => {
    const both = await playing(DAY_AND_NIGHT, at('21:59:30'), { timezoneId });
    assert.equal((await shown(both.page)).playlist, 'day');
    await pass(both.page, 40_000);
    let now = await shown(both.page);
    assert.deepEqual([now.playlist, now.id, now.dim], ['night', 'night', 0.65]);
    await both.page.clock.fastForward(at('05:59:30', 1) - now.t);
    await pass(both.page, 2000);
    assert.equal((await shown(both.page)).playlist, 'night');
    await pass(both.page, 40_000);
    now = await shown(both.page);
    assert.deepEqual([now.playlist, now.id, now.dim], ['day', 'day', 0]);
    await close(both);
  });
}

const WRONG_CLOCKS = [['in 1970', 30 * DAY], ['two days behind', at('12:00', -2)], ['five years ahead', BUILT + 5 * 365 * DAY]];
for (const [what, time] of WRONG_CLOCKS) {
  test(`a device that believes to be ${what} plays the fallback, then the right list once it knows`, async () => {
    const both = await playing(DAY_AND_NIGHT, time);
    assert.deepEqual(await idsFor(both.page, MINUTE), ['cover']);
    const now = await shown(both.page);
    assert.deepEqual([now.playlist, now.stale, now.drawn > 0], ['', false, true]);
    await both.page.clock.setSystemTime(at('12:00'));
    await pass(both.page, 20_000);
    assert.deepEqual(await idsFor(both.page, MINUTE), ['day']);
    await close(both);
  });
}

test('a clock that jumps an hour takes the wall with it at once', async () => {
  const both = await playing(DAY_AND_NIGHT, at('21:30'));
  await both.page.clock.setSystemTime(at('22:30'));
  await pass(both.page, 9000);
  assert.equal((await shown(both.page)).playlist, 'night');
  await both.page.clock.setSystemTime(at('21:30'));
  await pass(both.page, 9000);
  assert.equal((await shown(both.page)).playlist, 'day');
  both.wall.asked.length = 0;
  await pass(both.page, 50_000);
  assert.ok(both.wall.asked.includes('manifest.js'), 'it waits an hour to ask');
  await close(both);
});
