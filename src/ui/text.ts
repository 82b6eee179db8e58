import type { Receipt } from '@/domain/account';
import type { AccountStatus } from '@/domain/account-status';
import type { ErrorCode } from '@/domain/app-error';
import type { Choice, Kind } from '@/domain/carried';
import type { Order, Succession } from '@/domain/site-choices';
import type { AtServer, MovingView, PopupView } from '@/domain/view';

/** Every sentence and label that people see. An error's sentence says what to do. */

export const text = {
  accounts: 'Accounts',
  add: 'Add account',
  addDomain: 'Add a domain',
  addDomainAct: 'Add',
  adding: 'Sign in on the page. The new account joins this list by itself.',
  addingAgain: (label: string) =>
    `Sign in on the page as ${label}. The account comes back to its place by itself.`,
  afterSignOut: 'After signing out of the active account',
  added: 'Added',
  again: (label: string) => `Sign in again as ${label}`,
  againShort: 'Sign in again',
  back: (label: string) => `Back to ${label}`,
  bound:
    'The site has tied this sign-in to this browser. Switching works here; it cannot be taken elsewhere.',
  carriedAtSwitch: 'Carried',
  choose: 'Choose who is next.',
  close: 'Close',
  details: 'Details',
  detailsOf: (label: string) => `Details of ${label}`,
  cancel: 'Cancel',
  carried: 'What each account has of its own',
  carriedHelp:
    'Leave this as it is unless something has to stay the same for all accounts here, or cannot be put away.',
  changeKeys: 'Change keys',
  confirmAll: (count: number) =>
    count === 1
      ? 'Sign out of this account?'
      : `Sign out of all ${count} accounts? This cannot be taken back.`,
  declined: 'Nothing was changed. You can allow this site whenever you like.',
  doubted: (label: string) => `Somebody has signed in here through another site. Is this still ${label}?`,
  failedTitle: 'Hatrack could not switch',
  domains: 'Domains that switch together',
  domainsHelp:
    'Accounts of this site keep what signs them in on all of these. Add the domain through which you sign in here, for example.',
  mainDomain: 'the main one',
  empty: 'Nobody is signed in here. Sign in on the page, and the account joins this list.',
  include: (domain: string) => `Include ${domain}`,
  includeAsk: (domain: string) =>
    `Signing in goes through ${domain}. Include it, so that you can sign in as someone else?`,
  included: (domain: string) => `${domain} is included. Sign in on the page.`,
  join: 'Join',
  joinAsk: (site: string, accounts: number) =>
    `${site} has ${accounts === 1 ? '1 account' : `${accounts} accounts`} of its own here. Joined, both sites switch together and share one list.`,
  keep: 'Keep this as an account',
  keys: 'Keys',
  keysHelp: 'Switch accounts without the mouse. The browser lets you choose the keys.',
  kept: (count: number) =>
    count === 1
      ? 'Your account is kept and comes back when you allow this site again.'
      : `Your ${count} accounts are kept and come back when you allow this site again.`,
  handle: 'Signed in as',
  label: 'Label',
  moveDown: 'Move down',
  moveUp: 'Move up',
  moved: (label: string, number: number, count: number) => `${label} is now number ${number} of ${count}`,
  lastUsed: 'Last used',
  never: 'Not yet',
  receipt: ({ cookies, ofCookies, storages, expired }: Receipt) => {
    const carried = `${cookies} of ${count(ofCookies, 'cookie')}, ${count(storages, 'storage')}`;
    return expired === 0 ? carried : `${carried}; ${expired} expired, skipped`;
  },
  signedInUntil: 'Signed in until',
  signOutUrl: 'Sign-out address',
  signOutUrlHelp:
    'Where this site signs people out by a plain link. When you sign out of an account here, it is asked for with that account’s own cookies, so that the session ends at the site too.',
  signOutUrlLearned: 'Noticed when you signed out on the site. Empty the field if it is wrong.',
  signOutUrlNone: 'Not known',
  signOutUrlPost:
    'Most sites sign out by a button instead. That is not noticed, and cannot be asked for: sessions there live on until they expire.',
  moving: ({ done, total }: MovingView) =>
    `Exchanging what this site keeps: ${Math.floor((100 * done) / Math.max(total, 1))} %`,
  multiSession: 'Keep several accounts here',
  multiSessionHelp: 'Off, Hatrack leaves this site alone and keeps its accounts for later.',
  menu: { switchTo: 'Switch to', openLinkAs: 'Open link as', add: 'Add account' },
  more: (label: string) => `More for ${label}`,
  noNames: 'None',
  noSites: 'Hatrack is not used on any site yet. Open a site and press its button in the toolbar.',
  notify: 'Tell me when a switch by key or menu has failed',
  notifyHelp: 'With no popup open there is nothing else to see it by. The browser asks you once.',
  nobody: 'Signed out here',
  notPermitted:
    'The browser does not allow this site now. Open it and press Hatrack’s button to allow it again.',
  now: (label: string) => `Now ${label}`,
  ownNames: 'Never shared, by name',
  promise: 'Stay signed in to several accounts here and switch with a click. Nothing leaves this computer.',
  forget: 'Delete',
  forgetAsk: 'Every account loses what it keeps there. This cannot be taken back.',
  forgetOrigin: (origin: string) => `Delete what ${origin} keeps`,
  originEmpty: 'keeps nothing now',
  originWay: (path: string | null) =>
    path === null ? 'reached through its tabs' : `last reached by itself, at ${path}`,
  off: (kept: number) =>
    kept === 0
      ? 'Hatrack is turned off here and leaves this site alone.'
      : `Hatrack is turned off here and leaves this site alone. ${kept === 1 ? 'Your account is' : `Your ${kept} accounts are`} kept.`,
  order: 'Order of the accounts',
  origins: 'Parts of this site that were seen',
  originsHelp:
    'What they keep is exchanged at each switch, whether a tab shows them or not. If one is there no more, delete what it keeps in this browser.',
  remove: 'Remove',
  removeDomain: (domain: string) => `Remove ${domain}`,
  removeDomainAsk: (domain: string) =>
    `Accounts no longer keep what signs them in on ${domain}. Whoever is signed in there stays so for all of them.`,
  rename: 'Rename',
  renamed: (label: string) => `Renamed to ${label}`,
  sharedNames: 'Cookies and entries that all accounts share, by name',
  sharedNamesHelp:
    'Cookie banners and colour themes that are widely known are shared without being named here.',
  settings: 'Settings',
  settingsTitle: 'Hatrack settings',
  signOut: 'Sign out',
  signOutAll: 'Sign out of all accounts',
  signedOut: (label: string, atServer: AtServer) =>
    atServer === 'ends'
      ? `Signed out of ${label}. The site is told in a moment.`
      : `Signed out of ${label} here. At the site, its session may live on until it expires.`,
  signedOutAll: (atServer: AtServer) =>
    atServer === 'ends'
      ? 'Signed out of all accounts. The site is told now.'
      : 'Signed out of all accounts here. At the site, their sessions may live on until they expire.',
  siteAccounts: (count: number) => (count === 1 ? '1 account' : `${count} accounts`),
  sites: 'Sites',
  status: 'Status',
  still: (label: string) => `Yes, still ${label}`,
  tellPage: 'Tell this site which account is active',
  tellPageHelp:
    'Pages of this site can read the label of the active account, and nothing of the others. Off, they cannot even tell that Hatrack is here.',
  tip: 'Press 1 to 9 to switch',
  tipAdd: 'Add a second account, and switch with a click',
  turnOn: (site: string) => `Turn on for ${site}`,
  undo: 'Undo',
  unsure: 'Somebody may be signed in here.',
  use: (site: string) => `Use Hatrack on ${site}`,
} as const;

