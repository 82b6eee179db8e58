import { beforeEach, describe, expect, it } from 'vitest';
import { usual } from '@/domain/carried';
import type { TabId } from '@/domain/ids';
import type { CachedAnswer, Row } from '@/domain/web-storage';
import { aCookie, anAnswer, aTab, jarOf, shop } from '@/testing/builders';
import { createFakeWorld, type FakeWorld } from '@/testing/fake-world';
import {
  ann,
  ben,
  type Keeps,
  liveStorage,
  seedStorage,
  seedTwoAccounts,
  storageOf,
} from '@/testing/two-accounts';
import type { Engine } from './engine';

/** What origins keep, through a switch. */

const tab = 1 as TabId;
const shown = 'https://www.shop.test';
const hidden = 'https://api.shop.test';
let world: FakeWorld;
let engine: Engine;

beforeEach(async () => {
  world = createFakeWorld();
  await seedTwoAccounts(world, jarOf('ann'), jarOf('ben'));
  await world.session.set({ started: 1 });
  engine = world.startWorker();
});

const live = (origin: string) => Object.fromEntries(world.storage.origin(origin).local);
const cookies = () => world.cookies.content().map(({ value }) => value);

describe('a switch', () => {
  it('exchanges everything that every origin keeps, and leaves nothing open', async () => {
    await seedStorage(world);
    for (const id of [ben, ann, ben]) {
      await engine.switchAccount(shop, id);
      expect(liveStorage(world)).toEqual(storageOf(id));
    }
    expect(world.storage.open).toBe(0);
    expect(world.storage.framed).toEqual([hidden, hidden, hidden]);
  });

  it('exchanges what an origin keeps beside its like without encryption, where a browser deletes by host', async () => {
    world.storage.deletesByHost = true;
    const plain = shown.replace('https:', 'http:');
    await seedStorage(world);
    await engine.noticeAnswer(visit(plain));
    world.storage.origin(plain).local.set('token', 'ann');
    // A browser takes its time over some of them.
    let [deleted, filled] = [0, 0];
    world.fault = async (call) => {
      if (call === 'host.fillDatabase') filled++;
      if (call !== 'host.removeDatabases' || ++deleted !== 2) return;
      for (let turns = 0; turns < 100 && filled < 2; turns++) await new Promise((next) => setTimeout(next));
    };
    await engine.switchAccount(shop, ben);
    expect(liveStorage(world)).toEqual(storageOf('ben'));
  });

  it('asks no site for a page where nothing is kept', async () => {
    await world.local.set({
      'origins/shop.test': [{ origin: hidden, visitedAt: 1, emptyIn: [], path: null }],
    });
    for (const id of [ben, ann, ben]) await engine.switchAccount(shop, id);
    expect(world.storage.framed).toEqual([hidden]);
  });

  it('passes over an address that only leads elsewhere', async () => {
    world.storage.unreachable.add('http://shop.test');
    await engine.noticeAnswer({ ...visit('http://shop.test'), status: 301 });
    await engine.switchAccount(shop, ben);
    expect(world.storage.framed).toEqual([]);
  });

  it('looks again where a page has been since', async () => {
    await engine.noticeAnswer(visit(hidden));
    world.time += 5000;
    await engine.switchAccount(shop, ben);
    world.time += 5000;
    await engine.noticeAnswer(visit(hidden));
    world.storage.origin(hidden).local.set('token', 'of ben');
    world.time += 5000;
    await engine.switchAccount(shop, ann);
    expect(live(hidden)).toEqual({});
    await engine.switchAccount(shop, ben);
    expect(live(hidden)).toEqual({ token: 'of ben' });
  });

  it('is refused, with nothing changed, when an origin that keeps something does not answer', async () => {
    await seedStorage(world);
    world.storage.unreachable.add(hidden);
    await expect(engine.switchAccount(shop, ben)).rejects.toMatchObject({
      code: 'origin/unreachable',
      subject: hidden,
    });
    expect([cookies(), liveStorage(world)]).toEqual([['ann', 'ann'], storageOf('ann')]);
    expect(world.tabs.quieted.size).toBe(0);
    expect(world.storage.open).toBe(0);
  });

  it('is refused, with nothing changed, when the page in front does not say what its origin keeps', async () => {
    await seedStorage(world);
    world.tabs.silent.add(tab);
    await expect(engine.switchAccount(shop, ben)).rejects.toMatchObject({
      code: 'origin/unreachable',
      subject: shown,
    });
    expect([cookies(), liveStorage(world)]).toEqual([['ann', 'ann'], storageOf('ann')]);
    expect(world.tabs.quieted.size).toBe(0);
    world.tabs.silent.clear();
    await engine.switchAccount(shop, ben);
    expect(liveStorage(world)).toEqual(storageOf('ben'));
  });

  it('lets no tab behind sleep that does not say what its origin keeps', async () => {
    await seedStorage(world);
    const behind = 2 as TabId;
    world.tabs.open.push(aTab({ id: behind, front: false }));
    world.tabs.silent.add(behind);
    await expect(engine.switchAccount(shop, ben)).rejects.toMatchObject({ code: 'origin/unreachable' });
    expect(world.tabs.discarded).toEqual([]);
    expect([cookies(), liveStorage(world)]).toEqual([['ann', 'ann'], storageOf('ann')]);
  });

  it('passes over an address that could not be loaded: nothing of it has ever been there', async () => {
    const wrong = 'https://wwww.shop.test';
    world.tabs.open.push(aTab({ id: 2 as TabId, url: `${wrong}/` }));
    world.tabs.failed.add(2 as TabId);
    world.storage.unreachable.add(wrong);
    await engine.switchAccount(shop, ben);
    expect(cookies()).toEqual(['ben', 'ben']);
    const { sites } = await engine.optionsView();
    expect(sites[0]?.origins.map(({ origin }) => origin)).toEqual([shown]);
  });

  it('goes on when what that origin keeps is deleted', async () => {
    await seedStorage(world);
    world.storage.unreachable.add(hidden);
    await engine.forgetOrigin(shop.siteId, hidden);
    expect(live(hidden)).toEqual({});
    await engine.switchAccount(shop, ben);
    expect(live(shown)).toEqual({ token: `ben ${shown}` });
    world.storage.unreachable.clear();
    await engine.switchAccount(shop, ann);
    await engine.switchAccount(shop, ben);
    expect([live(shown), live(hidden)]).toEqual([{ token: `ben ${shown}` }, {}]);
  });

  it('goes on too when it was cut short and left open, and such an origin is deleted then', async () => {
    await seedStorage(world);
    let planted = 0;
    // The worker dies over the second of the cookies.
    world.fault = (call) =>
      call === 'cookies.set' && ++planted > 1 ? new Promise(() => undefined) : undefined;
    void engine.switchAccount(shop, ben);
    while (planted < 2) await new Promise((resolve) => setTimeout(resolve));
    world.fault = () => undefined;
    world.storage.unreachable.add(hidden);
    engine = world.startWorker();
    await expect(engine.switchAccount(shop, ben)).rejects.toMatchObject({ code: 'switch/unrepaired' });
    await engine.forgetOrigin(shop.siteId, hidden);
    await engine.switchAccount(shop, ben);
    expect([cookies(), live(shown)]).toEqual([['ben', 'ben'], { token: `ben ${shown}` }]);
  });

  it('goes on with an account that has come back after such an origin was deleted', async () => {
    await seedStorage(world);
    await engine.signOutOne(shop, ben);
    world.storage.unreachable.add(hidden);
    await engine.forgetOrigin(shop.siteId, hidden);
    await engine.undoSignOut(shop, ben);
    await engine.switchAccount(shop, ben);
    expect(live(shown)).toEqual({ token: `ben ${shown}` });
  });

  it('loses nothing where such an origin is deleted meanwhile', async () => {
    await seedStorage(world);
    await engine.switchAccount(shop, ben);
    await engine.switchAccount(shop, ann);
    world.cookies.write(aCookie({ value: 'ann renewed' }));
    let switching: Promise<unknown> | null = null;
    let isOver = false;
    world.fault = async (call) => {
      if (call !== 'vault.put' || switching !== null) return;
      switching = engine.switchAccount(shop, ben).finally(() => {
        isOver = true;
      });
      // A switch that does not wait is over by then.
      for (let turns = 0; turns < 1000 && !isOver; turns++) await new Promise((next) => setTimeout(next));
    };
    await engine.forgetOrigin(shop.siteId, hidden);
    await switching;
    await engine.switchAccount(shop, ann);
    expect(cookies()).toContain('ann renewed');
  });

  it('gives the sessionStorage of a tab that is gone to another of its origin', async () => {
    await seedStorage(world);
    world.tabs.open.splice(0, 1, aTab({ id: 7 as TabId }));
    await engine.switchAccount({ ...shop, tabId: 7 as TabId }, ben);
    expect([...world.storage.session(7 as TabId, shown)]).toEqual([['token', 'ben']]);
  });

  it('lets tabs behind sleep, but one that has a sessionStorage, or is the only way in', async () => {
    await seedStorage(world);
    const behind = [2, 3, 4].map((id) => aTab({ id: id as TabId, front: false }));
    const elsewhere = [5, 6].map((id) => aTab({ id: id as TabId, front: false, url: `${hidden}/` }));
    world.tabs.open.push(...behind, ...elsewhere);
    world.storage.session(3 as TabId, shown).set('step', 'ann behind');
    await engine.switchAccount(shop, ben);
    expect(world.tabs.discarded).toEqual([2, 4, 6]);
    expect(world.storage.framed).toEqual([]);
    expect(world.storage.session(3 as TabId, shown).size).toBe(0);
    expect(liveStorage(world)).toEqual(storageOf('ben'));
    await engine.switchAccount(shop, ann);
    expect([...world.storage.session(3 as TabId, shown)]).toEqual([['step', 'ann behind']]);
  });

  it('keeps no rows that no jar names', async () => {
    await seedStorage(world);
    for (const id of [ben, ann, ben, ann, ben]) await engine.switchAccount(shop, id);
    // Of two origins: of ann one generation, for nothing is new; of ben also the one that nobody has compared with what was live.
    expect(await rowsIn(world.name)).toBe(6);
    await engine.signOutAll(shop);
    world.time += 40_000;
    await engine.tend(shop);
    expect(await rowsIn(world.name)).toBe(0);
  });
});

