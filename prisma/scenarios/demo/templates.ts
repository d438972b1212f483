// What the villages of the demo world ask for: invented, and varied enough that every kind, direction and unit is seen.
import type { DraftInput } from "@/server/needs/schema";

type LineInput = DraftInput["lines"][number];
/** Moments a template may use, counted in days after the post; saturday: of the next one from today, for the story that is alive. */
export type When = {
  at: (daysAfterPost: number, hour: number) => Date;
  day: (daysAfterPost: number) => string;
  place: string;
  seller: string;
  saturday: number;
};

export type Template = {
  name: string;
  /** Days between posting and deadline. */
  days: number;
  title: string;
  story: string;
  risk: string;
  lines: (when: When) => LineInput[];
};

const LIFT = "搬运重物，请量力而行；搬不动的，可以登记、引导。";
const SUN = "户外劳动，注意防晒、补水；身体不适请随时休息。";
const NONE = "没有特别的危险；请注意路上交通安全。";

const people = (
  item: string,
  quantity: number,
  when: When,
  day: number,
  from: number,
  to: number,
  more: object = {},
): LineInput => ({
  kind: "people",
  item,
  quantity,
  unit: "person",
  place: when.place,
  startsAt: when.at(day, from),
  endsAt: when.at(day, to),
  ...more,
});
const gift = (
  item: string,
  quantity: string,
  unit: "jin" | "piece" | "bag" | "set" | "portion" | "item" | "volume" | "quilt" | "kg",
  more: object = {},
): LineInput => ({ kind: "goods", direction: "gift", item, quantity, unit, ...more });
const sale = (item: string, quantity: string, price: string, when: When, more: object = {}): LineInput => ({
  kind: "goods",
  direction: "sale",
  item,
  quantity,
  unit: "jin",
  sale: {
    sellerName: when.seller,
    product: item,
    producedOn: when.day(-6),
    packing: "loose",
    invoice: true,
    referencePrice: price,
    ...more,
  },
});

