// What a page asks of the network and says to the console, under its own policy.
import { after, before, test } from 'node:test';
import assert from 'node:assert/strict';
import { launched, visit } from './lib/browser.js';
import { expectNone } from './lib/findings.js';
import { shifted } from './lib/measure.js';
import { pagesOf, samplesOf } from './lib/pages.js';
import { serve } from './lib/server.js';
import { pinnedSite } from './lib/site.js';

/** Below this nobody sees anything move. */
const CALM = 0.01;

const folder = pinnedSite();
const samples = samplesOf(pagesOf(folder));
const findings = [];
let browser;
let server;

before(async () => {
  server = await serve(folder);
  browser = await launched();
  const tab = await browser.newPage({ viewport: { width: 390, height: 844 } });
  await tab.addInitScript(() => {
    window.violations = [];
    document.addEventListener('securitypolicyviolation', (event) => {
      window.violations.push(`${event.effectiveDirective} refused ${event.blockedURI || event.sample}`);
    });
  });
  let page;
  const find = (check, what) => findings.push({ check, page: page.path, what });
  tab.on('request', (request) => {
    if (!request.url().startsWith(`${server.origin}/`)) find('host', `asks for ${request.url()}`);
  });
  tab.on('response', (response) => {
    if (response.status() >= 400) find('missing', `${response.status()} for ${response.url()}`);
  });
  tab.on('console', (message) => find('console', `${message.type()}: ${message.text()}`));
  tab.on('pageerror', (error) => find('console', `error: ${error.message}`));
  for (page of samples) {
    await visit(tab, server.origin, page);
    await tab.evaluate(() => document.querySelectorAll('details').forEach((fold) => { fold.open = true; }));
    await tab.evaluate(() => window.scrollTo(0, document.body.scrollHeight));
    for (const violation of await tab.evaluate(() => window.violations)) find('policy', violation);
  }
  for (page of samples) {
    await visit(tab, server.origin, page);
    const shift = await tab.evaluate(shifted);
    if (shift > CALM) find('shift', `moves by ${shift.toFixed(3)} while it loads`);
  }
});

after(async () => {
  await browser?.close();
  await server?.close();
});

const SENTENCES = {
  host: 'no page asks another host for anything',
  missing: 'no page asks for a file that is missing',
  console: 'no page says anything to the console',
  policy: 'no page breaks its content security policy',
  shift: 'no page moves while it loads',
};
for (const [check, sentence] of Object.entries(SENTENCES)) {
  test(sentence, () => expectNone(findings.filter((finding) => finding.check === check)));
}

test('a missing address deep in the site shows the whole page for missing pages', async () => {
  const tab = await browser.newPage();
  const failed = [];
  tab.on('response', (response) => {
    if (response.status() >= 400 && !response.url().endsWith('/no/such/page/')) failed.push(response.url());
  });
  const response = await tab.goto(`${server.origin}/no/such/page/`);
  assert.equal(response.status(), 404);
  assert.ok(await tab.locator('h1').count(), '404.html has no h1 or is missing');
  assert.deepEqual(failed, [], 'its style, script and icon are asked for at the wrong place');
  const home = await tab.locator('a.brand').evaluate((link) => link.href);
  assert.equal(home, `${server.origin}/`, 'its link to the home page leads elsewhere');
  await tab.close();
});