describe('what is kept as it is stored', () => {
  const keeps: Keeps = { entries: [600, 1], rows: [3, 0], session: 1 };
  let calls: string[];
  const things = (database = 'notes') =>
    world.storage.origin(shown).databases.get(database)?.rows.get('things') ?? new Map<string, Row>();
  const goRound = async () => {
    for (const id of [ben, ann]) await engine.switchAccount(shop, id);
  };

  beforeEach(async () => {
    await seedStorage(world, keeps, keeps);
    await goRound();
    await goRound();
    calls = [];
    world.fault = (call) => void calls.push(call);
  });

  it('is not stored once more', async () => {
    await engine.switchAccount(shop, ben);
    expect(liveStorage(world)).toEqual(storageOf('ben', keeps));
    for (const call of ['vault.keepRows', 'vault.copyRows', 'vault.hold']) expect(calls).not.toContain(call);
    expect(calls).toContain('host.localUnless');
    await engine.switchAccount(shop, ann);
    expect(liveStorage(world)).toEqual(storageOf('ann', keeps));
  });

  it.each<[string, () => void, stored: number, copied: number]>([
    ['a row in the middle', () => things().set('1', [1, 'new']), 1, 2],
    ['the first row', () => things().set('0', [0, 'new']), 1, 2],
    ['a key', () => void (things().delete('2') && things().set('7', [7, 'of another'])), 1, 2],
    ['a row more', () => things().set('3', [3, 'new']), 4, 0],
    ['a row less', () => things().delete('0'), 2, 0],
    ['another database', () => world.storage.writeRows(shown, 'more', [[1, 'new']]), 1, 0],
  ])('is stored with what is not: %s', async (_, change, stored, copied) => {
    change();
    const expected = liveStorage(world);
    await engine.switchAccount(shop, ben);
    expect(calls.filter((call) => call === 'vault.keepRows')).toHaveLength(stored);
    expect(calls.filter((call) => call === 'vault.copyRows')).toHaveLength(copied);
    expect(liveStorage(world)).toEqual(storageOf('ben', keeps));
    await engine.switchAccount(shop, ann);
    expect(liveStorage(world)).toEqual(expected);
  });

  it('is stored again when a part of it has been lost', async () => {
    const jar = await world.vault.jarOf(ann);
    const [dump] = (jar?.origins ?? []).flatMap(({ databases }) => databases?.map((one) => one.dump) ?? []);
    await deleteRow(world.name, [dump ?? '', 'things', 1]);
    await goRound();
    expect(liveStorage(world)).toEqual(storageOf('ann', keeps));
    expect(calls.filter((call) => call === 'vault.keepRows')).toHaveLength(3);
  });

  it('is not made anew where rows are all that differs', async () => {
    await engine.switchAccount(shop, ben);
    expect(calls).not.toContain('host.removeDatabases');
    things().set('9', [9, 'new']);
    world.storage.writeRows(shown, 'more', [[1, 'new']]);
    await engine.switchAccount(shop, ann);
    expect(calls).toContain('host.removeDatabases');
    expect(liveStorage(world)).toEqual(storageOf('ann', keeps));
  });

  it('is stored whole when an entry is new', async () => {
    world.storage.origin(shown).local.set('token 7', 'new');
    await goRound();
    expect(live(shown)).toMatchObject({ token: `ann ${shown}`, 'token 7': 'new' });
    expect(calls).toContain('vault.hold');
    expect(calls).not.toContain('vault.keepRows');
  });
});

