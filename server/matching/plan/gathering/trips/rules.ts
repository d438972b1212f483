// Trips: whoever goes to a village on a day goes once, for however much they do there. Pure.
import { dayOf } from "@/server/time";
import type { Facts } from "../../../score/rules";
import type { Hands, OpenSlot } from "../schema";

/** Going to another village at all: a vehicle, an hour. And more for each kilometre, or step of the tree. */
const TRIP = 60;
const TRIP_KM = 8;
const TRIP_STEPS = [0, 60, 160, 400, 800, 1_000];
/** All trips there are to be made, each with its cost. */
export class TripBook {
  private readonly numbers = new Map<string, number>();
  readonly costs: number[] = [];

  /** Its number; −1 where going costs nothing: goods, and one's own village. */
  of(slot: OpenSlot, helper: Hands, facts: Facts): number {
    if (slot.lineKind === "goods" || facts.steps === 0) return -1;
    const day = slot.startsAt === null ? "" : dayOf(slot.startsAt);
    const key = `${helper.id} ${slot.village_id || slot.town_id} ${day}`;
    const known = this.numbers.get(key);
    if (known !== undefined) return known;
    const way = facts.km === null ? (TRIP_STEPS[facts.steps] ?? 1_000) : facts.km * TRIP_KM;
    const number = this.costs.push(Math.round(TRIP + way)) - 1;
    this.numbers.set(key, number);
    return number;
  }
}
