// A title a unit holds, with its level, grantor and term. A title is not a kind.
import { z } from "zod";
import { day, id, optional, text } from "@/server/platform/schema";

export const TITLES = [
  "civilised_unit", // 文明单位
  "public_fundraising", // 公开募捐资格: may be named as the receiver of a gift
] as const;
export type Title = (typeof TITLES)[number];
export const TITLE_LEVELS = ["national", "province", "city", "county"] as const;

export const addTitleInput = z.strictObject({
  organisationId: id,
  title: z.enum(TITLES, "required"),
  level: z.enum(TITLE_LEVELS, "required"),
  grantor: text(40),
  fromOn: day,
  untilOn: optional(day),
});
export const removeTitleInput = z.strictObject({ titleId: id });

export type AddTitleInput = z.infer<typeof addTitleInput>;
