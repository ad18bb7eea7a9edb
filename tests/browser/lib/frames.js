// Pictures of screens as `daylight frames` writes them, and the same slides for a browser to draw.
import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { BINARY, CONTENT } from './site.js';

/** What a file of a screen hands to the player. */
export function said(folder, name) {
  const text = readFileSync(join(folder, name), 'utf8');
  return JSON.parse(text.slice(text.indexOf('(') + 1, text.lastIndexOf(')')));
}

/** The screens of a site, with their decks. */
export function screensOf(site) {
  const folder = join(site, 'screens');
  if (!existsSync(folder)) return [];
  const names = readdirSync(folder).filter((name) => existsSync(join(folder, name, 'manifest.js')));
  return names.map((id) => {
    const place = join(folder, id);
    return { id, deck: said(place, said(place, 'manifest.js').deck) };
  });
}

/** The panel of each screen of the demonstration, by its id. */
export function profilesOf() {
  const folder = join(CONTENT, 'screens');
  const texts = readdirSync(folder).map((name) => readFileSync(join(folder, name), 'utf8'));
  const value = (text, key) => text.match(new RegExp(`^${key}: *(\\S+)`, 'm'))?.[1];
  return new Map(texts.map((text) => [value(text, '编号'), value(text, '规格')]));
}

/** The pictures of all screens of a profile: by screen, rows of its playlist with their files. */
export function framesOf(profile, options = []) {
  const out = mkdtempSync(join(tmpdir(), 'daylight-frames-'));
  process.on('exit', () => rmSync(out, { recursive: true, force: true }));
  execFileSync(BINARY, ['frames', CONTENT, '--profile', profile, '--out', out, ...options], { stdio: ['ignore', 'ignore', 'inherit'] });
  // Beside the screens of the root lie the folders of the portals below, with theirs.
  const screens = readdirSync(out).filter((name) => existsSync(join(out, name, 'playlist.csv')));
  return screens.map((screen) => {
    const text = readFileSync(join(out, screen, 'playlist.csv'), 'utf8').replace(/^\ufeff/, '');
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
  const segments = bar.height === 0 || step < bar.height ? '' : Array.from({ length: of }, (_, number) => segment(number)).join('');
  return `<!doctype html><style>html,body{margin:0;background:#000;overflow:hidden}svg{display:block}</style><svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}"><defs>${glyphs}</defs>${pictures[slide.picture]}${segments}</svg>`;
}
