import type { Cookie } from '../cookie';
import type { Jar } from '../jar';
import { fromBase64 } from '../sign-in/json-web-token';

/** A cookie or an entry of storage, by name and as text. */
export interface KeptText {
  readonly name: string;
  readonly text: string;
}

/** Longer ones are caches and documents; reading them would hold everything up. */
const longest = 500_000;

/** Together, in characters. Pages can keep ten million, and all of it is read at each capture. */
const mostCharacters = 2_000_000;

const mostTexts = 1000;

/** What a sign-in is usually kept under. A page may keep thousands of other things. */
const likely = /token|jwt|user|auth|session|account|profile|persist|state|(^|[^a-z])me$/i;

/** JSON, tokens, and either of them wrapped. */
function isReadable(text: string): boolean {
  return (
    /^(\s*["[{%]|(s:)?j:|base64-|.{0,40}%(22|7b|7c|3a))/i.test(text.slice(0, 100)) || text.includes('eyJ')
  );
}

/**
 * The texts of a jar that are worth reading, in an order that depends on nothing but what they are: those that `matters` names,
 * those that may well, and the rest; short before long; until the limits are reached.
 */
export function textsIn(jar: Jar, matters: (name: string) => boolean): KeptText[] {
  const kept = [...joined(jar.cookies), ...entriesIn(jar)]
    .filter(({ name, text }) => text.length <= longest && name.length <= 1000)
    .map((one) => ({ ...one, rank: matters(one.name) ? 0 : likely.test(one.name) ? 1 : 2 }))
    .filter(({ text, rank }) => rank === 0 || isReadable(text))
    .sort(
      (a, b) =>
        a.rank - b.rank ||
        a.text.length - b.text.length ||
        inOrder(a.name, b.name) ||
        inOrder(a.text, b.text),
    );
  let left = mostCharacters;
  return kept.slice(0, mostTexts).filter(({ text }) => {
    left -= text.length;
    return left >= 0;
  });
}

export function entriesIn(jar: Pick<Jar, 'origins' | 'tabs'>): KeptText[] {
  return [...jar.origins.map(({ local }) => local ?? []), ...jar.tabs.map(({ session }) => session)]
    .flat()
    .map(([name, text]) => ({ name, text }));
}

/** By code units: the same on every computer. */
export function inOrder(a: string, b: string): number {
  return a < b ? -1 : Number(a > b);
}

/** Values that are too long for one cookie are cut into `name.0`, `name.1` … (Supabase, Auth.js). */
function joined(cookies: readonly Cookie[]): KeptText[] {
  const pieces = new Map<string, { name: string; parts: [number, string][] }>();
  const whole: KeptText[] = [];
  for (const { name, value, domain, path } of cookies) {
    const [, base, number] = /^(.+)\.(\d{1,2})$/.exec(name) ?? [];
    if (base === undefined) {
      whole.push({ name, text: value });
      continue;
    }
    const key = JSON.stringify([domain, path, base]);
    const { parts } = pieces.get(key) ?? { parts: [] };
    pieces.set(key, { name: base, parts: [...parts, [Number(number), value]] });
  }
  for (const { name, parts } of pieces.values()) {
    const sorted = parts.sort(([a, x], [b, y]) => a - b || inOrder(x, y));
    whole.push({ name, text: sorted.map(([, value]) => value).join('') });
  }
  return whole;
}

/** What a text says once its wrappings are taken off: every stage as text, and the value inside when there is one. */
export interface Unwrapped {
  readonly texts: readonly string[];
  readonly value: unknown;
}

/** Wrappings within wrappings: percent-encoded, base64 (with Supabase's prefix or none), Express's `j:`, JSON in JSON. */
export function unwrap(text: string): Unwrapped {
  const texts = [text];
  for (let stage = 0, current = text; stage < 5; stage++) {
    const inner = insideOf(current.trim());
    if (typeof inner !== 'string') return { texts, value: inner };
    texts.push(inner);
    current = inner;
  }
  return { texts, value: null };
}

/** A text is looked into further; `null`: there is nothing inside. */
function insideOf(text: string): unknown {
  if (/^(%[0-9a-f]{2})|^(s:|j:)?.{0,40}%(22|7b|7c|3a)/i.test(text)) return decoded(text);
  if (text.startsWith('j:')) return text.slice(2);
  if (text.startsWith('s:j:')) return text.slice(4, text.lastIndexOf('}') + 1);
  if (text.startsWith('base64-')) return fromBase64(text.slice('base64-'.length));
  if (/^eyJ[\w+/=-]+$/.test(text)) return fromBase64(text);
  return parse(text);
}

function decoded(text: string): string | null {
  try {
    const plain = decodeURIComponent(text);
    return plain === text ? null : plain;
  } catch {
    return null;
  }
}

/** JSON of an object, a list or a text; whatever else names nobody. */
export function parse(text: string): unknown {
  if (!/^[{["]/.test(text)) return null;
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
