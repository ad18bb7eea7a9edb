// Days on a wall whose server and clock do everything that servers and clocks do, held against what
// a passer-by may be shown. `DAYLIGHT_DAYS=30` makes it a month.
import { after, before, test } from 'node:test';
import assert from 'node:assert/strict';
import { launched } from '../lib/browser.js';
import { BUILT, DAY, at, deckOf, fileOf, list, manifestOf, pageOf, picture, slide, sumOf } from '../lib/decks.js';
import { wallServer, watch } from '../lib/wall.js';

const DAYS = Number(process.env.DAYLIGHT_DAYS ?? 2);
const SECOND = 1000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
const STEP = 24 * SECOND;
/** From a good answer on, a player has one poll, with its jitter, and a moment of the test's. */
const POLL = 48 * SECOND + 2 * STEP;
const WITHDRAWN = 'exposures/withdrawn';
/** On the first day at noon an exposure is withdrawn; on that evening another ends. */
const WITHDRAWAL = at('12:10');
const ENDS = at('18:00');
const STALE = BUILT + 20 * DAY;
let browser;

before(async () => {
  browser = await launched();
});
after(() => browser?.close());

/** The deck that is built on the morning of a day. */
function deckOfDay(day, more = {}) {
  const built = BUILT + day * DAY;
  const lights = [0, 1, 2].map((ahead) =>
    slide('lights', { from: ahead && built + ahead * DAY, until: ahead < 2 ? built + (ahead + 1) * DAY : built + 40 * DAY }));
  const exposures = [
    slide('withdrawn', { items: [WITHDRAWN], ttl_h: 24 }),
    slide('ending', { items: ['exposures/ending'], until: ENDS, ttl_h: 24 }),
    slide('exposed', { items: ['exposures/lasting'], until: built + 40 * DAY, ttl_h: 24 }),
  ];
  const slides = [slide('cover'), ...lights, ...exposures, slide('countdown', { fresh: true, ms: 11_000 }), slide('night')];
  const deck = deckOf({
    slides,
    built_at: built,
    data_stale_at: STALE,
    version: `d${String(day).padStart(15, '0')}`,
    pictures: slides.map((_, number) => picture(number + day)),
    playlists: [
      list([0, 1, 2, 3, 4, 5, 6, 7], { id: 'day', from_min: 360, to_min: 1320 }),
      list([8, 1, 2, 3], { id: 'night', from_min: 1320, to_min: 360, level: 35 }),
    ],
    ...more,
  });
  return { ...deck, sum: sumOf(deck) };
}

/** What a server may do for an hour. */
const PAGE = '<!doctype html><title>login</title><p>请登录';
const MOODS = {
  well: () => undefined,
  slow: (wall) => { wall.delay = 30; },
  'not answering': (wall) => { wall.hangs = true; },
  lying: (wall) => serveAll(wall, PAGE),
  failing: (wall) => serveAll(wall, 500),
  forgetful: (wall) => serveAll(wall, 404),
  'sending elsewhere': (wall) => serveAll(wall, redirect('login.html')),
  'sending to another host': (wall) => serveAll(wall, redirect('http://127.0.0.1:9/manifest.js')),
  'in a circle': (wall) => serveAll(wall, redirect('manifest.js')),
  'half written': (wall, today) => {
    const whole = fileOf(bad(today));
    offer(wall, bad(today), whole.slice(0, whole.length / 2));
  },
  'with a wrong digest': (wall, today) => offer(wall, bad(today), fileOf({ ...bad(today), sum: '00000000' })),
  'ahead of its time': (wall, today) => offer(wall, bad(today), fileOf({ ...bad(today), schema: 2 })),
  'breaking off': (wall) => serveAll(wall, (response) => {
    response.writeHead(200, { 'content-type': 'text/javascript', 'content-length': 5000 });
    response.write('LED_MANIFEST({"schema":1,');
    setTimeout(() => response.destroy(), 5);
  }),
  'a day behind': (wall, today, before) => Object.assign(wall.files, before ? filesOfDay(before) : {}),
  dead: null,
};
const HEARD = ['well', 'slow', 'half written', 'with a wrong digest', 'ahead of its time', 'a day behind'];

