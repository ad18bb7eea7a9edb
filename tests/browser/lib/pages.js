// The pages of a built site, and a few of each kind that stand for the rest.
import { readdirSync, readFileSync, statSync } from 'node:fs';
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
 * under test the site lives at the root of another host, and portals below it in their folders. */
export function atHome(file, html) {
  const [missing, below] = file.match(/^(.*\/)?404\.html$/) ?? [];
  const [, home] = (missing && html.match(/<link rel="stylesheet" href="(https:\/\/[^"]*\/)[^"/]*"/)) || [];
  return home ? html.replaceAll(`"${home}`, `"/${below ?? ''}`) : html;
}

/** The player of a screen: no page for people, with a policy and tests of its own. */
const PLAYER = /^screens\/[^/]+\/index\.html$/;

/** The portals of the site, each by its folder (empty for the one at the root) and with the files
 * of its pages: each publishes its own summary. Texts are read when a page is asked for, so that
 * thousands of them need not be held. */
export function portalsOf(folder) {
  const all = filesOf(folder);
  const summaries = all.filter((file) => /(^|\/)data\/summary\.json$/.test(file));
  const roots = [...new Set([...summaries.map((file) => file.replace('data/summary.json', '')), ''])]
    .sort((a, b) => b.length - a.length);
  const pages = all.filter((file) => file.endsWith('.html'))
    .map((file) => ({ file, root: roots.find((root) => file.startsWith(root)) }))
    .filter(({ file, root }) => !PLAYER.test(file.slice(root.length)));
  if (pages.length === 0) throw new Error(`${folder} holds no page`);
  return roots.map((root) => ({
    root,
    files: pages.filter((page) => page.root === root).map(({ file }) => file),
    page: (file) => pageOf(folder, root, file),
  }));
}

/** A page: its address from the root of the site and within its portal, its kind and its text. */
function pageOf(folder, root, file) {
  const path = pathOf(file);
  const within = path.slice(root.length);
  const html = atHome(file, readFileSync(join(folder, file), 'utf8'));
  return { path, within, file, kind: kindOf(within), html, bytes: Buffer.byteLength(html) };
}

/** The address of a page: its folder, or its own name. */
function pathOf(file) {
  return file.replace(/(^|\/)index\.html$/, '$1');
}

/** Every page of the portal at the root, not of those below it. */
export function pagesOf(folder) {
  const { files, page } = portalsOf(folder).find(({ root }) => root === '');
  return files.map(page);
}

/** `home`, `tasks/`, `tasks/by/*` (also later pages of a list), `tasks/*`; `board/` and `plate/` for
 * what is printed and put up. */
function kindOf(path) {
  if (path === '') return 'home';
  const sheet = path.match(/\/(?:board|plate)\/$/);
  if (sheet) return sheet[0].slice(1);
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

/** Of every kind of page in every portal below the root, the longest and the shortest. */
export function samplesBelow(folder) {
  return chosenBelow(folder, (sized) => [best(sized, ({ bytes }) => bytes), best(sized, ({ bytes }) => -bytes)]);
}

/** Of every kind of page in every portal below the root, the longest. */
export function largestBelow(folder) {
  return chosenBelow(folder, (sized) => [best(sized, ({ bytes }) => bytes)]);
}

/** Of every kind of page in the portals below the root taken together, the longest. */
export function largestOfAllBelow(folder) {
  return largestOf(largestBelow(folder));
}

/** Of the tasks in all portals below the root one for each tenth of the chart in which its curve
 * ends, ahead of the plan, behind it or on it: labels go where the figures put them. */
export function chartsBelow(folder) {
  const chosen = new Map();
  for (const { files, page } of portalsOf(folder).filter(({ root }) => root)) {
    for (const task of files.filter((file) => /(^|\/)tasks\/[^/]+\/index\.html$/.test(file)).map(page)) {
      const [, x, y] = task.html.match(/<circle class="f-brand" cx="([\d.]+)%" cy="([\d.]+)%"/) ?? [];
      if (!x) continue;
      const [side] = task.html.match(/[快慢](?=\d+个百分点<\/text>)/) ?? [];
      chosen.set([Math.floor(x / 10), Math.floor(y / 10), side].join(), task);
    }
  }
  return [...chosen.values()];
}

/** Chosen by size alone: of a county's thousands of pages only those chosen are read. */
function chosenBelow(folder, choose) {
  return portalsOf(folder).filter(({ root }) => root).flatMap(({ root, files, page }) => {
    const sized = files.map((file) => ({
      file,
      kind: kindOf(pathOf(file).slice(root.length)),
      bytes: statSync(join(folder, file)).size,
    }));
    const chosen = kindsOf(sized).flatMap((kind) => choose(sized.filter((one) => one.kind === kind)));
    return [...new Set(chosen)].map(({ file }) => page(file));
  });
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
