// Needs as people type them, for tests that begin before publishing.
import { v7 as uuid } from "uuid";
import type { LineInput } from "@/server/needs/lines/schema";
import type { DraftInput } from "@/server/needs/schema";
import type { Db } from "@/server/platform/db";
import { places } from "./world";

const key = () => uuid().replaceAll("-", "");
const at = (iso: string) => new Date(iso);

export const riceLine = (more: Record<string, unknown> = {}): LineInput =>
  ({
    kind: "goods",
    direction: "sale",
    item: "大米",
    quantity: "20万斤",
    sale: {
      sellerName: "西潘墩稻米专业合作社",
      product: "2025年粳米，散装",
      producedOn: "2026-10-10",
      packing: "loose",
      invoice: true,
      referencePrice: "约2.6元/斤",
    },
    ...more,
  }) as LineInput;

/** Goods that are not sold. */
export const goodsLine = (more: Record<string, unknown> = {}): LineInput =>
  ({ kind: "goods", direction: "gift", item: "棉被", quantity: "30条", ...more }) as LineInput;

export const loadersLine = (more: Record<string, unknown> = {}): LineInput =>
  ({
    kind: "people",
    item: "装卸工",
    quantity: "6人",
    place: "西潘墩村粮仓",
    startsAt: at("2026-11-21T00:00:00Z"),
    endsAt: at("2026-11-21T04:00:00Z"),
    ...more,
  }) as LineInput;

export const trucksLine = (more: Record<string, unknown> = {}): LineInput =>
  ({ kind: "vehicle", item: "货车", quantity: "2辆", ...more }) as LineInput;

/** What TEST_NOW (2026-11-18) leaves three weeks for. */
export const draft = (lines: LineInput[], more: Partial<DraftInput> = {}): DraftInput => ({
  key: key(),
  regionId: places.xipandun,
  title: "西潘墩村大米找买家",
  story: "今年收了二十万斤大米，堆在粮仓里，请大家认购。",
  risk: "搬运注意腰背，听从现场安排。",
  contactName: "潘书记",
  deadlineAt: at("2026-12-09T10:00:00Z"),
  lines,
  ...more,
});

export const riceDraft = (more: Partial<DraftInput> = {}) =>
  draft([riceLine(), loadersLine(), trucksLine()], more);
export const helpDraft = (more: Partial<DraftInput> = {}) =>
  draft([loadersLine()], { title: "周六装车要人手", story: "周六上午装车，请来搭把手。", ...more });

export const certifyKey = key;

/** One resident may have only so many requests waiting: earlier tests' are out of the way. */
export async function nothingWaits({ db }: { db: Db }): Promise<void> {
  await db.updateTable("need").set({ status: "closed" }).where("status", "=", "submitted").execute();
}
