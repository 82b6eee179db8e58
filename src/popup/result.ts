import { AppError, toErrorView } from '@/domain/app-error';
import type { AccountId } from '@/domain/ids';
import type { OutcomeView } from '@/domain/view';
import { errorSentence, text } from '@/ui/text';

/** What the last action ended in. */
export interface Result {
  /** A note says that something is so, not that it was done. */
  readonly kind: 'status' | 'note' | 'alert';
  readonly sentence: string;
  /** Whose sign-out it tells of. */
  readonly signedOut?: AccountId;
}

export function sentenceOf({ active }: OutcomeView): string {
  return active === null ? text.nobody : text.now(active.label);
}

export function failure(error: unknown): Result {
  const known = error instanceof AppError ? error : new AppError(toErrorView(error).code);
  const sentence = errorSentence(known);
  return known.code === 'switch/cancelled' ? note(sentence) : { kind: 'alert', sentence };
}

export function note(sentence: string): Result {
  return { kind: 'note', sentence };
}
