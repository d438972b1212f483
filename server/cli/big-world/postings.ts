// The grams of a big world, collected as numbers and given back in the order of their table's key: (gram, due, need).
import { gramsOf, joinMarks, marksOf } from "@/server/needs/listing/rules";

/** A growing list of 32-bit numbers: an ordinary array of nine million would take four times the memory. */
class Numbers {
  private held = new Uint32Array(16);
  length = 0;
  push(n: number): void {
    if (this.length === this.held.length) {
      const wider = new Uint32Array(Math.ceil(this.held.length * 1.4));
      wider.set(this.held);
      this.held = wider;
    }
    this.held[this.length++] = n;
  }
  values(): Uint32Array {
    return this.held.subarray(0, this.length);
  }
}

export class Postings {
  private readonly of = new Map<string, Numbers>();
  private readonly seen = new Map<string, { grams: string[]; marks: number }>();
  total = 0;

  /** The grams of the need's searched text; returns its marks. Needs must come in the order of their ids. */
  add(need: number, body: string): number {
    let marks = 0;
    for (const line of body.split("\n")) {
      const of = this.line(line);
      for (const gram of of.grams) this.push(gram, need);
      marks = joinMarks(marks, of.marks);
    }
    return marks;
  }

  private push(gram: string, need: number): void {
    let list = this.of.get(gram);
    if (!list) {
      list = new Numbers();
      this.of.set(gram, list);
    }
    const values = list.values();
    if (values.length > 0 && values[values.length - 1] === need) return; // twice in one need
    list.push(need);
    this.total++;
  }

  /** Lines repeat from need to need; cutting them anew each time would be half the work. */
  private line(line: string): { grams: string[]; marks: number } {
    let of = this.seen.get(line);
    if (!of) {
      const grams = gramsOf(line);
      of = { grams, marks: marksOf(grams) };
      if (this.seen.size < 200_000) this.seen.set(line, of);
    }
    return of;
  }

  *inKeyOrder(dueOf: Float64Array): Generator<{ gram: string; need: number }> {
    for (const gram of [...this.of.keys()].sort()) {
      const needs = (this.of.get(gram) as Numbers).values();
      needs.sort((a, b) => (dueOf[a] as number) - (dueOf[b] as number) || a - b);
      for (const need of needs) yield { gram, need };
      this.of.delete(gram);
    }
  }
}
