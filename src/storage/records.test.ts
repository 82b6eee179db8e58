import { describe, expect, it } from 'vitest';
import type { AccountId, SiteId } from '@/domain/ids';
import { shop } from '@/testing/builders';
import { createFakeArea } from '@/testing/fake-area';
import { readItem } from './item';
import { accountItem, journalItem, liveItem, originsItem, settlingItem, siteItem } from './schema';

/** What earlier versions have stored must be read for ever: an update that cannot would take the accounts away. */
describe('what an earlier version has stored', () => {
  const area = createFakeArea();
  const site = { id: 'shop.test', domains: ['shop.test'], accounts: ['ann'], leaving: [], tellPage: true };
  const leaving = { id: 'ben', index: 1, until: 5, wasActive: true };
  const journal = { phase: 'held', tabs: [1], from: 'ann', to: null, startedAt: 5 };
  const settling = { from: 'ann', to: null, since: 5, read: false, late: { account: 'ann', before: 5 } };

  it('is read as it was meant', async () => {
    await area.set({
      'site/shop.test': { ...site, leaving: [leaving], sharedCookies: ['theme'] },
      'account/ann': { id: 'ann', siteId: 'shop.test', label: 'Ann', colour: 'blue', addedAt: 1 },
      'origins/shop.test': ['https://shop.test'],
      'journal/shop.test/0': journal,
      'settling/shop.test/0': settling,
      'live/shop.test/0': { active: 'ann', adding: null, lapsed: false, doubt: { at: 5, proved: true } },
    });
    expect(await readItem(area, siteItem('shop.test' as SiteId))).toEqual({
      ...site,
      leaving: [{ ...leaving, activeIn: null, known: false, revoked: false }],
      multiSession: true,
      carried: { cookies: 'own', local: 'own', session: 'own', databases: 'own', caches: 'deleted' },
      sharedNames: ['theme'],
      ownNames: [],
      sharedOrigins: [],
      order: 'own',
      afterSignOut: 'next',
      asksAfterLink: false,
      signOutUrl: null,
      learnedSignOut: null,
      rules: [],
    });
    expect(await readItem(area, accountItem('ann' as AccountId))).toMatchObject({
      label: 'Ann',
      named: true,
      person: null,
      ended: false,
    });
    expect(await readItem(area, originsItem(shop.siteId))).toEqual([
      { origin: 'https://shop.test', visitedAt: 0, emptyIn: [], path: null },
    ]);
    expect(await readItem(area, journalItem(shop))).toMatchObject({ phase: 'held', from: 'ann', pages: [] });
    expect((await readItem(area, liveItem(shop))).doubt).toEqual({ at: 5, by: 'proof' });
    expect((await readItem(area, settlingItem(shop)))?.late).toEqual({
      account: 'ann',
      before: 5,
      domains: null,
      worker: '',
    });
  });
});
