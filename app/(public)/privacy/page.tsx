import { privacy } from "@/app/_copy/guide";
import { Sections } from "@/app/_shared/guide/sections";
import { PublicTop } from "@/app/_shared/site/top";
import { Page } from "@/app/_ui/page";

export const metadata = { title: privacy.title };

export default function PrivacyPage() {
  return (
    <Page top={<PublicTop back="/" />}>
      <h1>{privacy.title}</h1>
      <Sections sections={privacy.sections} />
    </Page>
  );
}
