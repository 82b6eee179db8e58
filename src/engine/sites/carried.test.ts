import { beforeEach, describe, expect, it } from 'vitest';
import type { TabId } from '@/domain/ids';
import { usual } from '@/domain/jar/carried';
import type { CachedAnswer } from '@/domain/jar/web-storage';
import { aCookie, shop } from '@/testing/builders';
import type { FakeWorld } from '@/testing/fake-world';
import { ann, ben, liveStorage, seedStorage, storageOf, worldOfTwo } from '@/testing/two-accounts';
import type { Engine } from '../engine';

/** What becomes of each kind at a switch, by what was chosen for the Site. */

const tab = 1 as TabId;
const shown = 'https://www.shop.test';
const hidden = 'https://api.shop.test';
let world: FakeWorld;
let engine: Engine;

beforeEach(async () => {
  world = await worldOfTwo();
  engine = world.startWorker();
});

const live = (origin: string) => Object.fromEntries(world.storage.origin(origin).local);
const cookies = () => world.cookies.content().map(({ value }) => value);

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
