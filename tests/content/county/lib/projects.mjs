// The 175 key projects.

import { TODAY, everyMonth, finish, reports, stagesOf } from './course.mjs';
import { PROJECTS_BEHIND } from './behind.mjs';
import { replaced } from './changes.mjs';
import { day, iso, monthEnds, period, said } from './dates.mjs';
import { placesOf } from './places.mjs';
import { echoes } from './prose.mjs';
import { REWARDS, STANDARDS } from './rules.mjs';
import { SHARED, scaled } from './shared.mjs';
import { TOWNSHIPS, townName } from './structure.mjs';
import { cleared, lateSaid, suits } from './works.mjs';

const CLASSES = {
  transport: ['proj-transport', 'transport', 'owner-transport', 'vice-2', ['police', 'land'], 'civil'],
  water: ['proj-water', 'water', 'owner-water', 'vice-6', ['land', 'finance'], 'civil'],
  industry: ['proj-industry', 'industry', 'owner-park', 'vice-1', ['park', 'eco'], 'equip'],
  agri: ['proj-agri', 'agri', 'owner-agri', 'vice-6', ['finance', 'tea'], 'living'],
  urban: ['proj-urban', 'housing', 'owner-city', 'vice-2', ['urban', 'land'], 'civil'],
  social: ['proj-social', 'edu', 'owner-city', 'vice-3', ['housing', 'finance'], 'house'],
  energy: ['proj-energy', 'devreform', 'owner-energy', 'vice-0', ['land', 'industry'], 'equip'],
  tourism: ['proj-tourism', 'culture', 'owner-tourism', 'vice-5', ['housing', 'forest'], 'civil'],
  ecology: ['proj-ecology', 'eco', 'owner-water', 'vice-2', ['forest', 'finance'], 'living'],
  safety: ['proj-safety', 'emergency', 'owner-city', 'vice-4', ['housing', 'finance'], 'civil'],
};

// Lead units other than the usual one of the class.
const LEADS = {
  'people-hospital': 'health', 'tcm-hospital': 'health', 'mch-hospital': 'health', 'cdc-lab': 'health', 'township-clinics': 'health', nursery: 'health',
  'senior-home': 'civil', 'township-elder': 'civil', 'child-center': 'civil', funeral: 'civil', 'elder-meals': 'civil', 'culture-center': 'culture', 'sports-center': 'culture', 'township-culture': 'culture',
  'disabled-center': 'disabled', 'job-base': 'hrss', 'relocation-support': 'devreform', 'party-school': 'office', 'county-archives': 'office',
  'tea-deep': 'tea', matcha: 'tea', 'tea-cold': 'tea', 'tea-green': 'tea', 'tea-seedling': 'tea', 'tea-mountain': 'tea', 'tea-base': 'tea', 'tea-museum': 'culture', 'cargo-bay': 'commerce', 'standard-plants': 'park', incubator: 'park', 'park-sewage': 'park', 'park-steam': 'park', 'park-power': 'park',
  'camellia-oil': 'forest', 'forest-quality': 'forest', 'fire-corridor': 'forest', 'pine-nematode': 'forest', 'taiping-wetland': 'forest', 'forest-road': 'forest', 'mine-restore': 'land', 'green-mine': 'land', landslides: 'land', 'livestock-waste': 'agri', 'soil-water': 'water',
  skynet: 'police', 'police-center': 'police', 'road-monitor': 'transport', 'fire-stations': 'fire', 'anti-fire-village': 'fire', 'flood-warn': 'water', 'food-lab': 'market', 'dangerous-house': 'housing', 'fire-lane': 'fire', 'market-relocate': 'commerce', 'rural-grid': 'devreform', 'fiber-5g': 'industry', 'data-center': 'data', 'grain-depot': 'devreform', 'ethnic-village': 'ethnic',
};

// Projects that are not what most of their class are: buildings, plant, or earthworks.
const FAMILIES = {
  house: 'black-pig cattle laying-hen pest-monitor village-ecology tea-museum wuqiao-ancient red-site ethnic-village b-and-b skill-hotel food-lab police-center emergency-store dangerous-house anti-fire-village machinery-center',
  equip: 'tea-green cold-fish livestock-waste solid-waste air-monitor skynet flood-warn road-monitor through-ticket greenhouse',
  civil: 'high-farmland-a high-farmland-b green-mine village-sewage',
};
const familyOf = (slug, usual) => Object.entries(FAMILIES).find(([, slugs]) => slugs.split(' ').includes(slug))?.[0] ?? usual;

