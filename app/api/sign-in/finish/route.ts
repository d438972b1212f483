// Who of several behind one number, or who is new and agrees to the notice.
import { firstFields, said } from "@/app/_shared/site/fields";
import { ownPath, signInPath } from "@/app/_shared/site/next-path";
import { formRoute } from "@/app/_trpc/form";

export const POST = formRoute({
  form: () => "sign-in-who",
  act: async (api, fields) => {
    const answer = await api.sessions.finish({
      token: said(fields, "token") ?? "",
      personId: said(fields, "personId"),
      ...firstFields(fields),
    });
    await api.drafts.drop({ form: "sign-in" });
    return answer;
  },
  done: (answer, fields) => ({
    to: ownPath(said(fields, "next")),
    cookies: answer.kind === "entered" ? answer.cookies : [],
  }),
  back: (fields) => signInPath("who", said(fields, "next")),
});
