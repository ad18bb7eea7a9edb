// The 1300 functional targets.

import { LAST, TODAY, finish, quarters, reportingEnd, reports } from './course.mjs';
import { TARGET_CAUSES } from './behind.mjs';
import { day, iso, month, monthEnd, monthEnds, period, year } from './dates.mjs';
import { REWARDS, STANDARDS } from './rules.mjs';
import { TOWNSHIPS, department } from './structure.mjs';

const PERIODS = { T: '2401-2612', H: '2601-2606', 5: '2501-2512', 4: '2401-2412' };
// Targets that name no period are of the year 2026; a few run over two years.
const SPANS = ['2601-2612', '2601-2612', '2601-2612', '2601-2612', '2601-2612', '2601-2612', '2601-2611', '2501-2612', '2602-2612', '2501-2512', '2501-2512', '2401-2412'];

export function targets(groups, world) {
  const out = [];
  for (const [owner, lines] of groups) {
    lines.forEach((line, at) => {
      const [written, name, base, given] = line.split('|');
      const id = `goal-${owner}-${world.slug(owner, at)}`;
      const rnd = world.random(`target ${id} ${name}`);
      const [, number, unit] = /\{([\d.]+)([^}]+)\}/u.exec(written);
      const span = given ? PERIODS[given] ?? given : rnd.pick(SPANS);
      const [start, due] = period(span);
      const target = Number(number);
      const held = { target, base: Number(base || 0), unit: unit.trim(), name, atMost: isAtMost(written, target, Number(base || 0)) };
      held.decimals = Math.max(decimals(number), decimals(base ?? ''));
      const goesUp = !held.atMost;
      let state = due <= day('2026-09-30') ? 'd' : 'g';
      if (start > day('2026-10-15')) state = 'u';
      if (state === 'g') state = world.targetFates[out.length % world.targetFates.length];
      const task = { id, kind: 'target', state, start, due, parts: [name], title: written.replace(/[{}]/gu, '') };
      task.points = state === 'y' ? rnd.int(11, 24) : state === 'r' ? rnd.int(31, 38) : 0;
      if (state === 's') task.lastReport = rnd.chance(0.7) ? day('2026-06-30') : day('2026-03-31');
      if (state === 'd') task.finished = due - (rnd.chance(0.6) ? 0 : rnd.int(2, 16));
      const stages = stagesOfTarget(task, rnd);
      const made = ['w', 'u'].includes(state) ? [] : reports(task, stages, monthEnds(start, TODAY, quarters), rnd);
      const dept = department(owner);
      const why = { i: name, n: rnd.int(12, 46), m: rnd.int(4, 15), t: rnd.some(TOWNSHIPS, 2).map((h) => h.name).join('、') };
      const record = {
        编号: id,
        标题: task.title,
        短标题: name,
        类型: '职能目标',
        类别: `goal-${owner}`,
        开始: iso(start),
        截止: undefined,
        目标: goal(held, task, rnd),
        标准: rnd.pick(STANDARDS.target),
        牵头单位: `dept-${owner}`,
        责任领导: dept.leader,
        配合单位: dept.cooperating.slice(0, rnd.int(1, 2)).map((h) => (h === 'fine-office' ? h : `dept-${h}`)),
        督办单位: 'fine-office',
        经办人: `${owner}-handler`,
        指标: [{ 编号: 'main', 名称: name, 类型: ['%', '‰'].includes(held.unit) ? '比率' : unit.includes('元') ? '金额' : '数量', 单位: held.unit, 目标值: target, 基数: held.base, 口径: held.atMost ? '以内' : '以上', 方向: goesUp ? '越高越好' : '越低越好' }],
        奖惩: rnd.pick(REWARDS.target),
        滞后原因: ['y', 'r'].includes(state) ? rnd.pick(TARGET_CAUSES)(why) : undefined,
        依据: ['doc-fine', 'doc-targets'],
        区域: ['wuxi'],
        不予公开: state === 'w' ? { 理由: '过程性信息', 复查日期: '2026-12-31' } : undefined,
      };
      out.push({ task, stages, reports: made, record, held, change: [] });
    });
  }
  return out;
}

