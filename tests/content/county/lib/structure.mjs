// The county's departments, townships, areas, leaders and owners: invented throughout.

// id, full name after 雾溪县, short name, leader, class of works, units that cooperate, duty
const DEPARTMENTS = `
office|人民政府办公室|县政府办|vice-0|service|fine-office,data|承担县政府会议、文电、信息和政务公开，编制工作分解清单
devreform|发展和改革局|县发改局|vice-0|economy|finance,land|负责重大项目谋划、审批和投资调度，管理粮食和物资储备
edu|教育局|县教育局|vice-3|life|finance,housing|负责各级各类学校布局、招生、师资和校园安全
industry|工业和科技局|县工科局|vice-1|economy|devreform,park|负责工业运行、企业培育、科技创新和信息基础设施
ethnic|民族宗教事务局|县民宗局|vice-5|life|culture,police|负责民族团结进步创建、少数民族发展资金和宗教事务管理
police|公安局|县公安局|vice-4|order|justice,transport|负责社会治安、道路交通、户籍和执法办案
civil|民政局|县民政局|vice-3|life|finance,disabled|负责社会救助、养老服务、未成年人保护和基层自治
justice|司法局|县司法局|vice-4|order|police,petition|负责普法、调解、法律援助、行政复议和执法监督
finance|财政局|县财政局|vice-0|economy|tax,audit|负责预算编制执行、国有资产和政府债务管理
hrss|人力资源和社会保障局|县人社局|vice-0|life|finance,agri|负责就业、社会保险、人事人才和劳动关系
land|自然资源局|县自然资源局|vice-2|build|housing,forest|负责耕地保护、国土空间规划、不动产登记和地质灾害防治
eco|生态环境分局|县生态环境分局|vice-2|eco|water,housing|负责污染防治、环境执法和生态保护修复监管
housing|住房和城乡建设局|县住建局|vice-2|build|land,urban|负责城乡建设、住房保障、市政公用和建筑市场
transport|交通运输局|县交通局|vice-2|build|police,land|负责公路建设养护、道路运输和水上交通安全
water|水利局|县水利局|vice-6|eco|eco,agri|负责水资源、供水、防洪抗旱和水土保持
agri|农业农村局|县农业农村局|vice-6|rural|finance,land|负责粮食和重要农产品生产、和美乡村建设、防返贫监测
commerce|商务和投资促进局|县商务投促局|vice-1|economy|industry,market|负责商贸流通、电子商务、招商引资和对外贸易
culture|文化广电旅游体育局|县文广旅体局|vice-5|life|ethnic,market|负责公共文化、文物、旅游和全民健身
health|卫生健康局|县卫健局|vice-3|life|medins,finance|负责医疗服务、公共卫生、妇幼健康和中医药发展
veterans|退役军人事务局|县退役军人局|vice-4|life|hrss,civil|负责退役军人安置、优抚褒扬和双拥工作
emergency|应急管理局|县应急局|vice-4|order|fire,weather|负责安全生产监管、防灾减灾救灾和应急救援
audit|审计局|县审计局|magistrate|service|finance,office|负责财政财务收支、政府投资和经济责任审计
market|市场监督管理局|县市场监管局|vice-1|order|commerce,health|负责经营主体登记、食品药品、特种设备和质量监管
stats|统计局|县统计局|vice-0|economy|industry,agri|负责统计调查、名录管理和统计执法
medins|医疗保障局|县医保局|vice-3|life|health,tax|负责参保扩面、待遇保障、支付改革和基金监管
forest|林业和草原局|县林草局|vice-6|eco|land,emergency|负责造林绿化、森林草原防火、林长制和自然保护地管理
tea|茶业发展中心|县茶业中心|vice-6|rural|agri,market|负责茶园提质、绿色防控、加工标准和公用品牌
urban|综合行政执法局|县综合执法局|vice-2|build|housing,market|负责市容环卫、园林绿化、市政设施运行和城市管理执法
data|政务服务和数据局|县政务数据局|vice-0|service|office,market|负责政务服务、公共数据和数字政府建设
petition|信访局|县信访局|vice-4|order|justice,civil|负责信访事项受理、督办、评价和民情民意服务
coop|供销合作社联合社|县供销社|vice-6|rural|agri,commerce|负责农资供应、土地代耕托管和农产品流通服务
disabled|残疾人联合会|县残联|vice-3|life|civil,hrss|负责残疾人康复、就业、托养和权益维护
weather|气象局|县气象局|vice-6|order|emergency,agri|负责气象监测预报、灾害预警和人工影响天气
fire|消防救援大队|县消防大队|vice-4|order|emergency,police|负责消防监督、灭火救援和乡镇消防队业务指导
tax|税务局|县税务局|vice-0|economy|finance,market|负责税费征收、减税降费落实和纳税服务
park|枫岔产业园区管理委员会|枫岔园区管委会|vice-1|economy|industry,commerce|负责园区规划建设、企业服务和安全环保监管
`.trim().split('\n').map((line) => {
  const [id, name, short, leader, works, cooperating, duty] = line.split('|');
  return { id, name: id === 'eco' ? '岚江州生态环境局雾溪分局' : `雾溪县${name}`, short, leader, works, cooperating: cooperating.split(','), duty };
});