const bad = (today) => ({ ...today, version: 'badbadbadbadbad0' });
const redirect = (to) => (response) => {
  response.writeHead(302, { location: to });
  response.end();
};

function serveAll(wall, file) {
  for (const name of Object.keys(wall.files)) if (name !== 'index.html') wall.files[name] = file;
}

function offer(wall, deck, file) {
  wall.files['manifest.js'] = manifestOf(deck);
  wall.files[`deck-${deck.version}.js`] = file;
}

function filesOfDay(deck) {
  return { 'index.html': pageOf(deck), 'manifest.js': manifestOf(deck), [`deck-${deck.version}.js`]: fileOf(deck) };
}

/** Numbers that are the same in every run. */
function dice(seed) {
  let state = seed;
  return (below) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
}

/** What is wrong with what a wall shows at a moment of its clock. `unsure`: it may just have heard of
 * its server. */
function wrongs(seen, known, unsure) {
  const { t, id, version, dim, stale } = seen;
  const deck = known.decks.get(version);
  if (!deck) return [`${version} was never whole`];
  const found = [];
  const held = deck.slides.filter((one) => one.id === id);
  if (!held.length) return [`nothing is shown: ${id}`];
  const wrongClock = t < deck.built_at - DAY || t > deck.built_at + 400 * DAY;
  const silent = t - Math.max(known.heard, deck.built_at);
  const items = held.flatMap((one) => one.items);
  if (known.revokedAt && known.trueTime > known.revokedAt + POLL && items.includes(WITHDRAWN)) found.push('a withdrawn exposure');
  if (wrongClock) {
    if (items.length) found.push('an exposure under a wrong clock');
    return found;
  }
  if (!held.some((one) => (!one.from || t >= one.from) && (!one.until || t < one.until + SECOND))) found.push(`${id} is not true at ${t}`);
  if (!unsure && held.some((one) => one.ttl_h && silent > one.ttl_h * HOUR + POLL)) found.push(`${id} after ${silent / HOUR} hours of silence`);
  if (id === 'countdown' && t > STALE + 12 * SECOND) found.push('a countdown of old data');
  const minute = Math.floor((t + 8 * HOUR) / MINUTE) % 1440;
  const day = minute >= 360 && minute < 1320;
  const turning = Math.min(...[360, 1320].map((edge) => Math.abs(minute - edge))) < 1;
  if (!turning && dim !== (day ? 0 : 0.65)) found.push(`dimmed by ${dim} at minute ${minute}`);
  if (!unsure && silent > 26 * HOUR + POLL && !stale) found.push(`no notice after ${silent / HOUR} hours`);
  if (stale && silent < 26 * HOUR) found.push('a notice of age without a reason');
  return found;
}

/** Runs in the page, before anything else: a clock that obeys `advance`, and runs a day in seconds. */
function heldClock(start) {
  const timers = new Map();
  let [time, next] = [start, 1];
  const [RealDate, realTimeout] = [Date, window.setTimeout.bind(window)];
  window.really = (ms) => new Promise((done) => { realTimeout(done, ms); });
  window.Date = class extends RealDate {
    constructor(...parts) { super(...(parts.length ? parts : [time])); }
    static now() { return time; }
  };
  const set = (every) => (run, wait = 0) => {
    timers.set(next, { run, at: time + Math.max(1, wait), every: every && Math.max(1, wait) });
    return next++;
  };
  window.setTimeout = set(false);
  window.setInterval = set(true);
  window.clearTimeout = window.clearInterval = (id) => timers.delete(id);
  window.setClock = (t) => {
    for (const timer of timers.values()) timer.at += t - time;
    time = t;
  };
  window.advance = (ms) => {
    const end = time + ms;
    for (;;) {
      const [id, due] = [...timers].reduce((a, b) => (b[1].at < a[1].at ? b : a), [0, { at: Infinity }]);
      if (due.at > end) break;
      time = due.at;
      if (due.every) due.at += due.every;
      else timers.delete(id);
      due.run();
    }
    time = end;
  };
}

