// What an organisation can do, as form fields: kinds of work, places, equipment, how many a week. Used by applying and by changing.
import { SERVICE_WORD } from "@/app/_copy/certificates";
import { EQUIPMENT_WORD, memberWords as w } from "@/app/_copy/members";
import { reasonSentence } from "@/app/_copy/reasons";
import { Fold } from "@/app/_shared/acts/fold";
import type { Attempt } from "@/app/_trpc/form";
import { Choice, Field, TextArea } from "@/app/_ui/field";
import { type AbilitiesView, EQUIPMENT, EQUIPMENT_MAX, WORKS } from "@/server/organisations/abilities/schema";
import { ABOUT_MAX, CAPACITY_MAX } from "@/server/organisations/schema";

type Able = { about: string | null; weeklyCapacity: number | null; abilities: AbilitiesView };
const NOTHING: Able = {
  about: null,
  weeklyCapacity: null,
  abilities: { areas: [], works: [], equipment: [] },
};

/** As many beside one another as there is room for. */
const GRID = {
  display: "grid",
  gridTemplateColumns: "repeat(auto-fill, minmax(8em, 1fr))",
  gap: "10px 12px",
};

/** `attempt`: what came back refused stands before what is known. */
export function AbleFields({
  known = NOTHING,
  places,
  attempt,
}: {
  known?: Able;
  /** Places to choose among, by id. */
  places: ReadonlyMap<number, string>;
  attempt: Attempt;
}) {
  const isBack = attempt.refusal !== null;
  const errors = attempt.refusal?.fields ?? {};
  const { areas, works, equipment } = known.abilities;
  const value = (name: string, is: string) => (isBack ? (attempt.value(name) ?? "") : is);
  const chosen = (name: string, are: string[]) => (isBack ? attempt.all(name) : are);
  const picked = chosen(
    "areas",
    areas.map((area) => String(area.id)),
  );
  const areasError = reasonSentence(errors["abilities.areas"] ?? errors.areas);
  const all = new Map([...areas.map((area) => [area.id, area.path] as const), ...places]);
  return (
    <>
      <TextArea
        name="about"
        label={w.about}
        hint={w.aboutHint}
        optional
        rows={3}
        maxLength={ABOUT_MAX}
        defaultValue={value("about", known.about ?? "")}
        error={reasonSentence(errors.about)}
      />
      <Choice
        name="works"
        legend={w.works}
        type="checkbox"
        value={chosen("works", works)}
        options={WORKS.map((work) => ({ value: work, label: SERVICE_WORD[work] ?? work }))}
      />
      {all.size > 0 ? (
        <Fold title={w.areasChosen(picked.length)} open={areasError !== null}>
          <Choice
            name="areas"
            legend={w.areas}
            hint={w.areasHint}
            type="checkbox"
            value={picked}
            options={[...all].map(([id, path]) => ({ value: String(id), label: path }))}
            error={areasError}
          />
        </Fold>
      ) : null}
      <Field
        name="weeklyCapacity"
        label={w.capacity}
        optional
        type="number"
        inputMode="numeric"
        min={0}
        max={CAPACITY_MAX}
        suffix={w.people}
        defaultValue={value("weeklyCapacity", known.weeklyCapacity ? String(known.weeklyCapacity) : "")}
        error={reasonSentence(errors.weeklyCapacity)}
      />
      <fieldset>
        <legend>{w.equipment}</legend>
        <p className="hint">{w.equipmentHint}</p>
        <div style={GRID}>
          {EQUIPMENT.map((code) => (
            <Field
              key={code}
              name={`equipment-${code}`}
              label={EQUIPMENT_WORD[code]}
              required={false}
              type="number"
              inputMode="numeric"
              min={0}
              max={EQUIPMENT_MAX}
              defaultValue={value(
                `equipment-${code}`,
                String(equipment.find((one) => one.code === code)?.amount ?? ""),
              )}
            />
          ))}
        </div>
      </fieldset>
    </>
  );
}
