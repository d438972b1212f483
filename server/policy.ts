// Who may do and who may see: every action of the platform, one line each. Pure: facts in, answer out.
// Authority is the union of a person's live grants; the hat worn is only preferred. The answer names the grant used.
import { type RefusalCode, refuse } from "./errors";

export const ROLES = [
  "member",
  "manager",
  "leader", // 队长: of an organisation
  "grid", // 网格员: of a grid or village
  "secretary", // 村(社区)书记: of a village
  "clerk", // 文书: acts for a secretary, by delegation
  "town_admin",
  "district_admin",
] as const;
export type Role = (typeof ROLES)[number];

/** Ancestor ids of a region, itself included; 0 where a level does not apply. */
export type Place = {
  province_id: number;
  city_id: number;
  county_id: number;
  town_id: number;
  village_id: number;
  natural_id: number;
  grid_id: number;
};
export const PLACE_COLUMNS = [
  "province_id",
  "city_id",
  "county_id",
  "town_id",
  "village_id",
  "natural_id",
  "grid_id",
] as const satisfies (keyof Place)[];

/** A live role of a person. regionLevel 1..7 where the scope is a region, 0 where it is an organisation. */
export type Grant = {
  id: string;
  role: Role;
  regionId: number;
  regionLevel: number;
  organisationId: string | null;
  delegatedFrom: string | null;
};

export type Actor = {
  personId: string;
  name: string;
  sessionId: string;
  grants: Grant[];
  hat: Grant | null;
};

/** True where the grant's region contains the place. */
function covers(grant: Grant, place: Place): boolean {
  if (grant.regionId === 0 || grant.regionLevel < 1) return false;
  const column = PLACE_COLUMNS[grant.regionLevel - 1];
  return column !== undefined && place[column] === grant.regionId;
}

/** What an answer may be: no, yes as oneself, or yes under a grant. */
export type Answer = false | true | Grant;

const preferHat = (actor: Actor): Grant[] =>
  actor.hat ? [actor.hat, ...actor.grants.filter((g) => g.id !== actor.hat?.id)] : actor.grants;

/** The first live grant with one of the roles over the place. */
export function inRegion(actor: Actor, place: Place, ...roles: Role[]): Answer {
  return preferHat(actor).find((g) => roles.includes(g.role) && covers(g, place)) ?? false;
}

/** The first live grant with one of the roles in the organisation. */
export function inOrganisation(actor: Actor, organisationId: string | null, ...roles: Role[]): Answer {
  if (organisationId === null) return false;
  return preferHat(actor).find((g) => roles.includes(g.role) && g.organisationId === organisationId) ?? false;
}

const VILLAGE: Role[] = ["secretary", "clerk"];
const ABOVE: Role[] = ["town_admin", "district_admin"];

/** What the policy needs to know of a need. */
export type NeedFacts = { posterId: string; organisationId: string | null; place: Place };
/** … of whoever helps: a person or an organisation. */
export type HelperFacts = {
  personId: string | null;
  organisationId: string | null;
  actsFor: boolean; // the actor holds a live proxy for personId
};
/** … of a pledge: whose it is, and its need. */
export type PledgeFacts = HelperFacts & { need: NeedFacts };
/** … of a shift: its need, who leads it, the organisations that run it, and all that have people at it. */
export type ShiftFacts = NeedFacts & { leadId: string | null; runnerIds: string[]; helperIds: string[] };
/** … of a service record: its shift, whose it is, with whom they came, which organisation records it, and which stands above. */
export type HoursFacts = ShiftFacts & {
  personId: string;
  actsFor: boolean;
  cameWith: string | null;
  unitId: string | null;
  parentId: string | null;
};
/** … of a service to be evaluated, and from which side (Ord. 67 art. 10). */
export type EvaluationFacts = ShiftFacts & { side: "organiser" | "beneficiary" };
/** … of a named place: who is to come, and the pledge it belongs to. */
export type SeatFacts = { personId: string; actsFor: boolean; pledge: PledgeFacts };
/** … of goods moving against a pledge. */
export type GoodsFacts = PledgeFacts & { direction: string | null };
/** … of what a photo or evidence hangs on: a need, or a pledge (or its delivery) on one; certifierId where it is evidence of stock. */
export type NeedFileFacts = { need: NeedFacts; pledge: PledgeFacts | null; certifierId: string | null };
/** … or a claimed qualification, as long as nobody has decided on it. */
export type FileFacts = NeedFileFacts | { record: RecordFacts; undecided: boolean };

