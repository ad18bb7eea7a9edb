// Pages as they stand on phones and desks, in normal and in large type, with every fold opened and
// without script, which is the harder case for large type.
import { after, before, test } from 'node:test';
import { launched, setLargeType, SIZES, visit } from './lib/browser.js';
import { expectNone } from './lib/findings.js';
import { layoutFaults, lowTargets } from './lib/measure.js';
import { largestOfAllBelow, pagesOf, samplesOf } from './lib/pages.js';
import { serve } from './lib/server.js';
import { pinnedSite } from './lib/site.js';

const CHECKS = {
  sideways: 'nothing scrolls sideways',
  frame: 'no table is pushed sideways on a phone',
  cut: 'no text is cut',
  overlap: 'no texts overlap',
  type: 'no text is under 14 px, in charts under 12 px',
  target: 'every target has 24 px',
  line: 'no line breaks a number or begins and ends with the wrong mark',
};
const TYPES = [{ large: false, name: 'normal type' }, { large: true, name: 'large type' }];

const findings = [];
let browser;
let server;

before(async () => {
  const folder = pinnedSite();
  server = await serve(folder);
  browser = await launched();
  const tab = await browser.newPage({ viewport: SIZES[0], javaScriptEnabled: false });
  for (const page of [...samplesOf(pagesOf(folder)), ...largestOfAllBelow(folder)]) {
    await visit(tab, server.origin, page);
    await tab.evaluate(() => document.querySelectorAll('details').forEach((fold) => { fold.open = true; }));
    for (const { large } of TYPES) {
      await setLargeType(tab, large);
      for (const size of SIZES) {
        await tab.setViewportSize(size);
        const faults = await tab.evaluate(layoutFaults);
        if (size.width === 390) {
          const low = await tab.evaluate(lowTargets, large ? 60 : 44);
          faults.push(...low.map((fault) => ({ ...fault, check: 'low' })));
        }
        const at = { page: page.path, size: `${size.width} px${large ? ' in large type' : ''}` };
        findings.push(...faults.map((fault) => ({ ...fault, ...at, large, width: size.width })));
      }
    }
    await setLargeType(tab, false);
  }
});

after(async () => {
  await browser?.close();
  await server?.close();
});

for (const { large, name } of TYPES) {
  for (const { width } of SIZES) {
    for (const [check, sentence] of Object.entries(CHECKS)) {
      test(`${sentence} at ${width} px in ${name}`, () => {
        expectNone(findings.filter((f) => f.check === check && f.large === large && f.width === width));
      });
    }
  }
  test(`on a phone the main targets are ${large ? 60 : 44} px high in ${name}`, () => {
    expectNone(findings.filter((finding) => finding.check === 'low' && finding.large === large));
  });
}
