import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { numbered } from '@/testing/builders';
import { newAccount } from '../account';
import type { AccountId, SiteId } from '../ids';
import { newSiteRecord, withAccount } from '../site/site-record';
import { asListed, withMoved } from './list-order';

const [a, b, c] = ['a', 'b', 'c'] as AccountId[] as [AccountId, AccountId, AccountId];
const shop = 'shop.test' as SiteId;
const site = [a, b, c].reduce(withAccount, newSiteRecord({ id: shop, domains: ['shop.test'] }));
const used = (id: AccountId, usedAt: number) => ({ ...newAccount(id, shop, [], 0, numbered), usedAt });

describe('the order of the list', () => {
  const accounts = [used(a, 0), used(b, 20), used(c, 0)];

  it('is the person’s own', () => {
    expect(asListed(accounts, 'own').map(({ id }) => id)).toEqual([a, b, c]);
  });

  it('or the one last used first, and the rest as it was', () => {
    expect(asListed(accounts, 'recent').map(({ id }) => id)).toEqual([b, a, c]);
  });
});

describe('moving an account', () => {
  it.each([
    [a, 2, [b, c, a]],
    [c, 0, [c, a, b]],
    [b, 1, [a, b, c]],
    [b, 99, [a, c, b]],
    [b, -1, [b, a, c]],
  ])('%s to %i gives %j', (id, to, expected) => {
    expect(withMoved(site, site.accounts, id, to).accounts).toEqual(expected);
  });

  it('makes what is seen the person’s own order', () => {
    const moved = withMoved({ ...site, order: 'recent' }, [b, a, c], c, 0);
    expect([moved.order, moved.accounts]).toEqual(['own', [c, b, a]]);
  });

  it('loses nobody and doubles nobody', () => {
    fc.assert(
      fc.property(fc.constantFrom(a, b, c, 'x' as AccountId), fc.integer(), (id, to) => {
        expect(withMoved(site, site.accounts, id, to).accounts.toSorted()).toEqual([a, b, c]);
      }),
    );
  });
});