const STAGES = {
  civil: [
    [['前期报批和勘察设计', 12], ['征地和三通一平', 14], ['基础和主体施工', 48], ['附属和安装工程', 18], ['联合验收和移交', 8]],
    [['可研、设计和招标', 16], ['首段开工和样板验收', 18], ['全面施工', 46], ['功能试验和缺陷整改', 14], ['验收、结算、移交', 6]],
    [['手续办理和临建', 14], ['地下和隐蔽工程', 26], ['地上工程', 38], ['配套、绿化和标识', 14], ['交工和试用', 8]],
  ],
  equip: [
    [['工艺论证和设备招标', 16], ['土建和设备监造', 30], ['安装和管线', 32], ['调试试产', 16], ['性能考核和达产', 6]],
    [['备案、环评和用能手续', 14], ['厂房和基础', 34], ['主机到货安装', 30], ['联动试车', 14], ['专项验收', 8]],
  ],
  living: [
    [['作业设计和面积公示', 14], ['整地备料', 20], ['集中实施', 42], ['补植和管护', 16], ['核查兑现', 8]],
    [['踏勘取样和方案评审', 12], ['首批地块示范', 22], ['全面铺开', 44], ['监测评估', 14], ['移交管护', 8]],
  ],
};

const OPENINGS = [
  (scale, due) => `${scale}，${due}前建成并发挥效益`,
  (scale, due) => `按批复规模建成：${scale}；${due}前完成验收`,
  (scale, due) => `${scale}。${due}前投入使用，建成当年落实管护单位`,
  (scale, due) => `到${due}，${scale}，各项功能达到设计要求`,
];

const MONEY = [
  '中央预算内投资、省级补助和县级配套', '专项债券和企业自筹', '东西部协作资金和县级财政', '企业投资为主，省级奖补为辅', '上级专项补助和县级预算安排', '国有企业自筹和银行贷款', '乡村振兴衔接资金和项目业主自筹', '土地出让收益和专项债券',
];

export function projects(lines, world) {
  return lines.map((line, at) => {
    const [slug, title, short, klass, towns, money, span, state, parts, scale] = line.split('|');
    const rnd = world.random(`project ${slug}`);
    const [category, usual, owner, leader, helpers, common] = CLASSES[klass];
    const family = familyOf(slug, common);
    const lead = LEADS[slug] ?? usual;
    const shared = SHARED[slug];
    const [start, end] = period(span);
    const due = shared?.due ? day(shared.due) : end;
    const task = { id: slug, kind: 'project', state, fixed: Boolean(shared), start: start + rnd.int(0, 14), due, parts: parts.split('、'), title, family };
    task.towns = towns.split(',').map(townName);
    task.points = state === 'y' ? rnd.int(12, 25) : state === 'r' ? rnd.int(32, 39) : 0;
    if (state === 's') task.lastReport = day(rnd.chance(0.5) ? '2026-07-31' : '2026-06-30');
    if (state === 'p') task.stopped = day('2026-05-31');
    if (state === 'c') task.stopped = day('2025-10-31');
    if (state === 'd') task.finished = finish(task, rnd);
    if (state === 'a') task.finished = day('2026-09-29') - rnd.int(1, 12);
    const names = rnd.pick(STAGES[family === 'house' ? 'civil' : family]).map(([name, share]) => ({ name, share }));
    const stages = stagesOf(task, names, rnd);
    const made = ['w', 'u'].includes(state) ? [] : scaled(reports(task, stages, monthEnds(task.start, TODAY, everyMonth), rnd), shared?.progress);
    const helpersOf = helpers.filter((held) => held !== lead).map((held) => `dept-${held}`);
    const town = TOWNSHIPS.find((held) => held.id === towns.split(',')[0]);
    const scaleSaid = scale.replaceAll('、', '，');
    const first = slug === 'town-sewage-pipes' ? 'vice-6' : leader;
    const record = {
      编号: slug,
      标题: title,
      短标题: short,
      类型: '重点项目',
      类别: category,
      开始: iso(task.start),
      截止: undefined,
      目标: rnd.pick(OPENINGS)(scaleSaid, `${iso(due).slice(0, 4)}年${Number(iso(due).slice(5, 7))}月底`),
      标准: rnd.pick(STANDARDS.project),
      项目载体: `${short}建设项目`,
      牵头单位: shared?.lead ?? `dept-${lead}`,
      责任领导: first,
      联系领导: `liaison-${leader === 'vice-2' || leader === 'vice-6' ? 2 : leader === 'vice-0' || leader === 'vice-1' ? 1 : 3}`,
      配合单位: helpersOf,
      承办单位: [...(shared ? [`dept-${lead}`] : []), lead === 'park' ? 'owner-park' : lead === 'tea' ? 'owner-tea' : owner, `town-${town.id}`],
      督办单位: at % 4 ? 'supervision' : 'fine-office',
      经办人: `${lead}-handler`,
      责任分工: [
        { 角色: '统筹领导', 岗位: 'magistrate', 职责: '协调重大要素保障' },
        { 角色: '包联领导', 岗位: leader === 'vice-1' ? 'vice-0' : leader, 职责: `包联${short}，每月到现场不少于1次` },
      ].slice(Number(money) > 9000 ? 0 : 1),
      督办级别: Number(money) > 15000 ? '重大任务重点督办' : at % 3 ? '专项事务专项督办' : '常规工作常规督办',
      工作量: Number(money) > 15000 ? 1.6 : Number(money) > 6000 ? 1.3 : undefined,
      难度: ['y', 'r'].includes(state) ? 1.3 : undefined,
      指标: [{ 编号: 'invest', 名称: '累计完成投资', 类型: '金额', 单位: '万元', 目标值: Number(money), 基数: 0, 口径: '以上' }],
      经费预算: { 金额: Number(money) >= 10000 ? `${Number(money) / 10000}亿元` : `${money}万元`, 来源: rnd.pick(MONEY) },
      奖惩: rnd.pick(REWARDS.project),
      滞后原因: PROJECTS_BEHIND[slug],
      依据: ['doc-fine', 'doc-projects'],
      区域: ['wuxi', ...towns.split(','), ...placesOf(slug)],
      不予公开: state === 'w' ? { 理由: slug === 'gas-storage' ? '公共安全和社会稳定' : '商业秘密', 复查日期: '2027-01-29' } : undefined,
    };
    if (shared && world.shared) record.共享编号 = shared.id;
    return { task, stages, reports: made, record, budget: Number(money), change: changeOf(task, slug) };
  });
}