export const TEMPLATES: Template[] = [
  {
    name: "cabbage",
    days: 18,
    title: "3万斤大白菜等着出地",
    story: "今年白菜长得实在，棵大瓤白，地头价低了些。自提、送到社区都可以，十棵起。",
    risk: LIFT,
    lines: (w) => [sale("大白菜", "30000", "约0.4元/斤", w), people("砍菜装车", 12, w, 5, 7, 11)],
  },
  {
    name: "garlic",
    days: 25,
    title: "新蒜1.2万斤，请大家帮着销",
    story: "蒜已经晾干，编辫和散装都有，能放半年。单位食堂、社区团购都欢迎来看货。",
    risk: NONE,
    lines: (w) => [sale("大蒜", "12000", "约2.2元/斤", w)],
  },
  {
    name: "potato",
    days: 14,
    title: "土豆出窖，8000斤找去处",
    story: "沙壤土的黄心土豆，起得早怕捂坏，想赶在天热前卖掉。",
    risk: LIFT,
    lines: (w) => [
      sale("土豆", "8000", "约0.9元/斤", w),
      {
        kind: "vehicle",
        item: "货车",
        quantity: 1,
        unit: "vehicle",
        place: w.place,
        startsAt: w.at(4, 8),
        endsAt: w.at(4, 17),
      },
    ],
  },
  {
    name: "peach",
    days: 9,
    title: "桃子熟了，等不得",
    story: "树上熟的桃，放不住，想请大家这几天帮着销一销，也欢迎来园里自己摘。",
    risk: SUN,
    lines: (w) => [
      sale("鲜桃", "5000", "约1.8元/斤", w, { producedOn: w.day(-1) }),
      people("摘桃分拣", 15, w, 3, 6, 10),
    ],
  },
  {
    name: "canteen",
    days: 30,
    title: "村里食堂缺米面油",
    story: "助老食堂开了大半年，来吃饭的越来越多，米面油有些跟不上，愿意长期帮一把的最好。",
    risk: NONE,
    lines: () => [gift("大米", "600", "jin"), gift("花生油", "120", "jin"), gift("面粉", "500", "jin")],
  },
  {
    name: "meals",
    days: 12,
    title: "助老送餐（12份）",
    story: "周三中午把热饭送到路远的几户，两人一组，先到村委集合，由网格员带着走。",
    risk: "骑车送餐请慢行；入户两人同行，不收钱物。",
    lines: (w) => [
      people("送餐", 6, w, 6, 10, 12),
      {
        kind: "vehicle",
        item: "电动三轮车",
        quantity: 2,
        unit: "vehicle",
        place: w.place,
        startsAt: w.at(6, 10),
        endsAt: w.at(6, 12),
      },
    ],
  },
  {
    name: "haircut",
    days: 15,
    title: "敬老院理发",
    story: "半个月没有理发师傅来了，请会理发的带上工具来一上午。",
    risk: NONE,
    lines: (w) => [people("理发师", 3, w, 8, 8, 11), people("扶老人、打扫", 5, w, 8, 8, 11)],
  },
  {
    name: "river",
    days: 10,
    title: "村东河道清一清",
    story: "雨季前把漂浮物和水草清掉，工具村里有，胶鞋请自己带。",
    risk: "水边作业，听从带队安排，不会水的在岸上接应；已投意外险。",
    lines: (w) => [
      people("清理河道", 30, w, 6, 7, 11, { dangerous: true, insured: true, minAge: 18 }),
      gift("垃圾袋", "40", "item"),
    ],
  },
  {
    name: "trees",
    days: 20,
    title: "植树节，补种行道树",
    story: "村北路补种三百棵国槐，树苗到了，缺人挖坑、扶苗、浇水。",
    risk: SUN,
    lines: (w) => [
      people("植树", 40, w, 8, 8, 11),
      {
        kind: "vehicle",
        item: "洒水车",
        quantity: 1,
        unit: "vehicle",
        place: w.place,
        startsAt: w.at(8, 8),
        endsAt: w.at(8, 11),
      },
    ],
  },
  {
    name: "contract",
    days: 14,
    title: "合作社合同想请律师看看",
    story: "和收购方的新合同有十来页，条款看不大懂，想请一位律师坐下来讲一个钟头。",
    risk: NONE,
    lines: (w) => [
      {
        kind: "expertise",
        item: "看合同的律师",
        quantity: 1,
        unit: "person",
        qualification: "lawyer",
        place: w.place,
      },
    ],
  },
  {
    name: "agronomist",
    days: 16,
    title: "西红柿卷叶，请农技员来看看",
    story: "几个棚都有卷叶黄化，打药不见好，想请懂行的到地里看一眼。",
    risk: NONE,
    lines: (w) => [{ kind: "expertise", item: "农技指导", quantity: 2, unit: "trip", place: w.place }],
  },
  {
    name: "clinic",
    days: 18,
    title: "请医生来村里量血压、讲保健",
    story: "秋收后大家有空，想请几位医生来半天，量量血压，讲讲换季保健。",
    risk: NONE,
    lines: (w) => [
      {
        kind: "expertise",
        item: "义诊医生",
        quantity: 3,
        unit: "person",
        qualification: "doctor",
        place: w.place,
        startsAt: w.at(10, 8),
        endsAt: w.at(10, 11),
      },
      people("引导秩序", 6, w, 10, 8, 11),
    ],
  },
  {
    name: "pump",
    days: 8,
    title: "浇地借两台水泵",
    story: "连着二十天没下雨，村里的泵坏了一台，借用十天，用完保养好送回。",
    risk: "用电安全由村电工负责。",
    lines: (w) => [
      { kind: "goods", direction: "loan", item: "水泵", quantity: 2, unit: "machine", returnBy: w.day(20) },
    ],
  },
  {
    name: "tables",
    days: 9,
    title: "百家宴借桌椅二十套",
    story: "重阳节村里摆敬老宴，差二十套桌椅，前一天来拉，第二天送回。",
    risk: LIFT,
    lines: (w) => [
      { kind: "goods", direction: "loan", item: "桌椅", quantity: 20, unit: "set", returnBy: w.day(12) },
      people("摆桌、端菜", 16, w, 7, 9, 14),
    ],
  },
  {
    name: "books",
    days: 28,
    title: "农家书屋想添些孩子看的书",
    story: "放假了来看书的孩子多，书旧了也少，七成新以上的儿童读物都要。",
    risk: NONE,
    lines: () => [gift("儿童读物", "300", "volume"), gift("书架", "4", "item")],
  },
  {
    name: "quilts",
    days: 20,
    title: "入冬添几床棉被",
    story: "给村里几户添床厚被子，新的最好，八成新洗净晒过的也行。",
    risk: NONE,
    lines: () => [gift("棉被", "24", "quilt")],
  },
  {
    name: "tutors",
    days: 25,
    title: "暑假托管班招辅导员",
    story: "在村文化站办二十天托管，上午写作业，下午读书画画，来一天也欢迎。",
    risk: "与未成年人相处，须两人以上在场。",
    lines: (w) => [people("辅导作业", 8, w, 10, 8, 11, { minAge: 18 }), gift("作业本", "100", "volume")],
  },
  {
    name: "flood",
    days: 5,
    title: "汛期巡堤排班缺人",
    story: "未来三天有大到暴雨，夜里巡堤要排班，每班四人，雨衣手电村里备。",
    risk: "夜间、雨天、临水，须两人以上同行；已投意外险。",
    lines: (w) => [
      people("巡堤", 12, w, 2, 18, 22, { dangerous: true, insured: true, minAge: 18 }),
      gift("雨衣", "20", "item"),
    ],
  },
  {
    name: "straw",
    days: 9,
    title: "玉米秸秆清运",
    story: "秸秆打捆了堆在地头，怕失火，想请三辆车拉到收储点。",
    risk: LIFT,
    lines: (w) => [
      {
        kind: "vehicle",
        item: "拖拉机或货车",
        quantity: 3,
        unit: "vehicle",
        place: w.place,
        startsAt: w.at(5, 7),
        endsAt: w.at(5, 17),
      },
      people("装车", 10, w, 5, 7, 11),
    ],
  },
  {
    name: "show",
    days: 22,
    title: "中秋晚会请人来唱几段",
    story: "村里搭了台子，柳琴戏、快板、广场舞都受欢迎，音响有，缺人主持和布置。",
    risk: NONE,
    lines: (w) => [
      people("演出", 20, w, 12, 18, 21),
      { kind: "goods", direction: "loan", item: "音响", quantity: 1, unit: "set", returnBy: w.day(14) },
    ],
  },
  {
    name: "phones",
    days: 18,
    title: "教老人用手机挂号缴费",
    story: "镇卫生院改了网上挂号，想请年轻人来两个下午，一对一手把手教。",
    risk: "不替老人保管手机，不问密码。",
    lines: (w) => [people("手机辅导", 10, w, 9, 14, 16)],
  },
  {
    name: "roof",
    days: 12,
    title: "幸福院屋顶漏雨，找人修",
    story: "两间屋顶漏雨，瓦和沥青村里买好了，缺懂行的师傅和小工。",
    risk: "登高作业，须系安全带，已投意外险。",
    lines: (w) => [
      people("瓦工", 2, w, 5, 8, 17, { dangerous: true, insured: true, minAge: 18 }),
      people("小工", 4, w, 5, 8, 17, { minAge: 18 }),
    ],
  },
];

