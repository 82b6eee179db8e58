import type { AccountId, TabId } from '@/domain/ids';
import { emptyJar, type Jar } from '@/domain/jar';
import type { DatabaseShape, DumpId, Row } from '@/domain/jar/web-storage';
import { jarOf, shop } from './builders';
import { createFakeWorld, type FakeWorld } from './fake-world';

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

/** A world with both, whose browser has run for a while. */
export async function worldOfTwo(): Promise<FakeWorld> {
  const world = createFakeWorld();
  await seedTwoAccounts(world, jarOf('ann'), jarOf('ben'));
  await world.session.set({ started: 1 });
  return world;
}

const tab = 1 as TabId;
/** What the open tab shows, and an origin that no tab shows. */
const shown = 'https://www.shop.test';
const hidden = 'https://api.shop.test';

/** How much somebody keeps beside cookies: at the origin that is shown, and at the one that is not. */
export interface Keeps {
  readonly entries: readonly [shown: number, hidden: number];
  /** With no rows there is no database. */
  readonly rows: readonly [shown: number, hidden: number];
  readonly session: number;
}

const oneOfEach: Keeps = { entries: [1, 1], rows: [1, 1], session: 1 };

/** Gives ann, who is live, and ben, who is stored, something of every kind beside cookies. */
export async function seedStorage(world: FakeWorld, anns = oneOfEach, bens = oneOfEach): Promise<void> {
  write(world, 'ann', anns);
  await world.local.set({
    'origins/shop.test': [{ origin: hidden, visitedAt: 1, emptyIn: [], path: null }],
  });
  const jar = (await world.vault.jarOf(ben)) ?? emptyJar;
  const origins = await Promise.all(
    [shown, hidden].map(async (origin, index) => {
      const dump = `ben ${origin}` as DumpId;
      const rows = rowsOf('ben', origin, bens.rows[index]);
      await world.vault.keepRows(dump, 'things', 0, rows);
      const databases = rows.length === 0 ? [] : [{ ...notes(rows.length), dump }];
      return { origin, local: entriesOf(`ben ${origin}`, bens.entries[index]), databases, caches: null };
    }),
  );
  const session = entriesOf('ben', bens.session);
  await world.vault.put(ben, { ...jar, origins, tabs: [{ tabId: tab, origin: shown, session }] });
}

function entriesOf(text: string, count = 0): [string, string][] {
  return Array.from({ length: count }, (_, index) => [index === 0 ? 'token' : `token ${index}`, text]);
}

function rowsOf(person: string, origin: string, count = 0): Row[] {
  return Array.from({ length: count }, (_, index): Row => [index, { of: `${person} ${origin}` }]);
}

function notes(rows: number): DatabaseShape {
  const store = { name: 'things', keyPath: null, autoIncrement: false, nextKey: null, indexes: [], rows };
  return { name: 'notes', version: 1, stores: [store] };
}

function write({ storage }: FakeWorld, person: string, keeps: Keeps): void {
  for (const [index, origin] of [shown, hidden].entries()) {
    const { local } = storage.origin(origin);
    for (const [key, value] of entriesOf(`${person} ${origin}`, keeps.entries[index])) local.set(key, value);
    const rows = rowsOf(person, origin, keeps.rows[index]);
    if (rows.length > 0) storage.writeRows(origin, 'notes', rows);
  }
  for (const [key, value] of entriesOf(person, keeps.session)) storage.session(tab, shown).set(key, value);
}

/** Everything that is live beside cookies. */
export function liveStorage({ storage }: FakeWorld): unknown {
  const origins = [shown, hidden].map((origin) => {
    const { local, databases } = storage.origin(origin);
    return [[...local], [...databases.values()].map(({ rows }) => [...(rows.get('things')?.values() ?? [])])];
  });
  return [origins, [...storage.session(tab, shown)]];
}

/** What `liveStorage` says when all of it is one person's. */
export function storageOf(person: string, keeps = oneOfEach): unknown {
  const origins = [shown, hidden].map((origin, index) => {
    const rows = rowsOf(person, origin, keeps.rows[index]);
    return [entriesOf(`${person} ${origin}`, keeps.entries[index]), rows.length === 0 ? [] : [rows]];
  });
  return [origins, entriesOf(person, keeps.session)];
}
