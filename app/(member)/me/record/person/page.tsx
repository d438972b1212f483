// What I say of myself: sex, skills, wishes; and the number or the day of birth, kept sealed.
import type { Metadata } from "next";
import { redirect } from "next/navigation";
import { SERVICE_WORD } from "@/app/_copy/certificates";
import { recordDone, recordWords, SEX_WORD, personWords as w } from "@/app/_copy/records";
import { skillWords } from "@/app/_copy/shifts";
import { ActForm } from "@/app/_shared/acts/act-form";
import { Outcome } from "@/app/_shared/acts/outcome";
import { Codes } from "@/app/_shared/records/codes";
import { ownOf } from "@/app/_shared/records/own";
import { PublicTop } from "@/app/_shared/site/top";
import { readActAttempt } from "@/app/_trpc/acts";
import { orNotFound } from "@/app/_trpc/found";
import { caller, viewer } from "@/app/_trpc/server";
import { Button } from "@/app/_ui/button";
import { Choice } from "@/app/_ui/field";
import { Page } from "@/app/_ui/page";
import { SERVICES, SEXES, SKILLS } from "@/server/people/profiles/schema";
import { Availability } from "./_parts/availability";
import { Identity } from "./_parts/identity";

export const metadata: Metadata = { title: w.title, robots: { index: false } };

type Props = { searchParams: Promise<{ for?: string; done?: string; refused?: string }> };

export default async function PersonPage({ searchParams }: Props) {
  const { for: asked, done, refused } = await searchParams;
  if ((await viewer()) === null) redirect("/sign-in?next=/me/record/person");
  const api = await caller();
  const [profile, attempt] = await Promise.all([
    orNotFound(api.records.profile({ personId: asked })),
    readActAttempt(refused),
  ]);
  const query = profile.isMine ? "" : `?for=${profile.personId}`;
  const here = `/me/record/person${query}`;
  const own = ownOf(attempt, "profile");
  const chosen = (name: "skills" | "kinds") => (own.refused ? attempt.all(name) : profile[name]);
  return (
    <Page top={<PublicTop back={`/me/record${query}`} title={w.title} />}>
      <Outcome attempt={attempt} done={recordDone(done)} title={recordWords.refused} />
      <h1>{profile.isMine ? w.title : `${profile.name} · ${w.title}`}</h1>
      <ActForm
        action="/api/record/profile"
        to={`/me/record${query}`}
        from={here}
        hidden={{ personId: profile.personId, version: profile.version, form: "profile" }}
        className="form card"
      >
        <Choice
          name="sex"
          legend={w.sex}
          options={[
            ...SEXES.map((value) => ({ value, label: SEX_WORD[value] })),
            { value: "", label: w.sexNone },
          ]}
          value={own.value("sex") ?? profile.sex ?? ""}
        />
        <Codes
          name="skills"
          legend={w.skills}
          hint={w.skillsHint}
          words={skillWords}
          codes={SKILLS}
          value={chosen("skills")}
          error={own.error("skills")}
        />
        <Codes
          name="kinds"
          legend={w.kinds}
          words={SERVICE_WORD}
          codes={SERVICES}
          value={chosen("kinds")}
          error={own.error("kinds")}
        />
        <Button wide tone="go">
          {w.save}
        </Button>
      </ActForm>
      {profile.isMine ? <Availability profile={profile} here={here} attempt={attempt} /> : null}
      <Identity profile={profile} here={here} attempt={attempt} />
      {profile.isMine ? (
        <p className="note">
          {recordWords.nameElsewhere}{" "}
          <a className="txtlink" href="/me/data">
            {recordWords.toData}
          </a>
        </p>
      ) : null}
    </Page>
  );
}
