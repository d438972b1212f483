// One more shift: empty, after another one, or after a template.
import type { Metadata } from "next";
import { notFound, redirect } from "next/navigation";
import { fullDay } from "@/app/_copy/dates";
import { shiftWords as w } from "@/app/_copy/shifts";
import { ActForm, FoldedAct } from "@/app/_shared/desk/act-form";
import { deskForm } from "@/app/_shared/desk/ids";
import { Refused } from "@/app/_shared/desk/refused";
import { type Back, refusedForm } from "@/app/_shared/desk/said-back";
import { againValues, templateValues, type Values } from "@/app/_shared/shifts/fields";
import { givenBy, ShiftFields, Times } from "@/app/_shared/shifts/shift-form";
import { PublicTop } from "@/app/_shared/site/top";
import { caller } from "@/app/_trpc/server";
import { ButtonLink } from "@/app/_ui/button";
import { Notice } from "@/app/_ui/card";
import { Page } from "@/app/_ui/page";
import { deskShifts } from "../_parts/load";

export const metadata: Metadata = { title: w.newTitle, robots: { index: false } };

type Props = {
  params: Promise<{ id: string }>;
  searchParams: Promise<Back & { line?: string; copy?: string; template?: string }>;
};

export default async function NewShiftPage({ params, searchParams }: Props) {
  const [{ id }, search] = [await params, await searchParams];
  const { desk, at } = await deskShifts(id);
  if (!desk.mayChange) redirect(at);
  const line = desk.lines.find((l) => l.lineId === search.line) ?? notFound();
  const templates = await (await caller()).shifts.templates();
  const { of } = await refusedForm(search);
  const attempt = of(deskForm("shift-add", line.lineId));
  const like = line.shifts.find((s) => s.slotId === search.copy) ?? line.shifts[0];
  const template = templates.find((t) => t.templateId === search.template);
  const values: Values = template
    ? templateValues(template.body, desk.now)
    : like
      ? againValues(like, desk.now)
      : {};
  const here = `${at}/new?${new URLSearchParams({ line: line.lineId, ...(search.copy ? { copy: search.copy } : {}) })}`;
  const given = givenBy(attempt, values);
  return (
    <Page top={<PublicTop back={at} title={w.back} />}>
      <h1>{w.newTitle}</h1>
      <p className="note">{`${desk.title} · ${line.item}`}</p>
      {templates.length > 0 ? (
        <section className="stack-s" aria-labelledby="templates">
          <h2 id="templates">{w.templates}</h2>
          <div className="row">
            {templates.map((t) => (
              <ButtonLink
                key={t.templateId}
                href={`${at}/new?line=${line.lineId}&template=${t.templateId}`}
                small
              >
                {t.name}
              </ButtonLink>
            ))}
          </div>
        </section>
      ) : null}
      <ActForm
        action={`/api/desk/shifts/${line.lineId}/shift-add`}
        to={here}
        onward={at}
        hidden={{ needId: desk.needId }}
        label={w.save}
        tone="go"
        wide
        id="form"
      >
        <Refused attempt={attempt} own={(field) => field !== "_"} />
        <Times given={given} now={desk.now} />
        <ShiftFields given={given} />
        <Notice>{w.overDue(fullDay(desk.dueAt, desk.now))}</Notice>
      </ActForm>
      {template ? (
        <FoldedAct
          action={`/api/desk/shifts/${template.templateId}/template-drop`}
          to={`${at}/new?line=${line.lineId}`}
          title={w.templateDrop}
          label={w.templateDrop}
          small
        />
      ) : null}
    </Page>
  );
}
