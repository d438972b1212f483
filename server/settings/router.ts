// A district's settings: shown to anyone, set by its administrators.
import { z } from "zod";
import { procedure, router } from "@/server/trpc/procedures";
import { setSettings } from "./commands";
import { settingsOf } from "./data";
import { countyInput, setSettingsInput, settingsView } from "./schema";

export const settingsRouter = router({
  of: procedure("anyone")
    .input(countyInput)
    .output(settingsView)
    .query(({ ctx, input }) => settingsOf(ctx.db, input.countyId)),
  set: procedure("setting.change")
    .input(setSettingsInput)
    .output(z.void())
    .mutation(({ ctx, input }) => setSettings(ctx, input)),
});
