// The list as it was read: who, how many, what has to be decided; saved together or not at all.
import { randomUUID } from "node:crypto";
import type { z } from "zod";
import { askWord, rowWord, chainWords as w } from "@/app/_copy/chain";
import { formatQuantity } from "@/app/_copy/numbers";
import { Refused } from "@/app/_shared/desk/refused";
import type { Attempt } from "@/app/_trpc/form";
import { Button, ButtonLink } from "@/app/_ui/button";
import { Card, EmptyState, Notice } from "@/app/_ui/card";
import { Field, Select } from "@/app/_ui/field";
import type { Proposal, readOutput } from "@/server/matching/chain/schema";
import { unitLabel } from "@/server/needs/units/rules";
import { SKIP, UNNAMED } from "./rows";

type Read = z.infer<typeof readOutput>;

/** What is chosen at first: the one match; nobody where it must be decided; not saved where it was taken back or stands twice. */
function firstWho(row: Proposal, team: boolean): string {
  if (row.asks.includes("withdrawn") || row.asks.includes("twice")) return SKIP;
  if (row.matches.length === 1) return row.matches[0]?.id ?? "";
  if (row.matches.length > 1) return "";
  return team ? UNNAMED : SKIP;
}

function Row({
  at,
  row,
  read,
  team,
  attempt,
  error,
}: {
  at: number;
  row: Proposal;
  read: Read;
  team: boolean;
  attempt: Attempt;
  error?: string;
}) {
  const people = read.kind === "people" || read.kind === "expertise";
  const chosen = attempt.refusal ? (attempt.value(`row.${at}.who`) ?? "") : firstWho(row, team);
  const tells = row.asks.map(askWord).join("；");
  return (
    <Card>
      <fieldset className="form">
        <legend>
          {at + 1}. {row.said}
        </legend>
        {tells ? <p className="note">{tells}</p> : null}
        <Select
          name={`row.${at}.who`}
          label={w.who}
          defaultValue={chosen}
          error={error ? rowWord(error) : undefined}
          options={[
            ...(row.matches.length > 1 ? [{ value: "", label: w.choose }] : []),
            ...row.matches.map((one) => ({
              value: one.id,
              label:
                row.matches.length > 1 && one.hint
                  ? `${one.name}（${(team ? w.since : w.proxySince)(one.hint)}）`
                  : one.name,
            })),
            ...(team ? [{ value: UNNAMED, label: w.unnamed }] : []),
            { value: SKIP, label: w.skip },
          ]}
        />
        <Field
          name={`row.${at}.amount`}
          label={people ? (team ? w.heads : w.headsOfUnit) : w.amount(unitLabel(read.unit))}
          inputMode="decimal"
          autoComplete="off"
          maxLength={24}
          required={false}
          defaultValue={attempt.refusal ? attempt.value(`row.${at}.amount`) : (row.amount ?? undefined)}
        />
      </fieldset>
    </Card>
  );
}

export function ChainCheck({
  read,
  slotId,
  organisationId,
  to,
  attempt,
}: {
  read: Read;
  slotId: string;
  organisationId?: string;
  to: string;
  attempt: Attempt;
}) {
  const fields = attempt.refusal?.fields ?? {};
  let kept = -1; // rows are refused by their place among those that were to be saved
  const errors = read.rows.map((_, i) => {
    if (attempt.value(`row.${i}.who`) === SKIP) return undefined;
    kept++;
    return fields[`rows.${kept}`] ?? fields[`rows.${kept}.amount`];
  });
  if (read.rows.length === 0)
    return (
      <EmptyState icon="list" title={w.noRows}>
        <p>{w.noRowsHelp}</p>
        <ButtonLink href={`${to}&again=1`} small>
          {w.again}
        </ButtonLink>
      </EmptyState>
    );
  return (
    <form method="post" action="/api/chain/save" className="form" id="form" data-keep="">
      <h2>{w.check}</h2>
      <p className="note">
        {w.checkHelp(read.rows.length)} {w.remaining(formatQuantity(read.remaining, read))}
      </p>
      {read.left > 0 ? <Notice tone="amber">{w.left(read.left)}</Notice> : null}
      {!organisationId && read.rows.some((row) => row.matches.length === 0) ? (
        <Notice tone="amber" icon="info">
          <p>{w.unknown}</p>
          <ButtonLink href="/desk/release" small>
            {w.toRelease}
          </ButtonLink>
          <ButtonLink href="/me/data#acted" small>
            {w.toProxies}
          </ButtonLink>
        </Notice>
      ) : null}
      <Refused attempt={attempt} own={(field) => field.startsWith("rows")} />
      <input type="hidden" name="key" value={randomUUID()} />
      <input type="hidden" name="slot" value={slotId} />
      <input type="hidden" name="to" value={to} />
      {organisationId ? <input type="hidden" name="organisation" value={organisationId} /> : null}
      {read.rows.map((row, i) => (
        <Row
          key={String(i)}
          at={i}
          row={row}
          read={read}
          team={organisationId !== undefined}
          attempt={attempt}
          error={errors[i]}
        />
      ))}
      <Button tone="go" wide icon="check">
        {w.save}
      </Button>
      <ButtonLink href={`${to}&again=1`} wide>
        {w.again}
      </ButtonLink>
    </form>
  );
}
