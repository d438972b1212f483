// The history of a big world: each act with its link in the chain, its outbox row, and the effects that make it done.
import { consumersOf } from "@/server/history/outbox/rules";
import { type Head, link } from "@/server/history/sealer/rules";
import { quoted, type Rows, stamp, tableRows } from "./insert";

export type Told = {
  aggregate: string;
  id: string;
  version?: number; // left out: 1, the birth
  event: string;
  actor: string | null; // null: the platform itself
  grant?: string | null;
  at: number;
  data: string;
};

export class Chronicle {
  private readonly history = tableRows(
    "history",
    "aggregate, subject_id, version, event, actor_id, grant_id, at, data",
  );
  private readonly outbox = tableRows(
    "outbox",
    "id, aggregate, subject_id, version, event, at, sealed, done",
  );
  private readonly seals = tableRows("history_seal", "seq, aggregate, subject_id, version, hash, sealed_at");
  private readonly effects = tableRows("effect", "outbox_id, consumer, at");
  readonly tables: Rows[] = [this.history, this.outbox, this.seals, this.effects];

  constructor(
    private head: Head,
    private readonly now: number,
    private readonly outboxIds: (at: number) => string,
  ) {}

  act({ aggregate, id, version = 1, event, actor, grant = null, at, data }: Told): void {
    const outboxId = this.outboxIds(at);
    const when = stamp(at);
    const row = { aggregate, subject_id: id, version, event, actor_id: actor, grant_id: grant, for_id: null };
    const name = (one: string | null) => (one === null ? "NULL" : `'${one}'`);
    const hash = link(this.head.hash, { ...row, at: new Date(at), data });
    this.head = { seq: this.head.seq + 1, hash };
    this.history.add(
      `'${aggregate}','${id}',${version},'${event}',${name(actor)},${name(grant)},${when},${quoted(data)}`,
    );
    this.outbox.add(`'${outboxId}','${aggregate}','${id}',${version},'${event}',${when},1,1`);
    this.seals.add(`${this.head.seq},'${aggregate}','${id}',${version},'${hash}',${stamp(this.now)}`);
    for (const consumer of consumersOf(event)) this.effects.add(`'${outboxId}','${consumer}',${when}`);
  }
}
