import type { PictureChoice } from '@/domain/account';
import { hasEnded } from '@/domain/account/account-status';
import type { ColourName } from '@/domain/account/colour';
import { AppError } from '@/domain/app-error';
import type { LateAnswer } from '@/domain/cookie/late-answer';
import type { AccountId, Place, SiteId, StoreId, TabId } from '@/domain/ids';
import type { ObservedAnswer } from '@/domain/sign-in/observed-answer';
import type { Rule } from '@/domain/site/rule';
import type { Settings } from '@/domain/site/settings';
import type { ChangedChoices } from '@/domain/site/site-choices';
import { neighbour, type SiteRecord } from '@/domain/site/site-record';
import type {
  DetailsView,
  ListView,
  OptionsView,
  OutcomeView,
  PopupView,
  Question,
  RowView,
  SignOutView,
  SiteAccountsView,
  StorageView,
} from '@/domain/view';
import type { PageView } from '@/domain/view/page-view';
import { readItem } from '@/storage/item';
import { liveItem } from '@/storage/schema';
import * as accounts from './accounts';
import { listOf, outcomeOf } from './accounts/account-list';
import { colourAccount, moveAccount, pictureAccount, renameAccount } from './accounts/arrange';
import { liveElsewhere } from './accounts/elsewhere';
import type { Context } from './context';
import { askAfterAll } from './links/answering';
import { followLink, settleLink } from './links/followed-links';
import { addRule, arrive, removeRule, settle } from './links/rules';
import { lockable } from './lockable';
import { tabById } from './pages';
import * as passphrases from './passphrase';
import { tend, tendAll } from './place/tend';
import { unwatchWithin, watchWithin } from './place/unwatch';
import { noticeWindows } from './place/windows';
import type { Tab } from './ports';
import { signOutAll, signOutOne, undoSignOut } from './sign-out';
import { resumeUse, siteOfTab, sitesInUse, syncPageScripts, useSite } from './sites';
import { choose } from './sites/choices';
import { type Inclusion, includeDomain, removeDomain, resumeInclusion } from './sites/domains';
import { deleteEverything, forgetSite } from './sites/forget';
import { forgetOrigin } from './sites/forget-origin';
import { chooseSettings, settings } from './sites/settings';
import { shareOrigin } from './sites/share-origin';
import { detailsView, popupView } from './views';
import { pageView } from './views/page';
import { optionsView, siteAccountsView, storageView } from './views/settings-views';
import { accountInTab, listInTab, questionInTab } from './views/tab';
import { fileLate, noticeAnswer } from './watch';
import { noticeCookie } from './watch/follow';
import { lookForMoment, noticeTab, viewWhenOpened } from './watch/look';

