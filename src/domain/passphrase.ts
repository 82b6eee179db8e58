import { AppError } from './app-error';

/** `locked`: there is a passphrase, and whoever sits here has not said it since the browser was started. */
export type SealState = 'none' | 'open' | 'locked';

/** Characters: whoever has a copy of the profile can try as many as they like. */
export const shortestPassphrase = 10;

/** @throws AppError `vault/short` */
export function requireLongEnough(passphrase: string): void {
  if ([...passphrase.normalize('NFKC')].length < shortestPassphrase) throw new AppError('vault/short');
}
