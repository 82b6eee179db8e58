import type { ReadonlySignal, Signal } from '@preact/signals';
import type { AccountId } from '@/domain/ids';
import type { PopupView } from '@/domain/view';
import type { Call } from '@/messages/protocol';
import { newestOf } from './newest';
import type { Opened } from './opened';
import { failure, type Result } from './result';
import type { AccountsView } from './state';

interface Shown {
  readonly view: ReadonlySignal<PopupView | null>;
  readonly opened: Signal<Opened>;
  readonly result: Signal<Result | null>;
}

export interface AccountDetails {
  open(shown: AccountsView, id: AccountId): Promise<void>;
  /** Has those that are open tell how things stand now. */
  renew(): Promise<void>;
  /** @param work changes what they tell. @returns whether it did */
  change(work: () => Promise<unknown>): Promise<boolean>;
}

/** What is known of one account. Answers take their time: they open nothing that was left meanwhile. */
export function createAccountDetails(call: Call, { view, opened, result }: Shown): AccountDetails {
  const detailsOf = ({ place }: AccountsView, accountId: AccountId) =>
    call('account.details', { place, accountId });

  const open = async (shown: AccountsView, id: AccountId) => {
    const openedBefore = opened.value;
    const isAwaited = () => opened.value === openedBefore;
    try {
      const details = await detailsOf(shown, id);
      if (isAwaited()) opened.value = { kind: 'details', id, view: details };
    } catch (error) {
      if (!isAwaited()) return;
      opened.value = null;
      result.value = failure(error);
    }
  };

  /** Has the details that are open tell how things stand now; those that were closed meanwhile stay closed. */
  const renew = newestOf(
    async () => {
      const [shown, details] = [view.value, opened.value];
      if (shown?.kind !== 'accounts' || details?.kind !== 'details') return null;
      return detailsOf(shown, details.id);
    },
    (renewed) => {
      const details = opened.value;
      if (details?.kind === 'details' && details.id === renewed?.id)
        opened.value = { ...details, view: renewed };
    },
    (error) => {
      result.value = failure(error);
    },
  );

  /** What is open stays open, and what was typed stays where it was refused. */
  const change = async (work: () => Promise<unknown>) => {
    try {
      result.value = null;
      await work();
      await renew();
      return true;
    } catch (error) {
      result.value = failure(error);
      return false;
    }
  };

  return { open, renew, change };
}
