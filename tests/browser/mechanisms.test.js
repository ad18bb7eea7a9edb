// The mechanisms of the working methods, each on the page that docs/mechanisms.zh-CN.md names for
// it. No browser.
import { test } from 'node:test';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expectNone } from './lib/findings.js';
import { plain } from './lib/markup.js';
import { filesOf } from './lib/pages.js';
import { pinnedSite } from './lib/site.js';

const HOW_MANY = 87;
/** Mechanisms that stay inside: no field, no page. */
const NOT_PUBLIC = '不设字段，不公开';
const SEEDS = /^S[0-4](、S[0-4])*$/;
const TEXTS = /\.(html|csv|json|txt|ics|xml)$/;

const folder = pinnedSite();
const document = (name) => readFileSync(new URL(`../../docs/${name}`, import.meta.url), 'utf8');
const spans = (cell) => [...cell.matchAll(/`([^`]+)`/g)].map(([, span]) => span);
const squeezed = (text) => text.replace(/\s+/g, '');

const mechanisms = document('mechanisms.zh-CN.md').split('\n')
  .filter((line) => /^\| *\d/.test(line))
  .map((line) => line.split('|').slice(1, -1).map((cell) => cell.trim()))
  .map(([number, name, seeds, outputs, look]) => ({ number: Number(number), name, seeds, outputs, look }));
const inside = mechanisms.filter(({ outputs }) => outputs === NOT_PUBLIC);
const seen = mechanisms.filter(({ outputs }) => outputs !== NOT_PUBLIC);

const fault = (mechanism, what, page = '') => ({ page, place: `${mechanism.number} ${mechanism.name}`, what, kind: `${mechanism.number}|${what}` });

/** What a reader finds in a page: its main part, without tags; the menus name every section. */
function proseOf(html) {
  const [main] = html.match(/<main[\s>][\s\S]*<\/main>/) ?? [html];
  return squeezed(plain(main.replace(/<(script|style)[\s>][\s\S]*?<\/\1>|<[^>]*>/g, '')));
}

/** The file an output stands in, and its text; undefined if it is no text. */
function opened(output) {
  const file = output === '' || output.endsWith('/') ? `${output}index.html` : output;
  const path = join(folder, file);
  if (!existsSync(path)) return { missing: true };
  if (!TEXTS.test(file)) return { bytes: readFileSync(path).length };
  const text = readFileSync(path, 'utf8');
  return { text: file.endsWith('.html') ? proseOf(text) : squeezed(text) };
}

test('every mechanism stands in the table exactly once', () => {
  const count = (number) => mechanisms.filter((mechanism) => mechanism.number === number).length;
  const numbers = Array.from({ length: HOW_MANY }, (_, at) => at + 1);
  expectNone([
    ...numbers.filter((number) => count(number) !== 1)
      .map((number) => ({ page: 'docs/mechanisms.zh-CN.md', place: `${number}`, what: count(number) ? 'occurs more than once' : 'is missing', kind: `${number}` })),
    ...mechanisms.filter(({ number }) => !numbers.includes(number)).map((mechanism) => fault(mechanism, 'is no mechanism')),
    ...mechanisms.filter(({ seeds }) => !SEEDS.test(seeds)).map((mechanism) => fault(mechanism, `names no method: ${mechanism.seeds}`)),
  ]);
});

test('only what is marked stays inside', () => {
  expectNone(mechanisms.filter((mechanism) => mechanism.name.endsWith('†') !== inside.includes(mechanism))
    .map((mechanism) => fault(mechanism, 'is marked † or not public, but not both')));
});

test('every mechanism is seen on the pages named for it', () => {
  expectNone(seen.flatMap((mechanism) => {
    const outputs = spans(mechanism.outputs);
    const phrases = spans(mechanism.look);
    if (!outputs.length || !phrases.length) return [fault(mechanism, 'names no page or nothing to see there')];
    const pages = outputs.map((output) => ({ output, ...opened(output) }));
    const shown = (page, phrase) => page.text?.includes(squeezed(phrase));
    return [
      ...pages.filter(({ missing, bytes }) => missing || bytes === 0).map(({ output }) => fault(mechanism, 'does not exist or is empty', output)),
      ...pages.filter((page) => page.text !== undefined && !phrases.some((phrase) => shown(page, phrase)))
        .map(({ output }) => fault(mechanism, 'shows nothing of it', output)),
      ...phrases.filter((phrase) => !pages.some((page) => shown(page, phrase)))
        .map((phrase) => fault(mechanism, `is nowhere said: ${phrase}`, outputs[0])),
    ];
  }));
});

test('what stays inside has no key', () => {
  const rows = document('records.md').split('\n').filter((line) => /^\| *`/.test(line));
  const keys = rows.flatMap((row) => row.split('|').slice(1, 4).flatMap(spans));
  expectNone(inside.flatMap((mechanism) => keys
    .filter((key) => spans(mechanism.look).some((word) => key.includes(word)))
    .map((key) => fault(mechanism, `has the key ${key}`, 'docs/records.md'))));
});

// A page may say in a sentence that it does not publish them; it has no place for them.
const LABELS = /<(h[1-6]|dt|th|caption|label|summary|legend)[\s>][\s\S]*?<\/\1>/g;

test('what stays inside has no place on a page and no column in the data', () => {
  const words = inside.flatMap((mechanism) => spans(mechanism.look).map((word) => ({ mechanism, word })));
  expectNone(filesOf(folder).filter((file) => /\.(html|csv)$/.test(file)).flatMap((file) => {
    const text = readFileSync(join(folder, file), 'utf8');
    const there = words.filter(({ word }) => text.includes(word));
    if (!there.length) return [];
    const places = file.endsWith('.csv') ? [text.split('\n')[0]] : (text.match(LABELS) ?? []);
    return there.filter(({ word }) => places.some((place) => squeezed(plain(place.replace(/<[^>]*>/g, ''))).includes(word)))
      .map(({ mechanism, word }) => fault(mechanism, `has a place: ${word}`, file));
  }));
});
