// Every procedure that asks the policy × everybody, at home and abroad: who is let in stands here, row by row.
// Let in means: the act happened, or was refused for a reason that is not about who asks. Each try is rolled back.
import { beforeAll, describe, expect, it } from "vitest";
import { codesFrom } from "@/server/attendance/codes/data";
import { refuse } from "@/server/errors";
import { BUILT_IN } from "@/server/matching/score/rules";
import { transact } from "@/server/platform/db";
import type { Ctx } from "@/server/trpc/context";
import { refusalOf } from "@/server/trpc/procedures";
import { createCaller, root } from "@/server/trpc/root";
import { castOfPolicy, EVERYBODY, type PolicyCast, type Somebody } from "../support/cast";
import { recordsOf } from "../support/cast-records";
import { planOf } from "../support/planned";
import { newKey } from "../support/pledged";
import { workbook } from "../support/sheets";
import { ctxOf, testWorld, visitor } from "../support/world";

type Caller = ReturnType<typeof createCaller>;
/** lasting: it counts attempts outside any transaction, so it is not rolled back. */
type Row = { may: string; lasting?: true; call: (api: Caller, c: PolicyCast) => Promise<unknown> };

const DAY = "2026-11-18";
const PIXEL = Buffer.from(
  "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==",
  "base64",
);

/** Whoever is signed in: for themself. */
const SIGNED_IN = EVERYBODY.filter((who) => who !== "visitor").join(" ");

/** The helper asks to join the team; asking again is the same request. */
async function requestOf(c: PolicyCast): Promise<string> {
  await c.as("helper").members.ask({ organisationId: c.team });
  return (await c.as("helper").members.myRequests())[0]?.id as string;
}

/** A shift that is not over yet: whoever may ask is told so. */
const missingAt = (c: PolicyCast) => ({ slotId: c.day.slotId, from: c.sure.from, to: c.sure.to });

let invited: Promise<string> | undefined;
/** The leader wrote the helper down, who has an account. */
const invitationOf = (c: PolicyCast): Promise<string> => {
  invited ??= (async () => {
    const { name, phone } = c.people.helper;
    const helper = c.as("helper").members;
    for (const one of await helper.myRequests()) // had they asked, this would let them in
      if (one.status === "asked") await helper.takeBack({ requestId: one.id });
    await c.as("leader").members.add({ organisationId: c.team, role: "member", name, phone });
    return (await helper.myInvitations())[0]?.id as string;
  })();
  return invited;
};

const SHEET = await workbook(["姓名"], [["张新"]]);
let sheet: Promise<{ importId: string }> | undefined;
/** A sheet the leader had checked. */
async function sheetIn(c: PolicyCast): Promise<string> {
  sheet ??= c.as("leader").members.checkSheet({ organisationId: c.team, bytes: SHEET });
  return (await sheet).importId;
}

let planned: Promise<{ planId: string; itemId: string }> | undefined;
/** A plan of the town, which would ask the team for one place of the shift. */
const plannedIn = (c: PolicyCast) => {
  planned ??= planOf(c.world, { regionId: c.places.gaodu, slotId: c.shift.slotId, organisationId: c.team });
  return planned;
};
const planIn = async (c: PolicyCast) => (await plannedIn(c)).planId;
const itemIn = async (c: PolicyCast) => (await plannedIn(c)).itemId;

let asked: Promise<string> | undefined;
/** The poster has asked the team for one of the shift's places. */
async function invitationIn(c: PolicyCast): Promise<string> {
  const asks = async () => {
    await c.as("poster").invitations.invite({ ...inviting(c), key: newKey() });
    const [one] = await c.as("leader").invitations.mine({ organisationId: c.team });
    return one?.id as string;
  };
  asked ??= asks();
  return asked;
}
const inviting = (c: PolicyCast, helperId = c.team) => ({
  slotId: c.shift.slotId,
  picks: [{ helperKind: "organisation" as const, helperId, amount: "1" }],
});
let advising: Promise<string> | undefined;
/** The stranger advises the village. */
async function adviserIn(c: PolicyCast): Promise<string> {
  const { phone, name } = c.people.stranger;
  const told = { regionId: c.places.xipandun, kind: "lawyer" as const, phone, name };
  advising ??= c
    .as("poster")
    .advisers.appoint(told)
    .then(({ adviserId }) => adviserId);
  return advising;
}

