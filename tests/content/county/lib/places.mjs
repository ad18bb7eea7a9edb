// Which zone and village a project or work lies in, where its name says so.

const IN_ZONES = {
  'zone-old-town': 'wuqiao-ancient old-town-renewal old-compounds pipes-water old-factory-culture fire-lane work-wuqiao-01 work-wuqiao-02',
  'zone-xikou': 'xikou-school xikou-newtown battery-box affordable sponge',
  'zone-tea': 'tea-seedling tea-base tea-green chalong-4a chalong-road tourism-bus tea-museum village-ecology b-and-b soil-water work-chalong-01 work-chalong-02 work-chalong-03 work-chalong-04',
  'zone-industry': 'tea-deep matcha standard-plants incubator park-sewage park-steam park-power new-material industrial-road soil-restore pv-roofs relocation-flat job-base work-fengcha-01 work-fengcha-02 work-fengcha-03',
  'zone-forest': 'forest-quality forest-road pine-nematode laying-hen anti-fire-village work-baishan-02 work-baishan-03',
  'zone-dam': 'high-farmland-a shuangyan-irrigation lujiaoba-pump machinery-center seed-rice work-shuangyan-01 work-shuangyan-02 work-lujiaoba-01',
};

const IN_VILLAGES = {
  langqiaowei: 'wuqiao-ancient village-ecology',
  hejie: 'old-compounds work-wuqiao-01',
  xikou: 'xikou-school sponge',
  yunlong: 'tea-base tea-seedling work-chalong-01',
  guchaping: 'chalong-4a tea-museum work-chalong-03',
  taishi: 'flood-warn work-taiping-03',
  banhu: 'cattle taiping-wetland',
  aokou: 'wind-yunao yunao-supply',
  fenglin: 'relocation-flat work-fengcha-02',
  dawan: 'standard-plants industrial-road work-fengcha-01',
  xiadeng: 'shideng-ore mine-restore',
  qingshuitang: 'spring-protect shideng-cave',
  muluzhai: 'anti-fire-village work-baishan-03',
  heping: 'nanping-supply work-nanping-04',
  zhongtan: 'xiangtan-bridge xiangtan-dike',
  shuyuan: 'tonghua',
  liuwan: 'maliuwan-bridge mountain-torrents',
  shuijian: 'ethnic-village work-zhujian-02',
  yueliangtian: 'yueliang-road lily',
  linchang: 'lengshan-camp work-lengshanping-01',
  huotang: 'work-jueji-04',
  luojiadu: 'camellia-oil work-shaluo-02',
  liziping: 'work-yansang-01',
  podingcun: 'banpo-terrace fragrant-rice',
  jiuju: 'red-site longtan-source',
  bashang: 'seed-rice work-lujiaoba-04',
  yabian: 'jiaoling-tunnel work-huajiaoling-02',
  shangyan: 'shuangyan-irrigation work-shuangyan-01',
};

const PLACES = Object.entries({ ...IN_ZONES, ...IN_VILLAGES });

/** The zones and villages of a record, zones first. */
export const placesOf = (id) =>
  PLACES.filter(([, ids]) => ids.split(' ').includes(id)).map(([place]) => place);

/** Ids that the lists above name. */
export const PLACED = new Set(PLACES.flatMap(([, ids]) => ids.split(' ')));
