// Dictated sentences come without marks: where a clause must have ended although nobody said so.
import { AMOUNT_CLASS, type Amount, DAY_MARK, indexOf } from "../../amounts/rules";
import { ASK, BUYER } from "../../lexicon/rules";

/** What is said of goods nobody takes; after it something else begins. */
export const MARKET = `(?:卖不(?:掉了?|动了?|出去了?|完了?|上价)|没(?:有)?卖(?:出去|掉|完)|(?:没|无)有?人[来肯]?(?:收(?!购)|要|买)|没(?:有)?(?:${BUYER})|滞销了?|销不(?:出去|掉|动)|积压了|烂(?:在)?地里了?|压(?:在)?手里了?|找(?:不到)?(?:${BUYER})|无人问津|急售|待售|(?:堆|压|烂|存|放)在[\\u4e00-\\u9fa5]{1,3}里)`;
const AFTER_MARKET = new RegExp(`(${MARKET})(?=[^的了着,。;!?:、\\s呢啊没卖])`, "g");
const HANDS_THEN_NUMBER = new RegExp(
  `((?:缺|没有?|少)人手|人手(?:不太?够|不足|紧张)了?)(?=(?:(?:${ASK})来?|再?来)[\\uE100-\\uE1FF])`,
  "g",
);
const CALL =
  /(?<=[^,。;!?:\s])(?=(?:请?联系(?![不到]|方式|电话|人)|联系(?:方式|电话|人)|打?电话|手机(?=\uE00F|号))[^,]{0,6}(?:\uE00F|$))/g;
const POLITE =
  /(?<=[\u4e00-\u9fa5\uE000-\uE1FF])(?=(?:盼|求|请|希望|麻烦)(?:好心人|各位|大家|大伙)[^\uE100-\uE1FF]*$)/g;
/** 没有气球需要六十四个: lacked, then how many. */
const LACKED = new RegExp(
  `((?:缺少?|没有?|少)(?!人)[\\u4e00-\\u9fa5]{1,6}?)(?=(?:想要|需要|急需|急缺|还缺|还要|得要|要|求|缺)[\\uE100-\\uE1FF](?:$|还[有要缺差]|再|另|[,。;!?\\s${DAY_MARK}\\uE00F]))`,
  "g",
);

/** 俺村桃子三千斤|装箱要20人: after goods by weight a new thing is asked for. */
const THEN_HANDS = new RegExp(
  `([\\u4e00-\\u9fa5])([${AMOUNT_CLASS}])(?=[\\u4e00-\\u9fa5]{2,7}?(?:${ASK})[${AMOUNT_CLASS}])`,
  "g",
);
const TO_SELL = /((?:等着|急着|想|愁|正)(?:卖|出售))(?=有|还有|大概|一共|共|大约|[\uE100-\uE1FF])/g;

/** 要三个人不对四个人: said anew. 六千斤不是六百斤: what it is not. */
const ANEW =
  /(?<=[\uE100-\uE1FF][\u4e00-\u9fa5]{0,4}?)(?=(?:不对|不不|(?:不是){2}|不是,|不是我|不够(?:用|了)?(?:得|要|需要)?(?=[\uE100-\uE1FF])|说错了|记错了|错了|不是要)[^,]*[\uE100-\uE1FF])/g;
/** 不是四台是六台. */
const NOT_BUT = /不是[\uE100-\uE1FF],?(?:而?是|要)([\uE100-\uE1FF])/g;
/** 找七个,不是七个,九个人: the same again, and wrong. */
const NOT_THAT =
  /([\uE100-\uE1FF])([\u4e00-\u9fa5]{0,4}[,\s]*)不是([\uE100-\uE1FF])[\u4e00-\u9fa5]?[,\s]*(?:是|要)?(?=[\uE100-\uE1FF])/g;
const NOT_SO = /(?<=[\uE100-\uE1FF][\u4e00-\u9fa5]{0,4},?)不是[\uE100-\uE1FF]/g;
/** 水泥不够还差五十袋, 没书看想要三百本: too little, then how much. */
const TOO_LITTLE =
  /((?:不够|不足)(?:用|吃|烧|使|盖|穿|住|喝|坐|睡)?了?|没(?:有)?[\u4e00-\u9fa5]{1,4}[看用吃穿烧喝住坐睡盖使耍玩戴])(?=(?:还?差|还?缺|想要|还?需要|还?要|得要|急需|求)[\uE100-\uE1FF])/g;

/** 讲讲合同的事一个就行: how many, said last. 要收割机一台别的不缺: what is not. */
const ENOUGH_SO =
  /(?<=的[\u4e00-\u9fa5]{1,4})(?=[\uE100-\uE1FF](?:就|也)(?:行|够|好|可以|成|中))|(?=(?:[新旧大小好差整散]|二手|用过)的(?:也|都)(?:行|中|可以|成|要|好|收))|(?=(?:别的|其他|其它)[\u4e00-\u9fa5]{0,4}(?:不|都|没|有))/g;

/** 找周老师 before a number to call: whom to ask for, not who is wanted. */
const CONTACT =
  /(?:请|有意)?(?:直接)?(?:找|联系|问|打给|咨询)(?![人个几会销买出路车下])[^人帮会\uE000-\uE1FF,。]{2,5}[,:\s]*(?=\uE00F)/g;

/** 一捆十斤: how it is packed, where how many is said elsewhere. */
const PACK = new RegExp(`([${AMOUNT_CLASS}])([${AMOUNT_CLASS}])`, "g");

