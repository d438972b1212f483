"use client";
// The one script of the day: turns the code, keeps every tap in the browser's storage, and tells the server in order when it can.
import { useEffect } from "react";
import { $, focusOn, mark, part, say, show, take } from "./day-rows";
import { type Kind, storeOf } from "./day-store";
import { type Told, teller } from "./day-teller";

type Code = { from: number; path: string; digits: string };

const TELL_EVERY_MS = 10_000;
/** A tap comes this soon after its finger has gone; and no finger rests longer, whatever the device forgot to say. */
const LIFT_MS = 300;
const HELD_MS = 5_000;
const ENDS = ["pointerup", "pointercancel"] as const;
/** A request of a network that is neither there nor away is given up, and made again. */
const GIVE_UP_MS = 15_000;

async function ask(url: string, init: RequestInit): Promise<Response> {
  const stop = new AbortController();
  const timer = setTimeout(() => stop.abort(), GIVE_UP_MS);
  try {
    const answer = await fetch(url, { ...init, cache: "no-store", signal: stop.signal });
    const body = await answer.blob(); // the body too has to come in time
    const { status, headers } = answer;
    return answer.redirected ? Response.error() : new Response(body, { status, headers });
  } finally {
    clearTimeout(timer);
  }
}

/** Where the browser can (iOS WeChat cannot): what this page is made of is kept, so that it opens again without a network. */
function keepPage(): void {
  if (!("serviceWorker" in navigator)) return;
  const parts = performance
    .getEntriesByType("resource")
    .map(({ name }) => name)
    .filter((name) => name.startsWith(`${location.origin}/_next/static/`));
  navigator.serviceWorker.ready
    .then((worker) => worker.active?.postMessage({ keep: [...new Set(parts)] }))
    .catch(() => {});
}

function startDay(slotId: string): () => void {
  const store = storeOf(slotId);
  let skew = 0;
  let codes: Code[] = [];
  let step = 30_000;

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

  function waits(count: number) {
    const figure = part(document, '[data-queue="count"]');
    if (figure) figure.textContent = String(count);
    mark("day-queue", count > 0);
    if (count > 0) mark("day-sent", false);
  }

  let pressed = false;
  let lifting = 0;
  const liftIn = (ms: number) => {
    clearTimeout(lifting);
    lifting = window.setTimeout(() => {
      pressed = false;
    }, ms);
  };
  const press = () => {
    pressed = true;
    liftIn(HELD_MS);
  };
  const lift = () => liftIn(LIFT_MS);

  async function refresh(): Promise<boolean> {
    const answer = await ask(location.pathname, { headers: { accept: "text/html" } });
    if (!answer.ok) return false;
    const fresh = new DOMParser().parseFromString(await answer.text(), "text/html");
    if (store.load().taps.length > 0 || pressed) return false; // a button taken away under a finger loses its tap
    if (!fresh.getElementById("day-roll")) return false; // some other page
    if ($("day-code") && !fresh.getElementById("day-code")) location.reload(); // it was closed, or called off, elsewhere
    take(fresh);
    readCodes();
    turn();
    return true;
  }

  const told = teller({
    ...store,
    refresh,
    post: async (device, taps) => {
      const events = taps.map(({ name: _, at, ...tap }) => ({ ...tap, ago: Math.max(0, Date.now() - at) }));
      const answer = await ask(`/api/day/${slotId}/events`, {
        method: "POST",
        headers: { "content-type": "application/json" },
        body: JSON.stringify({ device, events }),
      });
      return (await answer.json()) as Told;
    },
    later: (act, ms) => {
      const timer = setTimeout(act, ms);
      return () => clearTimeout(timer);
    },
    said: ({ refused, sentence }) => {
      const lines = refused.map(({ tap, answer }) =>
        answer.gathered ? answer.gathered : `${tap.name}：${answer.sentence ?? answer.outcome}`,
      );
      say([...lines, ...(sentence === null ? [] : [sentence])]);
    },
    state: ({ waiting, caughtUp, stale }) => {
      waits(waiting);
      if (caughtUp) mark("day-sent", true);
      mark("day-stale", stale);
    },
  });

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
    const kind = (act === "walk-in" ? "walk_in" : act) as Kind;
    const was = fields.get("was");
    show(store.add({ kind, personId, name, ...(was ? { was: String(was) } : {}) }), skew);
    if (select) {
      select.selectedOptions[0]?.remove();
      select.value = "";
    } else if (kind === "walk_in") row?.remove();
    else focusOn(row);
    waits(store.load().taps.length);
    told.tell();
  }

  readCodes();
  turn();
  const { taps } = store.load();
  for (const tap of taps) show(tap, skew);
  waits(taps.length);
  told.tell(); // what waits; and a page that came out of the browser's keeping is brought up to date
  keepPage();
  const turning = setInterval(turn, 1_000);
  const running = $("day-code") !== null;
  const round = setInterval(() => {
    if (running && document.visibilityState === "visible") told.tell();
  }, TELL_EVERY_MS);
  const seen = () => {
    turn();
    if (running && document.visibilityState === "visible") told.tell();
  };
  document.addEventListener("submit", onSubmit, true);
  addEventListener("online", told.tell);
  document.addEventListener("visibilitychange", seen);
  document.addEventListener("pointerdown", press, true);
  for (const end of ENDS) document.addEventListener(end, lift, true);
  return () => {
    document.removeEventListener("pointerdown", press, true);
    for (const end of ENDS) document.removeEventListener(end, lift, true);
    told.stop();
    clearInterval(turning);
    clearInterval(round);
    document.removeEventListener("submit", onSubmit, true);
    removeEventListener("online", told.tell);
    document.removeEventListener("visibilitychange", seen);
  };
}

export function DayScript({ slotId }: { slotId: string }) {
  useEffect(() => startDay(slotId), [slotId]);
  return null;
}
