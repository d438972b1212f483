"use client";
// The one script of the day: turns the code, keeps every tap in the browser's storage, and tells the server in order when it can.
// It owns no words: rows carry all their states, sentences come from the server.
import { useEffect } from "react";

type Kind = "in" | "out" | "walk_in" | "undo";
type Tap = { id: string; seq: number; kind: Kind; personId: string; was?: string; name: string; at: number };
type Store = { device: string; seq: number; taps: Tap[] };
type Answer = { id: string; outcome: string; sentence: string | null };
type Code = { from: number; path: string; digits: string };

const TELL_EVERY_MS = 10_000;
const AT_ONCE = 100;

/** Also where the page is not a secure context, which a telephone on a village's network is not. */
function newId(): string {
  const b = crypto.getRandomValues(new Uint8Array(16));
  b[6] = ((b[6] as number) & 15) | 64;
  b[8] = ((b[8] as number) & 63) | 128;
  return [...b]
    .map((n, i) => ([4, 6, 8, 10].includes(i) ? "-" : "") + n.toString(16).padStart(2, "0"))
    .join("");
}

const $ = <T extends HTMLElement>(id: string) => document.getElementById(id) as T | null;
const part = (of: ParentNode | null, name: string) => of?.querySelector<HTMLElement>(name) ?? null;
const rowOf = (personId: string) => part($("day-list"), `[data-person="${personId}"]`);

