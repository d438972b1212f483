// One Chinese sentence per refusal: what happened, and what to do next.
import { clockTime, wall } from "@/app/_copy/dates";
import { notEligible } from "@/app/_copy/eligibility";
import { invitationOver, invitationWords, notInvitable } from "@/app/_copy/invitations";
import { standInWhy } from "@/app/_copy/seats";
import type { RefusalCode, RefusalFacts } from "@/server/errors";
import { isUnit, sayQuantity } from "@/server/needs/units/rules";

type Sentence = string | ((facts: RefusalFacts) => string);

/** An amount among the facts, as people say it; facts carry smallest units with the line's unit. */
function said(facts: RefusalFacts, name: string): string {
  const [amount, unit, size] = [
    Number(facts[name] ?? 0),
    String(facts.unit ?? ""),
    Number(facts.unitSize ?? 1),
  ];
  return isUnit(unit) ? sayQuantity(amount, unit, size).exact : String(amount);
}

const fromWhen = (at: number): string => {
  const { month, day } = wall(new Date(at));
  return `${month}月${day}日 ${clockTime(new Date(at))} `;
};

export const REFUSAL_SENTENCES: Record<RefusalCode, Sentence> = {
  NOTHING_TO_HAND_OVER:
    "这个月没有可以上报的记录。已经报过的不重复报；没有同意上报、没填身份证号的，要等本人补上。",
  NOT_FOUND: "没有找到这一页，可能已经撤下。请返回首页再找找。",
  INVALID: "有几处没填对，请看标红的地方，改好再提交。",
  SIGN_IN_FIRST: "请先用手机号登录，登录后会回到这里。",
  FORBIDDEN: "这件事您现在的身份办不了。请切换身份，或联系村（社区）书记。",
  MOVED_ON: "刚刚有人先处理了。请看最新情况，再决定要不要继续。",
  WRONG_STATE: "这件事已经到了下一步，现在不能这样办。请看最新情况。",
  SAME_KEY_OTHER_BODY: "这份表单已经提交过，内容和这次不同。请刷新页面后重新填写。",
  TOO_MANY: (f) =>
    typeof f.seconds === "number"
      ? `操作太频繁了，请过${f.seconds < 60 ? "1分钟" : f.seconds < 5400 ? `${Math.ceil(f.seconds / 60)}分钟` : `${Math.ceil(f.seconds / 3600)}小时`}再试。`
      : typeof f.max === "number"
        ? `最多 ${f.max} 个，已经满了。请先去掉用不着的。`
        : "操作太频繁了，请过一会儿再试。",
  TRY_AGAIN: "系统正忙，没有办成，也没有重复办理。请稍后再试一次。",
  MONEY_APPEAL: (f) =>
    `平台不能募钱、收款。请去掉${f.words ? `“${f.words}”` : "要钱、收款的字句和账号"}，只写需要的东西、人手或车辆。`,
  WORDING_MUST_GO: "公开的文字里有电话、微信号或身份证号，谁都能看到。请删掉，电话请填在“联系电话”一栏。",
  WORDING_TO_CHECK: "有些字句会让别人知道这是谁家、家里什么情况。请看标出的地方，换个说法，或者确认要保留。",
  NEEDS_CERTIFICATION:
    "卖的东西要先由镇（街道）现场核实存货才能发布。请联系镇（街道）来核实，核实后再点发布。",
  SALE_LINES_OFF: "本区还没有开通助销。请先把助销这一项去掉，人手和车辆可以照常发布。",
  TOO_MANY_WAITING: (f) => `您已有 ${f.max} 件求助在等核实。请等村（社区）答复后再发，急事请直接打电话。`,
  HAS_PLEDGES: "已经有人认领，不能收回修改。请改数或修改文字；实在不需要了，请取消并说明原因。",
  BELOW_PROMISED:
    "已经答应出去的比这个数多。请填大一些，或者先选好怎么减（后来的先减、按比例减，或逐个打电话）。",
  FILE_TOO_LARGE: "这张照片太大了，每张最多 8 MB。请拍小一点，或先压缩再传。",
  FILE_TYPE: "只能传照片（JPG、PNG 或 WebP）。请重新选一张。",
  FILE_BROKEN: "这张照片打不开，可能没有传完整。请重新选一张再传。",
  FILE_TOO_MANY_PIXELS: "这张照片的尺寸太大，系统打不开。请用普通模式重拍一张。",
  TOO_MANY_FILES: (f) => `这里最多放 ${f.max} 张照片，请先删掉几张再传。`,
  NOT_OPEN: "这项求助现在不接受认领了。请看看它的最新情况，或去首页看看别的求助。",
  PAST_CUT_OFF: "报名已经截止。想帮忙的话，请直接给发起人打电话问问。",
  FULL: (f) =>
    Number(f.remaining ?? 0) > 0
      ? `没有这么多了，还有${said(f, "remaining")}待认购。请把数量改到${said(f, "remaining")}以内再提交。`
      : "已经全部认购完了。有人退出时页面会重新开放，可以过几天再来看看。",
  ONLY_PART: (f) =>
    Number(f.remaining ?? 0) > 0
      ? `只剩${said(f, "remaining")}了。可以先认${said(f, "remaining")}、其余候补，或者全部候补，请选一种。`
      : "现在没有空余了，可以加入候补，有空余会按顺序通知您。",
  ONE_EACH: "一人报一个名额。和别人一起来的，请每人各报一次，或以队伍名义报名。",
  ALREADY_PLEDGED: "这一项您已经认领过了。要改数量，请到“我的认领”里修改那一笔。",
  OWN_SALE: "这是您自己发起的销售，不能自己认购。请转给别的单位和街坊，请他们来认。",
  HAS_SHIFTS: "已经排了几个班次，不能收回成草稿。可以直接改班次；不办了，请取消这件求助。",
  NOT_INSURED: "这个班次有危险，还没有登记保险，不能开始。请先投好意外险，在班次里勾上“已投意外险”，再开始。",
  NOT_ELIGIBLE: (f) => notEligible(String(f.reason), f),
  OVER_SHARE: (f) => `一家最多先认${said(f, "limit")}。想认更多，请先与发起人商量。`,
  BELOW_DELIVERED: (f) =>
    `已经送出或交接了${said(f, "delivered")}，数量不能改得比这更少。请填${said(f, "delivered")}以上的数。`,
  ON_THE_WAY: (f) => `还有${said(f, "onWay")}在路上，请先办完这次交接，再来办这件事。`,
  TOO_LATE_TO_WITHDRAW: "已过退出的截止时间。来不了的话，请尽快给发起人打电话，好另找人接替。",
  ORGANISATION_NOT_VERIFIED: "这个组织还没有通过核实，暂时不能以它的名义认领。可以先以个人名义认领。",
  COOKIES_OFF: "浏览器没有保存登录信息。请允许保存 Cookie，或换一个浏览器再试。",
  CODE_EXPIRED: "验证码已失效。请重新获取，并在同一个浏览器里填写最新的一条。",
  CODE_WRONG: (f) =>
    Number(f.left) > 0
      ? `验证码不对，还可以试 ${f.left} 次。请核对短信里的六位数字。`
      : "验证码不对，请重新获取。",
  SMS_FAILED: "短信没有发出去。请过几分钟再试，或请村里的文书帮您登记。",
  PERSON_OFF: "这个号码的账号已停用。请联系区管理员。",
  LINK_EXPIRED: "这个链接已经用过或过期了。请向管理人员要一个新的。",
  NOT_YOURSELF: "不能停用自己的账号。请找另一位区管理员办理。",
  PERSONA_STAYS: "演示里的这几位人人都要用，名字、身份、账号和队伍不能改、不能停。请换别的人、别的队伍来试。",
  ALREADY_GRANTED: "这个人已经有这个身份，不用再加。",
  SAYS_IT_THEMSELF: "本人有手机号，要本人登录后在“我的信息”里自己点同意，别人不能代办。",
  NUMBER_TAKEN:
    "这个身份证号已经登记在另一份档案上。请先核对有没有填错；没填错的话，请带上身份证到村（社区）核实，把两份档案合成一份。",
  TOO_YOUNG: (f) => `不满 ${f.age ?? 6} 周岁的孩子不能报名参加服务，家长可以带着一起看看，不用登记。`,
  ALREADY_CLAIMED: "这项资格已经报上去了，正等着核实，不用再报。要改的话，请先撤回，再重新填。",
  NO_EVIDENCE: "还没有证件照片，不能按照片核实。请本人补传照片，或者看过原件后选“看过原件”。",
  NOT_A_MEMBER: "名单里有人已经不是这支队伍的队员了。请刷新页面，重新选人。",
  NOT_THERE: "这位志愿者没有这次服务的到场记录，不能评价。请先核对名单。",
  NOT_OVER: "这次服务还没有结束。请等结束以后再来评价。",
  GIFT_INSIDE:
    "这份捐助只向本村（社区）、本单位征集，外面的不能认。住在这里的，请先到“我的信息”里选好住处再来认；想从外面帮，请看看别的求助。",
  CANNOT_CLOSE: "还有人等着您：请先把下面列出的事办完或交出去，再注销。",
  INVITE_INSTEAD: "加入队伍要本人同意。请在“队员”页里写上姓名和手机号邀请，本人点“加入”就在队里了。",
  SETTLE_FIRST: "还不知道您住在哪个村（社区），没法交给镇里核实。请先到“我的信息”里选好，再来报。",
  NEEDS_A_PHONE: "这个身份要自己登录，请先登记一个手机号。",
  LAST_LEADER: "现在只有一位负责人，不能离开或换成别的身份。请先请一位队员当负责人，再办这件事。",
  JOIN_LINK_OVER: "这个邀请已经收回、过期或用完了。请向队长要一个新的，或者在“找队伍”里申请加入。",
  TEAM_NOT_ACTIVE: "这个队伍现在停用了，或者还没有通过核实，暂时不能加入。请问问队长，恢复以后再来答应。",
  SHEET_BROKEN: "这个文件打不开。请用本页的模板填好，存成 .xlsx 再传。",
  SHEET_TOO_LARGE: (f) => `这张表太大了，一次最多 ${f.max} 行。请分成几张表来传。`,
  SHEET_NO_NAMES: "表里没有找到“姓名”这一列。请用本页的模板，第一行写列名。",
  SHEET_EMPTY: "表里只有列名，没有人。请填好再传。",
  SHEET_HAS_FAULTS: (f) =>
    `还有 ${f.count} 行有问题，第一处在第 ${f.row} 行，一个人也没有导入。请改好表格，再传一次。`,
  NAME_TAKEN: "本区县已经有同名的组织。请先搜索，或写上全称。",
  TOKEN_BAD: "这不是签到码。请重新扫负责人手机上的码，或输入下面的六位数字。",
  TOKEN_OLD: "这个码已经换了（每半分钟换一次）。请到负责人跟前重新扫一次，转发来的码是用不了的。",
  TOKEN_USED: (f) =>
    f.noted
      ? "您刚才那一下已经记好了，不用再点，也不用再扫。"
      : "这次扫的码已经用过，或者过了十分钟。请重新扫一次负责人手机上的码。",
  TOKEN_OTHER_SHIFT: (f) =>
    f.title
      ? `这是“${f.title}”的码，不是您报名的那一班。请找自己那一班的负责人扫码。`
      : "这是另一个班次的码。请找自己那一班的负责人扫码。",
  DAY_CODE_WRONG: "数字不对，或者已经换了。请看负责人手机上现在的六位数字，再输一次。",
  OWN_CODE: "您是这一班的负责人，看得到签到码，所以不能自己扫码签到。请另一位负责人（或村里）点您的名。",
  DAY_NOT_BEGUN: "这一班还没有开始签到。请等负责人点“开始”，再扫一次。",
  DAY_OVER: "这一班已经结束，不能再签到签退。时间不对的话，请告诉负责人，或在“我的时长”里申请更正。",
  ALREADY_IN: "已经签到了，不用再签一次。走的时候，请再来签退。",
  TOO_EARLY: (f) =>
    `还早。${fromWhen(Number(f.from))}起可以开始签到（比计划早两小时以内）。时间改了的，请发起人先改班次。`,
  SHIFT_RUNS: (f) =>
    `有一个班次正在进行${f.count ? `，已经有 ${Number(f.count)} 人签到` : ""}。请先在班次里“结束，登记时长”（签错的先撤回），再来办这件事。`,
  NOT_YOUR_PEOPLE: "这一班不归您的队伍负责，您只能登记自己队的人。其他人请找这一班的负责人。",
  NOT_IN: "还没有签到，或者已经签退了。请看名单上的最新情况。",
  NEEDS_TWO: "上门服务要有两位写明姓名、留了手机号的人一起去。请先在队伍里把名字报齐，再点开始。",
  NAMING_OVER: "报名单的时间已经过了，没报名字的名额已放回给候补的人。还有空位时，可以让队员自己报名。",
  NO_SEATS_LEFT: (f) =>
    Number(f.left) > 0
      ? `只剩 ${f.left} 个名额没报名字，这次选了 ${f.wanted} 个。请少选几位，或先把认领人数改大。`
      : "名额都已经报上名字了。要换人，请先去掉一位。",
  CHAIN_ROWS: "名单里有几行存不了，原因写在那几行下面，一行也没有存。改好或去掉再存。",
  CANNOT_BE_NAMED: "选的人里有去不了的，原因写在名字下面，一个也没有报上。请去掉他们再提交。",
  BELOW_NAMED: (f) => `已经报了 ${f.named} 个人的名字，人数不能改得比这少。请先去掉几位，再改数。`,
  SHIFT_BEGAN: "已经开始了，不能再改名单。有人没来，请在到场名单里如实记下。",
  CANNOT_STAND_IN: (f) => standInWhy(String(f.why)),
  FAMILY_NOT_TOLD: "还没有把谁来、什么时候来告诉这家人。请先点“告诉家里人”，再开始。",
  VISIT_STOPPED: "这家人说先别来。请先联系，他们同意以后再去。",
  UNKNOWN_HERE: "这个人不在名单上，不是队里的人，也没有扫码。请点“加一个现场来的人”，填上姓名。",
  NOT_ON_ROSTER: "您不在这一班的名单上。请让负责人现场加上您。",
  INVITATION_OVER: (f) => invitationOver(String(f.status), f.reason === null ? null : String(f.reason)),
  INVITATION_FULL: "刚刚已经有人帮满了，谢谢您愿意来。想候补的话，请到求助页里报名，有空余会按顺序通知您。",
  CONFLICT_UNSAID: invitationWords.noConflictFirst,
  INVITE_CHANGED: (f) =>
    Number(f.remaining ?? 0) > 0
      ? `刚才有人先认了一部分，现在只剩${said(f, "remaining")}。愿意的话，可以就帮这${said(f, "remaining")}。`
      : "这一项已经有人帮满了，不用再邀请。",
  NOT_INVITABLE: (f) => notInvitable(String(f.reason)),
  ALREADY_INVITED: (f) =>
    f.status === "declined"
      ? "选中的人里，有一位已经婉拒过这件事，不再重复邀请。请换一位。"
      : "选中的人里，有一位已经收到这件事的邀请，正在等答复。请去掉后再发。",
  INVITED_ENOUGH: (f) =>
    `选中的人里，有一位这周已经收到${Number(f.cap ?? 0)}份邀请，先不打扰了。请换一位，或者下周再邀请。`,
  NO_WAVES: "这件事不公开，不能分批邀请。请一位一位地选。",
  NOBODY_WITH_NUMBER:
    "没有找到这个姓名和手机号都对得上的人。请核对一下；还没用过好人帮的，请本人先登录一次。",
  TOO_MANY_ADVISERS: (f) => `同一种顾问最多记${Number(f.max ?? 0)}位。请先把不再担任的去掉。`,
  PLAN_UNDERWAY: "这里正在算一份方案，算好再算下一份。也可以先把那一份停下来。",
  OVER_PLANNED: (f) => `这一项只差${said(f, "left")}可以安排了，改得太多。请先把别家的改少。`,
  OVER_HELPER: (f) => `这一家在这一项最多邀请${said(f, "most")}。请改少一些，其余的请别家来。`,
  NOTHING_TO_SEND: "方案里还没有安排任何一家，没有邀请可发。请先填上数量，或者重新算一次。",
  NOT_GOODS: "这一项不是物资，不用办发货、收货。请在名单里确认“办完了”。",
  NOT_A_LOAN: "这一项不是借用的，不用登记归还。请登记交货或收下。",
  MORE_THAN_PROMISED: (f) =>
    `这一笔还没送出的只有${said(f, "promised")}。多出来的，请帮扶方先把认领数量改大，再登记。`,
  MORE_THAN_SENT: (f) => `这一批一共只有${said(f, "sent")}，不能填得比它多。多送来的，请另外登记一批。`,
  STILL_OPEN: (f) => `还有 ${f.open} 笔认领没有办完。请先登记交货，或把没送到的退回，再来完成验收。`,
  DISPUTES_OPEN: (f) => `还有 ${f.disputes} 位帮扶方有不同意见。请先联系核对，改好后再完成验收。`,
  ANSWERS_AWAITED: (f) =>
    `还有 ${f.unanswered} 位帮扶方没有回复。到期后没有回复的视为办完，那时就可以完成验收。`,
  GOODS_ARE_DELIVERED: "物资请登记交货或收下，不用点名。",
  NOT_BEGUN: "还没到开始的时间，开始以后再来确认到场。",
  CONTACT_NOT_YET: "对方确认以后才能看到电话。请等确认，或在页面上留言。",
  CONTACT_OVER: "这件事已经结束，电话不再显示。需要联系的话，请找村（社区）书记。",
  NOT_RECURRING: "这一项不能按月认领。可以先认领一次，下个月再来。",
  ALREADY_RECURRING: "这一项您已经在按月认领了。要改数量，请先结束原来的那一笔。",
  OWN_HOURS: "自己的时长不能由自己确认。请另一位负责人、发起人或上级组织来确认。",
  NEEDS_SECOND: "这条是事后补记的，记的人和确认的人不能是同一个。请另一位负责人来确认。",
  NEEDS_PARENT: (f) => `这一天合计 ${f.hours} 小时，超过了直接生效的上限。请上级组织的负责人来确认。`,
  NEEDS_DISTRICT: (f) => `这一天合计 ${f.hours} 小时，要区级管理员确认。`,
  NEEDS_ABOVE: "这条时长是抽查冲掉或者改短的，单位不能自己改回去。真的不对，请区级管理员来答复。",
  HOURS_OVERLAP: "这段时间他在别处已经有确认过的时长，同一段时间只能记一次。请核对时间，改好再确认。",
  NO_RECORDING_UNIT: "还没有记录责任单位，时长记不上。请先在组织资料里填上，或请区里在设置里指定一个。",
  NOTHING_TO_COUNT:
    "没有可以记的时长（不到一分钟、在上班时间内，或者不是出人出力）。时间填错了的，请改好再记。",
  QUESTION_OPEN: "这一条已经有申请在等答复。请先到“时长待办”里答复，或者等答复以后再办。",
  OWN_ANSWER: "第一次就是您答复的，这回要另一位区级管理员来定。",
  RECORD_THERE: "这一次已经有记录了。请到“我的时长”里找到它，再说哪里不对。",
  ASKED_TOO_LATE: (f) => `只能问 ${f.days} 天以内的服务。再早的，请直接找记录责任单位查。`,
  PAPER_HAS_FAULTS: (facts) =>
    `有 ${said(facts, "count")} 行没看懂，第一处在第 ${said(facts, "line")} 行。都改好再登记，改好以前一个人也不会记。`,
  TIMES_MISSING: (f) => `还有 ${f.count} 位没有签退，这一班又没有固定的结束时间。请填上他们几点走的。`,
  NOTHING_TO_CERTIFY: "这段时间里，这个单位没有确认过的时长。请换一段时间，或先请队长确认时长。",
  ALREADY_ASKED: "这段时间的证明已经申请过，单位还没有答复。请等一等，或先撤回那一份。",
  ALREADY_ISSUED: (f) => `已经有一份内容完全一样的证明（编号 ${f.number}），直接下载那一份就行。`,
  CERTIFICATE_OVER: "这份证明已经不是有效的，不能再打印。时长改过的，请重新申请一份。",
};

/** The sentence for a refusal, with its facts filled in. */
export function refusalSentence(code: RefusalCode, facts: RefusalFacts = {}): string {
  const sentence = REFUSAL_SENTENCES[code];
  return typeof sentence === "function" ? sentence(facts) : sentence;
}
