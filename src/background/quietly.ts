import { toErrorView } from '@/domain/app-error';

/** For work that nobody waits for. What fails is told by its code alone: a foreign error's text may quote a secret. */
export function quietly(work: Promise<unknown>): void {
  work.catch((error: unknown) => {
    const { code, subject } = toErrorView(error);
    // biome-ignore lint/suspicious/noConsole: the worker's console is the only place left to say it.
    console.warn('Hatrack:', code, subject ?? '');
  });
}
