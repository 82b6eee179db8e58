import { beforeEach, describe, expect, it } from 'vitest';
import type { TabId } from '@/domain/ids';
import { anAnswer, aTab, shop } from '@/testing/builders';
import { dieSwitching } from '@/testing/faults';
import { token } from '@/testing/people';
import { engine, newWorldOfTwo, nextWorker, world } from '@/testing/scene';
import { ann, ben, liveStorage, seedStorage, storageOf } from '@/testing/two-accounts';

/** Origins that all accounts of a Site have in common. */

const tab = 1 as TabId;
const shown = 'https://www.shop.test';
const hidden = 'https://api.shop.test';

beforeEach(async () => {
  await newWorldOfTwo();
  await seedStorage(world);
});

const local = (origin: string) => Object.fromEntries(world.storage.origin(origin).local);
const cookies = () => world.cookies.content().map(({ value }) => value);
const share = (origin: string, shared = true) => engine.shareOrigin(shop.siteId, origin, shared);
const shared = async () => {
  const [site] = (await engine.optionsView()).sites;
  return site?.origins.filter((one) => one.shared).map(({ origin }) => origin);
};

describe('an origin that the accounts share', () => {
  it('holds up no switch where it does not answer, and is left alone', async () => {
    world.storage.unreachable.add(hidden);
    await expect(engine.switchAccount(shop, ben)).rejects.toMatchObject({
      code: 'origin/unreachable',
      subject: hidden,
    });
    await share(hidden);
    await engine.switchAccount(shop, ben);
    expect([cookies(), local(shown), local(hidden)]).toEqual([
      ['ben', 'ben'],
      { token: `ben ${shown}` },
      { token: `ann ${hidden}` },
    ]);
    expect(await shared()).toEqual([hidden]);
  });

  it('is left alone where tabs show it too, with what they keep themselves, and the rest is exchanged', async () => {
    await share(shown);
    await engine.switchAccount(shop, ben);
    expect([cookies(), local(shown), local(hidden)]).toEqual([
      ['ben', 'ben'],
      { token: `ann ${shown}` },
      { token: `ben ${hidden}` },
    ]);
    expect([...world.storage.session(tab, shown)]).toEqual([['token', 'ann']]);
  });

  it('keeps what service workers have stored there, also where that goes with the account elsewhere', async () => {
    for (const origin of [shown, hidden]) world.storage.origin(origin).caches.set('pages', []);
    await share(hidden);
    await engine.switchAccount(shop, ben);
    expect([shown, hidden].map((origin) => world.storage.origin(origin).caches.size)).toEqual([0, 1]);
    await engine.choose(shop.siteId, { carried: { caches: 'own' } });
    await engine.switchAccount(shop, ann);
    await share(shown);
    await engine.switchAccount(shop, ben);
    expect(world.storage.origin(hidden).caches.size).toBe(1);
  });

  it('holds up none where its page does not say what it keeps', async () => {
    world.tabs.silent.add(tab);
    await expect(engine.switchAccount(shop, ben)).rejects.toMatchObject({ code: 'origin/silent' });
    await share(shown);
    await engine.switchAccount(shop, ben);
    expect(cookies()).toEqual(['ben', 'ben']);
  });

  it('is each account’s own again once that is chosen, as it was stored', async () => {
    await engine.switchAccount(shop, ben);
    await engine.switchAccount(shop, ann);
    await share(hidden);
    await engine.switchAccount(shop, ben);
    await engine.switchAccount(shop, ann);
    await share(hidden, false);
    expect(await shared()).toEqual([]);
    await engine.switchAccount(shop, ben);
    expect(liveStorage(world)).toEqual(storageOf('ben'));
    await engine.switchAccount(shop, ann);
    expect(liveStorage(world)).toEqual(storageOf('ann'));
  });

  it('is not put down to whoever is active where it became so while it was shared', async () => {
    await engine.switchAccount(shop, ben);
    await engine.switchAccount(shop, ann);
    await share(hidden);
    await engine.switchAccount(shop, ben);
    await share(hidden, false);
    await engine.switchAccount(shop, ann);
    expect(liveStorage(world)).toEqual(storageOf('ann'));
    await engine.switchAccount(shop, ben);
    expect(liveStorage(world)).toEqual(storageOf('ben'));
  });

  it('does not tell whose the rest is before a switch has exchanged it', async () => {
    const named = (sub: string) => token({ iss: 'shop', sub, name: `The ${sub}` });
    world.storage.origin(hidden).local.set('access_token', named('ann'));
    await engine.switchAccount(shop, ben);
    world.storage.origin(hidden).local.set('access_token', named('ben'));
    await engine.switchAccount(shop, ann);
    await share(hidden);
    await engine.switchAccount(shop, ben);
    await share(hidden, false);
    world.tabs.open.push(aTab({ id: 2 as TabId, url: `${hidden}/` }));
    await engine.noticeTab(2 as TabId, true);
    const { accounts } = await engine.siteAccounts(shop.siteId);
    expect(accounts.map(({ label }) => label)).toEqual(['ann', 'ben']);
    await engine.switchAccount(shop, ann);
    expect([cookies(), local(hidden)]).toMatchObject([['ann', 'ann'], { access_token: named('ann') }]);
    await engine.switchAccount(shop, ben);
    expect([cookies(), local(hidden)]).toMatchObject([['ben', 'ben'], { access_token: named('ben') }]);
    expect((await engine.siteAccounts(shop.siteId)).accounts).toHaveLength(2);
  });

  it('was emptied for a new account, and that empties nobody’s', async () => {
    await engine.addAccount(shop);
    expect(local(hidden)).toEqual({});
    await share(hidden);
    await engine.goBack(shop);
    await share(hidden, false);
    await engine.switchAccount(shop, ben);
    await engine.switchAccount(shop, ann);
    expect(liveStorage(world)).toEqual(storageOf('ann'));
  });

  it('is the active account’s with what came meanwhile, where nobody else was', async () => {
    await share(hidden);
    world.storage.origin(hidden).local.set('token', 'renewed');
    await share(hidden, false);
    await engine.switchAccount(shop, ben);
    await engine.switchAccount(shop, ann);
    expect(local(hidden)).toEqual({ token: 'renewed' });
  });

  const die = async () => {
    await dieSwitching(world, engine, ben);
    nextWorker();
  };

  it('does not keep an open switch from being undone', async () => {
    await die();
    world.storage.unreachable.add(hidden);
    await share(hidden);
    await engine.switchAccount(shop, ben);
    expect([cookies(), local(shown)]).toEqual([['ben', 'ben'], { token: `ben ${shown}` }]);
  });

  it('may have been left between two accounts by an open switch, and is neither’s then', async () => {
    await die();
    expect(local(hidden)).toEqual({ token: `ben ${hidden}` });
    await share(hidden);
    await engine.tendAll(shop.storeId);
    expect(cookies()).toEqual(['ann', 'ann']);
    await share(hidden, false);
    await engine.switchAccount(shop, ben);
    await engine.switchAccount(shop, ann);
    expect(liveStorage(world)).toEqual(storageOf('ann'));
  });

  it('keeps what it has where it is shared no more before a switch is undone that has left it alone', async () => {
    await share(hidden);
    world.storage.origin(hidden).local.set('token', 'common');
    await die();
    await share(hidden, false);
    await engine.tendAll(shop.storeId);
    expect([cookies(), local(hidden)]).toEqual([['ann', 'ann'], { token: 'common' }]);
  });

  it('has pages that say nothing of whether the site knows the account', async () => {
    await share('https://admin.shop.test');
    await engine.switchAccount(shop, ben);
    world.tabs.open.push(aTab({ id: 2 as TabId, url: 'https://admin.shop.test/login' }));
    world.tabs.passwords.add(2 as TabId);
    await engine.noticeTab(2 as TabId, true);
    const { rows } = (await engine.popupView(tab)) as { rows?: readonly { status: string }[] };
    expect(rows?.map(({ status }) => status)).toEqual(['signed-in', 'active']);
  });

  it('says nothing of whether what the others keep is the account’s, where its sign-in is there alone', async () => {
    world.cookies.clear();
    world.storage.origin(shown).local.clear();
    world.storage.origin(hidden).local.set('id_token', token({ sub: 'ann' }));
    await engine.switchAccount(shop, ben);
    await engine.switchAccount(shop, ann);
    await share(hidden);
    world.storage.origin(shown).local.set('draft', 'new');
    await engine.switchAccount(shop, ben);
    await engine.switchAccount(shop, ann);
    expect(local(shown)).toEqual({ draft: 'new' });
  });

  it('is shared no more once what it keeps was deleted', async () => {
    await share(hidden);
    await engine.forgetOrigin(shop.siteId, hidden);
    world.storage.origin(hidden).local.set('token', 'ann');
    await world.local.set({
      'origins/shop.test': [{ origin: hidden, visitedAt: 1, emptyIn: [], path: null }],
    });
    expect(await shared()).toEqual([]);
    await engine.switchAccount(shop, ben);
    expect(local(hidden)).toEqual({});
  });

  it('is the active account’s from then on, once what it keeps was deleted', async () => {
    await share(hidden);
    await engine.switchAccount(shop, ben);
    await engine.forgetOrigin(shop.siteId, hidden);
    await engine.noticeAnswer(anAnswer({ url: `${hidden}/` }));
    world.storage.origin(hidden).local.set('token', 'new');
    await engine.switchAccount(shop, ann);
    expect(local(hidden)).toEqual({});
    await engine.switchAccount(shop, ben);
    expect(local(hidden)).toEqual({ token: 'new' });
  });

  it.each(['https://other.test', 'shop.test', 'chrome://settings', ''])('cannot be %j', async (origin) => {
    await share(origin);
    expect((await engine.optionsView()).sites[0]?.choices.sharedOrigins).toEqual([]);
  });

  it('is among those that are known, though no page of it was ever loaded', async () => {
    const dev = 'http://dev.shop.test:5173';
    await share(dev);
    expect(await shared()).toEqual([dev]);
    await share(dev, false);
    expect(await shared()).toEqual([]);
    const [site] = (await engine.optionsView()).sites;
    expect(site?.origins).toContainEqual({ origin: dev, empty: false, shared: false, path: null });
  });

  it('can be told by an address of it', async () => {
    await share(`${hidden}/robots.txt`);
    expect(await shared()).toEqual([hidden]);
  });
});
