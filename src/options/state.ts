import { type ReadonlySignal, signal } from '@preact/signals';
import type { PictureChoice } from '@/domain/account';
import type { ColourName } from '@/domain/account/colour';
import { AppError } from '@/domain/app-error';
import type { AccountId, Place, SiteId } from '@/domain/ids';
import { originPatterns } from '@/domain/site';
import type { Settings, Theme } from '@/domain/site/settings';
import type { ChangedChoices } from '@/domain/site/site-choices';
import type {
  AccountSettingsView,
  CommandView,
  OptionsView,
  SiteAccountsView,
  SiteSettingsView,
  StorageView,
} from '@/domain/view';
import type { Call } from '@/messages/protocol';
import { errorSentence, text } from '@/ui/text';
import { type Route, routeOf, sectionOf } from './route';

export interface OptionsDeps {
  readonly call: Call;
  requestOrigins(origins: readonly string[]): Promise<boolean>;
  listCommands(): Promise<readonly CommandView[]>;
  openShortcuts(): Promise<void>;
  readonly notifications: Notifications;
  showTheme(theme: Theme): void;
  /** @returns a `data:` URL. @throws AppError `account/no-picture` */
  smallPicture(file: Blob): Promise<`data:${string}`>;
  /** Leads to another place of the settings; `go` is told of it as of any other way there. */
  lead(hash: string): void;
  /** Of Hatrack. */
  readonly version: string;
}

/** The browser's permission to tell of failures. */
export interface Notifications {
  allowed(): Promise<boolean>;
  /** Must run in the click itself. */
  request(): Promise<boolean>;
  forgo(): Promise<void>;
}

/** What the last action ended in. */
export interface Result {
  readonly kind: 'status' | 'alert';
  readonly sentence: string;
}

export interface OptionsState {
  readonly version: string;
  readonly route: ReadonlySignal<Route>;
  readonly view: ReadonlySignal<OptionsView | null>;
  /** Of the Site that is shown, where its accounts are. */
  readonly accounts: ReadonlySignal<SiteAccountsView | null>;
  /** `null` until it was counted. */
  readonly storage: ReadonlySignal<StorageView | null>;
  readonly commands: ReadonlySignal<readonly CommandView[]>;
  readonly result: ReadonlySignal<Result | null>;
  readonly notifies: ReadonlySignal<boolean>;
  /** Something is done with the passphrase, which takes a moment. */
  readonly busy: ReadonlySignal<boolean>;
  /** The account whose label, colour and picture can be changed right now. */
  readonly edited: ReadonlySignal<AccountId | null>;
  /** The address says something else after `#`. */
  go(hash: string): Promise<void>;
  refresh(): Promise<void>;
  /** The person is back, maybe from the browser's page for keys. */
  refreshCommands(): Promise<void>;
  choose(siteId: SiteId, changes: ChangedChoices): Promise<void>;
  forgetOrigin(siteId: SiteId, origin: string): Promise<void>;
  shareOrigin(siteId: SiteId, origin: string, shared: boolean): Promise<void>;
  forgetSite(site: SiteSettingsView): Promise<void>;
  /** Must run in the click itself. @param joined the Site that the domain belongs to, where its person agreed to join both */
  addDomain(siteId: SiteId, domain: string, joined: SiteSettingsView | null): void;
  removeDomain(siteId: SiteId, domain: string): Promise<void>;
  removeRule(siteId: SiteId, pattern: string): Promise<void>;
  /** Opens the form of an account, or none. What was refused there is told no longer. */
  edit(id: AccountId | null): void;
  rename(id: AccountId, label: string): Promise<void>;
  colour(id: AccountId, colour: ColourName): Promise<void>;
  picture(id: AccountId, choice: PictureChoice): Promise<void>;
  choosePicture(id: AccountId, file: Blob): Promise<void>;
  /** @param to its place in the list, from 0 */
  move(account: AccountSettingsView, to: number): Promise<void>;
  signOut(account: AccountSettingsView): Promise<void>;
  undo(view: SiteAccountsView): Promise<void>;
  chooseSettings(changes: Partial<Settings>): Promise<void>;
  deleteEverything(): Promise<void>;
  /** @returns whether it was done, as all of these */
  setPassphrase(passphrase: string): Promise<boolean>;
  changePassphrase(passphrase: string, next: string): Promise<boolean>;
  removePassphrase(passphrase: string): Promise<boolean>;
  unlock(passphrase: string): Promise<boolean>;
  lock(): Promise<void>;
  /** Must run in the click itself. */
  notify(on: boolean): void;
  openShortcuts(): void;
}

