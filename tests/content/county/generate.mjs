// Writes the registers of the county's demonstration portal. See README.md.
//
//   node tests/content/county/generate.mjs [FOLDER]

import { mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

import { postpone } from './lib/changes.mjs';
import { day, iso, said, working } from './lib/dates.mjs';
import { evidence, groupOf, next, problems, results } from './lib/kinds.mjs';
import { areas, people } from './lib/people.mjs';
import { PLACED } from './lib/places.mjs';
import { projects, projectText } from './lib/projects.mjs';
import { Writer, phrases } from './lib/prose.mjs';
import { seeded } from './lib/random.mjs';
import { RESULTS } from './lib/rules.mjs';
import { SHARED } from './lib/shared.mjs';
import { TOWNSHIPS } from './lib/structure.mjs';
import { targetText, targets, valueAt } from './lib/targets.mjs';
import { workText, works } from './lib/works.mjs';
import { list, record } from './lib/yaml.mjs';

const HERE = dirname(fileURLToPath(import.meta.url));
const OUT = process.argv[2] ?? join(HERE, '../../../content/portals/county');
const NOTE = '# 雾溪县演示数据，全部虚构；由tests/content/county的程序写成，请改那里的词表后重新生成\n\n';

const word = (name) => readFileSync(join(HERE, 'words', name), 'utf8');
const named = (prefix) => readdirSync(join(HERE, 'words')).filter((name) => name.startsWith(prefix)).sort();
const rnd = seeded('雾溪县2026');
const world = {
  random: (about) => seeded(`雾溪 ${about}`),
  rnd,
  shared: true,
  slug: (_, at) => String(at + 1).padStart(2, '0'),
  bias: (id) => ([...id].reduce((sum, c) => sum + c.charCodeAt(0), 0) % 10) / 10,
  behind: new Map(word('behind-targets.txt').split('\n').filter((line) => line.includes('|')).map((line) => line.split('|'))),
  pools: { ...phrases(word('phrases-projects.txt')), ...phrases(word('phrases-works.txt')), ...phrases(word('phrases-desk.txt')) },
  writer: new Writer(rnd, TOWNSHIPS.map((held) => held.name)),
  fates: [...'ggygggrggygggggggsggygggggrggggygggggggyggagggggggygrgggggygggggg'],
  targetFates: [...'gggygggggggrgygggggggggygggggggggsggggggggygggggrggygggggggggggygggggggrgggsgggggyggggggyggggggggy'],
};
const WITHHELD = new Set(['work-police-02', 'work-data-10', 'goal-police-12', 'goal-emergency-14']);

/** Lines of word lists under `# owner`, in their order. */
function groups(prefix) {
  const found = new Map();
  let owner;
  for (const line of named(prefix).flatMap((name) => word(name).split('\n'))) {
    if (line.startsWith('#')) owner = line.slice(1).trim().split(' ').at(-1);
    else if (line.trim()) found.set(owner, [...(found.get(owner) ?? []), line]);
  }
  return found;
}

const lines = named('projects-').flatMap((name) => word(name).split('\n')).filter((line) => line && !line.startsWith('#'));
const registers = {
  projects: projects(lines, world),
  works: works(groups('works-'), world),
  targets: targets(groups('targets-'), world),
};
const wanted = { projects: 175, works: 454, targets: 1300 };
const titles = new Set();
for (const [name, held] of Object.entries(registers)) {
  if (held.length !== wanted[name]) throw new Error(`${name}: ${held.length} instead of ${wanted[name]}`);
  for (const { record: { 标题: title } } of held) {
    if (titles.has(title)) throw new Error(`two records are called ${title}`);
    titles.add(title);
  }
}

const all = Object.values(registers).flat();
for (const id of PLACED) {
  if (!all.some((held) => held.task.id === id)) throw new Error(`${id} has a place and is no record`);
}
for (const held of all.filter((one) => WITHHELD.has(one.task.id))) {
  held.reports = [];
  held.task.state = 'w';
  held.record.不予公开 = { 理由: held.task.kind === 'work' ? '公共安全和社会稳定' : '过程性信息', 复查日期: '2027-03-31' };
}

// changes: the first promise stays in the task
const changes = [];
const counter = {};
for (const held of all) {
  changes.push(...held.change);
  const share = { project: 0.42, work: 0.12, target: 0.03 }[held.task.kind];
  const moves = !SHARED[held.task.id] && held.stages.length > 1 && !['w', 'u', 'p', 'c', 's'].includes(held.task.state) && rnd.chance(share);
  if (moves) changes.push(...postpone(held.task, held.stages, rnd, counter));
}
changes.push({ 任务: 'town-sewage-pipes', 变更事项: '范围', 原值: '新建管网36公里、泵站2座', 新值: '新建管网36公里、泵站3座', 日期: '2025-08-20', 原因类别: '设计变更', 原因: '清溶集镇北片地势低于干管，自流排不出去，增加提升泵站一座', 批准: '雾溪县人民政府常务会议', 文号: '雾政纪〔2025〕17号' });
changes.push({ 任务: 'wind-yunao', 变更事项: '责任领导', 原值: 'vice-0', 新值: 'vice-1', 日期: '2026-03-02' });

// updates
const updates = new Map();
const closings = [];
const clean = (text) => world.writer.take(text);

const groupFor = (task) => (task.kind === 'work' ? groupOf(task.work) : task.family === 'living' ? 'land' : 'built');

for (const held of all) {
  const { task } = held;
  const taken = new Set();
  let before;
  held.reports.forEach((report, at) => {
    const last = at === held.reports.length - 1;
    const entry = { 任务: task.id, 截至: iso(report.asOf), 填报日期: iso(report.reported), 进度: report.progress };
    if (held.stages.length) entry.阶段 = held.stages[report.stage].id;
    if (report.stageDone !== undefined) entry.阶段完成日期 = iso(report.stageDone);
    if (report.completed !== undefined) {
      entry.完成日期 = iso(report.completed);
      if (held.stages.length) entry.阶段 = held.stages.at(-1).id;
    }
    const seen = [];
    if (task.kind === 'project') {
      const { text, spent } = projectText(held, report, world, taken);
      entry.进展 = text;
      seen.push({ 指标: 'invest', 数值: spent });
      entry.累计支付 = `${Math.round(spent * (0.78 + world.bias(task.id) * 0.15))}万元`;
    } else if (task.kind === 'work') {
      const { text, done } = workText(held, report, world, taken);
      entry.进展 = text;
      if (done !== undefined) seen.push({ 指标: 'main', 数值: done });
      if (held.flag === 'streak') {
        const months = (Number(entry.截至.slice(0, 4)) - 2022) * 12 + Number(entry.截至.slice(5, 7)) - 7;
        seen.length = 0;
        seen.push({ 指标: 'months', 数值: 0 });
        if (/-(?:03|09)-/u.test(entry.截至)) seen.push({ 指标: 'safety', 数值: [95.8, 96.4, 96.9, 97.3, 97.8, 98.1][Math.min(5, (Number(entry.截至.slice(0, 4)) - 2024) * 2 + (entry.截至.includes('-09-') ? 1 : 0))] });
        entry.进展 = `城区连续${months}个月无“两抢”案件。${text}`;
      }
    } else {
      report.value = valueAt(held.held, report.progress, rnd, report.completed !== undefined);
      entry.进展 = targetText(held, report, before, rnd);
      seen.push({ 指标: 'main', 数值: report.value });
      before = report.value;
    }
    const group = groupFor(task);
    const [p, q] = rnd.some(task.parts.length > 1 ? task.parts : [task.parts[0], task.parts[0]], 2);
    if (!report.completed && task.kind !== 'target' && rnd.chance(last ? 0.95 : 0.45)) {
      const ahead = said(working(report.asOf + rnd.int(12, 40)));
      const free = rnd.shuffle(next(group).filter((form) => report.progress > 45 || !/验收|复核\$/u.test(String(form)))).map((form) => form({ p, q, n: rnd.int(3, 19), d: ahead })).find((text) => world.writer.isFree(text));
      if (free) entry.下一步 = `${clean(free)}。`;
    }
    const behind = (['y', 'r'].includes(task.state) && held.reports.length - at <= 3) || report.owing !== undefined;
    if (!report.completed && task.kind !== 'target' && (behind || rnd.chance(0.1))) {
      const free = rnd.shuffle(problems(group).filter((form) => task.family === 'civil' || !String(form).includes('占地'))).map((form) => form({ p: q, n: rnd.int(3, 28), few: rnd.int(2, 5) })).find((text) => world.writer.isFree(text));
      if (free) entry.问题 = [clean(free)];
    }
    entry.指标值 = seen;
    if (rnd.chance(task.kind === 'target' ? 0.04 : 0.1)) {
      const [kind, title] = rnd.pick(evidence(task.kind === 'target' ? 'target' : group, report.completed));
      entry.佐证 = [{ 类型: kind, 名称: `${entry.截至.slice(0, 4)}年${Number(entry.截至.slice(5, 7))}月${title}` }];
    }
    const file = `${entry.截至.slice(0, 7)}-${task.kind}s.yaml`;
    updates.set(file, [...(updates.get(file) ?? []), entry]);
  });
  if (task.state === 'd' && !(task.kind === 'target' && iso(task.due) === '2026-09-30' && world.random(`closing ${task.id}`).chance(0.4))) {
    const reported = held.reports.at(-1).reported;
    const date = Math.min(working(Math.max(reported + rnd.int(2, task.kind === 'target' && !task.overdue ? 80 : 20), task.finished + 8)), day('2026-10-14'));
    const [p, q] = rnd.some(task.parts.length > 1 ? task.parts : [task.title, task.title], 2);
    const shown = rnd.some(evidence(task.kind === 'target' ? 'target' : groupFor(task), true), rnd.int(1, 2)).map(([kind, title]) => ({ 类型: kind, 名称: title }));
    const value = held.reports.at(-1).value;
    const what = task.kind === 'target' ? `${task.parts[0]}${value}${held.held.unit}` : task.parts.length > 1 ? `${p}、${q}` : p;
    closings.push({ date, task, entry: { 任务: task.id, 销号编号: '', 日期: iso(date), 完成日期: iso(task.finished), 核验岗位: held.record.牵头单位 === 'supervision' ? 'fine-section' : { project: 'verifier-1', work: 'verifier-2', target: 'verifier-3' }[task.kind], 验收结论: rnd.pick(task.kind === 'work' ? results(groupFor(task)) : RESULTS[task.kind])({ p: what, n: rnd.int(6, 48) }), 佐证: shown } });
  }
}

closings.sort((a, b) => a.date - b.date || (a.task.id < b.task.id ? -1 : 1));
const numbers = {};
for (const { entry } of closings) {
  const y = entry.日期.slice(0, 4);
  numbers[y] = (numbers[y] ?? 0) + 1;
  entry.销号编号 = `销号〔${y}〕${numbers[y]}号`;
}

// write
const files = new Map();
const put = (path, text) => files.set(path, text);
for (const [name, held] of Object.entries(registers)) {
  const folders = new Map();
  for (const { task, owner, stages, record: held2 } of held) {
    held2.截止 = iso(task.promised ?? task.due);
    const firstEnd = held2.截止;
    if (stages.length) held2.阶段 = stages.map((s) => ({ 编号: s.id, 名称: s.name, 权重: s.weight, 开始: iso(s.start), 截止: iso(s.promised ?? s.due) }));
    if (firstEnd < held2.开始) throw new Error(`${task.id} ends before it begins`);
    const of = name === 'projects' ? held2.类别.replace('proj-', '') : owner ?? held2.牵头单位.replace('dept-', '');
    folders.set(of, [...(folders.get(of) ?? []), held2]);
  }
  for (const [of, records] of folders) put(`tasks/${name}/${of}.yaml`, `${NOTE}${list(records)}\n`);
}
for (const [file, entries] of updates) put(`updates/${file}`, `${NOTE}${list(entries)}\n`);
const byYear = (entries, at) => Map.groupBy ? Map.groupBy(entries, at) : entries.reduce((m, e) => m.set(at(e), [...(m.get(at(e)) ?? []), e]), new Map());
for (const [y, entries] of byYear(closings.map((held) => held.entry), (entry) => entry.日期.slice(0, 4))) put(`closings/${y}.yaml`, `${NOTE}${list(entries)}\n`);
changes.sort((a, b) => (a.日期 < b.日期 ? -1 : a.日期 > b.日期 ? 1 : 0));
for (const [y, entries] of byYear(changes, (entry) => entry.日期.slice(0, 4))) put(`changes/${y}.yaml`, `${NOTE}${list(entries)}\n`);
for (const [file, { units, posts, holdings }] of Object.entries(people(seeded('雾溪县人员')))) {
  const parts = [['单位', units], ['岗位', posts], ['任职', holdings]].filter(([, held]) => held.length);
  put(`units/${file}.yaml`, `${NOTE}${parts.map(([key, held]) => `${key}:\n${list(held, '  ')}`).join('\n\n')}\n`);
}
put('areas.yaml', `${NOTE}${list(areas())}\n`);

for (const folder of ['tasks', 'updates', 'closings', 'changes', 'units']) rmSync(join(OUT, folder), { recursive: true, force: true });
let bytes = 0;
for (const [path, text] of files) {
  mkdirSync(dirname(join(OUT, path)), { recursive: true });
  writeFileSync(join(OUT, path), text);
  bytes += Buffer.byteLength(text);
}
const reports = all.reduce((sum, held) => sum + held.reports.length, 0);
console.log(`${all.length} tasks, ${reports} updates, ${closings.length} closings, ${changes.length} changes, ${files.size} files, ${(bytes / 1e6).toFixed(1)} MB; repeated clauses: ${world.writer.repeats}`);
export { record };
