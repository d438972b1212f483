// Invented needs: what is asked for, how much, and in which words. Pure.

import type { Service } from "@/server/people/profiles/schema";
import { DAY_MS } from "@/server/time";
import { chance, pick } from "./random";

export type InventedLine = {
  kind: "goods" | "people" | "vehicle" | "expertise";
  direction: "sale" | "gift" | "loan" | null;
  item: string;
  unit: string;
  unitSize: number;
  quantity: number; // smallest units
  service: Service | null; // people
};
export type Invented = { title: string; lines: InventedLine[]; dueInMs: number };

const FARM = [
  "大米",
  "白菜",
  "红薯",
  "苹果",
  "石榴",
  "大蒜",
  "花生",
  "土豆",
  "莲藕",
  "蜜桃",
  "金银花",
  "黄瓜",
  "萝卜",
  "小米",
];
const GIFTS = ["棉被", "书包", "轮椅", "食用油", "旧衣物", "口罩", "春联", "图书", "面粉", "手套"];
const LOANS = ["抽水机", "帐篷", "音响", "桌椅", "发电机", "喷雾器"];
const ROLES = [
  "搬运工",
  "保洁员",
  "助老送餐",
  "课后辅导",
  "义诊助手",
  "文明劝导",
  "修水渠",
  "秋收帮手",
  "植树",
  "理发师",
];
const SERVICE_OF: Record<string, Service> = {
  保洁员: "environment",
  助老送餐: "elderly",
  课后辅导: "children",
  义诊助手: "medical",
  文明劝导: "traffic",
  修水渠: "farming",
  秋收帮手: "farming",
  植树: "environment",
  理发师: "elderly",
};
const CARS = ["货车", "面包车", "三轮车", "农用车", "救护车"];
const EXPERTS = ["律师", "农技员", "会计", "心理咨询师", "电工", "兽医"];
const TITLES: Record<InventedLine["kind"], string[]> = {
  goods: ["急需", "盼认购", "求捐助", "想借", "等着用"],
  people: ["招募", "请人帮忙", "周末缺人手", "招志愿者"],
  vehicle: ["求车", "运货用车", "接送用车"],
  expertise: ["请教", "咨询", "请上门指导"],
};
const KINDS: InventedLine["kind"][] = ["goods", "goods", "goods", "people", "people", "vehicle", "expertise"];

const LONGEST_DAYS = 180;

/** The n-th need of a world: always the same. */
export function inventNeed(n: number): Invented {
  const random = chance(0x5eed + n * 2_654_435_761);
  const count = random() < 0.45 ? 1 : random() < 0.7 ? 2 : 3;
  const lines = Array.from({ length: count }, () => inventLine(random));
  const first = lines[0] as InventedLine;
  const title = `${pick(TITLES[first.kind], random)}${first.item}${1 + Math.floor(random() * 99)}号`;
  return { title, lines, dueInMs: Math.floor((1 + random() * LONGEST_DAYS) * DAY_MS) };
}

function inventLine(random: () => number): InventedLine {
  const kind = pick(KINDS, random);
  const line = (
    item: string,
    unit: string,
    unitSize: number,
    most: number,
    direction: InventedLine["direction"],
  ) => ({
    kind,
    direction,
    item,
    unit,
    unitSize,
    quantity: (1 + Math.floor(random() * most)) * unitSize,
    service: kind === "people" ? (SERVICE_OF[item] ?? null) : null,
  });
  if (kind === "people") return line(pick(ROLES, random), "person", 1, 30, null);
  if (kind === "vehicle") return line(pick(CARS, random), "vehicle", 1, 5, null);
  if (kind === "expertise") return line(pick(EXPERTS, random), "person", 1, 2, null);
  const by = random();
  if (by < 0.3) return line(pick(FARM, random), "jin", 500, 200_000, "sale");
  if (by < 0.8) return line(pick(GIFTS, random), "piece", 1, 200, "gift");
  return line(pick(LOANS, random), "machine", 1, 10, "loan");
}

const SURNAMES = [..."王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗"];
const GIVEN = [..."建国秀英桂兰志强玉梅海燕永军春华文静德福明月广平"];
export function inventName(n: number): string {
  const random = chance(0xfeed + n * 2_246_822_519);
  return pick(SURNAMES, random) + pick(GIVEN, random) + (random() < 0.7 ? pick(GIVEN, random) : "");
}
