import { home as w } from "@/app/_copy/home";

/** The three doors: help, ask, check a certificate. */
export function Doors() {
  return (
    <nav className="doors" aria-label={w.title}>
      <a className="door go" href="/needs">
        <b>{w.help}</b>
        <span>{w.helpNote}</span>
      </a>
      <a className="door" href="/post">
        <b>{w.ask}</b>
        <span>{w.askNote}</span>
      </a>
      <a className="door flat" href="/certificates">
        <b>{w.verify}</b>
        <span>{w.verifyNote}</span>
      </a>
    </nav>
  );
}