describe('a switch that takes its time', () => {
  beforeEach(() => seedStorage(world));

  it.each(['vault.keepRows', 'host.fillDatabase'])(
    'tells how far it is, and can be cancelled at %s',
    async (call) => {
      const seen: unknown[] = [];
      world.fault = async (name) => {
        world.time += 250;
        if (name !== call) return;
        const view = await world.startWorker().popupView(tab);
        seen.push(view.kind);
        engine.cancel(shop);
      };
      await expect(engine.switchAccount(shop, ben)).rejects.toMatchObject({ code: 'switch/cancelled' });
      world.fault = () => undefined;
      expect(seen.length).toBeGreaterThan(0);
      expect([cookies(), liveStorage(world)]).toEqual([['ann', 'ann'], storageOf('ann')]);
      await engine.switchAccount(shop, ben);
      expect(liveStorage(world)).toEqual(storageOf('ben'));
    },
  );

  it('shows rows moved of rows to be moved', async () => {
    const seen = new Set<string>();
    world.fault = async (name) => {
      world.time += 250;
      if (name !== 'host.fillDatabase') return;
      world.fault = () => undefined;
      const view = await engine.popupView(tab);
      if (view.kind === 'accounts') seen.add(JSON.stringify(view.moving));
    };
    await engine.switchAccount(shop, ben);
    // Two origins with a row each, away and back.
    expect([...seen]).toEqual(['{"done":2,"total":4}']);
    expect(world.announced).toContain('progress');
    const view = await engine.popupView(tab);
    expect(view).toMatchObject({ moving: null });
  });

  it('cannot be cancelled when it is done', async () => {
    await engine.switchAccount(shop, ben);
    engine.cancel(shop);
    await engine.switchAccount(shop, ann);
    expect(liveStorage(world)).toEqual(storageOf('ann'));
  });
});

