// Where I am signed in; each device ends at once.
import type { Metadata } from "next";
import { redirect } from "next/navigation";
import { ago } from "@/app/_copy/dates";
import { doneSentence, meWords as w } from "@/app/_copy/me";
import { ActForm } from "@/app/_shared/acts/act-form";
import { Outcome } from "@/app/_shared/acts/outcome";
import { PublicTop } from "@/app/_shared/site/top";
import { readActAttempt } from "@/app/_trpc/acts";
import { caller, viewer } from "@/app/_trpc/server";
import { now as clock } from "@/app/_trpc/site";
import { Button } from "@/app/_ui/button";
import { Chip } from "@/app/_ui/card";
import { Page } from "@/app/_ui/page";

export const metadata: Metadata = { title: w.devicesTitle, robots: { index: false } };

const PAGE = "/me/devices";

export default async function DevicesPage({
  searchParams,
}: {
  searchParams: Promise<{ done?: string; refused?: string }>;
}) {
  const { done, refused } = await searchParams;
  if ((await viewer()) === null) redirect(`/sign-in?next=${PAGE}`);
  const [devices, attempt] = await Promise.all([
    (await caller()).sessions.devices(),
    readActAttempt(refused),
  ]);
  const now = clock();
  return (
    <Page top={<PublicTop back="/me" title={w.devicesTitle} />}>
      <Outcome attempt={attempt} done={doneSentence(done)} title={w.refused} />
      <h1>{w.devicesTitle}</h1>
      <p className="note">{w.devicesText}</p>
      <ul>
        {devices.map((one) => (
          <li className="card" key={one.id}>
            <div className="split">
              <b>{one.device}</b>
              {one.current ? (
                <Chip tone="green" icon="check">
                  {w.thisDevice}
                </Chip>
              ) : null}
            </div>
            <p className="note">{w.seen(ago(one.seenAt, now))}</p>
            {one.current ? null : (
              <ActForm action="/api/me/end-device" to={PAGE} hidden={{ deviceId: one.id }} className="mt-2">
                <Button small>{w.endDevice}</Button>
              </ActForm>
            )}
          </li>
        ))}
      </ul>
      <div className="row">
        {devices.length > 1 ? (
          <ActForm action="/api/me/end-others" to={PAGE}>
            <Button small>{w.endOthers}</Button>
          </ActForm>
        ) : null}
        <ActForm action="/api/me/end-all" to={PAGE}>
          <Button small>{w.endAll}</Button>
        </ActForm>
      </div>
    </Page>
  );
}
