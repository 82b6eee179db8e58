import type { Account } from '@/domain/account';
import { AppError } from '@/domain/app-error';
import type { Place, SiteId } from '@/domain/ids';
import { type Live, nobodyLive } from '@/domain/jar/live';
import { signOutAddress } from '@/domain/sign-out';
import { coversUrl } from '@/domain/site';
import { isShared } from '@/domain/site/shared-origin';
import { choicesOf } from '@/domain/site/site-choices';
import type { SiteRecord } from '@/domain/site/site-record';
import type {
  AccountSettingsView,
  OptionsView,
  RuleView,
  SiteAccountsView,
  SiteSettingsView,
  StorageView,
} from '@/domain/view';
import { readItem, readList } from '@/storage/item';
import { liveItem, settingsItem, siteItem, storesItem } from '@/storage/schema';
import { accountsById, listOf } from '../accounts/account-list';
import type { Context } from '../context';
import { isGranted } from '../granted';
import { rulesOf } from '../links/rules';
import { libraryOf } from '../sign-out/known-sign-out';
import { sitesInUse } from '../sites';
import { knownOrigins } from '../sites/origins';
import { unlessUnreadable } from '../unless-unreadable';
import { nameOf, rowView, undoView } from '../views';

/** What the settings show. Like every view it is asked for anew whenever something changed. */

export async function optionsView(context: Context): Promise<OptionsView> {
  const [sites, settings, seal] = await Promise.all([
    sitesInUse(context),
    readItem(context.local, settingsItem),
    context.vault.seal.state(),
  ]);
  const shown = seal === 'locked' ? [] : sites;
  const views = await Promise.all(shown.map((site) => unlessUnreadable(siteSettings(context, site))));
  return { sites: views.filter((view) => view !== null), settings, seal };
}

async function siteSettings(context: Context, site: SiteRecord): Promise<SiteSettingsView> {
  const [origins, rules, known] = await Promise.all([
    knownOrigins(context, site.id),
    rulesView(context, site),
    libraryOf(context, site, site.accounts[0] ?? null),
  ]);
  return {
    id: site.id,
    name: nameOf(context, site),
    accounts: site.accounts.length,
    domains: site.domains,
    choices: choicesOf(site),
    learnedSignOut: signOutAddress({ ...site, signOutUrl: null }),
    knownSignOut: known,
    rules,
    origins: origins
      .filter(({ origin }) => coversUrl(site, origin))
      .map(({ origin, emptyIn, path }) => ({
        origin,
        empty: emptyIn.length > 0,
        shared: isShared(site, origin),
        path,
      })),
    permitted: await isGranted(context, site),
  };
}

async function rulesView(context: Context, site: SiteRecord): Promise<RuleView[]> {
  const rules = rulesOf(site);
  const accounts = await accountsById(context, [...new Set(rules.map(({ accountId }) => accountId))]);
  const labels = new Map(accounts.map(({ id, label }) => [id, label]));
  return rules.flatMap((rule) => {
    const label = labels.get(rule.accountId);
    return label === undefined ? [] : { ...rule, label };
  });
}

/** @throws AppError `site/unused` */
export async function siteAccountsView(context: Context, siteId: SiteId): Promise<SiteAccountsView> {
  const [site, stores] = await Promise.all([
    readItem(context.local, siteItem(siteId)),
    readItem(context.local, storesItem),
  ]);
  const places = stores.map((storeId): Place => ({ siteId, storeId }));
  const [first] = places;
  if (site === null || first === undefined) throw new AppError('site/unused', siteId);
  const [accounts, lives, undo] = await Promise.all([
    listOf(context, site),
    readList(context.local, places.map(liveItem)),
    undoView(context, site),
  ]);
  const viewOf = (account: Account): AccountSettingsView => {
    const at = lives.findIndex((live) => isAbout(live, account));
    const [place, live] = [places[at] ?? first, lives[at] ?? nobodyLive];
    const { usedAt, pictured, siteAvatar } = account;
    return {
      ...rowView(context, account, live),
      place,
      usedAt,
      sitePicture: pictured && siteAvatar !== null,
    };
  };
  return { siteId, accounts: accounts.map(viewOf), undo, place: first };
}

function isAbout({ active, adding }: Live, { id }: Account): boolean {
  return active === id || adding?.again === id;
}

export async function storageView(context: Context): Promise<StorageView> {
  const sites = await sitesInUse(context);
  const sizes = sites.map(async ({ id: siteId, accounts, leaving }) => {
    const bytes = await context.vault.bytesOf([...accounts, ...leaving.map(({ id }) => id)]);
    return { siteId, bytes };
  });
  return { sites: await Promise.all(sizes) };
}