/** Everything that Hatrack does, as verbs. Whoever asks (popup, keys, pages, the browser's events) goes through these. */
export interface Engine {
  /** @param again the popup is open already, so its page need not be looked at */
  popupView(tabId: TabId, again?: boolean): Promise<PopupView>;
  optionsView(): Promise<OptionsView>;
  siteAccounts(siteId: SiteId): Promise<SiteAccountsView>;
  storageView(): Promise<StorageView>;
  settings(): Promise<Settings>;
  chooseSettings(changes: Partial<Settings>): Promise<void>;
  /** Lets go of all that is stored for a Site, and of its permission; the browser stays signed in as it is. */
  forgetSite(siteId: SiteId): Promise<void>;
  /** The same for all there is. */
  deleteEverything(): Promise<void>;
  accountInTab(tabId: TabId): Promise<RowView | null>;
  /** What its person has still to say about the page in a tab. */
  questionInTab(tabId: TabId): Promise<Question | null>;
  /** The accounts of the Site that a tab shows; `null` where Hatrack is not used. */
  listInTab(tabId: TabId): Promise<ListView | null>;
  pageView(url: string, storeId: StoreId): Promise<PageView | null>;
  useSite(tabId: TabId): Promise<'used' | 'waiting'>;
  /** A permission has arrived. @param patterns of what was granted @returns the tab in which its Site was wished for */
  resumeUse(patterns: readonly string[]): Promise<TabId | null>;
  /** A permission has gone. @param patterns of what was taken back */
  withhold(patterns: readonly string[]): Promise<void>;
  choose(siteId: SiteId, changes: ChangedChoices): Promise<void>;
  /** Makes a domain one of a Site's. `waiting`: as soon as the browser grants it. */
  includeDomain(wish: Inclusion): Promise<'included' | 'waiting'>;
  removeDomain(siteId: SiteId, domain: string): Promise<void>;
  /** For a part of a Site that is there no more, and would hold up every switch. */
  forgetOrigin(siteId: SiteId, origin: string): Promise<void>;
  /** For a part of a Site that does not always answer, or that has nothing to do with its accounts. */
  shareOrigin(siteId: SiteId, origin: string, shared: boolean): Promise<void>;
  addRule(siteId: SiteId, rule: Rule): Promise<void>;
  removeRule(siteId: SiteId, pattern: string): Promise<void>;
  /** Whoever is active is right for what the tab of this Place shows: nothing is asked about it until it goes elsewhere. */
  settleTab(place: Place): Promise<void>;
  /** A tab came to an address, which can be for another account: one that needs no question is switched to. */
  followRule(tabId: TabId): Promise<void>;
  /** A tab came to a page, to which a link from another site can have led. */
  followLink(tabId: TabId): Promise<void>;
  syncPageScripts(): Promise<void>;
  sitesInUse(): Promise<SiteRecord[]>;
  switchAccount(place: Place, to: AccountId): Promise<OutcomeView>;
  addAccount(place: Place): Promise<OutcomeView>;
  signInAgain(place: Place, id: AccountId): Promise<OutcomeView>;
  accountDetails(place: Place, id: AccountId): Promise<DetailsView>;
  goBack(place: Place): Promise<OutcomeView>;
  keepLive(place: Place): Promise<OutcomeView>;
  confirmLive(place: Place, id: AccountId): Promise<OutcomeView>;
  renameAccount(id: AccountId, label: string): Promise<void>;
  colourAccount(id: AccountId, colour: ColourName): Promise<void>;
  pictureAccount(id: AccountId, choice: PictureChoice): Promise<void>;
  /** @param to its place in the list, from 0 */
  moveAccount(id: AccountId, to: number): Promise<void>;
  /** A switch that goes on at this Place is undone, unless it is past its commit. */
  cancel(place: Place): void;
  signOutOne(place: Place, id: AccountId): Promise<SignOutView>;
  undoSignOut(place: Place, id: AccountId): Promise<OutcomeView>;
  signOutAll(place: Place): Promise<SignOutView>;
  /** By key: the account `step` places on in the list. `null`, and nothing done, where Hatrack is not used. */
  switchBy(tabId: TabId, step: 1 | -1): Promise<OutcomeView | null>;
  /** `null`, and nothing done, where Hatrack is not used. */
  switchInTab(tabId: TabId, to: AccountId): Promise<OutcomeView | null>;
  addInTab(tabId: TabId): Promise<OutcomeView | null>;
  /** By key: the account at this place in the list, from 1. */
  switchToNumber(tabId: TabId, number: number): Promise<OutcomeView | null>;
  noticeAnswer(answer: ObservedAnswer): Promise<void>;
  /** A tab came to another page, or its page changed. @param isLoaded the page is there, whole */
  noticeTab(tabId: TabId, isLoaded: boolean): Promise<void>;
  /** A cookie of this domain was changed, by whomever. */
  noticeCookie(domain: string, storeId: StoreId): void;
  fileLate(late: LateAnswer): Promise<void>;
  tend(place: Place): Promise<void>;
  /**
   * A worker has started.
   * @param ordinary the store of ordinary windows; others are looked after once Hatrack was used there
   */
  tendAll(ordinary: StoreId): Promise<void>;
  /** A window came or went. @param isAny whether there is one now; @param ordinary as for `tendAll` */
  noticeWindows(isAny: boolean, ordinary: StoreId): Promise<void>;
  setPassphrase(passphrase: string): Promise<void>;
  changePassphrase(passphrase: string, next: string): Promise<void>;
  removePassphrase(passphrase: string): Promise<void>;
  /** Until the browser is closed. */
  unlock(passphrase: string): Promise<void>;
  lock(): Promise<void>;
  /** Resolves when nothing goes on that must not be cut short. */
  atRest(): Promise<void>;
}

