// The demonstration as it is tested: a folder given by DAYLIGHT_SITE, or a fresh build by the
// release binary (DAYLIGHT_BINARY names another).
import { execFileSync } from 'node:child_process';
import { cpSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

const ROOT = fileURLToPath(new URL('../../../', import.meta.url));
/** The binary under test, and the demonstration's records. */
export const BINARY = process.env.DAYLIGHT_BINARY ?? join(ROOT, 'target/release/daylight');
export const CONTENT = join(ROOT, 'content');
const PIN = /^\s*(?:as_of|数据日期)\s*[:：]\s*(\d{4}-\d{2}-\d{2}).*\n/m;

/** The folder of the demonstration as published, pinned to the date in its portal.yaml. */
export function pinnedSite() {
  return process.env.DAYLIGHT_SITE ? resolve(process.env.DAYLIGHT_SITE) : built(CONTENT, []);
}

/** The folder of the same content built on the pinned day but without the pin, as a living portal
 * would be; undefined if only DAYLIGHT_SITE is known and nothing can build. */
export function livingSite() {
  if (process.env.DAYLIGHT_LIVING_SITE) return resolve(process.env.DAYLIGHT_LIVING_SITE);
  if (process.env.DAYLIGHT_SITE && !existsSync(BINARY)) return undefined;
  const { content, day } = living();
  return built(content, ['--today', day]);
}

/** The sites of the living content on the pinned day and those that follow, one after another. */
export function* sitesOfDays(days) {
  const { content, day } = living();
  const out = join(temporary(), 'site');
  for (let ahead = 0; ahead < days; ahead++) {
    const today = new Date(Date.parse(day) + ahead * 86_400_000).toISOString().slice(0, 10);
    yield built(content, ['--today', today], out);
  }
}

/** A copy of the content without its pin, and the day of that. */
function living() {
  const content = join(temporary(), 'content');
  cpSync(CONTENT, content, { recursive: true });
  const portal = join(content, 'portal.yaml');
  const text = readFileSync(portal, 'utf8');
  const [line, day] = text.match(PIN) ?? [];
  if (!line) throw new Error('content/portal.yaml pins no date');
  writeFileSync(portal, text.replace(line, ''));
  return { content, day };
}

function built(content, options, out = join(temporary(), 'site')) {
  if (!existsSync(BINARY)) throw new Error(`${BINARY} is missing: cargo build --release`);
  execFileSync(BINARY, ['build', content, '--out', out, ...options], {
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  return out;
}

function temporary() {
  const folder = mkdtempSync(join(tmpdir(), 'daylight-browser-'));
  process.on('exit', () => rmSync(folder, { recursive: true, force: true }));
  return folder;
}
