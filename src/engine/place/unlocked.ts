import { AppError } from '@/domain/app-error';
import type { Context } from '../context';

/** Whether there is a passphrase that nobody has said since the browser was started. @throws AppError `storage/unreadable` */
export async function isLocked({ vault }: Pick<Context, 'vault'>): Promise<boolean> {
  return (await vault.seal.state()) === 'locked';
}

/** @throws AppError `vault/locked` */
export async function requireUnlocked(context: Pick<Context, 'vault'>): Promise<void> {
  if (await isLocked(context)) throw new AppError('vault/locked');
}
