// What a need stands at while it is being settled.
import type { z } from "zod";
import { type NeedRow, needFacts, needForAct } from "@/server/needs/data";
import type { Db, Trx } from "@/server/platform/db";
import { authorize } from "@/server/policy";
import type { Ctx } from "@/server/trpc/context";
import { ASKED, type Standing } from "./rules";
import type { standingOutput } from "./schema";

/** Pledges of the present round that hold or held something, with their helper's name. */
async function askedPledges(db: Db | Trx, need: Pick<NeedRow, "id" | "round">) {
  return db
    .selectFrom("pledge as p")
    .innerJoin("need_line as l", "l.id", "p.line_id")
    .leftJoin("person as h", "h.id", "p.person_id")
    .leftJoin("organisation as o", "o.id", "p.organisation_id")
    .select([
      "p.id",
      "p.line_id",
      "p.status",
      "p.amount",
      "p.on_way",
      "p.accepted",
      "p.answer",
      "p.answer_note",
    ])
    .select(["h.name as person_name", "o.name as organisation_name"])
    .where("p.need_id", "=", need.id)
    .where("l.round", "=", need.round)
    .where("p.status", "in", ASKED)
    .orderBy("p.id")
    .execute();
}

type Asked = Awaited<ReturnType<typeof askedPledges>>[number];

const standing = (pledges: Asked[], need: Pick<NeedRow, "answers_due_at">): Standing => ({
  open: pledges.filter((p) => p.status === "confirmed" || p.status === "disputed").length,
  disputes: pledges.filter((p) => p.answer === "disputed").length,
  unanswered: pledges.filter((p) => p.answer === null).length,
  answersDueAt: need.answers_due_at,
});

export async function standingOf(
  db: Db | Trx,
  need: Pick<NeedRow, "id" | "round" | "answers_due_at">,
): Promise<Standing> {
  return standing(await askedPledges(db, need), need);
}

/** The poster's settling page. */
export async function visibleStanding(ctx: Ctx, needId: string): Promise<z.infer<typeof standingOutput>> {
  const need = await needForAct(ctx, needId);
  authorize(ctx, "need.run", needFacts(need), "NOT_FOUND");
  const pledges = await askedPledges(ctx.db, need);
  return {
    ...standing(pledges, need),
    pledges: pledges.map((p) => ({
      pledgeId: p.id,
      lineId: p.line_id,
      helper: p.organisation_name ?? p.person_name ?? "",
      status: p.status,
      amount: p.amount,
      onWay: p.on_way,
      accepted: p.accepted,
      answer: p.answer,
      answerNote: p.answer_note,
    })),
  };
}
