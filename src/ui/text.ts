import type { Receipt } from '@/domain/account';
import type { AccountStatus } from '@/domain/account/account-status';
import type { ColourName } from '@/domain/account/colour';
import type { ErrorCode } from '@/domain/app-error';
import type { Choice, Kind } from '@/domain/jar/carried';
import type { Theme } from '@/domain/site/settings';
import type { Order, Succession } from '@/domain/site/site-choices';
import type { AtServer, MovingView, PopupView } from '@/domain/view';
import { type PlainName, say, sayCount, spoken } from './messages';
import { numbered } from './number-key';

/**
 * Every sentence and label that people see, by the names that components know them under. The words are in `public/_locales`. An
 * error's sentence says what to do.
 */

/** Those that need to be given something. Values stand in the order of the message's placeholders. */
const given = {
  accountLabel: (number: number) => say('accountLabel', { number: String(number) }),
  addingAgain: (label: string) => say('addingAgain', { label }),
  again: (label: string) => say('again', { label }),
  always: (label: string) => say('always', { label }),
  allPorts: (host: string) => say('allPorts', { host }),
  back: (label: string) => say('back', { label }),
  bounced: (domain: string, label: string) => say('bounced', { domain, label }),
  bouncedUnsure: (domain: string, label: string) => say('bouncedUnsure', { domain, label }),
  buttonTitle: (label: string) => say('buttonTitle', { label }),
  confirmAll: (count: number) => sayCount('confirmAll', { count }),
  detailsOf: (label: string) => say('detailsOf', { label }),
  doubted: (label: string) => say('doubted', { label }),
  doubtedAnother: (label: string) => say('doubtedAnother', { label }),
  editAccount: (label: string) => say('editAccount', { label }),
  forgetSiteAsk: (site: string) => say('forgetSiteAsk', { site }),
  found: (count: number) => sayCount('found', { count }),
  foundNone: (query: string) => say('foundNone', { query }),
  forgetOrigin: (origin: string) => say('forgetOrigin', { origin }),
  include: (domain: string) => say('include', { domain }),
  includeAsk: (domain: string) => say('includeAsk', { domain }),
  included: (domain: string) => say('included', { domain }),
  joinAsk: (site: string, count: number) => sayCount('joinAsk', { site, count }),
  kept: (count: number) => sayCount('kept', { count }),
  get menu() {
    return { switchTo: say('menuSwitchTo'), openLinkAs: say('menuOpenLinkAs'), add: say('add') };
  },
  leaveOut: (origin: string) => say('leaveOut', { origin }),
  licensed: (licence: string) => say('licensed', { licence }),
  more: (label: string) => say('more', { label }),
  moved: (label: string, number: number, count: number) => say('moved', { label, number, count }),
  moving: ({ done, total }: MovingView) =>
    say('moving', { percent: Math.floor((100 * done) / Math.max(total, 1)) }),
  now: (label: string) => say('now', { label }),
  off: (kept: number) => (kept === 0 ? say('off') : sayCount('offKept', { count: kept })),
  originWay: (path: string | null) => (path === null ? say('originByTabs') : say('originByItself', { path })),
  receipt: ({ cookies, ofCookies, storages, expired }: Receipt) => {
    const carried = say('receipt', {
      cookies: sayCount('receiptCookies', { carried: cookies, count: ofCookies }),
      storages: sayCount('receiptStorages', { count: storages }),
    });
    return expired === 0 ? carried : sayCount('receiptExpired', { carried, count: expired });
  },
  removeDomain: (domain: string) => say('removeDomain', { domain }),
  removeDomainAsk: (domain: string) => say('removeDomainAsk', { domain }),
  ruleFor: (label: string, asks: boolean) => say(asks ? 'ruleFor' : 'ruleForUnasked', { label }),
  signOutUrlKnown: (library: string) => say('signOutUrlKnown', { library }),
  signedOut: (label: string, atServer: AtServer) =>
    say(atServer === 'ends' ? 'signedOutToldSoon' : 'signedOutHere', { label }),
  signedOutAll: (atServer: AtServer) => say(atServer === 'ends' ? 'signedOutAllToldNow' : 'signedOutAllHere'),
  signOutOf: (label: string) => say('signOutOf', { label }),
  signInAs: (label: string) => say('signInAs', { label }),
  siteAccounts: (count: number) => sayCount('siteAccounts', { count }),
  siteForgotten: (site: string) => say('siteForgotten', { site }),
  stay: (label: string) => say('stay', { label }),
  still: (label: string) => say('still', { label }),
  switchTo: (label: string) => say('switchTo', { label }),
  switching: (label: string) => say('switching', { label }),
  takeIn: (origin: string) => say('takeIn', { origin }),
  /** @param count of accounts, from two on */
  tip: (count: number) =>
    count === 2 ? say('tipTwo') : say('tip', { last: String(Math.min(count, numbered)) }),
  turnOn: (site: string) => say('turnOn', { site }),
  undone: (label: string, isActive: boolean) => say(isActive ? 'now' : 'isBack', { label }),
  usedAt: (at: number) => (at === 0 ? say('neverUsed') : say('usedAt', { date: dayText(at) })),
  use: (site: string) => say('use', { site }),
  version: (version: string) => say('version', { version }),
  wanted: (label: string) => say('wanted', { label }),
  welcomeAddHelp: (action: string) => say('welcomeAddHelp', { action }),
  welcomeUseHelp: (action: string) => say('welcomeUseHelp', { action }),
};

