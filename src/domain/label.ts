export const maxLabelLength = 60;

/**
 * A label as it is kept: no control or direction-changing characters (a hostile name could rearrange the text around it),
 * single spaces, at most 60 characters. `null` when nothing is left.
 */
export function cleanLabel(text: string): string | null {
  const visible = text.replace(/[\p{Cc}\p{Cs}\u2028\u2029\u202A-\u202E\u2066-\u2069]/gu, ' ');
  const label = truncate(visible.replace(/\s+/g, ' ').trim(), maxLabelLength);
  return label === '' ? null : label;
}

function truncate(text: string, length: number): string {
  return Array.from(graphemes(text)).slice(0, length).join('').trim();
}

const segmenter = new Intl.Segmenter(undefined, { granularity: 'grapheme' });

function* graphemes(text: string): Generator<string, undefined> {
  for (const { segment } of segmenter.segment(text)) yield segment;
}

/** `wanted`, or `wanted 2`, `wanted 3` … when others of the Site bear it already. Case does not tell labels apart. */
export function uniqueLabel(wanted: string, others: readonly string[]): string {
  const taken = new Set(others.map((label) => label.toLocaleLowerCase()));
  if (!taken.has(wanted.toLocaleLowerCase())) return wanted;
  for (let number = 2; ; number++) {
    const label = `${truncate(wanted, maxLabelLength - 5)} ${number}`;
    if (!taken.has(label.toLocaleLowerCase())) return label;
  }
}

/** "Account 1", "Account 2" … the first number that no other account of the Site has. */
export function defaultLabel(others: readonly string[]): string {
  for (let number = 1; ; number++) {
    const label = `Account ${number}`;
    if (uniqueLabel(label, others) === label) return label;
  }
}

/**
 * The one character that stands for an account on its badge. A name that ends in a number is told apart by the number
 * ("Account 2" gives "2"), any other by its first letter.
 */
export function initialOf(label: string): string {
  const number = /^\S+ (\d)\d*$/.exec(label)?.[1];
  if (number !== undefined) return number;
  const first = graphemes(label).next();
  return first.done ? '?' : first.value.toLocaleUpperCase();
}
