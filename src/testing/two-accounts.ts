import type { AccountId } from '@/domain/ids';
import type { Jar } from '@/domain/jar';
import { shop } from './builders';
import type { FakeWorld } from './fake-world';

export const ann = 'ann' as AccountId;
export const ben = 'ben' as AccountId;

/** Puts shop.test into a world, used with two accounts, of which ann is active and live. */
export async function seedTwoAccounts(world: FakeWorld, annJar: Jar, benJar: Jar): Promise<void> {
  const account = (id: AccountId) => ({ id, siteId: shop.siteId, label: id, colour: 'blue', addedAt: 0 });
  await world.local.set({
    sites: { 'shop.test': 'shop.test' },
    'site/shop.test': {
      id: 'shop.test',
      domains: ['shop.test'],
      accounts: [ann, ben],
      leaving: [],
      tellPage: false,
    },
    'account/ann': account(ann),
    'account/ben': account(ben),
    'live/shop.test/0': { active: ann, adding: null, lapsed: false },
  });
  await world.vault.put(ben, benJar);
  for (const cookie of annJar.cookies) world.cookies.write(cookie);
}
