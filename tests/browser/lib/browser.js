// Debian's Chromium, and pages in it that remember everything they complained about.
import { existsSync } from 'node:fs';
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

/** One browser, for all tests of a file. */
export function launched() {
  const executablePath = process.env.CHROMIUM || '/usr/bin/chromium';
  if (!existsSync(executablePath)) throw new Error(`${executablePath} is missing; set CHROMIUM`);
  return chromium.launch({ executablePath, args: ARGUMENTS });
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
