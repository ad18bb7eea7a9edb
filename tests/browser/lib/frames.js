// Pictures of screens as `daylight frames` writes them, and the same slides for a browser to draw.
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { BINARY, CONTENT, sitesOfDays } from './site.js';

/** What a file of a screen hands to the player. */
export function said(folder, name) {
  const text = readFileSync(join(folder, name), 'utf8');
  return JSON.parse(text.slice(text.indexOf('(') + 1, text.lastIndexOf(')')));
}

/** Names of the files below a folder that match, at any depth, in order. */
function below(folder, pattern) {
  return readdirSync(folder, { recursive: true }).filter((name) => pattern.test(name)).sort();
}

/** The screens of a site and of the portals below it, with their decks: `gate`, `county/hall`. */
export function screensOf(site) {
  return below(site, /(^|\/)screens\/[^/]+\/manifest\.js$/).map((name) => {
    const place = join(site, dirname(name));
    return { id: dirname(name).replace(/(^|\/)screens\//, '$1'), deck: said(place, said(place, 'manifest.js').deck) };
  });
}

/** The decks that a screen of the demonstration has on the pinned day and those that follow. */
export function decksOfDays(screen, days) {
  return Array.from(sitesOfDays(days), (site) => {
    const place = join(site, 'screens', screen);
    return said(place, said(place, 'manifest.js').deck);
  });
}

/** The panels of the screens of the demonstration. */
export function profilesOf() {
  const texts = below(CONTENT, /(^|\/)screens\/[^/]+\.yaml$/).map((name) => readFileSync(join(CONTENT, name), 'utf8'));
  return new Set(texts.map((text) => text.match(/^规格: *(\S+)/m)?.[1]));
}

/** The pictures of all screens of a profile: by screen, rows of its playlist with their files. */
export function framesOf(profile, options = []) {
  const out = mkdtempSync(join(tmpdir(), 'daylight-frames-'));
  process.on('exit', () => rmSync(out, { recursive: true, force: true }));
  execFileSync(BINARY, ['frames', CONTENT, '--profile', profile, '--out', out, ...options], { stdio: ['ignore', 'ignore', 'inherit'] });
  return below(out, /playlist\.csv$/).map((name) => {
    const screen = dirname(name);
    const text = readFileSync(join(out, name), 'utf8').replace(/^\ufeff/, '');
    const rows = text.trim().split(/\r?\n/).slice(1).map((line) => line.split(','));
    return {
      screen,
      frames: rows.map((row) => ({ file: join(out, screen, row[0]), seconds: Number(row[1]), list: row.at(-1) })),
    };
  });
}

/** How many pictures of so many days were written, and in how many seconds. */
export function framesTimed(profile, days) {
  const out = mkdtempSync(join(tmpdir(), 'daylight-frames-'));
  const started = performance.now();
  execFileSync(BINARY, ['frames', CONTENT, '--profile', profile, '--days', String(days), '--out', out], { stdio: ['ignore', 'ignore', 'inherit'] });
  const took = (performance.now() - started) / 1000;
  const pictures = readdirSync(out, { recursive: true }).filter((name) => name.endsWith('.png')).length;
  rmSync(out, { recursive: true, force: true });
  return { pictures, took };
}

/** The slides of a list that are true at a moment, in order. */
export function playing(deck, list, t) {
  const places = list === 'fallback' ? deck.fallback : deck.playlists.find(({ id }) => id === list).slides;
  const slides = places.map((at) => deck.slides[at]);
  return slides.filter(({ from, until }) => (from === 0 || from <= t) && (until === 0 || t < until));
}

/** A slide as a page of its own: what the player puts into a layer, and the place in the loop. */
export function drawing(deck, slide, [at, of]) {
  const { width, height, bar, glyphs, pictures } = deck;
  const gap = Math.max(1, Math.floor(bar.height * 3 / 2));
  const step = Math.floor((bar.width - gap * (of - 1)) / of);
  const segment = (number) => `<rect x="${bar.x + number * (step + gap)}" y="${bar.y}" width="${step}" height="${bar.height}" fill="${number === at ? bar.on : bar.off}"/>`;
  const segments = bar.height === 0 || of < 2 || step < bar.height ? '' : Array.from({ length: of }, (_, number) => segment(number)).join('');
  return `<!doctype html><style>html,body{margin:0;background:#000;overflow:hidden}svg{display:block}</style><svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}"><defs>${glyphs}</defs>${pictures[slide.picture]}${segments}</svg>`;
}
