// axe-core over every kind of page of every portal: on a phone, and the largest of each kind of the
// first portal on a desk in large type.
import { after, before, test } from 'node:test';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { launched, setLargeType, visit } from './lib/browser.js';
import { expectNone } from './lib/findings.js';
import { largestBelow, largestOf, pagesOf, samplesOf } from './lib/pages.js';
import { serve } from './lib/server.js';
import { pinnedSite } from './lib/site.js';

const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

const folder = pinnedSite();
const pages = pagesOf(folder);
let browser;
let server;
let tab;

before(async () => {
  server = await serve(folder);
  browser = await launched();
  const context = await browser.newContext({ bypassCSP: true });
  tab = await context.newPage();
});

after(async () => {
  await browser?.close();
  await server?.close();
});

async function violations(page, size, large) {
  await tab.setViewportSize({ width: size, height: 844 });
  await visit(tab, server.origin, page);
  await setLargeType(tab, large);
  await tab.evaluate(() => document.querySelectorAll('details').forEach((fold) => { fold.open = true; }));
  await tab.evaluate(AXE);
  const found = await tab.evaluate(() => window.axe.run(document, { resultTypes: ['violations'] }));
  await setLargeType(tab, false);
  return found.violations.flatMap(({ id, help, nodes }) => nodes.map((node) => ({
    page: page.path,
    size: `${size} px${large ? ' in large type' : ''}`,
    place: node.target.flat().join(' '),
    what: `${id}: ${help}. ${node.any.concat(node.all, node.none).map((check) => check.message).join('; ')}`.slice(0, 300),
    kind: id + node.html.match(/^<[^>]*?(class="[^"]*"|>)/)?.[0],
  })));
}

test('axe finds nothing wrong with any kind of page on a phone', async () => {
  const findings = [];
  for (const page of samplesOf(pages)) findings.push(...await violations(page, 390, false));
  expectNone(findings);
});

test('axe finds nothing wrong with the largest page of each kind of each portal below on a phone', async () => {
  const findings = [];
  for (const page of largestBelow(folder)) findings.push(...await violations(page, 390, false));
  expectNone(findings);
});

test('axe finds nothing wrong with the largest page of each kind on a desk in large type', async () => {
  const findings = [];
  for (const page of largestOf(pages)) findings.push(...await violations(page, 1280, true));
  expectNone(findings);
});
