// One shift: changed, kept as a template, or called off. Whoever signed up is told.
import type { Metadata } from "next";
import { notFound, redirect } from "next/navigation";
import { timeSpan } from "@/app/_copy/dates";
import { reasonSentence } from "@/app/_copy/reasons";
import { SHIFT_REASON, shiftWords as w } from "@/app/_copy/shifts";
import { ActForm, FoldedAct } from "@/app/_shared/desk/act-form";
import { deskForm } from "@/app/_shared/desk/ids";
import { Refused } from "@/app/_shared/desk/refused";
import { type Back, refusedForm } from "@/app/_shared/desk/said-back";
import { actsAs } from "@/app/_shared/people/acts-as";
import { shiftValues } from "@/app/_shared/shifts/fields";
import { givenBy, ShiftFields, Times } from "@/app/_shared/shifts/shift-form";
import { PublicTop } from "@/app/_shared/site/top";
import { caller } from "@/app/_trpc/server";
import { Card, Notice } from "@/app/_ui/card";
import { Choice, Field, Select, TextArea } from "@/app/_ui/field";
import { Page } from "@/app/_ui/page";
import { NAME_MAX } from "@/server/needs/shifts/templates/schema";
import { CANCEL_REASONS } from "@/server/pledges/settlement/schema";
import { SHIFT_NOTE_MAX } from "@/server/pledges/settlement/shifts/schema";
import { deskShifts } from "../_parts/load";
import { Charge } from "./_parts/charge";

export const metadata: Metadata = { title: w.editTitle, robots: { index: false } };

type Props = { params: Promise<{ id: string; slotId: string }>; searchParams: Promise<Back> };

export default async function ShiftPage({ params, searchParams }: Props) {
  const [{ id, slotId }, search] = [await params, await searchParams];
  const { me, desk, at } = await deskShifts(id, `/${slotId}`);
  const shift = desk.lines.flatMap((l) => l.shifts).find((s) => s.slotId === slotId) ?? notFound();
  const planned = shift.status === "planned";
  if (!desk.mayChange || !(planned || shift.status === "running")) redirect(at);
  const [{ of }, charge] = await Promise.all([
    refusedForm(search),
    caller().then((its) => its.seats.whoRuns({ slotId })),
  ]);
  type Kept = ReturnType<typeof of>;
  const [change, cancel, keep, appoint] = [
    "shift-change",
    "shift-cancel",
    "template-save",
    "shift-appoint",
  ].map((act) => of(deskForm(act, slotId))) as [Kept, Kept, Kept, Kept];
  const given = givenBy(change, shiftValues(shift));
  const api = `/api/desk/shifts/${slotId}`;
  const here = `${at}/${slotId}`;
  const teams = actsAs(me.hats);
  return (
    <Page top={<PublicTop back={at} title={w.back} />}>
      <h1>{planned ? w.editTitle : w.charge}</h1>
      <p className="note">
        {[shift.item, shift.startsAt ? timeSpan(shift.startsAt, shift.endsAt, desk.now) : null]
          .filter(Boolean)
          .join(" · ")}
      </p>
      {planned ? (
        <>
          {shift.people > 0 ? (
            <Notice tone="amber" icon="people">
              {w.willTell(shift.people)}
            </Notice>
          ) : null}
          <ActForm
            action={`${api}/shift-change`}
            to={here}
            onward={at}
            version={shift.version}
            label={w.saveChange}
            tone="go"
            wide
            id={change.refusal ? "form" : undefined}
          >
            <Refused attempt={change} own={(field) => field !== "_"} />
            <Times given={given} now={desk.now} />
            <ShiftFields given={given} />
          </ActForm>
        </>
      ) : null}
      <Charge
        charge={charge}
        action={`${api}/shift-appoint`}
        to={here}
        onward={at}
        attempt={appoint}
        now={desk.now}
        open={!planned}
      />
      {planned ? (
        <Card>
          <div className="stack">
            {teams.length > 0 ? (
              <FoldedAct
                action={`${api}/template-save`}
                to={here}
                onward={at}
                title={w.templateTitle}
                help={w.templateHelp}
                label={w.templateDo}
                open={keep.refusal !== null}
                id={keep.refusal ? "form" : undefined}
              >
                <Refused attempt={keep} own={(field) => field !== "_"} />
                <Field
                  name="name"
                  label={w.templateName}
                  maxLength={NAME_MAX}
                  autoComplete="off"
                  defaultValue={keep.value("name") ?? shift.role ?? shift.item}
                  error={reasonSentence(keep.refusal?.fields.name)}
                />
                <Select
                  name="organisationId"
                  label={w.templateOf}
                  options={teams.map((t) => ({ value: t.organisationId, label: t.name }))}
                />
              </FoldedAct>
            ) : null}
            <FoldedAct
              action={`${api}/shift-cancel`}
              to={here}
              onward={at}
              version={shift.version}
              title={w.cancelTitle}
              help={w.cancelHelp(shift.people)}
              label={w.cancelDo}
              open={cancel.refusal !== null}
              id={cancel.refusal ? "form" : undefined}
            >
              <Refused attempt={cancel} own={(field) => field !== "_"} />
              <Choice
                name="reason"
                legend={w.cancelReason}
                required
                value={cancel.value("reason")}
                error={reasonSentence(cancel.refusal?.fields.reason)}
                options={CANCEL_REASONS.map((value) => ({ value, label: SHIFT_REASON[value] ?? value }))}
              />
              <TextArea
                name="note"
                label={w.cancelNote}
                optional
                rows={2}
                maxLength={SHIFT_NOTE_MAX}
                defaultValue={cancel.value("note")}
                error={reasonSentence(cancel.refusal?.fields.note)}
              />
            </FoldedAct>
          </div>
        </Card>
      ) : null}
    </Page>
  );
}