/** The founding story: what domain.md §1 tells. */
export const RICE: Omit<Template, "days"> = {
  name: "rice",
  title: "二十万斤大米没卖出去，请大家搭把手",
  story:
    "今年新米，合作社的订单停了，粮食都在库里。真空袋装（有生产许可），可以自提，也可以送，能开发票。买多买少都是帮忙；出不了钱的，周六来帮着装车也一样。",
  risk: LIFT,
  lines: (w) => [
    {
      kind: "goods",
      direction: "sale",
      item: "大米",
      quantity: "200000",
      unit: "jin",
      shareLimit: "40000",
      sale: {
        sellerName: w.seller,
        product: "大米（一级粳米）",
        producedOn: w.day(-20),
        packing: "prepacked",
        licenceNo: "SC10137131100000",
        invoice: true,
        referencePrice: "约2.6元/斤",
        askOver: "2000",
      },
    },
    people("装车", 10, w, w.saturday, 8, 12, { insured: true, note: "村委大院集合，提供饮水" }),
    {
      kind: "vehicle",
      item: "货车",
      quantity: 2,
      unit: "vehicle",
      place: w.place,
      startsAt: w.at(w.saturday, 8),
      endsAt: w.at(w.saturday, 17),
    },
    {
      kind: "expertise",
      item: "看购销合同的律师",
      quantity: 1,
      unit: "person",
      qualification: "lawyer",
      place: w.place,
    },
  ],
};
