// Units, posts, holdings and areas.

import { day, iso } from './dates.mjs';
import { ABOVE } from './shared.mjs';
import { DEPARTMENTS, LEADERS, OWNERS, TOWNSHIPS, names } from './structure.mjs';

const ADDRESS = '雾溪县雾桥镇溪口路18号（虚构地址）';

export function people(rnd) {
  const name = names(rnd);
  let phone = 8400000;
  const call = () => `0000-${(phone += 17)}`;
  const since = () => iso(day('2021-11-01') + rnd.int(0, 780));
  const files = {};
  const out = (file) => (files[file] ??= { units: [], posts: [], holdings: [] });
  const hold = (file, post, held, more) => out(file).holdings.push({ 岗位: post, 姓名: held ?? name(), 开始: since(), ...more });

  // the government and the offices of fine management
  const own = out('government');
  const unit = (file, id, full, short, kind, more) => out(file).units.push({ 编号: id, 名称: full, 简称: short, 类型: kind, ...more });
  const post = (file, id, label, of, kind, more) => out(file).posts.push({ 编号: id, 名称: label, 单位: of, 类型: kind, ...more });
  unit('government', 'county-government', '雾溪县人民政府', '县政府', '政府', { 区域: 'wuxi', 办公电话: call(), 办公地址: ADDRESS });
  unit('government', 'fine-group', '雾溪县“五位一体”精细化管理领导小组', '精细化领导小组', '领导小组', { 上级单位: 'county-government', 区域: 'wuxi', 成员: LEADERS.map(([id]) => id), 成立日期: '2024-01-10' });
  unit('government', 'fine-office', '雾溪县精细化管理办公室', '县精管办', '推进办', { 上级单位: 'fine-group', 区域: 'wuxi', 职责: [{ 类型: '部门职责', 内容: '管理三本电子监管台账，组织逐月绩效通报、逐项对账和阶段考核', 依据: 'doc-fine' }, { 类型: '部门职责', 内容: '组织表扬、曝光的采编、报批、发布和到期撤下', 依据: 'doc-exposure-rules' }], 办公电话: call(), 成立日期: '2024-01-10' });
  unit('government', 'supervision', '雾溪县督查局', '县督查局', '督查室', { 上级单位: 'county-government', 区域: 'wuxi', 职责: [{ 类型: '部门职责', 内容: '对网上亮灯事项现场核查，组织办结核验、销号和回访', 依据: 'doc-supervision-rules' }], 办公电话: call() });
  unit('government', 'secrecy', '雾溪县人民政府办公室保密股', '县政府办保密股', '科室站所', { 上级单位: 'dept-office', 区域: 'wuxi', 办公电话: call() });
  unit('government', 'legality', '雾溪县司法局合法性审核股', '县司法局审核股', '科室站所', { 上级单位: 'dept-justice', 区域: 'wuxi', 办公电话: call() });
  LEADERS.forEach(([id, label, division], at) => {
    const cross = at === 0 ? { 廉政: '对县政府班子廉政建设负总责', 信访: '每月第一周接访，包案化解积案2件', 安全: '担任县安全生产委员会主任', 环保: '担任县总河长、总林长' }
      : { 廉政: '对分管单位班子廉政建设负责', 信访: '每月接访1次，分管领域积案包案到人', 安全: '落实分管行业安全生产责任，每季检查2次', 环保: '督促分管领域生态环境问题整改' };
    post('government', id, label, 'county-government', at === 0 ? '主要领导' : '分管领导', { 排序: at + 1, 分工: division, 一岗多责: cross, 办公电话: call() });
  });
  hold('government', 'magistrate', '姚岑溪', { 开始: '2023-07-10' });
  hold('government', 'vice-0', '卢萱若', { 开始: '2021-08-11' });
  ['vice-1', 'vice-2', 'vice-3', 'vice-4', 'vice-6'].forEach((id) => hold('government', id));
  hold('government', 'vice-5', undefined, { 结束: '2025-06-15' });
  hold('government', 'vice-5', undefined, { 开始: '2025-06-24', 依据: 'doc-personnel-2025' });
  post('government', 'liaison-1', '县政府党组成员、办公室主任', 'county-government', '联系领导', { 排序: 1, 分工: '协助县长、常务副县长联系财税、项目和督查工作', 办公电话: call() });
  post('government', 'liaison-2', '县政府办公室副主任', 'county-government', '联系领导', { 排序: 2, 分工: '协助联系城乡建设、农业农村和水利工作', 办公电话: call() });
  post('government', 'liaison-3', '县政府办公室副主任', 'county-government', '联系领导', { 排序: 3, 分工: '协助联系教育卫生、文旅和平安建设工作', 办公电话: call() });
  ['liaison-1', 'liaison-2', 'liaison-3'].forEach((id) => hold('government', id));
  [['fine-director', '主任', '部门主要负责人', 'fine-office'], ['fine-deputy', '副主任', '部门分管负责人', 'fine-office'], ['fine-section', '台账股股长', '科室负责人', 'fine-office'], ['fine-editor', '公开股股长', '科室负责人', 'fine-office'],
    ['supervision-head', '局长', '部门主要负责人', 'supervision'], ['supervision-handler', '督查一股股长', '经办人', 'supervision'], ['verifier-1', '核验专员（项目类）', '科室负责人', 'supervision'], ['verifier-2', '核验专员（民生类）', '科室负责人', 'supervision'], ['verifier-3', '核验专员（综合类）', '科室负责人', 'supervision'],
    ['secrecy-section', '保密股股长', '科室负责人', 'secrecy'], ['legality-section', '合法性审核股股长', '科室负责人', 'legality']].forEach(([id, label, kind, of]) => {
    post('government', id, label, of, kind, { 办公电话: call() });
    hold('government', id);
  });

  // departments of the prefecture that lead works carried out here
  ABOVE.forEach(([id, full, short]) => unit('prefecture', id, full, short, '部门', { 办公电话: call() }));

  // departments
  DEPARTMENTS.forEach((held, at) => {
    const id = `dept-${held.id}`;
    unit('departments', id, held.name, held.short, '部门', { 上级单位: 'county-government', 区域: 'wuxi', 考核类别: '县直部门', 职责: [{ 类型: '部门职责', 内容: held.duty, 依据: 'doc-fine' }], 办公电话: call() });
    const head = held.id === 'fire' ? '大队长' : ['park', 'office', 'tea'].includes(held.id) ? '主任' : held.id === 'coop' ? '理事会主任' : held.id === 'disabled' ? '理事长' : '局长';
    const cross = at % 3 === 0 ? { 一岗多责: { 廉政: '抓好本单位重点岗位廉政风险防控', 信访: '本系统初次信访事项包调处、包回复', 安全: '落实管行业必须管安全', 环保: at % 2 ? '不适用' : '督促本行业项目落实环保措施' } } : {};
    post('departments', `${held.id}-head`, head, id, '部门主要负责人', { 排序: at + 1, ...cross, 办公电话: call() });
    post('departments', `${held.id}-deputy`, head.replace('局长', '副局长').replace('主任', '副主任').replace('大队长', '副大队长').replace('理事长', '副理事长').replace('理事会副主任', '理事会副主任'), id, '部门分管负责人', { 排序: at + 1, 办公电话: call() });
    post('departments', `${held.id}-handler`, `${['综合', '业务', '目标管理'][at % 3]}股股长`, id, '经办人', { 排序: at + 1, 办公电话: call() });
    if (at % 9 === 4) {
      hold('departments', `${held.id}-head`, undefined, { 结束: '2025-11-20' });
      hold('departments', `${held.id}-head`, undefined, { 开始: '2025-12-01', 依据: 'doc-personnel-2025-12' });
    } else if (held.id === 'coop') {
      hold('departments', 'coop-head', undefined, { 开始: '2026-07-06', 主持工作: true });
    } else {
      hold('departments', `${held.id}-head`);
    }
    if (held.id === 'tea') hold('departments', 'tea-deputy', undefined, { 结束: '2026-08-14' });
    else hold('departments', `${held.id}-deputy`);
    hold('departments', `${held.id}-handler`);
  });

  TOWNSHIPS.forEach((held, at) => {
    const id = `town-${held.id}`;
    unit('townships', id, `${held.name}人民政府`, held.name, '乡镇街道', { 上级单位: 'county-government', 区域: held.id, 考核类别: '乡镇', 职责: [{ 类型: '属地责任', 内容: `负责${held.name}域内项目用地、群众工作、施工环境和村级公示`, 依据: 'doc-fine' }], 办公电话: call() });
    post('townships', `${held.id}-head`, held.name.endsWith('镇') ? '镇长' : '乡长', id, '部门主要负责人', { 排序: at + 1, 办公电话: call() });
    post('townships', `${held.id}-handler`, '精细化管理专干', id, '经办人', { 排序: at + 1, 办公电话: call() });
    if (held.id === 'yansang') hold('townships', 'yansang-head', undefined, { 结束: '2026-09-11' });
    else hold('townships', `${held.id}-head`, held.head || undefined);
    hold('townships', `${held.id}-handler`);
  });

  OWNERS.forEach((held) => {
    unit('owners', held.id, held.name, held.short, '项目单位', { 上级单位: 'county-government', 区域: 'wuxi', 办公电话: call() });
    post('owners', `${held.id}-manager`, '总经理', held.id, '部门主要负责人', { 办公电话: call() });
    hold('owners', `${held.id}-manager`);
  });

  VILLAGES.forEach(([id, label, town]) => {
    unit('villages', `village-${id}`, `${label}${label.endsWith('社区') ? '居民' : '村民'}委员会`.replace('社区居民', '社区居民').replace('村村民', '村村民'), label, '村委会', { 上级单位: `town-${town}`, 区域: id, 办公电话: call() });
    post('villages', `${id}-director`, '主任', `village-${id}`, '村社负责人', { 办公电话: call() });
    hold('villages', `${id}-director`);
  });
  return files;
}

