import { describe, expect, test } from "vitest";
import { checkWording, withOffers } from "@/server/needs/wording/rules";

const kinds = (text: string) => checkWording({ story: text }).map((f) => f.kind);
const words = (text: string) => checkWording({ story: text }).map((f) => f.words);

describe("telephone, identity and account numbers may not stand in public text", () => {
  test.each([
    ["有事打13800138000找我", "13800138000"],
    ["电话 138 0013 8000", "138 0013 8000"],
    ["电话138-0013-8000", "138-0013-8000"],
    ["电话：１３８００１３８０００。", "１３８００１３８０００"],
    ["1 3 8 0 0 1 3 8 0 0 0", "1 3 8 0 0 1 3 8 0 0 0"],
    ["+86 13800138000", "+86 13800138000"],
    ["打0539-8221234", "0539-8221234"],
    ["一三八零零一三八零零零", "一三八零零一三八零零零"],
    ["加微信号：pan_2026x", "微信号：pan_2026x"],
  ])("%s", (text, found) => {
    const [finding, ...more] = checkWording({ story: text });
    expect(more).toEqual([]);
    expect(finding).toMatchObject({ kind: "phone", hard: true, words: found });
    expect(text.slice(finding!.start, finding!.end)).toBe(found);
  });

  test.each([
    "371311199003071234",
    "37131119900307123X",
    "371311 19900307 1234",
    "３７１３１１１９９００３０７１２３４",
  ])("identity number %s", (text) => {
    expect(kinds(`身份证${text}`)).toEqual(["id_number"]);
  });

  test.each(["6222021234567890123", "卡号 6222 0212 3456 7890 123", "打到账号1234567890123456"])(
    "account %s",
    (text) => {
      expect(kinds(text)).toContain("money");
      expect(kinds(text)).not.toContain("phone");
    },
  );

  test.each([
    "2026年11月18日到2026年12月31日",
    "11-13 14-15 16-17 18-19",
    "大米200,000斤，已卖50000斤",
    "请拨12345或者95598",
    "13 14 15 16 17 18号都行",
    "时间8:00-17:30，共13800斤",
    "价格2.60元/斤，规格25.0公斤",
    "参考价约2.6元/斤",
    "生产许可证SC10137131100123",
    "微信群里报名",
  ])("no number of a person: %s", (text) => {
    expect(kinds(text).filter((k) => k === "phone" || k === "id_number" || k === "money")).toEqual([]);
  });
});

describe("appeals for money are found in any dress", () => {
  test.each([
    "请大家捐款",
    "爱心众筹，帮帮他",
    "请转账到村里",
    "扫收款码就行",
    "发个红包也可以",
    "急需3万元救命",
    "还差五千元",
    "缺２０００元学费",
    "凑手术费",
    "支付宝也行",
    "发起募捐",
    "需要资金支持",
    "银行卡号发我",
    "大家不要犹豫，捐款吧",
  ])("%s", (text) => {
    expect(kinds(text)).toContain("money");
    expect(checkWording({ story: text }).every((f) => f.kind !== "money" || f.hard)).toBe(true);
  });

  test.each([
    "不接受任何捐款",
    "谢绝红包",
    "这不是募捐",
    "请不要转账",
    "货款由双方线下商定",
    "参考价约2.6元/斤，质量看样",
    "需要买家，每斤2.6元",
    "需要木板5块",
    "差3块砖头",
    "缺2个人搬米",
    "需要3万斤化肥",
    "借用三轮车2辆",
    "捐书捐衣都可以",
  ])("not money: %s", (text) => {
    expect(kinds(text)).not.toContain("money");
  });
});

describe("wording that exposes a person is pointed out with neutral words", () => {
  test("给12位独居老人送午饭 becomes 助老送餐 12份", () => {
    const text = "给12位独居老人送午饭";
    const found = checkWording({ story: text });
    expect(found.map((f) => [f.kind, f.hard])).toEqual([["alone", false]]);
    expect(withOffers(text, found)).toBe("助老送餐 12份");
  });

  test.each([
    ["独居老人家里漏雨", "alone"],
    ["她一个人住，晚上害怕", "alone"],
    ["子女都在外，没人照顾", "alone"],
    ["孤寡老人要买煤", "alone"],
    ["五保户的屋顶坏了", "poverty"],
    ["低保家庭需要棉被", "poverty"],
    ["贫困学生要书包", "poverty"],
    ["残疾人出行", "disability"],
    ["失能老人要护理床", "disability"],
    ["脑瘫，需要轮椅", "disability"],
    ["陪着去医院", "illness"],
    ["每周三送她去透析", "illness"],
    ["父亲患有糖尿病", "illness"],
    ["刚做完手术", "illness"],
    ["孩子叫王小雨，上三年级", "child"],
    ["学生张小雨今年9岁", "child"],
    ["李明明同学需要辅导", "child"],
    ["9岁的张小雨，爱读书", "child"],
    ["留守儿童课后辅导", "child"],
    ["王大娘家的玉米没人收", "name"],
    ["张桂兰奶奶想理发", "name"],
    ["住三组12号", "door"],
    ["2号楼3单元501室", "door"],
    ["南巷7号院", "door"],
    ["西潘墩村45号", "door"],
    ["门牌号12号", "door"],
    ["302室集合", "door"],
    ["每天11点给老人送饭", "schedule"],
    ["周一、周三上门看望老人，下午3点到", "schedule"],
  ])("%s (%s)", (text, kind) => {
    const found = checkWording({ story: text });
    expect(found.map((f) => f.kind)).toContain(kind);
    for (const f of found) {
      expect(f.hard).toBe(false);
      expect(text.slice(f.start, f.end)).toBe(f.words);
    }
  });

  test.each([
    "20万斤稻米滞销，请大家帮忙认购",
    "周六上午8点装车，需要6名装卸工",
    "11月18号上午开始装车",
    "本村18号上午开会",
    "高都街道18号组织验收",
    "5号楼前的广场集合",
    "玉米防治病虫害",
    "1号仓库门口集合，2号地块采摘",
    "加95号汽油",
    "学生安全出行宣传",
    "孩子高兴就好",
    "高中同学会志愿者",
    "全体同学参加",
    "借用轮椅两辆",
    "送货到县医院食堂",
    "给小学生送书",
    "请大爷大娘们来看戏",
    "周六9点在村委会给孩子们讲故事",
    "第三组负责搬运",
    "室内活动，自带水杯",
    "大病保险政策宣讲",
    "村里的水渠塌了20米，需要石料和人手",
  ])("nothing to point out: %s", (text) => {
    expect(words(text)).toEqual([]);
  });

  test("the hard finding stands where two overlap, and each field is named", () => {
    const found = checkWording({
      title: "求助",
      story: "独居老人，电话13800138000",
      "lines.0.note": "三组12号",
    });
    expect(found.map((f) => [f.field, f.kind])).toEqual([
      ["story", "alone"],
      ["story", "phone"],
      ["lines.0.note", "door"],
    ]);
  });
});
