// What is written into a volunteer's record: by themselves, their leaders, those above.
import { said } from "@/app/_shared/site/fields";
import { actsRoute } from "@/app/_trpc/acts";

const text = (fields: FormData, name: string) => said(fields, name) ?? "";
const choice = <T extends string>(fields: FormData, name: string) => said(fields, name) as T;
const ticked = (fields: FormData, name: string) => fields.get(name) === "on";
const version = (fields: FormData) => text(fields, "version");
const all = (fields: FormData, name: string) => fields.getAll(name).filter((v) => typeof v === "string");

/** `of-all` and one pair of fields a volunteer: what was left out is not evaluated. */
function given(fields: FormData) {
  const one = (personId: string | undefined) => {
    const score = said(fields, `score-${personId ?? "all"}`);
    return score === undefined
      ? []
      : [{ personId, score, words: said(fields, `words-${personId ?? "all"}`) }];
  };
  return [...one(undefined), ...all(fields, "person").flatMap((personId) => one(String(personId)))];
}

export const POST = actsRoute(
  {
    profile: async (api, fields) => {
      await api.records.saveProfile({
        personId: said(fields, "personId"),
        sex: choice<"male">(fields, "sex"),
        skills: all(fields, "skills"),
        kinds: all(fields, "kinds"),
        version: version(fields),
      });
    },
    availability: async (api, fields) => {
      await api.records.saveAvailability({
        invitable: ticked(fields, "invitable"),
        free: all(fields, "free"),
        reach: choice<"town">(fields, "reach"),
        version: version(fields),
      });
    },
    identity: async (api, fields) => {
      await api.records.saveIdentity({
        personId: said(fields, "personId"),
        idNumber: said(fields, "idNumber"),
        bornOn: said(fields, "bornOn"),
      });
    },
    "forget-number": async (api, fields) => {
      await api.records.forgetNumber({ personId: said(fields, "personId") });
    },
    signed: async (api, fields) => {
      await api.records.recordSigned({
        personId: text(fields, "personId"),
        signedOn: text(fields, "signedOn"),
        keptAt: text(fields, "keptAt"),
      });
    },
    "signed-back": async (api, fields) => {
      await api.records.takeBackSigned({ personId: text(fields, "personId") });
    },
    guardian: async (api, fields) => {
      await api.records.recordConsent({
        personId: text(fields, "personId"),
        organisationId: said(fields, "organisationId"),
        guardianName: text(fields, "guardianName"),
        phone: text(fields, "phone"),
        relation: choice<"parent">(fields, "relation"),
        comesAlong: ticked(fields, "comesAlong"),
        how: choice<"paper">(fields, "how"),
        agreed: ticked(fields, "agreed"),
      });
    },
    "guardian-back": async (api, fields) => {
      await api.records.takeBackConsent({
        consentId: text(fields, "consentId"),
        organisationId: said(fields, "organisationId"),
      });
    },
    child: async (api, fields) => {
      const { personId } = await api.records.registerChild({
        name: text(fields, "name"),
        bornOn: text(fields, "bornOn"),
        relation: choice<"parent">(fields, "relation"),
        comesAlong: ticked(fields, "comesAlong"),
        agreed: ticked(fields, "agreed"),
      });
      return { to: `/me/record?for=${personId}` };
    },
    claim: async (api, fields) => {
      const { qualificationId } = await api.records.claim({
        personId: said(fields, "personId"),
        kind: choice<"lawyer">(fields, "kind"),
        issuer: text(fields, "issuer"),
        number: said(fields, "number"),
        expiresOn: said(fields, "expiresOn"),
      });
      return { to: `/me/record/qualification/${qualificationId}` };
    },
    drop: async (api, fields) => {
      await api.records.drop({ qualificationId: text(fields, "qualificationId"), version: version(fields) });
    },
    verify: async (api, fields) => {
      await api.records.verify({
        qualificationId: text(fields, "qualificationId"),
        version: version(fields),
        seen: choice<"photo">(fields, "seen"),
      });
    },
    "turn-down": async (api, fields) => {
      await api.records.turnDown({
        qualificationId: text(fields, "qualificationId"),
        version: version(fields),
        reason: text(fields, "reason"),
      });
    },
    revoke: async (api, fields) => {
      await api.records.revoke({
        qualificationId: text(fields, "qualificationId"),
        version: version(fields),
        reason: text(fields, "reason"),
      });
    },
    ask: async (api, fields) => {
      await api.records.ask({
        personId: said(fields, "personId"),
        about: choice<"training">(fields, "about"),
        subjectId: text(fields, "subjectId"),
        words: text(fields, "words"),
      });
    },
    "withdraw-ask": async (api, fields) => {
      await api.records.withdrawAsk({ askId: text(fields, "askId"), version: version(fields) });
    },
    "answer-ask": async (api, fields) => {
      await api.records.answerAsk({
        askId: text(fields, "askId"),
        version: version(fields),
        outcome: choice<"corrected">(fields, "outcome"),
        answer: text(fields, "answer"),
      });
    },
    training: async (api, fields) => {
      await api.records.recordTraining({
        organisationId: text(fields, "organisationId"),
        personIds: all(fields, "personIds"),
        title: text(fields, "title"),
        heldOn: text(fields, "heldOn"),
        hours: text(fields, "hours"),
      });
    },
    "end-training": async (api, fields) => {
      await api.records.endTraining({ trainingId: text(fields, "trainingId"), version: version(fields) });
    },
    honour: async (api, fields) => {
      await api.records.giveHonour({
        personId: text(fields, "personId"),
        organisationId: said(fields, "organisationId"),
        title: text(fields, "title"),
        grantor: said(fields, "grantor"),
        grantedOn: text(fields, "grantedOn"),
      });
    },
    "end-honour": async (api, fields) => {
      await api.records.endHonour({ honourId: text(fields, "honourId"), version: version(fields) });
    },
    evaluate: async (api, fields) => {
      await api.records.evaluate({
        slotId: text(fields, "slotId"),
        side: choice<"organiser">(fields, "side"),
        given: given(fields),
      });
    },
  },
  "/me/record",
);
