// Asking and answering: each button of /me/invitations, a team's, and a need's panel. The id is an invitation's or a slot's.
import { said } from "@/app/_shared/site/fields";
import { ownPath } from "@/app/_shared/site/next-path";
import { actsRoute } from "@/app/_trpc/acts";
import { DECLINE_REASONS, HELPER_KINDS } from "@/server/matching/invitations/schema";

const HOME = "/me/invitations";
const PICK = /^(person|organisation):([0-9a-f-]{36})$/;

/** Ticked helpers; what is none of ours is left out. */
const picksOf = (fields: FormData) =>
  fields.getAll("pick").flatMap((value) => {
    const [, kind, helperId] = PICK.exec(String(value)) ?? [];
    const helperKind = HELPER_KINDS.find((one) => one === kind);
    return helperKind && helperId ? [{ helperKind, helperId }] : [];
  });

const on = (fields: FormData, id: string | undefined) => ({
  invitationId: id ?? "",
  version: said(fields, "version"),
  key: said(fields, "key") ?? "",
});

export const POST = actsRoute(
  {
    accept: async (api, fields, { id }) => {
      const { status } = await api.invitations.accept({
        ...on(fields, id),
        amount: said(fields, "amount"),
        part: fields.get("part") === "on",
        noConflict: fields.get("noConflict") === "on",
      });
      // The poster has a word first: what is said then is another sentence.
      const page = ownPath(fields.get("to"), HOME);
      return status === "requested" ? { to: `${page}?done=requested`, quiet: true } : undefined;
    },
    decline: async (api, fields, { id }) => {
      const reason = DECLINE_REASONS.find((one) => one === fields.get("reason"));
      await api.invitations.decline({ ...on(fields, id), reason });
    },
    invite: async (api, fields, { id }) => {
      await api.invitations.invite({
        slotId: id ?? "",
        picks: picksOf(fields),
        rankingId: said(fields, "rankingId"),
        key: said(fields, "key") ?? "",
      });
    },
    withdraw: async (api, fields, { id }) => {
      await api.invitations.withdraw(on(fields, id));
    },
    "start-waves": async (api, _fields, { id }) => {
      await api.invitations.startWaves({ slotId: id ?? "" });
    },
    "stop-waves": async (api, _fields, { id }) => {
      await api.invitations.stopWaves({ slotId: id ?? "" });
    },
  },
  HOME,
);
