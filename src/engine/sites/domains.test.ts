import { beforeEach, describe, expect, it } from 'vitest';
import type { AccountId, SiteId, StoreId, TabId } from '@/domain/ids';
import { cookieJar, type Jar } from '@/domain/jar';
import type { PopupView } from '@/domain/view';
import { aCookie, anAnswer, aTab, jarOf, shop } from '@/testing/builders';
import { createFakeWorld, type FakeWorld } from '@/testing/fake-world';
import { ann, ben, seedTwoAccounts } from '@/testing/two-accounts';
import type { Engine } from '../engine';

const tab = 1 as TabId;
const start = 'https://www.shop.test/notes';
const there = 'https://login.idp.test/authorize?state=1';
const idp = 'https://login.idp.test';
const wish = { siteId: shop.siteId, domain: 'idp.test', join: false, tabId: tab };
/** Somebody who has an account at idp.test alone. */
const cid = 'cid' as AccountId;

let world: FakeWorld;
let engine: Engine;

/** What signs somebody in at idp.test. */
const idpCookie = (person: string) =>
  aCookie({ name: 'sso', value: person, domain: 'idp.test', hostOnly: false });

function show(url: string): void {
  world.tabs.open.splice(0, 1, aTab({ url }));
}

/** shop.test with ann and ben, of whom ann was put away; her sign-in leads the tab to idp.test, which remembers her. */
async function adding(): Promise<void> {
  world = createFakeWorld();
  await world.session.set({ started: 1 });
  await seedTwoAccounts(world, jarOf('ann'), jarOf('ben'));
  show(start);
  engine = world.startWorker();
  world.cookies.write(idpCookie('ann'));
  world.storage.origin(idp).local.set('device', 'ann');
  await engine.addAccount({ ...shop, tabId: tab });
  show(there);
  world.tabs.reloaded.length = 0;
}

/** idp.test is used as a Site of its own, with cid active there. */
async function ownSite(): Promise<void> {
  await world.local.set({
    sites: { 'shop.test': 'shop.test', 'idp.test': 'idp.test' },
    'site/idp.test': { id: 'idp.test', domains: ['idp.test'], accounts: [cid], leaving: [], tellPage: false },
    'account/cid': { id: cid, siteId: 'idp.test', label: 'ann', colour: 'red', addedAt: 0 },
    'live/idp.test/0': { active: cid, adding: null, lapsed: false },
  });
  world.cookies.write(idpCookie('cid'));
}

async function view(): Promise<Extract<PopupView, { kind: 'accounts' }>> {
  const seen = await engine.popupView(tab);
  if (seen.kind !== 'accounts') throw new Error(`The popup shows ${seen.kind}`);
  return seen;
}

const live = () =>
  world.cookies
    .content()
    .map(({ name, value, domain }) => `${domain} ${name}=${value}`)
    .toSorted();
const atIdp = () => live().filter((line) => line.startsWith('idp.test'));
const domains = async () => (await engine.optionsView()).sites.map((site) => [site.id, ...site.domains]);
/** Sorted, for which domain comes first says nothing. */
const names = (jar: Jar | null) => jar?.cookies.map(({ domain, value }) => `${domain} ${value}`).toSorted();
const annsJar = ['idp.test ann', 'shop.test ann', 'shop.test ann'];

beforeEach(adding);

