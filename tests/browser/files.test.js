// The site as files: links, anchors, ids, what robots read, and how large it is. No browser.
import { test } from 'node:test';
import { existsSync, readFileSync } from 'node:fs';
import { join, posix } from 'node:path';
import { gzipSync } from 'node:zlib';
import { expectNone } from './lib/findings.js';
import { plain, tags } from './lib/markup.js';
import { filesOf, pagesOf } from './lib/pages.js';
import { pinnedSite } from './lib/site.js';

const folder = pinnedSite();
const files = new Set(filesOf(folder));
const pages = pagesOf(folder).map((page) => ({ ...page, tags: tags(page.html) }));
const idsOf = new Map(pages.map((page) => [page.file, page.tags.map((tag) => tag.attributes.id).filter((id) => id !== undefined)]));
const text = (file) => (existsSync(join(folder, file)) ? readFileSync(join(folder, file), 'utf8') : undefined);

const ADDRESSES = ['href', 'src', 'action', 'poster'];
const REFERENCES = ['aria-labelledby', 'aria-describedby', 'aria-controls', 'for', 'headers', 'list', 'form'];

/** Every address a page leads to, with the tag it stands on. */
function addresses(page) {
  return page.tags.flatMap((tag) => ADDRESSES.filter((name) => name in tag.attributes)
    .map((name) => ({ tag: tag.name, href: tag.attributes[name] })));
}

