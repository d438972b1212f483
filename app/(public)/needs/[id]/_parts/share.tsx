import { needWords as w } from "@/app/_copy/needs";
import { Button } from "@/app/_ui/button";

/** The text for a WeChat group, to copy; the phone's own sharing where it has one. */
export function Share({ text }: { text: string }) {
  return (
    <section className="sec noprint" id="share" aria-labelledby="share-title">
      <h2 id="share-title">{w.shareTitle}</h2>
      <div className="field">
        <label htmlFor="share-text">{w.shareLabel}</label>
        <p className="hint" id="share-hint">
          {w.shareHint}
        </p>
        <textarea
          className="ctl"
          id="share-text"
          readOnly
          rows={10}
          defaultValue={text}
          aria-describedby="share-hint"
        />
      </div>
      <div className="row needs-script">
        <Button type="button" small icon="copy" data-copy="share-text" data-done={w.copied}>
          {w.copy}
        </Button>
        <Button type="button" small icon="share" data-share="share-text">
          {w.shareNow}
        </Button>
      </div>
    </section>
  );
}
