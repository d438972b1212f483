// Who came without being on the list: a member by one choice, anybody else by name, with their agreement.
import { dayWords as w } from "@/app/_copy/day";
import { reasonSentence } from "@/app/_copy/reasons";
import { ActForm } from "@/app/_shared/acts/act-form";
import { Fold } from "@/app/_shared/acts/fold";
import type { Attempt } from "@/app/_trpc/form";
import { Button } from "@/app/_ui/button";
import { Choice, Field, Select, Tick } from "@/app/_ui/field";
import type { DayView } from "@/server/attendance/schema";

/** newcomers: whether somebody unknown may be written down here, which is for whoever runs the whole shift. */
type Props = {
  slotId: string;
  path: string;
  members: DayView["members"];
  newcomers: boolean;
  attempt: Attempt;
};

export function WalkIn({ slotId, path, members, newcomers, attempt }: Props) {
  const fields = attempt.refusal?.fields ?? {};
  const back = attempt.value("how") !== undefined;
  if (!newcomers && members.length === 0) return null;
  return (
    <Fold title={w.walkTitle} open={back}>
      <div className="stack">
        {members.length > 0 ? (
          <ActForm action={`/api/day/${slotId}/walk-in`} to={path} className="form" id="day-members">
            <Select
              name="personId"
              label={w.member}
              required
              defaultValue=""
              options={[
                { value: "", label: w.choose },
                ...members.map((one) => ({ value: one.personId, label: one.name })),
              ]}
            />
            <Button small icon="plus">
              {w.addMember}
            </Button>
          </ActForm>
        ) : null}
        {newcomers ? (
          <>
            <h3>{w.newcomer}</h3>
            <ActForm action={`/api/day/${slotId}/newcomer`} to={path} keyed className="form">
              <Field
                name="name"
                label={w.name}
                autoComplete="off"
                defaultValue={attempt.value("name")}
                error={reasonSentence(fields.name)}
              />
              <Field
                name="phone"
                label={w.phone}
                hint={w.phoneHint}
                type="tel"
                inputMode="tel"
                autoComplete="off"
                optional
                defaultValue={attempt.value("phone")}
                error={reasonSentence(fields.phone)}
              />
              <Choice
                name="how"
                legend={w.howTitle}
                options={w.how}
                value={attempt.value("how") ?? "spoken"}
                required
                error={reasonSentence(fields.how)}
              />
              <Tick name="privacy" required error={reasonSentence(fields.privacy)}>
                {w.privacy}
              </Tick>
              <Tick name="age14" required error={reasonSentence(fields.age14)}>
                {w.age14}
              </Tick>
              <p className="note">{w.noNetwork}</p>
              <Button small icon="plus">
                {w.addNewcomer}
              </Button>
            </ActForm>
          </>
        ) : null}
      </div>
    </Fold>
  );
}
