// Days on a wall whose server and clock do everything that servers and clocks do, held against what
// a passer-by may be shown. `DAYLIGHT_DAYS=30` makes it a month, `DAYLIGHT_SCREEN=gate-384` plays
// the decks that a screen of the demonstration has on those days: see docs/led-player.md.
import { after, before, test } from 'node:test';
import assert from 'node:assert/strict';
import { gzipSync } from 'node:zlib';
import { launched } from '../lib/browser.js';
import { decksOfDays } from '../lib/frames.js';
import { BUILT, DAY, deckOf, fileOf, list, manifestOf, pageOf, picture, slide, sumOf } from '../lib/decks.js';
import { wallServer, watch } from '../lib/wall.js';

const DAYS = Number(process.env.DAYLIGHT_DAYS ?? 2);
/** Where the device believes to be, by an IANA name. */
const ZONE = process.env.DAYLIGHT_ZONE ?? 'Asia/Shanghai';
const SECOND = 1000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
const STEP = 25 * SECOND;
/** From a good answer on, a player has one poll, with its jitter, and a moment of the test's. */
const POLL = 48 * SECOND + 2 * STEP;
/** Every third day at ten past noon an exposure is withdrawn; on its evening another ends. */
const CYCLE = 3;
const WITHDRAWAL = 12 * HOUR + 10 * MINUTE;
const END = 18 * HOUR;
/** On days 3 to 9 of each ten the kiosk never starts again: what grows shows itself. */
const RESTARTS = (day) => day % 10 < 3;
const HEAP = 2 * 1024 * 1024;
let browser;

before(async () => {
  browser = await launched();
});
after(() => browser?.close());

/** The decks of the days: of a screen of the demonstration, or small ones with everything in them. */
const REAL = process.env.DAYLIGHT_SCREEN && decksOfDays(process.env.DAYLIGHT_SCREEN, DAYS);
const BEGINS = REAL ? REAL[0].built_at : BUILT;

function deckOfDay(day) {
  return REAL ? REAL[day] : smallDeck(day);
}

