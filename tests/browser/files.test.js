// The site as files, with the portals below it: links, anchors, ids, what robots read, and how
// large it is. No browser.
import { test } from 'node:test';
import { existsSync, readFileSync } from 'node:fs';
import { join, posix } from 'node:path';
import { gzipSync } from 'node:zlib';
import { expectNone } from './lib/findings.js';
import { plain, tags } from './lib/markup.js';
import { filesOf, portalsOf } from './lib/pages.js';
import { pinnedSite } from './lib/site.js';

const folder = pinnedSite();
const files = new Set(filesOf(folder));
const text = (file) => (existsSync(join(folder, file)) ? readFileSync(join(folder, file), 'utf8') : undefined);

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
  // A paper with the editor's words, a short message and a text to be read aloud beside its links.
  'bulletins/*': { raw: 40, packed: 9 },
};
const OF_LISTS = { raw: 40, packed: 8 };
const ELEMENTS = 1800;

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
  const base = path.startsWith('/') ? posix.normalize(path).slice(1) : posix.join(posix.dirname(page.file), path);
  const file = ['', '.', './'].includes(base) ? 'index.html' : base.replace(/^\.\//, '');
  return { file: file.endsWith('/') ? `${file}index.html` : file, anchor };
}

const outside = (href) => /^[a-z][a-z\d+.-]*:|^\/\//i.test(href);
const loose = (href) => href.startsWith('/') || (href.split('#')[0] !== '' && !/\/$|\.[a-z\d]+$/.test(href.split(/[?#]/)[0]));
const titleOf = (page) => plain(page.html.match(/<title>([^<]*)<\/title>/)?.[1] ?? '').trim();
const robotsOf = (page) => page.tags.find((tag) => tag.name === 'meta' && tag.attributes.name === 'robots')?.attributes.content ?? '';
const levelsOf = (page) => page.tags.filter((tag) => /^h[1-6]$/.test(tag.name)).map((tag) => Number(tag.name[1]));

/** What a page must have: a title, one h1, a description, the policy and a language. */
function lacks(page) {
  const metas = page.tags.filter((tag) => tag.name === 'meta').map((tag) => tag.attributes);
  const heads = page.tags.filter((tag) => tag.name === 'h1').length;
  const language = page.tags.find((tag) => tag.name === 'html')?.attributes.lang;
  return [
    [!titleOf(page), 'has no title'],
    [heads !== 1, `has ${heads} h1`],
    [!metas.some((meta) => meta.name === 'description' && meta.content.trim()), 'has no description'],
    [!metas.some((meta) => meta['http-equiv'] === 'Content-Security-Policy' && meta.content.startsWith("default-src 'none'")), 'has no content security policy'],
    [!language?.startsWith('zh'), 'has no language'],
  ].filter(([fault]) => fault).map(([, what]) => ({ what }));
}

/** Bytes of a page as it travels. The quick packing is never the smaller, so most need no other. */
function packedOver(page, budget) {
  if (gzipSync(page.html, { level: 1 }).length <= budget) return 0;
  const packed = gzipSync(page.html).length;
  return packed > budget ? packed : 0;
}

function overBudget(page) {
  const budget = BUDGETS[page.kind] ?? OF_LISTS;
  const packed = packedOver(page, budget.packed * KB);
  const over = [];
  if (page.bytes > budget.raw * KB) over.push(`has ${(page.bytes / KB).toFixed(1)} KB, budget ${budget.raw}`);
  if (packed) over.push(`has ${(packed / KB).toFixed(1)} KB packed, budget ${budget.packed}`);
  if (page.tags.length > ELEMENTS) over.push(`has ${page.tags.length} elements, budget ${ELEMENTS}`);
  return over.map((what) => ({ place: page.kind, what }));
}

/** What holds of every page by itself: asked while its text is at hand, and then it is let go. */
const LAWS = {
  'every internal link leads to a file of the site': (page) => page.addresses
    .filter(({ href }) => !outside(href))
    .map(({ tag, href }) => ({ tag, href, to: resolved(page, href).file }))
    .filter(({ to }) => !files.has(to))
    .map(({ tag, href, to }) => ({ place: tag, what: `${href} leads nowhere`, kind: to })),

  'links within the site are relative and end in a slash or a file name': (page) => page.addresses
    .filter(({ href }) => page.kind !== '404.html' && !outside(href) && loose(href))
    .map(({ tag, href }) => ({ place: tag, what: `${href || '(empty)'} is not of that form` })),

  'links that leave the site are https, telephone or mail': (page) => page.addresses
    .filter(({ href }) => outside(href) && !/^(https:\/\/[^/]+|tel:\+?[\d-]+$|mailto:[^@]+@)/.test(href))
    .map(({ tag, href }) => ({ place: tag, what: href })),

  'only links leave the site: no picture, style, script or form does': (page) => page.addresses
    .filter(({ tag, href }) => tag !== 'a' && outside(href))
    .map(({ tag, href }) => ({ place: tag, what: href })),

  'no id occurs twice on a page': (page) => page.ids
    .filter((id, at) => page.ids.indexOf(id) !== at)
    .map((id) => ({ place: `#${id}`, what: 'occurs twice' })),

  'labels and descriptions point to ids of their page': (page) => page.tags.flatMap((tag) => REFERENCES
    .filter((name) => name in tag.attributes)
    .flatMap((name) => tag.attributes[name].split(/\s+/).map((id) => ({ name, id })))
    .filter(({ id }) => !page.ids.includes(id))
    .map(({ name, id }) => ({ place: tag.name, what: `${name}="${id}" has no such id` }))),

  'no page carries inline style, inline script or event attributes': (page) => page.tags.flatMap((tag) => {
    const names = Object.keys(tag.attributes).filter((name) => name === 'style' || name.startsWith('on'));
    const inline = tag.name === 'style' || (tag.name === 'script' && !('src' in tag.attributes));
    return [...names.map((name) => `attribute ${name}`), ...(inline ? ['inline element'] : [])]
      .map((what) => ({ place: tag.name, what }));
  }),

  'headings skip no level': (page) => levelsOf(page)
    .filter((level, at, all) => level > (all[at - 1] ?? 0) + 1)
    .map((level) => ({ place: `h${level}`, what: 'skips a level' })),

  'every page has a title, one h1, a description, the policy and a language': lacks,

  'every page keeps its budget: raw, packed and in elements': overBudget,

  'exposures are kept out of search engines and their archives': (page) =>
    (page.kind.startsWith('exposures/*') && !/noindex.*noarchive/.test(robotsOf(page)) ? [{ what: `robots is “${robotsOf(page)}”` }] : []),

  'home and tasks need no picture': (page) =>
    (page.kind === 'home' && page.tags.some((tag) => tag.name === 'img' && tag.attributes.loading !== 'lazy') ? [{ what: 'has a picture that is not lazy' }] : []),
};

const broken = new Map(Object.keys(LAWS).map((law) => [law, []]));
/** What the other tests ask of all pages of a portal together. */
function kept(read) {
  const page = { ...read, tags: tags(read.html) };
  page.addresses = addresses(page);
  page.ids = page.tags.map((tag) => tag.attributes.id).filter((id) => id !== undefined);
  for (const [law, findings] of broken) {
    findings.push(...LAWS[law](page).map((finding) => ({ page: page.path, ...finding })));
  }
  const anchored = page.addresses.filter(({ href }) => !outside(href) && href.includes('#'));
  return {
    path: page.path,
    file: page.file,
    kind: page.kind,
    title: titleOf(page),
    robots: robotsOf(page),
    demonstrates: page.html.includes('演示数据'),
    ids: new Set(page.ids),
    leads: [...new Set(page.addresses.filter(({ href }) => !outside(href)).map(({ href }) => resolved(page, href).file))],
    anchors: anchored.map(({ tag, href }) => ({ tag, href, ...resolved(page, href) })),
  };
}

const portals = portalsOf(folder).map(({ root, files: held, page }) => {
  const pages = held.map((file) => kept(page(file)));
  return { root, pages, demonstration: pages.some(({ kind, demonstrates }) => kind === 'home' && demonstrates) };
});
const demonstrations = portals.filter(({ demonstration }) => demonstration);
const idsOf = new Map(portals.flatMap(({ pages }) => pages.map(({ file, ids }) => [file, ids])));

for (const [law, findings] of broken) test(law, () => expectNone(findings));

test('every anchor exists on the page it points to', () => {
  expectNone(portals.flatMap(({ pages }) => pages).flatMap((page) => page.anchors
    .filter(({ file, anchor }) => idsOf.has(file) && !idsOf.get(file).has(decodeURIComponent(anchor)))
    .map(({ tag, href }) => ({ page: page.path, place: tag, what: `${href} has no such anchor` }))));
});

/** How many links lead from a portal's home to each of its pages. */
function clicks({ root, pages }) {
  const known = new Map(pages.map((page) => [page.file, page]));
  const away = new Map([[`${root}index.html`, 0]]);
  for (const file of away.keys()) {
    for (const next of known.get(file)?.leads ?? []) if (known.has(next) && !away.has(next)) away.set(next, away.get(file) + 1);
  }
  return away;
}

const FAR = 4;
test(`every page can be reached from its portal's home, by ${FAR} links at most but for further pages of lists`, () => {
  expectNone(portals.flatMap((portal) => {
    const away = clicks(portal);
    return portal.pages.filter(({ kind }) => kind !== '404.html').flatMap(({ path, file, kind }) => {
      if (!away.has(file)) return [{ page: path, kind, what: 'no link leads to it' }];
      const further = /\/page\/\d+\/$/.test(path);
      return away.get(file) > FAR && !further ? [{ page: path, kind, what: `is ${away.get(file)} links away` }] : [];
    });
  }));
});

test('no two pages of a portal have the same title', () => {
  expectNone(portals.flatMap(({ pages }) => {
    const seen = new Map();
    return pages.flatMap(({ path, title, kind }) => {
      if (seen.has(title)) return [{ page: path, what: `has the title of /${seen.get(title)}: “${title}”`, kind }];
      seen.set(title, path);
      return [];
    });
  }));
});

test('a demonstration is kept out of search engines', { skip: !demonstrations.length }, () => {
  expectNone(demonstrations.flatMap(({ pages }) => pages.filter(({ robots }) => !robots.includes('noindex'))
    .map(({ path, robots }) => ({ page: path, what: `robots is “${robots}”` }))));
});

test('every page of a demonstration says so', { skip: !demonstrations.length }, () => {
  expectNone(demonstrations.flatMap(({ pages }) => pages.filter(({ demonstrates }) => !demonstrates)
    .map(({ path }) => ({ page: path, what: 'does not say 演示数据' }))));
});

/** What robots.txt and the map of a portal say, beside its pages that may be found. */
function mapped({ root, pages }) {
  const findings = [];
  const fault = (page, what) => findings.push({ page: root + page, what });
  const mayBeFound = pages.filter((page) => page.kind !== '404.html' && !page.robots.includes('noindex'))
    .map(({ path }) => path.slice(root.length));
  const robots = text(`${root}robots.txt`) ?? '';
  const named = robots.match(/^Sitemap: (\S+)$/m)?.[1];
  const base = named?.replace(/[^/]*$/, '') ?? '';
  const locs = (xml) => [...xml.matchAll(/<loc>([^<]*)<\/loc>/g)].map(([, url]) => plain(url));
  const inside = (url) => (base && url.startsWith(base) ? url.slice(base.length) : undefined);
  const sitemap = text(`${root}sitemap.xml`) ?? '';
  const urls = sitemap.includes('<sitemapindex') ? locs(sitemap).flatMap((url) => locs(text(root + (inside(url) ?? '')) ?? '')) : locs(sitemap);
  const listed = urls.map(inside);
  if (!/^User-agent: \*$/m.test(robots)) fault('robots.txt', 'is missing or speaks to no one');
  if (/^Disallow: \//m.test(robots)) fault('robots.txt', 'hides pages, so that their noindex is never read');
  if (mayBeFound.length && !named) fault('robots.txt', 'names no sitemap');
  for (const path of mayBeFound.filter((path) => !listed.includes(path))) fault(path, 'may be found but is not in the sitemap');
  listed.forEach((path, at) => {
    if (!mayBeFound.includes(path)) fault('sitemap.xml', `lists ${urls[at]}, which is no page or may not be found`);
    if (listed.indexOf(path) !== at) fault('sitemap.xml', `lists ${urls[at]} twice`);
  });
  return findings;
}

test('robots.txt and sitemap.xml list exactly the pages that may be found', () => {
  expectNone(portals.flatMap(mapped));
});

test('there is a page for missing pages', () => {
  expectNone(portals.filter(({ root }) => !files.has(`${root}404.html`))
    .map(({ root }) => ({ page: `${root}404.html`, what: 'is missing' })));
});

test('style keeps to 30 KB raw and 8 KB packed, that of ledgers to 12 and 4, script to 8 KB packed', () => {
  expectNone(portals.flatMap(({ root }) => {
    const own = [...files].filter((file) => file.startsWith(root) && !file.slice(root.length).includes('/'));
    const sum = (ending, measure) => own.filter((file) => file.endsWith(ending))
      .reduce((total, file) => total + measure(readFileSync(join(folder, file))), 0) / KB;
    const figures = [
      ['style', sum('style.css', (bytes) => bytes.length), 30, 'raw'],
      ['style', sum('style.css', (bytes) => gzipSync(bytes).length), 8, 'packed'],
      ['ledgers', sum('ledgers.css', (bytes) => bytes.length), 12, 'raw'],
      ['ledgers', sum('ledgers.css', (bytes) => gzipSync(bytes).length), 4, 'packed'],
      ['official', sum('official.css', (bytes) => bytes.length), 8, 'raw'],
      ['script', sum('.js', (bytes) => gzipSync(bytes).length), 8, 'packed'],
    ];
    return figures.filter(([, figure, budget]) => figure > budget)
      .map(([what, figure, budget, form]) => ({ page: root, what: `${what} has ${figure.toFixed(1)} KB ${form}, budget ${budget}` }));
  }));
});

test('fonts are never shipped', () => {
  expectNone([...files].filter((file) => /\.(woff2?|ttf|otf|eot)$/.test(file)).map((file) => ({ page: file, what: 'is a font' })));
});
