// A pasted 接龙 list: kept sealed until it was checked.
import { said } from "@/app/_shared/site/fields";
import { ownPath } from "@/app/_shared/site/next-path";
import { formRoute } from "@/app/_trpc/form";
import { refuse } from "@/server/errors";
import { CHAIN_TEXT_MAX } from "@/server/matching/chain/schema";

export const POST = formRoute({
  form: () => "chain-box",
  act: async (api, fields) => {
    const text = (said(fields, "text") ?? "").replace(/\r\n?/g, "\n").trim();
    if (text === "") refuse("INVALID", { fields: { text: "required" } });
    if (text.length > CHAIN_TEXT_MAX) refuse("INVALID", { fields: { text: "too_long" } });
    await api.drafts.drop({ form: "chain-check" });
    const values = { text: [text], slot: [said(fields, "slot") ?? ""] };
    await api.drafts.keep({ form: "chain:text", body: { values, refusal: null } });
  },
  done: (_, fields) => ownPath(said(fields, "to"), "/me"),
  back: (fields) => ownPath(said(fields, "to"), "/me"),
});
