// 代报名: whom I act for, who acts for me, and somebody new, with the consent that was given by word or on paper.
import { fullDay } from "@/app/_copy/dates";
import { PROXY_KIND, ROLE_WORD, meWords as w } from "@/app/_copy/me";
import { reasonSentence } from "@/app/_copy/reasons";
import { ActForm } from "@/app/_shared/acts/act-form";
import { Fold } from "@/app/_shared/acts/fold";
import type { Attempt } from "@/app/_trpc/form";
import { Button, ButtonLink } from "@/app/_ui/button";
import { Dialog } from "@/app/_ui/dialog";
import { Field, Select } from "@/app/_ui/field";
import type { HatView } from "@/server/people/grants/schema";
import { NAME_MAX } from "@/server/people/schema";

type Proxy = { proxyId: string; personId: string; name: string; kind: string; since: Date };

function Proxies({ list, none, now }: { list: readonly Proxy[]; none: string; now: Date }) {
  if (list.length === 0) return <p className="note">{none}</p>;
  return (
    <ul className="card">
      {list.map((one) => {
        const id = `proxy-${one.proxyId}`;
        return (
          <li className="who" key={one.proxyId}>
            <div>
              {one.name}
              <div className="note">{`${PROXY_KIND[one.kind] ?? ""} · ${w.since(fullDay(one.since, now))}`}</div>
            </div>
            <ButtonLink href={`#${id}`} data-opens={id} small>
              {w.endProxy}
            </ButtonLink>
            <Dialog id={id} title={w.endProxyAsk(one.name)}>
              <p>{w.endProxyText}</p>
              <ActForm
                action="/api/me/end-proxy"
                to="/me/data"
                hidden={{ proxyId: one.proxyId, subject: one.proxyId }}
              >
                <Button wide tone="line">
                  {w.endProxy}
                </Button>
              </ActForm>
            </Dialog>
          </li>
        );
      })}
    </ul>
  );
}

export function ActedFor({
  actedFor,
  acting,
  now,
}: {
  actedFor: readonly Proxy[];
  acting: readonly Proxy[];
  now: Date;
}) {
  return (
    <section className="sec" aria-labelledby="acted">
      <h2 id="acted">{w.actedFor}</h2>
      <Proxies list={actedFor} none={w.nobodyFor} now={now} />
      <h2>{w.acting}</h2>
      <Proxies list={acting} none={w.nobodyActs} now={now} />
    </section>
  );
}

/** Offices and teams that may enter somebody who has no phone. */
const ENTERS = ["secretary", "clerk", "grid", "town_admin", "district_admin", "leader", "manager"];

function RegisterForm({
  act,
  title,
  text,
  places,
  attempt,
}: {
  act: "relative" | "register";
  title: string;
  text: string;
  places: readonly HatView[];
  attempt: Attempt;
}) {
  const mine = attempt.value("form") === act;
  const error = (name: string) => (mine ? reasonSentence(attempt.refusal?.fields[name]) : null);
  const value = (name: string) => (mine ? attempt.value(name) : undefined);
  const id = (name: string) => `f-${act}-${name}`;
  return (
    <Fold title={title} open={mine && attempt.refusal !== null}>
      <ActForm action={`/api/me/${act}`} to="/me/data" hidden={{ form: act }} className="form">
        <p className="note">{text}</p>
        {places.length > 0 ? (
          <Select
            name="scope"
            id={id("scope")}
            label={w.whose}
            defaultValue={value("scope")}
            options={places.map((hat) => ({
              value: hat.organisationId ?? String(hat.regionId),
              label: `${hat.scope}（${ROLE_WORD[hat.role]}）`,
            }))}
          />
        ) : null}
        <Field
          name="name"
          id={id("name")}
          label={w.name}
          maxLength={NAME_MAX}
          autoComplete="off"
          defaultValue={value("name")}
          error={error("name")}
        />
        <Field
          name="phone"
          id={id("phone")}
          label={w.theirPhone}
          type="tel"
          inputMode="tel"
          autoComplete="off"
          optional
          defaultValue={value("phone")}
          error={error("phone")}
        />
        <Select
          name="how"
          id={id("how")}
          label={w.how}
          options={w.hows}
          defaultValue={value("how")}
          error={error("how")}
        />
        <div className="field">
          <label className="pick">
            <input
              type="checkbox"
              name="age14"
              value="on"
              required
              defaultChecked={value("age14") === "on"}
              aria-invalid={error("age14") ? true : undefined}
            />
            <span>{w.age14}</span>
          </label>
        </div>
        <Button wide>{w.register}</Button>
      </ActForm>
    </Fold>
  );
}

export function Register({ hats, attempt }: { hats: readonly HatView[]; attempt: Attempt }) {
  const places = hats.filter((hat) => ENTERS.includes(hat.role));
  return (
    <>
      <RegisterForm
        act="relative"
        title={w.relativeTitle}
        text={w.relativeText}
        places={[]}
        attempt={attempt}
      />
      {places.length > 0 ? (
        <RegisterForm
          act="register"
          title={w.registerTitle}
          text={w.registerText}
          places={places}
          attempt={attempt}
        />
      ) : null}
    </>
  );
}
