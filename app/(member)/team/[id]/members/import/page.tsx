// A member sheet in three steps: template, what is wrong with it, all of them in.
import type { Metadata } from "next";
import { redirect } from "next/navigation";
import { meWords } from "@/app/_copy/me";
import { faultsSentence, membersDone, memberWords as w } from "@/app/_copy/members";
import { reasonSentence } from "@/app/_copy/reasons";
import { ActForm } from "@/app/_shared/acts/act-form";
import { Outcome } from "@/app/_shared/acts/outcome";
import { PublicTop } from "@/app/_shared/site/top";
import { readActAttempt } from "@/app/_trpc/acts";
import { orNotFound } from "@/app/_trpc/found";
import { caller, viewer } from "@/app/_trpc/server";
import { Button, ButtonLink } from "@/app/_ui/button";
import { Notice } from "@/app/_ui/card";
import { FieldFrame, Tick } from "@/app/_ui/field";
import { Steps, Table } from "@/app/_ui/list";
import { Page } from "@/app/_ui/page";

export const metadata: Metadata = { title: w.importTitle, robots: { index: false } };

type Props = {
  params: Promise<{ id: string }>;
  searchParams: Promise<{ sheet?: string; done?: string; refused?: string }>;
};
type Sheet = Awaited<ReturnType<Awaited<ReturnType<typeof caller>>["members"]["sheet"]>>;

export default async function ImportPage({ params, searchParams }: Props) {
  const [{ id }, { sheet: sheetId, done, refused }] = [await params, await searchParams];
  const path = `/team/${id}/members/import`;
  if ((await viewer()) === null) redirect(`/sign-in?next=${path}`);
  const api = await caller();
  const [one, sheet, attempt] = await Promise.all([
    orNotFound(api.organisations.one({ organisationId: id })),
    sheetId ? orNotFound(api.members.sheet({ importId: sheetId })) : null,
    readActAttempt(refused),
  ]);
  // Only who may read the members' list may import; a stranger finds nothing here.
  await orNotFound(api.members.links({ organisationId: id }));
  const error = (name: string) => reasonSentence(attempt.refusal?.fields[name]);
  const isFine = sheet?.status === "checked" && sheet.faultCount === 0;
  const state = (n: number) => {
    const at = isFine ? 3 : sheet?.status === "checked" ? 2 : 1;
    return n < at ? ("done" as const) : n === at ? ("now" as const) : undefined;
  };
  return (
    <Page top={<PublicTop back={`/team/${id}/members`} title={one.name} />}>
      <Outcome attempt={attempt} done={membersDone(done)} title={meWords.refused} />
      <h1>{w.importTitle}</h1>
      <p className="note">{w.importText}</p>
      <Steps
        items={[
          { title: w.step1, note: w.step1Note, state: state(1) },
          { title: w.step2, state: state(2) },
          { title: w.step3, state: state(3) },
        ]}
      />
      {sheet ? <Checked sheet={sheet} path={path} error={error("consent")} /> : null}
      {isFine ? null : (
        <>
          <ButtonLink href={`/api/team/${id}/sheet`} icon="down" wide>
            {w.template}
          </ButtonLink>
          <form
            method="post"
            action={`/api/team/${id}/sheet`}
            encType="multipart/form-data"
            className="form mt-3"
          >
            <FieldFrame name="sheet" label={w.file} error={error("sheet")}>
              <input
                className="ctl"
                id="f-sheet"
                type="file"
                name="sheet"
                required
                accept=".xlsx,application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
              />
            </FieldFrame>
            <Button tone="go" wide>
              {sheet?.status === "checked" ? w.again : w.upload}
            </Button>
          </form>
        </>
      )}
    </Page>
  );
}

function Checked({ sheet, path, error }: { sheet: Sheet; path: string; error: string | null }) {
  const act = (name: string) => `/api/team/${sheet.organisationId}/${name}`;
  const here = `${path}?sheet=${sheet.id}`;
  if (sheet.status !== "checked")
    return <Notice>{sheet.status === "dropped" ? w.overDropped : w.over}</Notice>;
  const [already, invites] = [sheet.already ?? 0, sheet.invites ?? 0];
  const entered = sheet.rows - already - invites;
  const dropping = (
    <ActForm action={act("import-drop")} to={path} from={here} hidden={{ importId: sheet.id }}>
      <Button small>{w.drop}</Button>
    </ActForm>
  );
  if (sheet.faultCount > 0)
    return (
      <section className="sec" aria-labelledby="faults">
        <h2 id="faults">{w.checked(sheet.rows)}</h2>
        <Notice tone="red" icon="warn" role="alert">
          <b>{w.faulty(sheet.faultCount)}</b>
          <p>{w.faultyHelp}</p>
        </Notice>
        <Table
          caption={w.problem}
          head={[
            { key: "row", label: w.rowHead },
            { key: "name", label: w.nameHead },
            { key: "fault", label: w.problem },
          ]}
          rows={sheet.faults.map((one) => ({
            id: String(one.row),
            cells: { row: one.row, name: one.name || w.noName, fault: faultsSentence(one) },
          }))}
        />
        {sheet.faultCount > sheet.faults.length ? (
          <p className="note">{w.moreFaults(sheet.faults.length)}</p>
        ) : null}
        <ButtonLink href={`${act("sheet")}?sheet=${sheet.id}`} icon="down" tone="line" wide>
          {w.correct}
        </ButtonLink>
        {dropping}
      </section>
    );
  return (
    <section className="sec" aria-labelledby="fine">
      <h2 id="fine">{w.checked(sheet.rows)}</h2>
      <Notice tone="green" icon="check" role="status">
        <b>{w.fine}</b>
        {invites > 0 ? <p>{w.willInvite(invites)}</p> : null}
        {entered > 0 ? <p>{w.willEnter(entered)}</p> : null}
        {already > 0 ? <p>{w.already(already)}</p> : null}
      </Notice>
      <ActForm action={act("import")} from={here} hidden={{ importId: sheet.id }} className="form">
        <Tick name="consent" required error={error}>
          {w.consent}
        </Tick>
        <Button tone="go" wide>
          {w.run(sheet.rows - already)}
        </Button>
      </ActForm>
      {dropping}
    </section>
  );
}
