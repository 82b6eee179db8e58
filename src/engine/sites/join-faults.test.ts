import { beforeEach, describe, expect, it } from 'vitest';
import type { SiteId } from '@/domain/ids';
import { cookieJar } from '@/domain/jar';
import { shop } from '@/testing/builders';
import { failsOnce, never, withFault } from '@/testing/faults';
import { atIdp, cid, cidAtIdp, domains, idp, ledToIdp, live, names, wish } from '@/testing/idp-site';
import { engine, nextWorker, world } from '@/testing/scene';
import { ann, ben } from '@/testing/two-accounts';

/** What an inclusion may meet: every call of the browser failing once, and the worker dying before every call. */

/** Everybody is there, and each shows what was theirs: at shop.test, and at idp.test. */
async function outcome(join: boolean): Promise<string> {
  const isOne = (await domains()).length === 1 && (await domains())[0]?.length === 3;
  const owner = join ? cid : ann;
  if (!isOne) {
    // As it was; an own Site's account may have been put away already.
    const own = { siteId: 'idp.test' as SiteId, storeId: shop.storeId };
    if (join) await engine.switchAccount(own, cid);
    expect(atIdp()).toEqual([`idp.test sso=${owner}`]);
    await engine.goBack(shop);
    expect(live()).toEqual([`idp.test sso=${owner}`, 'shop.test seen=ann', 'shop.test sid=ann']);
    return 'before';
  }
  expect(live()).toEqual([]);
  await engine.goBack(shop);
  const atShop = {
    ann: ['shop.test ann', 'shop.test ann'],
    ben: ['shop.test ben', 'shop.test ben'],
    cid: [],
  };
  for (const id of join ? [cid, ben, ann, cid] : [ben, ann, ben, ann]) {
    await engine.switchAccount(shop, id);
    const idps = id === owner ? [`idp.test ${owner}`] : [];
    expect(names(cookieJar(world.cookies.content()))).toEqual([...idps, ...atShop[id as 'ann']]);
    const device = [...world.storage.origin(idp).local.values()];
    expect(device).toEqual(id === owner ? ['ann'] : []);
  }
  return 'after';
}

/** What becomes of an inclusion that meets the fault before one of its calls, whichever it is. */
async function outcomes(join: boolean, fault: () => () => Promise<void> | void): Promise<Set<string>> {
  const found = new Set<string>();
  for (let at = 1; ; at++) {
    await ledToIdp();
    if (join) await cidAtIdp();
    const included = () => engine.includeDomain({ ...wish, join }).catch(() => undefined);
    if (!(await withFault(world, included, at, fault()))) return found;
    nextWorker();
    await engine.tendAll(shop.storeId);
    found.add(await outcome(join));
  }
}

describe('a worker that dies before any call of an inclusion', () => {
  it.each([false, true])(
    'leaves it done or not done, and loses nobody (joined: %s)',
    async (join) => {
      expect(await outcomes(join, () => never)).toEqual(new Set(['before', 'after']));
    },
    120_000,
  );
});

describe('a call of an inclusion that fails', () => {
  it.each([false, true])(
    'leaves it done or not done, and loses nobody (joined: %s)',
    async (join) => {
      expect(await outcomes(join, failsOnce)).toEqual(new Set(['before', 'after']));
    },
    120_000,
  );
});

describe('two inclusions at once', () => {
  const ofShop = { ...wish, join: true, tabId: null };
  const asDone = async () => (await domains()).map((one) => one.slice(1).toSorted());

  beforeEach(async () => {
    await ledToIdp();
    await cidAtIdp();
    await world.local.set({ stores: [shop.storeId] });
  });

  it('do not wait for one another for ever, also where each is of the other', async () => {
    const other = { siteId: 'idp.test' as SiteId, domain: 'shop.test', join: true, tabId: null };
    const results = await Promise.allSettled([engine.includeDomain(ofShop), engine.includeDomain(other)]);
    expect(results[0].status).toBe('fulfilled');
    expect(await asDone()).toEqual([['idp.test', 'shop.test']]);
  });

  it('are both done to their end, whenever the worker dies', async () => {
    const another = { siteId: 'mail.test' as SiteId, domain: 'mail.example', join: false, tabId: null };
    for (let at = 1; ; at++) {
      await ledToIdp();
      await cidAtIdp();
      await world.local.set({
        stores: [shop.storeId],
        sites: { 'shop.test': 'shop.test', 'idp.test': 'idp.test', 'mail.test': 'mail.test' },
        'site/mail.test': {
          ...{ id: 'mail.test', domains: ['mail.test'], accounts: [], leaving: [] },
          tellPage: false,
        },
      });
      const both = () => [engine.includeDomain(another), engine.includeDomain(ofShop)];
      const hit = await withFault(world, () => Promise.allSettled(both()), at, never);
      nextWorker();
      await engine.tendAll(shop.storeId);
      await Promise.all(both());
      expect(await asDone()).toEqual([
        ['idp.test', 'shop.test'],
        ['mail.example', 'mail.test'],
      ]);
      expect(world.local.content.get('joining')).toBeNull();
      if (!hit) break;
    }
  }, 120_000);
});