describe('the popup on a domain that a sign-in has led to', () => {
  it('shows the list of the Site that waits, and offers to include the domain', async () => {
    const { siteName, adding: pending } = await view();
    expect(siteName).toBe('shop.test');
    expect(pending?.back?.label).toBe('ann');
    expect(pending?.include).toEqual({
      siteId: 'shop.test',
      tabId: tab,
      domain: 'idp.test',
      origins: ['*://*.idp.test/*', 'ws://*.idp.test/*', 'wss://*.idp.test/*'],
      permitted: true,
      joins: null,
    });
  });

  it('does so in a tab that was opened from one of the Site', async () => {
    world.tabs.open.splice(0, 1, aTab({ url: start }), aTab({ id: 2 as TabId, url: there, opener: tab }));
    const seen = await engine.popupView(2 as TabId);
    expect(seen.kind === 'accounts' && seen.adding?.include?.domain).toBe('idp.test');
  });

  it('offers nothing in any other tab, nor when nothing is being added', async () => {
    world.tabs.open.push(aTab({ id: 2 as TabId, url: there }));
    expect((await engine.popupView(2 as TabId)).kind).toBe('ask');
    await engine.goBack(shop);
    expect((await engine.popupView(tab)).kind).toBe('ask');
  });

  it('offers nothing in a tab that had left the Site before', async () => {
    await engine.goBack(shop);
    world.tabs.open.splice(0, 1, aTab({ url: there }), aTab({ id: 2 as TabId, url: start }));
    await engine.addAccount({ ...shop, tabId: 2 as TabId });
    expect((await engine.popupView(tab)).kind).toBe('ask');
  });
});

describe('including a domain while it is not certain whose the live jar is', () => {
  it('leaves what is stored of the active account as it is', async () => {
    await engine.goBack(shop);
    await ownSite();
    const doubt = { at: world.time, by: 'return' };
    await world.local.set({ 'live/shop.test/0': { active: ann, adding: null, lapsed: false, doubt } });
    for (const cookie of jarOf('cora').cookies) world.cookies.write(cookie);
    await engine.includeDomain({ ...wish, join: true, tabId: null });
    expect(names(await world.vault.jarOf(ann))).not.toContain('shop.test cora');
  });
});

