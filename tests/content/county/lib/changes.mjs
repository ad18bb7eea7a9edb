// Changes of dates and of responsibility: most with a reason, some without one.

import { iso, month, saidInFull, working, day } from './dates.mjs';

// What moves a date where something is built: the part `p` waits, the figure is `n`.
const REASONS = [
  ['征地拆迁', ({ p, n }) => `${n}户补偿协议签订晚于计划，用地分两次交付，${p}随之推后`],
  ['天气', ({ p, n }) => `汛期连续强降雨停工${n}天，${p}雨后重新验收`],
  ['设计变更', ({ p, n }) => `现场条件与勘察不符，设计单位出具变更图${n}张，涉及${p}`],
  ['招标采购', ({ p, n }) => `${p}标段首次开标有效投标人不足三家，重新挂网${n}天`],
  ['资金', ({ p, n }) => `上级补助资金分批下达，${p}对应的${n}0万元到账后才能采购`],
  ['政策调整', ({ p, n }) => `主管部门更新技术标准，${p}按新标准补充${n}项检测`],
  ['不可抗力', ({ p, n }) => `进场道路塌方中断${n}天，${p}所需材料绕行转运`],
  ['机构调整', ({ p, n }) => `建设单位合并重组，${p}的合同和资料${n}册重新移交`],
];

// The same where nothing is built, one of two by the figure.
const SOFT = {
  征地拆迁: ['其他', [({ n }) => `基础名册有${n}处与实际不符，核对后再推进`, ({ n }) => `数据来源单位口径不一，${n}处差异逐条核对`]],
  天气: ['天气', [({ n }) => `汛期连续强降雨，工作人员下村防汛${n}天`, ({ n }) => `冬季道路结冰，高山村组有${n}天不能到达`]],
  设计变更: ['政策调整', [({ n }) => `统计口径年中调整，前期数据重算${n}项`, ({ n }) => `办理规程修订，已报送的${n}份材料按新格式补正`]],
  招标采购: ['招标采购', [({ n }) => `第三方服务首次采购响应单位不足三家，重新挂网${n}天`, ({ n }) => `采购文件收到质疑，答复和重新评审用去${n}天`]],
  资金: ['资金', [({ n }) => `上级补助资金分批下达，${n}0万元到账后才能采购服务`, ({ n }) => `年初预算没有列足，追加的${n}0万元下半年下达`]],
  政策调整: ['政策调整', [({ n }) => `主管部门更新考核口径，已办的${n}件按新要求复核`, ({ n }) => `上级新文件印发，原定做法有${n}处需要修改`]],
  不可抗力: ['不可抗力', [({ n }) => `通村道路塌方中断${n}天，入户核查延后`, ({ n }) => `通信光缆中断${n}天，数据不能按时上传`]],
  机构调整: ['机构调整', [({ n }) => `机构改革后经办人员变动，移交台账${n}册`, ({ n }) => `业务划转到新的科室，交接事项${n}项`]],
};
const isBuilt = (task) => task.kind === 'project' || ['B', 'G'].includes(task.work);

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
  const drawn = rnd.pick(REASONS);
  const year = iso(on).slice(0, 4);
  const why = { p: rnd.pick(task.parts), n: rnd.int(6, 46) };
  const [code, reason] = isBuilt(task) ? drawn : [SOFT[drawn[0]][0], SOFT[drawn[0]][1][why.n % 2]];
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