// id, name, township, zone
export const VILLAGES = `
langqiaowei|廊桥尾村|wuqiao|zone-old-town
hejie|河街社区|wuqiao|zone-old-town
xikou|溪口社区|wuqiao|zone-xikou
yunlong|云垄村|chalong|zone-tea
guchaping|古茶坪村|chalong|zone-tea
taishi|苔石村|taiping|
banhu|半塘村|taiping|
aokou|坳口村|yunao|
fenglin|枫林社区|fengcha|zone-industry
dawan|大湾村|fengcha|zone-industry
xiadeng|下磴村|shideng|
qingshuitang|清水塘村|qingrong|
muluzhai|木楼寨村|baishan|zone-forest
heping|鹤坪村|nanping|
zhongtan|中滩村|xiangtan|
shuyuan|书院村|tonghualing|
liuwan|柳湾村|maliuwan|
shuijian|水笕村|zhujian|
yueliangtian|月亮田村|yueliangya|
linchang|林场社区|lengshanping|zone-forest
huotang|火塘寨村|jueji|
luojiadu|罗家渡村|shaluo|
liziping|李子坪村|yansang|
podingcun|坡顶村|banpotian|
jiuju|旧居村|longtanyan|
bashang|坝上村|lujiaoba|zone-dam
yabian|崖边村|huajiaoling|
shangyan|上堰村|shuangyan|zone-dam
`.trim().split('\n').map((line) => line.split('|'));

