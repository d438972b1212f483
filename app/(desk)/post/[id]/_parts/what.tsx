// What a draft asks for, line by line, as others will read it.
import { fullDay } from "@/app/_copy/dates";
import { LINE_KIND } from "@/app/_copy/labels";
import { needWords } from "@/app/_copy/needs";
import { formatQuantity } from "@/app/_copy/numbers";
import { LINE_CHOICE } from "@/app/_copy/post";
import { choiceOfLine, type NeedLine } from "@/app/_shared/desk/line-fields";
import { lineTitle } from "@/app/_shared/needs/line-bar";
import { Icon } from "@/app/_ui/icon";

const NO_PARTS = { accepted: 0, onTheWay: 0, promised: 0, remaining: 0 };

export function What({ line, now }: { line: NeedLine; now: Date }) {
  const facts = [
    LINE_CHOICE[choiceOfLine(line)].word,
    line.place,
    line.minAge ? needWords.minAge(line.minAge) : null,
    line.dangerous ? needWords.dangerous : null,
    line.insured ? needWords.insured : null,
    line.qualification
      ? needWords.qualification(needWords.qualifications[line.qualification] ?? line.qualification)
      : null,
    line.viaOrganisation ? needWords.via(line.viaOrganisation.name) : null,
    line.returnBy ? needWords.returnBy(fullDay(line.returnBy, now)) : null,
    line.sale?.sellerName,
    line.sale?.product,
    line.sale?.referencePrice,
    line.shareLimit ? needWords.shareLimit(formatQuantity(line.shareLimit, line)) : null,
    line.note,
  ];
  return (
    <div>
      <b>
        <Icon name={LINE_KIND[line.kind as keyof typeof LINE_KIND]?.icon ?? "box"} />{" "}
        {lineTitle({ ...line, waiting: 0, parts: NO_PARTS }, now)}
      </b>
      <p className="note">{facts.filter(Boolean).join(" · ")}</p>
    </div>
  );
}