/** Procedure → who is let in, and a call that would work. */
const TABLE: Record<string, Row> = {
  "pledges.make": {
    may: SIGNED_IN,
    call: (api, c) => api.pledges.make({ slotId: c.goods.slotId, amount: "7", key: newKey() }),
  },
  "pledges.make for a team": {
    may: "leader manager",
    call: (api, c) =>
      api.pledges.make({ slotId: c.goods.slotId, amount: "7", key: newKey(), organisationId: c.team }),
  },
  "pledges.make for another": {
    may: "stranger",
    call: (api, c) =>
      api.pledges.make({
        slotId: c.goods.slotId,
        amount: "7",
        key: newKey(),
        forPersonId: c.people.stranger.id,
      }),
  },
  "pledges.amend": { may: "helper", call: (api, c) => api.pledges.amend({ pledgeId: c.own, amount: "90" }) },
  "pledges.amend of a team": {
    may: "leader manager",
    call: (api, c) => api.pledges.amend({ pledgeId: c.ofTeam, amount: "150" }),
  },
  "pledges.withdraw": {
    may: "helper",
    call: (api, c) => api.pledges.withdraw({ pledgeId: c.own, reason: "busy" }),
  },
  "pledges.accept": { may: "helper", call: (api, c) => api.pledges.accept({ pledgeId: c.own }) },
  "pledges.decline": { may: "helper", call: (api, c) => api.pledges.decline({ pledgeId: c.own }) },
  "pledges.approve": { may: "poster clerk", call: (api, c) => api.pledges.approve({ pledgeId: c.own }) },
  "pledges.refuse": {
    may: "poster clerk",
    call: (api, c) => api.pledges.refuse({ pledgeId: c.own, reason: "agreed" }),
  },
  "pledges.remove": {
    may: "poster clerk",
    call: (api, c) => api.pledges.remove({ pledgeId: c.own, reason: "agreed" }),
  },
  "pledges.logCall": { may: "poster clerk", call: (api, c) => api.pledges.logCall({ pledgeId: c.own }) },
  "pledges.one": {
    may: "poster clerk town district helper",
    call: (api, c) => api.pledges.one({ pledgeId: c.own }),
  },
  "pledges.one of a team": {
    may: "poster clerk town district leader manager",
    call: (api, c) => api.pledges.one({ pledgeId: c.ofTeam }),
  },
  "pledges.ofOrganisation": {
    may: "leader manager member",
    call: (api, c) => api.pledges.ofOrganisation({ organisationId: c.team }),
  },
  "pledges.ofNeed": { may: "poster clerk", call: (api, c) => api.pledges.ofNeed({ needId: c.gift.id }) },
  "presence.markCame": {
    may: "poster clerk",
    call: (api, c) => api.presence.markCame({ pledgeId: c.placePledge, came: "1" }),
  },
  "presence.contest": {
    may: "helper",
    call: (api, c) => api.presence.contest({ pledgeId: c.placePledge, note: "我到了" }),
  },
  "deliveries.send": {
    may: "poster clerk helper",
    call: (api, c) => api.deliveries.send({ pledgeId: c.own, amount: "10", key: newKey() }),
  },
  "deliveries.recall": {
    may: "poster clerk leader manager",
    call: (api, c) => api.deliveries.recall({ deliveryId: c.sent }),
  },
  "deliveries.receive": {
    may: "poster clerk",
    call: (api, c) => api.deliveries.receive({ deliveryId: c.sent, amount: "50" }),
  },
  "deliveries.close": {
    may: "poster clerk",
    call: (api, c) => api.deliveries.close({ deliveryId: c.sent, accepted: "50" }),
  },
  "deliveries.close of a sale": {
    may: "poster clerk helper",
    call: (api, c) => api.deliveries.close({ deliveryId: c.carried, accepted: "50" }),
  },
  "deliveries.correct": {
    may: "poster clerk",
    call: (api, c) => api.deliveries.correct({ deliveryId: c.sent, accepted: "50" }),
  },
  "deliveries.accept": {
    may: "poster clerk",
    call: (api, c) => api.deliveries.accept({ pledgeId: c.own, accepted: "10", key: newKey() }),
  },
  "deliveries.giveBack": {
    may: "poster clerk leader manager",
    call: (api, c) => api.deliveries.giveBack({ deliveryId: c.borrowed, amount: "1" }),
  },
  "deliveries.list": {
    may: "poster clerk town district leader manager",
    call: (api, c) =>
      api.deliveries.list({ pledgeId: c.ofTeam }).then((list) => list.length > 0 || refuse("NOT_FOUND")),
  },
  "settlement.standing": {
    may: "poster clerk",
    call: (api, c) => api.settlement.standing({ needId: c.gift.id }),
  },
  "settlement.settle": {
    may: "poster clerk",
    call: (api, c) => api.settlement.settle({ needId: c.gift.id }),
  },
  "settlement.settleRest": {
    may: "poster clerk",
    call: (api, c) => api.settlement.settleRest({ pledgeId: c.own }),
  },
  "settlement.answer": {
    may: "helper",
    call: (api, c) => api.settlement.answer({ pledgeId: c.own, answer: "done" }),
  },
  "settlement.resolve": {
    may: "poster clerk",
    call: (api, c) => api.settlement.resolve({ pledgeId: c.own }),
  },
  "settlement.complete": {
    may: "poster clerk",
    call: (api, c) => api.settlement.complete({ needId: c.gift.id }),
  },
  "settlement.reopen": {
    may: "poster clerk",
    call: (api, c) =>
      api.settlement.reopen({
        needId: c.gift.id,
        deadlineAt: c.deadlineAt,
        lines: [{ lineId: c.goods.id, quantity: "5" }],
      }),
  },
  "settlement.cancel": {
    may: "poster clerk town district",
    call: (api, c) => api.settlement.cancel({ needId: c.gift.id, reason: "weather" }),
  },
  "shifts.desk": {
    may: "poster clerk leader manager",
    call: (api, c) => api.shifts.desk({ needId: c.planned.needId }),
  },
  "shifts.one": {
    may: "poster clerk leader manager",
    call: (api, c) => api.shifts.one({ slotId: c.planned.slotId }),
  },
  "shifts.add": {
    may: "poster clerk leader manager",
    call: (api, { planned: p }) =>
      api.shifts.add({ key: newKey(), needId: p.needId, lineId: p.lineId, ...p.span(31), seats: 4 }),
  },
  "shifts.change": {
    may: "poster clerk leader manager",
    call: (api, { planned: p }) => api.shifts.change({ slotId: p.slotId, ...p.span(32), seats: 4 }),
  },
  "shifts.series": {
    may: "poster clerk leader manager",
    call: (api, c) => api.shifts.series({ seriesId: c.planned.seriesId }),
  },
  "shifts.previewSeries": {
    may: "poster clerk leader manager",
    call: (api, { planned: p }) =>
      api.shifts.previewSeries({ needId: p.needId, lineId: p.lineId, ...p.weekly }),
  },
  "shifts.addSeries": {
    may: "poster clerk leader manager",
    call: (api, { planned: p }) =>
      api.shifts.addSeries({ key: newKey(), needId: p.needId, lineId: p.lineId, ...p.weekly }),
  },
  "shifts.previewSeriesChange": {
    may: "poster clerk leader manager",
    call: (api, { planned: p }) => api.shifts.previewSeriesChange({ seriesId: p.seriesId, ...p.weekly }),
  },
  "shifts.changeSeries": {
    may: "poster clerk leader manager",
    call: (api, { planned: p }) =>
      api.shifts.changeSeries({ key: newKey(), seriesId: p.seriesId, plan: "0".repeat(64), ...p.weekly }),
  },
  "shifts.saveTemplate": {
    may: "leader manager",
    call: (api, c) =>
      api.shifts.saveTemplate({
        key: newKey(),
        slotId: c.planned.slotId,
        organisationId: c.team,
        name: "周日搬运",
      }),
  },
  "shifts.endTemplate": {
    may: "leader manager",
    call: (api, c) => api.shifts.endTemplate({ templateId: c.planned.templateId }),
  },
  "settlement.cancelShift": {
    may: "poster clerk leader manager",
    call: (api, c) => api.settlement.cancelShift({ slotId: c.planned.slotId, reason: "weather" }),
  },
  "settlement.close": {
    may: "poster clerk town district",
    call: (api, c) => api.settlement.close({ needId: c.gift.id, reason: "solved_elsewhere" }),
  },
  "settlement.lower": {
    may: "poster clerk",
    call: (api, c) => api.settlement.lower({ needId: c.gift.id, lineId: c.goods.id, quantity: "900" }),
  },
  "recurring.start": {
    may: "leader manager",
    call: (api, c) =>
      api.recurring.start({
        slotId: c.goods.slotId,
        amount: "5",
        dayOfMonth: 9,
        months: 3,
        key: newKey(),
        organisationId: c.team,
      }),
  },
  "recurring.end": { may: "helper", call: (api, c) => api.recurring.end({ recurringId: c.recurring }) },
  "releases.open": {
    may: "poster clerk town district",
    call: (api, c) => api.releases.open({ regionId: c.places.xipandun, title: "现场发布二", key: newKey() }),
  },
  "releases.record": {
    may: "poster clerk town district",
    call: (api, c) =>
      api.releases.record({
        releaseId: c.release,
        slotId: c.goods.slotId,
        organisationId: c.otherTeam,
        amount: "10",
        key: newKey(),
      }),
  },
  "releases.confirm": {
    may: "leader manager",
    call: (api, c) => api.releases.confirm({ pledgeId: c.ofTeam }),
  },
  "releases.deny": { may: "leader manager", call: (api, c) => api.releases.deny({ pledgeId: c.ofTeam }) },
  "releases.board": {
    may: "poster clerk town district",
    call: (api, c) => api.releases.board({ releaseId: c.release }),
  },
  "releases.list": {
    may: "poster clerk town district",
    call: (api, c) => api.releases.list({ regionId: c.places.xipandun }),
  },
  "contacts.look": { may: "poster clerk helper", call: (api, c) => api.contacts.look({ pledgeId: c.own }) },
  "files.attach": {
    may: "poster clerk",
    call: (api, c) =>
      api.files.attach({ aggregate: "need", subjectId: c.gift.id, purpose: "photo", bytes: PIXEL }),
  },
  "files.attach to a pledge": {
    may: "poster clerk helper",
    call: (api, c) =>
      api.files.attach({ aggregate: "pledge", subjectId: c.own, purpose: "photo", bytes: PIXEL }),
  },
  "files.detach": {
    may: "poster clerk",
    call: (api, c) =>
      api.files
        .attach({ aggregate: "need", subjectId: c.gift.id, purpose: "photo", bytes: PIXEL })
        .then((a) => api.files.detach({ attachmentId: a.attachmentId })),
  },
  "files.show": {
    may: "poster clerk",
    call: (api, c) =>
      api.files
        .attach({ aggregate: "need", subjectId: c.gift.id, purpose: "photo", bytes: PIXEL })
        .then((a) => api.files.show({ attachmentId: a.attachmentId, isPublic: true })),
  },
  "people.register in a village": {
    may: "poster clerk grid town district",
    lasting: true,
    call: (api, c) =>
      api.people.register({ name: "老孙", how: "spoken", age14: "on" as never, regionId: c.places.xipandun }),
  },
  "people.register in a team": {
    may: "leader manager",
    lasting: true,
    call: (api, c) =>
      api.people.register({ name: "老孙", how: "spoken", age14: "on" as never, organisationId: c.team }),
  },
  "people.roles": {
    may: "poster clerk town district",
    call: (api, c) => api.people.roles({ regionId: c.places.xipandun }),
  },
  "people.roles of a team": {
    may: "town district leader manager",
    call: (api, c) => api.people.roles({ organisationId: c.team }),
  },
  "people.findByPhone": {
    may: "district fDistrict",
    lasting: true,
    call: (api) => api.people.findByPhone({ phone: "19912345678" }),
  },
  "needs.byPlace": {
    may: "town district",
    call: (api, c) => api.needs.byPlace({ regionId: c.places.gaodu }),
  },
  "people.giveRole grid": {
    may: "poster town district",
    call: (api, c) =>
      api.people.giveRole({ role: "grid", regionId: c.places.xipandun, personId: c.people.helper.id }),
  },
  "people.giveRole secretary": {
    may: "town district",
    call: (api, c) =>
      api.people.giveRole({ role: "secretary", regionId: c.places.xipandun, personId: c.people.helper.id }),
  },
  "people.giveRole clerk": {
    may: "poster",
    call: (api, c) =>
      api.people.giveRole({ role: "clerk", regionId: c.places.xipandun, personId: c.people.helper.id }),
  },
  "people.giveRole town_admin": {
    may: "district",
    call: (api, c) =>
      api.people.giveRole({ role: "town_admin", regionId: c.places.gaodu, personId: c.people.helper.id }),
  },
  "people.giveRole district_admin": {
    may: "district",
    call: (api, c) =>
      api.people.giveRole({
        role: "district_admin",
        regionId: c.places.luozhuang,
        personId: c.people.helper.id,
      }),
  },
  "people.giveRole manager": {
    may: "town district leader",
    call: (api, c) =>
      api.people.giveRole({ role: "manager", organisationId: c.team, personId: c.people.helper.id }),
  },
  "people.endRole clerk": {
    may: "poster clerk",
    call: (api, c) => api.people.endRole({ grantId: c.grants.clerk }),
  },
  "people.endRole member": {
    may: "town district leader manager member",
    call: (api, c) => api.people.endRole({ grantId: c.grants.member }),
  },
  "people.endRole grid": {
    may: "poster grid town district",
    call: (api, c) => api.people.endRole({ grantId: c.grants.grid }),
  },
  "people.switchOff": {
    may: "district",
    call: (api, c) => api.people.switchOff({ personId: c.people.stranger.id }),
  },
  "people.switchOn": {
    may: "district",
    call: (api, c) => api.people.switchOn({ personId: c.people.stranger.id }),
  },
  "certificates.ask": {
    may: "helper",
    call: (api, c) =>
      api.certificates.ask({
        ...c.certified,
        personId: c.people.helper.id,
        showsName: false,
        showsId: false,
        key: newKey(),
      }),
  },
  "certificates.withdraw": {
    may: "helper",
    call: (api, c) => api.certificates.withdraw({ certificateId: c.askedFor }),
  },
  "certificates.issueAsked": {
    may: "leader manager",
    call: (api, c) => api.certificates.issueAsked({ certificateId: c.askedFor }),
  },
  "certificates.refuse": {
    may: "leader manager",
    call: (api, c) => api.certificates.refuse({ certificateId: c.askedFor, reason: "还在核对" }),
  },
  "certificates.issue": {
    may: "leader manager",
    call: (api, c) =>
      api.certificates.issue({
        ...c.certified,
        personIds: [c.people.helper.id],
        namesOnPaper: false,
        key: newKey(),
      }),
  },
  "certificates.revoke": {
    may: "town district leader manager",
    call: (api, c) => api.certificates.revoke({ certificateId: c.certificate, reason: "开错了" }),
  },
  "certificates.one": {
    may: "town district helper leader manager",
    call: (api, c) => api.certificates.one({ certificateId: c.certificate }),
  },
  "certificates.papers": {
    may: "helper leader manager",
    lasting: true,
    call: (api, c) => api.certificates.papers({ certificateIds: [c.certificate] }),
  },
  "certificates.ofUnit": {
    may: "leader manager",
    call: (api, c) => api.certificates.ofUnit({ unitId: c.team }),
  },
  "certificates.membersOf": {
    may: "leader manager",
    call: (api, c) => api.certificates.membersOf(c.certified),
  },
  "organisations.list": {
    may: "town district",
    call: (api, c) => api.organisations.list({ regionId: c.places.gaodu }),
  },
  "organisations.add": {
    may: SIGNED_IN,
    lasting: true,
    call: (api, c) =>
      api.organisations.add({
        name: `新的${c.newId().slice(-4)}队`,
        kind: "social",
        regionId: c.places.gaodu,
      }),
  },
  "organisations.change": {
    may: "town district leader manager",
    call: (api, c) => api.organisations.change({ organisationId: c.team, contactName: "老陈" }),
  },
  "organisations.verify": {
    may: "town district",
    call: (api, c) => api.organisations.verify({ organisationId: c.pending }),
  },
  "organisations.turnDown": {
    may: "town district",
    call: (api, c) => api.organisations.turnDown({ organisationId: c.pending, reason: "查无此单位" }),
  },
  "organisations.switchOff": {
    may: "town district",
    call: (api, c) => api.organisations.switchOff({ organisationId: c.team }),
  },
  "organisations.switchOn": {
    may: "town district",
    call: (api, c) => api.organisations.switchOn({ organisationId: c.team }),
  },
  "organisations.addTitle": {
    may: "town district",
    call: (api, c) =>
      api.organisations.addTitle({
        organisationId: c.team,
        title: "civilised_unit",
        level: "county",
        grantor: "区文明办",
        fromOn: DAY,
      }),
  },
  "organisations.removeTitle": {
    may: "town district",
    call: (api, c) =>
      api.organisations
        .addTitle({
          organisationId: c.team,
          title: "civilised_unit",
          level: "county",
          grantor: "区文明办",
          fromOn: DAY,
        })
        .then(async () =>
          api.organisations.removeTitle({
            titleId: (await api.organisations.one({ organisationId: c.team })).titles[0]?.id as string,
          }),
        ),
  },
  "reports.ofOrganisation": {
    may: "town district leader manager",
    lasting: true,
    call: (api, c) => api.reports.ofOrganisation({ organisationId: c.team, period: "2026-11" }),
  },
  "reports.dossier": {
    may: "town district leader manager",
    lasting: true,
    call: (api, c) => api.reports.dossier({ organisationId: c.team, period: "2026Q4" }),
  },
  "reports.ofRegion": {
    may: "town district",
    lasting: true,
    call: (api, c) => api.reports.ofRegion({ regionId: c.places.gaodu, period: "2026-11" }),
  },
  "lists.hours": {
    may: "town district leader manager",
    lasting: true,
    call: (api, c) => api.lists.hours({ organisationId: c.team, period: "2026-11" }),
  },
  "lists.members": {
    may: "town district leader manager",
    lasting: true,
    call: (api, c) => api.lists.members({ organisationId: c.team }),
  },
  "lists.pledges": {
    may: "town district leader manager",
    lasting: true,
    call: (api, c) => api.lists.pledges({ organisationId: c.team }),
  },
  "lists.hoursOfRegion": {
    may: "town district",
    lasting: true,
    call: (api, c) => api.lists.hoursOfRegion({ regionId: c.places.gaodu, period: "2026-11" }),
  },
  "lists.needs": {
    may: "town district",
    lasting: true,
    call: (api, c) => api.lists.needs({ regionId: c.places.gaodu }),
  },
  "lists.organisations": {
    may: "town district",
    lasting: true,
    call: (api, c) => api.lists.organisations({ regionId: c.places.gaodu }),
  },
  "organisations.giveBack": {
    may: "town district",
    call: (api, c) => api.organisations.giveBack({ organisationId: c.pending, question: "队里有多少人？" }),
  },
  "organisations.answer": {
    may: "town district leader manager",
    call: (api, c) => api.organisations.answer({ organisationId: c.team, about: "三十人" }),
  },
  "members.list": {
    may: "town district leader manager",
    call: (api, c) => api.members.list({ organisationId: c.team }),
  },
  "members.former": {
    may: "town district leader manager",
    call: (api, c) => api.members.former({ organisationId: c.team }),
  },
  "members.counts": {
    may: "town district leader manager",
    call: (api, c) => api.members.counts({ organisationId: c.team }),
  },
  "members.remove": {
    may: "town district leader manager member",
    call: (api, c) =>
      api.members.remove({ organisationId: c.team, personId: c.people.member.id, reason: "moved" }),
  },
  "members.remove a manager": {
    may: "town district leader manager",
    call: (api, c) =>
      api.members.remove({ organisationId: c.team, personId: c.people.manager.id, reason: "moved" }),
  },
  "members.setRole": {
    may: "town district leader",
    call: (api, c) =>
      api.members.setRole({ organisationId: c.team, personId: c.people.member.id, role: "manager" }),
  },
  "members.ask": {
    may: SIGNED_IN,
    lasting: true,
    call: (api, c) => api.members.ask({ organisationId: c.team }),
  },
  "members.takeBack": {
    may: "helper",
    call: async (api, c) => api.members.takeBack({ requestId: await requestOf(c) }),
  },
  "members.requests": {
    may: "leader manager",
    call: (api, c) => api.members.requests({ organisationId: c.team }),
  },
  "members.add": {
    may: "town district leader manager",
    lasting: true,
    call: (api, c) =>
      api.members.add({ organisationId: c.team, role: "member", name: "新来的", phone: "13900000055" }),
  },
  "members.answer": {
    may: "helper",
    lasting: true,
    call: async (api, c) => api.members.answer({ requestId: await invitationOf(c), yes: false }),
  },
  "members.approve": {
    may: "leader manager",
    call: async (api, c) => api.members.approve({ requestId: await requestOf(c) }),
  },
  "members.refuse": {
    may: "leader manager",
    call: async (api, c) => api.members.refuse({ requestId: await requestOf(c) }),
  },
  "members.links": {
    may: "leader manager",
    call: (api, c) => api.members.links({ organisationId: c.team }),
  },
  "members.makeLink": {
    may: "leader manager",
    lasting: true,
    call: (api, c) => api.members.makeLink({ organisationId: c.team, days: 7 }),
  },
  "members.endLink": {
    may: "leader manager",
    call: async (api, c) => {
      const [link] = await c.as("leader").members.links({ organisationId: c.team });
      return api.members.endLink({ linkId: link?.id as string });
    },
  },
  "members.checkSheet": {
    may: "leader manager",
    lasting: true,
    call: (api, c) => api.members.checkSheet({ organisationId: c.team, bytes: SHEET }),
  },
  "members.sheet": {
    may: "leader manager",
    call: async (api, c) => api.members.sheet({ importId: await sheetIn(c) }),
  },
  "members.sheetToCorrect": {
    may: "leader manager",
    call: async (api, c) => api.members.sheetToCorrect({ importId: await sheetIn(c) }),
  },
  "members.importSheet": {
    may: "leader manager",
    call: async (api, c) => api.members.importSheet({ importId: await sheetIn(c), consent: true }),
  },
  "members.dropSheet": {
    may: "leader manager",
    call: async (api, c) => api.members.dropSheet({ importId: await sheetIn(c) }),
  },
  "national.ofUnit": {
    may: "leader manager",
    call: (api, c) => api.national.ofUnit({ unitId: c.team }),
  },
  "national.make": {
    may: "leader manager",
    lasting: true,
    call: (api, c) => api.national.make({ unitId: c.team, month: "2026-11" }),
  },
  "national.open": {
    may: "leader manager",
    lasting: true,
    call: (api, c) => api.national.open({ batchId: c.batch }),
  },
  "national.accept": {
    may: "leader manager",
    call: (api, c) => api.national.accept({ batchId: c.batch }),
  },
  "national.giveBack": {
    may: "leader manager",
    call: (api, c) => api.national.giveBack({ batchId: c.batch }),
  },
  "seats.name": {
    may: "leader manager",
    call: (api, c) => api.seats.name({ pledgeId: c.visitPledge, personIds: [c.people.leader.id] }),
  },
  "seats.leave": { may: "member", call: (api, c) => api.seats.leave({ seatId: c.memberSeat }) },
  "seats.remove": {
    may: "poster clerk leader manager",
    call: (api, c) => api.seats.remove({ seatId: c.memberSeat, reason: "agreed" }),
  },
  "seats.ofPledge": {
    may: "poster clerk town district leader manager",
    call: (api, c) => api.seats.ofPledge({ pledgeId: c.visitPledge }),
  },
  "seats.ofTeam": {
    may: "leader manager member",
    call: (api, c) => api.seats.ofTeam({ organisationId: c.team }),
  },
  "seats.one": {
    may: "poster clerk leader manager member",
    call: (api, c) => api.seats.one({ seatId: c.memberSeat }),
  },
  "invitations.invite": {
    may: "poster clerk town district",
    call: (api, c) => api.invitations.invite({ ...inviting(c, c.otherTeam), key: newKey() }),
  },
  "invitations.ofNeed": {
    may: "poster clerk town district",
    call: (api, c) => api.invitations.ofNeed({ needId: c.gift.id }),
  },
  "invitations.withdraw": {
    may: "poster clerk town district",
    call: async (api, c) => api.invitations.withdraw({ invitationId: await invitationIn(c) }),
  },
  "ranking.who": {
    may: "poster clerk town district",
    call: (api, c) => api.ranking.who({ needId: c.gift.id }),
  },
  "ranking.weights": {
    may: "district",
    call: (api, c) => api.ranking.weights({ countyId: c.places.luozhuang }),
  },
  "ranking.setWeights": {
    may: "district",
    call: (api, c) =>
      api.ranking.setWeights({
        countyId: c.places.luozhuang,
        version: 0,
        weights: { ...BUILT_IN, load: 30 },
        note: "多看谁接得少",
      }),
  },
  "invitations.startWaves": {
    may: "poster clerk town district",
    call: (api, c) => api.invitations.startWaves({ slotId: c.shift.slotId }),
  },
  "invitations.stopWaves": {
    may: "poster clerk town district",
    call: (api, c) => api.invitations.stopWaves({ slotId: c.shift.slotId }),
  },
  "invitations.accept": {
    may: "leader manager",
    call: async (api, c) => api.invitations.accept({ invitationId: await invitationIn(c), key: newKey() }),
  },
  "invitations.decline": {
    may: "leader manager",
    call: async (api, c) => api.invitations.decline({ invitationId: await invitationIn(c) }),
  },
  "chain.read": {
    may: "leader manager",
    call: (api, c) =>
      api.chain.read({ slotId: c.shift.slotId, organisationId: c.team, text: "1. 张三\n2. 李四" }),
  },
  "chain.save": {
    may: "leader manager",
    call: (api, c) =>
      api.chain.save({
        slotId: c.shift.slotId,
        organisationId: c.team,
        rows: [{ amount: "1" }],
        key: newKey(),
      }),
  },
  "plan.list": { may: "town district", call: (api, c) => api.plan.list({ regionId: c.places.gaodu }) },
  "plan.view": { may: "town district", call: async (api, c) => api.plan.view({ planId: await planIn(c) }) },
  "plan.make": { may: "town district", call: (api, c) => api.plan.make({ regionId: c.places.gaodu }) },
  "plan.cancel": {
    may: "town district",
    call: async (api, c) => api.plan.cancel({ planId: await planIn(c), version: 1 }),
  },
  "plan.edit": {
    may: "town district",
    call: async (api, c) => api.plan.edit({ itemId: await itemIn(c), version: 1, amount: "1" }),
  },
  "plan.lookUp": {
    may: "town district",
    call: async (api, c) => api.plan.lookUp({ planId: await planIn(c), helperId: c.team }),
  },
  "plan.send": {
    may: "town district",
    call: async (api, c) => api.plan.send({ planId: await planIn(c), version: 1, key: newKey() }),
  },
  "advisers.ofVillage": {
    may: "poster clerk grid town district",
    call: (api, c) => api.advisers.ofVillage({ regionId: c.places.xipandun }),
  },
  "advisers.appoint": {
    may: "poster clerk town district",
    lasting: true,
    call: (api, c) => {
      const { phone, name } = c.people.member;
      return api.advisers.appoint({ regionId: c.places.xipandun, kind: "mediator", phone, name });
    },
  },
  "advisers.end": {
    may: "poster clerk town district stranger",
    call: async (api, c) => api.advisers.end({ adviserId: await adviserIn(c), version: 1 }),
  },
  "standIns.take": { may: SIGNED_IN, call: (api, c) => api.standIns.take({ standInId: c.search }) },
  "standIns.take for a member": {
    may: "leader manager member",
    call: (api, c) => api.standIns.take({ standInId: c.search, personId: c.people.member.id }),
  },
  "standIns.callOff": { may: "manager", call: (api, c) => api.standIns.callOff({ standInId: c.search }) },
  "homeVisits.tell": {
    may: "poster clerk leader manager",
    call: (api, c) => api.homeVisits.tell({ slotId: c.visitSlot }),
  },
  "homeVisits.standing": {
    may: "poster clerk leader manager",
    call: (api, c) => api.homeVisits.standing({ slotId: c.visitSlot }),
  },
  "hours.ofShift": {
    may: "poster clerk town district leader manager",
    call: (api, c) => api.hours.ofShift({ slotId: c.countedSlot }),
  },
  "hours.confirm": {
    may: "poster clerk town district leader manager",
    call: (api, c) => api.hours.confirm({ recordIds: [c.hours] }),
  },
  "hours.discard": {
    may: "poster clerk town district leader manager",
    call: (api, c) => api.hours.discard({ recordId: c.hours, reason: "点错了人" }),
  },
  "hours.closing": {
    may: "poster clerk",
    call: (api, c) => api.hours.closing({ slotId: c.day.slotId }),
  },
  "hours.close": {
    may: "poster clerk",
    call: (api, c) => api.hours.close({ slotId: c.day.slotId, key: newKey() }),
  },
  "hours.record": {
    may: "poster clerk town district leader manager member",
    call: (api, c) => api.hours.record({ recordId: c.sure.recordId }),
  },
  "hours.toldLate": {
    may: "poster clerk",
    call: (api, c) => api.hours.toldLate({ slotId: c.day.slotId }),
  },
  "hours.paper": {
    may: "poster clerk",
    call: (api, c) => api.hours.paper({ slotId: c.day.slotId }),
  },
  "hours.enterPaper": {
    may: "poster clerk",
    call: (api, c) =>
      api.hours.enterPaper({ slotId: c.day.slotId, text: "谁也不是 8:00 9:00", key: newKey() }),
  },
  "hours.ask": {
    may: "member",
    lasting: true,
    call: (api, c) => api.hours.ask({ ...c.sure, words: "早走了半小时", key: newKey() }),
  },
  "hours.askWhy": {
    may: "member",
    lasting: true,
    call: (api, c) => api.hours.askWhy({ recordId: c.hours, words: "一直没有确认", key: newKey() }),
  },
  "hours.askMissing": {
    may: SIGNED_IN,
    call: (api, c) => api.hours.askMissing({ ...missingAt(c), words: "我去了", key: newKey() }),
  },
  "hours.askMissing for another": {
    may: "member",
    call: (api, c) =>
      api.hours.askMissing({
        ...missingAt(c),
        personId: c.people.member.id,
        words: "他去了",
        key: newKey(),
      }),
  },
  "hours.askable": { may: SIGNED_IN, call: (api) => api.hours.askable({}) },
  "hours.askable of another": {
    may: "member",
    call: (api, c) => api.hours.askable({ personId: c.people.member.id }),
  },
  "hours.appeal": {
    may: "member",
    call: (api, c) => api.hours.appeal({ correctionId: c.correction, words: "不同意" }),
  },
  "hours.decide": {
    may: "district",
    call: (api, c) =>
      api.hours.decide({ correctionId: c.correction, outcome: "upheld", answer: "签到表上没有" }),
  },
  "hours.putRight": {
    may: "district leader manager",
    call: (api, c) => api.hours.putRight({ ...c.sure, version: 1, reason: "核对过签到表", key: newKey() }),
  },
  "hours.strike": {
    may: "district leader manager",
    call: (api, c) => api.hours.strike({ recordId: c.sure.recordId, version: 1, reason: "没有来" }),
  },
  "hours.drop": {
    may: "district leader manager",
    call: (api, c) => api.hours.drop({ correctionId: c.correction }),
  },
  "hours.withdraw": {
    may: "member",
    call: (api, c) => api.hours.withdraw({ correctionId: c.correction }),
  },
  "hours.answer": {
    may: "district leader manager",
    call: (api, c) =>
      api.hours.answer({ correctionId: c.correction, outcome: "upheld", answer: "签到表上没有" }),
  },
  "hours.correction": {
    may: "district leader manager member",
    call: (api, c) => api.hours.correction({ correctionId: c.correction }),
  },
  "hours.correctionsOf": {
    may: "district leader manager member",
    call: async (api, c) => {
      const answered = await api.hours.correctionsOf({ recordId: c.doubted });
      if (answered.length === 0) refuse("NOT_FOUND");
      return answered;
    },
  },
  "hours.checks": {
    may: "town district",
    call: (api, c) => api.hours.checks({ regionId: c.place.town }),
  },
  "hours.check": { may: "town district", call: (api, c) => api.hours.check({ checkId: c.check }) },
  "hours.unitRecord": {
    may: "town district leader manager",
    call: (api, c) => api.hours.unitRecord({ organisationId: c.team }),
  },
  "hours.answerCheck": {
    may: "town district",
    call: (api, c) => api.hours.answerCheck({ checkId: c.check, outcome: "sound", note: "看过了" }),
  },
  "hours.setDays": {
    may: "district fDistrict",
    call: (api) => api.hours.setDays({ days: [{ day: "2027-01-01", works: false, note: "元旦" }] }),
  },
  "hours.clearDay": {
    may: "district fDistrict",
    call: (api) => api.hours.clearDay({ day: "2027-01-01" }),
  },
  "settings.set": {
    may: "district",
    call: (api, c) => api.settings.set({ countyId: c.places.luozhuang, saleLines: true }),
  },
  "regions.add": {
    may: "town district",
    call: (api, c) => api.regions.add({ parentId: c.places.gaodu, level: 5, name: "新并村" }),
  },
  "regions.add a grid": {
    may: "poster clerk town district",
    call: (api, c) => api.regions.add({ parentId: c.places.xipandun, level: 7, name: "第一网格" }),
  },
  "regions.rename": {
    may: "town district",
    call: (api, c) => api.regions.rename({ id: c.places.xipandun, name: "潘墩新村" }),
  },
  "regions.merge": {
    may: "district",
    call: (api, c) => api.regions.merge({ id: c.places.xipandun, intoId: c.places.xisanchong }),
  },
  "regions.addAlias": {
    may: "poster clerk town district",
    call: (api, c) => api.regions.addAlias({ id: c.places.xipandun, name: "老潘墩" }),
  },
  "regions.removeAlias": {
    may: "poster clerk town district",
    call: (api, c) =>
      api.regions.addAlias({ id: c.places.xipandun, name: "老潘墩" }).then(async () =>
        api.regions.removeAlias({
          aliasId: (await api.regions.aliases({ id: c.places.xipandun }))[0]?.id as string,
        }),
      ),
  },
  "needs.managed": {
    may: "poster clerk grid town district",
    call: (api, c) => api.needs.managed({ needId: c.gift.id }),
  },
  "needs.managed of a request": {
    may: "poster clerk grid town district helper",
    call: (api, c) => api.needs.managed({ needId: c.asked }),
  },
  "needs.managed of a draft": { may: "helper", call: (api, c) => api.needs.managed({ needId: c.drafted }) },
  "needs.saveDraft": { may: SIGNED_IN, call: (api, c) => api.needs.saveDraft(c.draftOf(c.places.xipandun)) },
  "needs.saveDraft over another's": {
    may: "helper",
    call: (api, c) => api.needs.saveDraft({ ...c.draftOf(c.places.xipandun), needId: c.drafted }),
  },
  "needs.submit": { may: "helper", call: (api, c) => api.needs.submit({ needId: c.drafted }) },
  "needs.publish": { may: "poster clerk district", call: (api, c) => api.needs.publish({ needId: c.asked }) },
  "needs.giveBack": {
    may: "poster clerk district",
    call: (api, c) => api.needs.giveBack({ needId: c.asked, question: "几点？" }),
  },
  "needs.reject": {
    may: "poster clerk district",
    call: (api, c) => api.needs.reject({ needId: c.asked, reason: "hotline_12345" }),
  },
  "needs.takeBack": { may: "poster clerk helper", call: (api, c) => api.needs.takeBack({ needId: c.asked }) },
  "needs.pause": { may: "poster clerk", call: (api, c) => api.needs.pause({ needId: c.gift.id }) },
  "needs.resume": { may: "poster clerk", call: (api, c) => api.needs.resume({ needId: c.gift.id }) },
  "needs.seal": { may: "poster clerk", call: (api, c) => api.needs.seal({ needId: c.gift.id }) },
  "needs.change": {
    may: "poster clerk",
    call: (api, c) => api.needs.change({ needId: c.gift.id, title: "换个说法" }),
  },
  "needs.changeLines": {
    may: "poster clerk",
    call: (api, c) =>
      api.needs.changeLines({ needId: c.gift.id, lines: [{ lineId: c.goods.id, quantity: "2000" }] }),
  },
  "needs.confirm": {
    may: "poster clerk",
    call: (api, c) => api.needs.confirm({ needId: c.gift.id, answer: "still" }),
  },
  "needs.certify": {
    may: "town district",
    call: (api, c) =>
      api.needs.certify({
        key: newKey(),
        lineId: c.uncertified.lines[0]?.id as string,
        certifiedOn: DAY,
        stock: "1000",
        evidence: "看了仓库",
      }),
  },
  "needs.revokeCertification": {
    may: "town district",
    call: (api, c) =>
      api.needs
        .certify({
          key: newKey(),
          lineId: c.uncertified.lines[0]?.id as string,
          certifiedOn: DAY,
          stock: "1000",
          evidence: "看了仓库",
        })
        .then((a) => api.needs.revokeCertification({ certificationId: a.certificationId })),
  },
  "seats.whoRuns": {
    may: "poster clerk",
    call: (api, c) => api.seats.whoRuns({ slotId: c.shift.slotId }),
  },
  "seats.appoint": {
    may: "poster clerk",
    call: (api, c) => api.seats.appoint({ slotId: c.shift.slotId, leadId: c.people.poster.id }),
  },
  "attendance.day": {
    may: "poster clerk leader manager",
    call: (api, c) => api.attendance.day({ slotId: c.day.slotId }),
  },
  "attendance.begin": {
    may: "poster clerk",
    call: (api, c) => api.attendance.begin({ slotId: c.shift.slotId }),
  },
  "attendance.callIn": {
    may: "poster clerk leader manager",
    call: (api, c) => api.attendance.callIn({ slotId: c.day.slotId, personId: c.people.helper.id }),
  },
  "attendance.callOut": {
    may: "poster clerk leader manager",
    call: (api, c) => api.attendance.callOut({ slotId: c.day.slotId, personId: c.people.helper.id }),
  },
  "attendance.undo": {
    may: "poster clerk leader manager",
    call: (api, c) => api.attendance.undo({ slotId: c.day.slotId, personId: c.people.helper.id, was: "in" }),
  },
  // its team has people there and does not run it: that is in tests/server/attendance/roll
  "attendance.newcomer": {
    may: "poster clerk",
    lasting: true,
    call: (api, c) =>
      api.attendance.newcomer({
        slotId: c.day.slotId,
        name: "新人",
        how: "spoken",
        privacy: true,
        age14: true,
        key: newKey(),
      }),
  },
  "attendance.use": {
    may: "grid town district helper leader manager member fPoster fClerk fGrid fTown fDistrict fLeader stranger",
    call: async (api, c) => {
      const at = c.world.clock.now();
      const { token } = codesFrom(c.world.keys, c.day.slotId, at, 1)[0] as { token: string };
      return api.attendance.use({ ticket: (await api.attendance.open({ token })).ticket });
    },
  },
  "attendance.events": {
    may: "poster clerk leader manager",
    call: (api, c) =>
      api.attendance.events({
        slotId: c.day.slotId,
        device: c.newId(),
        events: [{ id: c.newId(), seq: 1, kind: "in", personId: c.people.helper.id, ago: 0 }],
      }),
  },
  "attendance.roster": {
    may: "poster clerk",
    call: (api, c) => api.attendance.roster({ slotId: c.day.slotId }),
  },
  "attendance.toState": {
    may: "poster clerk grid",
    call: (api, c) => api.attendance.toState({ slotId: c.day.slotId }),
  },
  "attendance.state": {
    may: "poster clerk grid",
    call: (api, c) => api.attendance.state({ slotId: c.day.slotId, headcount: "3", hours: "4" }),
  },
  "needs.look": {
    may: "poster clerk helper",
    call: (api, c) => api.needs.look({ needId: c.asked, what: "contact" }),
  },
  "records.of": { may: "helper", call: (api, c) => api.records.of({ personId: c.people.helper.id }) },
  "records.of a member": {
    may: "leader manager member",
    call: (api, c) => api.records.of({ personId: c.people.member.id, organisationId: c.team }),
  },
  "records.profile": {
    may: "helper",
    call: (api, c) => api.records.profile({ personId: c.people.helper.id }),
  },
  "records.saveProfile": {
    may: "helper",
    call: (api, c) =>
      api.records.saveProfile({ personId: c.people.helper.id, skills: ["loading"], version: 0 }),
  },
  "records.saveAvailability": {
    may: SIGNED_IN,
    call: (api) => api.records.saveAvailability({ invitable: true, reach: "town", version: 0 }),
  },
  "records.saveIdentity": {
    may: "helper",
    call: (api, c) => api.records.saveIdentity({ personId: c.people.helper.id, bornOn: "1990-03-04" }),
  },
  "records.forgetNumber": {
    may: "helper",
    call: (api, c) => api.records.forgetNumber({ personId: c.people.helper.id }),
  },
  "records.guardian": {
    may: "leader manager member",
    call: (api, c) => api.records.guardian({ personId: c.people.member.id, organisationId: c.team }),
  },
  "records.recordConsent": {
    may: "town district leader manager",
    call: (api, c) =>
      api.records.recordConsent({
        personId: c.people.member.id,
        organisationId: c.team,
        guardianName: "队员家长",
        phone: "13900000009",
        relation: "parent",
        how: "paper",
        agreed: true,
      }),
  },
  "records.takeBackConsent": {
    may: "leader manager member",
    call: async (api, c) =>
      api.records.takeBackConsent({ consentId: (await recordsOf(c)).consentId, organisationId: c.team }),
  },
  "records.claim": {
    may: "helper",
    call: (api, c) => api.records.claim({ personId: c.people.helper.id, kind: "lawyer", issuer: "省司法厅" }),
  },
  "records.drop": {
    may: "helper",
    call: async (api, c) => api.records.drop({ qualificationId: (await recordsOf(c)).claimed, version: 1 }),
  },
  "records.case": {
    may: "town district helper",
    call: async (api, c) => api.records.case({ qualificationId: (await recordsOf(c)).claimed }),
  },
  "records.queue": {
    may: "town district",
    call: (api, c) => api.records.queue({ regionId: c.places.gaodu }),
  },
  "records.verify": {
    may: "town district",
    call: async (api, c) =>
      api.records.verify({ qualificationId: (await recordsOf(c)).claimed, version: 1, seen: "original" }),
  },
  "records.turnDown": {
    may: "town district",
    call: async (api, c) =>
      api.records.turnDown({ qualificationId: (await recordsOf(c)).claimed, version: 1, reason: "看不清" }),
  },
  "records.revoke": {
    may: "town district",
    call: async (api, c) =>
      api.records.revoke({ qualificationId: (await recordsOf(c)).verified, version: 2, reason: "已注销" }),
  },
  "records.giveHonour": {
    may: "town district",
    call: (api, c) =>
      api.records.giveHonour({
        personId: c.people.helper.id,
        title: "罗庄好人",
        grantor: "区文明办",
        grantedOn: DAY,
      }),
  },
  "records.giveHonour of a team": {
    may: "leader manager",
    call: (api, c) =>
      api.records.giveHonour({
        personId: c.people.member.id,
        organisationId: c.team,
        title: "季度之星",
        grantedOn: DAY,
      }),
  },
  "records.endHonour": {
    may: "town district",
    call: async (api, c) => api.records.endHonour({ honourId: (await recordsOf(c)).honourId, version: 1 }),
  },
  "records.endHonour of a team": {
    may: "leader manager",
    call: async (api, c) => api.records.endHonour({ honourId: (await recordsOf(c)).ofTeam, version: 1 }),
  },
  "records.training": {
    may: "town district leader manager",
    call: (api, c) => api.records.training({ organisationId: c.team }),
  },
  "records.recordTraining": {
    may: "leader manager",
    call: (api, c) =>
      api.records.recordTraining({
        organisationId: c.team,
        personIds: [c.people.member.id],
        title: "交通劝导",
        heldOn: DAY,
        hours: "1.5",
      }),
  },
  "records.endTraining": {
    may: "leader manager",
    call: async (api, c) =>
      api.records.endTraining({ trainingId: (await recordsOf(c)).trainingId, version: 1 }),
  },
  "records.evaluations": {
    may: "poster clerk leader manager",
    call: async (api, c) => api.records.evaluations({ slotId: (await recordsOf(c)).over }),
  },
  "records.evaluate": {
    may: "poster clerk",
    call: async (api, c) =>
      api.records.evaluate({ slotId: (await recordsOf(c)).over, side: "beneficiary", given: [{ score: 5 }] }),
  },
  "records.evaluate as organiser": {
    may: "leader manager",
    call: async (api, c) =>
      api.records.evaluate({ slotId: (await recordsOf(c)).over, side: "organiser", given: [{ score: 5 }] }),
  },
  "records.ask": {
    may: "member",
    call: async (api, c) =>
      api.records.ask({
        personId: c.people.member.id,
        about: "honour",
        subjectId: (await recordsOf(c)).ofTeam,
        words: "不对",
      }),
  },
  "records.withdrawAsk": {
    may: "member",
    call: async (api, c) => api.records.withdrawAsk({ askId: (await recordsOf(c)).ofTraining, version: 1 }),
  },
  "records.asks": {
    may: "leader manager",
    call: (api, c) => api.records.asks({ organisationId: c.team }),
  },
  "records.asks of a town": {
    may: "town district",
    call: (api, c) => api.records.asks({ regionId: c.places.gaodu }),
  },
  "records.answerAsk": {
    may: "leader manager",
    call: async (api, c) =>
      api.records.answerAsk({
        askId: (await recordsOf(c)).ofTraining,
        version: 1,
        outcome: "upheld",
        answer: "没错",
      }),
  },
  "records.answerAsk about the district's": {
    may: "town district",
    call: async (api, c) =>
      api.records.answerAsk({
        askId: (await recordsOf(c)).ofHonour,
        version: 1,
        outcome: "upheld",
        answer: "没错",
      }),
  },
};