describe('including a domain', () => {
  it('puts what it holds away with the account before, and leads the tab back', async () => {
    expect(await engine.includeDomain(wish)).toBe('included');
    expect(live()).toEqual([]);
    expect(world.storage.origin(idp).local.size).toBe(0);
    expect(names(await world.vault.jarOf(ann))).toEqual(annsJar);
    expect(await domains()).toEqual([['shop.test', 'shop.test', 'idp.test']]);
    expect(world.tabs.open[0]?.url).toBe(start);
    expect((await view()).adding?.back?.label).toBe('ann');
  });

  it('leads the tab back also while its page is still on its way', async () => {
    const onItsWay = { ...aTab(), url: '' };
    world.tabs.byId = async () => onItsWay;
    await engine.includeDomain(wish);
    expect(world.tabs.open[0]?.url).toBe(start);
  });

  it('has it carried with each account from then on', async () => {
    await engine.includeDomain(wish);
    for (const cookie of [...jarOf('dan').cookies, idpCookie('dan')]) world.cookies.write(cookie);
    world.storage.origin(idp).local.set('device', 'dan');
    await engine.keepLive(shop);
    await engine.switchAccount(shop, ann);
    expect(names(cookieJar(world.cookies.content()))).toEqual(annsJar);
    expect([...world.storage.origin(idp).local]).toEqual([['device', 'ann']]);
    const dan = (await view()).rows.at(-1)?.id as AccountId;
    await engine.switchAccount(shop, dan);
    expect(atIdp()).toEqual(['idp.test sso=dan']);
    expect([...world.storage.origin(idp).local]).toEqual([['device', 'dan']]);
  });

  it('shows whoever was stored before as nobody there', async () => {
    await engine.includeDomain(wish);
    await engine.goBack(shop);
    await engine.switchAccount(shop, ben);
    expect(live()).toEqual(['shop.test seen=ben', 'shop.test sid=ben']);
    expect(world.storage.origin(idp).local.size).toBe(0);
    await engine.switchAccount(shop, ann);
    expect(atIdp()).toEqual(['idp.test sso=ann']);
  });

  it('waits for the permission and goes on when it arrives', async () => {
    for (const origin of (await view()).adding?.include?.origins ?? []) world.withheld.add(origin);
    expect(await engine.includeDomain(wish)).toBe('waiting');
    expect(atIdp()).toEqual(['idp.test sso=ann']);
    world.withheld.clear();
    engine = world.startWorker();
    expect(await engine.resumeUse(['*://*/*'])).toBe(tab);
    expect(await domains()).toEqual([['shop.test', 'shop.test', 'idp.test']]);
    expect(atIdp()).toEqual([]);
    expect(await engine.resumeUse(['*://*/*'])).toBeNull();
  });

  it('does nothing, and is no Site of its own, where a page there has something unsaved', async () => {
    world.tabs.asking.add(tab);
    await expect(engine.includeDomain(wish)).rejects.toMatchObject({ code: 'page/unsaved' });
    expect(atIdp()).toEqual(['idp.test sso=ann']);
    expect(await domains()).toEqual([['shop.test', 'shop.test']]);
    expect(world.local.content.get('joining')).toBeNull();
    await engine.goBack(shop);
    expect(live()).toEqual(['idp.test sso=ann', 'shop.test seen=ann', 'shop.test sid=ann']);
  });

  it('does nothing either where a cookie there cannot be removed, and holds nothing up', async () => {
    world.fault = (call) => {
      if (call === 'cookies.remove') throw new Error('Refused');
    };
    await expect(engine.includeDomain(wish)).rejects.toThrow();
    world.fault = () => undefined;
    expect(await domains()).toEqual([['shop.test', 'shop.test']]);
    expect(atIdp()).toEqual(['idp.test sso=ann']);
    expect(world.barriers.has('idp.test')).toBe(false);
  });

  it('makes an account of whoever is there where nobody was put away', async () => {
    await engine.goBack(shop);
    await engine.signOutAll(shop);
    show(start);
    await engine.addAccount({ ...shop, tabId: tab });
    show(there);
    await engine.includeDomain(wish);
    expect((await view()).rows.map(({ label }) => label)).toEqual(['Account 1']);
    expect(atIdp()).toEqual([]);
    await engine.switchAccount(shop, (await view()).rows[0]?.id as AccountId);
    expect(atIdp()).toEqual(['idp.test sso=ann']);
  });

  it('refuses what is no domain', async () => {
    for (const domain of ['login.idp.test', 'IDP.test', 'a b', 'chrome://x'])
      await expect(engine.includeDomain({ ...wish, domain })).rejects.toMatchObject({ code: 'domain/unfit' });
  });

  it('from the settings leaves what the domain holds with whoever is active', async () => {
    await engine.goBack(shop);
    expect(await engine.includeDomain({ ...wish, tabId: null })).toBe('included');
    expect(atIdp()).toEqual(['idp.test sso=ann']);
    await engine.switchAccount(shop, ben);
    expect(atIdp()).toEqual([]);
    await engine.switchAccount(shop, ann);
    expect(atIdp()).toEqual(['idp.test sso=ann']);
  });

  it('late answers from before it are filed with the account before, and set nothing', async () => {
    const { startedAt } = { startedAt: world.time };
    world.time += 1000;
    const late = { ...idpCookie('renewed'), name: 'late' };
    const url = 'https://login.idp.test/me';
    await engine.includeDomain(wish);
    await engine.fileLate({ url, storeId: shop.storeId, startedAt, cookies: [late] });
    expect(atIdp()).toEqual([]);
    expect(names(await world.vault.jarOf(ann))).toContain('idp.test renewed');
  });

  it('arriving there is no sign-in, and coming back is', async () => {
    await engine.includeDomain(wish);
    const answer = anAnswer({
      url: there,
      startedAt: world.time,
      at: world.time,
      fromElsewhere: true,
      httpOnlyCookies: ['_interaction'],
    });
    world.cookies.write(aCookie({ name: '_interaction', domain: 'idp.test' }));
    await engine.noticeAnswer(answer);
    expect((await view()).rows).toHaveLength(2);
    for (const cookie of jarOf('dan').cookies) world.cookies.write(cookie);
    await engine.noticeAnswer({ ...answer, url: 'https://www.shop.test/callback', httpOnlyCookies: ['sid'] });
    expect((await view()).rows).toHaveLength(3);
  });
});

