import type { ReactNode } from "react";
import { Icon } from "@/app/_ui/icon";

/** Something most people never need, folded away; native, works without script. */
export function Fold({ title, open, children }: { title: string; open?: boolean; children: ReactNode }) {
  return (
    <details open={open} className="card">
      <summary className="font-bold">
        <Icon name="down" />
        <span className="ml-2">{title}</span>
      </summary>
      <div className="mt-2">{children}</div>
    </details>
  );
}
