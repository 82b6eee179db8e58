/**
 * What the fields of a request say about why it was sent. Their names are looked at and nothing else: what is in them is a
 * password, or could be one.
 */
export type Sent =
  /** A password, which somebody knows and nobody else. */
  | 'password'
  /** A code that was sent to them, or the answer of a passkey: often the second step. */
  | 'code'
  /** What another site says of somebody: OpenID Connect, SAML. */
  | 'assertion'
  /** It has fields, and none of them signs anybody in. */
  | 'other'
  /** It has none, or none that can be told. */
  | 'unseen';

/** In the languages that forms are written in; programmers mostly write English. */
const password =
  /pass?-?_?(word|wd|phrase)|\bpass\b|\bpwd\b|\bpin\b|(kenn|pass)wort|senha|contrase|\bclave\b|mot_?de_?passe|\bmdp\b|wachtwoord|has[lł]o|parola/i;

const code =
  /pass?-?_?(code|key)|\botp|totp|one_?time|mfa|2fa|clientDataJSON|authenticatorData|(verification|security|login|auth|sms)_?-?code|^code$/i;

/** Whoever sends the old one too is signed in already, and wants another. */
const oldSecret =
  /(current|old|existing|previous)[\w-]*(pass|pwd)|(pass|pwd)[\w-]*(current|old|existing|previous)/i;

/** SAML 2.0 bindings 3.5.4, WS-Federation, OpenID Connect Core 3.2.2.5, Google Identity Services. */
const assertion = /^(SAMLResponse|wresult|id_?token|credential|assertion|oauth_verifier)$/i;

/** @param names of the fields; those inside others as `user[password]` or by their last part */
export function sentBy(names: readonly string[]): Sent {
  if (names.length === 0) return 'unseen';
  if (names.some((name) => oldSecret.test(name))) return 'other';
  // OAuth 2.0 Form Post Response Mode.
  if (names.includes('code') && names.includes('state')) return 'assertion';
  if (names.some((name) => password.test(name))) return 'password';
  if (names.some((name) => code.test(name))) return 'code';
  return names.some((name) => assertion.test(name)) ? 'assertion' : 'other';
}

/** A name and the colon behind it. What stands between two quotes anywhere else is not looked at. */
const jsonName = /"([\w.[\]$-]{1,60})"\s*:/g;

/** The names in a text in JSON, at any depth. A text that is none has none. */
export function jsonNames(text: string): string[] {
  if (!/^\s*[{[]/.test(text)) return [];
  return [...text.matchAll(jsonName)].map(([, name]) => name ?? '');
}
