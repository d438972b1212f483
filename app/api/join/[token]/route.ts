// Coming by an invitation: a member at once, or a request.
import { said } from "@/app/_shared/site/fields";
import { actDraft } from "@/app/_trpc/acts";
import { formRoute } from "@/app/_trpc/form";

const page = (token: string | undefined) => `/join/${token ?? ""}`;

export const POST = formRoute({
  form: () => actDraft("enter", "one"),
  act: (api, fields, { token }) =>
    api.members.enterByLink({ token: token ?? "", note: said(fields, "note") }),
  done: ({ organisationId, status }, _, { token }) =>
    status === "joined" ? `/team/${organisationId}?done=joined` : page(token),
  back: (_, { token }) => page(token),
});
