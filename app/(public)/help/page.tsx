import { help } from "@/app/_copy/guide";
import { Sections } from "@/app/_shared/guide/sections";
import { PublicTop } from "@/app/_shared/site/top";
import { siteFacts } from "@/app/_trpc/site";
import { Button, ButtonLink } from "@/app/_ui/button";
import { Notice } from "@/app/_ui/card";
import { ELDER_LEVELS, elderLevel } from "@/app/_ui/elder";
import { Page } from "@/app/_ui/page";

export const metadata = { title: help.title };

export default async function HelpPage() {
  const { phone } = siteFacts();
  const elder = await elderLevel();
  return (
    <Page top={<PublicTop back="/" />}>
      <h1>{help.title}</h1>
      <Notice tone="red" icon="phone">
        {help.urgent}
      </Notice>
      <p>{phone ? help.callText(phone) : help.noPhone}</p>
      {phone ? (
        <ButtonLink href={`tel:${phone}`} icon="phone">
          {help.call}
        </ButtonLink>
      ) : null}
      <section className="sec" aria-labelledby="elder">
        <h2 id="elder">{help.elder}</h2>
        <p>{help.elderText}</p>
        <form method="post" action="/api/elder" className="row" data-many="">
          {(["off", ...ELDER_LEVELS] as const).map((level) => (
            <Button
              key={level}
              small
              name="to"
              value={level}
              aria-pressed={(elder ?? "off") === level}
              tone={(elder ?? "off") === level ? "line" : "plain"}
            >
              {help.elderLevels[level]}
            </Button>
          ))}
        </form>
      </section>
      <Sections sections={help.sections} />
    </Page>
  );
}
