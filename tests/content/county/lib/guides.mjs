// Which department guides the work of a township: by what its title says.

const GUIDES = [
  [/消防|电气线路/, 'fire'],
  [/茶青|出口茶/, 'tea'],
  [/敲门|养老|老年食堂|红白喜事|楼栋|家书/, 'civil'],
  [/卫生院|医生/, 'health'],
  [/校舍|小学|校车|一村一幼/, 'edu'],
  [/转岗/, 'hrss'],
  [/夜市|烧烤|垃圾|除冰|赏花季/, 'urban'],
  [/征收|火塘|搬迁(17|64)户|{(17|64)户}|安置小区|排水沟|飞线/, 'housing'],
  [/偷排|废弃煤渣|边角料|尾水|退水|网围栏/, 'eco'],
  [/道路|防护墩|渡改公路/, 'transport'],
  [/码头安全|防溺水/, 'emergency'],
  [/码头取缔|移民安置|找水|供水|水价|灌渠|灌溉|水面|崩岗|小水库/, 'water'],
  [/油桐|杉木|楠竹|野猪|退耕还湿|天麻|梅花鹿/, 'forest'],
  [/复耕|地块平整|石塘|采石|温泉|旱地/, 'land'],
  [/民宿|客栈|露营|溶洞景区|古道|梯田文化|竹笕遗产/, 'culture'],
  [/木材市场|农贸市场|直播间|车间招租/, 'commerce'],
  [/竹制品|红米加工|菌棒厂|烘房/, 'industry'],
];

/** The department that guides a township's work of a title; agriculture where nothing else is said. */
export const guideOf = (title) => GUIDES.find(([said]) => said.test(title))?.[1] ?? 'agri';
