// The charts of every task, whose labels lie where the figures put them.
import { after, before, test } from 'node:test';
import { launched, SIZES, visit } from './lib/browser.js';
import { expectNone } from './lib/findings.js';
import { layoutFaults } from './lib/measure.js';
import { pagesOf } from './lib/pages.js';
import { serve } from './lib/server.js';
import { pinnedSite } from './lib/site.js';

const folder = pinnedSite();
const tasks = pagesOf(folder).filter((page) => page.kind === 'tasks/*' || page.kind === 'home');
const findings = [];
let browser;
let server;

before(async () => {
  server = await serve(folder);
  browser = await launched();
  const tab = await browser.newPage({ javaScriptEnabled: false });
  for (const page of tasks) {
    await tab.setViewportSize(SIZES[0]);
    await visit(tab, server.origin, page);
    for (const size of SIZES) {
      await tab.setViewportSize(size);
      for (const fault of await tab.evaluate(layoutFaults, 'svg')) {
        if (fault.place.includes('svg')) findings.push({ ...fault, page: page.path, width: size.width, size: `${size.width} px` });
      }
    }
  }
});

after(async () => {
  await browser?.close();
  await server?.close();
});

for (const { width } of SIZES) {
  test(`no labels of a chart overlap or are cut at ${width} px`, () => {
    expectNone(findings.filter((finding) => finding.width === width && ['overlap', 'cut', 'sideways', 'type'].includes(finding.check)));
  });
}
