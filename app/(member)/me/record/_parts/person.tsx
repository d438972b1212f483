import { SERVICE_WORD } from "@/app/_copy/certificates";
import { SEX_WORD, signedWords, recordWords as w } from "@/app/_copy/records";
import { skillWords } from "@/app/_copy/shifts";
import { ButtonLink } from "@/app/_ui/button";
import { Card } from "@/app/_ui/card";
import { Facts } from "@/app/_ui/list";
import type { ProfileView } from "@/server/people/profiles/schema";

/** The first class: who it is (Ord. 67 art. 6). */
export function Person({ profile, editHref }: { profile: ProfileView; editHref: string }) {
  const said = (value: string | null | undefined) => (value ? value : <span className="note">{w.none}</span>);
  return (
    <section className="sec" aria-labelledby="person">
      <h2 id="person">{w.person}</h2>
      <Card>
        <Facts
          items={[
            { term: w.name, value: profile.name },
            { term: w.sex, value: said(profile.sex && SEX_WORD[profile.sex]) },
            {
              term: w.born,
              value: said(profile.bornOn && w.bornAge(profile.bornOn, profile.age ?? 0)),
            },
            { term: w.number, value: said(profile.maskedNumber) },
            { term: w.phone, value: said(profile.maskedPhone) },
            { term: w.home, value: said(profile.home) },
            {
              term: w.skills,
              value: said(profile.skills.map((code) => skillWords[code] ?? code).join("、")),
            },
            {
              term: w.kinds,
              value: said(profile.kinds.map((code) => SERVICE_WORD[code] ?? code).join("、")),
            },
          ]}
        />
        <p className="note mt-2">{w.notShown}</p>
        <div className="row mt-2">
          <ButtonLink href={editHref} small icon="edit">
            {w.fill}
          </ButtonLink>
          {profile.isMine || profile.maskedPhone !== null ? null : (
            <ButtonLink href={`/me/record/consent?for=${profile.personId}`} small icon="list">
              {signedWords.door}
            </ButtonLink>
          )}
        </div>
      </Card>
    </section>
  );
}
