export interface EmblemProps {
  /** Pixels. */
  readonly size?: number;
}

/** Hatrack's mark: the same drawing as `public/icons/hatrack.svg`. */
export function Emblem({ size = 48 }: EmblemProps) {
  return <img src="/icons/hatrack-128.png" width={size} height={size} alt="" />;
}
