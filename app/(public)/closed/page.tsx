// The account is closed: the last page of it, for nobody in particular.
import type { Metadata } from "next";
import { myDataWords as w } from "@/app/_copy/my-data";
import { PublicTop } from "@/app/_shared/site/top";
import { ButtonLink } from "@/app/_ui/button";
import { Page } from "@/app/_ui/page";

export const metadata: Metadata = { title: w.closedTitle, robots: { index: false } };

export default function ClosedPage() {
  return (
    <Page top={<PublicTop back="/" title={w.closedTitle} />}>
      <h1>{w.closedTitle}</h1>
      <p>{w.closedText}</p>
      <p className="note">{w.closedBack}</p>
      <ButtonLink href="/" wide>
        {w.home}
      </ButtonLink>
    </Page>
  );
}
