// The shape of a life-cycle table, and the one way to step through it. The tables are in each module's lifecycle.ts.
import { refuse } from "./errors";
import type { Action } from "./policy";

/** An event: the states it may happen in, the state it leads to, and the policy action that decides who may cause it (null: the platform). */
export type Transition = {
  readonly from: readonly string[];
  readonly to: string;
  readonly action: Action | null;
};

/** The state after an event; refuses WRONG_STATE where the table has no such step. */
export function next<T extends Record<string, Transition>, E extends keyof T>(
  table: T,
  status: string,
  event: E,
): T[E]["to"] {
  const step = table[event] as Transition;
  if (!step.from.includes(status)) refuse("WRONG_STATE", { status, event: String(event) });
  return step.to;
}

/** True where the event may happen in this state: what pages ask before they show a button. */
export function canHappen<T extends Record<string, Transition>>(
  table: T,
  status: string,
  event: keyof T,
): boolean {
  return (table[event] as Transition).from.includes(status);
}
