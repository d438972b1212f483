// The four acts on a place: add below, rename, call it something else too, merge.
import { LEVEL_WORD, districtWords as w } from "@/app/_copy/district";
import { reasonSentence } from "@/app/_copy/reasons";
import { ActForm } from "@/app/_shared/acts/act-form";
import { Fold } from "@/app/_shared/acts/fold";
import type { Attempt } from "@/app/_trpc/form";
import { Button, ButtonLink } from "@/app/_ui/button";
import { Dialog } from "@/app/_ui/dialog";
import { Field, Select } from "@/app/_ui/field";
import { HIGHEST_BY_HAND, mayHangUnder } from "@/server/regions/rules";
import { LEVELS, NAME_MAX, type RegionView } from "@/server/regions/schema";

type Common = { region: RegionView; to: string; attempt: Attempt };

/** A refused form of these knows itself by its name. */
const own = (attempt: Attempt, form: string) => {
  const mine = attempt.value("form") === form;
  return {
    open: mine && attempt.refusal !== null,
    value: mine ? attempt.value("name") : undefined,
    error: mine ? reasonSentence(attempt.refusal?.fields.name) : null,
  };
};

export function AddForm({ region, to, attempt }: Common) {
  const levels = LEVELS.filter((level) => level >= HIGHEST_BY_HAND && mayHangUnder(level, region.level));
  const { value, error } = own(attempt, "add");
  if (levels.length === 0) return null;
  return (
    <ActForm
      action="/api/district/add-region"
      from={to}
      hidden={{ parentId: region.id, form: "add" }}
      className="form card"
    >
      <h2>{w.addTitle(region.name)}</h2>
      <Select
        name="level"
        label={w.level}
        options={levels.map((level) => ({ value: String(level), label: LEVEL_WORD[level] ?? "" }))}
      />
      <Field
        name="name"
        id="f-add-name"
        label={w.regionName}
        maxLength={NAME_MAX}
        autoComplete="off"
        defaultValue={value}
        error={error}
      />
      <Button wide>{w.add}</Button>
    </ActForm>
  );
}

export function RenameForm({ region, to, attempt }: Common) {
  const { open, value, error } = own(attempt, "rename");
  return (
    <Fold title={w.rename} open={open}>
      <ActForm
        action="/api/district/rename-region"
        to={to}
        hidden={{ regionId: region.id, form: "rename" }}
        className="form"
      >
        <Field
          name="name"
          id="f-rename-name"
          label={w.newName}
          maxLength={NAME_MAX}
          autoComplete="off"
          defaultValue={value ?? region.name}
          error={error}
        />
        <Button wide>{w.rename}</Button>
      </ActForm>
    </Fold>
  );
}

export function Aliases({
  region,
  to,
  attempt,
  aliases,
}: Common & { aliases: readonly { id: string; name: string; kind: string }[] }) {
  const { open, value, error } = own(attempt, "alias");
  return (
    <Fold title={w.aliases} open={open || aliases.length > 0}>
      <ul className="plain">
        {aliases.map((alias) => (
          <li key={alias.id} className="split">
            <span>
              {alias.name} {alias.kind === "former" ? <span className="note">{w.former}</span> : null}
            </span>
            <ActForm
              action="/api/district/remove-alias"
              to={to}
              hidden={{ aliasId: alias.id, subject: alias.id }}
            >
              <Button small>{w.removeAlias}</Button>
            </ActForm>
          </li>
        ))}
      </ul>
      <ActForm
        action="/api/district/add-alias"
        to={to}
        hidden={{ regionId: region.id, form: "alias" }}
        className="form mt-2"
      >
        <Field
          name="name"
          id="f-alias-name"
          label={w.alias}
          hint={w.aliasHelp}
          maxLength={NAME_MAX}
          autoComplete="off"
          defaultValue={value}
          error={error}
        />
        <Button wide>{w.add}</Button>
      </ActForm>
    </Fold>
  );
}

/** Places of the same level that the page's search has found; each asks before it merges. */
export function Merge({ region, to, found }: Common & { found: readonly RegionView[] }) {
  return (
    <Fold title={w.merge} open={found.length > 0}>
      <p className="note">{w.mergeHelp}</p>
      <div className="stack-s mt-2">
        {found.map((one) => (
          <div key={one.id}>
            <ButtonLink href={`#into-${one.id}`} data-opens={`into-${one.id}`} small wide>
              {w.mergeInto(one.path)}
            </ButtonLink>
            <Dialog id={`into-${one.id}`} title={w.mergeAsk(region.name)}>
              <p>
                <b>{w.mergeInto(one.path)}</b>
              </p>
              <p>{w.mergeText}</p>
              <ActForm
                action="/api/district/merge-region"
                from={to}
                hidden={{ regionId: region.id, intoId: one.id }}
              >
                <Button wide tone="line">
                  {w.merge}
                </Button>
              </ActForm>
            </Dialog>
          </div>
        ))}
      </div>
    </Fold>
  );
}
