// Small decks for tests of the player, and the files a build would publish for them.
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';

const SOURCE = new URL('../../../src/render/', import.meta.url);
const part = (name) => readFileSync(new URL(`player/${name}`, SOURCE), 'utf8');
const names = readFileSync(new URL('player.rs', SOURCE), 'utf8').matchAll(/include_str!\("player\/(\w+\.js)"\)/g);
const SCRIPT = `(function () {\n'use strict';\n\n${[...names].map(([, name]) => part(name)).join('')}})();\n`;
const HOUR = 3_600_000;
export const DAY = 24 * HOUR;

/** Midnight in Beijing of 2026-11-28: the day the decks of these tests are built. */
export const BUILT = Date.UTC(2026, 10, 27, 16);

/** A moment of that day in Beijing, `at('08:30')`, or days after it. */
export function at(time, days = 0) {
  const [hours, minutes, seconds = 0] = time.split(':').map(Number);
  return BUILT + days * DAY + hours * HOUR + minutes * 60_000 + seconds * 1000;
}

const COLOURS = ['#F4F6F5', '#2BD48F', '#FFC93C', '#FF5A45', '#6FB7FF', '#E9C77B'];

/** A picture of several colours; no two numbers look alike. */
export function picture(number) {
  const colour = (step) => COLOURS[(number + step) % COLOURS.length];
  return `<g><use xlink:href="#g0" fill="${colour(0)}"/><use xlink:href="#g1" x="40" y="${number % 90}" fill="${colour(1)}"/><rect x="${10 + number}" y="120" width="60" height="30" fill="${colour(2)}"/></g>`;
}

/** A slide of eight seconds that is always true. */
export function slide(id, more = {}) {
  return { id, type: 'notice', ms: 8000, from: 0, until: 0, ttl_h: 0, fresh: false, items: [], alt: id, ...more };
}

/** A list of all hours and days. */
export function list(slides, more = {}) {
  return { id: 'all', from_min: 0, to_min: 0, from: 0, until: 0, level: 100, slides, ...more };
}

/** A deck with a picture of its own for each slide; three slides unless others are given. */
export function deckOf(more = {}) {
  const slides = more.slides ?? ['a', 'b', 'c'].map((id) => slide(id));
  const deck = {
    schema: 1,
    screen: 'wall',
    portal: '临江市',
    version: '0000000000000001',
    width: 384,
    height: 192,
    built_at: BUILT,
    stale_after_h: 26,
    poll_s: 40,
    data_stale_at: BUILT + 41 * DAY,
    archive: false,
    shift: false,
    roadside: false,
    glyphs: '<path id="g0" d="M10 10h20v20h-20z"/><path id="g1" d="M0 0h30v30h-30z"/>',
    pictures: slides.map((_, number) => picture(number)),
    playlists: [list(slides.map((_, number) => number))],
    fallback: [0],
    stale: '<g><rect x="200" y="4" width="180" height="24" fill="#FFC93C"/></g>',
    bar: { x: 10, y: 180, width: 100, height: 4, on: '#F4F6F5', off: '#333333' },
    revoked: [],
    ...more,
    slides: slides.map((one, number) => ({ picture: number, ...one })),
  };
  return { ...deck, count: more.count ?? slides.length, sum: more.sum ?? sumOf(deck) };
}

/** The same deck under another version, with other pictures. */
export function next(deck, number, more = {}) {
  const version = String(number).padStart(16, '0');
  const pictures = deck.pictures.map((_, at) => picture(at + 10 * number));
  return { ...deck, version, pictures, sum: sumOf({ ...deck, pictures }), ...more };
}

/** FNV-1a over UTF-16 code units. */
export function sumOf({ glyphs, pictures }) {
  let sum = 0x811c9dc5;
  for (const unit of (glyphs + pictures.join('')).split('')) {
    sum = Math.imul(sum ^ unit.charCodeAt(0), 16777619) >>> 0;
  }
  return sum.toString(16).padStart(8, '0');
}

const json = (said) => JSON.stringify(said).replaceAll('</', '<\\/');
const hash = (text) => `sha256-${createHash('sha256').update(text).digest('base64')}`;

/** Names the player as a build does. */
export function player(more = '') {
  const parts = [SCRIPT, part('player.css'), part('player.html'), more];
  return createHash('sha256').update(parts.join('')).digest('hex').slice(0, 16);
}

/** `index.html` with a deck inside; `more` makes it another player. */
export function pageOf(deck, more = '') {
  const [js, css] = [SCRIPT + more, part('player.css')];
  const parts = {
    screen: deck.screen, player: player(more), title: '屏', deck: json(deck), js, css,
    'script-hash': hash(js), 'style-hash': hash(css),
  };
  return part('player.html').replace(/\{([a-z-]+)\}/g, (_, name) => parts[name]);
}

/** `manifest.js` that names a deck. */
export function manifestOf(deck, more = {}) {
  const { schema, screen, portal, version, built_at, poll_s, stale_after_h, revoked } = deck;
  const said = { schema, screen, portal, version, deck: `deck-${version}.js`, player: player(), built_at, poll_s, stale_after_h, urgent: false, revoked, ...more };
  return `LED_MANIFEST(${json(said)});\n`;
}

/** `deck-<version>.js`. */
export function fileOf(deck) {
  return `LED_DECK(${json(deck)});\n`;
}

/** All files of a screen, by name. */
export function filesOf(deck, more = {}) {
  return { 'index.html': pageOf(deck), 'manifest.js': manifestOf(deck, more), [`deck-${deck.version}.js`]: fileOf(deck) };
}

/** The ids a wall should show at a moment: the first list that fits, by the clock alone. */
export function expected(deck, t) {
  const playing = deck.playlists[0].slides.map((place) => deck.slides[place]);
  const total = playing.reduce((sum, one) => sum + one.ms, 0);
  let into = t % total;
  return playing.find((one) => (into -= one.ms) < 0).id;
}
