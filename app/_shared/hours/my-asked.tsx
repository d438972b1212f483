// What I asked about hours, and what I may still do: take it back, or go on to the district once.
import { correctionWords as w } from "@/app/_copy/corrections";
import { reasonSentence } from "@/app/_copy/reasons";
import { ActForm } from "@/app/_shared/acts/act-form";
import { actDraft } from "@/app/_trpc/acts";
import type { Attempt } from "@/app/_trpc/form";
import { Button, ButtonLink } from "@/app/_ui/button";
import { Card } from "@/app/_ui/card";
import { Dialog } from "@/app/_ui/dialog";
import { TextArea } from "@/app/_ui/field";
import { type CorrectionView, WORDS_MAX } from "@/server/hours/corrections/schema";
import { Asked } from "./asked";

type Props = {
  asked: CorrectionView[];
  now: Date;
  path: string;
  refused: string | undefined;
  attempt: Attempt;
  /** Above each, where they are about different services. */
  titled?: boolean;
};

export function MyAsked({ asked, titled, ...page }: Props) {
  return asked.map((one) => (
    <Card key={one.id}>
      {titled ? <h3>{one.title}</h3> : null}
      <Asked one={one} now={page.now} />
      {titled && one.record ? (
        <p>
          {w.recordedSince}{" "}
          <a className="txtlink" href={`/me/hours/${one.record.recordId}`}>
            {w.toRecord}
            <span className="sr">{w.of(one.title)}</span>
          </a>
        </p>
      ) : null}
      {one.mayWithdraw ? <Withdraw correctionId={one.id} path={page.path} /> : null}
      {one.mayAppeal ? <Appeal one={one} {...page} /> : null}
    </Card>
  ));
}

function Withdraw({ correctionId, path }: { correctionId: string; path: string }) {
  const dialog = `withdraw-${correctionId}`;
  return (
    <>
      <ButtonLink href={`#${dialog}`} data-opens={dialog} small>
        {w.withdraw}
      </ButtonLink>
      <Dialog id={dialog} title={w.withdrawAsk}>
        <p>{w.withdrawHelp}</p>
        <ActForm action="/api/hours/withdraw" to={path} hidden={{ correctionId }}>
          <Button wide tone="line">
            {w.withdrawSure}
          </Button>
        </ActForm>
      </Dialog>
    </>
  );
}

function Appeal({ one, path, refused, attempt }: Omit<Props, "asked" | "now"> & { one: CorrectionView }) {
  const mine = refused === actDraft("appeal", one.id);
  return (
    <details open={mine}>
      <summary className="txtlink">{w.appeal}</summary>
      <p className="note">{w.appealHelp}</p>
      <ActForm action="/api/hours/appeal" to={path} hidden={{ subject: one.id }} className="form">
        <TextArea
          name="words"
          id={`appeal-${one.id}`}
          label={w.appealWords}
          rows={3}
          maxLength={WORDS_MAX}
          defaultValue={mine ? attempt.value("words") : undefined}
          error={mine ? reasonSentence(attempt.refusal?.fields.words) : null}
        />
        <Button wide tone="line">
          {w.appealGo}
        </Button>
      </ActForm>
    </details>
  );
}
