// Hats: what I may be, one tap each; and for a secretary, who acts in my place.
import type { Metadata } from "next";
import { redirect } from "next/navigation";
import { doneSentence, ROLE_WORD, meWords as w } from "@/app/_copy/me";
import { ActForm } from "@/app/_shared/acts/act-form";
import { Outcome } from "@/app/_shared/acts/outcome";
import { PublicTop } from "@/app/_shared/site/top";
import { readActAttempt } from "@/app/_trpc/acts";
import { caller } from "@/app/_trpc/server";
import { now as clock } from "@/app/_trpc/site";
import { Button, ButtonLink } from "@/app/_ui/button";
import { Chip, EmptyState } from "@/app/_ui/card";
import { Page } from "@/app/_ui/page";
import type { HatView } from "@/server/people/grants/schema";
import { Clerks } from "./_parts/clerks";

export const metadata: Metadata = { title: w.hatsTitle, robots: { index: false } };

const deskOf = (hat: HatView): string =>
  hat.organisationId !== null
    ? `/team?org=${hat.organisationId}`
    : hat.role === "district_admin"
      ? "/district"
      : "/desk";

function Hat({ hat }: { hat: HatView }) {
  return (
    <li className="card">
      <div className="split">
        <h2>{hat.scope}</h2>
        {hat.worn ? (
          <Chip tone="green" icon="check">
            {w.worn}
          </Chip>
        ) : null}
      </div>
      <p className="note">
        {[ROLE_WORD[hat.role], hat.delegated ? w.delegated : null].filter(Boolean).join(" · ")}
      </p>
      <div className="row mt-2">
        {hat.worn ? (
          <ButtonLink small href={deskOf(hat)}>
            {w.goDesk}
          </ButtonLink>
        ) : (
          <ActForm action="/api/me/wear" to="/me/hats" hidden={{ grantId: hat.id, subject: hat.id }}>
            <Button small>{w.wear}</Button>
          </ActForm>
        )}
      </div>
    </li>
  );
}

export default async function HatsPage({
  searchParams,
}: {
  searchParams: Promise<{ done?: string; refused?: string }>;
}) {
  const { done, refused } = await searchParams;
  const api = await caller();
  const [me, attempt] = await Promise.all([api.people.me(), readActAttempt(refused)]);
  if (me === null) redirect("/sign-in?next=/me/hats");
  const villages = me.hats.filter((hat) => hat.role === "secretary" && !hat.delegated);
  const clerks = await Promise.all(
    villages.map(async ({ regionId, scope }) => ({
      regionId,
      scope,
      holders: (await api.people.roles({ regionId })).filter((one) => one.role === "clerk"),
    })),
  );
  return (
    <Page top={<PublicTop back="/me" title={w.hatsTitle} />}>
      <Outcome attempt={attempt} done={doneSentence(done)} title={w.refused} />
      <h1>{w.hatsTitle}</h1>
      <p className="note">{w.hatsText}</p>
      {me.hats.length === 0 ? (
        <EmptyState icon="people" title={w.noHats}>
          <p>{w.noHatsHelp}</p>
          <ButtonLink href="/team/new" small>
            {w.team}
          </ButtonLink>
        </EmptyState>
      ) : null}
      <ul>
        {me.hats.map((hat) => (
          <Hat key={hat.id} hat={hat} />
        ))}
      </ul>
      {me.hats.some((hat) => hat.worn) ? (
        <ActForm action="/api/me/wear" to="/me/hats">
          <Button small>{w.asMyself}</Button>
        </ActForm>
      ) : null}
      {clerks.map((one) => (
        <Clerks key={one.regionId} {...one} attempt={attempt} now={clock()} />
      ))}
    </Page>
  );
}