/** 说冷就冷|我们村白菜还剩三千斤: whose it is begins anew. */
const OURS = new RegExp(
  `(?<=[\\u4e00-\\u9fa5]{3})(?=(?:我们?|俺们?|咱们?)[村庄家组队社][\\u4e00-\\u9fa5]{1,8}?(?:还剩|还有|有|剩|积?压|存)下?了?[${AMOUNT_CLASS}])`,
  "g",
);

/** 要一辆,一辆坐不下得要两辆: too few, so said anew. */
const TOO_SMALL =
  /([\uE100-\uE1FF])(?=(?:[坐装放拉盖住用站挤分]不[下了够完]|不够|不顶用|哪够)[^\uE100-\uE1FF]*[\uE100-\uE1FF])/g;
/** 有没有人捐篮球: what is lacking. */
const WHO_GIVES =
  /(?:有没有|有无|谁|哪位|哪个|哪家)(?:好心|爱心)?(?:人|单位|企业|老板)?(?:能|可以|愿意|来)*(?:捐(?![款钱])|赞助|资助)(?:点儿?|些)?(?=[\u4e00-\u9fa5]{1,6}[\uE100-\uE1FF])/g;
/** 要清淤了|草鱼还有四千斤. */
const DONE_THEN =
  /(?<=[\u4e00-\u9fa5]{2}了)(?=(?!一半|大半|一些|不少|好多)[\u4e00-\u9fa5]{2,5}(?:还有|还剩|剩下?)[\uE100-\uE1FF])/g;
/** 不是土豆是红薯六千斤. */
const NOT_THIS = /不是[\u4e00-\u9fa5]{1,6}?,?(?<!就)是(?=[\u4e00-\u9fa5]{1,6}[\uE100-\uE1FF])/g;
/** 要人维持交通要八个: what for, then how many. */
const HANDS_FOR =
  /((?:要|缺|找|请|需要)人(?!手)[\u4e00-\u9fa5]{2,6}?)(?=(?:要|得|需要|缺|大概要)[\uE100-\uE1FF])/g;
/** 五个人六个人|总共十一个人. */
const IN_ALL =
  /(?<=[\uE100-\uE1FF][\u4e00-\u9fa5]{0,4}?)(?=(?:一共|总共|合计|共计|加起来)(?:是|要|得|需要?)?[\uE100-\uE1FF])/g;

/** 收了一万五千斤|冷库装不下了. */
const NO_ROOM =
  /(?<=[\uE100-\uE1FF])(?=(?:冷库|仓库|粮仓|库房|[库仓窖院屋棚家]里?|院子|场院)(?:都|也|早|已经)*(?:[装放堆存搁摆盛]不(?:下|了)|没(?:地方|处)|满))/g;

/** 四辆四辆: once. */
const TWICE = new RegExp(`([${AMOUNT_CLASS}]),?(?=([${AMOUNT_CLASS}]))`, "g");

/** 搞不赢摘辣椒要15人: told, then asked. */
const OVERWORKED = new RegExp(
  `([忙搞干做弄摘割收][\u4e00-\u9fa5]?(?:不过来|不赢|不及|不迭|不动|不完)了?)(?=[\u4e00-\u9fa5]{1,6}?(?:${ASK})[${AMOUNT_CLASS}])`,
  "g",
);

export const withBreaks = (text: string, amounts: readonly Amount[]): string =>
  text
    .replace(TWICE, (whole, one: string, again: string) => {
      const [a, b] = [amounts[indexOf(one)], amounts[indexOf(again)]];
      return a && b && a.value === b.value && a.unit === b.unit ? "" : whole;
    })
    .replace(OVERWORKED, "$1,")
    .replace(OURS, ",")
    .replace(NO_ROOM, ",")
    .replace(IN_ALL, ",")
    .replace(TOO_SMALL, (mark: string, _: string, at: number, all: string) => {
      const few = amounts[indexOf(mark)];
      const before = [...all.slice(0, at)].some((c) => {
        const said = amounts[indexOf(c)];
        return said !== undefined && said.value === few?.value && said.unit === few?.unit;
      });
      return before ? ",不对," : mark;
    })
    .replace(NOT_THIS, "")
    .replace(HANDS_FOR, "$1,")
    .replace(WHO_GIVES, "缺")
    .replace(DONE_THEN, ",")
    .replace(CONTACT, ",")
    .replace(PACK, (whole, one: string, of: string) =>
      amounts.length > 2 && amounts[indexOf(one)]?.value === 1 && amounts[indexOf(of)]?.measure === "mass"
        ? ""
        : whole,
    )
    .replace(NOT_THAT, (whole, one: string, between: string, not: string) =>
      amounts[indexOf(one)]?.value === amounts[indexOf(not)]?.value ? `${one}${between},不对,` : whole,
    )
    .replace(NOT_BUT, "$1")
    .replace(NOT_SO, "")
    .replace(ENOUGH_SO, ",")
    .replace(ANEW, ",")
    .replace(TOO_LITTLE, "$1,")
    .replace(CALL, ",")
    .replace(AFTER_MARKET, "$1,")
    .replace(TO_SELL, "$1,")
    .replace(/([\uE100-\uE1FF])(?=已经?(?:卖|销|送|用|拉|发|订))/g, "$1,")
    .replace(THEN_HANDS, (whole, before: string, mark: string) =>
      amounts[indexOf(mark)]?.measure === "mass" && !/[要缺求需借有剩共到约]/.test(before)
        ? `${whole},`
        : whole,
    )
    .replace(HANDS_THEN_NUMBER, "$1,")
    .replace(LACKED, "$1,")
    .replace(POLITE, ",");
