// The rotating code, large. The codes of the next two minutes come along, so that the script can go on while the network is away.
import { dayWords as w } from "@/app/_copy/day";
import { QUIET, qrOf } from "@/app/_shared/attendance/qr";
import { publicUrl } from "@/app/_trpc/site";
import { ButtonLink } from "@/app/_ui/button";
import { Notice } from "@/app/_ui/card";
import type { DayView } from "@/server/attendance/schema";

export async function Code({ day }: { day: DayView }) {
  const codes = await Promise.all(
    day.codes.map(async ({ from, token, digits }) => {
      const to = await publicUrl(`/d/${token}`);
      return { from: from.getTime(), to, digits, ...qrOf(to) };
    }),
  );
  const first = codes[0];
  if (!first) return null;
  const typeAt = (await publicUrl("/d")).replace(/^https?:\/\//, "");
  return (
    <section
      className="card day-code"
      id="day-code"
      aria-labelledby="day-code-title"
      data-codes={JSON.stringify(codes)}
      data-now={day.now.getTime()}
      data-step={day.stepMs}
    >
      <h2 id="day-code-title">{w.scanTitle}</h2>
      <div className="stack" data-code="shown">
        <svg
          className="day-qr"
          viewBox={`0 0 ${first.size} ${first.size}`}
          role="img"
          aria-label={w.qrLabel}
          shapeRendering="crispEdges"
          data-quiet={QUIET}
        >
          <path fill="#fff" d={`M0 0h${first.size}v${first.size}h-${first.size}z`} />
          <path fill="#000" d={first.path} data-code="path" />
        </svg>
        <p className="note">{w.scanHelp}</p>
        <p>
          {w.digits} <b>{typeAt}</b>
        </p>
        <p className="day-digits num" data-code="digits">
          {first.digits}
        </p>
      </div>
      <div data-code="away" hidden>
        <Notice tone="amber" icon="cloud">
          {w.codeAway}
        </Notice>
      </div>
      <noscript>
        <ButtonLink href={`/day/${day.shift.slotId}`} wide icon="refresh">
          {w.newCode}
        </ButtonLink>
      </noscript>
    </section>
  );
}
