// What a person says of themselves, or whoever acts for them says: changed by nobody else.
import { refuse } from "@/server/errors";
import { orMovedOn } from "@/server/history/commands";
import { hashOf, seal } from "@/server/platform/crypto";
import { isDuplicate, type Trx, transact } from "@/server/platform/db";
import { spend } from "@/server/platform/limits";
import { dayOf } from "@/server/time";
import type { Ctx } from "@/server/trpc/context";
import { changePerson } from "../commands";
import { bitsOf } from "./availability/rules";
import type { AvailabilityInput } from "./availability/schema";
import { visibleRecord } from "./data";
import { bornFault, bornIn, sexIn } from "./rules";
import type { IdentityInput, ProfileInput } from "./schema";

/** Sex, skills, kinds of service wished for. `version` is the one that was read; 0 where nothing was said before. */
export async function saveProfile(ctx: Ctx, input: ProfileInput): Promise<void> {
  const { facts, grant } = await visibleRecord(ctx, input.personId, "record.keep");
  const row = {
    sex: input.sex ?? null,
    skills: JSON.stringify(input.skills),
    kinds: JSON.stringify(input.kinds),
    updated_at: ctx.clock.now(),
  };
  await transact(ctx.db, async (trx) => {
    await changePerson(trx, ctx, facts.personId, {
      event: "person.described",
      grant,
      forId: facts.personId,
      data: { skills: input.skills.length, kinds: input.kinds.length },
    });
    await putProfile(trx, facts.personId, input.version, row);
  });
}

/** Whether I may be asked, when I am free and how far I go. Never said by somebody else: it shows me to strangers. */
export async function saveAvailability(ctx: Ctx, input: AvailabilityInput): Promise<void> {
  const { facts } = await visibleRecord(ctx, undefined, "record.keep");
  await transact(ctx.db, async (trx) => {
    await changePerson(trx, ctx, facts.personId, {
      event: "person.available",
      forId: facts.personId,
      data: { invitable: input.invitable, freeParts: bitsOf(input.free), reach: input.reach },
    });
    await putProfile(trx, facts.personId, input.version, {
      invitable: input.invitable,
      free_parts: bitsOf(input.free),
      reach: input.reach,
      updated_at: ctx.clock.now(),
    });
  });
}

type Said = { sex: string | null; skills: string; kinds: string };
type Free = { invitable: boolean; free_parts: number; reach: string };
type Row = (Said | Free) & { updated_at: Date };
const NOTHING_SAID = { skills: "[]", kinds: "[]" };

async function putProfile(trx: Trx, personId: string, seen: number, row: Row): Promise<void> {
  if (seen === 0) {
    await orMovedOn(
      trx
        .insertInto("person_profile")
        .values({ person_id: personId, ...NOTHING_SAID, ...row })
        .execute(),
    );
    return;
  }
  const updated = await trx
    .updateTable("person_profile")
    .set({ ...row, version: seen + 1 })
    .where("person_id", "=", personId)
    .where("version", "=", seen)
    .executeTakeFirst();
  if (updated.numUpdatedRows === 0n) refuse("MOVED_ON");
}

/** The identity number, which says the day of birth; or the day alone. Kept sealed; history knows only that it was said. */
export async function saveIdentity(ctx: Ctx, input: IdentityInput): Promise<void> {
  const { facts, grant } = await visibleRecord(ctx, input.personId, "record.keep");
  const number = input.idNumber;
  const born = number === undefined ? input.bornOn : bornIn(number);
  if (born === undefined) refuse("INVALID", { fields: { idNumber: "required" } });
  const fault = bornFault(born, dayOf(ctx.clock.now()));
  if (fault !== null)
    refuse("INVALID", { fields: { [number === undefined ? "bornOn" : "idNumber"]: fault } });
  // Whoever tries numbers would learn which are known.
  if (number !== undefined && ctx.actor !== null) await spend(ctx, "identity", ctx.actor.personId);
  await transact(ctx.db, async (trx) => {
    await changePerson(trx, ctx, facts.personId, {
      event: "person.identified",
      grant,
      forId: facts.personId,
      data: { number: number !== undefined },
    });
    const kept = await trx
      .selectFrom("person_private")
      .select(["id_number_hash", "birth_cipher"])
      .where("person_id", "=", facts.personId)
      .executeTakeFirst();
    // The number says the day: beside one, a day of one's own would contradict it.
    if (number === undefined && kept?.id_number_hash)
      refuse("INVALID", { fields: { bornOn: "number_says" } });
    await putPrivate(trx, facts.personId, {
      birth_cipher: seal(ctx.keys, born),
      updated_at: ctx.clock.now(),
      ...(number === undefined
        ? {}
        : {
            id_number_cipher: seal(ctx.keys, number),
            id_number_hash: hashOf(ctx.keys, "id_number", number),
          }),
    });
    if (number !== undefined) await noteSex(trx, ctx, facts.personId, sexIn(number));
  });
}

/** The number is taken out again; the day of birth stays, since ages are asked for. */
export async function forgetNumber(ctx: Ctx, input: { personId?: string | undefined }): Promise<void> {
  const { facts, grant } = await visibleRecord(ctx, input.personId, "record.keep");
  await transact(ctx.db, async (trx) => {
    await changePerson(trx, ctx, facts.personId, {
      event: "person.number_forgotten",
      grant,
      forId: facts.personId,
    });
    await trx
      .updateTable("person_private")
      .set({ id_number_cipher: null, id_number_hash: null, updated_at: ctx.clock.now() })
      .where("person_id", "=", facts.personId)
      .execute();
  });
}

type Private = {
  birth_cipher: string;
  updated_at: Date;
  id_number_cipher?: string;
  id_number_hash?: string;
};

/** Refuses NUMBER_TAKEN where the number is another person's. */
export async function putPrivate(trx: Trx, personId: string, row: Private): Promise<void> {
  const there = await trx
    .selectFrom("person_private")
    .select("person_id")
    .where("person_id", "=", personId)
    .executeTakeFirst();
  try {
    if (there === undefined)
      await trx
        .insertInto("person_private")
        .values({ person_id: personId, ...row })
        .execute();
    else await trx.updateTable("person_private").set(row).where("person_id", "=", personId).execute();
  } catch (error) {
    if (isDuplicate(error, "id_number_hash")) refuse("NUMBER_TAKEN");
    throw error;
  }
}

/** The number says it; what somebody has said themselves stays. */
async function noteSex(trx: Trx, ctx: Ctx, personId: string, sex: string): Promise<void> {
  const profile = await trx
    .selectFrom("person_profile")
    .select(["sex", "version"])
    .where("person_id", "=", personId)
    .executeTakeFirst();
  const updated_at = ctx.clock.now();
  if (profile === undefined)
    await trx
      .insertInto("person_profile")
      .values({ person_id: personId, sex, ...NOTHING_SAID, updated_at })
      .execute();
  else if (profile.sex === null)
    await trx
      .updateTable("person_profile")
      .set({ sex, version: profile.version + 1, updated_at })
      .where("person_id", "=", personId)
      .where("version", "=", profile.version)
      .execute();
}
