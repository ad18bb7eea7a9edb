// Slides as they are drawn: the pictures of `daylight frames` beside Chromium's drawing of the same
// slide, and what eyes and wires would say of every pixel. Thresholds: led.md, T1, T3, T5, T6, T17, T19.
import { after, before, test } from 'node:test';
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { launched } from '../lib/browser.js';
import { drawing, framesOf, playing, profilesOf, screensOf } from '../lib/frames.js';
import { pinnedSite } from '../lib/site.js';

const LEAST_DECIBELS = 35;
const MOST_LIGHT = { day: 0.2, dimmed: 0.1 };
const MOST_WHITE = 0.1;
/** Colours of words; all others are those of lights and stamps. */
const WORDS = ['#F4F6F5', '#A9B4BC', '#E9C77B'];

/** Every screen of the prefecture, and the low panels of the portals below it: their high ones take
 * minutes and are of the same kinds. */
const screens = screensOf(pinnedSite()).filter(({ id, deck }) => !id.includes('/') || deck.height < 400);
const none = screens.length === 0 && 'the site has no screens';
const shots = [];
let browser;

before(async () => {
  browser = await launched();
  const exported = [...profilesOf()].flatMap((profile) => framesOf(profile, ['--exposures']));
  for (const { id, deck } of screens) {
    const { frames } = exported.find(({ screen }) => screen === id);
    shots.push(...(await shotsOf(id, deck, frames)));
  }
}, { timeout: 600_000 });
after(() => browser?.close());

/** Each picture of a screen, measured, beside Chromium's. */
async function shotsOf(id, deck, frames) {
  // Chromium itself is coarse where letters have few dots: its fine drawing, averaged, is the truth.
  const fine = deck.width * deck.height <= 512 * 256 ? 4 : 1;
  const page = await browser.newPage({ viewport: { width: deck.width, height: deck.height }, deviceScaleFactor: fine });
  const judge = await browser.newPage();
  const found = [];
  for (const list of new Set(frames.map((frame) => frame.list))) {
    const slides = playing(deck, list, deck.built_at);
    const own = frames.filter((frame) => frame.list === list);
    assert.equal(own.length, slides.length, `${id} ${list}: pictures and slides`);
    const level = deck.playlists.find((one) => one.id === list)?.level ?? 100;
    for (const [at, slide] of slides.entries()) {
      await page.setContent(drawing(deck, slide, [at, slides.length]));
      const { texts, boxes } = await page.evaluate(measured);
      const drawn = await page.screenshot();
      const png = readFileSync(own[at].file);
      const figures = await judge.evaluate(judged, { png: png.toString('base64'), drawn: drawn.toString('base64'), fine, texts, level });
      found.push({ name: `${id} ${list} ${slide.id}`, deck, level, slide, seconds: own[at].seconds, list: `${id} ${list}`, boxes, ...figures });
    }
  }
  await page.close();
  await judge.close();
  return found;
}

/** Runs in the page: the ink of every text with its colour, and of everything that is drawn. */
function measured() {
  const box = (node) => {
    const { left, top, right, bottom } = node.getBoundingClientRect();
    return { left, top, right, bottom };
  };
  const texts = [...document.querySelectorAll('svg > g[fill], svg g[fill]')]
    .filter((group) => group.querySelector(':scope > use'))
    .map((group) => ({ fill: group.getAttribute('fill'), ...box(group) }))
    .filter(({ left, right, top, bottom }) => right > left && bottom > top);
  const boxes = [...document.querySelectorAll('svg > :not(defs)')].map(box).filter(({ left, right }) => right > left);
  return { texts, boxes };
}

/** Runs in a page: figures of two pictures of one slide. */
async function judged({ png, drawn, fine, texts, level }) {
  const pixels = async (data) => {
    const image = new Image();
    image.src = `data:image/png;base64,${data}`;
    await image.decode();
    const canvas = new OffscreenCanvas(image.width, image.height);
    const context = canvas.getContext('2d', { willReadFrequently: true });
    context.drawImage(image, 0, 0);
    return context.getImageData(0, 0, image.width, image.height);
  };
  const averaged = ({ width, height, data }) => {
    const means = new Float64Array(data.length / fine / fine);
    for (let at = 0; at < data.length; at++) {
      const dot = Math.floor(at / 4);
      const [x, y] = [Math.floor((dot % width) / fine), Math.floor(dot / width / fine)];
      means[(y * width / fine + x) * 4 + at % 4] += data[at] / fine / fine;
    }
    return { width: width / fine, height: height / fine, data: means };
  };
  const [ours, theirs] = [await pixels(png), averaged(await pixels(drawn))];
  const linear = Float64Array.from({ length: 256 }, (_, value) => {
    const share = value / 255;
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
  });
  const luminance = (red, green, blue) => 0.2126 * linear[red] + 0.7152 * linear[green] + 0.0722 * linear[blue];
  const { width, height, data } = ours;
  let light = 0, white = 0, red = 0, seen = 0, square = 0;
  for (let at = 0; at < data.length; at += 4) {
    const [r, g, b] = [data[at], data[at + 1], data[at + 2]];
    light += linear[r] + linear[g] + linear[b];
    seen += luminance(r, g, b);
    white += Math.min(r, g, b) > 230 ? 1 : 0;
    red += r + g + b > 60 && r * 5 >= (r + g + b) * 4 ? 1 : 0;
    for (let channel = 0; channel < 3; channel++) {
      square += (data[at + channel] - Math.round(theirs.data[at + channel] * level / 100)) ** 2;
    }
  }
  const count = width * height;
  const contrasts = level < 100 ? [] : texts.map(({ fill, left, top, right, bottom }) => {
    const wanted = [1, 3, 5].map((place) => parseInt(fill.slice(place, place + 2), 16));
    const grounds = new Map();
    let nearest = null, off = Infinity;
    for (let y = Math.max(0, Math.floor(top)); y < Math.min(height, Math.ceil(bottom)); y++) {
      for (let x = Math.max(0, Math.floor(left)); x < Math.min(width, Math.ceil(right)); x++) {
        const at = (y * width + x) * 4;
        const colour = [data[at], data[at + 1], data[at + 2]];
        const distance = colour.reduce((sum, value, channel) => sum + (value - wanted[channel]) ** 2, 0);
        if (distance < off) [nearest, off] = [colour, distance];
        // The ground is what lies in the box and is not of the text's colour.
        if (distance > 3 * 80 ** 2) grounds.set(colour.join(), (grounds.get(colour.join()) ?? 0) + 1);
      }
    }
    const ground = [...grounds].sort((a, b) => b[1] - a[1])[0]?.[0].split(',').map(Number) ?? [0, 0, 0];
    const [bright, dark] = [luminance(...nearest), luminance(...ground)].sort((a, b) => b - a);
    return { fill, ratio: (bright + 0.05) / (dark + 0.05) };
  });
  return {
    width, height, theirs: [theirs.width, theirs.height], contrasts,
    decibels: square === 0 ? Infinity : 10 * Math.log10(255 ** 2 / (square / count / 3)),
    light: light / count / 3, luminance: seen / count, white: white / count, red: red / count,
  };
}

