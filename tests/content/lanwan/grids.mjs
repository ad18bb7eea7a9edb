// Writes the 534 grids of the front-line district with their streets, communities and workers:
//   node tests/content/lanwan/grids.mjs content/portals/lanwan
// The same seed gives the same files. All names are invented.
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const out = process.argv[2];
const STREETS = [
  { id: 'wangchao', name: '望潮街道', grids: 62, kind: 'trade', communities: ['潮头', '鱼丽', '广济', '新码头', '听涛', '盐仓', '海月'] },
  { id: 'rongyin', name: '榕荫街道', grids: 58, kind: 'old', communities: ['榕荫', '双榕', '井巷', '后衙', '灯市', '竹篱'] },
  { id: 'shuyuan', name: '书院街道', grids: 55, kind: 'old', communities: ['书院', '砚池', '麟书', '文儒里', '塔影', '钟巷'] },
  { id: 'chenglan', name: '澄澜街道', grids: 51, kind: 'trade', communities: ['澄澜', '金融街', '星湖', '会展', '临江'] },
  { id: 'qingcheng', name: '青埕街道', grids: 49, kind: 'home', communities: ['青埕', '晒谷埕', '石鼓头', '杏坛', '莲花埔'] },
  { id: 'zhuqiao', name: '朱桥街道', grids: 57, kind: 'old', communities: ['朱桥', '桥南', '染坊', '米市', '洗马', '观音井'] },
  { id: 'yunbu', name: '云步街道', grids: 46, kind: 'home', communities: ['云步', '步云里', '凤栖', '荔园', '新荔'] },
  { id: 'nanxun', name: '南薰街道', grids: 60, kind: 'home', communities: ['南薰', '薰风', '阜康', '梅柳', '大学里', '西苑'] },
  { id: 'pinglu', name: '屏麓街道', grids: 52, kind: 'park', communities: ['屏麓', '软件园', '茶亭埕', '松岭', '泉头'] },
  { id: 'shayang', name: '沙洋镇', grids: 44, kind: 'town', communities: ['沙洋', '上洋', '浦尾', '后洋', '红砂岭'] },
];
// What is walked for, by the make-up of a street: text, rhythm, task.
const COMMON = [
  ['核对出租房和流动人口登记信息，新增住户3日内入户', '每周2次', 'grid-one-list'],
  ['检查楼道堆物和电动车飞线充电，能当场清走的当场清走', '每周1次', 'fire-lanes'],
  ['走访独居老人，核对助餐、就医和用气情况', '每周1次', 'elder-canteens'],
  ['巡查垃圾分类投放点，督促破损桶更换', '每日1次', 'waste-sorting'],
  ['收集物业服务问题，带回社区物业联席会', '每月2次', null],
  ['排查邻里、家事纠纷苗头，2日内报社区调解室', '每周1次', 'petition-cases'],
];
const OWN = {
  trade: [
    ['走访沿街商户，登记经营变化和用工缺口', '每月2次', 'trade-210'],
    ['向楼宇企业送达惠企政策清单，记录未兑现事项', '每月1次', 'policy-direct'],
    ['夜间经营时段巡查占道、油烟和噪声', '每周3次', 'night-economy'],
  ],
  old: [
    ['记录改造楼栋施工扰民、渗漏投诉，当日转项目部', '每日1次', 'old-estates'],
    ['巡查历史建筑屋面、墙体，雨后加查一次', '每周1次', 'old-lanes'],
    ['汛期查看易涝点雨水篦，发现堵塞通知养护单位', '雨前雨后各1次', 'waterlogging'],
  ],
  home: [
    ['登记适龄幼儿入园需求，核对户籍和实际居住情况', '每季度1次', 'kindergarten'],
    ['查看新增停车泊位划线和道闸运行情况', '每周1次', 'parking'],
    ['收集口袋公园设施损坏和绿化缺株', '每周1次', 'pocket-parks'],
  ],
  park: [
    ['上门了解园区企业用地、用电、招工困难', '每月2次', 'hundred-ten-thousand'],
    ['核对新落地项目注册、办公和设备进场情况', '每月1次', 'landed-150'],
    ['提醒企业办理一件事集成服务，记录办理时长', '每月1次', 'one-thing'],
  ],
  town: [
    ['核对征迁片区签约户搬离和过渡安置情况', '每周2次', 'land-clearance'],
    ['沿内河巡查排口，晴天出水立即拍照上报', '每周2次', 'inner-river'],
    ['查看在建工地围挡、扬尘和临时用电', '每周1次', 'started-150'],
  ],
};
const SURNAMES = [...'陈林黄郑吴何蔡许邱曾苏叶谢邓方江游魏柯余池连卓庄颜柳甘伍'];
const GIVEN = ['春妹', '木生', '秀清', '国栋', '丽珠', '开泰', '雪梅', '永福', '小燕', '志诚', '月娥', '书勤', '建业', '阿明', '惠芳', '海生', '佳宁', '伟民', '素心', '晓岚', '正直', '巧云', '荣发', '思源', '凤英', '一帆', '红霞', '立新', '美玲', '家和'];
const WEEKDAYS = ['一', '二', '三', '四', '五'];

let seed = 20190211;
const random = (limit) => { seed = (seed * 48271) % 2147483647; return seed % limit; };
const number = (n) => String(n).padStart(2, '0');

/** Splits `total` over `count` communities: uneven, each at least five. */
function shares(total, count) {
  const parts = Array.from({ length: count }, () => 5);
  for (let rest = total - 5 * count; rest > 0; rest--) parts[random(count)] += 1;
  return parts;
}

