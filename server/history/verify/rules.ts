// What a check reports. Faults name ids and numbers, the first few in full and the rest as a count, so that memory stays flat.

type CheckResult = { name: string; ok: boolean; checked: number; faults: string[] };
export type Verdict = { ok: boolean; checks: CheckResult[] };

/** Faults told in full, per check. */
export const FAULTS_TOLD = 20;

export class Check {
  checked = 0;
  private found = 0;
  private readonly told: string[] = [];

  constructor(readonly name: string) {}

  /** So many things looked at. */
  saw(things = 1): void {
    this.checked += things;
  }

  fault(what: string): void {
    this.found++;
    if (this.told.length < FAULTS_TOLD) this.told.push(what);
  }

  /** A fault unless it holds. */
  holds(condition: boolean, what: () => string): void {
    if (!condition) this.fault(what());
  }

  result(): CheckResult {
    const more = this.found - this.told.length;
    return {
      name: this.name,
      ok: this.found === 0,
      checked: this.checked,
      faults: more > 0 ? [...this.told, `… and ${more} more`] : this.told,
    };
  }
}
