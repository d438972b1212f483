// Who holds which role over a place, one more by name and number; and switching an account off or on.
import type { Metadata } from "next";
import { districtDone, districtWords as w } from "@/app/_copy/district";
import { ROLE_WORD } from "@/app/_copy/me";
import { reasonSentence } from "@/app/_copy/reasons";
import { ActForm } from "@/app/_shared/acts/act-form";
import { Outcome } from "@/app/_shared/acts/outcome";
import { Holders } from "@/app/_shared/people/holders";
import { SearchBox, termOf } from "@/app/_shared/regions/search-box";
import { PublicTop } from "@/app/_shared/site/top";
import { readActAttempt } from "@/app/_trpc/acts";
import { orNone, orNotFound } from "@/app/_trpc/found";
import { caller } from "@/app/_trpc/server";
import { now as clock } from "@/app/_trpc/site";
import { Button } from "@/app/_ui/button";
import { Field, Select } from "@/app/_ui/field";
import { Page } from "@/app/_ui/page";
import { ROLE_LEVELS } from "@/server/people/grants/rules";
import { NAME_MAX } from "@/server/people/schema";
import type { Role } from "@/server/policy";
import { chosen, desksOf } from "../_parts/desk";
import { NoDesk } from "../_parts/no-desk";
import { Accounts } from "./_parts/accounts";

export const metadata: Metadata = { title: w.people, robots: { index: false } };

/** Roles this desk gives over a place of that level; a clerk is a secretary's own to name. */
const rolesAt = (level: number, isDistrict: boolean): Role[] =>
  (Object.keys(ROLE_LEVELS) as Role[]).filter(
    (role) =>
      role !== "clerk" &&
      ROLE_LEVELS[role]?.includes(level) &&
      (isDistrict || !["town_admin", "district_admin"].includes(role)),
  );

type Props = { searchParams: Promise<{ region?: string; q?: string; done?: string; refused?: string }> };

export default async function PeoplePage({ searchParams }: Props) {
  const { region: asked, q, done, refused } = await searchParams;
  const desks = await desksOf("/district/people");
  const desk = chosen(desks, asked);
  if (!desk) return <NoDesk />;
  const api = await caller();
  const region = await orNotFound(api.regions.one({ id: asked ?? desk.regionId }));
  const term = termOf(q);
  const [holders, found, attempt] = await Promise.all([
    orNotFound(api.people.roles({ regionId: region.id })),
    term ? orNone(api.regions.search({ q: term, levels: [4, 5, 6, 7] })) : null,
    readActAttempt(refused),
  ]);
  const path = `/district/people?region=${region.id}`;
  const roles = rolesAt(region.level, desk.isDistrict);
  const mine = attempt.value("regionId") === String(region.id);
  const error = (name: string) => (mine ? reasonSentence(attempt.refusal?.fields[name]) : null);
  const value = (name: string) => (mine ? attempt.value(name) : undefined);
  return (
    <Page
      top={<PublicTop back="/district" title={w.people} />}
      aside={desk.isDistrict ? <Accounts to={path} attempt={attempt} /> : null}
    >
      <Outcome attempt={attempt} done={districtDone(done)} title={w.refused} />
      <h1>{w.peopleOf(region.path)}</h1>
      {holders.length > 0 ? (
        <Holders holders={holders} action="/api/district/end-role" to={path} now={clock()} />
      ) : (
        <p className="note">{w.noHolders}</p>
      )}
      {roles.length > 0 ? (
        <section className="sec" aria-labelledby="give">
          <h2 id="give">{w.give}</h2>
          <ActForm
            action="/api/district/give-role"
            to={path}
            hidden={{ regionId: region.id }}
            className="form card"
          >
            <p className="note">{w.giveHelp}</p>
            <Select
              name="role"
              label={w.role}
              options={roles.map((role) => ({ value: role, label: ROLE_WORD[role] }))}
              defaultValue={value("role")}
            />
            <Field
              name="name"
              label={w.name}
              maxLength={NAME_MAX}
              autoComplete="off"
              defaultValue={value("name")}
              error={error("name")}
            />
            <Field
              name="phone"
              id="f-give-phone"
              label={w.personPhone}
              type="tel"
              inputMode="tel"
              autoComplete="off"
              defaultValue={value("phone")}
              error={error("phone")}
            />
            <Button wide>{w.giveAct}</Button>
          </ActForm>
        </section>
      ) : null}
      <section className="sec" aria-labelledby="more">
        <h2 id="more">{w.morePeople}</h2>
        <SearchBox action="/district/people" q={term} hidden={{ region: String(region.id) }} />
        {found?.length === 0 ? <p role="status">{w.noneFound}</p> : null}
        {found?.map((one) => (
          <a className="card" key={one.id} href={`/district/people?region=${one.id}`}>
            {one.path}
          </a>
        ))}
      </section>
    </Page>
  );
}
