"use client";
// The only script of public pages: a double-tap guard, copy, share, read aloud, dialogs, live search, and "you are offline". Everything works without it.
import { useEffect } from "react";
import { giveBack, keep, sending } from "./keep";

/** A post that was broken off tells nobody: after this long the button may be pressed again, and the form's key keeps it one. */
const STUCK_MS = 20_000;

function onSubmit(event: SubmitEvent) {
  const form = event.target as HTMLFormElement;
  if (form.method !== "post") return;
  // The browser would leave for a page of its own; so what was typed stays, below the line that says what is wrong.
  if (!navigator.onLine) return event.preventDefault();
  sending(form);
  if (form.dataset.many !== undefined) return;
  if (form.dataset.sent) {
    event.preventDefault();
    return;
  }
  form.dataset.sent = "1";
  setTimeout(onShow, STUCK_MS);
  const button = event.submitter ?? form.querySelector("button");
  button?.setAttribute("aria-busy", "true");
}

function onShow() {
  for (const form of document.querySelectorAll<HTMLFormElement>("form[data-sent]")) {
    delete form.dataset.sent;
    form.querySelector("[aria-busy]")?.removeAttribute("aria-busy");
  }
}

let typing: ReturnType<typeof setTimeout>;

/** A GET form with `data-live="id"`: while somebody types, that element is taken from the form's own answer. */
function onInput(event: Event) {
  const form = (event.target as Element).closest("form");
  if (form?.dataset.keep !== undefined) keep(form);
  if (form?.dataset.live === undefined) return;
  clearTimeout(typing);
  typing = setTimeout(async () => {
    const fields = new URLSearchParams([...new FormData(form)].map(([k, v]) => [k, String(v)]));
    const answer = await fetch(`${form.action}?${fields}`).catch(() => null);
    if (!answer?.ok) return;
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    const id = form.dataset.live ?? "";
    const [old, fresh] = [document.getElementById(id), page.getElementById(id)];
    if (old && fresh) old.innerHTML = fresh.innerHTML;
  }, 300);
}

async function copy(text: string) {
  try {
    await navigator.clipboard.writeText(text);
  } catch {
    const area = document.createElement("textarea");
    area.value = text;
    document.body.append(area);
    area.select();
    document.execCommand("copy");
    area.remove();
  }
}

/** Reads the element's text aloud, or stops. */
function speak(id: string) {
  const voice = window.speechSynthesis;
  if (voice.speaking) return voice.cancel();
  const read = [...(document.getElementById(id)?.children ?? [])].map((part) => part.textContent).join("。");
  const said = new SpeechSynthesisUtterance(read);
  said.lang = "zh-CN";
  said.rate = 0.9;
  voice.speak(said);
}

async function onClick(event: MouseEvent) {
  const from = (event.target as Element).closest<HTMLElement>(
    "[data-copy],[data-share],[data-opens],[data-print],[data-speak]",
  );
  if (!from) return;
  const { copy: source, share, opens, speak: aloud, done } = from.dataset;
  if (source !== undefined) {
    const field = document.getElementById(source);
    await copy(field instanceof HTMLTextAreaElement ? field.value : (field?.textContent ?? ""));
    if (done) from.textContent = done;
  } else if (share !== undefined) {
    const text = document.getElementById(share);
    await navigator.share({ text: text instanceof HTMLTextAreaElement ? text.value : "" }).catch(() => {});
  } else if (opens !== undefined) {
    const dialog = opens ? document.getElementById(opens) : from.closest("dialog");
    if (!(dialog instanceof HTMLDialogElement) || !dialog.showModal) return;
    event.preventDefault();
    if (opens) dialog.showModal();
    else dialog.close();
  } else if (aloud !== undefined) speak(aloud);
  else window.print();
}

/** Mount once, in the root layout. */
export function Enhance() {
  useEffect(() => {
    const root = document.documentElement;
    const net = () => root.toggleAttribute("data-offline", !navigator.onLine);
    net();
    giveBack();
    if (typeof navigator.share === "function") root.setAttribute("data-can-share", "");
    if ("speechSynthesis" in window) root.setAttribute("data-can-speak", "");
    root.setAttribute("data-script", "");
    document.addEventListener("submit", onSubmit);
    document.addEventListener("click", onClick);
    document.addEventListener("input", onInput);
    window.addEventListener("pageshow", onShow);
    window.addEventListener("online", net);
    window.addEventListener("offline", net);
    if ("serviceWorker" in navigator && window.isSecureContext)
      navigator.serviceWorker.register("/sw.js").catch(() => {});
    return () => {
      document.removeEventListener("submit", onSubmit);
      document.removeEventListener("click", onClick);
      document.removeEventListener("input", onInput);
      window.removeEventListener("pageshow", onShow);
      window.removeEventListener("online", net);
      window.removeEventListener("offline", net);
    };
  }, []);
  return null;
}
