/** As `Promise.all`, but all have ended before one failure counts: what undoes them then meets none that still goes on. */
export async function allEnded(work: readonly unknown[]): Promise<void> {
  for (const result of await Promise.allSettled(work)) if (result.status === 'rejected') throw result.reason;
}
