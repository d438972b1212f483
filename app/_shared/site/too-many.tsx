// In place of a page that was asked for too often: why, and the way back.
import { PublicTop } from "@/app/_shared/site/top";
import { Notice } from "@/app/_ui/card";
import { Page } from "@/app/_ui/page";

type Props = { title: string; back: string; sentence: string };

export function TooMany({ title, back, sentence }: Props) {
  return (
    <Page top={<PublicTop back={back} title={title} />}>
      <h1>{title}</h1>
      <Notice tone="amber" icon="clock">
        <p>{sentence}</p>
      </Notice>
    </Page>
  );
}
