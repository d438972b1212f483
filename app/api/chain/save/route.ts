// The checked list: all of its rows, or none.
import { rowsOf } from "@/app/_shared/chain/rows";
import { said } from "@/app/_shared/site/fields";
import { ownPath } from "@/app/_shared/site/next-path";
import { formRoute } from "@/app/_trpc/form";
import { refuse } from "@/server/errors";

export const POST = formRoute({
  form: () => "chain-check",
  act: async (api, fields) => {
    const { rows, wrong } = rowsOf(fields);
    if (rows.length === 0) refuse("INVALID", { fields: { rows: "required" } });
    if (Object.keys(wrong).length > 0) refuse("CHAIN_ROWS", { fields: wrong });
    const saved = await api.chain.save({
      slotId: said(fields, "slot") ?? "",
      organisationId: said(fields, "organisation"),
      rows,
      key: said(fields, "key") ?? "",
    });
    await api.drafts.drop({ form: "chain:text" });
    return saved;
  },
  done: ({ rows, named }, fields) => {
    const url = new URL(ownPath(said(fields, "to"), "/me"), "http://x");
    url.searchParams.set("saved", `${rows}.${named}`);
    return url.pathname + url.search;
  },
  back: (fields) => ownPath(said(fields, "to"), "/me"),
});
