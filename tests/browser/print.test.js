// Pages on paper: A4, whole, with every fold open, and not longer than they need to be.
import { after, before, test } from 'node:test';
import { spawnSync } from 'node:child_process';
import { launched, visit } from './lib/browser.js';
import { expectNone } from './lib/findings.js';
import { layoutFaults } from './lib/measure.js';
import { largestBelow, largestOf, largestOfAllBelow, pagesOf, samplesBelow, samplesOf } from './lib/pages.js';
import { wordsForPaper } from './lib/paper.js';
import { serve } from './lib/server.js';
import { pinnedSite } from './lib/site.js';

/** Most sheets a page of a kind may take: a task of three years with eleven reports fits on four. */
const SHEETS = { home: 3, 'tasks/*': 4 };
/** A4 between the margins of the style sheet, in CSS pixels. */
const PAPER = { width: 672, height: 1035 };
const SCREEN = { width: 1280, height: 800 };
const A4 = /Page size:\s+59[45](\.\d+)? x 84[12]/;
/** Either way round. */
const A3 = /Page size:\s+(84[12](\.\d+)? x 119[01]|119[01](\.\d+)? x 84[12])/;

const folder = pinnedSite();
// Plates and sheets for notice boards have a paper of their own.
const onA4 = ({ kind }) => !['404.html', 'plate/', 'board/'].includes(kind);
const pages = pagesOf(folder).filter(onA4);
const tasks = samplesOf(pages).filter((page) => page.kind === 'tasks/*');
// A table of units by categories is the wider the more categories a portal has, not the more units.
const below = [...largestOfAllBelow(folder), ...largestBelow(folder).filter(({ kind }) => kind === 'structure/')].filter(onA4);
const samples = [...new Set([...largestOf(pages), ...tasks]), ...new Map(below.map((page) => [page.path, page])).values()];
const printed = [];
const faults = [];
let browser;
let server;

before(async () => {
  server = await serve(folder);
  browser = await launched();
  const tab = await browser.newPage({ javaScriptEnabled: false, viewport: SCREEN });
  for (const page of samples) {
    await visit(tab, server.origin, page);
    const words = await tab.evaluate(wordsForPaper);
    const pdf = await tab.pdf({ preferCSSPageSize: true, printBackground: true });
    await tab.setViewportSize(PAPER);
    await tab.emulateMedia({ media: 'print' });
    faults.push(...(await tab.evaluate(layoutFaults)).map((fault) => ({ ...fault, page: page.path })));
    await tab.emulateMedia({ media: null });
    await tab.setViewportSize(SCREEN);
    printed.push({ page, words, sheets: sheetsOf(pdf), size: run('pdfinfo', ['-'], pdf) });
  }
});

after(async () => {
  await browser?.close();
  await server?.close();
});

function run(command, options, input) {
  const { error, status, stdout, stderr } = spawnSync(command, options, { input, encoding: 'utf8', maxBuffer: 1 << 28 });
  if (error || status !== 0) throw error ?? new Error(`${command}: ${stderr}`);
  return stdout;
}

/** The text of each sheet, in the order in which it was painted. */
function sheetsOf(pdf) {
  return run('pdftotext', ['-raw', '-enc', 'UTF-8', '-', '-'], pdf).split('\f').slice(0, -1);
}

test('pages print on A4', () => {
  expectNone(printed.filter(({ size }) => !A4.test(size))
    .map(({ page, size }) => ({ page: page.path, what: size.match(/Page size:.*/)[0] })));
});

test('plates and sheets for notice boards print on A3, a short one on a single sheet', async () => {
  const tab = await browser.newPage({ javaScriptEnabled: false, viewport: SCREEN });
  const found = [];
  const all = [...samplesOf(pagesOf(folder)), ...samplesBelow(folder)];
  for (const page of all.filter(({ kind }) => ['plate/', 'board/'].includes(kind))) {
    await visit(tab, server.origin, page);
    const pdf = await tab.pdf({ preferCSSPageSize: true, printBackground: true });
    const size = run('pdfinfo', ['-'], pdf);
    const sheets = sheetsOf(pdf).length;
    const rows = page.html.split('<tr>').length - 2;
    if (!A3.test(size)) found.push({ page: page.path, what: size.match(/Page size:.*/)[0] });
    if (sheets > Math.max(1, Math.ceil(rows / 8))) found.push({ page: page.path, what: `takes ${sheets} sheets for ${rows} tasks` });
  }
  await tab.close();
  expectNone(found);
});

