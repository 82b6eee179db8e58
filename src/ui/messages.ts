import type english from '../../public/_locales/en/messages.json';

/**
 * How a sentence comes out of `_locales`: the message of its name, with values put in and the plural that fits. Where the messages
 * come from is told once, by `speak`, before the first is asked for.
 */

type English = typeof english;

export type MessageName = keyof English;

/** The values that a message has to be given, by name. */
type PlaceholderOf<Name extends MessageName> = English[Name] extends {
  placeholders: infer Placeholders;
}
  ? keyof Placeholders
  : never;

/** Messages that are whole as they stand. */
export type PlainName = {
  [Name in MessageName]: [PlaceholderOf<Name>] extends [never] ? Name : never;
}[MessageName];

/** What messages are called that have a form for each plural category: `<name>_one`, `<name>_other` … */
export type CountedName = MessageName extends infer Name
  ? Name extends `${infer Stem}_other`
    ? Stem
    : never
  : never;

/** Strings are names that people, sites and pages have given; numbers are written as the language writes them. */
export type Values<Name extends string> = Readonly<Record<Name, string | number>>;

/** What the browser's `i18n` offers. */
export interface MessageSource {
  /** @param values for the placeholders, in their order. @returns the message, or an empty string where there is none */
  getMessage(name: string, values?: string[]): string;
  /** The language of the browser's own interface, as a BCP 47 tag. */
  uiLanguage(): string;
}

/** The language that messages are in, which need not be the browser's: where that is missing they are English. */
export interface Language {
  /** BCP 47. */
  readonly tag: string;
  readonly direction: 'ltr' | 'rtl';
}

interface Speech {
  readonly source: MessageSource;
  readonly language: Language;
  readonly plurals: Intl.PluralRules;
  readonly numbers: Intl.NumberFormat;
  /** The language, as it is used where the person lives. */
  readonly locale: string;
}

let speech: Speech | null = null;

/** From now on all that is said comes from here. */
export function speak(source: MessageSource): void {
  const tag = source.getMessage('language');
  const direction = source.getMessage('direction') === 'rtl' ? 'rtl' : 'ltr';
  const locale = regionalOf(tag, source.uiLanguage());
  const [plurals, numbers] = [new Intl.PluralRules(tag), new Intl.NumberFormat(locale)];
  speech = { source, language: { tag, direction }, plurals, numbers, locale };
}

export function spoken(): Language & Pick<Speech, 'locale'> {
  const { language, locale } = current();
  return { ...language, locale };
}

/** The message, with the values in its placeholders. @param values in the order of the placeholders */
export function say<Name extends MessageName>(
  name: Name,
  ...[values]: Name extends PlainName ? [] : [Values<PlaceholderOf<Name>>]
): string {
  return filled(name, values ?? {});
}

/** The form of a message that fits the number `count` among the values. */
export function sayCount<Name extends CountedName>(
  name: Name,
  values: Values<PlaceholderOf<`${Name}_other`>> & { readonly count: number },
): string {
  // Browsers differ in how many categories they know of a language.
  return (
    filled(`${name}_${current().plurals.select(values.count)}`, values) || filled(`${name}_other`, values)
  );
}

function filled(name: string, values: Values<string>): string {
  const { source, numbers, language } = current();
  const shown = Object.values(values).map((value) =>
    typeof value === 'number' ? numbers.format(value) : isolated(value, language.direction),
  );
  const sentence = source.getMessage(name, shown);
  return language.direction === 'ltr' ? withPlainEnd(sentence) : sentence;
}

const [isolate, endOfIsolate] = ['\u2068', '\u2069'];

/** Arabic, Hebrew and what else runs from right to left, by block (Unicode `DerivedBidiClass.txt`). */
const rightToLeft = /[\u0590-\u08FF\uFB1D-\uFDFF\uFE70-\uFEFC\u{10800}-\u{10FFF}\u{1E800}-\u{1EFFF}]/u;

/**
 * A name of the other direction must not turn the sentence around it about (Unicode UAX #9, FSI and PDI). Where both go the same
 * way nothing is added: controls are looked for by their names. What a page's title brings along of such characters goes: it would
 * end the isolation.
 */
function isolated(value: string, direction: Language['direction']): string {
  const clean = value.replace(/[\u202A-\u202E\u2066-\u2069]/g, '');
  const canTurn = direction === 'rtl' ? /\D/ : rightToLeft;
  return canTurn.test(clean) ? `${isolate}${clean}${endOfIsolate}` : clean;
}

/** At the end of a sentence there is nothing left to be turned about. */
function withPlainEnd(sentence: string): string {
  if (!sentence.endsWith(endOfIsolate)) return sentence;
  const start = sentence.lastIndexOf(isolate);
  return sentence.slice(0, start) + sentence.slice(start + 1, -1);
}

/** The browser's language says more than the message's of how numbers and dates are written, where both are one: `en-GB`, not `en`. */
function regionalOf(tag: string, uiLanguage: string): string {
  return new Intl.Locale(uiLanguage).language === new Intl.Locale(tag).language ? uiLanguage : tag;
}

function current(): Speech {
  if (speech === null) throw new Error('Nothing can be said before speak()');
  return speech;
}
