// Anybody checks a certificate: the code from the paper, and on to what it says.
import { redirect } from "next/navigation";
import { checking as w } from "@/app/_copy/certificates";
import { reasonSentence } from "@/app/_copy/reasons";
import { PublicTop } from "@/app/_shared/site/top";
import { Page } from "@/app/_ui/page";
import { normalCode } from "@/server/certificates/rules";
import { CodeForm } from "./_parts/code-form";

export const metadata = { title: w.title };

type Props = { searchParams: Promise<{ code?: string | string[] }> };

export default async function CertificatesPage({ searchParams }: Props) {
  const typed = String((await searchParams).code ?? "");
  const code = normalCode(typed);
  if (code) redirect(`/certificates/${code}`);
  return (
    <Page top={<PublicTop back="/" />}>
      <h1>{w.title}</h1>
      <p>{w.lead}</p>
      <CodeForm typed={typed} error={typed ? reasonSentence("not_a_certificate_code") : null} />
      <div className="prose note">
        {w.text.map((line) => (
          <p key={line}>{line}</p>
        ))}
      </div>
    </Page>
  );
}
