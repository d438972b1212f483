// The one place where pictures are drawn: by their address, at the sizes our server made.
type Props = { src: string; alt: string; width: number; height: number };

export function Picture({ src, alt, width, height }: Props) {
  // biome-ignore lint/performance/noImgElement: next/image fetches without the reader's session, so it cannot see private files, and its script is more than a page may weigh
  return <img src={src} alt={alt} width={width} height={height} loading="lazy" />;
}
