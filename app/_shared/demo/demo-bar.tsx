// The strip above every page of a demo installation: 演示数据, and one tap to be somebody else. Nothing of it exists with DEMO=0.
import { demoWords, PERSONA } from "@/app/_copy/demo";
import { caller, viewer } from "@/app/_trpc/server";
import { siteFacts } from "@/app/_trpc/site";

export async function DemoBar() {
  if (!siteFacts().demo) return null;
  const [personas, actor] = await Promise.all([(await caller()).demo.personas(), viewer()]);
  return (
    <aside className="demo" aria-label={demoWords.bar}>
      <p>
        <b>{demoWords.mark}</b>
        <span className="demo-note">{demoWords.note}</span>
      </p>
      <form method="post" action="/api/persona" data-many="">
        {personas.map((one) => (
          <button type="submit" key={one.persona} name="persona" value={one.persona} aria-pressed={one.worn}>
            {PERSONA[one.persona]}
          </button>
        ))}
        <button type="submit" name="persona" value="visitor" aria-pressed={actor === null}>
          {demoWords.visitor}
        </button>
      </form>
    </aside>
  );
}
