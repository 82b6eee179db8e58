/** What people type to find an account, and what they could mean. */

interface Named {
  readonly label: string;
  /** E-mail address or user name. */
  readonly handle?: string | null;
}

/**
 * Those in which every word of the text begins a word or stands anywhere, first those that are called so, then those that begin with
 * the text. Case and accents do not count; an empty text finds all.
 */
export function matching<Row extends Named>(rows: readonly Row[], text: string): Row[] {
  const wanted = folded(text).trim();
  const words = wanted.split(/\s+/);
  const found = rows.filter(({ label, handle }) => {
    const name = folded(`${label} ${handle ?? ''}`);
    return words.every((word) => name.includes(word));
  });
  return found.toSorted((a, b) => rank(b, wanted) - rank(a, wanted));
}

function rank({ label }: Named, wanted: string): number {
  const name = folded(label);
  if (name === wanted) return 2;
  return name.startsWith(wanted) ? 1 : 0;
}

/** Unicode compatibility decomposition without its marks, so that "Zoe" finds "Zoë". */
export function folded(text: string): string {
  return text.normalize('NFKD').replace(/\p{M}/gu, '').toLocaleLowerCase();
}