describe('somebody who signed in over the active account, in the site’s own form', () => {
  const token = (sub: string) =>
    `eyJhbGciOiJIUzI1NiJ9.${Buffer.from(JSON.stringify({ sub })).toString('base64url')}.c2lnbmF0dXJl`;
  const signIn = (sub: string) => world.storage.origin(shown).local.set('id_token', token(sub));
  const labels = async () => {
    const view = await engine.popupView(tab);
    return view.kind === 'accounts'
      ? view.rows.map(({ label, active }) => (active ? `${label}*` : label))
      : [];
  };

  beforeEach(async () => {
    signIn('ann');
    await engine.switchAccount(shop, ben);
    await engine.switchAccount(shop, ann);
    signIn('cora');
  });

  it('becomes an account of their own, and that account stays what it was', async () => {
    await engine.switchAccount(shop, ben);
    expect(await labels()).toEqual(['ann', 'ben*', 'Account 1']);
    await engine.switchAccount(shop, ann);
    expect(live(shown)).toEqual({ id_token: token('ann') });
    const view = await engine.popupView(tab);
    const cora = view.kind === 'accounts' ? view.rows[2]?.id : undefined;
    await engine.switchAccount(shop, cora ?? ann);
    expect(live(shown)).toEqual({ id_token: token('cora') });
  });

  it('does so also when that account is signed out', async () => {
    await engine.signOutOne(shop, ann);
    expect(await labels()).toEqual(['ben*', 'Account 1']);
  });

  it('is who is live when the switch is undone', async () => {
    world.cookies.refused.add('sid');
    await expect(engine.switchAccount(shop, ben)).rejects.toThrow();
    world.cookies.refused.clear();
    expect(await labels()).toEqual(['ann', 'ben', 'Account 1*']);
    expect(live(shown)).toEqual({ id_token: token('cora') });
  });
});