/** Runs the organisation: its leader, or a manager. */
const heads = (a: Actor, organisationId: string | null): Answer =>
  inOrganisation(a, organisationId, "leader", "manager");
/** Themself, or by a live proxy of theirs. */
const speaksFor = (a: Actor, f: { personId: string; actsFor: boolean }): Answer =>
  a.personId === f.personId || f.actsFor;

const posts = (a: Actor, f: NeedFacts): Answer =>
  (a.personId === f.posterId && (inRegion(a, f.place, ...VILLAGE) || true)) ||
  inRegion(a, f.place, ...VILLAGE) ||
  heads(a, f.organisationId);
const helps = (a: Actor, f: HelperFacts): Answer =>
  (f.personId !== null && (a.personId === f.personId || f.actsFor)) || heads(a, f.organisationId);

const leadsOneOf = (a: Actor, ids: readonly string[]): Answer =>
  ids.map((id) => heads(a, id)).find((g) => g !== false) ?? false;
/** Its lead, or whoever leads an organisation that runs it. */
const leads = (a: Actor, f: ShiftFacts): Answer => a.personId === f.leadId || leadsOneOf(a, f.runnerIds);
/** … or the organisation that posted it; where nobody else runs it, whoever posted. */
const organises = (a: Actor, f: ShiftFacts): Answer =>
  leads(a, f) || heads(a, f.organisationId) || (f.leadId === null && f.runnerIds.length === 0 && posts(a, f));
const runs = (a: Actor, f: ShiftFacts): Answer => posts(a, f) || leads(a, f);

const vouches = (a: Actor, f: HoursFacts): Answer =>
  runs(a, f) ||
  heads(a, f.cameWith) ||
  heads(a, f.unitId) ||
  heads(a, f.parentId) ||
  inRegion(a, f.place, ...ABOVE);

/** Who may give a role: roles over the same place, or in the same organisation. Only a secretary makes a clerk: it is their own grant that is lent. */
const GIVERS: Record<Role, readonly Role[]> = {
  member: ["manager", "leader", "town_admin", "district_admin"],
  manager: ["leader", "town_admin", "district_admin"],
  leader: ["leader", "town_admin", "district_admin"],
  grid: ["secretary", "town_admin", "district_admin"],
  secretary: ["town_admin", "district_admin"],
  clerk: ["secretary"],
  town_admin: ["district_admin"],
  district_admin: ["district_admin"],
};
/** What a role reaches: the place of its region, or of its organisation. */
export type RoleFacts = { role: Role; place: Place; organisationId: string | null };
/** A person and where they belong (people/places); place null where nothing ties them to any place. */
export type PersonFacts = { personId: string; place: Place | null };
/** An organisation and where it lies. */
export type OrganisationFacts = { organisationId: string; place: Place };

/** A person's record; organisationId: one they are in, where it is looked at for that; place as in PersonFacts. */
export type RecordFacts = PersonFacts & { actsFor: boolean; organisationId: string | null };

const above = (a: Actor, place: Place | null): Answer => place !== null && inRegion(a, place, ...ABOVE);

const gives = (a: Actor, f: RoleFacts): Answer =>
  inOrganisation(a, f.organisationId, ...GIVERS[f.role]) || inRegion(a, f.place, ...GIVERS[f.role]);

