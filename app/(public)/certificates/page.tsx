import { certificates } from "@/app/_copy/guide";
import { PublicTop } from "@/app/_shared/site/top";
import { Page } from "@/app/_ui/page";

export const metadata = { title: certificates.title };

export default function CertificatesPage() {
  return (
    <Page top={<PublicTop back="/" />}>
      <h1>{certificates.title}</h1>
      <div className="prose">
        {certificates.text.map((line) => (
          <p key={line}>{line}</p>
        ))}
      </div>
    </Page>
  );
}
