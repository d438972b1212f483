// The rows and figures of the day as the script moves them. It owns no words: rows carry all their states, sentences come from the server.
import { clockTime } from "@/app/_copy/dates";
import type { Tap } from "./day-store";

export const $ = <T extends HTMLElement>(id: string) => document.getElementById(id) as T | null;
export const part = (of: ParentNode | null, name: string) => of?.querySelector<HTMLElement>(name) ?? null;
const rowOf = (personId: string) => part($("day-list"), `[data-person="${personId}"]`);
const seen = (row: ParentNode | null) =>
  [...(row?.querySelectorAll<HTMLElement>("button") ?? [])].find((b) => b.offsetParent);
/** The keyboard stays where it was: on the row, whose buttons have changed. */
export const focusOn = (row: ParentNode | null) => seen(row)?.focus();

export function mark(id: string, on: boolean): void {
  const at = $(id);
  if (at) at.hidden = !on;
}

/** What a tap does to its row, before anybody was told. skew: the server's clock less the device's. */
export function show({ kind, personId, was, name, at }: Tap, skew: number): void {
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
    note.textContent = [note.textContent, clockTime(new Date(at + skew))].filter(Boolean).join(" · ");
  }
  heads();
}

function heads(): void {
  for (const figure of document.querySelectorAll<HTMLElement>("[data-count]"))
    figure.textContent = String(
      document.querySelectorAll(`#day-list > [data-state="${figure.dataset.count}"]`).length,
    );
}

/** Lines that stay until the page is opened again: the newest few. */
const SAID_MAX = 6;
export function say(lines: readonly string[]): void {
  const said = part(document, '[data-queue="said"]');
  if (!said || lines.length === 0) return;
  for (const line of lines) {
    for (const old of said.querySelectorAll("p")) if (old.textContent === line) old.remove();
    const p = document.createElement("p");
    p.textContent = line;
    said.append(p);
  }
  while (said.childElementCount > SAID_MAX) said.firstElementChild?.remove();
  mark("day-said", true);
}

/** Parts of the page as the server sends it now; what somebody is typing in stays. */
const PARTS = ["day-list", "day-heads", "day-asking", "day-finish", "day-late"];
export function take(fresh: Document): void {
  const active = document.activeElement;
  const held = active?.closest<HTMLElement>("[data-person]")?.dataset.person;
  for (const id of PARTS) {
    const [old, next] = [$(id), fresh.getElementById(id)];
    if (old && next && old.innerHTML !== next.innerHTML) old.innerHTML = next.innerHTML;
    if (old && next) old.hidden = next.hidden;
  }
  const [code, next] = [$("day-code"), fresh.getElementById("day-code")];
  if (code && next) for (const name of ["codes", "now"]) code.dataset[name] = next.dataset[name];
  if (held && !document.contains(active)) focusOn(rowOf(held));
}
