import { meWords as w } from "@/app/_copy/me";
import { reasonSentence } from "@/app/_copy/reasons";
import { ActForm } from "@/app/_shared/acts/act-form";
import type { Attempt } from "@/app/_trpc/form";
import { Button } from "@/app/_ui/button";
import { Field } from "@/app/_ui/field";
import { Facts } from "@/app/_ui/list";
import { SearchForm } from "@/app/_ui/search";
import { type MeView, NAME_MAX } from "@/server/people/schema";
import type { RegionView } from "@/server/regions/schema";
import { QUERY_MAX } from "@/server/regions/schema";

const PAGE = "/me/data";

export function Name({ me, attempt }: { me: MeView; attempt: Attempt }) {
  const mine = attempt.value("form") === "rename";
  return (
    <section className="card stack" aria-label={w.myName}>
      <Facts items={[{ term: w.myPhone, value: me.maskedPhone ?? w.noPhoneSelf }]} />
      <ActForm action="/api/me/rename" to={PAGE} hidden={{ form: "rename" }} className="form">
        <Field
          name="name"
          id="f-my-name"
          label={w.myName}
          maxLength={NAME_MAX}
          autoComplete="name"
          defaultValue={(mine ? attempt.value("name") : undefined) ?? me.name}
          error={mine ? reasonSentence(attempt.refusal?.fields.name) : null}
        />
        <Button small>{w.saveName}</Button>
      </ActForm>
    </section>
  );
}

/** The village one lives in, found by a search; choosing is one tap. */
export function Home({ me, q, found }: { me: MeView; q: string; found: RegionView[] | null }) {
  return (
    <section className="sec" aria-labelledby="home">
      <h2 id="home">{w.home}</h2>
      <p>{me.home?.path ?? w.noHome}</p>
      <SearchForm
        action={`${PAGE}#home`}
        q={q}
        label={w.findHome}
        hint={w.findHomeHint}
        act={w.find}
        max={QUERY_MAX}
      />
      {found?.length === 0 ? <p role="status">{w.noneFound}</p> : null}
      {found && found.length > 0 ? (
        <ActForm action="/api/me/settle" to={PAGE} className="stack-s">
          {found.slice(0, 8).map((region) => (
            <Button key={region.id} name="regionId" value={region.id} small wide>
              {w.isHome(region.path)}
            </Button>
          ))}
        </ActForm>
      ) : null}
    </section>
  );
}
