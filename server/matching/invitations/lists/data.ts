// What I am asked, and what a need has asked. Names: a team's by itself, a person's masked unless they agreed to be named or advise
// the village by office.

import { needFacts, needForAct } from "@/server/needs/data";
import { listActedFor } from "@/server/people/proxies/data";
import { publicName } from "@/server/people/rules";
import type { Db } from "@/server/platform/db";
import { authorize } from "@/server/policy";
import { regionNames } from "@/server/regions/data";
import type { Ctx } from "@/server/trpc/context";
import { areAdvisers } from "../../advisers/data";
import { readReasons, tellsPlace } from "../../score/rules";
import type { InvitationStatus } from "../lifecycle";
import { asksConflict } from "../rules";
import {
  type HelperKind,
  type InvitationItem,
  PAGE_SIZE,
  type SentItem,
  type SlotInvitations,
  type Via,
} from "../schema";
import type { WaveStatus } from "../waves/lifecycle";

/** Organisations I answer for. */
const myTeams = (ctx: Ctx): string[] => [
  ...new Set(
    (ctx.actor?.grants ?? []).flatMap((g) =>
      g.organisationId !== null && (g.role === "leader" || g.role === "manager") ? [g.organisationId] : [],
    ),
  ),
];

/** Mine, those of whom I act for, and of teams I lead; or one team's alone. Open ones by their end, answered ones newest first. */
export async function listMine(
  ctx: Ctx,
  input: { organisationId?: string | undefined; show: readonly string[] },
): Promise<InvitationItem[]> {
  const me = ctx.actor?.personId ?? "";
  const teams = myTeams(ctx);
  const acted = await listActedFor(ctx.db, me);
  const only = input.organisationId;
  const helpers =
    only === undefined
      ? [me, ...acted.map((one) => one.personId), ...teams]
      : teams.filter((id) => id === only);
  if (helpers.length === 0) return [];
  const open = !input.show.includes("over");
  const rows = await itemsOf(ctx.db)
    .where("i.helper_id", "in", helpers)
    .where("i.status", open ? "=" : "<>", "sent")
    .orderBy(open ? "i.expires_at" : "i.sent_at", open ? "asc" : "desc")
    .orderBy("i.id")
    .limit(PAGE_SIZE)
    .execute();
  return views(ctx.db, rows, me);
}

/** How many wait for my answer, up to a page. */
export async function countOpen(ctx: Ctx): Promise<number> {
  return (await listMine(ctx, { show: ["open"] })).length;
}

function itemsOf(db: Db) {
  return db
    .selectFrom("invitation as i")
    .innerJoin("slot as s", "s.id", "i.slot_id")
    .innerJoin("need_line as l", "l.id", "i.line_id")
    .innerJoin("need as n", "n.id", "i.need_id")
    .leftJoin("organisation as o", "o.id", "i.helper_id")
    .leftJoin("person as p", "p.id", "i.helper_id")
    .selectAll("i")
    .select([
      "s.remaining",
      "s.starts_at",
      "s.ends_at",
      "l.direction",
      "l.item",
      "l.unit",
      "l.unit_size",
      "l.qualification",
    ])
    .select(["n.title", "n.lane", "n.risk", "n.deadline_at", "n.town_id", "n.village_id"])
    .select(["o.name as organisation", "p.name as person"]);
}
type Item = Awaited<ReturnType<ReturnType<typeof itemsOf>["execute"]>>[number];

