// Lights that age by themselves: the pages of a living portal on later days, by moving the
// browser's clock. The portal is the demonstration without its pin, built on the pinned day.
import { after, before, describe, test } from 'node:test';
import assert from 'node:assert/strict';
import { launched, visit } from './lib/browser.js';
import { expectNone } from './lib/findings.js';
import { plain, tags } from './lib/markup.js';
import { wordsOf } from './lib/measure.js';
import { largestOf, pagesOf } from './lib/pages.js';
import { serve } from './lib/server.js';
import { livingSite, pinnedSite } from './lib/site.js';

const DAY = 86_400_000;
const NEUTRAL = /尚未收到[^（]*（按规则自动转为(.+)）/;
const COUNTED = /按今天.*计算/;

let browser;
before(async () => { browser = await launched(); });
after(() => browser?.close());

/** A day as `2026-10-15`, some days later. */
const later = (day, days) => new Date(Date.parse(day) + days * DAY).toISOString().slice(0, 10);
/** Noon in Shanghai on a day. */
const noon = (day) => new Date(`${day}T12:00:00+08:00`);
const daysBetween = (from, until) => Math.round((Date.parse(until) - Date.parse(from)) / DAY);

/** The turns written on the lights of a page: [[{ on, kind, light, word }]] by light. */
function turnsOf(page) {
  return tags(page.html).map((tag) => tag.attributes['data-turns']).filter(Boolean)
    .map((turns) => turns.split(';').filter(Boolean).map((turn) => {
      const [on, kind, light, ...word] = turn.split(' ');
      return { on, kind, light, word: word.join(' ') };
    }));
}

/** A tab on a device whose clock stands at a moment. */
async function tabAt(moment, { script = true, timezoneId = 'Asia/Shanghai' } = {}) {
  const context = await browser.newContext({ javaScriptEnabled: script, timezoneId });
  const tab = await context.newPage();
  if (moment) await tab.clock.setFixedTime(moment);
  return tab;
}

/** Opens a page; `until` moves the end of its plans. */
async function open(tab, server, page, until) {
  const moved = page.html.replace(/data-until="[^"]*"/, `data-until="${until}"`);
  const address = `${server.origin}/${page.path}`;
  if (until) await tab.route(address, (route) => route.fulfill({ contentType: 'text/html; charset=utf-8', body: moved }));
  await visit(tab, server.origin, page);
  if (until) await tab.unroute(address);
}

/** What `look` sees on a page at a moment. */
async function seen(server, page, moment, options, look) {
  const tab = await tabAt(moment, options);
  await open(tab, server, page, options.until);
  const result = await look(tab);
  await tab.context().close();
  return result;
}

/** Where pages say something else at some moments than they say without script. */
async function moved(server, pages, moments, until) {
  const still = await tabAt(null, { script: false });
  const tabs = await Promise.all(moments.map((moment) => tabAt(moment)));
  const findings = [];
  for (const page of pages) {
    await visit(still, server.origin, page);
    const before = await still.evaluate(wordsOf, 'body');
    for (const [number, now] of tabs.entries()) {
      await open(now, server, page, until);
      const after = await now.evaluate(wordsOf, 'body');
      const at = after.findIndex((word, index) => word !== before[index]);
      if (at < 0 && after.length === before.length) continue;
      findings.push({ page: page.path, what: `says “${after.at(at)}” where it said “${before.at(at)}”, on ${moments[number].toISOString()}` });
    }
  }
  for (const tab of [still, ...tabs]) await tab.context().close();
  return findings;
}

/** The lights with a schedule, the counted days and the line of a page. */
const aged = (tab) => tab.evaluate(() => ({
  lights: [...document.querySelectorAll('[data-turns]')].map((light) => ({
    text: light.textContent.trim(),
    classes: light.className,
    shape: light.querySelector('use').getAttribute('href'),
    size: light.getBoundingClientRect().width,
  })),
  counted: [...document.querySelectorAll('[data-counted]')].map((part) => part.textContent.trim()),
  days: [...document.querySelectorAll('[data-due]')].map((part) => ({ due: part.dataset.due, text: part.textContent.replace(/\s+/g, '') })),
  line: document.getElementById('turned').checkVisibility() ? document.getElementById('turned').textContent.trim() : '',
  heading: document.querySelector('h1').textContent.trim(),
  wide: document.documentElement.scrollWidth > document.documentElement.clientWidth,
}));

