// Makes an uploaded picture harmless: decoded by one of three decoders, drawn again, and only the pixels kept.
// Whatever else the bytes carried (position, name of the phone, a second file behind the first) is gone.
import { createHash } from "node:crypto";
import { fileTypeFromBuffer } from "file-type";
import sharp from "sharp";
import { refuse } from "@/server/errors";
import { FILE_EDGE_MAX, FILE_IN_MAX, FILE_PIXELS_MAX, FILE_STORED_MAX, FILE_TYPES } from "../schema";

export type Picture = { mime: "image/jpeg"; body: Buffer; width: number; height: number; sha256: string };

/** Tried in this order until the result is small enough; the last always is. */
const STEPS = [
  { edge: FILE_EDGE_MAX, quality: 80 },
  { edge: FILE_EDGE_MAX, quality: 60 },
  { edge: 1200, quality: 50 },
  { edge: 800, quality: 40 },
] as const;
const DECODE_SECONDS = 15;

// Of libvips' many decoders only these three may run in this process.
sharp.block({ operation: ["VipsForeignLoad"] });
sharp.unblock({
  operation: ["VipsForeignLoadJpegBuffer", "VipsForeignLoadPngBuffer", "VipsForeignLoadWebpBuffer"],
});
sharp.cache(false);
sharp.concurrency(1);

/** One picture at a time: a 50-megapixel one takes some 200 MB while it is decoded. */
let last: Promise<unknown> = Promise.resolve();
function inTurn<T>(work: () => Promise<T>): Promise<T> {
  const mine = last.then(work, work);
  last = mine.catch(() => undefined);
  return mine;
}

/** Always a JPEG (iOS 13 shows no WebP). Refuses FILE_TOO_LARGE, FILE_TYPE, FILE_TOO_MANY_PIXELS, FILE_BROKEN. */
export async function redraw(bytes: Uint8Array): Promise<Picture> {
  if (bytes.byteLength > FILE_IN_MAX) refuse("FILE_TOO_LARGE", { max: FILE_IN_MAX });
  const type = await fileTypeFromBuffer(bytes).catch(() => undefined);
  if (!type || !(FILE_TYPES as readonly string[]).includes(type.mime)) refuse("FILE_TYPE");
  return inTurn(async () => {
    const { width, height } = await decode(bytes)
      .metadata()
      .catch(() => refuse("FILE_BROKEN"));
    if (width * height > FILE_PIXELS_MAX) refuse("FILE_TOO_MANY_PIXELS", { max: FILE_PIXELS_MAX });
    for (const step of STEPS) {
      const { data, info } = await draw(bytes, step).catch(() => refuse("FILE_BROKEN"));
      if (data.byteLength > FILE_STORED_MAX) continue;
      return {
        mime: "image/jpeg",
        body: data,
        width: info.width,
        height: info.height,
        sha256: createHash("sha256").update(data).digest("hex"),
      };
    }
    return refuse("FILE_TOO_LARGE", { max: FILE_IN_MAX });
  });
}

// The header is read without a limit, so that a bomb is told from a broken file; nothing is decoded then.
const decode = (bytes: Uint8Array) => sharp(bytes, { limitInputPixels: false, failOn: "error" });

const draw = (bytes: Uint8Array, { edge, quality }: (typeof STEPS)[number]) =>
  sharp(bytes, { limitInputPixels: FILE_PIXELS_MAX, failOn: "error", sequentialRead: true })
    .timeout({ seconds: DECODE_SECONDS })
    .autoOrient()
    .resize({ width: edge, height: edge, fit: "inside", withoutEnlargement: true })
    .flatten({ background: "#fff" })
    .toColourspace("srgb")
    .jpeg({ quality, progressive: true })
    .toBuffer({ resolveWithObject: true });
