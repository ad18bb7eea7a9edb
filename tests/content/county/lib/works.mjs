// The 454 key works.

import { TODAY, finish, oddMonths, reports, stagesOf } from './course.mjs';
import { WORKS_BEHIND } from './behind.mjs';
import { before, day, iso, monthEnds, period, said, working } from './dates.mjs';
import { guideOf } from './guides.mjs';
import { KIND_STANDARDS, STAGES, isDesk } from './kinds.mjs';
import { echoes } from './prose.mjs';
import { placesOf } from './places.mjs';
import { ORIGINS, ORIGINS_DESK, REWARDS, STANDARDS } from './rules.mjs';
import { SHARED } from './shared.mjs';
import { TOWNSHIPS, department } from './structure.mjs';

const GOALS = [
  ({ about, parts, due }) => `${about}，重点抓好${parts[0]}、${parts[1]}，${due}前见到实效`,
  ({ about, parts, due }) => `${due}前，${about}的${parts.slice(0, 3).join('、')}逐项落实到岗位`,
  ({ about, parts, due }) => `围绕${parts[0]}和${parts.at(-1)}补齐短板，${due}前${about}达到验收标准`,
  ({ about, parts, due }) => `${about}做到底数清、责任明、结果实，${due}前完成${parts.slice(1).join('、')}`,
  ({ about, parts, due }) => `先易后难推进${about}，${due}前${parts[0]}、${parts.at(-1)}两项取得可核查的结果`,
];

const GOALS_DESK = [
  ({ about, parts, due }) => `${about}，${parts[0]}、${parts[1]}先行，${due}前取得可核查的结果`,
  ({ parts, due }) => `${due}前，${parts.slice(0, 3).join('、')}逐项办结，依据齐全、责任到岗`,
  ({ about, parts, due }) => `${about}以${parts[0]}、${parts.at(-1)}为重点，${due}前逐条对账办结`,
  ({ about, parts, due }) => `${due}前，${about}的${parts.slice(1).join('、')}全部落实并书面反馈`,
  ({ about, parts, due }) => `按月推进${about}，${due}前${parts[0]}、${parts.at(-1)}两项通过核验`,
];

/** When a work was answered for that the draw left open: a few of the last year never were. */
const late = (assigned) => (assigned % 8 || assigned < day('2025-10-01') ? iso(working(assigned + 25 + (assigned % 31))) : undefined);

/** Departments whose works no township carries out, and those that work in always the same ones. */
const ALONE = new Set('audit office supervision tax finance data devreform stats commerce medins veterans market hrss justice disabled'.split(' '));
const ALWAYS = { park: ['fengcha'], urban: ['wuqiao'], tea: ['chalong', 'taiping'] };

/** The townships that carry out a work: those its title or its department speaks of, else those drawn. */
function undertaking(title, owner, drawn) {
  const said = TOWNSHIPS.filter((held) => title.includes(held.name.slice(0, -1))).map((held) => held.id);
  if (/城区|县城|老城|高层住宅/u.test(title)) said.push('wuqiao');
  if (!said.length && ALONE.has(owner)) return undefined;
  const towns = said.length ? said : ALWAYS[owner] ?? drawn.map((held) => held.id);
  return [...new Set(towns)].map((town) => `town-${town}`);
}

const YEARS = { economy: 'work-economy', rural: 'work-rural', build: 'work-build', life: 'work-life', order: 'work-order', eco: 'work-eco', service: 'work-service', town: 'work-town' };

// Dates of works that do not name any; most are of 2026, with lighter ones ending earlier.
const SPANS = ['2601-2612', '2601-2612', '2602-2612', '2601-2611', '2603-2612', '2601-2609', '2601-2608', '2602-2607', '2501-2512', '2502-2511', '2503-2606', '2506-2612', '2401-2412', '2403-2506', '2604-2612', '2509-2610', '2602-2612', '2601-2606'];

