import { signInWords as w } from "@/app/_copy/sign-in";
import { Button, ButtonLink } from "@/app/_ui/button";
import { Notice } from "@/app/_ui/card";

/** Somebody is signed in here already: go on as them, or leave. */
export function Already({ name, next }: { name: string; next: string }) {
  return (
    <Notice tone="blue">
      <p>{w.already(name)}</p>
      <div className="row">
        <ButtonLink small href={next}>
          {w.goOn}
        </ButtonLink>
        <form method="post" action="/api/sign-out">
          <Button small>{w.out}</Button>
        </form>
      </div>
    </Notice>
  );
}
