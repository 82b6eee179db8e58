/** A clock that jumped back would take the new account's requests for the old one's. */

/** Milliseconds since the epoch when this context began, and steadily on from there. */
export function steadyNow(): number {
  return performance.timeOrigin + performance.now();
}

/** Milliseconds that an event of the browser may be on its way. */
const delivery = 1000;

/**
 * When something happened, by the steady clock, from the time that the browser gave it by the computer's.
 * @param wall milliseconds since the epoch
 */
export function steadyTime(wall: number): number {
  const age = Date.now() - wall;
  return steadyNow() - Math.min(Math.max(age, 0), delivery);
}
