import { type ReadonlySignal, type Signal, signal } from '@preact/signals';
import { needsSignIn } from '@/domain/account/account-status';
import { cleanLabel } from '@/domain/account/label';
import { AppError } from '@/domain/app-error';
import type { AccountId, SiteId, TabId } from '@/domain/ids';
import type { Rule } from '@/domain/site/rule';
import type { IncludeView, PopupView, RowView, UndoView } from '@/domain/view';
import type { Call } from '@/messages/protocol';
import { text } from '@/ui/text';
import { createAccountDetails } from './account-details';
import { type Busy, createActing } from './acting';
import { isSearchable } from './found';
import { newestOf } from './newest';
import { isAboutTheSame, type Opened, stillOpen } from './opened';
import { failure, type Result, sentenceOf } from './result';
import { includeDomain, useSite } from './wishes';

/** What the popup needs from outside; tests give their own. */
export interface PopupDeps {
  readonly call: Call;
  /** The icon of the page in a tab as a `data:` URL; `null` where it would have to be fetched. */
  iconOf(tabId: TabId): Promise<string | null>;
  requestOrigins(origins: readonly string[]): Promise<boolean>;
  /** @param siteId the Site that they show; `null` for all there are */
  openSettings(siteId: SiteId | null): Promise<void>;
  close(): void;
}

export type AccountsView = Extract<PopupView, { kind: 'accounts' }>;
export type AskView = Extract<PopupView, { kind: 'ask' }>;
export type OffView = Extract<PopupView, { kind: 'off' }>;

export interface PopupState {
  readonly view: ReadonlySignal<PopupView | null>;
  /** The account, or the action, that is under way. */
  readonly busy: ReadonlySignal<Busy | null>;
  /** What it is that goes on, in words, where there is more to say than that something does. */
  readonly doing: ReadonlySignal<string | null>;
  readonly result: ReadonlySignal<Result | null>;
  readonly opened: Signal<Opened>;
  /** The Site's picture as a `data:` URL, where the browser has one at hand. */
  readonly icon: ReadonlySignal<string | null>;
  /** Whether the browser has a network. */
  readonly online: Signal<boolean>;
  /** What the person looks for in a long list. */
  readonly query: ReadonlySignal<string>;
  /** Whether the list is, or has been, a long one. */
  readonly searchable: ReadonlySignal<boolean>;
  open(tabId: TabId | null): Promise<void>;
  refresh(): Promise<void>;
  /** The same where there is nothing to show yet. */
  retry(): Promise<void>;
  search(query: string): void;
  /** Must run in the click itself. */
  use(view: AskView): void;
  turnOn(view: OffView): Promise<void>;
  /** @returns whether it is the passphrase */
  unlock(passphrase: string): Promise<boolean>;
  switchTo(view: AccountsView, id: AccountId): Promise<void>;
  /** Shows the site signed out, for this account to sign in again. */
  again(view: AccountsView, id: AccountId): Promise<void>;
  details(view: AccountsView, id: AccountId): Promise<void>;
  add(view: AccountsView): Promise<void>;
  back(view: AccountsView): Promise<void>;
  /** Asks for the end of what goes on; that it ended is told by the action itself. */
  cancel(view: AccountsView): void;
  /** Must run in the click itself. */
  include(include: IncludeView): void;
  keep(view: AccountsView): Promise<void>;
  /** What was refused since this origin does not answer is done without it, as are later switches. */
  leaveOut(view: AccountsView, origin: string): Promise<void>;
  /** Whoever has signed in is still this account. */
  confirm(view: AccountsView, id: AccountId): Promise<void>;
  /** A label that cannot be seen is refused, and stays in its field. */
  rename(id: AccountId, label: string): Promise<void>;
  /** @param to its place in the list, from 0 */
  move(view: AccountsView, row: RowView, to: number): Promise<void>;
  signOut(view: AccountsView, id: AccountId, label: string): Promise<void>;
  undo(view: AccountsView, undo: UndoView): Promise<void>;
  /** Whoever is active is right for what the tab shows, until it goes elsewhere. */
  settle(view: AccountsView): Promise<void>;
  /** From the details of the account that it is for, which stay open. @returns whether it was added */
  addRule(view: AccountsView, rule: Rule): Promise<boolean>;
  removeRule(view: AccountsView, rule: Rule): Promise<void>;
  signOutAll(view: AccountsView): Promise<void>;
  openSettings(): void;
  close(): void;
}

