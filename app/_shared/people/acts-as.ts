// In whose name a person may pledge besides their own. Pure.
import type { HatView } from "@/server/people/grants/schema";

const SPEAKS = ["leader", "manager"];

export const actsAs = (hats: readonly HatView[]): { organisationId: string; name: string }[] =>
  hats.flatMap((hat) =>
    hat.organisationId !== null && SPEAKS.includes(hat.role)
      ? [{ organisationId: hat.organisationId, name: hat.scope }]
      : [],
  );