/** A deck as it is built on the morning of a day. */
function smallDeck(day) {
  const built = BUILT + day * DAY;
  const cycle = Math.floor(day / CYCLE);
  const lights = [0, 1, 2].map((ahead) =>
    slide('lights', { from: ahead && built + ahead * DAY, until: ahead < 2 ? built + (ahead + 1) * DAY : built + 40 * DAY }));
  const exposures = [
    slide('withdrawn', { items: [`exposures/withdrawn-${cycle}`], ttl_h: 24 }),
    slide('ending', { items: [`exposures/ending-${cycle}`], until: BUILT + cycle * CYCLE * DAY + END, ttl_h: 24 }),
    slide('exposed', { items: ['exposures/lasting'], until: built + 40 * DAY, ttl_h: 24 }),
  ];
  const ranking = slide('ranking', { fresh: true, ttl_h: 72 });
  const slides = [slide('cover'), ...lights, ...exposures, slide('countdown', { fresh: true, ms: 11_000 }), slide('night'), ranking];
  const deck = deckOf({
    slides,
    built_at: built,
    data_stale_at: BUILT + 20 * DAY,
    version: `d${String(day).padStart(15, '0')}`,
    pictures: slides.map((_, number) => picture(number + day)),
    playlists: [
      list([0, 1, 2, 3, 4, 5, 6, 7, 9], { id: 'day', from_min: 360, to_min: 1320 }),
      list([8, 1, 2, 3], { id: 'night', from_min: 1320, to_min: 360, level: 35 }),
    ],
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
  'of another portal': (wall, today) => {
    const other = { ...bad(today), portal: '临海市', revoked: [] };
    offer(wall, other, fileOf(other));
  },
  'of another screen': (wall, today) => offer(wall, { ...bad(today), screen: 'other' }, fileOf({ ...bad(today), screen: 'other' })),
  'calling scripts pictures': (wall) => serveAll(wall, typed('image/png')),
  'calling scripts pages': (wall) => serveAll(wall, typed('text/html', { 'x-content-type-options': 'nosniff' })),
  'packing rubbish': (wall) => serveAll(wall, packed(Buffer.from('not packed at all'))),
  'packing half': (wall, today) => serveAll(wall, packed(gzipSync(fileOf(today)).subarray(0, 400))),
  'without a change': (wall) => serveAll(wall, (response) => response.writeHead(304).end()),
  'never ending': (wall) => {
    wall.endless = true;
    serveAll(wall, (response) => {
      response.writeHead(200, { 'content-type': 'text/javascript' });
      response.write('LED_MANIFEST({"schema":1,');
    });
  },
  'thinking of another screen in haste': (wall, today) => {
    const other = { ...bad(today), screen: 'other', revoked: today.slides.map(({ id }) => id) };
    wall.files['manifest.js'] = manifestOf(other, { urgent: true });
  },
  'with half a manifest': (wall, today) => {
    const whole = manifestOf(bad(today));
    wall.files['manifest.js'] = whole.slice(0, whole.length / 2);
  },
  'with nothing to say': (wall) => serveAll(wall, ''),
  'well every other time': (wall) => {
    for (const [name, file] of Object.entries(wall.files)) {
      let asked = 0;
      wall.files[name] = (response) => (asked++ % 2 ? plain(response, file) : response.writeHead(503).end());
    }
  },
  'with another deck in every answer': (wall, today, before, known) => {
    let asked = 0;
    wall.files['manifest.js'] = (response) => {
      const deck = { ...today, version: `${String(asked++).padStart(4, '0')}${today.version.slice(4)}` };
      known.decks.set(deck.version, deck);
      wall.files[`deck-${deck.version}.js`] = fileOf(deck);
      plain(response, manifestOf(deck));
    };
  },
  'a year ahead': (wall, today) => {
    const ahead = { ...bad(today), built_at: today.built_at + 399 * DAY, revoked: [] };
    wall.files['manifest.js'] = manifestOf(ahead);
    wall.files[`deck-${ahead.version}.js`] = fileOf({ ...ahead, sum: '00000000' });
  },
  'naming a deck of another folder': (wall, today) => {
    wall.files['manifest.js'] = manifestOf(bad(today), { deck: '../other/deck.js' });
  },
  'saying two things at once': (wall, today) => {
    wall.files['manifest.js'] = `${manifestOf(today)}LED_DECK({});\nLED_MANIFEST(null);\n`;
  },
  'with broken pictures': (wall, today) => {
    const pictures = today.pictures.map(() => '<g><use xlink:href="#g0"/>');
    const broken = { ...bad(today), pictures };
    offer(wall, broken, fileOf({ ...broken, sum: sumOf(broken) }));
  },
  'withdrawing ten thousand': (wall, today) => {
    const revoked = [...today.revoked, ...Array.from({ length: 10_000 }, (_, number) => `exposures/other-${number}`)];
    wall.files['manifest.js'] = manifestOf({ ...today, revoked });
  },
  dead: null,
};
const HEARD = [
  'well', 'slow', 'half written', 'with a wrong digest', 'ahead of its time', 'a day behind', 'well every other time',
  'with another deck in every answer', 'with broken pictures', 'withdrawing ten thousand', 'a year ahead',
];
/** Those who know of no new withdrawal. */
const IGNORANT = ['a day behind', 'a year ahead'];
const NEWEST = ['well', 'slow', 'well every other time', 'withdrawing ten thousand'];

const bad = (today) => ({ ...today, version: 'badbadbadbadbad0' });
const plain = (response, body) => {
  response.writeHead(200, { 'content-type': 'text/javascript; charset=utf-8', 'cache-control': 'no-store' });
  response.end(body);
};
const typed = (type, more = {}) => (response) => {
  response.writeHead(200, { 'content-type': type, ...more });
  response.end('LED_MANIFEST({"schema":1});');
};
const packed = (body) => (response) => {
  response.writeHead(200, { 'content-type': 'text/javascript', 'content-encoding': 'gzip' });
  response.end(body);
};
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

/** The playlist whose hours and days a moment has, and whether another begins or began just now. */
function playlistAt(deck, t) {
  const minute = Math.floor((t + 8 * HOUR) / MINUTE) % 1440;
  const within = ({ from_min: from, to_min: to, from: first, until }) =>
    (from === to || (from < to ? minute >= from && minute < to : minute >= from || minute < to))
      && (!first || t >= first) && (!until || t < until);
  const edges = deck.playlists.flatMap((one) => [one.from_min, one.to_min]);
  return { playlist: deck.playlists.find(within), turning: edges.some((edge) => Math.abs(minute - edge) < 1) };
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
  // A clock that is behind met the deck before it was built.
  if (!wrongClock) known.met.set(version, Math.min(t, deck.built_at, known.met.get(version) ?? t));
  const silent = t - Math.max(known.heard, known.met.get(version) ?? deck.built_at);
  const gone = (item) => known.revokedAt.has(item) && known.trueTime > known.revokedAt.get(item) + POLL;
  if (held.some((one) => one.items.some(gone))) found.push(`${id}: it was withdrawn`);
  if (wrongClock) {
    if (held.some((one) => one.items.length)) found.push(`${id} under a wrong clock`);
    return found;
  }
  if (!held.some((one) => (!one.from || t >= one.from) && (!one.until || t < one.until + SECOND))) found.push(`${id} is not true at ${t}`);
  if (!unsure && held.every((one) => one.ttl_h && silent > one.ttl_h * HOUR + POLL)) found.push(`${id} after ${silent / HOUR} hours of silence`);
  if (held.every((one) => one.fresh) && deck.data_stale_at && t > deck.data_stale_at + 12 * SECOND) found.push(`${id} of old data`);
  const { playlist, turning } = playlistAt(deck, t);
  if (!turning && dim !== (100 - (playlist?.level ?? 100)) / 100) found.push(`dimmed by ${dim} in ${playlist?.id}`);
  // Where the notice would cover words, it stands for three seconds of twelve.
  const second = Math.floor(t / SECOND) % 12;
  const hidden = deck.stale_alone && !(second === 1 || second === 2);
  if (!unsure && !hidden && silent > deck.stale_after_h * HOUR + POLL && !stale) found.push(`no notice after ${silent / HOUR} hours`);
  if (stale && silent < deck.stale_after_h * HOUR) found.push('a notice of age without a reason');
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
    for (let tries = 0; tries < 300 && !hangs && document.querySelector('body > script[src]'); tries++) await window.really(3);
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

/** What may be withdrawn next: the first exposure of a deck that is not yet. */
function nextWithdrawal(deck) {
  const items = deck.slides.flatMap((one) => one.items);
  return items.find((item) => item.startsWith('exposures/') && !deck.revoked.includes(item));
}

/** Bytes that live in the page. */
async function heapOf(page) {
  await page.evaluate(() => { window.seen.length = 0; });
  const session = await page.context().newCDPSession(page);
  await session.send('HeapProfiler.collectGarbage');
  const { usedSize } = await session.send('Runtime.getHeapUsage');
  await session.detach();
  return usedSize;
}

test('days with everything that may happen: never blank, never withdrawn, never stale in silence', async (t) => {
  const roll = dice(Number(process.env.DAYLIGHT_SEED ?? 20_261_128));
  const known = { decks: new Map(), heard: 0, revokedAt: new Map(), met: new Map(), trueTime: BEGINS + 6 * HOUR };
  const first = deckOfDay(0);
  known.decks.set(first.version, first);
  const wall = await wallServer(filesOfDay(first));
  const page = await watch(browser, wall.url, { real: true, timezoneId: ZONE, before: [heldClock, known.trueTime] });
  const names = Object.keys(MOODS);
  const said = [];
  const told = { moments: 0, starts: 1, versions: new Set(), slides: new Set(), notices: 0, wrongClocks: 0, most: 0, moods: {} };
  const withdrawn = [];
  let [today, before, alive, skew, least] = [first, null, true, 0, Infinity];
  for (let hour = 0; hour < DAYS * 24 && said.length < 20; hour++) {
    const day = Math.floor(hour / 24);
    if (hour % 24 === 0 && day > 0) {
      before = deckOfDay(day - 1);
      today = deckOfDay(day);
      today = { ...today, revoked: [...today.revoked, ...withdrawn] };
      known.decks.set(today.version, today);
    }
    const due = Math.floor(day / CYCLE) * CYCLE * DAY + WITHDRAWAL;
    if (known.trueTime >= BEGINS + due && withdrawn.length <= day / CYCLE) {
      const item = nextWithdrawal(today);
      withdrawn.push(item);
      if (item) today = { ...today, revoked: [...today.revoked, item] };
    }
    // Two days in ten the server is silent for more than a day; on the others it is well every third hour.
    const often = hour < 5 || hour % 3 === 2 ? 'well' : names[roll(names.length)];
    const mood = day % 10 === 6 || day % 10 === 7 ? 'dead' : often;
    told.moods[mood] = (told.moods[mood] ?? 0) + 1;
    if (!alive) await wall.revive();
    alive = mood !== 'dead';
    Object.assign(wall, { files: filesOfDay(today), delay: 0, hangs: false, endless: false });
    if (alive) MOODS[mood](wall, today, before, known);
    else await wall.kill();
    // What the player heard before its clock was wrong counts no more.
    if (hour > 30 && hour % 9 === 0) {
      skew = [0, 0, -20 * 365 * DAY, 5 * 365 * DAY, -HOUR, HOUR, -DAY, DAY][roll(8)];
      await page.evaluate((time) => window.setClock(time), known.trueTime + skew);
      known.heard = Math.min(known.heard, known.trueTime + skew);
    }
    // The kiosk starts again now and then, where it finds its page.
    if (RESTARTS(day) && ['well', 'a day behind'].includes(mood) && hour % 5 === 0) {
      await page.evaluate(() => window.blanks).then((blanks) => said.push(...(blanks ? [`blank ${blanks} times`] : [])));
      await page.addInitScript((time) => window.setClock(time), known.trueTime + skew);
      await page.reload();
      known.met.clear();
      told.starts++;
      least = Infinity;
    }
    if (hour % 24 === 5) {
      const heap = await heapOf(page);
      told.most = Math.max(told.most, heap);
      // Two decks of one size may be kept; what is compared is the growth within one life.
      if (heap - least > HEAP) said.push(`hour ${hour}: the heap grew by ${heap - least} bytes`);
      least = Math.min(least, heap);
    }
    const okSince = known.trueTime;
    for (const now of await page.evaluate(watched, { steps: HOUR / STEP, ms: STEP, hangs: wall.hangs || wall.endless })) {
      known.trueTime += STEP;
      told.moments++;
      told.versions.add(now.version);
      told.slides.add(now.id);
      told.notices += now.stale ? 1 : 0;
      told.wrongClocks += Math.abs(skew) > HOUR ? 1 : 0;
      if (HEARD.includes(mood) && known.trueTime - okSince > POLL) {
        // A word is of the day it was built, and of the next.
        const spoken = mood === 'a day behind' ? before ?? today : today;
        known.heard = mood === 'a year ahead' ? now.t : Math.max(known.heard, Math.min(now.t, spoken.built_at + 2 * DAY));
        if (!IGNORANT.includes(mood)) {
          for (const item of withdrawn) if (item && !known.revokedAt.has(item)) known.revokedAt.set(item, known.trueTime);
        }
        const late = known.trueTime - okSince > 90 * SECOND + POLL && now.version !== today.version;
        if (late && NEWEST.includes(mood)) said.push(`hour ${hour}: ${now.version}, ${today.version} is published`);
      }
      const unsure = HEARD.includes(mood) && known.trueTime - okSince <= POLL;
      said.push(...wrongs(now, known, unsure).map((wrong) => `hour ${hour}, ${mood}, clock ${skew / HOUR} h: ${wrong}`));
      if (!now.drawn) said.push(`hour ${hour}, ${mood}: blank`);
    }
  }
  const { versions, slides, most, moods, ...counted } = told;
  t.diagnostic(JSON.stringify({ days: DAYS, versions: versions.size, slides: slides.size, ...counted, withdrawn: known.revokedAt.size, heap: most, hours: moods }));
  assert.deepEqual(said, []);
  assert.equal(await page.evaluate(() => window.blanks), 0, 'it was blank');
  await page.context().close();
  if (alive) await wall.kill();
});
