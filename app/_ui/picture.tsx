// The one place where pictures are drawn: by their address, at the sizes our server made.
type Props = { src: string; alt: string; width: number; height: number };

export function Picture({ src, alt, width, height }: Props) {
  // biome-ignore lint/performance/noImgElement: our server makes the sizes and asks who may see a private file; next/image (its optimiser would fetch without the reader's session, and is switched off) would add nothing but its script to every page
  return <img src={src} alt={alt} width={width} height={height} loading="lazy" />;
}
