// The Nu HTML checker over a sample of every kind of page of every portal, and over the style sheets.
import { test } from 'node:test';
import { spawnSync } from 'node:child_process';
import { readFileSync, existsSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expectNone } from './lib/findings.js';
import { filesOf, pagesOf, samplesBelow, samplesOf } from './lib/pages.js';
import { pinnedSite } from './lib/site.js';

/** Properties of SVG 2 that browsers take in style sheets and the checker does not know. */
const OF_SVG = /^CSS: “(paint-order|vector-effect)”: Property/;

const CHECKER = fileURLToPath(new URL('node_modules/vnu-jar/build/dist/vnu.jar', import.meta.url));
const folder = pinnedSite();

/** The checker's errors about files of the site. */
function errors(files, ...options) {
  if (!existsSync(CHECKER)) throw new Error('vnu.jar is missing: npm ci in tests/browser');
  const paths = files.map((file) => join(folder, file));
  const run = spawnSync('java', ['-jar', CHECKER, '--errors-only', '--format', 'json', ...options, ...paths], { encoding: 'utf8', maxBuffer: 1 << 28 });
  if (run.error) throw run.error;
  return JSON.parse(run.stderr).messages.map((message) => {
    const file = files.find((one) => message.url?.endsWith(`/${one}`)) ?? message.url ?? '';
    return { page: file, place: `line ${message.lastLine ?? '?'}`, what: message.message, extract: message.extract?.trim() ?? '' };
  });
}

test('the Nu checker finds no error in any kind of page', () => {
  const files = [...samplesOf(pagesOf(folder)), ...samplesBelow(folder)].map((page) => page.file);
  expectNone(errors(files).map(({ extract, ...error }) => ({ ...error, what: `${error.what} “${extract.slice(0, 90)}”`, kind: error.what })));
});

test('the Nu checker finds no error in the style sheets', () => {
  const sheets = filesOf(folder).filter((file) => file.endsWith('.css'));
  expectNone(errors(sheets, '--css').filter(({ what }) => !OF_SVG.test(what)).map(({ extract, ...error }) => ({ ...error, what: `${error.what} “${extract.slice(0, 90)}”`, kind: error.what })));
});

test('style sheets fetch nothing from elsewhere', () => {
  const sheets = filesOf(folder).filter((file) => file.endsWith('.css'));
  expectNone(sheets.flatMap((file) => [...readFileSync(join(folder, file), 'utf8').matchAll(/@import[^;]*|url\([^)]*\)|expression\(/g)]
    .map(([what]) => ({ page: file, what }))));
});
