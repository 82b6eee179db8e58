import { toErrorView } from '@/domain/app-error';

/** For work that nobody waits for. */
export function quietly(work: Promise<unknown>): void {
  work.catch(report);
}

/** What fails is told by its code alone: a foreign error's text may quote a secret. */
export function report(error: unknown): void {
  const { code, subject } = toErrorView(error);
  // biome-ignore lint/suspicious/noConsole: the worker's console is the only place left to say it.
  console.warn('Hatrack:', code, subject ?? '');
}
