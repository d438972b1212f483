// Appeals for money in any dress; what only says that none is wanted is left alone.
import type { Rule } from "../rules";

const NOT =
  /(?:不|勿|别|谢绝|禁止|严禁|拒绝|无需|无须|没有|并非|杜绝)(?:是|会|能|得|许|可|要|用|必|接受|收|搞|需要?|涉及)?(?:任何|现金|线上|私下|组织|发起|进行|接受|收取|向.{1,4})?(?:形式的)?$/;
const unlessDenied: Rule["counts"] = (m, text) => !NOT.test(text.slice(Math.max(0, m.index - 14), m.index));

export const MONEY: Rule[] = [
  {
    kind: "money",
    pattern:
      /募捐|募款|捐款|捐钱|捐资|善款|爱心款|众筹|筹款|筹钱|水滴筹|轻松筹|转账|转帐|汇款|打款|打钱|收款码|付款码|收钱码|收款二维码|赞赏码|红包|支付宝|微信(?:支付|收款)|扫码(?:支付|付款|付钱|捐)|云闪付|数字人民币|开户行|银行(?:卡|账户|帐户|账号|帐号)|(?:收款|对公|捐助|捐赠)(?:账户|帐户|账号|帐号)|借钱|借款|筹集资金|资金支持|经济援助|献爱心价/g,
    counts: unlessDenied,
    offer: "",
  },
  {
    kind: "money",
    pattern:
      /(?:缺|差|需要?|急需|求|凑|筹|借|资助|援助|帮扶|捐助?|赞助)[^。;；，,!！?？\n每价]{0,8}?(?:\d[\d,.]*|[一二两三四五六七八九十几])\s*[十百千万]*(?:余|多|来)?\s*(?:元|块钱|万块|圆|人民币|rmb)(?![/每一]|素|件|旦)/gi,
    counts: unlessDenied,
    offer: "",
  },
  {
    kind: "money",
    pattern:
      /(?:缺|差|凑|筹|急需|需要|无力承担|付不起|交不起)[^。;；，,\n]{0,6}(?:学费|医药费|医疗费|手术费|药费|生活费|救命钱|治病钱)/g,
    counts: unlessDenied,
    offer: "",
  },
];
