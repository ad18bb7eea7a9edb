// The 1300 functional targets.

import { LAST, TODAY, finish, quarters, reportingEnd, reports } from './course.mjs';
import { before as workingBefore, day, iso, month, monthEnd, monthEnds, period, said, year } from './dates.mjs';
import { seeded } from './random.mjs';
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
      const held = { target, base: Number(base || 0), unit: unit.trim(), name, title: written.replace(/[{}]/gu, ''), atMost: isAtMost(written, target, Number(base || 0)) };
      held.decimals = Math.max(decimals(number), decimals(base ?? ''));
      const goesUp = !held.atMost;
      let state = due <= day('2026-09-30') ? 'd' : 'g';
      if (start > day('2026-10-15')) state = 'u';
      if (state === 'g') state = world.targetFates[out.length % world.targetFates.length];
      const task = { id, kind: 'target', state, start, due, parts: [name], title: written.replace(/[{}]/gu, '') };
      task.points = state === 'y' ? rnd.int(11, 24) : state === 'r' ? rnd.int(31, 38) : 0;
      if (state === 's') task.lastReport = rnd.chance(0.7) ? day('2026-06-30') : day('2026-03-31');
      if (state === 'd') task.finished = workingBefore(due - (rnd.chance(0.6) ? 0 : rnd.int(2, 16)));
      overrun(task, held);
      task.fixed = held.atMost || ['%', '‰'].includes(held.unit) || held.base >= held.target || held.target < 6 || /个月|学时|分$|人次|分钟|小时|天|期$/u.test(held.unit);
      task.counted = !task.fixed;
      const stages = stagesOfTarget(task, rnd);
      const made = ['w', 'u'].includes(state) ? [] : reports(task, stages, monthEnds(start, TODAY, quarters), rnd);
      const dept = department(owner);
      const record = {
        编号: id,
        标题: task.title,
        短标题: name,
        类型: '职能目标',
        类别: `goal-${owner}`,
        开始: iso(start),
        截止: undefined,
        目标: goal(held, task, rnd),
        标准: standard(owner, held, rnd),
        牵头单位: `dept-${owner}`,
        责任领导: dept.leader,
        配合单位: dept.cooperating.slice(0, rnd.int(1, 2)).map((h) => (h === 'fine-office' ? h : `dept-${h}`)),
        督办单位: 'fine-office',
        经办人: `${owner}-handler`,
        指标: [{ 编号: 'main', 名称: name, 类型: ['%', '‰'].includes(held.unit) ? '比率' : unit.includes('元') ? '金额' : '数量', 单位: held.unit, 目标值: target, 基数: held.base, 口径: held.atMost ? '以内' : '以上', 方向: goesUp ? '越高越好' : '越低越好' }],
        奖惩: rnd.pick(!isShared(owner, task.title) ? REWARDS.target.filter((line) => !line.includes('乡镇')) : REWARDS.target),
        滞后原因: ['y', 'r'].includes(state) ? reasonOf(world.behind, id, name) : undefined,
        依据: ['doc-fine', 'doc-targets'],
        区域: ['wuxi'],
        不予公开: state === 'w' ? { 理由: '过程性信息', 复查日期: '2026-12-31' } : undefined,
      };
      task.owner = owner;
      out.push({ task, stages, reports: made, record, held, change: [] });
    });
  }
  return out;
}

/** A few targets that are counted, not measured, miss the end of their year: most are made up for by spring. */
function overrun(task, held) {
  const rnd = seeded(`overrun ${task.id}`);
  const [drawn, part, first, second, third] = [rnd.next(), rnd.next(), rnd.int(9, 29), rnd.int(34, 78), rnd.int(80, 148)];
  const yearly = ['2024-12-31', '2025-12-31'].includes(iso(task.due)) && task.state === 'd';
  if (!yearly || held.atMost || ['%', '‰'].includes(held.unit) || /分$|学时|个月|人次|分钟|小时|天|期$|元/u.test(held.unit) || /督查/u.test(held.title) || held.target < 8) return;
  if (drawn > (year(task.due) === 2025 ? 0.26 : 0.15)) return;
  task.overdue = true;
  task.finished = workingBefore(task.due + (part < 0.34 ? first : part < 0.6 ? second : third));
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
  const nearest = (value) => Math.round(value * factor) / factor;
  const round = (value) => (final || held.atMost || target <= base || nearest(value) < target ? nearest(value) : nearest(target) - 1 / factor > base ? Math.round((target - 1 / factor) * factor) / factor : nearest(value));
  if (held.atMost && base <= target) return round(target * (progress / 100) * 0.94);
  const reached = final ? 1 + (rnd.chance(0.5) && held.unit !== '%' && target > 20 ? rnd.next() * 0.03 : 0) : progress / 100;
  const value = base + (target - base) * reached;
  if (final && held.unit === '%') return target;
  return held.unit === '%' && target <= 100 && base <= 100 ? round(Math.min(100, value)) : round(value);
}

