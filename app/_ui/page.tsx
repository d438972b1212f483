// The frame of a screen: top bar, main, dock. Help stands in the same place of the same bar everywhere.
import type { ReactNode } from "react";
import { chrome } from "@/app/_copy/chrome";
import { isElder } from "./elder";
import { Icon } from "./icon";

type Who = { signedIn: boolean; unread?: number };

/** The bar on top. `back` gives an inner screen its way back; without it the mark and the place stand there. */
export async function TopBar({
  title,
  back,
  place,
  who,
}: {
  title?: string;
  back?: { href: string; label?: string };
  place?: { label: string; href: string };
  who?: Who;
}) {
  const elder = await isElder();
  const many = (who?.unread ?? 0) > 99;
  return (
    <header className="top">
      <div className="shell w">
        {back ? (
          <div className="brand">
            <a className="back" href={back.href}>
              <Icon name="back" />
              {back.label ?? chrome.back}
            </a>
            {title ? <span className="place">{title}</span> : null}
          </div>
        ) : (
          <a className="brand" href={place?.href ?? "/"}>
            <span className="mark" aria-hidden="true">
              {chrome.mark}
            </span>
            <span>
              <b>{title ?? chrome.name}</b>
              {place ? (
                <span className="place">
                  {place.label}
                  <Icon name="down" />
                  <span className="sr">{chrome.changePlace}</span>
                </span>
              ) : null}
            </span>
          </a>
        )}
        <nav className="tools" aria-label={chrome.tools}>
          <form method="post" action="/api/elder">
            <input type="hidden" name="to" value={elder ? "off" : "on"} />
            <button className="tool" type="submit" aria-pressed={elder}>
              <Icon name="elder" />
              {elder ? chrome.elderOff : chrome.elderOn}
            </button>
          </form>
          <a className={many ? "tool many" : "tool"} href={who?.signedIn ? "/me" : "/sign-in"}>
            <Icon name="person" />
            {who?.signedIn ? chrome.mine : chrome.signIn}
            {who?.unread ? (
              <span className="count">
                {many ? "99+" : who.unread}
                <span className="sr">{chrome.unread}</span>
              </span>
            ) : null}
          </a>
          <a className="tool" href="/help">
            <Icon name="help" />
            {chrome.help}
          </a>
        </nav>
      </div>
    </header>
  );
}

/** A whole screen. `aside` stands right on a desktop and below on a phone; `dock` sticks to the bottom. */
export function Page({
  top,
  children,
  aside,
  dock,
  wide,
}: {
  top: ReactNode;
  children: ReactNode;
  aside?: ReactNode;
  dock?: ReactNode;
  wide?: boolean;
}) {
  return (
    <div className="page">
      {top}
      {aside ? (
        <main id="main" tabIndex={-1} className="shell w main">
          <div className="cols">
            <div className="stack">{children}</div>
            <aside className="stack">{aside}</aside>
          </div>
        </main>
      ) : (
        <main id="main" tabIndex={-1} className={wide ? "shell w main" : "shell main"}>
          {children}
        </main>
      )}
      {dock ? <Dock>{dock}</Dock> : null}
    </div>
  );
}

/** The bottom bar: at most two buttons, the red one last (nearest the right thumb). */
export function Dock({ children }: { children: ReactNode }) {
  return (
    <section className="dock" aria-label={chrome.nextStep}>
      <div className="shell">{children}</div>
    </section>
  );
}
