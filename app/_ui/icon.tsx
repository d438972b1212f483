// Line icons drawn here, since emoji are missing on some phones. Always beside a word, so hidden from screen readers.
const PATHS = {
  clock: "M12 3a9 9 0 1 0 0 18 9 9 0 0 0 0-18zM12 7v5l3 3",
  calendar: "M6 5h12a2 2 0 0 1 2 2v11a2 2 0 0 1-2 2H6a2 2 0 0 1-2-2V7a2 2 0 0 1 2-2zM4 10h16M9 3v4M15 3v4",
  check: "M5 13l4 4L19 7",
  warn: "M12 3.5l9.5 17h-19zM12 10v5M12 17.6v.4",
  box: "M3 8l9-5 9 5v8l-9 5-9-5zM3 8l9 5 9-5M12 13v8",
  people:
    "M9 4.5a3.5 3.5 0 1 0 0 7 3.5 3.5 0 0 0 0-7zM2.5 20c0-4 3-6.5 6.5-6.5s6.5 2.5 6.5 6.5M16 5a3.5 3.5 0 0 1 0 6.5M18 14c2.3.8 3.5 3 3.5 6",
  person: "M12 4a4 4 0 1 0 0 8 4 4 0 0 0 0-8zM4.5 20.5c0-4.2 3.4-7 7.5-7s7.5 2.8 7.5 7",
  truck:
    "M2 6h12v10H2zM14 10h4l4 3v3h-8zM6.5 15a2.2 2.2 0 1 0 0 4.4 2.2 2.2 0 0 0 0-4.4zM17.5 15a2.2 2.2 0 1 0 0 4.4 2.2 2.2 0 0 0 0-4.4z",
  skill: "M12 3l9 4.5-9 4.5-9-4.5zM6.5 10v5c0 1.5 2.5 3 5.5 3s5.5-1.5 5.5-3v-5M21 7.5V14",
  place: "M12 21s7-6.2 7-11.5A7 7 0 0 0 5 9.5C5 14.8 12 21 12 21zM12 7a2.5 2.5 0 1 0 0 5 2.5 2.5 0 0 0 0-5z",
  phone: "M5 4h4l2 5-2.5 1.8a12 12 0 0 0 4.7 4.7L15 13l5 2v4a2 2 0 0 1-2 2C10.5 21 3 13.5 3 6a2 2 0 0 1 2-2z",
  help: "M12 3a9 9 0 1 0 0 18 9 9 0 0 0 0-18zM9.5 9.5a2.5 2.5 0 1 1 3.6 2.2c-.8.4-1.1.9-1.1 1.8M12 16.6v.4",
  elder: "M3 19L8.5 5h1L15 19M5 14.5h8M17 19v-9M14.5 12.5L17 10l2.5 2.5",
  share: "M12 15V4M8 7.5L12 3.5l4 4M5 12v7a1.5 1.5 0 0 0 1.5 1.5h11A1.5 1.5 0 0 0 19 19v-7",
  copy: "M9 9h10v11H9zM5 15V4h10",
  back: "M15 5l-7 7 7 7",
  next: "M9 5l7 7-7 7",
  down: "M6 9l6 6 6-6",
  search: "M10.5 4a6.5 6.5 0 1 0 0 13 6.5 6.5 0 0 0 0-13zM15.5 15.5L20.5 20.5",
  bell: "M6 16V11a6 6 0 0 1 12 0v5l1.5 2h-15zM10 20.5h4",
  pause: "M8 5v14M16 5v14",
  stop: "M6 6h12v12H6z",
  cross: "M6 6l12 12M18 6L6 18",
  edit: "M4 20l1-4L16.5 4.5l3 3L8 19z",
  lock: "M6 11h12v9H6zM8.5 11V8a3.5 3.5 0 0 1 7 0v3",
  info: "M12 3a9 9 0 1 0 0 18 9 9 0 0 0 0-18zM12 11v5.5M12 7.5v.4",
  question: "M9 9a3 3 0 1 1 4.4 2.7c-1 .5-1.4 1.1-1.4 2.3M12 17.5v.4",
  cloud: "M3 3l18 18M7 18a4 4 0 0 1-.5-8M10 6.5A6 6 0 0 1 18 10.5a3.8 3.8 0 0 1 1.6 7",
  refresh: "M20 11a8 8 0 0 0-14.5-4M4 4v4h4M4 13a8 8 0 0 0 14.5 4M20 20v-4h-4",
  shield: "M12 3l7.5 3v5.5c0 4.5-3.2 8-7.5 9.5-4.3-1.5-7.5-5-7.5-9.5V6zM8.5 12l2.5 2.5 4.5-4.5",
  hand: "M4 13l4-4 4 1.5 5-4.5M4 13v5.5h6l3 1.5 7.5-6-2-2-4 2.5",
  home: "M4 11l8-7 8 7v9h-5.5v-6h-5v6H4z",
  list: "M8 6h12M8 12h12M8 18h12M4 6h.01M4 12h.01M4 18h.01",
  sound: "M4 9.5v5h3.5L12 18.5V5.5L7.5 9.5zM15.5 9a4 4 0 0 1 0 6M18 6.5a7.5 7.5 0 0 1 0 11",
  plus: "M12 5v14M5 12h14",
} as const;

export type IconName = keyof typeof PATHS;

/** A line icon beside a word; it carries no meaning alone. */
export function Icon({ name }: { name: IconName }) {
  return (
    <svg className="ic" viewBox="0 0 24 24" aria-hidden="true" focusable="false">
      <path d={PATHS[name]} />
    </svg>
  );
}
