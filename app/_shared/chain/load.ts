// The pasted text of one slot, kept sealed between pasting and saving, and what is read of it.
import { readAttempt } from "@/app/_trpc/attempt";
import { orNotFound } from "@/app/_trpc/found";
import { caller } from "@/app/_trpc/server";

export type ChainSearch = { slot?: string; again?: string; refused?: string; saved?: string };

export async function loadChain(slotId: string, organisationId: string | undefined, search: ChainSearch) {
  const [box, pasted, attempt] = await Promise.all([
    readAttempt("chain-box", search.refused),
    readAttempt("chain:text", undefined),
    readAttempt("chain-check", search.refused),
  ]);
  const text = pasted.value("slot") === slotId ? pasted.value("text") : undefined;
  const checking = text !== undefined && search.again === undefined && box.refusal === null;
  const api = await caller();
  return {
    box,
    attempt,
    text: box.refusal ? box.value("text") : text,
    read: checking ? await orNotFound(api.chain.read({ slotId, organisationId, text })) : null,
  };
}
