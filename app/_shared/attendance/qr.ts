// A QR code as one path in a grid of one unit a module; drawn by the server, so that no phone loads a library for it. Pure.
import { create } from "qrcode";

/** Light modules around it, without which cameras do not find it. */
export const QUIET = 4;
type Qr = { path: string; size: number };

export function qrOf(text: string): Qr {
  const { modules } = create(text, { errorCorrectionLevel: "M" });
  const { size } = modules;
  let path = "";
  for (let y = 0; y < size; y++)
    for (let x = 0; x < size; x++) {
      if (!modules.get(y, x)) continue;
      let width = 1;
      while (x + width < size && modules.get(y, x + width)) width++;
      path += `M${x + QUIET} ${y + QUIET}h${width}v1h-${width}z`;
      x += width - 1;
    }
  return { path, size: size + 2 * QUIET };
}
