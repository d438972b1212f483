import { unitWords as w } from "@/app/_copy/certificates";
import { Notice } from "@/app/_ui/card";
import { unprintable } from "./type";

/** Tells whoever issues which letters of a name no font here has; nothing where all can be printed. */
export function Rare({ name }: { name: string }) {
  const letters = unprintable(name);
  if (letters.length === 0) return null;
  return (
    <Notice tone="amber" icon="warn">
      {w.rare(letters.join(" "))}
    </Notice>
  );
}