export function works(groups, world) {
  const fates = world.fates;
  const out = [];
  for (const [owner, lines] of groups) {
    lines.forEach((line, at) => {
      const [written, short, kind, partsSaid, given, flag] = line.split('|');
      const id = `work-${owner.replace('town:', '')}-${world.slug(owner, at)}`;
      const rnd = world.random(`work ${id}`);
      const title = written.replace(/\{([^}]+)\}/u, '$1');
      const amount = /\{(\d[\d.]*)([^}]+)\}/u.exec(written);
      let span = given && given.length <= 9 && given.includes('-') && given.length > 4 ? spanOf(given) : rnd.pick(SPANS);
      if (given === '2024') span = '2402-2411';
      if (given === '2025') span = '2502-2512';
      if (given === '2024-2026') span = '2403-2612';
      const shared = SHARED[id];
      const [start, due] = shared ? [day(shared.start), day(shared.due)] : period(span);
      let state = due < day('2026-09-01') ? 'd' : fates[out.length % fates.length];
      if (state === 'd' && due > day('2026-10-01')) state = 'g';
      if (state !== 'd' && due < day('2026-10-01') && !['r', 'a'].includes(state)) state = 'd';
      if (flag === 'streak') state = 'g';
      const task = { id, kind: 'work', state, start: start + (shared ? 0 : rnd.int(0, 12)), due, parts: partsSaid.split('、'), title };
      task.points = state === 'y' ? rnd.int(11, 26) : state === 'r' ? rnd.int(32, 40) : 0;
      if (state === 's') task.lastReport = day('2026-05-31');
      if (state === 'd') task.finished = shared ? day(shared.finished) : finish(task, rnd);
      if (state === 'a') task.finished = before(day('2026-09-28') - rnd.int(0, 14));
      const isTown = owner.startsWith('town:');
      const town = isTown ? owner.slice(5) : undefined;
      task.fixed = Boolean(shared) || flag === 'streak';
      if (isTown) rnd.int(0, 4); // one draw for every work of a township, so that the others keep theirs
      const dept = department(isTown ? guideOf(title) : owner);
      const lead = shared ? shared.lead : isTown ? `town-${town}` : owner === 'supervision' ? 'supervision' : `dept-${owner}`;
      task.towns = isTown ? [TOWNSHIPS.find((held) => held.id === town).name] : rnd.some(TOWNSHIPS, 3).map((held) => held.name);
      task.places = isTown ? TOWNSHIPS.find((held) => held.id === town).places.split?.('、') ?? TOWNSHIPS.find((held) => held.id === town).places : undefined;
      if (task.places) task.towns = task.places;
      task.work = kind;
      const stages = stagesOf(task, STAGES[kind].map(([name, share]) => ({ name, share })), rnd, oddMonths);
      const made = ['w', 'u'].includes(state) ? [] : reports(task, stages, monthEnds(task.start, TODAY, oddMonths), rnd);
      const cooperating = isTown ? [`dept-${dept.id}`] : (dept?.cooperating ?? ['fine-office']).filter((held) => `dept-${held}` !== lead && held !== owner).map((held) => (held === 'fine-office' ? held : `dept-${held}`));
      const [origin, said2] = (isDesk(kind) && !isTown ? ORIGINS_DESK : ORIGINS)[rnd.int(0, 5)];
      const assigned = before(task.start - rnd.int(12, 40));
      const dueSaid = `${iso(due).slice(0, 4)}年${Number(iso(due).slice(5, 7))}月底`;
      const about = title.replace(/[，、；]/gu, '、');
      const record = {
        编号: id,
        标题: title,
        短标题: short,
        类型: '重点工作',
        类别: YEARS[isTown ? 'town' : dept?.works ?? 'service'],
        开始: iso(task.start),
        截止: undefined,
        目标: (isDesk(kind) && !isTown ? GOALS_DESK : GOALS)[rnd.int(0, 4)]({ about, parts: task.parts, due: dueSaid }),
        标准: rnd.pick(KIND_STANDARDS[kind] ?? STANDARDS[kind]),
        牵头单位: lead,
        责任领导: isTown ? dept.leader : dept?.leader ?? 'magistrate',
        配合单位: cooperating,
        承办单位: isTown ? undefined : undertaking(title, owner, rnd.some(TOWNSHIPS, 2)),
        督办单位: owner === 'supervision' || rnd.chance(0.35) ? 'fine-office' : 'supervision',
        经办人: isTown ? `${town}-handler` : `${owner}-handler`,
        督办级别: rnd.chance(0.12) ? '重大任务重点督办' : rnd.chance(0.4) ? '专项事务专项督办' : '常规工作常规督办',
        工作量: rnd.chance(0.2) ? 1.2 : undefined,
        指标: amount ? [{ 编号: 'main', 名称: short, 类型: '数量', 单位: amount[2].trim(), 目标值: Number(amount[1]), 基数: 0, 口径: '以上' }] : undefined,
        奖惩: rnd.pick(REWARDS[kind] ?? (isDesk(kind) || (ALONE.has(owner) && kind !== 'V') ? REWARDS.desk : REWARDS.work)),
        来源: rnd.chance(0.4) ? { 类型: origin, 说明: said2({ y: iso(task.start).slice(0, 4) }), 交办日期: iso(assigned), 接收日期: iso(working(assigned + rnd.int(1, 4))), 回复日期: rnd.chance(0.6) ? iso(working(assigned + rnd.int(20, 50))) : late(assigned) } : undefined,
        滞后原因: ['y', 'r'].includes(state) ? WORKS_BEHIND[id] : undefined,
        依据: ['doc-fine', 'doc-works'],
        区域: isTown ? ['wuxi', town, ...placesOf(id)] : ['wuxi'],
        不予公开: state === 'w' ? { 理由: '公共安全和社会稳定', 复查日期: '2027-03-31' } : undefined,
      };
      if (flag === 'streak') streak(record);
      if (shared && world.shared) record.共享编号 = shared.id;
      out.push({ task, owner: isTown ? 'townships' : owner, stages, reports: made, record, amount: amount ? { target: Number(amount[1]), unit: amount[2].trim() } : undefined, flag, change: [] });
    });
  }
  return out;
}

