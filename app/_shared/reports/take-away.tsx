import { reportWords as w } from "@/app/_copy/reports";

/** Lists as files: each as a sheet and as CSV. */
export function TakeAway({
  lists,
}: {
  lists: readonly { label: string; list: string; asked: Record<string, string> }[];
}) {
  return (
    <section className="sec noprint" aria-labelledby="take-away">
      <h2 id="take-away">{w.takeAway}</h2>
      <p className="note">{w.takeAwayHelp}</p>
      <ul className="card">
        {lists.map(({ label, list, asked }) => {
          const href = (format: string) => `/api/export/${list}?${new URLSearchParams({ ...asked, format })}`;
          return (
            <li className="split" key={list}>
              <span>{label}</span>
              <span className="row ml-auto">
                <a className="btn small" href={href("xlsx")} download aria-label={`${label}，${w.xlsx}`}>
                  {w.xlsx}
                </a>
                <a className="btn small" href={href("csv")} download aria-label={`${label}，${w.csv}`}>
                  {w.csv}
                </a>
              </span>
            </li>
          );
        })}
      </ul>
    </section>
  );
}
