// Switching an account off or on: found by the whole number, shown once, asked first.
import { districtWords as w } from "@/app/_copy/district";
import { reasonSentence } from "@/app/_copy/reasons";
import { ActForm } from "@/app/_shared/acts/act-form";
import { FOUND_PEOPLE } from "@/app/_shared/people/found-draft";
import type { Attempt } from "@/app/_trpc/form";
import { caller } from "@/app/_trpc/server";
import { Button, ButtonLink } from "@/app/_ui/button";
import { Chip } from "@/app/_ui/card";
import { Dialog } from "@/app/_ui/dialog";
import { Field } from "@/app/_ui/field";

type Found = { personId: string; name: string; status: "active" | "off"; home: string };

async function takeFound(): Promise<Found[] | null> {
  const { drafts } = await caller();
  const kept = await drafts.find({ form: FOUND_PEOPLE });
  if (kept === null) return null;
  await drafts.drop({ form: FOUND_PEOPLE });
  return JSON.parse(kept.values.people?.[0] ?? "[]") as Found[];
}

function Person({ one, to }: { one: Found; to: string }) {
  const hidden = { personId: one.personId, subject: one.personId };
  const off = one.status === "off";
  const id = `off-${one.personId}`;
  return (
    <li className="card">
      <div className="split">
        <b>{one.name}</b>
        <Chip tone={off ? "amber" : "green"} icon={off ? "pause" : "check"}>
          {off ? w.isOff : w.isActive}
        </Chip>
      </div>
      <p className="note">{one.home}</p>
      <div className="row mt-2">
        {off ? (
          <ActForm action="/api/district/person-on" to={to} hidden={hidden}>
            <Button small>{w.on}</Button>
          </ActForm>
        ) : (
          <ButtonLink href={`#${id}`} data-opens={id} small>
            {w.off}
          </ButtonLink>
        )}
      </div>
      {off ? null : (
        <Dialog id={id} title={w.offAsk(one.name)}>
          <p>{w.offText}</p>
          <ActForm action="/api/district/person-off" to={to} hidden={hidden}>
            <Button wide tone="line">
              {w.off}
            </Button>
          </ActForm>
        </Dialog>
      )}
    </li>
  );
}

export async function Accounts({ to, attempt }: { to: string; attempt: Attempt }) {
  const found = await takeFound();
  const mine = attempt.value("form") === "find";
  return (
    <section className="sec" aria-labelledby="accounts">
      <h2 id="accounts">{w.switchTitle}</h2>
      <ActForm action="/api/district/find-person" to={to} hidden={{ form: "find" }} className="form card">
        <p className="note">{w.switchText}</p>
        <Field
          name="phone"
          id="f-find-phone"
          label={w.personPhone}
          type="tel"
          inputMode="tel"
          autoComplete="off"
          error={mine ? reasonSentence(attempt.refusal?.fields.phone) : null}
        />
        <Button small icon="search">
          {w.find}
        </Button>
      </ActForm>
      {found?.length === 0 ? <p role="status">{w.nobody}</p> : null}
      <ul>
        {found?.map((one) => (
          <Person key={one.personId} one={one} to={to} />
        ))}
      </ul>
    </section>
  );
}
