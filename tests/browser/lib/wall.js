// A wall under test: a web server that fails as servers do, and a browser whose clock obeys.
import { createServer } from 'node:http';
import { setTimeout as pause } from 'node:timers/promises';

const TYPES = { html: 'text/html; charset=utf-8', js: 'text/javascript; charset=utf-8' };

/** Serves the files of one screen under /portal/screens/wall/. `files` may be changed at any time;
 * a file may be a text, a status, or a function of the response. */
export async function wallServer(files) {
  const wall = { files, asked: [], delay: 0, hangs: false };
  const sockets = new Set();
  let server;
  const start = (port) => new Promise((ready) => {
    server = createServer((request, response) => void answer(wall, request, response));
    server.on('connection', (socket) => {
      sockets.add(socket);
      socket.on('close', () => sockets.delete(socket));
    });
    server.listen(port, '127.0.0.1', () => ready(server.address().port));
    server.unref();
  });
  const port = await start(0);
  wall.origin = `http://127.0.0.1:${port}`;
  wall.url = `${wall.origin}/portal/screens/wall/`;
  wall.connections = () => sockets.size;
  wall.kill = () => new Promise((closed) => {
    server.close(closed);
    for (const socket of sockets) socket.destroy();
  });
  wall.revive = () => start(port);
  return wall;
}

async function answer(wall, request, response) {
  const name = new URL(request.url, 'http://wall').pathname.replace('/portal/screens/wall/', '') || 'index.html';
  wall.asked.push(name);
  if (wall.hangs) return;
  if (wall.delay) await pause(wall.delay);
  const file = wall.files[name];
  if (typeof file === 'function') return file(response);
  const status = typeof file === 'number' ? file : file === undefined ? 404 : 200;
  const type = TYPES[name.split('.').pop()] ?? 'text/plain';
  response.writeHead(status, { 'content-type': status === 200 ? type : 'text/html', 'cache-control': 'no-store' });
  response.end(status === 200 ? file : '<!doctype html><title>?</title><p>…');
}

/** Opens a player at a moment of its clock; every slide it shows is remembered, with the moment.
 * `before` is a function, with its argument, that runs in the page before anything else. */
export async function watch(browser, url, { time, real = false, before, ...options } = {}) {
  const context = await browser.newContext({ viewport: { width: 384, height: 192 }, ...options });
  const page = await context.newPage();
  page.outside = [];
  page.on('request', (request) => {
    const home = url.startsWith('file:') ? 'file:' : new URL(url).origin;
    if (!request.url().startsWith(home)) page.outside.push(request.url());
  });
  if (before) await page.addInitScript(...before);
  await page.addInitScript(remember);
  if (!real) {
    await page.clock.install({ time: time - 1000 });
    await page.clock.pauseAt(time);
  }
  await page.goto(url);
  return page;
}

/** Runs in the page: notes each slide, and each frame in which nothing is in front. */
function remember() {
  window.seen = [];
  window.blanks = 0;
  document.addEventListener('DOMContentLoaded', () => {
    const stage = document.getElementById('stage');
    const look = () => {
      const now = { t: Date.now(), id: stage.getAttribute('data-slide'), version: stage.getAttribute('data-version') };
      const last = window.seen.at(-1);
      const drawn = document.querySelector('.front svg > g, .front svg > use, .front svg > rect');
      if (now.id && !drawn) window.blanks++;
      if (!last || last.id !== now.id || last.version !== now.version) window.seen.push(now);
      if (window.seen.length > 20_000) window.seen.shift();
    };
    new MutationObserver(look).observe(stage, { attributes: true });
    look();
  });
}

/** Lets time pass on a wall whose clock is held; what it asks for is answered between steps. */
export async function pass(page, ms, step = 2000) {
  for (let gone = 0; gone < ms; gone += step) {
    await page.clock.runFor(Math.min(step, ms - gone));
    await settled(page);
  }
}

/** Waits until nothing is asked for any more, or half a second. */
export async function settled(page) {
  for (let tries = 0; tries < 100; tries++) {
    if (!(await page.evaluate(() => document.querySelector('body > script[src]') !== null))) return;
    await pause(5);
  }
}

/** Lets time pass until something holds; how many milliseconds that took, or the limit. */
export async function passUntil(page, holds, limit, step = 1000) {
  for (let gone = 0; gone < limit; gone += step) {
    if (await page.evaluate(holds)) return gone;
    await pass(page, step, step);
  }
  return limit;
}

/** What the wall shows now. */
export function shown(page) {
  return page.evaluate(() => {
    const stage = document.getElementById('stage');
    const badge = document.getElementById('badge');
    return {
      t: Date.now(),
      id: stage.getAttribute('data-slide'),
      playlist: stage.getAttribute('data-playlist'),
      version: stage.getAttribute('data-version'),
      drawn: document.querySelectorAll('.front svg > *:not(defs)').length,
      dim: Number(document.getElementById('dim').style.opacity),
      stale: getComputedStyle(badge).display !== 'none' && badge.childElementCount > 0,
    };
  });
}

/** Every slide shown so far. */
export function history(page) {
  return page.evaluate(() => window.seen);
}
