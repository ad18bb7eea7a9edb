// The tags and the text of a page, read without a browser. Generated pages are well-formed, so a
// tokenizer of a few lines is enough; the Nu checker proves the rest.

const TAG = /<!--[\s\S]*?-->|<(\/?)([a-zA-Z][^\s/>]*)((?:\s+[^\s=/>]+(?:="[^"]*")?)*)\s*\/?>/g;
const ATTRIBUTE = /([^\s=/>]+)(?:="([^"]*)")?/g;
const ENTITIES = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" };

/** The characters that entities stand for. */
export function plain(text) {
  return text.replace(/&(?:#x([\da-f]+)|#(\d+)|(\w+));/gi, (whole, hex, decimal, name) => {
    if (hex) return String.fromCodePoint(parseInt(hex, 16));
    return decimal ? String.fromCodePoint(Number(decimal)) : (ENTITIES[name] ?? whole);
  });
}

/** Every start tag in order, with its attributes. */
export function tags(html) {
  const found = [];
  for (const [, closing, name, rest] of html.matchAll(TAG)) {
    if (!name || closing) continue;
    found.push({ name: name.toLowerCase(), attributes: rest ? attributesIn(rest) : {} });
  }
  return found;
}

function attributesIn(text) {
  const attributes = {};
  for (const [, key, value = ''] of text.matchAll(ATTRIBUTE)) {
    attributes[key] = value.includes('&') ? plain(value) : value;
  }
  return attributes;
}

/** The text of the first element of a name, tags taken out. */
export function textOf(html, name) {
  const found = html.match(new RegExp(`<${name}[\\s>][\\s\\S]*?</${name}>`));
  return found ? plain(found[0].replace(/<[^>]*>/g, '')).trim() : '';
}