const TOWNSHIPS = `
wuqiao|雾桥镇|谯竹溪|河街、三官巷、溪口、东门
chalong|茶垄镇|管庭桉|云垄、坡头、采石湾、古茶坪
taiping|苔坪乡|吴秋屏|苔石、牛场、湿地边、半塘
yunao|云坳镇||坳口、风垭、菜坪、雪凼
fengcha|枫岔镇||枫林、园前、大湾、瓦窑
shideng|石磴镇||石阶、锯石坊、下磴、仙人桥
qingrong|清溶镇||溶洞口、蚕房、清水塘、落水洞
baishan|白杉镇||杉木湾、木楼寨、场口、大箐
nanping|楠坪镇||楠竹林、老场、田坝、鹤坪
xiangtan|响滩镇||上滩、中滩、下滩、柑子园
tonghualing|桐花岭镇||花岭、油桐坪、岭脚、书院
maliuwan|麻柳湾乡||柳湾、网箱湾、移民新村、渡口
zhujian|竹笕乡||竹编寨、水笕、菌坪、坎上
yueliangya|月亮垭乡||月亮田、垭口、洋芋坪、观星台
lengshanping|冷杉坪乡||林场、冷水塘、天麻坡、杉坪
jueji|蕨基乡||蕨坡、火塘寨、崩岗口、药坪
shaluo|沙罗乡||沙洲、稻鱼田、油茶山、罗家渡
yansang|岩桑乡||李子坪、岩脚、桑园、塘口
banpotian|半坡田乡||梯田、红米冲、坡顶、水浇坝
longtanyan|龙潭沿乡||龙潭、汤泉、滨河、旧居
lujiaoba|鹿角坝乡||坝上、坝口、鹿场、高渠
huajiaoling|花椒岭乡||椒山、崖边、大岩、水井坎
shuangyan|双堰乡||上堰、下堰、虾田、新民
`.trim().split('\n').map((line) => {
  const [id, name, head, places] = line.split('|');
  return { id, name, head, places: places.split('、').map((one) => (one.endsWith('村') ? one : `${one}${id === 'wuqiao' ? '社区' : '村'}`)) };
});

const OWNERS = `
owner-city|雾溪县城市建设投资有限公司|城投公司
owner-transport|雾溪县交通建设投资有限公司|交投公司
owner-water|雾溪县水务投资有限公司|水务公司
owner-agri|雾溪县农业投资有限公司|农投公司
owner-tea|雾溪茶业集团有限公司|茶业集团
owner-tourism|雾溪县文化旅游投资有限公司|文旅公司
owner-park|枫岔产业园开发有限公司|园区公司
owner-energy|雾溪县能源发展有限公司|能源公司
`.trim().split('\n').map((line) => {
  const [id, name, short] = line.split('|');
  return { id, name, short };
});

// post, division of work
const LEADERS = [
  ['magistrate', '县长', '主持县政府全面工作，联系审计和督查工作'],
  ['vice-0', '常务副县长', '负责发展改革、财政税务、人社、统计、政务数据和精细化管理工作'],
  ['vice-1', '副县长', '分管工业科技、商务投促、市场监管和产业园区'],
  ['vice-2', '副县长', '分管自然资源、生态环境、住建、交通和城市管理'],
  ['vice-3', '副县长', '分管教育、民政、卫生健康、医保和残疾人事业'],
  ['vice-4', '副县长', '分管公安、司法、应急、信访、消防和退役军人事务'],
  ['vice-5', '副县长', '分管文化旅游、民族宗教和东西部协作'],
  ['vice-6', '副县长', '分管农业农村、水利、林草、茶业、供销和气象'],
];

const FAMILY = '方程陆宋唐许邓傅沈曾彭吕苏卢蒋蔡贾丁魏薛叶余潘杜戴夏钟汪田任姜范石姚谭廖邹熊金郝孔白崔康毛邱秦江史顾侯邵孟龙万段雷钱汤尹黎易常武乔贺赖龚文阳柏栗竺阮冉岑麦';
const GIVEN = '知远,怀瑾,若岚,清和,望舒,景行,云帆,明澈,竹青,立夏,守拙,亦山,南乔,见溪,书彦,砚秋,临川,思齐,惟宁,朗月,抱朴,采薇,向晚,松龄,秉文,从简,照野,听泉,维桢,沐阳,言蹊,承泽,暮云,植桐,润田,长庚,寒舟,冬青,令仪,初晴,既白,东篱,行止,玉衡,春山,归鸿,半夏,慎之,野渡,文澜,北辰,牧之,安澜,茂才,芷汀,含章,乐山,问渠,星阑,小满,谷雨,晓棠,一苇,千帆,简之,拾光,叙白,青野,远岫,柏舟,鹿鸣,采蘩,子衿,修远,淇奥,嘉树,若谷,怀川,知秋,云岫,逢春,景明,望川,思源'.split(',');

export { DEPARTMENTS, LEADERS, OWNERS, TOWNSHIPS };

export function names(rnd) {
  const family = [...FAMILY];
  const used = new Set();
  return () => {
    for (;;) {
      const name = rnd.pick(family) + rnd.pick(GIVEN);
      if (!used.has(name)) {
        used.add(name);
        return name;
      }
    }
  };
}

export const townName = (id) => TOWNSHIPS.find((held) => held.id === id)?.name;
export const department = (id) => DEPARTMENTS.find((held) => held.id === id);
