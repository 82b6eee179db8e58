import { hasEnded } from '@/domain/account/account-status';
import { AppError } from '@/domain/app-error';
import type { AccountId, Place, SiteId, TabId } from '@/domain/ids';
import type { Live } from '@/domain/jar/live';
import { type Rule, ruleFor, rulePattern, withoutRule, withRule } from '@/domain/site/rule';
import type { SiteRecord } from '@/domain/site/site-record';
import { entry, readItem, writeItems } from '@/storage/item';
import { accountItem, arrivalItem, liveItem, ruledItem, siteItem } from '@/storage/schema';
import { accountOn } from '../accounts/account-list';
import { liveElsewhere } from '../accounts/elsewhere';
import type { Context } from '../context';
import { tabById } from '../pages';
import { atSite } from '../place/at-place';
import type { Tab } from '../ports';
import { siteOfTab, sitesInUse, type TabSite } from '../sites';

/**
 * Addresses that are for one account. A tab that comes to one is remembered until it leaves: it is asked about once, or switched
 * once, and whatever is chosen there afterwards stays.
 */

/** @throws AppError `rule/unfit` where no address of the Site can match, `account/unknown`, `site/unused` */
export async function addRule(context: Context, siteId: SiteId, rule: Rule): Promise<void> {
  await atSite(context, siteId, `rule ${JSON.stringify(rule)}`, async (site) => {
    await accountOn(context, siteId, rule.accountId);
    const pattern = rulePattern(site, rule.pattern);
    if (pattern === null) throw new AppError('rule/unfit', siteId);
    const rules = withRule(rulesOf(site), { ...rule, pattern });
    await writeItems(context.local, [entry(siteItem(siteId), { ...site, rules })]);
  });
  context.ports.announce.changed(siteId);
}

export async function removeRule(context: Context, siteId: SiteId, pattern: string): Promise<void> {
  await atSite(context, siteId, `no rule ${pattern}`, async (site) => {
    const rules = withoutRule(site.rules, pattern);
    await writeItems(context.local, [entry(siteItem(siteId), { ...site, rules })]);
  });
  context.ports.announce.changed(siteId);
}

/** An account that was signed out comes back with its rules while that can be taken back. */
export function rulesOf({ rules, accounts, leaving }: SiteRecord): Rule[] {
  const isKept = ({ accountId }: Rule) =>
    accounts.includes(accountId) || leaving.some(({ id }) => id === accountId);
  return rules.filter(isKept);
}

/**
 * A tab has come to an address, or is still there.
 * @returns the account to be switched to without asking; `null` for none
 */
export async function arrive(
  context: Context,
  tabId: TabId,
): Promise<{ readonly place: Place; readonly to: AccountId } | null> {
  // Most have none, and tabs tell of themselves all the time.
  if ((await sitesInUse(context)).every(({ rules }) => rules.length === 0)) return null;
  const tab = await tabById(context, tabId);
  const inUse = tab && (await siteOfTab(context, tab));
  const rule = inUse && ruleAt(inUse, tab);
  const item = arrivalItem(tabId);
  const known = await readItem(context.session, item);
  if (!rule) {
    // A page of a site that is not granted has no address. An empty page that stands for another has that one's.
    if (known !== null) await context.session.remove([item.key]);
    return null;
  }
  if (known?.pattern === rule.pattern) return null;
  const { site, place } = inUse;
  const live = await readItem(context.local, liveItem(place));
  const isThere = live.active === rule.accountId;
  const isCertain = live.adding === null && live.doubt === null;
  const mayNotAsk = !isThere && !rule.asks && isCertain && (await canSwitch(context, inUse, rule, live));
  const quietly = mayNotAsk && (await isOnceMore(context, tabId));
  await writeItems(context.session, [entry(item, { pattern: rule.pattern, settled: isThere || quietly })]);
  if (!isThere && !quietly) context.ports.announce.changed(site.id);
  return quietly ? { place, to: rule.accountId } : null;
}

/** Whom the address in a tab is for, where another is active and nobody has said what is to be done. */
export async function wantedIn(context: Context, inUse: TabSite): Promise<AccountId | null> {
  const { tabId } = inUse.place;
  if (tabId === undefined || inUse.site.rules.length === 0) return null;
  const tab = await tabById(context, tabId);
  const rule = tab && ruleAt(inUse, tab);
  if (!rule) return null;
  const [arrival, live] = await Promise.all([
    readItem(context.session, arrivalItem(tab.id)),
    readItem(context.local, liveItem(inUse.place)),
  ]);
  const isAsked = arrival?.pattern === rule.pattern && !arrival.settled;
  // What is asked about a sign-in comes first.
  const isCertain = live.adding === null && live.doubt === null;
  return isAsked && isCertain && live.active !== rule.accountId ? rule.accountId : null;
}

/** Whoever is chosen in this tab from now on is right for its address, until it leaves; also where it came there before there was a rule. */
export async function settle(context: Context, { siteId, tabId }: Place): Promise<void> {
  const site = await readItem(context.local, siteItem(siteId));
  if (tabId === undefined || site === null || site.rules.length === 0) return;
  const tab = await tabById(context, tabId);
  const inUse = tab && (await siteOfTab(context, tab));
  const rule = inUse && ruleAt(inUse, tab);
  if (!rule) return;
  const item = arrivalItem(tabId);
  await writeItems(context.session, [entry(item, { pattern: rule.pattern, settled: true })]);
  context.ports.announce.changed(siteId);
}

/** The rule that an address is under, where its account is in the list. */
export function ruleAt({ site }: TabSite, { url }: Pick<Tab, 'url'>): Rule | null {
  if (!site.multiSession) return null;
  return ruleFor(
    site.rules.filter(({ accountId }) => site.accounts.includes(accountId)),
    url,
  );
}

/** One that needs signing in is not led to its sign-in unasked, and one that another container uses cannot be switched to. */
async function canSwitch(
  context: Context,
  { place }: TabSite,
  { accountId }: Rule,
  live: Live,
): Promise<boolean> {
  const account = await readItem(context.local, accountItem(accountId));
  if (account === null || hasEnded(account, live, context.ports.clock.wall())) return false;
  return !(await liveElsewhere(context, place)).includes(accountId);
}

/** So often within so many milliseconds; then the site itself leads from one rule to the other, and would for ever. */
const often = { times: 2, within: 10_000 } as const;

/** Counts it. @returns whether it may be done once more without asking */
async function isOnceMore({ session, ports }: Context, tabId: TabId): Promise<boolean> {
  const now = ports.clock.now();
  const before = await readItem(session, ruledItem(tabId));
  const isFresh = before === null || now < before.since || now >= before.since + often.within;
  const ruled = isFresh ? { since: now, times: 1 } : { ...before, times: before.times + 1 };
  await writeItems(session, [entry(ruledItem(tabId), ruled)]);
  return ruled.times <= often.times;
}
