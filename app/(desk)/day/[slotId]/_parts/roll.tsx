// The roll. Every row carries the buttons of all its states; its data-state shows those of the present one, so that the script
// changes one attribute and no words.
import { clockTime } from "@/app/_copy/dates";
import { dayWords as w } from "@/app/_copy/day";
import { ActForm } from "@/app/_shared/acts/act-form";
import { Button } from "@/app/_ui/button";
import { Chip, EmptyState } from "@/app/_ui/card";
import type { RollRow } from "@/server/attendance/schema";

type Props = { slotId: string; path: string; roll: readonly RollRow[]; acts: boolean; now: Date };

export function Roll({ roll, ...rest }: Props) {
  return (
    <section className="sec" id="day-roll" aria-labelledby="day-roll-title">
      <h2 id="day-roll-title">{w.roll}</h2>
      {roll.length === 0 ? (
        <EmptyState icon="people" title={w.rollEmpty}>
          <p>{w.rollEmptyHelp}</p>
        </EmptyState>
      ) : null}
      <ul className="plain card" id="day-list">
        {roll.map((row) => (
          <Row key={row.personId} row={row} {...rest} />
        ))}
      </ul>
      {rest.acts ? <Blank {...rest} /> : null}
    </section>
  );
}

/** What the script copies for somebody who walked in while there was no network. */
function Blank(rest: Omit<Props, "roll">) {
  const row: RollRow = {
    personId: "",
    name: "",
    organisation: null,
    hasPhone: true,
    seeking: false,
    presence: null,
    sharedWith: [],
  };
  return (
    <ul hidden id="day-blank">
      <Row row={row} {...rest} />
    </ul>
  );
}

function notes({ organisation, presence, seeking, hasPhone, sharedWith }: RollRow): string[] {
  return [
    organisation,
    presence?.walkIn ? w.walkIn : null,
    seeking && presence === null ? w.seeking : null,
    hasPhone ? null : w.noPhone,
    presence ? w.cameAt(clockTime(presence.inAt), presence.inHow) : null,
    presence?.outAt ? w.leftAt(clockTime(presence.outAt), presence.outHow ?? "call") : null,
    sharedWith.length > 0 ? w.shared(sharedWith) : null,
  ].filter((note) => note !== null);
}

function Row({ row, slotId, path, acts }: { row: RollRow } & Omit<Props, "roll">) {
  const state = row.presence?.status ?? "none";
  const act = (name: "in" | "out" | "undo", shows: string, label: string, extra: object = {}) => (
    <div data-when={shows}>
      <ActForm
        action={`/api/day/${slotId}/${name}`}
        to={path}
        className={name}
        hidden={{ personId: row.personId, ...extra }}
      >
        <Button small tone={name === "undo" ? "plain" : "line"}>
          {label}
          <span className="sr">{w.of(row.name)}</span>
        </Button>
      </ActForm>
    </div>
  );
  return (
    <li className="day-row" data-person={row.personId} data-state={state}>
      <div>
        <b data-row="name">{row.name}</b>{" "}
        <span data-when="none">
          <Chip icon="clock">{w.state.none}</Chip>
        </span>
        <span data-when="in">
          <Chip tone="green" icon="check">
            {w.state.in}
          </Chip>
        </span>
        <span data-when="out">
          <Chip tone="blue" icon="home">
            {w.state.out}
          </Chip>
        </span>
        <span data-row="pending" hidden>
          <Chip tone="amber" icon="cloud">
            {w.pending}
          </Chip>
        </span>
        <div className="note" data-row="note">
          {notes(row).join(" · ")}
        </div>
      </div>
      {acts ? (
        <div className="day-acts">
          {act("in", "none", w.callIn)}
          {act("out", "in", w.callOut)}
          {act("undo", "in", w.undo, { was: "in" })}
          {act("undo", "out", w.undo, { was: "out" })}
        </div>
      ) : null}
    </li>
  );
}