class RolledBack extends Error {}

/** A refusal that is not about who asks. A fault of ours, or a wrong row, is no answer. */
function isAllowed(error: unknown): boolean {
  const refusal = refusalOf(error);
  if (refusal === null) throw error;
  if (refusal.code === "INVALID")
    throw new Error(`the row's input is wrong: ${JSON.stringify(refusal.facts)}`);
  return !["FORBIDDEN", "NOT_FOUND", "SIGN_IN_FIRST", "OWN_CODE"].includes(refusal.code);
}

async function letIn(ctx: Ctx, call: (api: Caller) => Promise<unknown>, lasting = false): Promise<boolean> {
  let verdict = true;
  if (lasting) {
    const error = await call(createCaller({ ...ctx, asked: new Set() })).then(
      () => null,
      (e) => e,
    );
    return error === null || isAllowed(error);
  }
  await transact(ctx.db, async (trx) => {
    try {
      await call(createCaller({ ...ctx, db: trx, asked: new Set() }));
    } catch (error) {
      verdict = isAllowed(error);
    }
    throw new RolledBack();
  }).catch((error) => {
    if (!(error instanceof RolledBack)) throw error;
  });
  return verdict;
}

let cast: PolicyCast;
const contexts = new Map<Somebody, Ctx>();

describe("who may", () => {
  beforeAll(async () => {
    const world = await testWorld();
    cast = await castOfPolicy(world);
    contexts.set("visitor", visitor(world));
    for (const [name, who] of Object.entries(cast.people))
      contexts.set(name as Somebody, await ctxOf(world, who));
  });

  it("every procedure that asks the policy has a row", () => {
    const asking = Object.entries(
      root._def.procedures as unknown as Record<string, { _def: { meta: { may: string } } }>,
    )
      .filter(([, p]) => !["anyone", "signed-in"].includes(p._def.meta.may))
      .map(([path]) => path);
    expect(asking.filter((path) => !Object.keys(TABLE).some((row) => row.split(" ")[0] === path))).toEqual(
      [],
    );
    // a row may also stand for one that asks by what it is given: a list for a team, or for units (chain)
    const known = Object.keys(root._def.procedures);
    expect(Object.keys(TABLE).filter((path) => !known.includes(path.split(" ")[0] as string))).toEqual([]);
  });

  it.each(Object.keys(TABLE))("%s", async (path) => {
    const row = TABLE[path] as Row;
    const allowed: string[] = [];
    for (const who of EVERYBODY)
      if (await letIn(contexts.get(who) as Ctx, (api) => row.call(api, cast), row.lasting)) allowed.push(who);
    expect(allowed.join(" ")).toBe(row.may);
  });

  it("what concerns only oneself is refused to a visitor, whatever they send", async () => {
    const own = Object.entries(
      root._def.procedures as unknown as Record<string, { _def: { type: string; meta: { may: string } } }>,
    ).filter(([, p]) => p._def.meta.may === "signed-in");
    expect(own.length).toBeGreaterThan(15);
    for (const [path] of own) {
      const call = path
        .split(".")
        .reduce(
          (at: never, part) => at[part as never] as never,
          createCaller({ ...(contexts.get("visitor") as Ctx), asked: new Set() }) as never,
        ) as unknown as (input: unknown) => Promise<unknown>;
      const code = await call({}).then(
        () => "let in",
        (error) => refusalOf(error)?.code,
      );
      expect(`${path}: ${code}`).toBe(`${path}: SIGN_IN_FIRST`);
    }
  });
});
