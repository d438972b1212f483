// The list on paper: a code per row, room to sign, empty rows for who walks in.
import type { Metadata } from "next";
import { clockTime, fullDay } from "@/app/_copy/dates";
import { dayWords as w } from "@/app/_copy/day";
import { paperSpan } from "@/app/_copy/reports";
import { signedIn } from "@/app/_shared/desk/signed-in";
import { PublicTop } from "@/app/_shared/site/top";
import { orNotFound } from "@/app/_trpc/found";
import { caller } from "@/app/_trpc/server";
import { Button } from "@/app/_ui/button";
import { Page } from "@/app/_ui/page";
import { BLANK_ROWS } from "@/server/attendance/roster/rules";

export const metadata: Metadata = { title: w.rosterTitle, robots: { index: false } };

export default async function RosterPage({ params }: { params: Promise<{ slotId: string }> }) {
  const { slotId } = await params;
  await signedIn(`/day/${slotId}/roster`);
  const { shift, rows, unnamed, printedAt } = await orNotFound(
    caller().then((api) => api.attendance.roster({ slotId })),
  );
  const { startsAt } = shift;
  const blank = Array.from({ length: BLANK_ROWS + unnamed }, (_, i) => `blank-${i}`);
  const heads = [w.number, w.name, w.organisation, w.inAt, w.outAt, w.signature];
  return (
    <Page top={<PublicTop back={`/day/${slotId}`} />} wide>
      <h1>
        {w.rosterTitle} · {shift.title}
      </h1>
      <p className="note">
        {[startsAt && paperSpan(startsAt, shift.endsAt), shift.place, shift.role ?? shift.item]
          .filter(Boolean)
          .join(" · ")}
      </p>
      <div className="noprint stack">
        <p>{w.rosterHelp}</p>
        <Button type="button" data-print="" icon="list">
          {w.rosterPrint}
        </Button>
      </div>
      <table className="roster">
        <caption className="sr">{w.rosterTitle}</caption>
        <thead>
          <tr>
            {heads.map((head) => (
              <th key={head} scope="col">
                {head}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={row.code + row.name}>
              <td className="num roster-code">{row.code}</td>
              <th scope="row">
                {row.name}
                {row.seeking ? <div className="note">{w.seeking}</div> : null}
              </th>
              <td>{row.organisation}</td>
              <td />
              <td />
              <td />
            </tr>
          ))}
          {blank.map((id) => (
            <tr key={id} className="roster-blank">
              {heads.map((head) => (
                <td key={head} />
              ))}
            </tr>
          ))}
        </tbody>
      </table>
      <div className="roster-signs">
        <p>{w.leader}</p>
        <p>{w.receiver}</p>
      </div>
      <p className="note">{w.printedAt(`${fullDay(printedAt, printedAt)} ${clockTime(printedAt)}`)}</p>
    </Page>
  );
}
