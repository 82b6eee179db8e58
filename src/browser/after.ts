/** Resolves after so many milliseconds, with `null`: what is waited for beside it has not come. */
export function after(milliseconds: number): Promise<null> {
  return new Promise((resolve) => setTimeout(resolve, milliseconds, null));
}