/** Runs in the page: lets time pass in steps, each answered before the next; what each showed. */
async function watched({ steps, ms, hangs }) {
  const seen = [];
  const stage = document.getElementById('stage');
  const badge = document.getElementById('badge');
  for (let at = 0; at < steps; at++) {
    window.advance(ms);
    for (let tries = 0; tries < 60 && !hangs && document.querySelector('body > script[src]'); tries++) await window.really(3);
    seen.push({
      t: Date.now(),
      id: stage.getAttribute('data-slide'),
      version: stage.getAttribute('data-version'),
      drawn: document.querySelectorAll('.front svg > *:not(defs)').length,
      dim: Number(document.getElementById('dim').style.opacity),
      stale: badge.style.display === 'block' && badge.childElementCount > 0,
    });
  }
  return seen;
}

test('days with everything that may happen: never blank, never withdrawn, never stale in silence', async () => {
  const roll = dice(Number(process.env.DAYLIGHT_SEED ?? 20_261_128));
  const known = { decks: new Map(), heard: 0, revokedAt: 0, trueTime: at('06:00') };
  const first = deckOfDay(0);
  known.decks.set(first.version, first);
  const wall = await wallServer(filesOfDay(first));
  const page = await watch(browser, wall.url, { real: true, before: [heldClock, known.trueTime] });
  const names = Object.keys(MOODS);
  const said = [];
  let [today, before, alive, skew] = [first, null, true, 0];
  for (let hour = 0; hour < DAYS * 24 && said.length < 20; hour++) {
    const day = Math.floor(hour / 24);
    if (hour % 24 === 0 && day > 0) {
      [before, today] = [deckOfDay(day - 1), deckOfDay(day, { revoked: [WITHDRAWN] })];
      known.decks.set(today.version, today);
    }
    if (known.trueTime >= WITHDRAWAL && !today.revoked.length) today = { ...today, revoked: [WITHDRAWN] };
    // Two days in ten the server is silent for more than a day.
    const mood = day % 10 === 6 || day % 10 === 7 ? 'dead' : hour < 5 ? 'well' : names[roll(names.length)];
    if (!alive) await wall.revive();
    alive = mood !== 'dead';
    Object.assign(wall, { files: filesOfDay(today), delay: 0, hangs: false });
    if (alive) MOODS[mood](wall, today, before);
    else await wall.kill();
    // What the player heard before its clock was wrong counts no more.
    if (hour > 30 && hour % 9 === 0) {
      skew = [0, 0, -20 * 365 * DAY, 5 * 365 * DAY, -HOUR, HOUR][roll(6)];
      await page.evaluate((t) => window.setClock(t), known.trueTime + skew);
      known.heard = Math.min(known.heard, known.trueTime + skew);
    }
    // The kiosk starts again now and then, where it finds its page.
    if (['well', 'a day behind'].includes(mood) && hour % 5 === 0) {
      await page.evaluate(() => window.blanks).then((blanks) => said.push(...(blanks ? [`blank ${blanks} times`] : [])));
      await page.addInitScript((t) => window.setClock(t), known.trueTime + skew);
      await page.reload();
    }
    const okSince = known.trueTime;
    for (const now of await page.evaluate(watched, { steps: HOUR / STEP, ms: STEP, hangs: wall.hangs })) {
      known.trueTime += STEP;
      if (HEARD.includes(mood) && known.trueTime - okSince > POLL) {
        known.heard = now.t;
        if (mood !== 'a day behind' && today.revoked.length) known.revokedAt ||= known.trueTime;
        const late = known.trueTime - okSince > 90 * SECOND + POLL && now.version !== today.version;
        if (late && ['well', 'slow'].includes(mood)) said.push(`hour ${hour}: ${now.version}, ${today.version} is published`);
      }
      const unsure = HEARD.includes(mood) && known.trueTime - okSince <= POLL;
      said.push(...wrongs(now, known, unsure).map((wrong) => `hour ${hour}, ${mood}, clock ${skew / HOUR} h: ${wrong}`));
      if (!now.drawn) said.push(`hour ${hour}, ${mood}: blank`);
    }
  }
  assert.deepEqual(said, []);
  assert.equal(await page.evaluate(() => window.blanks), 0, 'it was blank');
  await page.context().close();
  if (alive) await wall.kill();
});
