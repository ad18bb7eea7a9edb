// The charts of every task, whose labels lie where the figures put them, in normal and in large
// type; of the portals below, one task for each place where a curve may end.
import { after, before, test } from 'node:test';
import { launched, setLargeType, SIZES, visit } from './lib/browser.js';
import { expectNone } from './lib/findings.js';
import { layoutFaults } from './lib/measure.js';
import { chartsBelow, pagesOf } from './lib/pages.js';
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
  for (const page of [...tasks, ...chartsBelow(folder)]) {
    await visit(tab, server.origin, page);
    for (const large of [false, true]) {
      await setLargeType(tab, large);
      for (const size of SIZES) {
        await tab.setViewportSize(size);
        const faults = await tab.evaluate(layoutFaults, 'svg');
        const at = { page: page.path, width: size.width, size: `${size.width} px${large ? ' in large type' : ''}` };
        findings.push(...faults.filter(({ place }) => place.includes('svg')).map((fault) => ({ ...fault, ...at })));
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
