// Who may: photos and papers.
import type { Rows } from "./row";

const PIXEL = Buffer.from(
  "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==",
  "base64",
);

export const files: Rows = {
  "files.attach": {
    may: "poster clerk",
    call: (api, c) =>
      api.files.attach({ aggregate: "need", subjectId: c.gift.id, purpose: "photo", bytes: PIXEL }),
  },
  "files.attach to a pledge": {
    may: "poster clerk helper",
    call: (api, c) =>
      api.files.attach({ aggregate: "pledge", subjectId: c.own, purpose: "photo", bytes: PIXEL }),
  },
  "files.detach": {
    may: "poster clerk",
    call: (api, c) =>
      api.files
        .attach({ aggregate: "need", subjectId: c.gift.id, purpose: "photo", bytes: PIXEL })
        .then((a) => api.files.detach({ attachmentId: a.attachmentId })),
  },
  "files.show": {
    may: "poster clerk",
    call: (api, c) =>
      api.files
        .attach({ aggregate: "need", subjectId: c.gift.id, purpose: "photo", bytes: PIXEL })
        .then((a) => api.files.show({ attachmentId: a.attachmentId, isPublic: true })),
  },
};
