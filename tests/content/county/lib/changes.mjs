// Changes of dates and of responsibility: most with a reason, some without one.

import { iso, month, saidInFull, working, day } from './dates.mjs';

const REASONS = [
  ['征地拆迁', ({ p, n }) => `${p}涉及${n}户补偿协议签订晚于计划，用地分两次交付`],
  ['天气', ({ p, n }) => `汛期连续强降雨，${p}停工${n}天，雨后重新验槽`],
  ['设计变更', ({ p, n }) => `${p}现场条件与勘察不符，设计单位出具变更图${n}张`],
  ['招标采购', ({ p, n }) => `${p}首次开标有效投标人不足三家，重新挂网${n}天`],
  ['资金', ({ p, n }) => `上级补助资金分批下达，${p}对应的${n}0万元到账后才能采购`],
  ['政策调整', ({ p, n }) => `主管部门更新技术标准，${p}按新口径补充${n}项检测`],
  ['不可抗力', ({ p, n }) => `进场道路塌方中断${n}天，${p}材料改由水路转运`],
  ['机构调整', ({ p, n }) => `业务划转后重新核定分工，${p}交接资料${n}册`],
];

/** Due dates moved: the task and its last stage keep the first promise, the change moves both. */
export function postpone(task, stages, rnd, counter) {
  const last = stages.at(-1);
  const days = Math.min(rnd.int(31, 122), task.due - last.start - 25);
  const old = task.due - days;
  if (days < 15) return [];
  const near = rnd.chance(0.18);
  const latest = day('2026-09-25');
  const wanted = near ? old - rnd.int(2, 13) : old - rnd.int(18, 75);
  const on = working(wanted <= latest ? wanted : Math.max(task.start + 45, latest - rnd.int(0, 190)));
  if (on <= task.start + 10 || on < day('2024-02-01')) return [];
  const silent = rnd.chance(0.17);
  const [code, reason] = rnd.pick(REASONS);
  const year = iso(on).slice(0, 4);
  const why = { p: rnd.pick(task.parts), n: rnd.int(6, 46) };
  counter[year] = (counter[year] ?? 0) + 1;
  const common = {
    日期: iso(on),
    ...(silent ? {} : { 原因类别: code, 原因: reason(why) }),
    批准: '雾溪县精细化管理办公室',
    文号: `雾精管函〔${year}〕${counter[year] * 3 + (month(on) % 3)}号`,
  };
  const made = [
    { 任务: task.id, 变更事项: '完成时限', 原值: iso(old), 新值: iso(task.due), ...common },
    { 任务: task.id, 变更事项: '阶段时限', 阶段: last.id, 原值: iso(old), 新值: iso(task.due), ...common },
  ];
  task.promised = old;
  last.promised = old;
  return made;
}

/** A handler or a leader who was replaced. */
export function replaced(task, kind, from, to, on) {
  return { 任务: task.id, 变更事项: kind, 原值: from, 新值: to, 日期: on, 原因类别: '人事调整', 原因: `${saidInFull(day(on))}起岗位分工调整，未办事项列清单交接`, 批准: '雾溪县精细化管理办公室' };
}