function changeOf(task, slug) {
  if (slug === 'river-cruise') {
    return [{ 任务: slug, 变更事项: '暂停', 日期: '2026-06-10', 原因类别: '政策调整', 原因: '库区水域岸线利用规划正在修编，水上旅游航线和码头选址需按新规划重新论证', 批准: '雾溪县人民政府常务会议', 文件: 'doc-pause' }];
  }
  if (slug === 'old-factory-culture') {
    return [{ 任务: slug, 变更事项: '取消', 日期: '2025-11-14', 原因类别: '其他', 原因: '房屋安全鉴定为局部危险，继续改造的加固费用超过概算六成，改为原址围护和资料性保护', 批准: '雾溪县人民政府常务会议', 文件: 'doc-cancel' }];
  }
  if (slug === 'town-sewage-pipes') return [replaced(task, '责任领导', 'vice-6', 'vice-2', '2025-07-01')];
  return [];
}

/**
 * The investment done so far, in 万元. It runs a little behind the works while bills are open; a
 * project that is finished has used what was planned for it, or up to 1.5 percent more by changes of design.
 */
function invested({ task, budget, spent = 0 }, report, bias, step) {
  if (report.completed) return budget + (bias < 0.3 ? Math.round(budget * (0.005 + bias / 30)) : 0);
  const billed = 0.88 + bias * 0.1;
  const share = task.finished ? billed + ((1 - billed) * report.progress) / 100 : billed;
  const earned = Math.round((budget * Math.min(report.progress * share, 99)) / 100);
  return Math.min(Math.max(earned, spent + step), Math.round(budget * 0.995));
}

/** What a project says in a month: two things on site, then money. */
export function projectText(held, report, world, taken) {
  const { task, budget } = held;
  const { rnd, writer, pools } = world;
  const fits = (line) => suits(task, report, line);
  const phase = report.progress < 34 ? 'early' : report.progress < 80 ? 'mid' : 'late';
  const first = writer.clause(pools[`${task.family} ${phase} topic`].filter(fits), task.parts, report.completed ?? report.asOf, task.towns, taken);
  const second = writer.clause(pools[`${task.family} ${phase} fact`].filter((line) => fits(line) && !echoes(first, line)), task.parts, report.completed ?? report.asOf, task.towns, taken);
  const spent = invested(held, report, world.bias(task.id), rnd.int(4, 36));
  held.spent = spent;
  const lead = report.completed
    ? cleared(task, report) + [`${said(report.completed)}全部完工`, `全部内容${said(report.completed)}完成`, `${said(report.completed)}达到交付条件`][rnd.int(0, 2)]
    : lateSaid(report);
  const whole = `累计完成投资${spent}万元`;
  const money = rnd.chance(0.5) && writer.isFree(whole) ? writer.take(whole) : `完成投资${spent}万元，占${Math.round((spent / budget) * 100)}%`;
  return { text: `${[lead, first, second].filter(Boolean).join('，')}；${money}。`, spent };
}
