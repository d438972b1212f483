// The one thing to do now, by state; then what else may be done, folded away.
import { chainWords } from "@/app/_copy/chain";
import { deskWords as w } from "@/app/_copy/desk";
import { invitationWords } from "@/app/_copy/invitations";
import { matchingWords } from "@/app/_copy/matching";
import { shiftWords } from "@/app/_copy/shifts";
import { ActForm, AskedAct } from "@/app/_shared/desk/act-form";
import { ButtonLink } from "@/app/_ui/button";
import { Card } from "@/app/_ui/card";
import type { Managed } from "./managed";

const lacksStock = ({ need }: Managed) => need.lines.some((line) => line.sale && !line.certification?.enough);

/** As far as the numbers show; who withdrew again is known to the server alone, which then refuses. */
const nobodyYet = ({ need }: Managed) =>
  need.lines.every((line) =>
    line.slots.every((s) => s.accepted + s.onTheWay + s.promised + s.waiting + s.walkIns === 0),
  );

/** 还需要吗? in one tap. */
function Weekly({ m }: { m: Managed }) {
  const form = { action: `${m.api}/confirm`, to: m.at, version: m.need.version };
  return (
    <div className="stack">
      <h2>{w.weekly}</h2>
      <p className="note">{w.weeklyText}</p>
      <ActForm {...form} label={w.still} tone="go" wide />
      <ActForm {...form} hidden={{ answer: "enough" }} label={w.enough} wide />
      <ButtonLink href={`${m.at}/numbers?weekly=1`} wide>
        {w.changed}
      </ButtonLink>
    </div>
  );
}

export function NextAct({ m }: { m: Managed }) {
  const { need, can, at, api } = m;
  const asked = need.status === "open" && need.confirmDueAt !== null && need.confirmDueAt <= need.asOf;
  const link = (href: string, label: string) => (
    <ButtonLink href={href} tone="go" wide>
      {label}
    </ButtonLink>
  );
  const act = (() => {
    if (need.status === "draft") return link(`/post/${need.id}`, w.act.continue ?? "");
    if (need.status === "returned" && can("save")) return link(`/post/${need.id}`, w.act.complete ?? "");
    if (need.status === "submitted") {
      if (lacksStock(m)) return need.certifies ? link(`${at}/certify`, w.certify) : <p>{w.waitStock}</p>;
      if (can("publish")) return link(`${at}/verify`, w.verify);
      return <p>{need.escalatedAt || need.village_id === 0 ? w.waitTown : w.waitVillage}</p>;
    }
    if (asked && can("confirm")) return <Weekly m={m} />;
    if (need.status === "paused" && can("resume"))
      return (
        <ActForm action={`${api}/resume`} to={at} version={need.version} label={w.resume} tone="go" wide />
      );
    if ((need.status === "sealed" || need.status === "settling") && can("complete") !== can("settle"))
      return link(`${at}/settle`, w.settle);
    if (need.status === "open") return link(`/needs/${need.id}/who`, matchingWords.who);
    return null;
  })();
  if (act === null) return null;
  return (
    <section className="sec" aria-labelledby="next-act">
      <h2 id="next-act" className="sr">
        {w.nextAct}
      </h2>
      <Card>{act}</Card>
    </section>
  );
}

/** Only what the state and the reader's hat allow. */
export function OtherActs({ m }: { m: Managed }) {
  const { need, can, at, api } = m;
  const ask = (act: string, title: string, help: string) => (
    <AskedAct key={act} action={`${api}/${act}`} to={at} version={need.version} title={title} help={help} />
  );
  const links = [
    ...(need.status === "open"
      ? [{ href: `${at}/chain`, label: chainWords.doorUnits, icon: "list" as const }]
      : []),
    ...(need.status === "open"
      ? [{ href: `${at}/invitations`, label: invitationWords.panel, icon: "hand" as const }]
      : []),
    ...(can("change") ? [{ href: `${at}/change`, label: w.changeText, icon: "edit" as const }] : []),
    ...(can("change") ? [{ href: `${at}/numbers`, label: w.changeNumbers, icon: "edit" as const }] : []),
    ...(need.lines.some((line) => line.kind === "people") && (can("change") || can("settle"))
      ? [{ href: `${at}/shifts`, label: shiftWords.title, icon: "calendar" as const }]
      : []),
    ...(need.lines.some((line) => line.sale) && need.status !== "draft"
      ? [{ href: `${at}/certify`, label: w.certify, icon: "shield" as const }]
      : []),
    ...(can("settle") && need.status !== "sealed"
      ? [{ href: `${at}/settle`, label: w.settle, icon: "list" as const }]
      : []),
    ...(can("reopen") ? [{ href: `${at}/reopen`, label: w.reopen, icon: "refresh" as const }] : []),
    ...(can("cancel") || can("close")
      ? [{ href: `${at}/end`, label: w.endTitle, icon: "cross" as const }]
      : []),
  ];
  const folds = [
    ...(can("pause") ? [ask("pause", w.pause, w.pauseHelp)] : []),
    ...(can("resume") && need.status !== "paused" ? [ask("resume", w.resume, w.resumeHelp)] : []),
    ...(can("seal") ? [ask("seal", w.seal, w.sealHelp)] : []),
    ...(can("takeBack") && nobodyYet(m) ? [ask("take-back", w.takeBack, w.takeBackHelp)] : []),
  ];
  if (links.length + folds.length === 0) return null;
  return (
    <section className="sec" aria-labelledby="others">
      <h2 id="others">{w.otherActs}</h2>
      <Card>
        <div className="stack">
          <div className="row">
            {links.map((link) => (
              <ButtonLink key={link.href} href={link.href} small icon={link.icon}>
                {link.label}
              </ButtonLink>
            ))}
          </div>
          {folds}
        </div>
      </Card>
    </section>
  );
}