const ZONES = [
  ['zone-old-town', '雾桥老城片区', 'wuqiao'],
  ['zone-xikou', '溪口新区片区', 'wuqiao'],
  ['zone-tea', '茶垄茶旅片区', 'chalong'],
  ['zone-industry', '枫岔工业片区', 'fengcha'],
  ['zone-forest', '白杉冷杉林区片区', 'baishan'],
  ['zone-dam', '双堰鹿角坝灌区片区', 'shuangyan'],
];

export function areas() {
  const rows = [{ 编号: 'wuxi', 名称: '雾溪县', 层级: '县市区', 责任岗位: 'magistrate' }];
  TOWNSHIPS.forEach((held) => rows.push({ 编号: held.id, 名称: held.name, 层级: '乡镇街道', 上级区域: 'wuxi', 责任岗位: `${held.id}-head` }));
  ZONES.forEach(([id, name, town]) => rows.push({ 编号: id, 名称: name, 层级: '片区', 上级区域: town, 责任岗位: `${town}-head` }));
  VILLAGES.forEach(([id, name, town, zone]) => {
    const inside = zone && ZONES.some(([held, , of]) => held === zone && of === town);
    rows.push({ 编号: id, 名称: name, 层级: '村社区', 上级区域: inside ? zone : town, 责任岗位: `${id}-director` });
  });
  return rows;
}
