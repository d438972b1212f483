// What the district and the towns do: organisations, switches, roles, accounts, the tree of regions.

import { FOUND_PEOPLE } from "@/app/_shared/people/found-draft";
import { said } from "@/app/_shared/site/fields";
import { actsRoute } from "@/app/_trpc/acts";
import { refuse } from "@/server/errors";
import { PARTS, type Part } from "@/server/matching/score/schema";

const text = (fields: FormData, name: string) => said(fields, name) ?? "";
const choice = <T extends string>(fields: FormData, name: string) => said(fields, name) as T;
const organisation = (fields: FormData) => ({ organisationId: text(fields, "organisationId") });

/** The three ages of minors; left out where the form does not ask for them. */
function ages(fields: FormData) {
  if (!fields.has("consentAge")) return undefined;
  return {
    consent: text(fields, "consentAge"),
    along: text(fields, "alongAge"),
    refused: text(fields, "refusedAge"),
  };
}

export const POST = actsRoute(
  {
    verify: async (api, fields) => {
      await api.organisations.verify(organisation(fields));
    },
    "turn-down": async (api, fields) => {
      await api.organisations.turnDown({ ...organisation(fields), reason: text(fields, "reason") });
    },
    "give-back": async (api, fields) => {
      await api.organisations.giveBack({ ...organisation(fields), question: text(fields, "question") });
    },
    "organisation-off": async (api, fields) => {
      await api.organisations.switchOff(organisation(fields));
    },
    "organisation-on": async (api, fields) => {
      await api.organisations.switchOn(organisation(fields));
    },
    "add-title": async (api, fields) => {
      await api.organisations.addTitle({
        ...organisation(fields),
        title: choice<"civilised_unit">(fields, "title"),
        level: choice<"county">(fields, "level"),
        grantor: text(fields, "grantor"),
        fromOn: text(fields, "fromOn"),
        untilOn: said(fields, "untilOn"),
      });
    },
    "remove-title": async (api, fields) => {
      await api.organisations.removeTitle({ titleId: text(fields, "titleId") });
    },
    settings: async (api, fields) => {
      const sale = said(fields, "saleLines");
      await api.settings.set({
        countyId: text(fields, "countyId"),
        saleLines: sale === undefined ? undefined : sale === "on",
        servicePhone: said(fields, "servicePhone"),
        serviceHours: said(fields, "serviceHours"),
        starHours: said(fields, "starHours"),
        minorAges: ages(fields),
      });
    },
    weights: async (api, fields) => {
      await api.ranking.setWeights({
        countyId: text(fields, "countyId"),
        version: text(fields, "version"),
        weights: Object.fromEntries(PARTS.map((part) => [part, text(fields, part)])) as Record<Part, string>,
        note: text(fields, "note"),
      });
    },
    "hours-settings": async (api, fields) => {
      const name = said(fields, "recordingUnit");
      const countyId = text(fields, "countyId");
      const found = name === undefined ? [] : await api.organisations.search({ q: name, countyId });
      const unit = found.find((one) => one.name === name);
      if (name !== undefined && unit === undefined)
        refuse("INVALID", { fields: { recordingUnit: "unknown" } });
      const hours = (field: string) => {
        const typed = Number(said(fields, field));
        return Number.isFinite(typed) ? Math.round(typed * 60) : Number.NaN;
      };
      await api.settings.set({
        countyId,
        recordingUnitId: unit?.id,
        dayMinutes: hours("dayMinutes"),
        longDayMinutes: hours("longDayMinutes"),
        presencePercent: said(fields, "presencePercent"),
        clashGraceMinutes: said(fields, "clashGraceMinutes"),
      });
    },
    "give-role": async (api, fields) => {
      await api.people.giveRole({
        role: choice<"secretary">(fields, "role"),
        regionId: text(fields, "regionId"),
        name: said(fields, "name"),
        phone: said(fields, "phone"),
      });
    },
    "end-role": async (api, fields) => {
      await api.people.endRole({ grantId: text(fields, "grantId") });
    },
    // By POST, and kept for the page that comes back: a number never stands in an address or a log.
    "find-person": async (api, fields) => {
      const found = await api.people.findByPhone({ phone: text(fields, "phone") });
      const values = { people: [JSON.stringify(found)] };
      await api.drafts.keep({ form: FOUND_PEOPLE, body: { values, refusal: null } });
    },
    "person-off": async (api, fields) => {
      await api.people.switchOff({ personId: text(fields, "personId") });
    },
    "person-on": async (api, fields) => {
      await api.people.switchOn({ personId: text(fields, "personId") });
    },
    "add-region": async (api, fields) => {
      const { id } = await api.regions.add({
        parentId: text(fields, "parentId"),
        level: text(fields, "level"),
        name: text(fields, "name"),
      });
      return { to: `/district/regions?id=${id}` };
    },
    "rename-region": async (api, fields) => {
      await api.regions.rename({ id: text(fields, "regionId"), name: text(fields, "name") });
    },
    "add-alias": async (api, fields) => {
      await api.regions.addAlias({ id: text(fields, "regionId"), name: text(fields, "name") });
    },
    "remove-alias": async (api, fields) => {
      await api.regions.removeAlias({ aliasId: text(fields, "aliasId") });
    },
    "merge-region": async (api, fields) => {
      const intoId = text(fields, "intoId");
      await api.regions.merge({ id: text(fields, "regionId"), intoId });
      return { to: `/district/regions?id=${intoId}` };
    },
  },
  "/district",
);