describe('what the browser kept, cleared by its person', () => {
  it('does not take the stored sign-in along', async () => {
    await seedStorage(world);
    await engine.switchAccount(shop, ben);
    await engine.switchAccount(shop, ann);
    world.cookies.clear();
    for (const origin of [shown, hidden]) {
      world.storage.origin(origin).local.clear();
      world.storage.origin(origin).databases.clear();
    }
    world.storage.session(tab, shown).clear();
    await engine.switchAccount(shop, ben);
    expect([cookies(), liveStorage(world)]).toEqual([['ben', 'ben'], storageOf('ben')]);
    await engine.switchAccount(shop, ann);
    expect([cookies(), liveStorage(world)]).toEqual([['ann', 'ann'], storageOf('ann')]);
  });
});

describe('what the accounts of a site share', () => {
  it('is left alone, also where its origin does not answer', async () => {
    await seedStorage(world);
    world.storage.unreachable.add(hidden);
    await engine.choose(shop.siteId, {
      carried: { ...usual, local: 'shared', databases: 'shared', session: 'shared' },
    });
    await engine.switchAccount(shop, ben);
    expect([cookies(), liveStorage(world)]).toEqual([['ben', 'ben'], storageOf('ann')]);
  });

  it('can be one kind alone, and what was stored of it before comes back when it is no longer shared', async () => {
    await seedStorage(world);
    await engine.choose(shop.siteId, { carried: { ...usual, local: 'shared' } });
    await engine.switchAccount(shop, ben);
    expect(live(shown)).toEqual({ token: `ann ${shown}` });
    expect([...world.storage.session(tab, shown)]).toEqual([['token', 'ben']]);
    await engine.choose(shop.siteId, { carried: { ...usual, local: 'own' } });
    await engine.switchAccount(shop, ann);
    await engine.switchAccount(shop, ben);
    expect(live(shown)).toEqual({ token: `ann ${shown}` });
  });

  it('can be a cookie, by its name', async () => {
    world.cookies.write(aCookie({ name: 'theme', value: 'dark', httpOnly: false }));
    await engine.choose(shop.siteId, { sharedNames: ['theme'] });
    await engine.switchAccount(shop, ben);
    expect(cookies().toSorted()).toEqual(['ben', 'ben', 'dark']);
    world.cookies.write(aCookie({ name: 'theme', value: 'light', httpOnly: false }));
    await engine.switchAccount(shop, ann);
    expect(cookies().toSorted()).toEqual(['ann', 'ann', 'light']);
  });

  it('is what is known to be common, unless the person objects', async () => {
    const put = (look: string) => {
      world.cookies.write(aCookie({ name: 'OptanonConsent', value: look, httpOnly: false }));
      world.storage.origin(shown).local.set('theme', look);
    };
    await seedStorage(world);
    put('dark');
    await engine.switchAccount(shop, ben);
    expect(cookies().toSorted()).toEqual(['ben', 'ben', 'dark']);
    expect(live(shown)).toEqual({ token: `ben ${shown}`, theme: 'dark' });
    put('light');
    await engine.choose(shop.siteId, { ownNames: ['theme', 'OptanonConsent'] });
    await engine.switchAccount(shop, ann);
    expect(cookies().toSorted()).toEqual(['ann', 'ann', 'dark']);
    expect(live(shown)).toEqual({ token: `ann ${shown}`, theme: 'dark' });
    await engine.switchAccount(shop, ben);
    expect(live(shown)).toEqual({ token: `ben ${shown}`, theme: 'light' });
  });

  it('is there for a new account too', async () => {
    world.cookies.write(aCookie({ name: 'cookie_consent', value: 'yes', httpOnly: false }));
    world.storage.origin(shown).local.set('theme', 'dark');
    await engine.addAccount(shop);
    expect(cookies()).toEqual(['yes']);
    expect(live(shown)).toEqual({ theme: 'dark' });
  });

  it('can be the cookies, and each account has its own again when they are no longer shared', async () => {
    await engine.choose(shop.siteId, { carried: { ...usual, cookies: 'shared' } });
    await engine.switchAccount(shop, ben);
    expect(cookies()).toEqual(['ann', 'ann']);
    await engine.switchAccount(shop, ann);
    await engine.choose(shop.siteId, { carried: usual });
    await engine.switchAccount(shop, ben);
    expect(cookies()).toEqual(['ben', 'ben']);
  });

  it('can be the cookies, and the sign-in that was common is not stored as whoever is active afterwards', async () => {
    await engine.choose(shop.siteId, { carried: { ...usual, cookies: 'shared' } });
    await engine.switchAccount(shop, ben);
    await engine.choose(shop.siteId, { carried: usual });
    await engine.switchAccount(shop, ann);
    await engine.switchAccount(shop, ben);
    expect(cookies()).toEqual(['ben', 'ben']);
  });
});