const header = '# 由 tests/content/lanwan/grids.mjs 生成，名称均为虚构\n';
const areas = ['- {编号: lanwan, 名称: 澜湾区, 层级: 县市区, 责任岗位: district-head}'];
const units = [], posts = [], holdings = [];
const streetPosts = { 3: '2025-02-17', 7: '2025-08-04' };
mkdirSync(join(out, 'grids'), { recursive: true });
mkdirSync(join(out, 'units'), { recursive: true });
STREETS.forEach((street, at) => {
  const town = street.name.endsWith('镇');
  areas.push(`- {编号: ${street.id}, 名称: ${street.name}, 层级: 乡镇街道, 上级区域: lanwan, 责任岗位: ${street.id}-head}`);
  units.push(`  - 编号: street-${street.id}
    名称: 澜湾区${street.name}${town ? '人民政府' : '办事处'}
    简称: ${street.name}
    类型: 乡镇街道
    上级单位: district-government
    区域: ${street.id}
    考核类别: 街镇组
    职责:
      - {类型: 属地责任, 内容: ${`组织辖区${street.communities.length}个社区、${street.grids}个网格落实一线工作清单，网格事项3日内答复`}, 依据: doc-streets}
      - {类型: 属地责任, 内容: 辖区安全生产、消防通道和内河巡查由主要负责人每月带队检查, 依据: doc-streets}
    办公电话: 0000-86020${number(at + 10)}`);
  posts.push(`  - {编号: ${street.id}-head, 名称: ${town ? '镇长' : '街道办事处主任'}, 单位: street-${street.id}, 类型: 部门主要负责人, 一岗多责: {廉政: 街镇工程和采购项目逐项公示, 信访: 每月10日到居民恳谈日接待, 安全: 每月带队检查1次, 环保: 担任辖区内河河长}}`);
  posts.push(`  - {编号: ${street.id}-handler, 名称: ${['党政办负责人', '综合服务中心主任', '社区建设办负责人'][at % 3]}, 单位: street-${street.id}, 类型: 经办人, 办公电话: 0000-86021${number(at + 10)}}`);
  const heads = ['林述之', '黄半亩', '邱观澜', '郑小楼', '许长亭', '柯若山', '游子安', '曾听雨', '叶知春', '甘牧野'];
  holdings.push(`  - {岗位: ${street.id}-head, 姓名: ${heads[at]}, 开始: ${streetPosts[at] ?? '2024-01-15'}}`);
  holdings.push(`  - {岗位: ${street.id}-handler, 姓名: ${SURNAMES[(at * 5) % SURNAMES.length]}${GIVEN[(at * 7 + 3) % GIVEN.length]}, 开始: 2024-03-01}`);
  const grids = [];
  let serial = 0;
  shares(street.grids, street.communities.length).forEach((count, which) => {
    const community = `${street.id}-${which + 1}`;
    const name = street.communities[which];
    const label = `${name}${town && which % 2 ? '村' : '社区'}`;
    areas.push(`- {编号: ${community}, 名称: ${label}, 层级: 村社区, 上级区域: ${street.id}, 责任岗位: ${community}-director}`);
    posts.push(`  - {编号: ${community}-director, 名称: ${label}${label.endsWith('村') ? '村委会' : '居委会'}主任, 单位: street-${street.id}, 类型: 村社负责人}`);
    holdings.push(`  - {岗位: ${community}-director, 姓名: ${SURNAMES[(at * 11 + which * 3 + 2) % SURNAMES.length]}${GIVEN[(at * 13 + which * 7 + 5) % GIVEN.length]}, 开始: 2024-0${1 + ((at + which) % 6)}-22}`);
    for (let n = 1; n <= count; n++) {
      serial += 1;
      const id = `${street.id}-g${number(serial)}`;
      const vacant = (at === 9 && serial === 41) || (at === 5 && serial === 12);
      posts.push(`  - {编号: ${id}-worker, 名称: ${name}第${n}网格网格员, 单位: street-${street.id}, 类型: 网格员}`);
      if (!vacant) {
        const who = SURNAMES[random(SURNAMES.length)] + GIVEN[random(GIVEN.length)];
        const from = ['2024-03-01', '2024-06-11', '2025-01-06', '2025-07-01', '2026-03-02'][random(5)];
        holdings.push(`  - {岗位: ${id}-worker, 姓名: ${who}, 开始: ${from}}`);
      }
      const own = OWN[street.kind];
      const items = [own[n % own.length], COMMON[serial % COMMON.length], COMMON[(serial + 1 + random(4)) % COMMON.length]];
      if (serial % 3 === 0) items.push(own[(n + 1) % own.length]);
      const unlisted = at === 9 && serial > 41;
      grids.push(`- 编号: ${id}
  名称: ${name}第${n}网格
  代码: LW${number(at + 1)}${number(which + 1)}${number(n)}
  类型: 基础网格
  区域: ${community}
  岗位: [${id}-worker]${unlisted ? '' : `
  任务清单:
${[...new Set(items)].map(([text, rhythm, task]) => `    - {内容: "${text}", 频次: ${rhythm}${task ? `, 任务: ${task}` : ""}}`).join('\n')}
    - {内容: 每周${WEEKDAYS[random(5)]}在网格公示栏更新走访记录和未办结事项, 频次: 每周1次}`}`);
    }
  });
  writeFileSync(join(out, 'grids', `${street.id}.yaml`), `${header}${grids.join('\n')}\n`);
});
writeFileSync(join(out, 'areas.yaml'), `${header}${areas.join('\n')}\n`);
writeFileSync(join(out, 'units', 'streets.yaml'), `${header}单位:\n${units.join('\n')}\n岗位:\n${posts.join('\n')}\n任职:\n${holdings.join('\n')}\n`);