export function createEngine(context: Context): Engine {
  const tabOf = async (tabId: TabId): Promise<Tab> => {
    const tab = await tabById(context, tabId);
    if (tab === null) throw new AppError('page/forbidden', 'none');
    return tab;
  };
  return lockable(context, {
    popupView: (tabId, again = false) => (again ? popupView(context, tabId) : viewWhenOpened(context, tabId)),
    optionsView: () => optionsView(context),
    siteAccounts: (siteId) => siteAccountsView(context, siteId),
    storageView: () => storageView(context),
    settings: () => settings(context),
    chooseSettings: (changes) => chooseSettings(context, changes),
    forgetSite: (siteId) => forgetSite(context, siteId),
    deleteEverything: () => deleteEverything(context),
    accountInTab: (tabId) => accountInTab(context, tabId),
    questionInTab: (tabId) => questionInTab(context, tabId),
    listInTab: (tabId) => listInTab(context, tabId),
    pageView: (url, storeId) => pageView(context, url, storeId),
    useSite: async (tabId) => {
      const state = await useSite(context, await tabOf(tabId));
      // Its page was there before, and nobody has looked at it.
      if (state === 'used') await lookForMoment(context, tabId);
      return state;
    },
    resumeUse: async (patterns) => {
      await watchWithin(context, patterns);
      const tabId = await resumeUse(context);
      if (tabId === null) return resumeInclusion(context);
      await lookForMoment(context, tabId);
      return tabId;
    },
    withhold: async (patterns) => {
      await unwatchWithin(context, patterns);
      // Whoever signs in there from now on is not seen.
      await context.ports.pageScripts.nudgeAll();
    },
    choose: (siteId, changes) => choose(context, siteId, changes),
    includeDomain: (wish) => includeDomain(context, wish),
    removeDomain: (siteId, domain) => removeDomain(context, siteId, domain),
    forgetOrigin: (siteId, origin) => forgetOrigin(context, siteId, origin),
    shareOrigin: (siteId, origin, shared) => shareOrigin(context, siteId, origin, shared),
    addRule: (siteId, rule) => addRule(context, siteId, rule),
    removeRule: (siteId, pattern) => removeRule(context, siteId, pattern),
    settleTab: async (place) => {
      await settle(context, place);
      await settleLink(context, place);
    },
    followLink: (tabId) => followLink(context, tabId),
    followRule: async (tabId) => {
      const rule = await arrive(context, tabId);
      if (rule === null) return;
      try {
        await accounts.switchAccount(context, rule.place, rule.to);
      } catch (error) {
        await askAfterAll(context, rule.place);
        throw error;
      }
    },
    syncPageScripts: () => syncPageScripts(context),
    sitesInUse: () => sitesInUse(context),
    switchAccount: (place, to) => accounts.switchAccount(context, place, to),
    signInAgain: (place, id) => accounts.signInAgain(context, place, id),
    accountDetails: (place, id) => detailsView(context, place, id),
    addAccount: (place) => accounts.addAccount(context, place),
    goBack: (place) => accounts.goBack(context, place),
    keepLive: (place) => accounts.keepLive(context, place),
    confirmLive: (place, id) => accounts.confirmLive(context, place, id),
    renameAccount: (id, label) => renameAccount(context, id, label),
    colourAccount: (id, colour) => colourAccount(context, id, colour),
    pictureAccount: (id, choice) => pictureAccount(context, id, choice),
    moveAccount: (id, to) => moveAccount(context, id, to),
    cancel: (place) => context.moves.cancel(place),
    signOutOne: (place, id) => signOutOne(context, place, id),
    undoSignOut: (place, id) => undoSignOut(context, place, id),
    signOutAll: (place) => signOutAll(context, place),
    switchInTab: async (tabId, to) => {
      const inUse = await siteOfTab(context, await tabOf(tabId));
      return inUse && accounts.switchAccount(context, inUse.place, to);
    },
    addInTab: async (tabId) => {
      const inUse = await siteOfTab(context, await tabOf(tabId));
      return inUse && accounts.addAccount(context, inUse.place);
    },
    switchBy: async (tabId, step) => switchBy(context, await tabOf(tabId), step),
    switchToNumber: async (tabId, number) => switchToNumber(context, await tabOf(tabId), number),
    noticeAnswer: (answer) => noticeAnswer(context, answer),
    noticeTab: (tabId, isLoaded) => noticeTab(context, tabId, isLoaded),
    noticeCookie: (domain, storeId) => noticeCookie(context, domain, storeId),
    fileLate: (late) => fileLate(context, late),
    tend: (place) => tend(context, place),
    tendAll: (ordinary) => tendAll(context, ordinary),
    noticeWindows: (isAny, ordinary) => noticeWindows(context, isAny, ordinary),
    setPassphrase: (passphrase) => passphrases.setPassphrase(context, passphrase),
    changePassphrase: (passphrase, next) => passphrases.changePassphrase(context, passphrase, next),
    removePassphrase: (passphrase) => passphrases.removePassphrase(context, passphrase),
    unlock: (passphrase) => passphrases.unlock(context, passphrase),
    lock: () => passphrases.lock(context),
    atRest: () => context.lock.atRest(),
  });
}

async function switchBy(context: Context, tab: Tab, step: 1 | -1): Promise<OutcomeView | null> {
  const inUse = await siteOfTab(context, tab);
  if (!inUse?.site.multiSession) return null;
  const live = await readItem(context.local, liveItem(inUse.place));
  const elsewhere = await liveElsewhere(context, inUse.place);
  const now = context.ports.clock.wall();
  const listed = await listOf(context, inUse.site);
  // From one that needs signing in, its neighbours are as near as ever.
  const able = listed.filter(({ id }) => !elsewhere.includes(id));
  const free = able.filter((account) => account.id === live.active || !hasEnded(account, live, now));
  const order = free.map(({ id }) => id);
  const to = neighbour(order, live.active, step);
  if (to === null) return null;
  // Alone, it stays who it is, also when it needs signing in.
  return to === live.active ? outcomeOf(context, to) : accounts.switchAccount(context, inUse.place, to);
}

async function switchToNumber(context: Context, tab: Tab, number: number): Promise<OutcomeView | null> {
  const inUse = await siteOfTab(context, tab);
  if (!inUse?.site.multiSession) return null;
  const to = (await listOf(context, inUse.site))[number - 1];
  return to === undefined ? null : accounts.switchAccount(context, inUse.place, to.id);
}
