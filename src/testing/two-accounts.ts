import type { AccountId, TabId } from '@/domain/ids';
import { emptyJar, type Jar } from '@/domain/jar';
import type { DumpId } from '@/domain/web-storage';
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

const tab = 1 as TabId;
/** What the open tab shows, and an origin that no tab shows. */
const shown = 'https://www.shop.test';
const hidden = 'https://api.shop.test';

/** Gives ann, who is live, and ben, who is stored, something of every kind beside cookies. */
export async function seedStorage(world: FakeWorld): Promise<void> {
  write(world, 'ann');
  await world.local.set({
    'origins/shop.test': [{ origin: hidden, visitedAt: 1, empty: false, path: null }],
  });
  const jar = (await world.vault.jarOf(ben)) ?? emptyJar;
  const dump = (origin: string) => `ben ${origin}` as DumpId;
  for (const origin of [shown, hidden]) {
    await world.vault.keepRows(dump(origin), 'things', 0, [[1, { of: `ben ${origin}` }]]);
  }
  await world.vault.put(ben, {
    ...jar,
    origins: [shown, hidden].map((origin) => ({
      origin,
      local: [['token', `ben ${origin}`]],
      databases: [{ ...oneRow, dump: dump(origin) }],
      caches: null,
    })),
    tabs: [{ tabId: tab, origin: shown, session: [['step', 'ben']] }],
  });
}

const oneRow = {
  name: 'notes',
  version: 1,
  stores: [{ name: 'things', keyPath: null, autoIncrement: false, nextKey: null, indexes: [], rows: 1 }],
};

function write({ storage }: FakeWorld, person: string): void {
  for (const origin of [shown, hidden]) {
    storage.origin(origin).local.set('token', `${person} ${origin}`);
    storage.writeRows(origin, 'notes', [[1, { of: `${person} ${origin}` }]]);
  }
  storage.session(tab, shown).set('step', person);
}

/** Everything that is live beside cookies. */
export function liveStorage({ storage }: FakeWorld): unknown {
  const origins = [shown, hidden].map((origin) => {
    const { local, databases } = storage.origin(origin);
    return [[...local], [...databases.values()].map(({ rows }) => [...(rows.get('things') ?? [])])];
  });
  return [origins, [...storage.session(tab, shown)]];
}

/** What `liveStorage` says when all of it is one person's. */
export function storageOf(person: string): unknown {
  const origins = [shown, hidden].map((origin) => [
    [['token', `${person} ${origin}`]],
    [[['1', [1, { of: `${person} ${origin}` }]]]],
  ]);
  return [origins, [['step', person]]];
}
