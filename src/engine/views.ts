import type { Account } from '@/domain/account';
import { needsSignIn, statusOf } from '@/domain/account/account-status';
import { isAnotherPerson } from '@/domain/account/attribution';
import { initialOf } from '@/domain/account/label';
import { identityIn } from '@/domain/identity';
import type { AccountId, Place, TabId } from '@/domain/ids';
import { asksPerson, type Live } from '@/domain/jar/live';
import { atServer } from '@/domain/sign-out';
import { originPatterns, type Site, siteName, siteOfDomain, siteOfUrl } from '@/domain/site';
import { patternOfPage } from '@/domain/site/rule';
import type { SiteRecord } from '@/domain/site/site-record';
import type { AddingView, DetailsView, IncludeView, PopupView, RowView, UndoView } from '@/domain/view';
import { readItem, readItems } from '@/storage/item';
import { accountItem, journalItem, liveItem, siteItem } from '@/storage/schema';
import { accountOn, accountsById, listOf } from './accounts/account-list';
import { liveElsewhere } from './accounts/elsewhere';
import type { Context } from './context';
import { isGranted } from './granted';
import { isLinked } from './links/followed-links';
import { rulesOf, wantedIn } from './links/rules';
import { tabById } from './pages';
import type { Tab } from './ports';
import { ledThrough } from './sign-in/bounce';
import { findEvidence } from './sign-in/evidence';
import { pendingIn } from './sign-in/pending';
import { siteInUse, siteOfTab, type TabSite } from './sites';
import { hasAccounts } from './sites/domains';

/** What the UI shows, asked for anew whenever something changed. Reading never waits for a switch. */

export async function popupView(context: Context, tabId: TabId): Promise<PopupView> {
  return viewOf(context, await tabById(context, tabId));
}

export async function viewOf(context: Context, tab: Tab | null): Promise<PopupView> {
  if (tab === null) return { kind: 'forbidden', page: 'none' };
  const [inUse, pending] = await Promise.all([siteOfTab(context, tab), pendingIn(context, tab)]);
  if (pending !== null && (await isGranted(context, pending.site)))
    return accountsView(context, pending, await includeView(context, pending, pending.domain));
  if (inUse === null) {
    const candidate = siteOfUrl(tab.url);
    if (typeof candidate === 'string') return { kind: 'forbidden', page: candidate };
    return askView(context, candidate, null, await isGranted(context, candidate));
  }
  const { site } = inUse;
  if (!site.multiSession)
    return { kind: 'off', siteId: site.id, siteName: nameOf(context, site), kept: site.accounts.length };
  if (!(await isGranted(context, site))) return askView(context, site, site, false);
  return accountsView(context, inUse, null);
}

export function nameOf({ ports }: Context, site: Site): string {
  return siteName(site, ports.words);
}

/** @param known what is kept for a Site that was in use */
function askView(context: Context, site: Site, known: SiteRecord | null, permitted: boolean): PopupView {
  return {
    kind: 'ask',
    siteId: known?.id ?? null,
    siteName: nameOf(context, site),
    origins: originPatterns(site),
    permitted,
    kept: known?.accounts.length ?? 0,
  };
}

/** What can be done where a sign-in leads through another domain. */
async function includeView(
  context: Context,
  { site, place }: TabSite,
  domain: string | null,
): Promise<IncludeView | null> {
  const { tabId } = place;
  if (tabId === undefined || domain === null || site.domains.includes(domain)) return null;
  const other = await siteInUse(context, `https://${domain}/`);
  const scope = other ?? siteOfDomain(domain);
  const joins =
    other !== null && hasAccounts(other)
      ? { siteName: nameOf(context, other), accounts: other.accounts.length }
      : null;
  const permitted = await isGranted(context, scope);
  return { siteId: site.id, tabId, domain, origins: originPatterns(scope), permitted, joins };
}

