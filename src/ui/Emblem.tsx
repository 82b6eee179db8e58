/** Hatrack's mark: the same drawing as `public/icons/hatrack.svg`. */
export function Emblem() {
  return <img src="/icons/hatrack-128.png" width="48" height="48" alt="" />;
}
