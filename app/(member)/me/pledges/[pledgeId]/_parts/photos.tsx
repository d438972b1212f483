import { meWords as w } from "@/app/_copy/me";
import { Button } from "@/app/_ui/button";
import { FieldFrame } from "@/app/_ui/field";
import { Picture } from "@/app/_ui/picture";
import type { Attachment } from "@/server/files/schema";
import { FILE_TYPES, FILES_PER_SUBJECT } from "@/server/files/schema";

/** Photos of one promise, and the form to add some while both sides still have to do with each other. */
export function Photos({
  pledgeId,
  photos,
  open,
}: {
  pledgeId: string;
  photos: Attachment[];
  open: boolean;
}) {
  if (!open && photos.length === 0) return null;
  const to = `/me/pledges/${pledgeId}`;
  return (
    <section className="sec" aria-labelledby="photos">
      <h2 id="photos">{w.photos}</h2>
      <ul className="grid grid-cols-3 gap-2">
        {photos.map((photo, i) => (
          <li key={photo.id}>
            <a href={`/api/files/${photo.id}`} className="block">
              <Picture
                src={`/api/files/${photo.id}`}
                width={photo.width}
                height={photo.height}
                alt={w.photoAlt(i + 1)}
              />
            </a>
          </li>
        ))}
      </ul>
      {open && photos.length < FILES_PER_SUBJECT ? (
        <form method="post" action="/api/files" encType="multipart/form-data" className="form">
          <input type="hidden" name="aggregate" value="pledge" />
          <input type="hidden" name="subjectId" value={pledgeId} />
          <input type="hidden" name="purpose" value="photo" />
          <input type="hidden" name="to" value={to} />
          <FieldFrame name="photo" label={w.choosePhoto} hint={w.photoHelp}>
            <input
              className="ctl"
              id="f-photo"
              type="file"
              name="photo"
              accept={FILE_TYPES.join(",")}
              multiple
              required
              aria-describedby="f-photo-hint"
            />
          </FieldFrame>
          <Button wide>{w.upload}</Button>
        </form>
      ) : null}
    </section>
  );
}
