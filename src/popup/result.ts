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
  /** The origin that does not answer, and can be left out. */
  readonly unreached?: string;
}

export function sentenceOf({ active }: OutcomeView): string {
  return active === null ? text.nobody : text.now(active.label);
}

export function failure(error: unknown): Result {
  const known = error instanceof AppError ? error : new AppError(toErrorView(error).code);
  const sentence = errorSentence(known);
  if (known.code === 'switch/cancelled') return note(sentence);
  const isUnreached = known.code === 'origin/unreachable' && known.subject !== undefined;
  return { kind: 'alert', sentence, ...(isUnreached ? { unreached: known.subject } : {}) };
}

export function note(sentence: string): Result {
  return { kind: 'note', sentence };
}
