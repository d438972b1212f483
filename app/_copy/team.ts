// Words of an organisation's own desk.
import type { OrganisationStatus } from "@/server/organisations/lifecycle";
import type { Label } from "./labels";

export const ORGANISATION_STATUS: Record<OrganisationStatus, Label> = {
  pending: { word: "待核实", icon: "clock", tone: "amber" },
  returned: { word: "退回补充", icon: "question", tone: "amber" },
  verified: { word: "已核实", icon: "check", tone: "green" },
  refused: { word: "没有通过", icon: "info", tone: "plain" },
  off: { word: "已停用", icon: "pause", tone: "plain" },
};

const DONE: Record<string, string> = {
  apply: "申请交上去了。镇（街道）或区里核实以后，就能以它的名义认领。",
  "apply-verified": "已经登记好，可以直接使用。",
};
export const teamDone = (act: string | undefined): string | null => (act && DONE[act]) || null;

export const teamWords = {
  title: "队伍、单位",
  choose: "哪一个",
  none: "您还没有队伍或单位",
  noneHelp: "队长、单位负责人可以在这里申请，一页填完。只想自己帮忙的，不用申请。",
  apply: "申请一个队伍或单位",
  another: "再申请一个",
  role: (role: string) => `我是${role}`,
  next: {
    pending: "镇（街道）或区里正在核实，核实以后通知您。现在可以先以个人名义认领。",
    returned: "核实的人有个问题，请补充以后再交上去。",
    refused: "这次没有通过。请给镇（街道）打电话问清楚，补好后请他们重新核实。",
    off: "已经停用，不能再以它的名义认领。需要恢复，请联系镇（街道）或区里。",
  } as Record<string, string>,
  memberOnly: "您是队员，认领和确认由队长、管理员来办。",
  todo: (n: number) => `等我们处理 · ${n} 件`,
  claims: "以它的名义认领的",
  empty: "还没有以它的名义认领",
  emptyHelp: "找一件合适的，认领时在“以谁的名义”里选它。名单可以以后再定。",
  find: "去认领",
  people: "队里的人",
  addPerson: "加一个人",
  addHelp: "填姓名和手机号。他用这个手机号登录，在“我的”里点“加入”，就在队里了。",
  noPhone: "给没有手机、不用手机的人登记",
  asWhat: "做什么",
  roles: [
    { value: "member", label: "队员" },
    { value: "manager", label: "管理员（也能认领、确认）" },
  ],
  add: "邀请",

  newTitle: "申请队伍或单位",
  newText: "一页填完。镇（街道）或区里核实以后，就能以它的名义认领；您就是负责人。",
  name: "全称",
  nameHint: "写公章上的名字，比如“某某村党支部服务队”。",
  kind: "哪一种",
  findPlace: "找镇、村",
  region: "在哪里",
  regionHint: "不是下面这个地方，写名字找一找，再选。",
  contact: "联系人（不写就是您）",
  phone: "联系电话（不写就用您的手机号）",
  submit: "交上去",
  find1: "先找地方",
} as const;
