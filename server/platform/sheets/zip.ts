// A zip file written as it is made: nothing is held but the piece at hand. Sizes follow the data (bit 3), since they are not
// known before; every reader that uses the directory at the end, as all spreadsheets do, takes it so.
import { promisify } from "node:util";
import { constants, deflateRaw } from "node:zlib";

const deflate = promisify(deflateRaw) as (
  data: Uint8Array,
  options: { finishFlush: number; level: number },
) => Promise<Buffer>;

/** An empty last block: each piece before it ends on a byte and refers to nothing outside itself. */
const LAST_BLOCK = Buffer.from([3, 0]);
const PIECE_BYTES = 256 * 1024;
const SIZE_MAX = 0xffff_ffff; // no zip64: a list of four gigabytes opens nowhere
/** 1 January 1980: the same list makes the same bytes. */
const NO_DATE = 0x21;
const FLAGS = 0x0808; // sizes after the data; names in UTF-8

export type Entry = { name: string; text: Iterable<string> | AsyncIterable<string> };

export async function* zipOf(entries: AsyncIterable<Entry>): AsyncGenerator<Uint8Array> {
  const directory: Buffer[] = [];
  let at = 0;
  for await (const { name, text } of entries) {
    const began = at;
    const title = Buffer.from(name);
    const head = Buffer.alloc(30);
    head.writeUInt32LE(0x04034b50, 0);
    common(head, 4, 0, 0, 0, title.length);
    const parts = { crc: 0xffff_ffff, size: 0, packed: 0 };
    at += head.length + title.length;
    yield Buffer.concat([head, title]);
    for await (const piece of pieces(text)) {
      parts.crc = crc32(piece, parts.crc);
      parts.size += piece.length;
      const packed = await deflate(piece, { finishFlush: constants.Z_SYNC_FLUSH, level: 4 });
      parts.packed += packed.length;
      yield packed;
    }
    parts.packed += LAST_BLOCK.length;
    at += parts.packed;
    if (parts.size > SIZE_MAX || at > SIZE_MAX) throw new Error("too large for a zip file");
    const crc = (parts.crc ^ 0xffff_ffff) >>> 0;
    const tail = Buffer.alloc(16);
    tail.writeUInt32LE(0x08074b50, 0);
    tail.writeUInt32LE(crc, 4);
    tail.writeUInt32LE(parts.packed, 8);
    tail.writeUInt32LE(parts.size, 12);
    at += tail.length;
    yield Buffer.concat([LAST_BLOCK, tail]);
    const line = Buffer.alloc(46);
    line.writeUInt32LE(0x02014b50, 0);
    line.writeUInt16LE(20, 4);
    common(line, 6, crc, parts.packed, parts.size, title.length);
    line.writeUInt32LE(began, 42);
    directory.push(line, title);
  }
  const all = Buffer.concat(directory);
  const end = Buffer.alloc(22);
  end.writeUInt32LE(0x06054b50, 0);
  end.writeUInt16LE(directory.length / 2, 8);
  end.writeUInt16LE(directory.length / 2, 10);
  end.writeUInt32LE(all.length, 12);
  end.writeUInt32LE(at, 16);
  yield Buffer.concat([all, end]);
}

/** What the head of a file and its line in the directory have in common, from the version needed on. */
function common(to: Buffer, from: number, crc: number, packed: number, size: number, name: number): void {
  to.writeUInt16LE(20, from);
  to.writeUInt16LE(FLAGS, from + 2);
  to.writeUInt16LE(8, from + 4); // deflate
  to.writeUInt16LE(0, from + 6);
  to.writeUInt16LE(NO_DATE, from + 8);
  to.writeUInt32LE(crc, from + 10);
  to.writeUInt32LE(packed, from + 14);
  to.writeUInt32LE(size, from + 18);
  to.writeUInt16LE(name, from + 22);
}

async function* pieces(text: Entry["text"]): AsyncGenerator<Buffer> {
  let held: string[] = [];
  let length = 0;
  for await (const part of text) {
    held.push(part);
    length += part.length;
    if (length < PIECE_BYTES) continue;
    yield Buffer.from(held.join(""));
    held = [];
    length = 0;
  }
  if (length > 0) yield Buffer.from(held.join(""));
}

const TABLE = Uint32Array.from({ length: 256 }, (_, n) => {
  let c = n;
  for (let bit = 0; bit < 8; bit++) c = c & 1 ? (c >>> 1) ^ 0xedb8_8320 : c >>> 1;
  return c;
});

/** Node has one of its own only from 20.15 on. */
function crc32(bytes: Uint8Array, before: number): number {
  let crc = before;
  for (let i = 0; i < bytes.length; i++)
    crc = (TABLE[(crc ^ (bytes[i] as number)) & 0xff] as number) ^ (crc >>> 8);
  return crc >>> 0;
}