/** Departments whose targets are met at the desk, and what kind of desk it is. */
const INDOORS = new Map(Object.entries({ audit: 'audit', finance: 'money', tax: 'money', office: 'office', petition: 'office', data: 'office', justice: 'office', stats: 'stats', medins: 'office', devreform: 'office' }));

/** Departments whose targets the townships share, unless the target itself is of the town or the park. */
const WITH_TOWNS = new Set('agri forest water civil health tea coop ethnic disabled veterans emergency fire culture police transport land eco urban edu hrss market commerce'.split(' '));
const isShared = (owner, title) => WITH_TOWNS.has(owner) && !/园区|城区|城市|县城|职业|职校|高中|高考|县级|医院|企业|机关|股室|培训班|电梯|项目/u.test(title);

const OF_PEOPLE = /户|人|参保|访|筛查|签约|登记|救助|服务|家庭|老人|儿童/u;

/** Why a target is behind: every one has its own reason in words/behind-targets.txt. */
function reasonOf(behind, id, name) {
  const reason = behind.get(id) ?? behind.get(name);
  if (!reason) throw new Error(`${id} is behind and ${name} has no reason`);
  return reason;
}

function standard(owner, held, rnd) {
  const all = STANDARDS.target;
  const group = INDOORS.get(owner);
  const fits = all.filter((line) => (OF_PEOPLE.test(held.name) || !/服务对象|回访/u.test(line)) && (!group || !/现场抽查/u.test(line)) && (isShared(owner, held.title) || !line.includes('乡镇')));
  return rnd.pick(fits);
}

// The second half of a report: t and u townships, n and m numbers. What stands under `count` counts things, not shares.
const TAILS = {
  field: [
    ({ t, u }) => `${t}、${u}完成较好`, ({ t, n }) => `提示${t}等${n}个单位`, ({ n, m }) => `抽查台账${n}份，更正${m}处`, ({ t }) => `下季重点补${t}`,
    ({ n }) => `督查局回访${n}名对象，与填报一致`, ({ t, m }) => `${t}退回重报${m}条`, ({ u }) => `${u}做法在例会上交流`, ({ m }) => `与上级系统对账，差异${m}条已说明`,
    ({ t, u }) => `${t}进度居前，${u}需加力`, ({ n }) => `责任股室现场核实${n}次`,
  ],
  plain: [
    ({ n, m }) => `抽查台账${n}份，更正${m}处`, ({ n }) => `责任股室现场核实${n}次`, ({ m, n }) => `与上级报表核对${n}项，差异${m}项`, ({ n }) => `月度例会点评${n}项`, ({ m }) => `退回重报${m}条`,
    ({ n }) => `督查局抽核${n}份，与填报一致`, ({ m }) => `下季重点盯办${m}项`, ({ n }) => `协作单位${n}家签认`, ({ m }) => `差错${m}条当期改正`,
  ],
  count: [({ n, t }) => `${t}占比最高，为${n + 4}%`, ({ m }) => `剔除重复登记${m}条后上报`],
  audit: [
    ({ n, m }) => `复核底稿${n}份，退改${m}份`, ({ n }) => `审计组周报${n}期按时报送`, ({ m }) => `审理提出意见${m}条，均已采纳`, ({ n }) => `抽查档案${n}卷，装订规范`,
    ({ m }) => `与州审计局对账，差异${m}条已说明`, ({ n }) => `被审计单位反馈意见${n}条`, ({ n, m }) => `质量检查${n}份文书，更正${m}处`, ({ m }) => `下季安排进点${m}个`, ({ n }) => `业务例会讲评案例${n}个`,
  ],
  money: [
    ({ n, m }) => `抽查凭证${n}笔，更正${m}笔`, ({ m }) => `与国库对账，差异${m}笔已说明`, ({ n }) => `提醒相关单位${n}家`, ({ n }) => `股室走访${n}家`, ({ m }) => `退回补正${m}件`,
    ({ n }) => `系统数据抽核${n}条无误`, ({ m }) => `下季逐户盯办${m}户`, ({ n, m }) => `复核报表${n}张，改正${m}处`, ({ n }) => `月度分析会点评${n}项`,
  ],
  office: [
    ({ n, m }) => `抽查登记${n}件，更正${m}件`, ({ n }) => `提醒单发出${n}份`, ({ m }) => `超时${m}件逐件说明`, ({ n }) => `电话回访${n}人，与登记一致`, ({ m }) => `退回重报${m}家`,
    ({ n }) => `股室例会点评${n}件`, ({ m, n }) => `与业务系统核对${n}0条，差异${m}条`, ({ m }) => `下季重点盯办${m}家`, ({ n }) => `督查局抽核${n}份，与填报一致`,
  ],
  stats: [
    ({ n, m }) => `抽查台账${n}份，更正指标${m}个`, ({ n }) => `现场核对企业${n}家`, ({ m }) => `查询差错${m}条当期改正`, ({ n }) => `电话核实样本${n}个`, ({ m }) => `州局反馈疑点${m}条，已说明`,
    ({ t }) => `${t}统计站报送及时`, ({ m }) => `提醒迟报单位${m}家`, ({ n }) => `联审报表${n}张`, ({ n }) => `辅导统计员${n}人`,
  ],
};