/** Action → who may. Add a line here, then a row in tests/structure/policy. */
export const POLICY = {
  // needs
  "need.draft": (_a: Actor) => true,
  "need.post_as": (a: Actor, f: { organisationId: string }) => heads(a, f.organisationId),
  "need.post_above": (a: Actor, f: { place: Place }) => inRegion(a, f.place, ...ABOVE), // for a whole town
  "need.see_draft": (a: Actor, f: NeedFacts & { byOffice: boolean }) =>
    a.personId === f.posterId ||
    heads(a, f.organisationId) ||
    (f.byOffice && inRegion(a, f.place, ...VILLAGE)),
  "need.edit": (a: Actor, f: NeedFacts) => posts(a, f),
  "need.see": (a: Actor, f: NeedFacts) => posts(a, f) || inRegion(a, f.place, "grid", ...ABOVE), // when not public
  "need.verify": (a: Actor, f: NeedFacts & { escalated: boolean }) =>
    inRegion(a, f.place, ...VILLAGE) ||
    (f.escalated ? inRegion(a, f.place, ...ABOVE) : inRegion(a, f.place, "district_admin")),
  // the contact's number and who is helped: whoever answers for it, each look logged
  "need.look": (a: Actor, f: NeedFacts & { escalated: boolean }) =>
    posts(a, f) || (f.escalated && inRegion(a, f.place, ...ABOVE)),
  "need.certify": (a: Actor, f: NeedFacts & { sellerId: string }) =>
    a.personId !== f.posterId && a.personId !== f.sellerId && inRegion(a, f.place, ...ABOVE),
  "need.run": (a: Actor, f: NeedFacts) => posts(a, f), // pause, seal, settle, approve, receive …
  "need.end": (a: Actor, f: NeedFacts) => posts(a, f) || inRegion(a, f.place, ...ABOVE),
  "desk.see": (a: Actor, f: { place: Place }) => inRegion(a, f.place, ...VILLAGE, "grid", ...ABOVE),
  // pledges
  "pledge.make": (a: Actor, f: HelperFacts) => helps(a, f),
  "pledge.change": (a: Actor, f: PledgeFacts) => helps(a, f),
  "pledge.see": (a: Actor, f: PledgeFacts) =>
    helps(a, f) || posts(a, f.need) || inRegion(a, f.need.place, ...ABOVE),
  "pledge.manage": (a: Actor, f: PledgeFacts) => posts(a, f.need), // approve, remove, receive
  "pledge.list": (a: Actor, f: { organisationId: string }) =>
    inOrganisation(a, f.organisationId, "leader", "manager", "member"), // an organisation's own
  "contact.see": (a: Actor, f: PledgeFacts) => helps(a, f) || posts(a, f.need),
  // shifts: whoever posted, leads it, or leads the organisation that runs it; who only has people there answers for these
  "shift.run": (a: Actor, f: ShiftFacts) => runs(a, f),
  "shift.attend": (a: Actor, f: ShiftFacts) => runs(a, f) || leadsOneOf(a, f.helperIds),
  "shift.template": (a: Actor, f: { organisationId: string }) => heads(a, f.organisationId),
  // the day: who runs a shift sees its code, so the code proves nothing of them
  "attendance.scan": (a: Actor, f: ShiftFacts) => runs(a, f) === false,
  // the receiving side says by itself who came: never whoever keeps the roll
  "shift.state": (a: Actor, f: ShiftFacts) =>
    a.personId !== f.leadId &&
    leadsOneOf(a, [...f.runnerIds, ...f.helperIds]) === false &&
    (inRegion(a, f.place, ...VILLAGE, "grid") || (f.organisationId === null && a.personId === f.posterId)),
  "seat.name": (a: Actor, f: PledgeFacts) => heads(a, f.organisationId),
  "seat.see": (a: Actor, f: SeatFacts) => speaksFor(a, f) || helps(a, f.pledge) || posts(a, f.pledge.need),
  "seat.leave": (a: Actor, f: SeatFacts) => speaksFor(a, f),
  "seat.remove": (a: Actor, f: SeatFacts) => helps(a, f.pledge) || posts(a, f.pledge.need),
  "stand_in.take": (a: Actor, f: { personId: string; actsFor: boolean; organisationId: string | null }) =>
    speaksFor(a, f) || heads(a, f.organisationId),
  // regions: whoever is above a node shapes it; a village shapes its natural villages and grids, and what it is called
  "region.shape": (a: Actor, f: { parent: Place; level: number }) =>
    inRegion(a, f.parent, ...ABOVE) || (f.level > 5 && inRegion(a, f.parent, ...VILLAGE)),
  "region.alias": (a: Actor, f: { place: Place }) => inRegion(a, f.place, ...VILLAGE, ...ABOVE),
  // releases: spoken claims are written down by the village's or the town's side, for needs in their own area
  "release.run": (a: Actor, f: { place: Place }) => inRegion(a, f.place, ...VILLAGE, ...ABOVE),
  "pledge.record": (a: Actor, f: NeedFacts) => inRegion(a, f.place, ...VILLAGE, ...ABOVE),
  // matching: who could help is for whoever asks for help, and those above; its weights are the district's
  "matching.see": (a: Actor, f: NeedFacts) => posts(a, f) || inRegion(a, f.place, ...ABOVE),
  "matching.weights.set": (a: Actor, f: { place: Place }) => inRegion(a, f.place, "district_admin"),
  // a pasted 接龙 list: a team's by its leader; what units said is written down like other spoken claims (pledge.record)
  "chain.team": (a: Actor, f: { organisationId: string }) => heads(a, f.organisationId),
  // invitations: asked by the poster's side or those above, answered by whoever is asked, like pledging
  "invitation.send": (a: Actor, f: NeedFacts) => posts(a, f) || inRegion(a, f.place, ...ABOVE),
  "invitation.answer": (a: Actor, f: HelperFacts) => helps(a, f),
  // the district's plan: whoever administers the place makes it, and sends it as invitations
  "plan.make": (a: Actor, f: { place: Place }) => inRegion(a, f.place, ...ABOVE),
  "plan.send": (a: Actor, f: { place: Place }) => inRegion(a, f.place, ...ABOVE),
  "adviser.appoint": (a: Actor, f: { place: Place }) => inRegion(a, f.place, ...VILLAGE, ...ABOVE),
  "adviser.end": (a: Actor, f: { place: Place; personId: string }) =>
    a.personId === f.personId || inRegion(a, f.place, ...VILLAGE, ...ABOVE), // an office is laid down at any time
  // deliveries: on a sale the buyer signs (or the seller's side records it); a gift or loan is accepted by its recipient
  "delivery.send": (a: Actor, f: GoodsFacts) => helps(a, f) || posts(a, f.need),
  "delivery.accept": (a: Actor, f: GoodsFacts) => posts(a, f.need) || (f.direction === "sale" && helps(a, f)),
  "delivery.return": (a: Actor, f: GoodsFacts) => helps(a, f) || posts(a, f.need),
  // files
  "file.attach": (a: Actor, f: FileFacts) => {
    if ("record" in f) return f.undecided && speaksFor(a, f.record);
    if (f.certifierId !== null) return a.personId === f.certifierId;
    return posts(a, f.need) || (f.pledge !== null && helps(a, f.pledge));
  },
  "file.show": (a: Actor, f: FileFacts) => "need" in f && posts(a, f.need), // to everybody
  "file.see": (a: Actor, f: FileFacts) => {
    if ("record" in f) return speaksFor(a, f.record) || above(a, f.record.place);
    return (
      posts(a, f.need) ||
      inRegion(a, f.need.place, ...ABOVE) ||
      (f.pledge !== null ? helps(a, f.pledge) : inRegion(a, f.need.place, "grid"))
    );
  },
  // people and roles
  "person.register": (a: Actor, f: { organisationId: string | null; place: Place | null }) =>
    heads(a, f.organisationId) ||
    (f.organisationId === null && f.place !== null && inRegion(a, f.place, ...VILLAGE, "grid", ...ABOVE)),
  "person.find": (a: Actor) => a.grants.find((g) => g.role === "district_admin") ?? false, // told only of those they may switch
  "person.switch": (a: Actor, f: PersonFacts) => f.place !== null && inRegion(a, f.place, "district_admin"),
  // the record of a volunteer (Ord. 67 art. 6–10, 12, 13): their own, or kept for them
  "record.keep": (a: Actor, f: RecordFacts) => speaksFor(a, f),
  "record.see": (a: Actor, f: RecordFacts) => speaksFor(a, f) || heads(a, f.organisationId),
  "record.answer": (a: Actor, f: RecordFacts) =>
    a.personId !== f.personId && (f.organisationId !== null ? heads(a, f.organisationId) : above(a, f.place)),
  "evaluation.give": (a: Actor, f: EvaluationFacts) =>
    f.side === "beneficiary" ? posts(a, f) : organises(a, f),
  "training.record": (a: Actor, f: RecordFacts) => heads(a, f.organisationId),
  "honour.give": (a: Actor, f: RecordFacts) =>
    a.personId !== f.personId && (f.organisationId !== null ? heads(a, f.organisationId) : above(a, f.place)),
  "qualification.verify": (a: Actor, f: RecordFacts) => a.personId !== f.personId && above(a, f.place),
  // the guardian's word, as told: never by the minor
  "guardian.record": (a: Actor, f: RecordFacts) =>
    a.personId !== f.personId &&
    (f.actsFor ||
      heads(a, f.organisationId) ||
      (f.place !== null && inRegion(a, f.place, ...VILLAGE, "grid", ...ABOVE))),
  "qualification.list": (a: Actor, f: { place: Place }) => inRegion(a, f.place, ...ABOVE),
  "grant.give": (a: Actor, f: RoleFacts) => gives(a, f),
  "grant.end": (a: Actor, f: RoleFacts & { personId: string; delegatedBy: string | null }) =>
    a.personId === f.personId || a.personId === f.delegatedBy || gives(a, f),
  "grant.list": (a: Actor, f: { place: Place; organisationId: string | null }) =>
    heads(a, f.organisationId) || inRegion(a, f.place, ...VILLAGE, ...ABOVE),
  // organisations
  "organisation.apply": (_a: Actor) => true,
  "organisation.change": (a: Actor, f: OrganisationFacts) =>
    heads(a, f.organisationId) || inRegion(a, f.place, ...ABOVE),
  "organisation.verify": (a: Actor, f: OrganisationFacts) => inRegion(a, f.place, ...ABOVE),
  "organisation.list": (a: Actor, f: { place: Place }) => inRegion(a, f.place, ...ABOVE),
  // members: an organisation's own affair; the town and the district may look
  "member.ask": (_a: Actor) => true,
  "member.take_back": (a: Actor, f: { personId: string }) => a.personId === f.personId,
  "member.answer": (a: Actor, f: { personId: string }) => a.personId === f.personId, // an invitation: nobody says yes for another
  "member.admit": (a: Actor, f: { organisationId: string }) => heads(a, f.organisationId), // requests, links
  "member.import": (a: Actor, f: { organisationId: string }) => heads(a, f.organisationId),
  "member.see": (a: Actor, f: OrganisationFacts) =>
    heads(a, f.organisationId) || inRegion(a, f.place, ...ABOVE),
  // hours: whoever ran the shift, records it or stands above; that nobody speaks for their own hours is a rule, not a role
  "hours.see": (a: Actor, f: HoursFacts) => speaksFor(a, f) || vouches(a, f),
  "hours.confirm": (a: Actor, f: HoursFacts) => vouches(a, f),
  // above means somebody else: who leads a team that was there says nothing more as its parent
  "hours.confirm_long": (a: Actor, f: HoursFacts) =>
    (leadsOneOf(
      a,
      [...f.runnerIds, ...f.helperIds].filter((id) => id !== f.parentId),
    ) !== false
      ? false
      : heads(a, f.parentId)) || inRegion(a, f.place, "district_admin"),
  "hours.confirm_longest": (a: Actor, f: HoursFacts) => inRegion(a, f.place, "district_admin"),
  // questions about one's own record; a second look from above; the calendar that deadlines are counted on
  "hours.ask": (a: Actor, f: { personId: string; actsFor: boolean }) => speaksFor(a, f),
  "hours.check": (a: Actor, f: { place: Place }) => inRegion(a, f.place, ...ABOVE),
  "calendar.change": (a: Actor) => a.grants.find((g) => g.role === "district_admin") ?? false,
  "hours.correct": (a: Actor, f: HoursFacts) => heads(a, f.unitId) || inRegion(a, f.place, "district_admin"),
  // without having been asked: also the organisation above; over the unit's no: the district alone
  "hours.put_right": (a: Actor, f: HoursFacts) =>
    heads(a, f.unitId) || heads(a, f.parentId) || inRegion(a, f.place, "district_admin"),
  "hours.decide": (a: Actor, f: HoursFacts) => inRegion(a, f.place, "district_admin"),
  "hours.unit_record": (a: Actor, f: OrganisationFacts) =>
    heads(a, f.organisationId) || inRegion(a, f.place, ...ABOVE),
  // certificates: asked for by the volunteer, issued by the recording unit alone, ended by it or those above
  "certificate.ask": (a: Actor, f: { personId: string; actsFor: boolean }) => speaksFor(a, f),
  "certificate.issue": (a: Actor, f: { organisationId: string }) => heads(a, f.organisationId),
  "certificate.revoke": (a: Actor, f: OrganisationFacts) =>
    heads(a, f.organisationId) || inRegion(a, f.place, ...ABOVE),
  "certificate.see": (a: Actor, f: OrganisationFacts & { personId: string; actsFor: boolean }) =>
    speaksFor(a, f) || heads(a, f.organisationId) || inRegion(a, f.place, ...ABOVE),
  "certificate.print": (a: Actor, f: { organisationId: string; personId: string; actsFor: boolean }) =>
    speaksFor(a, f) || heads(a, f.organisationId),
  // reports: an organisation's for those who run it and those above, a town's or district's for those who administer it
  "report.see": (a: Actor, f: OrganisationFacts) =>
    heads(a, f.organisationId) || inRegion(a, f.place, ...ABOVE),
  "report.region": (a: Actor, f: { place: Place }) => inRegion(a, f.place, ...ABOVE),
  "report.hand_over": (a: Actor, f: OrganisationFacts) => heads(a, f.organisationId), // to the national system, with ID numbers
  // settings
  "setting.change": (a: Actor, f: { place: Place }) => inRegion(a, f.place, "district_admin"),
} as const;

export type Action = keyof typeof POLICY;
type FactsOf<A extends Action> = Parameters<(typeof POLICY)[A]> extends [Actor, infer F] ? F : undefined;

/** Whoever acts: a signed-in person, nobody, or the platform itself (timers, worker). */
export type Asker = { actor: Actor | null; system: boolean; asked: Set<string> };

/** Asks without refusing, for pages that show or hide an act. */
export function may<A extends Action>(asker: Asker, action: A, facts: FactsOf<A>): Answer {
  asker.asked.add(action);
  if (asker.system) return true;
  if (asker.actor === null) return false;
  return (POLICY[action] as (a: Actor, f: unknown) => Answer)(asker.actor, facts);
}

/** Asks and refuses. Returns the grant used, or null where the person acts as themself. */
export function authorize<A extends Action>(
  asker: Asker,
  action: A,
  facts: FactsOf<A>,
  otherwise: RefusalCode = "FORBIDDEN",
): Grant | null {
  const answer = may(asker, action, facts);
  if (answer === false) refuse(asker.actor === null && !asker.system ? "SIGN_IN_FIRST" : otherwise);
  return answer === true ? null : answer;
}