/** @param away what can be done about the page of another domain that the tab shows instead of the Site */
async function accountsView(
  context: Context,
  { site, place }: TabSite,
  away: IncludeView | null,
): Promise<PopupView> {
  const { live, journal } = await readItems(context.local, {
    live: liveItem(place),
    journal: journalItem(place),
  });
  const [accounts, undo, wantedId, passed, linked, elsewhere] = await Promise.all([
    listOf(context, site),
    undoView(context, site),
    wantedIn(context, { site, place }),
    live.adding === null ? (live.bounced?.domain ?? null) : ledThrough(context, { site, place, live }),
    isLinked(context, { site, place }),
    liveElsewhere(context, place),
  ]);
  const include = away ?? (await includeView(context, { site, place }, passed));
  const wanted = accounts.find(({ id }) => id === wantedId);
  return {
    kind: 'accounts',
    place,
    siteName: nameOf(context, site),
    rows: accounts.map((account) => rowView(context, account, live)),
    elsewhere: accounts.filter(({ id }) => elsewhere.includes(id)).length,
    adding: addingView(live, accounts, include),
    // In the middle of a switch nothing can be told of the jar; and whoever is at another domain is on their way.
    unsure:
      journal === null &&
      away === null &&
      live.active === null &&
      (await mayBeSignedIn(context, { site, place }, live)),
    doubted: doubtedView(live, accounts),
    bounced: bouncedView(live, accounts, include),
    wanted: wanted === undefined ? null : idAndLabel(wanted),
    linked,
    choosing: site.afterSignOut === 'ask' && live.active === null && live.adding === null,
    undo,
    moving: context.moves.progress(place),
  };
}

/** The newest sign-out that can still be taken back. */
export async function undoView(context: Context, site: SiteRecord): Promise<UndoView | null> {
  const now = context.ports.clock.now();
  const newest = site.leaving.filter(({ until }) => until > now).at(-1);
  const [account] = await accountsById(context, newest === undefined ? [] : [newest.id]);
  if (newest === undefined || account === undefined) return null;
  return { ...idAndLabel(account), left: newest.until - now, atServer: atServer(site, newest.known) };
}

/** Where an account is to sign in again, what a visitor has is no question; somebody else is. */
async function mayBeSignedIn(context: Context, { site, place }: TabSite, { adding }: Live): Promise<boolean> {
  const { jar, evidence } = await findEvidence(context, place, site);
  if (evidence === 'nobody' || adding === null || adding.again === null) return evidence !== 'nobody';
  const [awaited, who] = [await readItem(context.local, accountItem(adding.again)), identityIn(jar, null)];
  return who !== null && awaited?.person != null && isAnotherPerson(awaited.person, who);
}

export function rowView({ ports }: Context, account: Account, live: Live): RowView {
  const { id, label, colour, person, avatar } = account;
  const status = statusOf(account, live, ports.clock.wall());
  const said = person?.handle ?? null;
  const handle = said === null || label.includes(said) ? null : said;
  return { id, label, initial: initialOf(label), colour, active: live.active === id, status, handle, avatar };
}

/** @throws AppError `account/unknown` */
export async function detailsView(context: Context, place: Place, id: AccountId): Promise<DetailsView> {
  const [account, live, site, tab] = await Promise.all([
    accountOn(context, place.siteId, id),
    readItem(context.local, liveItem(place)),
    readItem(context.local, siteItem(place.siteId)),
    place.tabId === undefined ? null : tabById(context, place.tabId),
  ]);
  const { label, person, addedAt, usedAt, receipt, bound } = account;
  const rules = site === null ? [] : rulesOf(site).filter(({ accountId }) => accountId === id);
  const here = patternOfPage(tab?.url ?? '') ?? '';
  const now = context.ports.clock.wall();
  const status = statusOf(account, live, now);
  const isToCome = account.endsAt !== null && account.endsAt > now;
  const endsAt = isToCome && !needsSignIn(status) ? account.endsAt : null;
  const handle = person?.handle ?? null;
  return { id, label, handle, status, addedAt, usedAt, endsAt, receipt, bound, rules, here };
}

function addingView(
  { adding }: Live,
  accounts: readonly Account[],
  include: IncludeView | null,
): AddingView | null {
  if (adding === null) return null;
  const back = accounts.find(({ id }) => id === adding.from);
  const again = accounts.find(({ id }) => id === adding.again);
  return { again: again?.label ?? null, back: back ? idAndLabel(back) : null, include };
}

function doubtedView(
  { active, doubt }: Live,
  accounts: readonly Account[],
): Extract<PopupView, { kind: 'accounts' }>['doubted'] {
  const account = asksPerson(doubt) ? accounts.find(({ id }) => id === active) : undefined;
  return account === undefined ? null : { ...idAndLabel(account), another: doubt?.by === 'another' };
}

function bouncedView(
  { active, lapsed, bounced }: Live,
  accounts: readonly Account[],
  include: IncludeView | null,
): Extract<PopupView, { kind: 'accounts' }>['bounced'] {
  const account = bounced === null || lapsed ? undefined : accounts.find(({ id }) => id === active);
  return account === undefined || include === null ? null : { ...idAndLabel(account), include };
}

function idAndLabel({ id, label }: Account): Pick<Account, 'id' | 'label'> {
  return { id, label };
}
