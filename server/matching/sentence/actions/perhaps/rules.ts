// An act no list knows, by its place.
import { GENERIC } from "../../lexicon/rules";
import { bare, LEAD, PLACE, TRAIL } from "../rules";

/** Who or where, and no act: 敬老院, 孩子们, 老王家. */
const NO_ACT =
  /(?:[村院校社家园室站厂店镇乡县区班们人户民里上中内边头员师工长]|学校|小学|中学|大学|食堂|中心|委会|协会|妇联|合作社|大棚|农场|养殖场|地里|[的了着得不没]|这儿|那儿|时候|情况|问题|东西|困难|\d)$/;
/**
 * 编筐要8个人, 舞狮子,来20人: an act by its place, where no list knows its verb, or an occasion (庙会). To be asked about.
 * Empty where it is a place, people, or more than a few words.
 */
export function perhapsAct(text: string): string {
  const said = bare(text)
    .replace(new RegExp(`(?:人手|(?:${GENERIC}))+(?:不够|不足)?(?:也|还|都|就|只)?$`), "")
    .replace(/(?:也|还|都|就|只|大概|大约|缺|少|正|急|来)+$/, "")
    .replace(LEAD, "")
    .replace(TRAIL, "")
    .replace(/来$/, "");
  if (!/^[\u4e00-\u9fa5]{2,7}$/.test(said) || NO_ACT.test(said)) return "";
  if (
    /^(?:我|俺|咱|你|您|他|她|这|那|每|各|一共|总共|拢共|共|合计|总计|每|大家|谢|急|求|请|帮|因|但|所以|如果|要是|没|不|电话|联系|手机|已|都|包|管)/.test(
      said,
    )
  )
    return "";
  const where = PLACE.exec(said);
  return where && said.length - where[0].length >= 2 ? said.slice(where[0].length) : said;
}