export function createPopupState(deps: PopupDeps): PopupState {
  const { call } = deps;
  const view = signal<PopupView | null>(null);
  const result = signal<Result | null>(null);
  const opened = signal<Opened>(null);
  const icon = signal<string | null>(null);
  const online = signal(true);
  const query = signal('');
  const searchable = signal(false);
  const details = createAccountDetails(call, { view, opened, result });
  let tab: TabId | null = null;
  let unanswered: Result | null = null;
  let undoTimer: ReturnType<typeof setTimeout> | undefined;

  const ask = async (again: boolean): Promise<PopupView> => {
    if (tab === null) return { kind: 'forbidden', page: 'none' };
    return call('popup.view', again ? { tabId: tab, again } : { tabId: tab });
  };

  /** Ends when the newest answer is shown: what is said of an action fits the list beside it. */
  const show = newestOf(
    ask,
    (answer) => {
      // That there was no answer is so no more.
      if (result.value === unanswered) result.value = null;
      setView(answer);
      watchUndo();
      void details.renew();
    },
    (error) => {
      unanswered = failure(error);
      result.value = unanswered;
    },
  );

  const setView = (answer: PopupView) => {
    opened.value = stillOpen(opened.value, view.value, answer);
    if (!isAboutTheSame(view.value, answer)) leave();
    // What is told stands beside the button that takes it back.
    const isOtherUndo = undoIn(answer) !== null && undoIn(answer) !== undoIn(view.value);
    if (isOtherUndo && result.value?.kind !== 'alert') result.value = null;
    searchable.value = answer.kind === 'accounts' && isSearchable(answer.rows, searchable.value);
    // What was typed into a field that is gone.
    if (!searchable.value) query.value = '';
    view.value = answer;
  };

  /** What was typed and told before is not about what is shown now. */
  const leave = () => {
    searchable.value = false;
    query.value = '';
    result.value = null;
    // That of the first is asked for together with the view.
    if (view.value !== null) void showIcon();
  };

  const showIcon = newestOf(
    async () => (tab === null ? null : deps.iconOf(tab)),
    (picture) => {
      icon.value = picture;
    },
    () => {
      icon.value = null;
    },
  );

  const refresh = () => show(true);
  const { busy, doing, act, tell, actAgain } = createActing({ opened, result, refresh });

  /** The offer to take a sign-out back disappears by itself. */
  const watchUndo = () => {
    clearTimeout(undoTimer);
    const shown = view.value;
    if (shown?.kind !== 'accounts' || shown.undo === null) return;
    undoTimer = setTimeout(() => void refresh(), shown.undo.left + 50);
  };

  const again = ({ place }: AccountsView, accountId: AccountId) =>
    act(accountId, async () => {
      await call('account.again', { place, accountId });
      return null;
    });

  return {
    view,
    busy,
    doing,
    result,
    opened,
    icon,
    online,
    query,
    searchable,
    refresh,
    retry: () => act('action', async () => null),
    open: async (tabId) => {
      tab = tabId;
      await Promise.all([show(false), showIcon()]);
    },
    search: (wanted) => {
      query.value = wanted;
      result.value = null;
    },
    use: (asked) => void act('action', () => useSite(deps, asked, tab)),
    turnOn: ({ siteId }) =>
      act('action', async () => {
        await call('site.choose', { siteId, changes: { multiSession: true } });
        return null;
      }),
    unlock: async (passphrase) => {
      await act('action', async () => {
        await call('vault.unlock', { passphrase });
        return null;
      });
      return result.value === null;
    },
    switchTo: (shown, accountId) => {
      const { place, rows } = shown;
      const row = rows.find(({ id }) => id === accountId);
      if (row !== undefined && needsSignIn(row.status)) return again(shown, accountId);
      const words = row === undefined || row.active ? null : text.switching(row.label);
      return act(
        accountId,
        async () => sentenceOf(await call('account.switch', { place, accountId })),
        words,
      );
    },
    again,
    details: details.open,
    add: ({ place }) =>
      act('action', async () => {
        await call('account.add', { place });
        return null;
      }),
    back: ({ place }) => act('action', async () => sentenceOf(await call('account.back', { place }))),
    cancel: ({ place }) => void call('account.cancel', { place }).catch(() => undefined),
    include: (include) => void act('action', () => includeDomain(deps, include)),
    keep: ({ place }) => act('action', async () => sentenceOf(await call('account.keep', { place }))),
    leaveOut: ({ place }, origin) =>
      actAgain(() => call('site.shareOrigin', { siteId: place.siteId, origin, shared: true })),
    confirm: ({ place }, accountId) =>
      act('action', async () => sentenceOf(await call('account.confirm', { place, accountId }))),
    // It also begins where the field is left for another account, which may be switched to at once.
    rename: async (accountId, label) => {
      if (cleanLabel(label) === null) result.value = failure(new AppError('account/no-label'));
      else
        await tell(async () => {
          await call('account.rename', { accountId, label });
          return null;
        });
    },
    move: ({ rows }, { id: accountId, label }, to) =>
      act('action', async () => {
        if (to < 0 || to >= rows.length) return null;
        await call('account.move', { accountId, to });
        return text.moved(label, to + 1, rows.length);
      }),
    signOut: ({ place }, accountId, label) =>
      act(accountId, async () => {
        const { atServer } = await call('account.signOut', { place, accountId });
        return { kind: 'status', sentence: text.signedOut(label, atServer), signedOut: accountId };
      }),
    undo: ({ place }, { id: accountId, label }) =>
      act('action', async () => {
        const { active } = await call('account.undo', { place, accountId });
        return text.undone(label, active?.id === accountId);
      }),
    settle: ({ place }) =>
      act('action', async () => {
        await call('tab.settle', { place });
        return null;
      }),
    addRule: ({ place }, rule) => details.change(() => call('rule.add', { siteId: place.siteId, rule })),
    removeRule: async ({ place }, { pattern }) => {
      await details.change(() => call('rule.remove', { siteId: place.siteId, pattern }));
    },
    signOutAll: ({ place }) =>
      act('action', async () => {
        const { atServer } = await call('site.signOutAll', { place });
        return text.signedOutAll(atServer);
      }),
    openSettings: () => void deps.openSettings(siteIn(view.value)).then(deps.close),
    close: deps.close,
  };
}

/** The Site that the popup is about, where it is in use. */
function siteIn(view: PopupView | null): SiteId | null {
  if (view === null || view.kind === 'forbidden' || view.kind === 'locked') return null;
  return view.kind === 'accounts' ? view.place.siteId : view.siteId;
}

/** Whose sign-out can be taken back. */
function undoIn(view: PopupView | null): AccountId | null {
  return view?.kind === 'accounts' ? (view.undo?.id ?? null) : null;
}
