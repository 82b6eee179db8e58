import { type ReadonlySignal, type Signal, signal } from '@preact/signals';
import type { AccountId } from '@/domain/ids';
import type { Opened } from './opened';
import { failure, type Result } from './result';

/** What it resolves to is said of it. */
export type Work = () => Promise<Result | string | null>;

/** The account that something is done with, or an action about none. */
export type Busy = AccountId | 'action';

export interface Acting {
  readonly busy: ReadonlySignal<Busy | null>;
  /** What it is that goes on, in words, where there is more to say than that something does. */
  readonly doing: ReadonlySignal<string | null>;
  /** Runs one action at a time; a press while another runs is let go. */
  act(what: Busy, work: Work, words?: string | null): Promise<void>;
  /** Does it, shows the list anew, and says what came of it; also while an action runs. */
  tell(work: Work): Promise<void>;
  /** Does `first`, and then once more what was refused, if anything was. */
  actAgain(first: () => Promise<unknown>): Promise<void>;
}

interface Shown {
  readonly opened: Signal<Opened>;
  readonly result: Signal<Result | null>;
  /** Resolves when the newest answer is shown. */
  refresh(): Promise<void>;
}

export function createActing({ opened, result, refresh }: Shown): Acting {
  const busy = signal<Busy | null>(null);
  const doing = signal<string | null>(null);
  let refused: readonly [what: Busy, work: Work, words: string | null] | null = null;

  /** @returns whether it was done */
  const tried = async (work: Work): Promise<boolean> => {
    result.value = null;
    opened.value = null;
    refused = null;
    try {
      const said = await work();
      await refresh();
      // Where nothing is to be said of it, that the list could not be had is.
      if (said !== null) result.value = typeof said === 'string' ? { kind: 'status', sentence: said } : said;
      return true;
    } catch (error) {
      await refresh();
      result.value = failure(error);
      return false;
    }
  };

  const act = async (what: Busy, work: Work, words: string | null = null) => {
    if (busy.value !== null) return;
    busy.value = what;
    doing.value = words;
    if (!(await tried(work))) refused = [what, work, words];
    busy.value = null;
    doing.value = null;
  };

  const actAgain = async (first: () => Promise<unknown>) => {
    // It can be the list, too, that was not to be had.
    const [what, work, words] = refused ?? (['action', async () => null, null] as const);
    const again: Work = async () => {
      await first();
      return work();
    };
    await act(what, again, words);
  };

  const tell = async (work: Work) => void (await tried(work));

  return { busy, doing, act, tell, actAgain };
}