export const statusText: Record<AccountStatus, string> = {
  active: 'Active',
  'signed-in': 'Signed in',
  ended: 'Needs signing in',
  pending: 'Waiting for its sign-in',
};

export const successionText: Record<Succession, string> = {
  next: 'Go to the next account',
  nobody: 'Nobody is signed in',
  ask: 'Ask who is next',
};

function count(number: number, noun: string): string {
  return number === 1 ? `1 ${noun}` : `${number} ${noun}s`;
}

/** A moment, in the person's own language and time. @param at milliseconds since the epoch */
export function dateText(at: number): string {
  return new Intl.DateTimeFormat(undefined, { dateStyle: 'medium', timeStyle: 'short' }).format(at);
}

export const kindText: Record<Kind, string> = {
  cookies: 'Cookies',
  local: 'Local storage',
  session: 'Session storage',
  databases: 'Databases (IndexedDB)',
  caches: 'Caches of answers',
};

export const choiceText: Record<Choice, string> = {
  own: 'Each account its own',
  shared: 'The same for all accounts',
  deleted: 'Deleted at each switch',
};

export const orderText: Record<Order, string> = {
  own: 'As I arrange them',
  recent: 'Last used first',
};

export const forbiddenText: Record<Extract<PopupView, { kind: 'forbidden' }>['page'], string> = {
  browser: 'This page belongs to the browser. Open a website to see your accounts there.',
  store: 'Browsers let no extension work in their store. Open another website to see your accounts there.',
  file: 'This is a file on your computer. Open a website to see your accounts there.',
  none: 'There is no website in this tab. Open one to see your accounts there.',
};