function startDay(slotId: string): () => void {
  const KEY = `hrb-day:${slotId}`;
  let telling = false;
  let skew = 0;
  let codes: Code[] = [];
  let step = 30_000;

  const load = (): Store => {
    try {
      const kept = JSON.parse(localStorage.getItem(KEY) ?? "") as Store;
      if (kept.device) return kept;
    } catch {}
    return { device: newId(), seq: 0, taps: [] };
  };
  const save = (store: Store) => localStorage.setItem(KEY, JSON.stringify(store));

  function readCodes() {
    const at = $("day-code");
    if (!at) return;
    codes = JSON.parse(at.dataset.codes ?? "[]") as Code[];
    step = Number(at.dataset.step);
    skew = Number(at.dataset.now) - Date.now();
  }

  /** The code of this half minute; none where the network has been away too long. */
  function turn() {
    const at = $("day-code");
    const now = Date.now() + skew;
    const code = codes.find(({ from }) => from <= now && now < from + step);
    const [shown, away] = [part(at, '[data-code="shown"]'), part(at, '[data-code="away"]')];
    if (shown) shown.hidden = !code;
    if (away) away.hidden = Boolean(code);
    if (!code) return;
    part(at, '[data-code="path"]')?.setAttribute("d", code.path);
    const digits = part(at, '[data-code="digits"]');
    if (digits && digits.textContent !== code.digits) digits.textContent = code.digits;
  }

  /** What a tap does to its row, before anybody was told. */
  function show({ kind, personId, was, name, at }: Tap) {
    let row = rowOf(personId);
    if (!row && (kind === "walk_in" || kind === "in")) {
      const blank = $("day-blank")?.firstElementChild?.cloneNode(true) as HTMLElement | undefined;
      if (!blank) return;
      blank.dataset.person = personId;
      const field = part(blank, '[data-row="name"]');
      if (field) field.textContent = name;
      for (const input of blank.querySelectorAll<HTMLInputElement>("[name=personId]")) input.value = personId;
      $("day-list")?.append(blank);
      row = blank;
    }
    if (!row) return;
    row.dataset.state = kind === "out" || (kind === "undo" && was === "out") ? "in" : "none";
    if (kind === "in" || kind === "walk_in") row.dataset.state = "in";
    if (kind === "out") row.dataset.state = "out";
    const pending = part(row, '[data-row="pending"]');
    if (pending) pending.hidden = false;
    const note = part(row, '[data-row="note"]');
    if (note && kind !== "undo") {
      const time = new Date(at + skew + 8 * 3_600_000).toISOString().slice(11, 16).replace(/^0/, "");
      note.textContent = [note.textContent, time].filter(Boolean).join(" · ");
    }
    heads();
  }

  function heads() {
    for (const figure of document.querySelectorAll<HTMLElement>("[data-count]"))
      figure.textContent = String(
        document.querySelectorAll(`#day-list > [data-state="${figure.dataset.count}"]`).length,
      );
  }

  function waiting(store: Store) {
    const [line, count] = [$("day-queue"), part(document, '[data-queue="count"]')];
    if (line) line.hidden = store.taps.length === 0;
    if (count) count.textContent = String(store.taps.length);
    if (store.taps.length > 0) mark("day-sent", false);
  }
  function mark(id: string, on: boolean) {
    const at = $(id);
    if (at) at.hidden = !on;
  }

  function say(lines: string[]) {
    const said = part(document, '[data-queue="said"]');
    if (said) {
      said.textContent = "";
      for (const line of lines) {
        const p = document.createElement("p");
        p.textContent = line;
        said.append(p);
      }
    }
    mark("day-said", lines.length > 0);
  }

  /** The page as the server would send it now; what somebody is typing in stays. */
  async function refresh() {
    const answer = await fetch(location.pathname, { headers: { accept: "text/html" } });
    if (!answer.ok || answer.redirected) return;
    const fresh = new DOMParser().parseFromString(await answer.text(), "text/html");
    if (load().taps.length > 0) return;
    const active = document.activeElement;
    const held = active?.closest<HTMLElement>("[data-person]")?.dataset.person;
    for (const id of ["day-list", "day-heads", "day-asking", "day-finish"]) {
      const [old, next] = [$(id), fresh.getElementById(id)];
      if (old && next && old.innerHTML !== next.innerHTML) old.innerHTML = next.innerHTML;
    }
    const [code, next] = [$("day-code"), fresh.getElementById("day-code")];
    if (code && next) for (const name of ["codes", "now"]) code.dataset[name] = next.dataset[name];
    if (held && !document.contains(active))
      [...(rowOf(held)?.querySelectorAll<HTMLElement>("button") ?? [])].find((b) => b.offsetParent)?.focus();
    readCodes();
    turn();
  }

  /** Tells what waits, in order. What has its answer is forgotten; the rest is told again, as often as it takes. */
  async function tell() {
    if (telling) return;
    telling = true;
    try {
      let had = 0;
      const refused: string[] = [];
      for (let store = load(); store.taps.length > 0; store = load()) {
        const taps = store.taps.slice(0, AT_ONCE);
        const events = taps.map(({ name: _, at, ...tap }) => ({ ...tap, ago: Math.max(0, Date.now() - at) }));
        const answer = await fetch(`/api/day/${slotId}/events`, {
          method: "POST",
          headers: { "content-type": "application/json" },
          body: JSON.stringify({ device: store.device, events }),
        });
        const told = (await answer.json()) as { answers?: Answer[]; sentence?: string };
        if (!told.answers) {
          if (told.sentence) say([told.sentence]);
          return;
        }
        if (told.answers.length === 0) return;
        const known = new Map(told.answers.map((one) => [one.id, one]));
        for (const tap of taps) {
          const one = known.get(tap.id);
          if (one && one.outcome !== "done") refused.push(`${tap.name}：${one.sentence ?? one.outcome}`);
        }
        const now = load();
        now.taps = now.taps.filter((tap) => !known.has(tap.id));
        had += known.size;
        save(now);
        waiting(now);
      }
      if (had > 0) say(refused);
      if (had > 0 && away) mark("day-sent", true);
      away = false;
      await refresh();
    } catch {
      away = true; // no network: the next round tries again
    } finally {
      telling = false;
      waiting(load());
    }
  }
  let away = false;

  function onSubmit(event: Event) {
    const form = event.target as HTMLFormElement;
    const act = new RegExp(`/api/day/${slotId}/(in|out|undo|walk-in)$`).exec(form.action)?.[1];
    if (!act) return;
    event.preventDefault();
    event.stopPropagation();
    const fields = new FormData(form);
    const personId = String(fields.get("personId") ?? "");
    if (!personId) return;
    const select = form.querySelector("select");
    const row = form.closest("li");
    const name = select?.selectedOptions[0]?.textContent ?? row?.querySelector("b")?.textContent ?? "";
    const store = load();
    store.seq += 1;
    const kind = (act === "walk-in" ? "walk_in" : act) as Kind;
    const was = fields.get("was");
    const tap: Tap = { id: newId(), seq: store.seq, kind, personId, name, at: Date.now() };
    if (was) tap.was = String(was);
    store.taps.push(tap);
    save(store);
    show(tap);
    if (select) {
      select.selectedOptions[0]?.remove();
      select.value = "";
    } else if (kind === "walk_in") row?.remove();
    else [...(row?.querySelectorAll<HTMLElement>("button") ?? [])].find((b) => b.offsetParent)?.focus();
    waiting(store);
    tell();
  }

  readCodes();
  turn();
  const store = load();
  away = store.taps.length > 0;
  for (const tap of store.taps) show(tap);
  waiting(store);
  if (store.taps.length > 0) tell();
  const turning = setInterval(turn, 1_000);
  const round = setInterval(() => {
    if (document.visibilityState === "visible") tell();
  }, TELL_EVERY_MS);
  document.addEventListener("submit", onSubmit, true);
  addEventListener("online", tell);
  document.addEventListener("visibilitychange", turn);
  return () => {
    clearInterval(turning);
    clearInterval(round);
    document.removeEventListener("submit", onSubmit, true);
    removeEventListener("online", tell);
    document.removeEventListener("visibilitychange", turn);
  };
}

export function DayScript({ slotId }: { slotId: string }) {
  useEffect(() => startDay(slotId), [slotId]);
  return null;
}
