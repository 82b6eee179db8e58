/**
 * JSON Web Tokens (RFC 7519) as they lie in cookies and storage: three parts in base64url, of which the first begins with `{"`.
 * No signature is checked: they are read for what they say, and prove nothing.
 */

export type Claims = Readonly<Record<string, unknown>>;

/**
 * The payloads of the tokens in a text, as they stand there, in order. In linear time, which no regular expression would be: the
 * texts are a page's, any number of megabytes.
 * @param most how many are looked for
 */
export function payloadsIn(text: string, most = 1): string[] {
  const payloads: string[] = [];
  let from = text.indexOf('eyJ');
  while (from !== -1 && payloads.length < most) {
    let next = from + 3;
    if (startsWord(text, from)) {
      // A beginning further on in the same part would be shorter still.
      next = endOfPart(text, from);
      const payload = next - from < 11 ? null : partAfter(text, next);
      if (payload !== null) payloads.push(payload);
      next += payload?.length ?? 0;
    }
    from = text.indexOf('eyJ', next);
  }
  return payloads;
}

export function holdsToken(text: string): boolean {
  return payloadsIn(text).length > 0;
}

/** What a payload claims; `null` when it is none. */
export function claimsOf(payload: string): Claims | null {
  return asObject(parsed(fromBase64(payload)));
}

/** Issuer and subject of the first token in a text, as a text that is the same for the same person. */
export function subjectIn(text: string): string | null {
  const [payload] = payloadsIn(text);
  const claims = payload === undefined ? null : claimsOf(payload);
  const subject = claims?.sub;
  if (typeof subject !== 'string' && typeof subject !== 'number') return null;
  return JSON.stringify([claims?.iss ?? null, subject]);
}

/** Text in base64 or base64url, with UTF-8 inside; `null` when it is neither. */
export function fromBase64(text: string): string | null {
  try {
    const bytes = atob(text.replaceAll('-', '+').replaceAll('_', '/'));
    return new TextDecoder().decode(Uint8Array.from(bytes, (byte) => byte.charCodeAt(0)));
  } catch {
    return null;
  }
}

function parsed(text: string | null): unknown {
  try {
    return text === null ? null : JSON.parse(text);
  } catch {
    return null;
  }
}

function asObject(value: unknown): Claims | null {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Claims) : null;
}

const partEnd = /[^\w-]|$/g;

function endOfPart(text: string, from: number): number {
  partEnd.lastIndex = from;
  return partEnd.exec(text)?.index ?? text.length;
}

function startsWord(text: string, at: number): boolean {
  return at === 0 || !/\w/.test(text.charAt(at - 1));
}

/** The part behind a full stop, when another full stop follows it. */
function partAfter(text: string, stop: number): string | null {
  if (text[stop] !== '.') return null;
  const end = endOfPart(text, stop + 1);
  return text[end] === '.' && end - stop > 8 ? text.slice(stop + 1, end) : null;
}