/** The file an address of the site leads to, and the anchor in it. */
function resolved(page, href) {
  const [address, anchor] = href.split('#');
  const path = decodeURIComponent(address.split('?')[0]);
  if (path === '') return { file: page.file, anchor };
  const base = path.startsWith('/') ? path.slice(1) : posix.join(posix.dirname(page.file), path);
  const file = ['', '.', './'].includes(base) ? 'index.html' : base.replace(/^\.\//, '');
  return { file: file.endsWith('/') ? `${file}index.html` : file, anchor };
}

const titleOf = (page) => plain(page.html.match(/<title>([^<]*)<\/title>/)?.[1] ?? '').trim();
const outside = (href) => /^[a-z][a-z\d+.-]*:|^\/\//i.test(href);

test('every internal link leads to a file of the site', () => {
  expectNone(pages.flatMap((page) => addresses(page)
    .filter(({ href }) => !outside(href))
    .map(({ tag, href }) => ({ tag, href, to: resolved(page, href).file }))
    .filter(({ to }) => !files.has(to))
    .map(({ tag, href, to }) => ({ page: page.path, place: tag, what: `${href} leads nowhere`, kind: to }))));
});

test('every anchor exists on the page it points to', () => {
  expectNone(pages.flatMap((page) => addresses(page)
    .filter(({ href }) => !outside(href) && href.includes('#'))
    .map(({ tag, href }) => ({ tag, href, ...resolved(page, href) }))
    .filter(({ file, anchor }) => idsOf.has(file) && !idsOf.get(file).includes(decodeURIComponent(anchor)))
    .map(({ tag, href }) => ({ page: page.path, place: tag, what: `${href} has no such anchor` }))));
});

test('links within the site are relative and end in a slash or a file name', () => {
  const loose = (href) => href.startsWith('/') || (href.split('#')[0] !== '' && !/\/$|\.[a-z\d]+$/.test(href.split(/[?#]/)[0]));
  expectNone(pages.filter((page) => page.kind !== '404.html').flatMap((page) => addresses(page)
    .filter(({ href }) => !outside(href) && loose(href))
    .map(({ tag, href }) => ({ page: page.path, place: tag, what: `${href || '(empty)'} is not of that form` }))));
});

test('links that leave the site are https, telephone or mail', () => {
  expectNone(pages.flatMap((page) => addresses(page)
    .filter(({ href }) => outside(href) && !/^(https:\/\/[^/]+|tel:\+?[\d-]+$|mailto:[^@]+@)/.test(href))
    .map(({ tag, href }) => ({ page: page.path, place: tag, what: `${href}` }))));
});

test('only links leave the site: no picture, style, script or form does', () => {
  expectNone(pages.flatMap((page) => addresses(page)
    .filter(({ tag, href }) => tag !== 'a' && outside(href))
    .map(({ tag, href }) => ({ page: page.path, place: tag, what: `${href}` }))));
});

test('no id occurs twice on a page', () => {
  expectNone(pages.flatMap((page) => {
    const ids = idsOf.get(page.file);
    return ids.filter((id, at) => ids.indexOf(id) !== at)
      .map((id) => ({ page: page.path, place: `#${id}`, what: 'occurs twice' }));
  }));
});

test('labels and descriptions point to ids of their page', () => {
  expectNone(pages.flatMap((page) => page.tags.flatMap((tag) => REFERENCES
    .filter((name) => name in tag.attributes)
    .flatMap((name) => tag.attributes[name].split(/\s+/).map((id) => ({ name, id })))
    .filter(({ id }) => !idsOf.get(page.file).includes(id))
    .map(({ name, id }) => ({ page: page.path, place: tag.name, what: `${name}="${id}" has no such id` })))));
});

test('no page carries inline style, inline script or event attributes', () => {
  expectNone(pages.flatMap((page) => page.tags.flatMap((tag) => {
    const names = Object.keys(tag.attributes).filter((name) => name === 'style' || name.startsWith('on'));
    const inline = tag.name === 'style' || (tag.name === 'script' && !('src' in tag.attributes));
    return [...names.map((name) => `attribute ${name}`), ...(inline ? ['inline element'] : [])]
      .map((what) => ({ page: page.path, place: tag.name, what }));
  })));
});

test('headings skip no level', () => {
  const levels = (page) => page.tags.filter((tag) => /^h[1-6]$/.test(tag.name)).map((tag) => Number(tag.name[1]));
  expectNone(pages.flatMap((page) => levels(page)
    .filter((level, at, all) => level > (all[at - 1] ?? 0) + 1)
    .map((level) => ({ page: page.path, place: `h${level}`, what: 'skips a level' }))));
});

test('no two pages have the same title', () => {
  const seen = new Map();
  expectNone(pages.flatMap((page) => {
    const title = titleOf(page);
    if (seen.has(title)) return [{ page: page.path, what: `has the title of /${seen.get(title)}: “${title}”`, kind: page.kind }];
    seen.set(title, page.path);
    return [];
  }));
});

test('every page has a title, one h1, a description, the policy and a language', () => {
  const findings = [];
  for (const page of pages) {
    const fault = (what) => findings.push({ page: page.path, what });
    const metas = page.tags.filter((tag) => tag.name === 'meta').map((tag) => tag.attributes);
    if (!titleOf(page)) fault('has no title');
    const heads = page.tags.filter((tag) => tag.name === 'h1').length;
    if (heads !== 1) fault(`has ${heads} h1`);
    if (!metas.some((meta) => meta.name === 'description' && meta.content.trim())) fault('has no description');
    if (!metas.some((meta) => meta['http-equiv'] === 'Content-Security-Policy' && meta.content.startsWith("default-src 'none'"))) fault('has no content security policy');
    if (!page.tags.find((tag) => tag.name === 'html')?.attributes.lang?.startsWith('zh')) fault('has no language');
  }
  expectNone(findings);
});

const robotsOf = (page) => page.tags.find((tag) => tag.name === 'meta' && tag.attributes.name === 'robots')?.attributes.content ?? '';
const demonstration = pages.some((page) => page.kind === 'home' && page.html.includes('演示数据'));

test('a demonstration is kept out of search engines', { skip: !demonstration }, () => {
  expectNone(pages.filter((page) => !robotsOf(page).includes('noindex'))
    .map((page) => ({ page: page.path, what: `robots is “${robotsOf(page)}”` })));
});

test('every page of a demonstration says so', { skip: !demonstration }, () => {
  expectNone(pages.filter((page) => !page.html.includes('演示数据'))
    .map((page) => ({ page: page.path, what: 'does not say 演示数据' })));
});

test('exposures are kept out of search engines and their archives', () => {
  const exposures = pages.filter((page) => page.kind.startsWith('exposures/*'));
  expectNone(exposures.filter((page) => !/noindex.*noarchive/.test(robotsOf(page)))
    .map((page) => ({ page: page.path, what: `robots is “${robotsOf(page)}”` })));
});

test('robots.txt and sitemap.xml list exactly the pages that may be found', () => {
  const findings = [];
  const fault = (page, what) => findings.push({ page, what });
  const mayBeFound = pages.filter((page) => page.kind !== '404.html' && !robotsOf(page).includes('noindex'));
  const robots = text('robots.txt') ?? '';
  const named = robots.match(/^Sitemap: (\S+)$/m)?.[1];
  const base = named?.replace(/[^/]*$/, '') ?? '';
  const locs = (xml) => [...xml.matchAll(/<loc>([^<]*)<\/loc>/g)].map(([, url]) => plain(url));
  const inside = (url) => (base && url.startsWith(base) ? url.slice(base.length) : undefined);
  const sitemap = text('sitemap.xml') ?? '';
  const urls = sitemap.includes('<sitemapindex') ? locs(sitemap).flatMap((url) => locs(text(inside(url) ?? '') ?? '')) : locs(sitemap);
  const listed = urls.map(inside);
  if (!/^User-agent: \*$/m.test(robots)) fault('robots.txt', 'is missing or speaks to no one');
  if (/^Disallow: \//m.test(robots)) fault('robots.txt', 'hides pages, so that their noindex is never read');
  if (mayBeFound.length && !named) fault('robots.txt', 'names no sitemap');
  for (const page of mayBeFound.filter(({ path }) => !listed.includes(path))) fault(page.path, 'may be found but is not in the sitemap');
  listed.forEach((path, at) => {
    if (!mayBeFound.some((page) => page.path === path)) fault('sitemap.xml', `lists ${urls[at]}, which is no page or may not be found`);
    if (listed.indexOf(path) !== at) fault('sitemap.xml', `lists ${urls[at]} twice`);
  });
  expectNone(findings);
});

test('there is a page for missing pages', () => {
  expectNone(files.has('404.html') ? [] : [{ page: '404.html', what: 'is missing' }]);
});

const KB = 1024;
/** Pages that unfold the whole portal: everyone responsible, every area, every grid, a catalogue. */
const WHOLE = { raw: 120, packed: 12 };
const BUDGETS = {
  home: { raw: 40, packed: 10 },
  'tasks/*': { raw: 40, packed: 12 },
  'structure/': WHOLE,
  'areas/': WHOLE,
  'grids/': WHOLE,
  'plans/*': WHOLE,
};
const OF_LISTS = { raw: 40, packed: 8 };
const ELEMENTS = 1800;

test('every page keeps its budget: raw, packed and in elements', () => {
  expectNone(pages.flatMap((page) => {
    const budget = BUDGETS[page.kind] ?? OF_LISTS;
    const packed = gzipSync(page.html).length;
    const over = [];
    if (page.bytes > budget.raw * KB) over.push(`has ${(page.bytes / KB).toFixed(1)} KB, budget ${budget.raw}`);
    if (packed > budget.packed * KB) over.push(`has ${(packed / KB).toFixed(1)} KB packed, budget ${budget.packed}`);
    if (page.tags.length > ELEMENTS) over.push(`has ${page.tags.length} elements, budget ${ELEMENTS}`);
    return over.map((what) => ({ page: page.path, place: page.kind, what }));
  }));
});

test('style keeps to 30 KB raw and 8 KB packed, that of ledgers to 12 and 4, script to 8 KB packed', () => {
  const sum = (ending, measure) => [...files].filter((file) => file.endsWith(ending) && !file.startsWith('screens/') && !file.includes('/'))
    .reduce((total, file) => total + measure(readFileSync(join(folder, file))), 0) / KB;
  const figures = [
    ['style', sum('style.css', (bytes) => bytes.length), 30, 'raw'],
    ['style', sum('style.css', (bytes) => gzipSync(bytes).length), 8, 'packed'],
    ['ledgers', sum('ledgers.css', (bytes) => bytes.length), 12, 'raw'],
    ['ledgers', sum('ledgers.css', (bytes) => gzipSync(bytes).length), 4, 'packed'],
    ['official', sum('official.css', (bytes) => bytes.length), 8, 'raw'],
    ['script', sum('.js', (bytes) => gzipSync(bytes).length), 8, 'packed'],
  ];
  expectNone(figures.filter(([, figure, budget]) => figure > budget)
    .map(([what, figure, budget, form]) => ({ page: '', what: `${what} has ${figure.toFixed(1)} KB ${form}, budget ${budget}` })));
});

test('home and tasks need no picture, fonts are never shipped', () => {
  const pictures = pages.filter((page) => page.kind === 'home')
    .filter((page) => page.tags.some((tag) => tag.name === 'img' && tag.attributes.loading !== 'lazy'))
    .map((page) => ({ page: page.path, what: 'has a picture that is not lazy' }));
  const fonts = [...files].filter((file) => /\.(woff2?|ttf|otf|eot)$/.test(file)).map((file) => ({ page: file, what: 'is a font' }));
  expectNone([...pictures, ...fonts]);
});
