import { describe, expect, it } from 'vitest';
import { numbered } from '@/testing/builders';
import { newAccount } from '../account';
import type { AccountId, SiteId, StoreId, TabId } from '../ids';
import { joinedAccounts, joinedIndex, joinedSite } from './site-join';
import { newSiteRecord, withAccount, withLeaving } from './site-record';

const [shop, idp] = ['shop.test', 'idp.test'] as [SiteId, SiteId];
const [a, b, c] = ['a', 'b', 'c'] as [AccountId, AccountId, AccountId];
const record = (id: SiteId, accounts: AccountId[]) =>
  accounts.reduce(withAccount, newSiteRecord({ id, domains: [id] }));
const labelled = (id: AccountId, siteId: SiteId, label: string) => ({
  ...newAccount(id, siteId, [], 0, numbered),
  label,
});

describe('two Sites that become one', () => {
  it('have the domains, accounts and rules of both, leave alone what either did, and have the choices of the first', () => {
    const rule = (accountId: AccountId) => ({ pattern: `${accountId}.test/*`, accountId, asks: true });
    const [ours, theirs] = ['https://a.idp.test', 'https://b.idp.test'];
    const first = { ...record(shop, [a]), sharedOrigins: [ours] };
    const other = { ...record(idp, [b, c]), tellPage: true, rules: [rule(b)], sharedOrigins: [theirs, ours] };
    const joined = joinedSite(
      { ...first, sharedNames: ['theme'], rules: [rule(a)] },
      withLeaving(other, c, { until: 5, wasActive: true, activeIn: '0' as StoreId, known: true }),
    );
    expect(joined).toMatchObject({
      id: shop,
      domains: [shop, idp],
      accounts: [a, b],
      rules: [rule(a), rule(b)],
      tellPage: false,
      sharedNames: ['theme'],
      sharedOrigins: [ours, theirs],
      leaving: [{ id: c, index: 2, until: 5, wasActive: false, activeIn: null }],
    });
  });

  it('leave nothing alone for what was chosen when a domain was the first one’s before', () => {
    const first = { ...record(shop, [a]), sharedOrigins: ['https://a.idp.test'] };
    expect(joinedSite(first, record(idp, [b])).sharedOrigins).toEqual([]);
  });

  it('have one rule for each address, of which the one that was in use counts', () => {
    const [old, used] = [a, b].map((accountId) => ({ pattern: 'idp.test/*', accountId, asks: true }));
    const site = { ...record(shop, [a]), rules: old ? [old] : [] };
    const other = { ...record(idp, [b]), rules: used ? [used] : [] };
    expect(joinedSite(site, other).rules).toEqual([used]);
  });

  it('tell every account apart by its label', () => {
    const there = [labelled(a, shop, 'Ann'), labelled(b, shop, 'Account 1')];
    const coming = [labelled(c, idp, 'ann'), labelled('d' as AccountId, idp, 'Account 1')];
    expect(joinedAccounts(shop, there, coming, numbered).map(({ siteId, label }) => [siteId, label])).toEqual(
      [
        [shop, 'ann 2'],
        [shop, 'Account 2'],
      ],
    );
  });

  it('leave no domain with the other', () => {
    const joining = { siteId: shop, other: idp, fresh: false, tabId: null as TabId | null, start: null };
    const index = { 'shop.test': shop, 'idp.test': idp, 'login.test': idp, 'x.test': 'x.test' as SiteId };
    expect(joinedIndex(index, joining)).toEqual({ ...index, 'idp.test': shop, 'login.test': shop });
  });
});