export function createOptionsState(deps: OptionsDeps): OptionsState {
  const { call, requestOrigins, openShortcuts, notifications } = deps;
  const route = signal<Route>({ kind: 'sites' });
  const view = signal<OptionsView | null>(null);
  const accounts = signal<SiteAccountsView | null>(null);
  const storage = signal<StorageView | null>(null);
  const commands = signal<readonly CommandView[]>([]);
  const result = signal<Result | null>(null);
  const notifies = signal(false);
  const busy = signal(false);
  const edited = signal<AccountId | null>(null);
  /** Where accounts were signed out from here: there they come back. */
  const left = new Map<AccountId, Place>();
  /** An action leads elsewhere, where it says what came of it. */
  let isLed = false;
  let newest: Promise<void> = Promise.resolve();
  let undoTimer: ReturnType<typeof setTimeout> | undefined;

  const fail = (error: unknown) => {
    const known = error instanceof AppError ? error : new AppError('unexpected');
    result.value = { kind: 'alert', sentence: errorSentence(known) };
  };
  /** @param work a sentence that says what came of it, where there is something to say */
  const attempt = async (work: () => Promise<string | undefined>) => {
    try {
      result.value = null;
      const sentence = await work();
      if (sentence !== undefined) result.value = { kind: 'status', sentence };
    } catch (error) {
      fail(error);
    }
  };

  /** Ends when the answer to the newest question is shown, whoever asked it. */
  const load = (): Promise<void> => {
    const isNewest = () => asked === newest;
    const asked: Promise<void> = call('options.view', {}).then(async (found) => {
      // A later question may have been answered first.
      if (!isNewest()) return newest;
      view.value = found;
      deps.showTheme(found.settings.theme);
      leaveOthers();
      notifies.value = await notifications.allowed();
      await loadAccounts(isNewest);
      if (!isNewest()) await newest;
    });
    newest = asked;
    return asked;
  };
  /** Accounts of another Site do not stand under this one's name, while its own are asked for or where they cannot be had. */
  const leaveOthers = () => {
    if (accounts.value?.siteId !== shownSite(route.value, view.value)) accounts.value = null;
  };
  const loadAccounts = async (isNewest: () => boolean) => {
    const siteId = shownSite(route.value, view.value);
    if (siteId === null) return;
    const found = await call('site.accounts', { siteId });
    // The person may have gone on meanwhile.
    if (!isNewest() || shownSite(route.value, view.value) !== siteId) return;
    const before = accounts.value;
    // What is told stands beside the button that takes it back.
    const isOtherUndo = before !== null && found.undo !== null && found.undo.id !== before.undo?.id;
    if (isOtherUndo && result.value?.kind === 'status') result.value = null;
    accounts.value = found;
    clearTimeout(undoTimer);
    if (found.undo === null) return;
    // The offer to take a sign-out back disappears by itself.
    undoTimer = setTimeout(() => void quietly(), found.undo.left + 50);
  };
  /** Counted once where it stands beside other things, and anew where it is what is looked at: much takes its time. */
  const loadStorage = async () => {
    const isBeside = sectionOf(route.value) === 'sites' && storage.value === null;
    if (!isBeside && route.value.kind !== 'data') return;
    try {
      storage.value = await call('storage.view', {});
    } catch (error) {
      fail(error);
    }
  };
  /** What was said last stays. */
  const quietly = () => load().catch(fail);

  /** An action, after which all is shown as it is then. */
  const act = (work: () => Promise<string | undefined>) =>
    attempt(async () => {
      const sentence = await work();
      await load();
      return sentence;
    });
  /** One of which nothing is to be said: what it did is seen. */
  const ask = (work: () => Promise<unknown>) =>
    act(async () => {
      await work();
      return undefined;
    });

  /** One at a time. @returns whether it was done */
  const seal = async (work: () => Promise<unknown>, sentence?: string): Promise<boolean> => {
    if (busy.value) return false;
    busy.value = true;
    await act(async () => {
      await work();
      return sentence;
    });
    busy.value = false;
    return result.value?.kind !== 'alert';
  };

  return {
    version: deps.version,
    route,
    view,
    accounts,
    storage,
    commands,
    result,
    notifies,
    busy,
    edited,
    go: async (hash) => {
      route.value = routeOf(hash);
      leaveOthers();
      edited.value = null;
      if (!isLed) result.value = null;
      isLed = false;
      await Promise.all([quietly(), loadCommands()]);
      await loadStorage();
    },
    refresh: quietly,
    refreshCommands: loadCommands,
    choose: (siteId, changes) => ask(() => call('site.choose', { siteId, changes })),
    forgetOrigin: (siteId, origin) => ask(() => call('site.forgetOrigin', { siteId, origin })),
    shareOrigin: (siteId, origin, shared) => ask(() => call('site.shareOrigin', { siteId, origin, shared })),
    forgetSite: ({ id: siteId, name }) =>
      act(async () => {
        await call('site.forget', { siteId });
        isLed = route.value.kind !== 'sites';
        deps.lead('#sites');
        return text.siteForgotten(name);
      }),
    notify: (on) => {
      const asked = on ? notifications.request() : notifications.forgo();
      void attempt(async () => {
        await asked;
        notifies.value = await notifications.allowed();
        return undefined;
      });
    },
    addDomain: (siteId, domain, joined) =>
      void ask(async () => {
        // Nothing may come before it: the browser asks only in the click itself.
        const granted = await requestOrigins(originPatterns(joined ?? { domains: [domain] }));
        if (!granted) throw new AppError('permission/missing', domain);
        await call('site.include', { siteId, domain, join: joined !== null, tabId: null });
      }),
    removeDomain: (siteId, domain) => ask(() => call('site.removeDomain', { siteId, domain })),
    removeRule: (siteId, pattern) => ask(() => call('rule.remove', { siteId, pattern })),
    edit: (id) => {
      edited.value = id;
      if (result.value?.kind === 'alert') result.value = null;
    },
    rename: (accountId, label) =>
      ask(async () => {
        await call('account.rename', { accountId, label });
        edited.value = null;
      }),
    colour: (accountId, colour) => ask(() => call('account.colour', { accountId, colour })),
    picture: (accountId, choice) => ask(() => call('account.picture', { accountId, choice })),
    choosePicture: (accountId, file) =>
      ask(async () => {
        await call('account.picture', { accountId, choice: await deps.smallPicture(file) });
      }),
    move: ({ id: accountId, label }, to) =>
      act(async () => {
        const count = accounts.value?.accounts.length ?? 0;
        if (to < 0 || to >= count) return undefined;
        await call('account.move', { accountId, to });
        return text.moved(label, to + 1, count);
      }),
    signOut: ({ id: accountId, label, place }) =>
      act(async () => {
        left.set(accountId, place);
        const { atServer } = await call('account.signOut', { place, accountId });
        edited.value = null;
        return text.signedOut(label, atServer);
      }),
    undo: ({ undo, place }) =>
      act(async () => {
        if (undo === null) return undefined;
        const there = left.get(undo.id) ?? place;
        const { active } = await call('account.undo', { place: there, accountId: undo.id });
        return text.undone(undo.label, active?.id === undo.id);
      }),
    chooseSettings: (changes) => ask(() => call('settings.choose', changes)),
    deleteEverything: () =>
      act(async () => {
        await call('everything.delete', {});
        await notifications.forgo();
        await loadStorage();
        return text.deletedAll;
      }),
    setPassphrase: (passphrase) => seal(() => call('passphrase.set', { passphrase }), text.passphraseSet),
    changePassphrase: (passphrase, next) =>
      seal(() => call('passphrase.change', { passphrase, next }), text.passphraseChanged),
    removePassphrase: (passphrase) =>
      seal(() => call('passphrase.remove', { passphrase }), text.passphraseRemoved),
    unlock: (passphrase) => seal(() => call('vault.unlock', { passphrase })),
    lock: () => ask(() => call('vault.lock', {})),
    openShortcuts: () => void ask(openShortcuts),
  };

  async function loadCommands(): Promise<void> {
    if (route.value.kind === 'keys') commands.value = await deps.listCommands();
  }
}

/** The Site that is shown whole: the one that was asked for, or the only one there is; `null` where none is. */
export function shownSite(route: Route, view: OptionsView | null): SiteId | null {
  const [first, ...others] = view?.sites ?? [];
  if (route.kind === 'sites') return first !== undefined && others.length === 0 ? first.id : null;
  if (!('siteId' in route)) return null;
  return view?.sites.find(({ id }) => id === route.siteId)?.id ?? null;
}
