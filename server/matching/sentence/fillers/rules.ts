// What is said while one thinks, greets or comes to the point: it leaves before anything is read. Closed classes, by their place.

const any = (words: string) => words.trim().split(/\s+/).join("|");

/** Opens a sentence, tells nothing. */
const OPENING = any(`
  (?:(?:各位|亲友|亲们?|大家|家人们|乡亲们|朋友们|领导们?|邻居们|hello|Hello|hi|哈[喽啰])+(?:早上|上午|中午|下午|晚上)?|早上|上午|中午|下午|晚上)好(?=$|[,，。！!\\s]) 哈[喽啰](?:各位)? 亲们 家人们 [^,，。！!\\s]{1,4}(?:快乐|吉祥|安康)(?=$|[,，。！!\\s]) 早安 (?:各位|亲爱的|尊敬的)*(?:老铁|宝子|街坊|邻居|老乡|乡亲|家长|亲友|朋友|爱心人士|好心人)们?(?=\\s*[,，:：!！]) @(?:所有人|全体成员) 你好 您好 大家好 各位好 喂(?![养猪鸡鸭鹅牛羊鱼狗兔食料奶饭]) 哎[呀哟]? 唉 欸 嗯+ 呃+ 噢 喔 哦 不好意思 打扰(?:一下|了) 请问(?:一下)? 麻烦问(?:一下)? 我?想?问(?:一下|问|一问)
  我?(?:再|来|先)?说(?:一下|一遍|一声)(?:[啊哈吧,]*是)? 我?(?:跟|和|给)(?:你|您|大家|各位)(?:说|讲|汇报)(?:一下|一声|个事儿?)? 是这(?:样|么(?:个|回))(?:事儿?|子)?的? 怎么说呢 (?:你|您)(?:看看?|说|瞧)
  (?:也)?就是说 我?(?:是)?说的?是 就这样 那个?啥 那什么 这么着 要不这样 (?:麻烦|劳烦|请|求)?(?:你们?|您|大家)?帮(?:忙|我们?|俺们?|咱们?)?(?:宣传|推广|转发|扩散|吆喝|打听|[转问发])(?:一下|一声|[问转发]) (?<!不)对了 求援 (?:再|还有?)就是 再一个(?:就是)?(?=[\\u4e00-\\u9fa5]) (?<=^|[,。!?;])(?:就是|然后|那(?![个些批天边里儿晚]))
`);
const OPENINGS = new RegExp(`(?:${OPENING})[啊哈呢吧嘛呀]*[,、\\s]*`, "g");

/** Where a particle stood: 鹅啊, what is spoken of. */
export const SPOKEN_OF = "\uE011";
/** Particles end what they follow: 这地瓜啊|大约八千斤, 要六个人吧|摘辣椒. Not in 酒吧, 呢子, 哈密瓜. */
const PARTICLE =
  /(?:(?<![酒网水话贴])吧(?!台)|嘛|呗|[呀哇啦]|呢(?![子绒料])|(?<!阿)啊|[嘞噻咧咯]|哈(?![密尔萨巴蜜]))+[,、]?/g;

/** 杨梅这个东西|放不得: what is spoken of. */
const THIS_THING = /这[个种]?(?:东西|玩意儿?)[,、]?/g;

/** 就那个萝卜, 这个大棚: pointing, and counting nothing. 这个月, 这个礼拜 are days. */
const POINTING =
  /[这那]一?点儿?(?=[\u4e00-\u9fa5]{2})|(?:大大小小|满打满算|拢共|里里外外|零零碎碎)|(?:就|还有)?(?:那个|那些|那批|这些|这个(?!月|周|星期|礼拜|季|冬|春|夏|秋|年))(?=[\u4e00-\u9fa5])/g;

const NUMBER = "[\\d一二两三四五六七八九十百千万俩仨半几]";
/** 有个八千斤, 要个二十来个人: about so many. */
const SOME = new RegExp(`(?<=[有要得差来弄剩缺存收产欠压]|也就|大概|大约)个(?=${NUMBER}+[^月])`, "g");
/** 要点棉被, 卖点儿粉皮: a little, and the thing. */
const LITTLE = /(?<=[要卖买捐借求缺找送来们])(?:一?点儿?|一?些)(?![心滴灯钟火歌播卤])(?=[\u4e00-\u9fa5]{2})/g;

/** 要个冷藏车一辆, 有一批苗木两千棵: counted once more behind the thing. */
const TWICE = new RegExp(
  `(?:(?<=[要找借求缺])个(?=[\\u4e00-\\u9fa5]{1,6}一(?:辆|台|位|名|把|张))|(?<=[有了])一(?:批|些|堆)(?=[\\u4e00-\\u9fa5]{1,5}${NUMBER}))`,
  "g",
);
const UNIT = "(?:公斤|千克|斤|吨|箱|袋|个|只|枚|条|棵|筐|捆|瓶|桶|盒|头|件|双|名|位|人|台|辆)";
/** 三千五百斤不是三千五是四千五: said anew without its unit. */
const UNIT_LEFT_OUT = new RegExp(
  `(${UNIT})([^\\d一二两三四五六七八九十百千万]{0,4}?,?)(?:不是${NUMBER}+,?|不对,?|说错了,?|记错了,?)(?:应该)?是(${NUMBER}+)(?=$|[\\s,。;!]|[^\\d一二两三四五六七八九十百千万多来余个几名位人斤吨公箱袋只枚条棵筐捆瓶桶盒头件双台辆亩块元毛张把床套株])`,
  "g",
);
/** 又红又大: praise. */
const PRAISE = /又[\u4e00-\u9fa5]又[\u4e00-\u9fa5]/g;

/** 家家户户粉条堆着: all of us, no name. */
const EVERYONE = /(?:家家户户|户户家家|[各每]家[各每]户|挨家挨户)(?:都|的)?/g;

/** 一麻袋一麻袋堆着: how, and not how many. */
const BY_AND_BY = /一([\u4e00-\u9fa5]{1,2})一\1[的地]?/g;

/** The text without them. Marks of clauses only grow: a comma stands where something was said in between. */
export const withoutFillers = (text: string): string =>
  text
    .replace(OPENINGS, ",")
    .replace(PARTICLE, `${SPOKEN_OF},`)
    .replace(THIS_THING, `${SPOKEN_OF},`)
    .replace(POINTING, "")
    .replace(SOME, "")
    .replace(LITTLE, "")
    .replace(TWICE, "")
    .replace(PRAISE, "")
    .replace(EVERYONE, "")
    .replace(UNIT_LEFT_OUT, "$1$2,不对,是$3$1")
    .replace(BY_AND_BY, "")
    .replace(/^[,、\s]+/, "")
    .replace(/[,、\s]*,[,、]*(?=[,。;!?:]|$)/g, "");