/** All others are the message of their name. Looked up when they are shown: nothing is known of a language while files are loaded. */
export const text = new Proxy(given as typeof given & Readonly<Record<PlainName, string>>, {
  get: (own, name: PlainName) => (Object.hasOwn(own, name) ? own[name] : say(name)),
});

/** The messages of a closed set, each looked up when it is shown. */
function textsOf<Key extends string>(names: Readonly<Record<Key, PlainName>>): Readonly<Record<Key, string>> {
  return new Proxy(names, { get: (_, key: Key) => say<PlainName>(names[key]) });
}

/** A moment, in the person's own language and time. @param at milliseconds since the epoch */
export function dateText(at: number): string {
  return new Intl.DateTimeFormat(spoken().locale, { dateStyle: 'medium', timeStyle: 'short' }).format(at);
}

/** The same without the time of day. */
function dayText(at: number): string {
  return new Intl.DateTimeFormat(spoken().locale, { dateStyle: 'medium' }).format(at);
}

const units = ['kilobyte', 'megabyte', 'gigabyte'] as const;

/** How much room something takes, in the person's own language; a thousand bytes are a kilobyte. */
export function bytesText(bytes: number): string {
  const power = Math.min(Math.max(Math.floor(Math.log10(Math.max(bytes, 1)) / 3), 1), units.length);
  const options = { style: 'unit', unit: units[power - 1] ?? 'gigabyte', unitDisplay: 'short' } as const;
  return new Intl.NumberFormat(spoken().locale, { ...options, maximumFractionDigits: 1 }).format(
    bytes / 1000 ** power,
  );
}

export const statusText = textsOf<AccountStatus>({
  active: 'statusActive',
  'signed-in': 'statusSignedIn',
  ended: 'statusEnded',
  pending: 'statusPending',
});

export const successionText = textsOf<Succession>({
  next: 'successionNext',
  nobody: 'successionNobody',
  ask: 'successionAsk',
});

export const kindText = textsOf<Kind>({
  cookies: 'kindCookies',
  local: 'kindLocal',
  session: 'kindSession',
  databases: 'kindDatabases',
  caches: 'kindCaches',
});

export const choiceText = textsOf<Choice>({
  own: 'choiceOwn',
  shared: 'choiceShared',
  deleted: 'choiceDeleted',
});

export const orderText = textsOf<Order>({
  own: 'orderOwn',
  recent: 'orderRecent',
});

export const themeText = textsOf<Theme>({
  system: 'themeSystem',
  light: 'themeLight',
  dark: 'themeDark',
});

export const colourText = textsOf<ColourName>({
  blue: 'colourBlue',
  green: 'colourGreen',
  orange: 'colourOrange',
  purple: 'colourPurple',
  red: 'colourRed',
  teal: 'colourTeal',
  pink: 'colourPink',
  slate: 'colourSlate',
});

export const forbiddenText = textsOf<Extract<PopupView, { kind: 'forbidden' }>['page']>({
  browser: 'forbiddenBrowser',
  store: 'forbiddenStore',
  file: 'forbiddenFile',
  none: 'forbiddenNone',
});

/** The message of each code is called by it: `error_site_off` for `site/off`. */
export function errorSentence(error: {
  readonly code: ErrorCode;
  readonly subject?: string | undefined;
}): string {
  const name = `error_${error.code.replaceAll(/\W/g, '_')}` as 'error_site_off';
  return say(name, { subject: error.subject ?? say('thisSite') });
}
