// A sentence said in the posting box: kept sealed as a draft and read on the next page.
import { said } from "@/app/_shared/site/fields";
import { formRoute } from "@/app/_trpc/form";
import { refuse } from "@/server/errors";
import { SENTENCE_MAX } from "@/server/matching/sentence/schema";
import { checkWording } from "@/server/needs/wording/rules";

export const POST = formRoute({
  form: () => "post-box",
  act: async (api, fields) => {
    const text = (said(fields, "said") ?? "").replace(/\r\n?/g, "\n").trim();
    if (text === "") refuse("INVALID", { fields: { said: "required" } });
    if ([...text].length > SENTENCE_MAX) refuse("INVALID", { fields: { said: "too_long" } });
    if (checkWording({ said: text }).some(({ kind }) => kind === "money"))
      refuse("INVALID", { fields: { said: "money" } }); // before anybody fills in how much
    await api.drafts.drop({ form: "post-said" });
    await api.drafts.keep({ form: "post:said", body: { values: { said: [text] }, refusal: null } });
  },
  done: () => "/post/said",
  back: () => "/desk",
});