function spanOf(given) {
  if (/^\d{4}-\d{4}$/u.test(given) && Number(given.slice(0, 4)) > 2030) return given;
  const [a, b] = given.split('-');
  if (a.startsWith('20') && Number(a) < 2030) return `${a.slice(2)}03-${b.slice(2)}12`;
  return given;
}

/** Months without a case of robbery or snatching: counted anew from any such case. */
function streak(record) {
  record.目标 = '城区街面持续保持无抢劫、抢夺案件，每月公布连续月数；一旦发案从零重计并向社会说明';
  record.标准 = '以公安机关立案数据为准，每月5日前由县督查局与指挥中心核对一次；只统计县城建成区';
  record.指标 = [
    { 编号: 'months', 名称: '连续无“两抢”案件', 类型: '连续期数', 单位: '个月', 目标值: 53, 基数: 20, 口径: '以上', 方向: '越高越好', 起算日期: '2022-08-01' },
    { 编号: 'safety', 名称: '群众安全感测评', 类型: '比率', 单位: '%', 目标值: 98, 基数: 95.2, 口径: '以上', 方向: '越高越好' },
  ];
}

export function workText(held, report, world, taken) {
  const { task, amount } = held;
  const { rnd, writer, pools } = world;
  const phase = report.progress < 32 ? 'early' : report.progress < 78 ? 'mid' : 'late';
  const open = (name) => pools[name].filter((line) => !held.record.承办单位 && isDesk(task.work) && /^work-[a-z]+-\d/u.test(task.id) ? !line.includes('{t}') : true).filter((line) => suits(task, report, line));
  const topics = open(`${task.work} ${phase} topic`).map((line) => apart(line, rnd));
  const first = writer.clause(topics, task.parts, report.completed ?? report.asOf, task.towns, taken);
  const facts = open(`${task.work} ${phase} fact`);
  const apartFrom = facts.filter((line) => !echoes(first, line));
  const second = writer.clause(apartFrom.length > 2 ? apartFrom : facts, task.parts, report.completed ?? report.asOf, task.towns, taken);
  const lead = report.completed ? cleared(task, report) + [`${said(report.completed)}全部完成`, `${said(report.completed)}达到${isDesk(task.work) ? '办结' : '验收'}条件`][rnd.int(0, 1)] : lateSaid(report);
  const done = amount && quantity(amount, report.progress);
  // Levels are reached, not added up.
  const count = done > 0 && amount.unit !== '级' ? `累计完成${done}${amount.unit}` : undefined;
  return { text: `${[lead, first, second].filter(Boolean).join('，')}${count ? `；${count}` : ''}。`, done };
}

/** Phrases that a task which is behind does not use of itself. */
const AHEAD = /提前|快于|见效|追回|好评|满意|销号过半|群众认可|运行平稳/u;
const UNFINISHED = /只剩|基本完成|剩余|收尾|扫尾|余下|余项|遗留|未决|余案|转挂牌|持续整改|列明时限/u;
export const suits = (task, report, line) => !(isBehind(task, report) && AHEAD.test(line)) && !(report.completed && UNFINISHED.test(line));
const isBehind = (task, report) => ['y', 'r'].includes(task.state) || report.owing !== undefined;

/** How a late finish is said of what the clean-up of January 2026 had on its list. */
export function cleared(task, report) {
  const listed = task.due === day('2025-12-31') && report.completed > task.due;
  return listed && report.completed >= day('2026-01-05') ? '清零清单事项，' : '';
}

/** A stage closed late. */
export function lateSaid(report) {
  if (!report.late || report.completed) return undefined;
  return `上阶段欠账晚${report.late}天补齐`;
}

/** 台账 style: the matter, then what was done about it. */
function apart(phrase, rnd) {
  if (!phrase.startsWith('{p}') || /^\{p\}(?:与|在)/u.test(phrase)) return phrase;
  return `{p}${rnd.chance(0.65) ? '：' : '方面，'}${phrase.slice(3)}`;
}

function quantity(amount, progress) {
  const value = (amount.target * progress) / 100;
  return Number.isInteger(amount.target) ? Math.floor(value) : Math.round(value * 10) / 10;
}