const folder = livingSite();
describe('a living portal', { skip: folder === undefined && 'DAYLIGHT_SITE alone shows no living portal' }, () => {
  if (folder === undefined) return;
  const pages = pagesOf(folder);
  const root = (page) => tags(page.html)[0].attributes;
  const clocked = pages.filter((page) => root(page)['data-today']);
  const today = root(clocked[0] ?? pages[0])['data-today'];
  const turning = clocked.filter((page) => page.kind === 'tasks/*' && turnsOf(page).length > 0)
    .map((page) => ({ page, turn: turnsOf(page)[0][0] }))
    .filter(({ page, turn }) => turn.on < root(page)['data-until']);
  const kinds = [...new Set(turning.map(({ turn }) => turn.kind))];
  const one = turning[0];
  const list = largestOf(clocked.filter((page) => turnsOf(page).length > 1)).find((page) => page.kind === 'tasks/');
  let server;
  before(async () => { server = await serve(folder); });
  after(() => server?.close());

  const unmoved = async (chosen, moments, until) => expectNone(await moved(server, chosen, moments, until));
  const looked = (page, moment, options = {}) => seen(server, page, moment, options, aged);
  const built = (page) => looked(page, null, { script: false });

  test('carries its day, the end of its plans and a schedule', () => {
    assert.match(today ?? '', /^\d{4}-\d{2}-\d{2}$/, 'no page carries data-today');
    assert.ok(turning.length > 0, 'no task carries data-turns');
    assert.ok(list, 'the list of tasks carries no data-turns');
    for (const { page, turn } of turning) {
      assert.ok(turn.on > today, `/${page.path} turned on ${turn.on}, which has passed`);
      assert.match(turn.kind, /^(silent|overdue|stage|started)$/, `/${page.path} turns by ${turn.kind}`);
    }
  });

  test('stays as built on its own day, on every kind of page', async () => {
    await unmoved(largestOf(pages), [noon(today)]);
  });

  test('stays as built where the device lives before its day', async () => {
    await unmoved([one.page, list], [noon(later(today, -1)), new Date('1970-01-01T00:00:00Z')]);
  });

  test('keeps a light until the eve of its turn', async () => {
    for (const kind of kinds) {
      const { page, turn } = turning.find((candidate) => candidate.turn.kind === kind);
      const [light] = (await looked(page, noon(later(turn.on, -1)))).lights;
      const [before] = (await built(page)).lights;
      assert.deepEqual(light, before, `/${page.path} on the eve of ${turn.on}`);
    }
  });

  test('says neutrally from the day of a turn what the light turned into by rule', async () => {
    for (const kind of kinds) {
      const { page, turn } = turning.find((candidate) => candidate.turn.kind === kind);
      const due = turnsOf(page)[0].filter((other) => other.on <= later(turn.on, 1)).at(-1);
      const { lights: [light], line, heading, wide } = await looked(page, noon(later(turn.on, 1)));
      const before = await built(page);
      const where = `/${page.path} the day after ${turn.on} (${kind})`;
      assert.match(light.text, NEUTRAL, where);
      assert.equal(light.text.match(NEUTRAL)[1], due.word, where);
      assert.ok(light.classes.split(' ').includes(`l-${due.light}`), `${where}: class ${light.classes}`);
      assert.equal(light.shape, `#l-${due.light}`, where);
      assert.match(line, /1项/, `${where}: the line says “${line}”`);
      assert.equal(heading, before.heading, `${where}: the heading changed`);
      assert.equal(wide, false, `${where}: the page scrolls sideways`);
    }
  });

  test('turns at midnight in Shanghai, wherever the device is', async () => {
    const eve = noon(one.turn.on).getTime() - DAY / 2 - 1000;
    for (const timezoneId of ['America/New_York', 'Pacific/Auckland']) {
      const before = await looked(one.page, new Date(eve), { timezoneId });
      const day = await looked(one.page, new Date(eve + 2000), { timezoneId });
      assert.doesNotMatch(before.lights[0].text, NEUTRAL, `${timezoneId}, a second before midnight`);
      assert.match(day.lights[0].text, NEUTRAL, `${timezoneId}, a second after midnight`);
    }
  });

  test('says on a list how many of its tasks have turned, and leaves the sums as they were', async () => {
    const days = [...new Set(turnsOf(list).flatMap((turns) => turns.map((turn) => turn.on)))].sort();
    const before = await built(list);
    for (const day of [days[0], days.at(-1)].filter((on) => on <= root(list)['data-until'])) {
      const expected = turnsOf(list).filter((turns) => turns[0].on <= day).length;
      const { lights, line, heading } = await looked(list, noon(day));
      assert.equal(lights.filter((light) => NEUTRAL.test(light.text)).length, expected, `/${list.path} on ${day}`);
      assert.match(line, new RegExp(`(?<!\\d)${expected}项`), `/${list.path} on ${day}: “${line}”`);
      assert.equal(heading, before.heading);
    }
  });

  test('counts the days to a deadline from today and says so', async () => {
    const home = clocked.find((page) => page.kind === 'home');
    for (const page of [home, list, one.page]) {
      for (const step of [1, 40]) {
        const now = later(today, step);
        if (now > root(page)['data-until']) continue;
        const { counted, days } = await looked(page, noon(now));
        assert.ok(counted.length > 0, `/${page.path} does not say from when it counts`);
        for (const words of counted) assert.match(words, COUNTED, `/${page.path} on ${now}`);
        for (const { due, text } of days) {
          const left = daysBetween(now, due);
          const figure = text.match(/[\d,]+/)?.[0].replaceAll(',', '') ?? '';
          const right = left === 0 ? /今天到期/.test(text) : Number(figure) === Math.abs(left);
          assert.ok(right, `/${page.path} on ${now}: “${text}” for ${due}, ${left} days away`);
          if (left < 0 && due >= today) assert.doesNotMatch(text, /还剩|逾期/, `/${page.path} on ${now}: “${text}” for ${due}`);
        }
      }
    }
  });

  test('still ages 400 days later while the plan runs, and no longer after that', async () => {
    const until = later(today, 2000);
    const last = await looked(one.page, noon(later(today, 400)), { until });
    assert.match(last.lights[0].text, NEUTRAL, '400 days later');
    await unmoved([one.page, list], [noon(later(today, 401))], until);
    await unmoved([one.page, list], [noon(later(today, 401))]);
  });

  test('stays as built after the end of its plans', async () => {
    const until = later(one.turn.on, 3);
    const last = await looked(one.page, noon(until), { until });
    assert.match(last.lights[0].text, NEUTRAL, 'on the last day of the plan');
    await unmoved([one.page], [noon(later(until, 1))], until);
  });

  test('hides an exposure on the day it is to be taken down', { skip: !pages.some((page) => page.html.includes('data-gone')) }, async () => {
    const gone = (page) => tags(page.html).filter((tag) => tag.name === 'article').map((tag) => tag.attributes['data-gone']).find(Boolean);
    const page = pages.find((candidate) => candidate.kind === 'exposures/*' && gone(candidate));
    assert.ok(page, 'no page of an exposure says when it is taken down');
    const shown = (tab) => tab.locator('article[data-gone]').isVisible();
    const until = later(gone(page), 10);
    const options = { until };
    assert.equal(await seen(server, page, noon(later(gone(page), -1)), options, shown), true, `/${page.path} on the eve of ${gone(page)}`);
    assert.equal(await seen(server, page, noon(gone(page)), options, shown), false, `/${page.path} on ${gone(page)}`);
  });

  test('shows which date it holds where there is no script', async () => {
    const text = await seen(server, one.page, null, { script: false }, (tab) => tab.locator('body').textContent());
    assert.ok(text.includes('数据截至'));
  });
});

describe('a pinned portal', () => {
  const pinned = pinnedSite();
  const pages = pagesOf(pinned);
  let server;
  before(async () => { server = await serve(pinned); });
  after(() => server?.close());

  test('carries no schedule and says that it is an archive', () => {
    expectNone(pages.flatMap((page) => [
      ...(/data-(today|until|turns)=/.test(page.html) ? [{ page: page.path, what: 'carries a schedule' }] : []),
      ...(page.html.includes('存档') ? [] : [{ page: page.path, what: 'does not say 存档' }]),
    ]));
  });

  test('never changes', async () => {
    const moments = ['1970-01-01T00:00:00Z', '2026-12-01T00:00:00Z', '2031-01-01T00:00:00Z'];
    expectNone(await moved(server, largestOf(pages), moments.map((moment) => new Date(moment))));
  });
});
