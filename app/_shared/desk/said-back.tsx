// Above a page of small forms: what was just done, or why it was not; and a look at somebody's number, shown once.
import { deskWords as w } from "@/app/_copy/desk";
import { readAttempt } from "@/app/_trpc/attempt";
import type { Attempt } from "@/app/_trpc/form";
import { caller } from "@/app/_trpc/server";
import { Notice } from "@/app/_ui/card";
import { Facts } from "@/app/_ui/list";
import { Refused } from "./refused";

const NONE: Attempt = { value: () => undefined, all: () => [], refusal: null };
export type Back = { done?: string; refused?: string };

/** The refused form among the many of a page: `of(name)` is its attempt, and an empty one for every other form. */
export async function refusedForm({ refused }: Back) {
  const attempt = refused ? await readAttempt(refused, refused).catch(() => NONE) : NONE;
  return { attempt, of: (form: string): Attempt => (form === refused ? attempt : NONE) };
}

/** What a logged look brought, once; another look is another line in the log. */
async function Look({ id }: { id: string }) {
  const form = `look:${id}`;
  const { drafts } = await caller();
  const seen = await drafts.find({ form });
  if (seen === null) return null;
  await drafts.drop({ form });
  const said = (name: string) => seen.values[name]?.[0];
  const phone = said("phone");
  return (
    <Notice tone="blue" icon="phone" role="status">
      <Facts
        items={[
          { term: said("what") === "beneficiary" ? w.helped : w.contact, value: said("name") ?? "" },
          {
            term: w.phoneIs,
            value: phone ? (
              <a className="taplink" href={`tel:${phone}`}>
                {phone}
              </a>
            ) : (
              w.noPhone
            ),
          },
          ...(said("where") ? [{ term: w.address, value: said("where") }] : []),
          ...(said("note") ? [{ term: w.note, value: said("note") }] : []),
        ]}
      />
      {said("through") ? <p>{w.through(said("through") ?? "")}</p> : null}
    </Notice>
  );
}

export function SaidBack({
  back,
  attempt,
  lookAt,
  inPlace = [],
}: {
  back: Back;
  attempt: Attempt;
  lookAt: string;
  /** Forms that show their own refusal. */
  inPlace?: readonly string[];
}) {
  if (back.done === "look") return <Look id={lookAt} />;
  const sentence = back.done ? w.done[back.done] : undefined;
  if (sentence && !attempt.refusal)
    return (
      <Notice tone="green" icon="check" role="status">
        {sentence}
      </Notice>
    );
  if (back.refused && inPlace.includes(back.refused)) return null;
  return attempt.refusal ? (
    <div id="form">
      <Refused attempt={attempt} title={w.refused} own={() => false} />
    </div>
  ) : null;
}