describe('a domain that belongs to another Site', () => {
  beforeEach(ownSite);

  it('is offered with what joining both means', async () => {
    expect((await view()).adding?.include?.joins).toEqual({ siteName: 'idp.test', accounts: 1 });
    await expect(engine.includeDomain(wish)).rejects.toMatchObject({ code: 'domain/taken' });
    expect(atIdp()).toEqual(['idp.test sso=cid']);
  });

  it('shows its own list in a tab that was opened beside one of the Site', async () => {
    world.tabs.open.push(aTab({ id: 2 as TabId, url: there, opener: tab }));
    const seen = await engine.popupView(2 as TabId);
    expect(seen.kind === 'accounts' && seen.siteName).toBe('idp.test');
  });

  it('joined, both share one list, and every account keeps its own', async () => {
    await engine.includeDomain({ ...wish, join: true });
    expect(live()).toEqual([]);
    expect(await domains()).toEqual([['shop.test', 'shop.test', 'idp.test']]);
    expect((await view()).rows.map(({ label }) => label)).toEqual(['ann', 'ben', 'ann 2']);
    await engine.switchAccount(shop, cid);
    expect(live()).toEqual(['idp.test sso=cid']);
    await engine.switchAccount(shop, ann);
    expect(live()).toEqual(['shop.test seen=ann', 'shop.test sid=ann']);
    await engine.switchAccount(shop, cid);
    expect(live()).toEqual(['idp.test sso=cid']);
  });

  it('from the settings leaves the Site’s active account active', async () => {
    await engine.goBack(shop);
    show('https://www.shop.test/');
    await engine.includeDomain({ ...wish, tabId: null, join: true });
    expect((await view()).rows.map(({ label, active }) => [label, active])).toEqual([
      ['ann', true],
      ['ben', false],
      ['ann 2', false],
    ]);
    expect(live()).toEqual(['shop.test seen=ann', 'shop.test sid=ann']);
    await engine.switchAccount(shop, cid);
    expect(live()).toEqual(['idp.test sso=cid']);
  });

  it('takes along what can still be taken back', async () => {
    await engine.signOutOne({ siteId: 'idp.test' as SiteId, storeId: shop.storeId }, cid);
    await engine.includeDomain({ ...wish, join: true });
    await engine.undoSignOut(shop, cid);
    expect((await view()).rows.map(({ label }) => label)).toEqual(['ann', 'ben', 'ann 2']);
    expect(await world.vault.jarOf(cid)).not.toBeNull();
  });

  it('puts away who is live in every container', async () => {
    const other = 'firefox-container-1' as StoreId;
    await world.local.set({
      stores: [shop.storeId, other],
      'live/idp.test/0': { active: null, adding: null, lapsed: false },
      [`live/idp.test/${other}`]: { active: cid, adding: null, lapsed: false },
    });
    world.cookies.clear();
    world.cookies.write(idpCookie('cid'), other);
    await engine.includeDomain({ ...wish, join: true });
    expect(world.cookies.content(other)).toEqual([]);
    await engine.switchAccount(shop, cid);
    expect(atIdp()).toEqual(['idp.test sso=cid']);
  });
});

