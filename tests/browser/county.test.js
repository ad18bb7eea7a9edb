// The demonstration county's registers are what its generator writes, and say what the county announced.
import { test } from 'node:test';
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const HERE = dirname(fileURLToPath(import.meta.url));
const COUNTY = join(HERE, '../../content/portals/county');
const GENERATOR = join(HERE, '../content/county/generate.mjs');
const WRITTEN = ['tasks', 'updates', 'changes', 'closings', 'units', 'areas.yaml'];
/** Characters of a clause that may stand in two updates. */
const SHORT = 12;

const filesOf = (folder) => readdirSync(folder, { recursive: true, withFileTypes: true })
  .filter((entry) => entry.isFile())
  .map((entry) => join(entry.parentPath ?? entry.path, entry.name).slice(folder.length + 1))
  .filter((path) => WRITTEN.includes(path.split('/')[0]))
  .sort();
const lines = (folder) => filesOf(COUNTY).filter((path) => path.startsWith(folder))
  .flatMap((path) => readFileSync(join(COUNTY, path), 'utf8').split('\n'));
const values = (folder, key) => lines(folder).filter((line) => line.includes(`${key}: `)).map((line) => line.split(`${key}: `)[1]);

test('the generator writes the bytes that are published', () => {
  const folder = mkdtempSync(join(tmpdir(), 'county-'));
  try {
    execFileSync(process.execPath, [GENERATOR, folder]);
    assert.deepEqual(filesOf(folder), filesOf(COUNTY));
    for (const path of filesOf(folder)) {
      assert.equal(readFileSync(join(folder, path), 'utf8'), readFileSync(join(COUNTY, path), 'utf8'), path);
    }
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
});

test('175 projects, 454 works and 1300 targets, and no title twice', () => {
  for (const [folder, count] of [['tasks/projects', 175], ['tasks/works', 454], ['tasks/targets', 1300]]) {
    assert.equal(lines(folder).filter((line) => line.startsWith('- 编号: ')).length, count, folder);
  }
  const titles = values('tasks', '  标题');
  assert.equal(titles.length, 1929);
  assert.deepEqual(titles.filter((title, at) => titles.indexOf(title) !== at), []);
});

test('no long clause stands in two updates of projects or works', () => {
  const seen = new Map();
  const twice = [];
  for (const path of filesOf(COUNTY).filter((held) => /^updates\/.*-(?:projects|works)\.yaml$/u.test(held))) {
    for (const line of readFileSync(join(COUNTY, path), 'utf8').split('\n').filter((held) => held.includes('进展: '))) {
      for (const clause of line.split('进展: ')[1].replaceAll('"', '').split(/[，。；：、]/u).filter((held) => [...held].length > SHORT)) {
        const known = /连续\d+个月|完成投资|累计完成/u.test(clause);
        if (seen.has(clause) && !known) twice.push(`${clause}: ${seen.get(clause)} ${path}`);
        seen.set(clause, path);
      }
    }
  }
  assert.deepEqual(twice, []);
});

/** Records of files whose list begins at the margin, each as its text. */
const recordsIn = (folder) => readdirSync(join(COUNTY, folder), { recursive: true })
  .filter((name) => name.endsWith('.yaml'))
  .flatMap((name) => readFileSync(join(COUNTY, folder, name), 'utf8').split(/^- /mu).slice(1));
const valueOf = (text, key) => text.match(new RegExp(`(?:^|\\s)${key}: *(\\S+)`, 'u'))?.[1];

test('a comment of an assessment counts the closings that the register holds', () => {
  const leads = new Map(recordsIn('tasks').map((text) => [valueOf(text, '编号'), valueOf(text, '牵头单位')]));
  const closings = recordsIn('closings')
    .map((text) => ({ unit: leads.get(valueOf(text, '任务')), on: valueOf(text, '日期') }));
  const counted = /(\d+)项(?:核定销号|办结|期满对账|到期办结|报完成)|(?:新?办结|结账)(\d+)项/u;
  const wrong = [];
  let seen = 0;
  for (const text of recordsIn('assessments')) {
    const [period, unit, on] = [valueOf(text, '期间'), valueOf(text, '单位'), valueOf(text, '日期')];
    const [, before, after] = text.match(/评语: (.*)/u)?.[1].match(counted) ?? [];
    const [year, quarter] = period?.split('-q') ?? [];
    if (!unit || !quarter || !(before ?? after)) continue;
    const first = `${year}-${String(quarter * 3 - 2).padStart(2, '0')}-01`;
    const last = [on, `${year}-${String(quarter * 3).padStart(2, '0')}-31`].sort()[0];
    const held = closings.filter((one) => one.unit === unit && one.on >= first && one.on <= last).length;
    seen += 1;
    if (held !== Number(before ?? after)) wrong.push(`${period} ${unit}: ${before ?? after}, the register holds ${held}`);
  }
  assert.ok(seen > 50, `${seen} comments count`);
  assert.deepEqual(wrong, []);
});