describe('caches of answers', () => {
  const answer = (text: string): CachedAnswer => ({
    method: 'GET',
    url: `${shown}/page`,
    requestHeaders: [],
    status: 200,
    statusText: 'OK',
    headers: [['content-type', 'text/html']],
    body: new Blob([text]),
  });
  const cached = () => [...world.storage.origin(shown).caches].map(([name, { length }]) => [name, length]);

  it('go with the account where that was chosen, and come back with it', async () => {
    await engine.choose(shop.siteId, { carried: { ...usual, caches: 'own' } });
    world.storage.origin(shown).caches.set('pages', [answer('ann'), answer('ann 2')]);
    await engine.switchAccount(shop, ben);
    expect(cached()).toEqual([]);
    world.storage.origin(shown).caches.set('pages', [answer('ben')]);
    await engine.switchAccount(shop, ann);
    expect(cached()).toEqual([['pages', 2]]);
    expect(world.dropped).toContain(shown);
  });

  it('are not read where they are deleted, as is usual', async () => {
    world.storage.origin(shown).caches.set('pages', [answer('ann')]);
    await engine.switchAccount(shop, ben);
    expect((await world.vault.jarOf(ann))?.origins).toMatchObject([{ origin: shown, caches: null }]);
  });
});

describe('what is deleted at each switch', () => {
  it('goes, and does not come back', async () => {
    await seedStorage(world);
    await engine.choose(shop.siteId, { carried: { ...usual, databases: 'deleted' } });
    await engine.switchAccount(shop, ben);
    expect([...world.storage.origin(shown).databases]).toEqual([]);
    expect(live(hidden)).toEqual({ token: `ben ${hidden}` });
    await engine.switchAccount(shop, ann);
    expect([...world.storage.origin(hidden).databases]).toEqual([]);
    expect(live(hidden)).toEqual({ token: `ann ${hidden}` });
  });
});

describe('a sign-in that no cookie tells of', () => {
  const signIn = () => world.storage.origin(shown).local.set('access_token', 'a-token-of-somebody');
  const rows = async () => {
    const view = await engine.popupView(tab);
    return view.kind === 'accounts' ? [view.rows.length, view.unsure] : view.kind;
  };

  beforeEach(async () => {
    await engine.addAccount(shop);
    expect(cookies()).toEqual([]);
  });

  it('joins the list when the popup is opened, if the site was sent something meanwhile', async () => {
    signIn();
    expect(await rows()).toEqual([2, true]);
    await engine.noticeAnswer({ ...visit(shown), method: 'POST', document: false, mainFrame: false });
    expect(await rows()).toEqual([3, false]);
  });

  it('is not lost when its person goes to another account at once', async () => {
    signIn();
    await engine.noticeAnswer({ ...visit(shown), method: 'POST', document: false, mainFrame: false });
    await engine.switchAccount(shop, ben);
    expect((await rows())[0]).toBe(3);
    expect(live(shown)).toEqual({});
  });

  it('is none when nothing was sent, and coming back leaves no trace', async () => {
    signIn();
    await engine.goBack(shop);
    expect(await rows()).toEqual([2, false]);
  });
});

function visit(origin: string) {
  return anAnswer({ url: `${origin}/` });
}

function rowsIn(name: string): Promise<number> {
  return new Promise((resolve) => {
    const request = indexedDB.open(name);
    request.onsuccess = () => {
      const count = request.result.transaction('rows').objectStore('rows').count();
      count.onsuccess = () => resolve(count.result);
    };
  });
}

function deleteRow(name: string, key: IDBValidKey): Promise<void> {
  return new Promise((resolve) => {
    const request = indexedDB.open(name);
    request.onsuccess = () => {
      const transaction = request.result.transaction('rows', 'readwrite');
      transaction.objectStore('rows').delete(key);
      transaction.oncomplete = () => resolve();
    };
  });
}