describe('two inclusions at once', () => {
  const ofShop = { ...wish, join: true, tabId: null };
  const asDone = async () => (await domains()).map((one) => one.slice(1).toSorted());

  beforeEach(async () => {
    await ownSite();
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
      await adding();
      await ownSite();
      await world.local.set({
        stores: [shop.storeId],
        sites: { 'shop.test': 'shop.test', 'idp.test': 'idp.test', 'mail.test': 'mail.test' },
        'site/mail.test': {
          ...{ id: 'mail.test', domains: ['mail.test'], accounts: [], leaving: [] },
          tellPage: false,
        },
      });
      const both = () => [engine.includeDomain(another), engine.includeDomain(ofShop)];
      const hit = await withFault(() => Promise.allSettled(both()), at, never);
      engine = world.startWorker();
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

describe('removing a domain', () => {
  beforeEach(async () => {
    await engine.includeDomain(wish);
    await engine.goBack(shop);
  });

  it('gives its permission back, and switches leave it alone', async () => {
    await engine.removeDomain(shop.siteId, 'idp.test');
    expect(await domains()).toEqual([['shop.test', 'shop.test']]);
    expect(world.withheld).toContain('*://*.idp.test/*');
    await engine.switchAccount(shop, ben);
    expect(live()).toEqual(['idp.test sso=ann', 'shop.test seen=ben', 'shop.test sid=ben']);
    expect([...world.storage.origin(idp).local]).toEqual([['device', 'ann']]);
    await engine.switchAccount(shop, ann);
    expect(names(await world.vault.jarOf(ann))).toEqual(annsJar);
  });

  it('has its open pages hear that they are told no more, where they were', async () => {
    await engine.choose(shop.siteId, { tellPage: true });
    world.nudged.length = 0;
    await engine.removeDomain(shop.siteId, 'idp.test');
    expect(world.nudged).toEqual(['idp.test']);
    expect(await engine.pageView('https://login.idp.test/', shop.storeId)).toBeNull();
  });

  it('leaves no barrier of its own behind', async () => {
    expect(world.barriers.get('idp.test')).toBe('open');
    await engine.removeDomain(shop.siteId, 'idp.test');
    world.time += 400_000;
    await engine.tend(shop);
    expect([...world.barriers]).toEqual([]);
  });

  it('leaves in stored jars what is not planted any more, for the day that it is added again', async () => {
    await engine.switchAccount(shop, ben);
    await engine.removeDomain(shop.siteId, 'idp.test');
    await engine.switchAccount(shop, ann);
    expect(atIdp()).toEqual([]);
    await engine.switchAccount(shop, ben);
    world.withheld.clear();
    await engine.includeDomain({ ...wish, tabId: null });
    await engine.switchAccount(shop, ann);
    expect(atIdp()).toEqual(['idp.test sso=ann']);
    expect([...world.storage.origin(idp).local]).toEqual([['device', 'ann']]);
  });

  it('is refused for the main one', async () => {
    await expect(engine.removeDomain(shop.siteId, 'shop.test')).rejects.toMatchObject({
      code: 'domain/main',
    });
  });
});

describe('a worker that dies before any call of an inclusion', () => {
  it.each([false, true])(
    'leaves it done or not done, and loses nobody (joined: %s)',
    async (join) => {
      const outcomes = new Set<string>();
      for (let at = 1; ; at++) {
        await adding();
        if (join) await ownSite();
        if (!(await includeWithFault(join, at, never))) break;
        engine = world.startWorker();
        await engine.tendAll(shop.storeId);
        outcomes.add(await outcome(join));
      }
      expect(outcomes).toEqual(new Set(['before', 'after']));
    },
    120_000,
  );
});

describe('a call of an inclusion that fails', () => {
  it.each([false, true])(
    'leaves it done or not done, and loses nobody (joined: %s)',
    async (join) => {
      const outcomes = new Set<string>();
      for (let at = 1; ; at++) {
        await adding();
        if (join) await ownSite();
        let failed = false;
        const once = () => {
          if (failed) return;
          failed = true;
          throw new Error('Failed once');
        };
        if (!(await includeWithFault(join, at, once))) break;
        engine = world.startWorker();
        await engine.tendAll(shop.storeId);
        outcomes.add(await outcome(join));
      }
      expect(outcomes).toEqual(new Set(['before', 'after']));
    },
    120_000,
  );
});

function includeWithFault(join: boolean, at: number, fault: () => Promise<void> | void): Promise<boolean> {
  return withFault(() => engine.includeDomain({ ...wish, join }).catch(() => undefined), at, fault);
}

async function withFault(
  work: () => Promise<unknown>,
  at: number,
  fault: () => Promise<void> | void,
): Promise<boolean> {
  let calls = 0;
  let hit = false;
  world.fault = () => {
    if (++calls < at) return;
    if (calls === at) hit = true;
    return fault();
  };
  await Promise.race([work(), died(() => hit)]);
  world.fault = () => undefined;
  return hit;
}

async function died(hit: () => boolean): Promise<void> {
  while (!hit()) await turn();
  for (let turns = 0; turns < 50; turns++) await turn();
}

const turn = () => new Promise((resolve) => setImmediate(resolve));
const never = () => new Promise<void>(() => undefined);

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
