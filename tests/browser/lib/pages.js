// The pages of a built site, and a few of each kind that stand for the rest.
import { readdirSync, readFileSync } from 'node:fs';
import { join, relative, sep } from 'node:path';
import { textOf } from './markup.js';

/** Every file of the site, as paths with slashes, without the builder's own manifest. */
export function filesOf(folder) {
  return walked(folder)
    .map((file) => relative(folder, file).split(sep).join('/'))
    .filter((file) => !file.startsWith('.'))
    .sort();
}

function walked(folder) {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name);
    return entry.isDirectory() ? walked(path) : [path];
  });
}

/** The page for missing pages names the site by its full address, since it is shown at any depth;
 * under test the site lives at the root of another host. */
export function atHome(file, html) {
  if (file !== '404.html') return html;
  const [, home] = html.match(/<link rel="stylesheet" href="(https:\/\/[^"]*\/)[^"/]*"/) ?? [];
  return home ? html.replaceAll(`"${home}`, '"/') : html;
}

/** The player of a screen: no page for people, with a policy and tests of its own. */
const PLAYER = /^screens\/[^/]+\/index\.html$/;

/** The folders of portals below this one: each publishes its own summary. */
function childrenOf(files) {
  return files.filter((file) => file.endsWith('/data/summary.json')).map((file) => file.replace('data/summary.json', ''));
}

/** Every page of the portal itself, not of those below it: its address from the root, its kind and
 * its text. */
export function pagesOf(folder) {
  const all = filesOf(folder);
  const below = childrenOf(all);
  const files = all.filter((file) => file.endsWith('.html') && !PLAYER.test(file) && !below.some((child) => file.startsWith(child)));
  if (files.length === 0) throw new Error(`${folder} holds no page`);
  return files.map((file) => {
    const path = file.replace(/(^|\/)index\.html$/, '$1');
    const html = atHome(file, readFileSync(join(folder, file), 'utf8'));
    return { path, file, kind: kindOf(path), html, bytes: Buffer.byteLength(html) };
  });
}

/** `home`, `tasks/`, `tasks/by/*` (also later pages of a list), `tasks/*`. */
function kindOf(path) {
  if (path === '') return 'home';
  const [first, second] = path.split('/');
  if (!second) return path;
  return second === 'by' || second === 'page' ? `${first}/by/*` : `${first}/*`;
}

/** Of each kind the largest page, the smallest and the one with the longest heading; of tasks also
 * one for each light. */
export function samplesOf(pages) {
  const chosen = new Set();
  for (const kind of kindsOf(pages)) {
    const ofKind = pages.filter((page) => page.kind === kind);
    chosen.add(best(ofKind, (page) => page.bytes));
    chosen.add(best(ofKind, (page) => -page.bytes));
    chosen.add(best(ofKind, (page) => textOf(page.html, 'h1').length));
  }
  const tasks = pages.filter((page) => page.kind === 'tasks/*');
  const lights = new Set(tasks.map(lightOf));
  for (const light of lights) {
    chosen.add(best(tasks.filter((page) => lightOf(page) === light), (page) => page.bytes));
  }
  return [...chosen].sort((a, b) => (a.path < b.path ? -1 : 1));
}

/** The largest page of each kind. */
export function largestOf(pages) {
  return kindsOf(pages).map((kind) => best(pages.filter((page) => page.kind === kind), (page) => page.bytes));
}

/** The light in the head of a task's page. */
export function lightOf(page) {
  return page.html.match(/class="light l-([a-z]+) tag"/)?.[1];
}

function kindsOf(pages) {
  return [...new Set(pages.map((page) => page.kind))];
}

function best(pages, measure) {
  return pages.reduce((a, b) => (measure(b) > measure(a) ? b : a));
}
