// Photos and evidence from a plain form: one or several pictures (field "photo") onto one subject, then back to the page "to".
import { said } from "@/app/_shared/site/fields";
import { ownPath } from "@/app/_shared/site/next-path";
import { formRoute } from "@/app/_trpc/form";
import { refuse } from "@/server/errors";
import { PURPOSES, SUBJECTS } from "@/server/files/schema";

const draftOf = (fields: FormData) => `files:${said(fields, "subjectId") ?? ""}`;

export const POST = formRoute({
  form: draftOf,
  act: async (api, fields) => {
    const photos = fields
      .getAll("photo")
      .filter((photo): photo is File => typeof photo !== "string" && photo.size > 0);
    if (photos.length === 0) refuse("INVALID", { fields: { photo: "required" } });
    for (const photo of photos)
      await api.files.attach({
        aggregate: SUBJECTS.find((kind) => kind === said(fields, "aggregate")) ?? "need",
        subjectId: said(fields, "subjectId") ?? "",
        purpose: PURPOSES.find((purpose) => purpose === said(fields, "purpose")) ?? "photo",
        isPublic: fields.get("isPublic") === "on",
        bytes: new Uint8Array(await photo.arrayBuffer()),
      });
    return null;
  },
  done: (_result, fields) => ownPath(said(fields, "to")),
  back: (fields) => ownPath(said(fields, "to")),
});
