import { crc32 } from "node:zlib";
import sharp from "sharp";
import { describe, expect, test } from "vitest";
import { redraw } from "@/server/files/pictures/commands";
import { FILE_EDGE_MAX, FILE_IN_MAX, FILE_PIXELS_MAX, FILE_STORED_MAX } from "@/server/files/schema";

const blank = (width: number, height: number) =>
  sharp({ create: { width, height, channels: 3, background: "#c33" } });

/** The tag of the table of positions, as the picture library writes it: little-endian. */
const GPS_POINTER = Buffer.from([0x25, 0x88]);

const withPosition = () =>
  blank(64, 32)
    .withExif({
      IFD0: { Make: "SeededPhone", Artist: "SeededName" },
      IFD3: {
        GPSLatitudeRef: "N",
        GPSLatitude: "34/1 59/1 0/1",
        GPSLongitudeRef: "E",
        GPSLongitude: "118/1 5/1 0/1",
      },
    })
    .jpeg()
    .toBuffer();

/** A PNG whose header claims other dimensions. */
async function claiming(width: number, height: number): Promise<Buffer> {
  const png = await blank(1, 1).png().toBuffer();
  png.writeUInt32BE(width, 16);
  png.writeUInt32BE(height, 20);
  png.writeUInt32BE(crc32(png.subarray(12, 29)), 29);
  return png;
}

const padded = (file: Buffer, size: number) => Buffer.concat([file, Buffer.alloc(size - file.length)]);
const refusal = (code: string) => expect.objectContaining({ name: "Refusal", code });

describe("a picture is drawn again", () => {
  test("where it was taken, on what phone and by whom is not kept", async () => {
    const original = await withPosition();
    const exif = (await sharp(original).metadata()).exif ?? Buffer.alloc(0);
    expect(exif.includes(GPS_POINTER)).toBe(true);
    expect(original.includes("SeededPhone")).toBe(true);
    const kept = await redraw(original);
    const metadata = await sharp(kept.body).metadata();
    expect(metadata.exif).toBeUndefined();
    expect(metadata.xmp).toBeUndefined();
    expect(metadata.iptc).toBeUndefined();
    expect(kept.body.includes("SeededPhone")).toBe(false);
    expect(kept.body.includes("SeededName")).toBe(false);
    expect(kept.body.includes("Exif")).toBe(false);
  });

  test("what was hidden behind the picture is gone", async () => {
    const evil = Buffer.concat([
      await blank(8, 8).jpeg().toBuffer(),
      Buffer.from("<script>alert(1)</script>PK\x03\x04"),
    ]);
    const kept = await redraw(evil);
    expect(kept.body.includes("<script>")).toBe(false);
    expect(kept.body.includes("PK\x03\x04")).toBe(false);
  });

  test("a photo taken sideways stands upright", async () => {
    const sideways = await blank(60, 30).withMetadata({ orientation: 6 }).jpeg().toBuffer();
    expect(await redraw(sideways)).toMatchObject({ width: 30, height: 60 });
  });

  test.each(["jpeg", "png", "webp"] as const)("%s is taken and becomes a JPEG", async (format) => {
    const kept = await redraw(await blank(40, 20).toFormat(format).toBuffer());
    expect(kept).toMatchObject({ mime: "image/jpeg", width: 40, height: 20 });
    expect((await sharp(kept.body).metadata()).format).toBe("jpeg");
  });

  test("what is transparent becomes white, not black", async () => {
    const clear = await sharp({ create: { width: 4, height: 4, channels: 4, background: "#0000" } })
      .png()
      .toBuffer();
    const { data } = await sharp((await redraw(clear)).body)
      .raw()
      .toBuffer({ resolveWithObject: true });
    expect(data[0]).toBeGreaterThan(250);
  });

  test("a large photo is made smaller than the limit of what is kept", async () => {
    const noise = await sharp({
      create: {
        width: 2600,
        height: 1800,
        channels: 3,
        background: "#888",
        noise: { type: "gaussian", mean: 128, sigma: 60 },
      },
    })
      .jpeg({ quality: 75 })
      .toBuffer();
    const kept = await redraw(noise);
    expect(kept.body.byteLength).toBeLessThanOrEqual(FILE_STORED_MAX);
    expect(kept.width).toBeLessThanOrEqual(FILE_EDGE_MAX);
  });
});

describe("what is no picture, or too much of one, is refused", () => {
  test("eight megabytes are taken, one byte more is not", async () => {
    const jpeg = await blank(8, 8).jpeg().toBuffer();
    expect(await redraw(padded(jpeg, FILE_IN_MAX))).toMatchObject({ width: 8 });
    await expect(redraw(padded(jpeg, FILE_IN_MAX + 1))).rejects.toEqual(refusal("FILE_TOO_LARGE"));
  });

  test.each([
    ["a web page that calls itself a picture", Buffer.from("<html><script>alert(1)</script></html>")],
    ["an SVG with a script", Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"><script>1</script></svg>')],
    ["a GIF", Buffer.from("GIF89a\x01\x00\x01\x00\x00\x00\x00;", "latin1")],
    ["a PDF", Buffer.from("%PDF-1.4\n%%EOF")],
    ["nothing at all", Buffer.alloc(0)],
  ])("%s", async (_what, bytes) => {
    await expect(redraw(bytes)).rejects.toEqual(refusal("FILE_TYPE"));
  });

  test("a picture that is broken off", async () => {
    const jpeg = await blank(200, 200).jpeg().toBuffer();
    await expect(redraw(jpeg.subarray(0, 300))).rejects.toEqual(refusal("FILE_BROKEN"));
  });

  test("a few bytes that claim to be more pixels than a phone makes", async () => {
    await expect(redraw(await claiming(60_000, 60_000))).rejects.toEqual(refusal("FILE_TOO_MANY_PIXELS"));
    const over = await claiming(FILE_PIXELS_MAX / 5000 + 1, 5000);
    await expect(redraw(over)).rejects.toEqual(refusal("FILE_TOO_MANY_PIXELS"));
  });

  test("other decoders are shut in this process", async () => {
    await redraw(await blank(8, 8).jpeg().toBuffer());
    await expect(
      sharp(Buffer.from('<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"/>')).png().toBuffer(),
    ).rejects.toThrow();
  });
});
