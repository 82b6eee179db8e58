/** People close tabs whenever they like; each call on one may find it gone. */
export async function unlessGone<Result>(call: Promise<Result>): Promise<Result | null> {
  try {
    return await call;
  } catch {
    return null;
  }
}
