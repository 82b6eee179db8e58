/** What people type to find an account, and what they could mean. */

interface Named {
  readonly label: string;
  /** E-mail address or user name. */
  readonly handle?: string | null;
}

/**
 * Those in which every word of the text begins a word or stands anywhere, the ones that begin with the text first. Case and accents
 * do not count; an empty text finds all.
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
  return folded(label).startsWith(wanted) ? 1 : 0;
}

/** Unicode compatibility decomposition without its marks, so that "Zoe" finds "Zoë". */
export function folded(text: string): string {
  return text.normalize('NFKD').replace(/\p{M}/gu, '').toLocaleLowerCase();
}
