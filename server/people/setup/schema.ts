// What the first administrator says.
import { z } from "zod";
import { phone, regionId } from "@/server/platform/schema";
import { tick } from "../entry/schema";
import { personName } from "../names/schema";

export const setupToken = z.string("required").regex(/^[A-Za-z0-9_-]{43}$/, "malformed");
export const setupTokenInput = z.strictObject({ token: setupToken });

export const createAdminInput = z.strictObject({ name: personName, phone, regionId });
export const setupInput = z.strictObject({
  ...createAdminInput.shape,
  token: setupToken,
  privacy: tick,
  age14: tick,
});

export type CreateAdminInput = z.infer<typeof createAdminInput>;
export type SetupInput = z.infer<typeof setupInput>;
