import { districtWords as w } from "@/app/_copy/district";
import { PublicTop } from "@/app/_shared/site/top";
import { ButtonLink } from "@/app/_ui/button";
import { EmptyState } from "@/app/_ui/card";
import { Page } from "@/app/_ui/page";

/** Signed in, but without an office above the villages. */
export function NoDesk() {
  return (
    <Page top={<PublicTop back="/me" title={w.title} />}>
      <h1>{w.title}</h1>
      <EmptyState icon="lock" title={w.only}>
        <p>{w.onlyHelp}</p>
        <ButtonLink href="/me">{w.toMe}</ButtonLink>
      </EmptyState>
    </Page>
  );
}
