// Photos and evidence of one thing: what hangs there, and a plain upload.

import { deskWords as w } from "@/app/_copy/desk";
import { reasonSentence } from "@/app/_copy/reasons";
import { readAttempt } from "@/app/_trpc/attempt";
import { orNone } from "@/app/_trpc/found";
import { caller } from "@/app/_trpc/server";
import { Button } from "@/app/_ui/button";
import { Card, Chip } from "@/app/_ui/card";
import { FieldFrame, Tick } from "@/app/_ui/field";
import { Picture } from "@/app/_ui/picture";
import { FILE_TYPES, FILES_PER_SUBJECT, type SubjectKind } from "@/server/files/schema";
import { Refused } from "./refused";

export async function Photos({
  aggregate,
  subjectId,
  to,
  refused,
  adds = true,
  title = w.photos,
}: {
  aggregate: SubjectKind;
  subjectId: string;
  to: string;
  refused?: string;
  adds?: boolean;
  title?: string;
}) {
  const files = await orNone((await caller()).files.list({ aggregate, subjectId }));
  const form = `files:${subjectId}`;
  const attempt = await readAttempt(form, refused);
  const mayAdd = adds && files.length < FILES_PER_SUBJECT;
  if (files.length === 0 && !mayAdd) return null;
  return (
    <section className="sec" id={`photos-${subjectId}`} aria-label={title}>
      <h2>{title}</h2>
      {files.length > 0 ? (
        <ul className="row">
          {files.map((file, i) => (
            <li key={file.id}>
              <a className="btn small" href={`/api/files/${file.id}`}>
                <Picture src={`/api/files/${file.id}`} alt={w.photoOf(i + 1)} width={88} height={66} />
              </a>
              {file.isPublic ? (
                <Chip tone="blue" icon="info">
                  {w.shown}
                </Chip>
              ) : null}
            </li>
          ))}
        </ul>
      ) : null}
      {mayAdd ? (
        <Card>
          <form
            method="post"
            action="/api/files"
            encType="multipart/form-data"
            className="form"
            id={refused === form ? "form" : undefined}
          >
            <Refused attempt={attempt} title={w.refused} own={() => true} />
            <input type="hidden" name="aggregate" value={aggregate} />
            <input type="hidden" name="subjectId" value={subjectId} />
            <input type="hidden" name="purpose" value={aggregate === "need" ? "photo" : "evidence"} />
            <input type="hidden" name="to" value={`${to}?done=upload`} />
            <FieldFrame
              name="photo"
              id={`photo-${subjectId}`}
              label={w.addPhoto}
              hint={w.photosHint}
              error={reasonSentence(attempt.refusal?.fields.photo)}
            >
              <input
                className="ctl"
                id={`photo-${subjectId}`}
                name="photo"
                type="file"
                accept={FILE_TYPES.join(",")}
                multiple
                required
              />
            </FieldFrame>
            {aggregate === "need" ? <Tick name="isPublic">{w.isPublic}</Tick> : null}
            <Button small>{w.upload}</Button>
          </form>
        </Card>
      ) : null}
    </section>
  );
}
