// Debian's Chromium, and pages in it that remember everything they complained about.
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { chromium } from 'playwright-core';

const ARGUMENTS = [
  '--headless',
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

/** Chromium without any network: tests talk to it through pipes. */
const ALONE = fileURLToPath(new URL('chromium-alone', import.meta.url));

/** One browser, for all tests of a file. */
export function launched() {
  const executablePath = process.env.CHROMIUM || '/usr/bin/chromium';
  if (!existsSync(executablePath)) throw new Error(`${executablePath} is missing; set CHROMIUM`);
  return chromium.launch({ executablePath, args: ARGUMENTS });
}

/** Whether this user may put a browser where there is no network. */
export function mayBeAlone() {
  return spawnSync(ALONE, { env: { ...process.env, CHROMIUM: 'true' } }).status === 0;
}

/** A browser in a network namespace without any interface. */
export function launchedAlone() {
  return chromium.launch({ executablePath: ALONE, args: ARGUMENTS });
}

/** Sizes at which people read: phones, and a desk. Each also with large type (大字版). */
export const SIZES = [
  { width: 320, height: 640 },
  { width: 390, height: 844 },
  { width: 1280, height: 800 },
];

/** Opens a page of the site. */
export async function visit(tab, origin, page) {
  const response = await tab.goto(`${origin}/${page.path}`, { waitUntil: 'load' });
  return response;
}

/** Turns 大字版 on or off as a reader does. */
export async function setLargeType(tab, on) {
  if ((await tab.locator('#elder').isChecked()) !== on) await tab.locator('label.switch').click();
}