// Why a stage of a target is not closed in time, and what is said when it is.
const OWED = ['名册核对返工', '协作单位数据晚到', '经办人员岗位变动', '第三方合同续签晚', '上级口径年中调整', '资料退回补正', '抽查差错重新采集', '经费分批到账', '部分佐证不全', '与上级系统对账未完'];

/** The months in which the county cleared what the year 2025 had left undone. */
const CLEARING = [day('2026-01-05'), day('2026-02-13')];

function lateText(held, report, rnd, step) {
  const { name, unit } = held.held;
  const now = `${name}${report.value}${unit}`;
  const at = said(report.asOf);
  const inTime = report.asOf >= CLEARING[0] && report.asOf <= CLEARING[1];
  if (report.completed) {
    const list = inTime ? `，清零行动第${report.asOf < day('2026-01-17') ? '一' : report.asOf < day('2026-02-01') ? '二' : '三'}批` : report.asOf > CLEARING[1] ? '，清零行动结转项' : '';
    return rnd.pick([`${at}补齐，${now}，比时限晚${report.late}天${list}`, `欠数${at}补完，期满核定${report.value}${unit}，逾期${report.late}天${list}`, `${now}，${at}达到目标，晚${report.late}天${list}`]);
  }
  const left = Math.round(Math.abs(held.held.target - report.value) * 100) / 100;
  if (report.clearing) {
    return inTime
      ? rnd.pick([`列入清零清单，${now}，尚欠${left}${unit}，每周三报数`, `${at}清零会商，尚欠${left}${unit}，按周报补齐日期`, `清零清单在列，${now}，欠${left}${unit}转专人盯办`])
      : `期满尚欠${left}${unit}，${now}，已定补齐日期`;
  }
  if (report.late) return rnd.pick([`${at}补齐欠数，${now}，上阶段晚${report.late}天`, `上阶段晚${report.late}天完成，${now}`, `${now}，欠数${at}补完，上阶段晚${report.late}天`]);
  return `截至${at}，${now}${step}`;
}

export function targetText(held, report, before, rnd) {
  const { name, unit } = held.held;
  const value = report.value;
  const at = report.asOf;
  const gained = Math.round(Math.abs(value - (before ?? held.held.base)) * 100) / 100;
  const [t, u] = rnd.some(TOWNSHIPS, 2).map((h) => h.name);
  const ratio = ['%', '‰'].includes(unit);
  const group = INDOORS.get(held.task.owner) ?? 'field';
  const towns = isShared(held.task.owner, held.task.title);
  const pool = [...(group === 'field' && !towns ? TAILS.plain : TAILS[group]), ...(group === 'field' && towns && !ratio && unit !== '元' ? TAILS.count : [])].filter((line) => OF_PEOPLE.test(name) || !/回访/u.test(String(line)));
  const tail = report.owing !== undefined && !report.late ? `上阶段尚有欠数，${rnd.pick(OWED)}` : rnd.pick(pool)({ t, u, n: rnd.int(3, 18), m: rnd.int(2, 9) });
  const q = `${year(at)}年${['一', '二', '三', '四'][Math.floor((month(at) - 1) / 3)]}季度`;
  const more = held.held.atMost && held.held.base > held.held.target ? '下降' : '增加';
  const points = unit === '‰' ? '个千分点' : '个百分点';
  const step = ratio ? `${gained}${points}` : `${gained}${unit}`;
  if (report.extra || report.late) return `${lateText(held, report, rnd, gained > 0 ? `，${more}${step}` : '')}；${tail}。`;
  const seen = `${name}${value}${unit}`;
  const left = Math.round(Math.max(0, Math.abs(held.held.target - value)) * 100) / 100;
  const gap = ratio ? `${left}${points}` : `${left}${unit}`;
  const forms = gained > 0
    ? [`截至${month(at)}月底，${seen}，比上期${ratio ? (more === '下降' ? '下降' : '提高') : more}${step}`, `${q}末${seen}，距目标${left ? `还差${gap}` : '已无差距'}`, `${seen}（${q.slice(5)}${ratio && more === '增加' ? '提高' : more}${step}）`, `${q.slice(5)}${ratio && more === '增加' ? '提高' : more}${step}，现为${value}${unit}，完成进度${report.progress}%`, ratio || more === '下降' ? `期内${more === '下降' ? '下降' : '提高'}${step}，${more === '下降' ? '降到' : '达到'}${value}${unit}` : `期内新增${step}，累计${value}${unit}`]
    : left && !held.held.atMost
      ? [`${q}${seen}，本季没有新增，距目标${gap}`, `截至${month(at)}月底，${seen}，与上期持平`, `${seen}，${q.slice(5)}没有新增`]
      : [`${q}${seen}，保持目标要求`, `截至${month(at)}月底，${seen}，与上期持平`, `${seen}，${q.slice(5)}没有偏离`];
  const end = report.completed ? `，期满核定${value}${unit}` : '';
  return `${rnd.pick(forms)}${end}；${tail}。`;
}

export { LAST, finish };
