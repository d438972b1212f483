// A picture by its address, as our server made it. Not next/image: its optimiser fetches without the reader's session, so it could not
// see private files, and its script is heavier than a page's allowance.
type Props = { src: string; alt: string; width: number; height: number };

export function Picture({ src, alt, width, height }: Props) {
  // biome-ignore lint/performance/noImgElement: the one place where pictures are drawn; the reason stands above
  return <img src={src} alt={alt} width={width} height={height} loading="lazy" />;
}
