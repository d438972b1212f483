// The State Council's notices on holidays, as far as they are known: days that differ from Monday to Friday. What a new installation
// begins with; from then on the district keeps the calendar. Pure.

/** Year → [note, days off that would be worked, days worked that would be off], as MM-DD. */
const NOTICES: Record<number, [note: string, off: string, makeUp: string][]> = {
  2025: [
    ["元旦", "01-01", ""],
    ["春节", "01-28 01-29 01-30 01-31 02-03 02-04", "01-26 02-08"],
    ["清明节", "04-04", ""],
    ["劳动节", "05-01 05-02 05-05", "04-27"],
    ["端午节", "06-02", ""],
    ["国庆节、中秋节", "10-01 10-02 10-03 10-06 10-07 10-08", "09-28 10-11"],
  ],
  2026: [
    ["元旦", "01-01 01-02", "01-04"],
    ["春节", "02-16 02-17 02-18 02-19 02-20 02-23", "02-14 02-28"],
    ["清明节", "04-06", ""],
    ["劳动节", "05-01 05-04 05-05", "05-09"],
    ["端午节", "06-19", ""],
    ["中秋节", "09-25", ""],
    ["国庆节", "10-01 10-02 10-05 10-06 10-07", "09-20 10-10"],
  ],
};

type Announced = { day: string; works: boolean; note: string };

/** All known days; make-up days say what they pay for. */
export function announcedDays(): Announced[] {
  const days = (list: string) => list.split(" ").filter((day) => day !== "");
  return Object.entries(NOTICES).flatMap(([year, notices]) =>
    notices.flatMap(([note, off, makeUp]) => [
      ...days(off).map((day) => ({ day: `${year}-${day}`, works: false, note })),
      ...days(makeUp).map((day) => ({ day: `${year}-${day}`, works: true, note: `${note}补班` })),
    ]),
  );
}