/** Changes of light of a tenth and more within a second of an opposite one: WCAG 2.3.1. */
function flashes(series) {
  let now = 0, last = null, found = 0;
  for (let at = 1; at < series.length; at++) {
    now += series[at - 1].seconds;
    const change = series[at].luminance - series[at - 1].luminance;
    if (Math.abs(change) < 0.1) continue;
    if (last && now - last.now <= 1 && last.rises !== change > 0) found++;
    last = { now, rises: change > 0 };
  }
  return found;
}

const wrong = (say) => assert.deepEqual(shots.map(say).filter(Boolean), []);

test('a picture is exactly as large as its panel, and what Chromium draws', { skip: none }, () => {
  assert.ok(shots.length > 40, `${shots.length} pictures`);
  wrong(({ name, deck, width, height, theirs }) => `${[width, height]}` !== `${[deck.width, deck.height]}` && `${name}: ${width}×${height}, ${theirs}`);
  wrong(({ name, decibels }) => decibels < LEAST_DECIBELS && `${name}: ${decibels.toFixed(1)} dB`);
});

test('pictures of dots are Chromium\'s to the last', { skip: none }, () => {
  const dotted = shots.filter(({ deck, level }) => level === 100 && deck.height < 96);
  assert.ok(dotted.length > 0);
  assert.deepEqual(dotted.filter(({ decibels }) => decibels < Infinity).map(({ name, decibels }) => `${name}: ${decibels}`), []);
});

test('nothing stands out of its panel', { skip: none }, () => {
  wrong(({ name, deck, boxes }) => {
    const out = boxes.find(({ left, top, right, bottom }) => left < -0.5 || top < -0.5 || right > deck.width + 0.5 || bottom > deck.height + 0.5);
    return out && `${name}: ${JSON.stringify(out)}`;
  });
});

test('words stand out from their ground by 7 to 1, lights and stamps by 4.5', { skip: none }, () => {
  assert.ok(shots.flatMap(({ contrasts }) => contrasts).length > 500);
  wrong(({ name, contrasts }) => {
    const faint = contrasts.filter(({ fill, ratio }) => ratio < (WORDS.includes(fill) ? 7 : 4.5));
    return faint.length > 0 && `${name}: ${faint.map(({ fill, ratio }) => `${fill} ${ratio.toFixed(1)}`)}`;
  });
});

test('the panel gives at most a fifth of its light, a tenth of it white', { skip: none }, () => {
  wrong(({ name, light, level }) => light > (level < 100 ? MOST_LIGHT.dimmed : MOST_LIGHT.day) && `${name}: ${light.toFixed(3)}`);
  wrong(({ name, white }) => white > MOST_WHITE && `${name}: ${white.toFixed(3)} white`);
});

test('no loop flashes, and no picture is a field of red', { skip: none }, () => {
  for (const list of new Set(shots.map((shot) => shot.list))) {
    const series = shots.filter((shot) => shot.list === list);
    assert.equal(flashes([...series, ...series]), 0, list);
  }
  wrong(({ name, red, width }) => width > 192 && red > 0.25 && `${name}: ${red.toFixed(2)} red`);
  assert.equal(flashes([0, 1, 0, 1].map((luminance) => ({ luminance, seconds: 0.4 }))), 2, 'the measure sees flashes');
});

test('beside a carriageway nothing moves and a slide stays ten seconds; nowhere less than eight', { skip: none }, () => {
  wrong(({ name, deck, slide }) => slide.ms < (deck.roadside ? 10_000 : 8000) && `${name}: ${slide.ms} ms`);
  assert.ok(shots.some(({ deck }) => deck.roadside));
  for (const { id, deck } of screens) {
    assert.doesNotMatch(deck.pictures.join(''), /<(animate|set|style|script)|transition/, id);
    for (const list of deck.playlists) {
      const total = playing(deck, list.id, deck.built_at).reduce((sum, { ms }) => sum + ms, 0);
      assert.ok(total <= 300_000, `${id} ${list.id}: ${total} ms`);
    }
  }
});
