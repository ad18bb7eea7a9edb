// Bulletins on paper are official texts: GB/T 9704-2012, measured in the PDF that Chromium makes.
import { after, before, test } from 'node:test';
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { launched, visit } from './lib/browser.js';
import { pagesOf } from './lib/pages.js';
import { serve } from './lib/server.js';
import { pinnedSite } from './lib/site.js';

const MM = 72 / 25.4;
/** The type area, from the left and upper edges of the sheet, in millimetres. */
const AREA = { left: 28, top: 37, width: 156, height: 225 };
const LINES = 22;
const CHARACTERS = 28;
const PITCH = AREA.height / LINES;

const folder = pinnedSite();
const bulletins = pagesOf(folder).filter((page) => page.html.includes('class="official"'));
const longest = [...bulletins].sort((a, b) => b.bytes - a.bytes)[0];
let browser;
let server;
let sheets;

before(async () => {
  server = await serve(folder);
  browser = await launched();
  const tab = await browser.newPage({ javaScriptEnabled: false });
  await visit(tab, server.origin, longest);
  const pdf = await tab.pdf({ preferCSSPageSize: true, printBackground: true });
  sheets = sheetsOf(pdf);
});

after(async () => {
  await browser?.close();
  await server?.close();
});

/** Sheets with their size and their lines: place in millimetres, and text. */
function sheetsOf(pdf) {
  const run = spawnSync('pdftotext', ['-bbox-layout', '-', '-'], { input: pdf, encoding: 'utf8', maxBuffer: 1 << 28 });
  if (run.error || run.status !== 0) throw run.error ?? new Error(run.stderr);
  return run.stdout.split('<page ').slice(1).map((page) => {
    const number = (text) => Number(text) / MM;
    const [, width, height] = page.match(/width="([\d.]+)" height="([\d.]+)"/);
    const lines = [...page.matchAll(/<line xMin="([\d.]+)" yMin="([\d.]+)" xMax="([\d.]+)" yMax="([\d.]+)">([^]*?)<\/line>/g)]
      .map(([, left, top, right, bottom, words]) => ({
        left: number(left), top: number(top), right: number(right), bottom: number(bottom),
        text: [...words.matchAll(/>([^<]+)<\/word>/g)].map(([, word]) => word).join(''),
      }))
      .sort((a, b) => a.top - b.top);
    const isNumber = (line) => /^—\d+—$/.test(line.text);
    return { width: number(width), height: number(height), lines: lines.filter((line) => !isNumber(line)), numbers: lines.filter(isNumber) };
  });
}

const near = (found, wanted, within, what) => assert.ok(Math.abs(found - wanted) <= within, `${what}: ${found.toFixed(2)} instead of ${wanted}`);

test('the sheets are A4', () => {
  for (const sheet of sheets) {
    near(sheet.width, 210, 0.5, 'width');
    near(sheet.height, 297, 0.5, 'height');
  }
});

test('no line leaves the type area', () => {
  for (const sheet of sheets) {
    for (const line of sheet.lines) {
      assert.ok(line.left >= AREA.left - 0.5 && line.right <= AREA.left + AREA.width + 1, `${line.left}–${line.right}: ${line.text}`);
      // A box of letters is taller than its line: its middle counts.
      const middle = (line.top + line.bottom) / 2;
      assert.ok(middle > AREA.top && middle < AREA.top + AREA.height, `${middle}: ${line.text}`);
    }
  }
});

test('a full sheet has 22 lines at even distances', () => {
  const full = sheets.slice(1, -1).find((sheet) => sheet.lines.length >= LINES);
  assert.ok(full, `no full sheet among ${sheets.length}`);
  assert.equal(full.lines.length, LINES);
  full.lines.slice(1).forEach((line, at) => near(line.bottom - full.lines[at].bottom, PITCH, 0.35, `line ${at + 2}`));
});

test('a full line has 28 characters, as wide as the type area', () => {
  const whole = (line) => /^\p{Script=Han}+$/u.test(line.text) || [...line.text].every((mark) => mark.codePointAt(0) > 0x2e80);
  const lines = sheets.flatMap((sheet) => sheet.lines).filter((line) => line.left < AREA.left + 0.5 && line.right > AREA.left + AREA.width - 0.5);
  assert.ok(lines.length > 5, `only ${lines.length} full lines`);
  for (const line of lines.filter(whole)) assert.ok([...line.text].length === CHARACTERS || [...line.text].length === CHARACTERS - 1, `${[...line.text].length}: ${line.text}`);
  for (const line of lines) near(line.right - line.left, AREA.width, 0.8, line.text);
});

test('the pages are numbered outside, between two strokes', () => {
  sheets.forEach((sheet, at) => {
    assert.deepEqual(sheet.numbers.map(({ text }) => text), [`—${at + 1}—`]);
    const [number] = sheet.numbers;
    assert.ok(number.top > AREA.top + AREA.height - 2);
    assert.equal(number.left > sheet.width / 2, at % 2 === 0, `page ${at + 1}`);
  });
});
