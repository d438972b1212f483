import { faults } from "@/app/_copy/faults";
import { ButtonLink } from "@/app/_ui/button";
import { EmptyState } from "@/app/_ui/card";
import { Page, TopBar } from "@/app/_ui/page";

export default function NotFound() {
  return (
    <Page top={<TopBar />}>
      <h1 className="sr">{faults.notFound.title}</h1>
      <EmptyState icon="search" title={faults.notFound.title}>
        <p>{faults.notFound.text}</p>
        <ButtonLink href="/needs" tone="go">
          {faults.notFound.act}
        </ButtonLink>
      </EmptyState>
    </Page>
  );
}
