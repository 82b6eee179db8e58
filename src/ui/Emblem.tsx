export interface EmblemProps {
  /** Pixels, where the person has set no other size of text. */
  readonly size?: number;
}

/** Hatrack's mark: the same drawing as `public/icons/hatrack.svg`. */
export function Emblem({ size = 48 }: EmblemProps) {
  const side = `${size / 16}rem`;
  return <img src="/icons/hatrack-128.png" style={{ width: side, height: side }} alt="" />;
}
