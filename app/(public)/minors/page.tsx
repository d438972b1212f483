import { minors } from "@/app/_copy/guide";
import { Sections } from "@/app/_shared/guide/sections";
import { PublicTop } from "@/app/_shared/site/top";
import { Page } from "@/app/_ui/page";

export const metadata = { title: minors.title };

export default function MinorsPage() {
  return (
    <Page top={<PublicTop back="/" />}>
      <h1>{minors.title}</h1>
      <Sections sections={minors.sections} />
    </Page>
  );
}
