// Batches for the national system: made, taken, given back.
import { said } from "@/app/_shared/site/fields";
import { actsRoute } from "@/app/_trpc/acts";

const text = (fields: FormData, name: string) => said(fields, name) ?? "";

export const POST = actsRoute(
  {
    make: async (api, fields) => {
      await api.national.make({ unitId: text(fields, "unitId"), month: text(fields, "month") });
    },
    accept: (api, fields) => api.national.accept({ batchId: text(fields, "batchId") }),
    "give-back": (api, fields) =>
      api.national.giveBack({ batchId: text(fields, "batchId"), note: said(fields, "note") }),
  },
  "/team",
);
