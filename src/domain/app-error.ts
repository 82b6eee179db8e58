/**
 * The closed set of what can go wrong where a person can see it. The sentence for each is a message of
 * `_locales`, called by its code.
 * A subject is a name (of a cookie, a site, a tab): never a value, so an error may cross any border.
 */
export const errorCodes = [
  'account/elsewhere',
  'account/no-label',
  'account/no-picture',
  'account/unknown',
  'cookie/refused',
  'domain/main',
  'domain/taken',
  'domain/unfit',
  'jar/missing',
  'jar/unreadable',
  'message/forbidden',
  'message/malformed',
  'message/unknown',
  'origin/refused',
  'origin/silent',
  'origin/uncarried',
  'origin/unreachable',
  'page/forbidden',
  'page/stays',
  'page/unsaved',
  'permission/missing',
  'rule/unfit',
  'site/off',
  'site/sign-out-address',
  'site/unused',
  'storage/failed',
  'storage/unreadable',
  'switch/cancelled',
  'switch/unrepaired',
  'switch/unverified',
  'unexpected',
  'vault/locked',
  'vault/passphrase',
  'vault/short',
  'vault/unfinished',
] as const;

export type ErrorCode = (typeof errorCodes)[number];

/** How an error crosses the message border. */
export interface ErrorView {
  readonly code: ErrorCode;
  readonly subject?: string;
}

export class AppError extends Error {
  readonly code: ErrorCode;
  readonly subject: string | undefined;

  constructor(code: ErrorCode, subject?: string, options?: ErrorOptions) {
    super(subject === undefined ? code : `${code}: ${subject}`, options);
    this.name = 'AppError';
    this.code = code;
    this.subject = subject;
  }
}

/** What may be said of any thrown thing: a foreign error's text could quote a value, so only its code crosses. */
export function toErrorView(error: unknown): ErrorView {
  if (!(error instanceof AppError)) return { code: 'unexpected' };
  return error.subject === undefined ? { code: error.code } : { code: error.code, subject: error.subject };
}

export function fromErrorView(view: ErrorView): AppError {
  return new AppError(view.code, view.subject);
}