async function views(db: Db, rows: Item[], me: string): Promise<InvitationItem[]> {
  const names = await regionNames(
    db,
    rows.flatMap((row) => [row.town_id, row.village_id]),
  );
  return rows.map((row) => {
    const hidden = row.lane !== "open" && row.status !== "accepted";
    // Of what is confidential only the town is said.
    const places = hidden ? [row.town_id] : [row.town_id, row.village_id];
    return {
      id: row.id,
      status: row.status as InvitationStatus,
      via: row.via as Via,
      asked: row.asked,
      remaining: row.remaining,
      kind: row.kind,
      direction: row.direction,
      item: row.item,
      unit: row.unit,
      unitSize: row.unit_size,
      needId: row.need_id,
      needTitle: hidden ? null : row.title,
      place: places.flatMap((id) => names.get(id) ?? []).join(" "),
      risk: hidden ? null : row.risk,
      asksConflict: asksConflict(row),
      startsAt: row.starts_at,
      endsAt: row.ends_at,
      dueAt: row.deadline_at,
      slotId: row.slot_id,
      helperKind: row.helper_kind as HelperKind,
      helperId: row.helper_id,
      helperName:
        row.helper_kind === "organisation" ? row.organisation : row.helper_id === me ? null : row.person,
      why: readReasons(row.why).filter((reason) => !hidden || !tellsPlace(reason)),
      sentAt: row.sent_at,
      expiresAt: row.expires_at,
      reason: row.reason,
      pledgeId: row.pledge_id,
      version: row.version,
    };
  });
}

/** For the side that asks: every slot of the round, its waves, and who was asked with what answer. */
export async function ofNeed(ctx: Ctx, needId: string) {
  const need = await needForAct(ctx, needId);
  authorize(ctx, "invitation.send", needFacts(need), "NOT_FOUND");
  const [slots, sent, waves] = await Promise.all([
    ctx.db
      .selectFrom("slot as s")
      .innerJoin("need_line as l", "l.id", "s.line_id")
      .select([
        "s.id as slotId",
        "s.line_id as lineId",
        "s.remaining",
        "s.ceiling",
        "s.waiting",
        "s.starts_at as startsAt",
      ])
      .select(["s.is_open as isOpen", "s.cut_off_at as cutOffAt"])
      .select(["l.kind", "l.direction", "l.item", "l.unit", "l.unit_size as unitSize"])
      .where("s.need_id", "=", need.id)
      .where("l.round", "=", need.round)
      .orderBy("l.position")
      .orderBy("s.starts_at")
      .orderBy("s.id")
      .execute(),
    ctx.db
      .selectFrom("invitation as i")
      .leftJoin("organisation as o", "o.id", "i.helper_id")
      .leftJoin("person as p", "p.id", "i.helper_id")
      .selectAll("i")
      .select(["o.name as organisation", "p.name as person", "p.public_name"])
      .where("i.need_id", "=", need.id)
      .orderBy("i.sent_at", "desc")
      .orderBy("i.id")
      .limit(PAGE_SIZE * 4)
      .execute(),
    ctx.db.selectFrom("invitation_wave").selectAll().where("need_id", "=", need.id).execute(),
  ]);
  const advisers = await areAdvisers(
    ctx.db,
    need.village_id,
    sent.flatMap((row) => (row.helper_kind === "person" ? [row.helper_id] : [])),
  );
  const now = ctx.clock.now();
  return {
    needId: need.id,
    title: need.title,
    status: need.status,
    asOf: now,
    slots: slots.map(({ cutOffAt, waiting, ...slot }): SlotInvitations => {
      const wave = waves.find((w) => w.slot_id === slot.slotId) ?? null;
      const takes = slot.isOpen && need.deadline_at > now && (cutOffAt === null || cutOffAt > now);
      return {
        ...slot,
        isOpen: takes,
        wavesPossible: takes && slot.remaining > 0 && waiting === 0 && need.lane === "open",
        wave:
          wave === null
            ? null
            : {
                status: wave.status as WaveStatus,
                number: wave.number,
                size: wave.size,
                expected: wave.expected,
                nextAt: wave.next_at,
              },
        sent: sent
          .filter((row) => row.slot_id === slot.slotId)
          .map(
            (row): SentItem => ({
              id: row.id,
              status: row.status as InvitationStatus,
              via: row.via as Via,
              wave: row.wave,
              asked: row.asked,
              helperKind: row.helper_kind as HelperKind,
              helperId: row.helper_id,
              helperName:
                row.organisation ??
                (advisers.has(row.helper_id)
                  ? (row.person ?? "")
                  : publicName({ name: row.person ?? "", public_name: row.public_name ?? false })),
              sentAt: row.sent_at,
              expiresAt: row.expires_at,
              answeredAt: row.answered_at,
              reason: row.reason,
              pledgeId: row.pledge_id,
              version: row.version,
            }),
          ),
      };
    }),
  };
}