const decimals = (written) => (written.split('.')[1] ?? '').length;
const isAtMost = (written, target, base) => /以内|不超过|控制在|(?<!不)低于\{|平均(?:等待|用时)|占比控制|有效控制|较大事故|亡人火灾|超汛限/u.test(written) || (base > target && base > 0);

/** Stages end with quarters, because targets are reported by the quarter. */
function stagesOfTarget(task, rnd) {
  const { start, due, state } = task;
  const span = due - start;
  const behind = ['y', 'r', 's'].includes(state);
  if (span > 500) {
    const ends = monthEnds(start, due - 1, [12]);
    const named = rnd.pick([['打基础', '上台阶', '见实效'], ['起步', '推进', '收官'], ['首年达标三成', '次年过半', '末年核定'], ['定基数', '补短板', '达目标']]);
    return cut(task, state === 'r' || state === 's' ? [] : ends, ends.length === 1 ? [named[0], named[2]] : named);
  }
  const first = reportingEnd(start + 55, quarters);
  if (span > 300) {
    const named = rnd.pick([['分解部署', '组织实施', '核验总结'], ['定责定量', '按季推进', '年终对账'], ['摸底排期', '集中落实', '复核补缺'], ['首季起步', '二三季度攻坚', '收官核定'], ['台账建立', '过程管控', '结果核定'], ['任务到岗', '对标推进', '查漏收尾']]);
    const last = behind ? monthEnd(year(due), 11) : monthEnd(year(due), 9);
    return cut(task, [first, last], named);
  }
  if (span > 120) return cut(task, [first], rnd.pick([['启动落实', '完成核定'], ['前期铺开', '后期补缺'], ['首批完成', '全部完成']]));
  return cut(task, [], [rnd.pick(['集中办理', '集中完成', '限期完成', '一次办结'])]);
}

function cut(task, ends, names) {
  const { start, due } = task;
  const dues = [...ends.filter((end) => end > start + 20 && end < due - 15), due];
  const held = names.length > dues.length ? [...names.slice(0, dues.length - 1), names.at(-1)] : names;
  let from = start;
  let used = 0;
  return dues.map((end, at) => {
    const weight = at === dues.length - 1 ? 100 - used : Math.round(((end - from) / (due - start)) * 100);
    used += weight;
    const stage = { id: `s${at + 1}`, name: held[at], weight, start: from, due: end };
    from = end + 1;
    return stage;
  });
}

function goal(held, task, rnd) {
  const until = `${year(task.due)}年${month(task.due)}月底`;
  const wanted = `${held.target}${held.unit}`;
  const before = `${held.base}${held.unit}`;
  if (held.base > 0 && held.base !== held.target) {
    return rnd.pick([
      `${held.name}由${before}${held.atMost ? '降到' : '提高到'}${wanted}，${until}核定`,
      `以${before}为起点，${until}前${held.name}达到${wanted}`,
      `${until}，${held.name}${held.atMost ? '不高于' : '不低于'}${wanted}（起始值${before}）`,
      `分季推进，${until}把${held.name}从${before}${held.atMost ? '压减' : '提升'}至${wanted}`,
    ]);
  }
  return rnd.pick([
    `${until}前${held.name}${held.atMost ? '不超过' : '达到'}${wanted}，按季公布进度`,
    `${held.name}目标${wanted}，${until}完成核定`,
    `${year(task.start)}年${month(task.start)}月至${until}，${held.name}累计${held.atMost ? '控制在' : '完成'}${wanted}${held.atMost ? '以内' : ''}`,
    `按${wanted}的要求分解到责任股室，${until}逐项对账`,
  ]);
}

/** The value of the indicator at a progress; a target that is met is met by a hair or a little more. */
export function valueAt(held, progress, rnd, final) {
  const { target, base, decimals: places } = held;
  const factor = 10 ** places;
  const round = (value) => Math.round(value * factor) / factor;
  if (held.atMost && base <= target) return round(target * (progress / 100) * 0.94);
  const reached = final ? 1 + (rnd.chance(0.5) && held.unit !== '%' && target > 20 ? rnd.next() * 0.03 : 0) : progress / 100;
  const value = base + (target - base) * reached;
  if (final && held.unit === '%') return target;
  return held.unit === '%' && target <= 100 && base <= 100 ? round(Math.min(100, value)) : round(value);
}

const TAILS = [
  ({ t, u }) => `${t}、${u}完成较好`,
  ({ t, n }) => `提示${t}等${n}个单位`,
  ({ n, m }) => `抽查台账${n}份，更正${m}处`,
  ({ t }) => `下季重点补${t}`,
  ({ n }) => `督查局回访${n}名对象，与填报一致`,
  ({ t, m }) => `${t}退回重报${m}条`,
  ({ u }) => `${u}经验在例会上交流`,
  ({ n, t }) => `${t}占比最高，为${n}%`,
  ({ m }) => `与上级系统对账，差异${m}条已说明`,
  ({ t, u }) => `${t}进度居前，${u}需加力`,
  ({ n }) => `责任股室上门核实${n}次`,
  ({ m }) => `剔除重复${m}件后上报`,
];

export function targetText(held, report, before, rnd) {
  const { name, unit } = held.held;
  const value = report.value;
  const at = report.asOf;
  const gained = Math.round(Math.abs(value - (before ?? held.held.base)) * 100) / 100;
  const [t, u] = rnd.some(TOWNSHIPS, 2).map((h) => h.name);
  const tail = rnd.pick(TAILS)({ t, u, n: rnd.int(3, 18), m: rnd.int(2, 9) });
  const q = `${year(at)}年${['一', '二', '三', '四'][Math.floor((month(at) - 1) / 3)]}季度`;
  const more = held.held.atMost && held.held.base > held.held.target ? '下降' : '增加';
  const ratio = ['%', '‰'].includes(unit);
  const points = unit === '‰' ? '个千分点' : '个百分点';
  const step = ratio ? `${gained}${points}` : `${gained}${unit}`;
  const seen = `${name}${value}${unit}`;
  const left = Math.round(Math.max(0, Math.abs(held.held.target - value)) * 100) / 100;
  const gap = ratio ? `${left}${points}` : `${left}${unit}`;
  const forms = gained > 0
    ? [`截至${month(at)}月底，${seen}，比上期${ratio ? (more === '下降' ? '下降' : '提高') : more}${step}`, `${q}末${seen}，距目标${left ? `还差${gap}` : '已无差距'}`, `${seen}（${q.slice(5)}${more}${step}）`, `${q.slice(5)}${more}${step}，现为${value}${unit}，完成进度${report.progress}%`, `期内新${more === '下降' ? '降' : '增'}${step}，累计${value}${unit}`]
    : [`${q}${seen}，保持目标要求`, `截至${month(at)}月底，${seen}，与上期持平`, `${seen}，${q.slice(5)}没有偏离`];
  const end = report.completed ? `，期满核定${value}${unit}` : '';
  return `${rnd.pick(forms)}${end}；${tail}。`;
}

export { LAST, finish };
