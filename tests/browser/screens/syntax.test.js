// The player reads as old engines read it: ES5, and style of 2016.
import { test } from 'node:test';
import assert from 'node:assert/strict';
import { parse } from 'acorn';
import { deckOf, pageOf } from '../lib/decks.js';

const STYLE = new Set([
  'margin', 'padding', 'width', 'height', 'overflow', 'background', 'cursor', 'position', 'left', 'top',
  'transform-origin', 'z-index', 'display', 'opacity', 'color', 'font', 'white-space', 'border',
]);
const NEWER = /\b(fetch|Promise|URLSearchParams|Intl|Symbol|WeakMap|Map|Set|requestIdleCallback|IntersectionObserver|ResizeObserver|replaceWith|append|closest|includes|startsWith|padStart|assign|from)\s*\(/;

const page = pageOf(deckOf());
const script = page.match(/<script>([\s\S]*)<\/script>/)[1];
const style = page.match(/<style>([\s\S]*?)<\/style>/)[1];

test('the script is ES5', () => {
  parse(script, { ecmaVersion: 5 });
});

test('the script calls nothing newer than the oldest engine', () => {
  assert.equal(script.replace(/\/\/.*$/gm, '').match(NEWER)?.[0], undefined);
});

test('the style uses plain properties only', () => {
  const declarations = [...style.matchAll(/([a-z-]+)\s*:\s*([^;}]+)/g)];
  assert.ok(declarations.length > 10);
  assert.deepEqual(declarations.map(([, name]) => name).filter((name) => !STYLE.has(name)), []);
  assert.doesNotMatch(style, /var\(|calc\(|clamp\(|@|flex|grid|url\(/);
});

test('the ground is black within the first kilobyte', () => {
  assert.match(Buffer.from(page).subarray(0, 1024).toString(), /background:#000/);
});