const errorText: Record<ErrorCode, (subject: string) => string> = {
  'account/no-label': () => 'Type a name that can be seen.',
  'account/elsewhere': (label) =>
    `“${label}” is active in the tabs of another container. Use it there, or switch those tabs to another account first.`,
  'account/unknown': () => 'This account is no longer here. Open Hatrack again to see the list as it is.',
  'cookie/refused': (name) =>
    `The browser refused the cookie “${name}”, so nothing was changed. Sign in to this account again.`,
  'domain/main': (domain) => `${domain} is the main domain of this site and stays. Remove another one.`,
  'domain/taken': (site) =>
    `This domain belongs to ${site}, so nothing was changed. Open this page again to join both.`,
  'domain/unfit': () => 'This is no domain. Type one such as example.com.',
  'jar/missing': () => 'What signed this account in is no longer stored. Add the account again.',
  'jar/unreadable': () =>
    'What signed this account in cannot be read, so it was left alone. Update Hatrack, or add the account again.',
  'message/forbidden': () => 'This is not allowed from here. Use Hatrack’s own button.',
  'message/malformed': () => 'Hatrack did not understand this. Close this window and open it again.',
  'message/unknown': () => 'Hatrack was updated meanwhile. Close this window and open it again.',
  'origin/refused': (origin) =>
    `What ${origin} keeps in the browser could not be exchanged, so nothing was switched. Close its other tabs and try again.`,
  'origin/uncarried': (origin) =>
    `${origin} keeps something that cannot be put away, so nothing was switched. Choose in Settings whether the accounts share its databases.`,
  'origin/unreachable': (origin) =>
    `${origin} does not answer, and it may keep a part of this sign-in, so nothing was switched. Try again when it does, or delete what it keeps in Settings.`,
  'page/forbidden': () => 'Hatrack cannot work on this page. Open a website first.',
  'page/stays': (title) =>
    `The page “${title}” does not let go, so nothing was switched. Close its tab and try again.`,
  'page/unsaved': (title) =>
    `“${title}” has something that is not saved, so nothing was switched. Save it or close its tab, then try again.`,
  'permission/missing': (site) =>
    `The browser no longer allows ${site}, so nothing was changed. Allow it again here.`,
  'site/off': (site) => `Hatrack is turned off on ${site}. Turn it on again here or in Settings.`,
  'site/sign-out-address': (site) =>
    `This is not an address of ${site}, so nothing was changed. Copy the whole address of its sign-out, with https://.`,
  'site/unused': (site) => `Hatrack is not used on ${site} yet. Open the site and press its button.`,
  'storage/failed': () => 'The disk is full, so nothing was changed. Free some space and try again.',
  'switch/cancelled': () => 'Cancelled. Nothing was changed.',
  'switch/unrepaired': (site) =>
    `A switch on ${site} was interrupted. Reload the page and open Hatrack: it puts the account before back.`,
  'switch/unverified': (name) =>
    `The page kept changing “${name}”, so nothing was switched. Close the site’s other tabs and try again.`,
  unexpected: () => 'Something went wrong and nothing more is known. Try again.',
};

export function errorSentence(error: {
  readonly code: ErrorCode;
  readonly subject?: string | undefined;
}): string {
  return errorText[error.code](error.subject ?? 'this site');
}
