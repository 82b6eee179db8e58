export const maxLabelLength = 60;

/** A character that people see can be any number of code points long; all of a label together are not longer than this. */
const maxUnits = 960;

/** Chromium reads what it shows below the address bar as XML, and with one character that XML forbids shows nothing at all. */
const breaking = /[\p{Cc}\p{Cs}\p{Noncharacter_Code_Point}\u2028\u2029\u202A-\u202E\u2066-\u2069]/gu;

/** Joiners stay: Persian and emoji are written with them. */
const unseen =
  /[\u00AD\u061C\u115F\u1160\u180E\u200B\u200E\u200F\u2060-\u2065\u206A-\u206F\u3164\uFEFF\uFFA0\uFFF9-\uFFFB]/g;

/**
 * A label as it is kept: no control, invisible or direction-changing characters (a hostile name could rearrange the text around
 * it, or look like another), single spaces, at most 60 characters. One that was longer ends in "…". `null` when nothing is left that
 * can be seen.
 */
export function cleanLabel(text: string): string | null {
  const visible = text
    .slice(0, 4 * maxUnits)
    .replace(breaking, ' ')
    .replace(unseen, '');
  const label = truncate(visible.normalize().replace(/\s+/g, ' ').trim(), maxLabelLength);
  return /[^\p{Z}\p{M}\p{Default_Ignorable_Code_Point}]/u.test(label) ? label : null;
}

/** Ends in "…" where something was cut off, in the place of the last character that there would have been room for. */
function truncate(text: string, length: number): string {
  if (text.length <= length) return text.trim();
  let [kept, count] = ['', 0];
  // As much of it as leaves room for the sign.
  let shortened = '';
  for (const grapheme of graphemes(text)) {
    const units = kept.length + grapheme.length;
    if (count === length || units > maxUnits) return shortened.trim() && `${shortened.trim()}…`;
    if (count < length - 1 && units < maxUnits) shortened += grapheme;
    kept += grapheme;
    count++;
  }
  return kept.trim();
}

const segmenter = new Intl.Segmenter(undefined, { granularity: 'grapheme' });

function* graphemes(text: string): Generator<string, undefined> {
  for (const { segment } of segmenter.segment(text)) yield segment;
}

/**
 * `wanted`; when others of the Site bear it already, with the handle behind it; else `wanted 2`, `wanted 3` … Case does not tell
 * labels apart.
 * @param handle what tells people of one name apart, as `cleanLabel` gives it
 */
export function uniqueLabel(wanted: string, others: readonly string[], handle: string | null = null): string {
  const taken = new Set(others.map((label) => label.toLocaleLowerCase()));
  const isFree = (label: string) => !taken.has(label.toLocaleLowerCase());
  if (isFree(wanted)) return wanted;
  if (handle !== null && handle !== wanted) {
    const label = withHandle(wanted, handle);
    if (isFree(label)) return label;
  }
  for (let number = 2; ; number++) {
    const label = `${truncate(wanted, maxLabelLength - 5)} ${number}`;
    if (isFree(label)) return label;
  }
}

/** A long name gives way to the handle, which tells more. */
function withHandle(name: string, handle: string): string {
  const shortHandle = truncate(handle, 40);
  const left = maxLabelLength - 3 - [...graphemes(shortHandle)].length;
  return `${truncate(name, left)} (${shortHandle})`;
}

/** What an account is called of which nothing is known yet, by its number: "Account 1" in the person's own language. */
export type NumberedLabel = (number: number) => string;

/** "Account 1", "Account 2" … the first number that no other account of the Site has. */
export function defaultLabel(others: readonly string[], numbered: NumberedLabel): string {
  for (let number = 1; ; number++) {
    const label = numbered(number);
    if (uniqueLabel(label, others) === label) return label;
  }
}

export function isDefaultLabel(label: string, numbered: NumberedLabel): boolean {
  const number = /\d+/.exec(label)?.[0];
  return number !== undefined && numbered(Number(number)) === label;
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