test('nothing is cut, overlaps or runs off the sheet', () => {
  expectNone(faults.filter(({ check }) => ['sideways', 'cut', 'overlap'].includes(check)));
});

test('no sheet is blank or nearly so', () => {
  expectNone(printed.flatMap(({ page, sheets }) => sheets
    .map((text, at) => ({ at, length: withoutFoot(text, page).length }))
    .filter(({ length }) => length < 40)
    .map(({ at, length }) => ({ page: page.path, what: `sheet ${at + 1} of ${sheets.length} holds ${length} characters beside its foot` }))));
});

/** An official text has the form of its standard instead: official.test.js measures it. */
const usual = () => printed.filter(({ page }) => !page.html.includes('class="official"'));

test('every sheet carries its number and how many there are', () => {
  expectNone(usual().flatMap(({ page, sheets }) => sheets
    .map((text, at) => ({ text: text.replace(/\s/g, ''), number: `第${at + 1}页/共${sheets.length}页` }))
    .filter(({ text, number }) => !text.normalize('NFKC').includes(number))
    .map(({ number }) => ({ page: page.path, what: `a sheet lacks “${number}”` }))));
});

test('nothing that can be read on the screen is missing on paper', () => {
  expectNone(printed.flatMap((one) => missing(one).filter(({ folded }) => !folded)));
});

test('folds are open on paper', () => {
  expectNone(printed.flatMap((one) => missing(one).filter(({ folded }) => folded)));
});

test('every sheet carries the address of the page and the date of its data', () => {
  expectNone(usual().flatMap(({ page, sheets }) => sheets.map(squeezed).flatMap((end) => {
    const date = page.html.includes('数据截至') ? /数据截至\d+年\d+月\d+日/ : /./;
    return [
      ...(date.test(end) ? [] : [{ page: page.path, what: 'a sheet lacks the date of its data' }]),
      ...(end.includes(`/${page.within}`) ? [] : [{ page: page.path, what: 'a sheet lacks its address' }]),
    ];
  })));
});

test('a page takes no more sheets than its kind may', () => {
  expectNone(printed.filter(({ page, sheets }) => sheets.length > (SHEETS[page.kind] ?? Infinity))
    .map(({ page, sheets }) => ({ page: page.path, place: page.kind, what: `takes ${sheets.length} sheets, most ${SHEETS[page.kind]}` })));
});

/** Text without spaces, page numbers and differences of form that typesetting makes. */
function squeezed(text) {
  return text.normalize('NFKC').replace(/[\s\u200b\u00ad]/g, '').replace(/第\d+页\/共\d+页|—\d+—/g, '');
}

/** What stands on a sheet beside the foot that every sheet has: from the organiser to the address. */
function withoutFoot(text, page) {
  const sheet = squeezed(text);
  const from = sheet.indexOf('主办单位:');
  const address = `/${page.within}`;
  const until = sheet.indexOf(address, sheet.indexOf('本页地址:', from));
  return from < 0 ? sheet : sheet.slice(0, from) + sheet.slice(until + address.length);
}

/** Texts of a page that its print lacks. A text over a page's end is looked for in pieces. */
function missing({ page, words, sheets }) {
  const paper = sheets.map((text) => withoutFoot(text, page)).join('') + squeezed(sheets.at(-1));
  const there = (text) => paper.includes(text)
    || (text.length > 12 && text.match(/.{1,6}/gu).filter((piece) => !paper.includes(piece)).length <= 1);
  return words.filter(({ text }) => !there(squeezed(text)))
    .map(({ text, place, folded }) => ({ page: page.path, place, what: `“${text.slice(0, 30)}” is not on paper`, folded }));
}
