// The screens of the demonstration, each on a wall of its own size.
import { after, before, test } from 'node:test';
import assert from 'node:assert/strict';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { launched } from '../lib/browser.js';
import { serve } from '../lib/server.js';
import { pinnedSite } from '../lib/site.js';
import { history, pass, shown, watch } from '../lib/wall.js';

const folder = join(pinnedSite(), 'screens');
const screens = existsSync(folder)
  ? readdirSync(folder).filter((name) => existsSync(join(folder, name, 'manifest.js')))
  : [];
let browser;
let server;

before(async () => {
  browser = await launched();
  server = await serve(join(folder, '..'));
});
after(async () => {
  await browser?.close();
  await server?.close();
});

/** What a file of a screen hands to the player. */
function said(screen, name) {
  const text = readFileSync(join(folder, screen, name), 'utf8');
  return JSON.parse(text.slice(text.indexOf('(') + 1, text.lastIndexOf(')')));
}

/** At nine in the morning of the day it was built, for as long as its loop takes and a little. */
async function played(screen, url) {
  const deck = said(screen, said(screen, 'manifest.js').deck);
  const viewport = { width: deck.width, height: deck.height };
  const page = await watch(browser, url, { time: deck.built_at + 9 * 3_600_000, viewport });
  const complaints = [];
  page.on('console', (message) => complaints.push(message.text()));
  page.on('pageerror', (error) => complaints.push(error.message));
  return { deck, page, complaints };
}

const none = screens.length === 0 && 'the site has no screens';

test('every screen plays all slides of its loop, drawn, in order, with no complaint', { skip: none }, async (t) => {
  for (const screen of screens) {
    await t.test(screen, async () => {
      const { deck, page, complaints } = await played(screen, `${server.origin}/screens/${screen}/`);
      const total = deck.slides.reduce((sum, slide) => sum + slide.ms, 0);
      await pass(page, Math.min(total, 400_000) + 2000);
      const { playlist } = await shown(page);
      const list = deck.playlists.find((one) => one.id === playlist);
      assert.ok(list, 'it plays the fallback');
      const order = list.slides.map((at) => deck.slides[at].id);
      const seen = (await history(page)).map((one) => one.id);
      const valid = order.filter((id) => seen.includes(id));
      assert.ok(valid.length >= 2, `${seen}`);
      for (const [place, id] of seen.slice(1).entries()) {
        assert.equal(id, valid[(valid.indexOf(seen[place]) + 1) % valid.length], 'out of order');
      }
      assert.deepEqual(complaints, []);
      assert.deepEqual(page.outside, []);
      assert.equal(await page.evaluate(() => window.blanks), 0);
      await page.evaluate(() => { location.hash = 'debug'; });
      await pass(page, 2000);
      assert.match(await page.evaluate(() => document.getElementById('debug').textContent), /差错 0/);
      await page.context().close();
    });
  }
});

test('every screen plays the playlist of the hour, as bright as that says', { skip: none }, async (t) => {
  const nightly = [];
  for (const screen of screens) {
    const deck = said(screen, said(screen, 'manifest.js').deck);
    if (deck.playlists.length < 2) continue;
    nightly.push(screen);
    await t.test(screen, async () => {
      const page = await watch(browser, `${server.origin}/screens/${screen}/`, { time: deck.built_at + 9 * 3_600_000 });
      for (const list of deck.playlists) {
        const begins = deck.built_at + 24 * 3_600_000 + list.from_min * 60_000;
        for (const [ahead, playing] of [[-2000, false], [60_000, true]]) {
          await page.clock.setSystemTime(begins + ahead);
          await pass(page, ahead < 0 ? 1000 : 40_000, 1000);
          const { playlist, dim } = await shown(page);
          assert.equal(playlist === list.id, playing, `${playlist} ${ahead} ms after ${list.id} begins`);
          if (playing) assert.equal(dim, (100 - list.level) / 100, list.id);
        }
      }
      await page.context().close();
    });
  }
  assert.ok(nightly.length >= 2, `${nightly}`);
});

test('every screen plays from a stick with the network off', { skip: none }, async (t) => {
  for (const screen of screens) {
    await t.test(screen, async () => {
      const { page, complaints } = await played(screen, pathToFileURL(join(folder, screen, 'index.html')).href);
      await pass(page, 40_000);
      const now = await shown(page);
      assert.ok(now.drawn > 0 && now.playlist, `${JSON.stringify(now)}`);
      assert.deepEqual(complaints, []);
      assert.deepEqual(page.outside, []);
      await page.context().close();
    });
  }
});
