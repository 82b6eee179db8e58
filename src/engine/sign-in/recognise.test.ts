import fc from 'fast-check';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import type { PageLook } from '@/domain/identity/page-look';
import type { AccountId, Place, StoreId, TabId } from '@/domain/ids';
import type { ObservedAnswer } from '@/domain/sign-in/observed-answer';
import type { RowView } from '@/domain/view';
import { aCookie, anAnswer, shop } from '@/testing/builders';
import { createFakeWorld, type FakeWorld } from '@/testing/fake-world';
import type { Engine } from '../engine';

const tab = 1 as TabId;
let world: FakeWorld;
let engine: Engine;

beforeEach(() => {
  world = createFakeWorld();
  engine = world.startWorker();
});

let sessions = 0;

/** The site signs somebody in: a session that says nothing, and pages that say who it is, if they do. */
function site(person: string | null, { says = true, place = shop }: { says?: boolean; place?: Place } = {}) {
  const value = person === null ? 'anonymous' : `${person} ${++sessions}`;
  world.cookies.write(aCookie({ value }), place.storeId);
  shows(person !== null && says ? person : null);
}

/** Pages show this person from now on; `null`: nobody. */
function shows(person: string | null, more: Partial<PageLook> = {}): void {
  const metas: [string, string][] = person === null ? [] : [['user-login', person]];
  world.tabs.looks.set(tab, { facts: { metas, marks: [], data: [] }, ...more });
}

/** A form was sent and its answer has set a session. */
function form(change: Partial<ObservedAnswer> = {}): Promise<void> {
  const form = { method: 'POST', status: 302, sent: 'password', httpOnlyCookies: ['sid'] } as const;
  return engine.noticeAnswer(anAnswer({ ...form, at: ++world.time, ...change }));
}

const loaded = () => engine.noticeTab(tab, true);

/** Signs in by the site's own form, from the form to the page that follows. */
async function signIn(person: string, options: { says?: boolean } = {}): Promise<void> {
  site(person, options);
  await form();
  await loaded();
}

async function views(at = tab): Promise<readonly RowView[]> {
  const view = await engine.popupView(at);
  return view.kind === 'accounts' ? view.rows : [];
}

const rows = async () => (await views()).map(({ label, active }) => (active ? `${label}*` : label));
const idOf = async (label: string) => (await views()).find((row) => row.label === label)?.id as AccountId;
const live = () => world.cookies.content().map(({ value }) => value.replace(/ \d+$/, ''));
const jarOf = async (label: string) =>
  (await world.vault.jarOf(await idOf(label)))?.cookies.map(({ value }) => value.replace(/ \d+$/, ''));

/** A page is looked at by a worker that dies before its `at`-th call. @returns whether there was such a call */
async function looksWithDeath(at: number): Promise<boolean> {
  let calls = 0;
  world.fault = () => (++calls < at ? undefined : new Promise<void>(() => undefined));
  const looked = loaded().then(() => true);
  while (calls < at && !(await Promise.race([looked, new Promise((go) => setImmediate(go, false))]))) {}
  for (let turns = 0; turns < 30; turns++) await new Promise(setImmediate);
  world.fault = () => undefined;
  return calls >= at;
}

/** Ann and Ben, who is active; both known by what pages show. */
async function annAndBen(): Promise<void> {
  site('ann');
  await engine.useSite(tab);
  await loaded();
  await engine.addAccount(shop);
  shows(null);
  await signIn('ben');
}

describe('whoever is signed in', () => {
  it('is what the account is called by, once a page shows it', async () => {
    site('ann', { says: false });
    await engine.useSite(tab);
    expect(await rows()).toEqual(['Account 1*']);
    shows('ann');
    await loaded();
    expect(await rows()).toEqual(['ann*']);
  });

  it('is not called otherwise than the person wants', async () => {
    site('ann', { says: false });
    await engine.useSite(tab);
    await engine.renameAccount(await idOf('Account 1'), 'Work');
    shows('ann');
    await loaded();
    expect(await rows()).toEqual(['Work*']);
  });

  it('is told by no page that was asked for when somebody else was signed in', async () => {
    await annAndBen();
    shows('ann', { askedAt: 5 });
    await loaded();
    expect(await rows()).toEqual(['ann', 'ben*']);
    expect(await jarOf('ben')).toEqual(['ben']);
  });

  it('has one row, whenever the worker dies that finds out who it is', async () => {
    for (let at = 1, isHit = true; isHit; at++) {
      world = createFakeWorld();
      engine = world.startWorker();
      await annAndBen();
      await engine.addAccount(shop);
      site('ann');
      await form();
      isHit = await looksWithDeath(at);
      engine = world.startWorker();
      await engine.tendAll(shop.storeId);
      await loaded();
      expect(await rows()).toEqual(['ann*', 'ben']);
    }
  });

  it('has none, whenever the worker dies that finds out that it was refused', async () => {
    for (let at = 1, isHit = true; isHit; at++) {
      world = createFakeWorld();
      engine = world.startWorker();
      await annAndBen();
      await engine.addAccount(shop);
      site(null);
      await form({ status: 200 });
      shows(null, { asks: 'password', begunAt: world.time, askedAt: world.time, answeredAt: world.time });
      isHit = await looksWithDeath(at);
      engine = world.startWorker();
      await engine.tendAll(shop.storeId);
      await loaded();
      expect(await rows()).toEqual(['ann', 'ben']);
    }
  });

  describe('after the site has signed somebody out', () => {
    beforeEach(async () => {
      await annAndBen();
      site(null);
      await engine.noticeAnswer(anAnswer({ removed: ['sid'], at: ++world.time }));
      await loaded();
      expect((await views()).map(({ status }) => status)).toEqual(['signed-in', 'ended']);
    });

    it('is they again once a page shows them, though nobody has seen them sign in', async () => {
      site('ben');
      await loaded();
      expect((await views()).map(({ status }) => status)).toEqual(['signed-in', 'active']);
      await engine.switchAccount(shop, await idOf('ann'));
      expect(await jarOf('ben')).toEqual(['ben']);
    });

    it('is nobody as long as it is only kept somewhere who they were', async () => {
      const kept = JSON.stringify({ username: 'ben', name: 'ben' });
      world.storage.origin('https://www.shop.test').local.set('user', kept);
      await loaded();
      expect((await views()).map(({ status }) => status)).toEqual(['signed-in', 'ended']);
      expect(await jarOf('ben')).toEqual(['ben']);
    });
  });

  it('is told by no page when the cookies are those that are stored', async () => {
    await annAndBen();
    shows('cora');
    await loaded();
    expect(await rows()).toEqual(['ann', 'ben*']);
  });

  it('has a picture when the page shows one, and nothing else is taken for it', async () => {
    const url = 'https://www.shop.test/ann.png';
    world.storage
      .origin('https://www.shop.test')
      .local.set('user', JSON.stringify({ id: 7, email: 'ann@x.test', name: 'Ann', picture: url }));
    world.tabs.pictures.set(url, 'data:image/svg+xml,<svg onload="alert(1)"/>');
    site('ann', { says: false });
    await engine.useSite(tab);
    expect((await views())[0]).toMatchObject({ label: 'Ann', handle: 'ann@x.test', avatar: null });
    world.tabs.pictures.set(url, 'data:image/png;base64,AAAA');
    await loaded();
    expect((await views())[0]?.avatar).toBe('data:image/png;base64,AAAA');
  });

  describe('of whom the page shows a picture', () => {
    const url = 'https://www.shop.test/ann.png';
    const found = 'data:image/png;base64,AAAA';
    const keeps = (name: string) =>
      world.storage
        .origin('https://www.shop.test')
        .local.set('user', JSON.stringify({ id: name, email: `${name}@x.test`, name, picture: url }));
    /** With nobody looking at a page for it. */
    const pictures = async () => {
      const list = await engine.listInTab(tab);
      return list?.rows.map(({ label, avatar }) => [label, avatar]);
    };

    it('has it from the start', async () => {
      world.tabs.pictures.set(url, found);
      keeps('Ann');
      site('ann', { says: false });
      await engine.useSite(tab);
      await vi.waitFor(async () => expect(await pictures()).toEqual([['Ann', found]]));
      await engine.addAccount(shop);
      keeps('Ben');
      await signIn('ben', { says: false });
      expect(await pictures()).toEqual([
        ['Ann', found],
        ['Ben', found],
      ]);
    });

    it('is put away while it is loaded, and gets none of another page', async () => {
      let isLoaded: ((picture: string) => void) | null = null;
      world.tabs.picture = () =>
        new Promise((resolve) => {
          isLoaded = resolve;
        });
      keeps('Ann');
      site('ann', { says: false });
      await engine.useSite(tab);
      const looked = loaded();
      const show = await vi.waitUntil(() => isLoaded);
      await engine.addAccount(shop);
      show(found);
      await looked;
      expect(await pictures()).toEqual([['Ann', null]]);
    });
  });

  it('has the picture that its person chose, or none, until they want the one of the site', async () => {
    const [url, own, found] = [
      'https://www.shop.test/ann.png',
      'data:image/png;base64,OWNS',
      'data:image/png;base64,SITE',
    ] as const;
    const { local } = world.storage.origin('https://www.shop.test');
    const keeps = (email: string) =>
      local.set('user', JSON.stringify({ id: 7, email, name: 'Ann', picture: url }));
    world.tabs.pictures.set(url, found);
    keeps('ann@x.test');
    site('ann', { says: false });
    await engine.useSite(tab);
    await loaded();
    const seen = [];
    for (const choice of [own, 'initial', 'site'] as const) {
      await engine.pictureAccount(await idOf('Ann'), choice);
      const [shown] = await views();
      // Whatever else is learned of her.
      keeps(`ann@${choice.length}.test`);
      await loaded();
      seen.push(shown?.avatar, (await views())[0]?.avatar);
    }
    expect(seen).toEqual([own, own, null, null, found, found]);
  });

  it('is offered the picture of the site only once the site has shown one', async () => {
    const url = 'https://www.shop.test/ann.png';
    const { local } = world.storage.origin('https://www.shop.test');
    const keeps = (more: object) =>
      local.set('user', JSON.stringify({ id: 7, email: 'ann@x.test', name: 'Ann', ...more }));
    const isOffered = async () => (await engine.siteAccounts(shop.siteId)).accounts[0]?.sitePicture;
    world.tabs.pictures.set(url, 'data:image/png;base64,SITE');
    keeps({});
    site('ann', { says: false });
    await engine.useSite(tab);
    await loaded();
    await engine.pictureAccount(await idOf('Ann'), 'data:image/png;base64,OWNS');
    expect(await isOffered()).toBe(false);
    keeps({ picture: url });
    await loaded();
    expect(await isOffered()).toBe(true);
    expect((await views())[0]?.avatar).toBe('data:image/png;base64,OWNS');
    await engine.pictureAccount(await idOf('Ann'), 'site');
    expect(await isOffered()).toBe(false);
    expect((await views())[0]?.avatar).toBe('data:image/png;base64,SITE');
  });

  it('is told apart from another of the same name by the handle', async () => {
    const keep = (id: number) =>
      world.storage
        .origin('https://www.shop.test')
        .local.set('user', JSON.stringify({ id, email: `sam${id}@x.test`, name: 'Sam' }));
    keep(1);
    site('sam', { says: false });
    await engine.useSite(tab);
    expect(await rows()).toEqual(['Sam*']);
    await engine.addAccount(shop);
    keep(2);
    await signIn('sam2', { says: false });
    expect((await rows())[1]).toContain('sam2@x.test');
  });
});

describe('a site that gives every visitor a session', () => {
  it('has nobody in the list as long as its page asks for a password', async () => {
    site(null);
    world.tabs.passwords.add(tab);
    await engine.useSite(tab);
    expect(await rows()).toEqual([]);
    world.tabs.passwords.clear();
    await signIn('ann');
    expect(await rows()).toEqual(['ann*']);
  });
});

describe('adding an account', () => {
  beforeEach(async () => {
    site('ann');
    await engine.useSite(tab);
    await loaded();
    await engine.addAccount(shop);
    shows(null);
  });

  it('brings whoever has an account already back to it', async () => {
    await signIn('ann');
    expect(await rows()).toEqual(['ann*']);
    expect(await jarOf('ann')).toEqual(live());
  });

  it.each<[string, Partial<ObservedAnswer>]>([
    ['a form', {}],
    ['a form that a script sends', { mainFrame: false, document: false, status: 200 }],
    [
      'a link from a mail, in a new window',
      {
        method: 'GET',
        sent: 'unseen',
        unbidden: true,
        tabId: 9 as TabId,
        url: 'https://www.shop.test/magic?token=3f9a0c77b1d94e0d8a53',
      },
    ],
    [
      'another site, in a window of its own',
      {
        method: 'GET',
        sent: 'unseen',
        fromElsewhere: true,
        tabId: 9 as TabId,
        url: 'https://www.shop.test/callback?code=3f9a0c77&state=x',
      },
    ],
    ['what another site posts', { sent: 'assertion', fromElsewhere: true }],
  ])('ends by %s', async (_, answer) => {
    site('ben');
    await form(answer);
    await loaded();
    expect(await rows()).toEqual(['ann', 'ben*']);
  });

  it('ends twenty minutes and many workers later', async () => {
    for (let minute = 0; minute < 20; minute++) {
      world.time += 60_000;
      engine = world.startWorker();
      await engine.tendAll(shop.storeId);
    }
    await signIn('ben');
    expect(await rows()).toEqual(['ann', 'ben*']);
  });

  it('goes on after the browser was closed half-way', async () => {
    site(null);
    world.session.content.clear();
    engine = world.startWorker();
    await engine.tendAll(shop.storeId);
    await signIn('ben');
    expect(await rows()).toEqual(['ann', 'ben*']);
  });

  it('ends by what a script keeps, when the page has changed', async () => {
    const user = JSON.stringify({ user: { id: 'b', email: 'ben@x.test', name: 'Ben' } });
    world.storage.origin('https://www.shop.test').local.set('auth', user);
    await engine.noticeTab(tab, false);
    for (const work of world.later.values()) await work();
    expect(await rows()).toEqual(['ann', 'Ben*']);
  });

  it('is not ended by a form without a password, nor by a page that asks for one, and leaves no trace', async () => {
    site(null);
    await form({ sent: 'other' });
    await engine.noticeAnswer(anAnswer({ at: ++world.time, httpOnlyCookies: ['sid'] }));
    shows('ben', { asks: 'password' });
    await loaded();
    shows(null);
    await engine.goBack(shop);
    expect(await rows()).toEqual(['ann*']);
    expect(live()).toEqual(['ann']);
  });

  it('goes on when a password was refused with a new session, and leaves no trace', async () => {
    site(null);
    await form();
    shows(null, { asks: 'password' });
    await loaded();
    expect((await engine.popupView(tab)) as object).toMatchObject({ adding: { back: { label: 'ann' } } });
    shows(null);
    await engine.goBack(shop);
    expect(await rows()).toEqual(['ann*']);
    expect([...world.local.content.keys()].filter((key) => key.startsWith('account/'))).toHaveLength(1);
  });

  it('is not taken back by a page with a password that was gone to later, nor by one in another tab', async () => {
    site('ben', { says: false });
    await form();
    shows(null, { asks: 'password', begunAt: world.time + 1 });
    await loaded();
    shows(null, { asks: 'password', begunAt: 0, askedAt: 0, answeredAt: 0 });
    await loaded();
    expect(await rows()).toEqual(['ann', 'Account 1*']);
  });

  it('has one row where every answer has a new session', async () => {
    site('ben', { says: false });
    await form();
    site('ben', { says: false });
    await engine.noticeAnswer(anAnswer({ at: ++world.time, httpOnlyCookies: ['sid'] }));
    await loaded();
    expect(await rows()).toEqual(['ann', 'Account 1*']);
  });

  it('has one row when a script sends the password and the code, and the page stays', async () => {
    const script = { mainFrame: false, document: false, status: 200 };
    site('ben', { says: false });
    await form(script);
    site('ben', { says: false });
    await form({ ...script, sent: 'code' });
    expect(await rows()).toEqual(['ann', 'Account 1*']);
  });

  it('has a row for each of two who sign in before a page is seen', async () => {
    site('ben', { says: false });
    await form();
    site('cora', { says: false });
    await form();
    expect(await rows()).toEqual(['ann', 'Account 1', 'Account 2*']);
    expect([await jarOf('Account 1'), await jarOf('Account 2')]).toEqual([['ben'], ['cora']]);
  });

  it('has one row however many steps the sign-in has', async () => {
    site('ben', { says: false });
    await form();
    shows(null, { asks: 'password' });
    await loaded();
    expect(await rows()).toEqual(['ann']);
    site('ben', { says: false });
    await form({ sent: 'code' });
    expect(await rows()).toEqual(['ann', 'Account 1*']);
    shows('ben');
    await loaded();
    expect(await rows()).toEqual(['ann', 'ben*']);
  });
});

describe('signing in again', () => {
  it('leaves the account in need of it, where somebody else does', async () => {
    await annAndBen();
    const ann = (await views()).find(({ label }) => label === 'ann')?.id as AccountId;
    await engine.signInAgain(shop, ann);
    shows(null);
    await signIn('ben');
    expect((await views()).map(({ label, status }) => `${label} ${status}`)).toEqual([
      'ann ended',
      'ben active',
    ]);
    expect((await engine.switchAccount(shop, ann)).active).toBeNull();
    await signIn('ann');
    expect(await rows()).toEqual(['ann*', 'ben']);
  });
});

describe('signing in over an account', () => {
  beforeEach(annAndBen);

  it('makes a new one, and what is stored of the other stays', async () => {
    await signIn('cora');
    expect(await rows()).toEqual(['ann', 'ben', 'cora*']);
    expect(await jarOf('ben')).toEqual(['ben']);
    await engine.switchAccount(shop, await idOf('ben'));
    expect(live()).toEqual(['ben']);
  });

  it('goes to the account of whoever has one', async () => {
    await signIn('ann');
    expect(await rows()).toEqual(['ann*', 'ben']);
    expect(await jarOf('ben')).toEqual(['ben']);
    expect(await jarOf('ann')).toEqual(live());
  });

  it('is nothing new when it was the same person again', async () => {
    await signIn('ben');
    expect(await rows()).toEqual(['ann', 'ben*']);
    await engine.switchAccount(shop, await idOf('ann'));
    await engine.switchAccount(shop, await idOf('ben'));
    expect(live()).toEqual(['ben']);
  });

  it('is somebody new when nothing tells who it is', async () => {
    await signIn('cora', { says: false });
    expect(await rows()).toEqual(['ann', 'ben', 'Account 1*']);
    expect(await jarOf('ben')).toEqual(['ben']);
  });

  it('is not lost when another account is chosen before anything tells who it is', async () => {
    site('cora', { says: false });
    await form();
    await engine.switchAccount(shop, await idOf('ann'));
    expect(await rows()).toEqual(['ann*', 'ben', 'Account 1']);
    expect([await jarOf('ben'), await jarOf('Account 1')]).toEqual([['ben'], ['cora']]);
  });

  it('is put down to nobody whom a page shows that was there before', async () => {
    site('cora', { says: false });
    await form();
    shows('ann', { askedAt: 5 });
    await loaded();
    expect(await jarOf('ann')).toEqual(['ann']);
    shows('cora');
    await loaded();
    expect(await rows()).toEqual(['ann', 'ben', 'cora*']);
  });

  it('is one account however many steps it has', async () => {
    site('cora', { says: false });
    await form();
    site('cora', { says: false });
    await form({ sent: 'code' });
    shows(null);
    await loaded();
    expect(await rows()).toEqual(['ann', 'ben', 'Account 1*']);
    expect(await jarOf('ben')).toEqual(['ben']);
  });

  it('is nobody else with a new password, nor with a session that is renewed', async () => {
    site('ben');
    await form({ sent: 'other' });
    await loaded();
    expect(await rows()).toEqual(['ann', 'ben*']);
  });
});

describe('coming back from another site over an account', () => {
  const back = 'https://www.shop.test/callback?code=3f9a0c77&state=x';
  const quiet = async () => {
    engine.noticeCookie('shop.test', shop.storeId);
    for (const work of world.later.values()) await work();
  };

  /** Somebody signs in through another site, which has shown a page of its own, up to the page that follows. */
  async function comesBack(person: string, change: Partial<ObservedAnswer> = {}): Promise<void> {
    site(person, { says: false });
    await engine.noticeAnswer(
      anAnswer({ url: back, fromElsewhere: true, httpOnlyCookies: ['sid'], at: ++world.time, ...change }),
    );
    world.time++;
    await loaded();
    await quiet();
  }
  /** The site asks the other one by itself when an ordinary page is visited. */
  const isRenewed = (person: string, from = 'https://www.shop.test/inbox') =>
    comesBack(person, { ledAwayFrom: from });
  const doubted = async () => {
    const view = await engine.popupView(tab);
    return view.kind === 'accounts' ? (view.doubted?.label ?? null) : null;
  };

  let annId: AccountId;

  beforeEach(async () => {
    site('ann', { says: false });
    await engine.useSite(tab);
    annId = await idOf('Account 1');
    await engine.addAccount(shop);
    await comesBack('ben');
    await engine.switchAccount(shop, annId);
    await loaded();
  });

  it('is asked about, and stored under nobody until then', async () => {
    await comesBack('cora');
    expect(await doubted()).toBe('Account 1');
    expect([await rows(), await jarOf('Account 1')]).toEqual([['Account 1*', 'Account 2'], ['ann']]);
    await engine.keepLive(shop);
    expect(await rows()).toEqual(['Account 1', 'Account 2', 'Account 3*']);
    expect([await jarOf('Account 1'), await jarOf('Account 3'), await doubted()]).toEqual([
      ['ann'],
      ['cora'],
      null,
    ]);
  });

  it('leaves what is stored as it is when its person says so after the session has ended', async () => {
    await comesBack('ann');
    world.cookies.clear();
    await engine.confirmLive(shop, await idOf('Account 1'));
    expect([await jarOf('Account 1'), await doubted()]).toEqual([['ann'], null]);
  });

  it('is the same account when its person says so', async () => {
    await comesBack('ann');
    await engine.confirmLive(shop, await idOf('Account 2'));
    expect(await doubted()).toBe('Account 1');
    await engine.confirmLive(shop, await idOf('Account 1'));
    expect([await rows(), await doubted()]).toEqual([['Account 1*', 'Account 2'], null]);
    expect((await world.vault.jarOf(await idOf('Account 1')))?.cookies).toEqual(world.cookies.content());
  });

  it('is a new account when another is chosen instead of an answer', async () => {
    await comesBack('cora');
    await engine.switchAccount(shop, await idOf('Account 2'));
    expect(await rows()).toEqual(['Account 1', 'Account 2*', 'Account 3']);
    expect([await jarOf('Account 1'), await jarOf('Account 3')]).toEqual([['ann'], ['cora']]);
    await engine.switchAccount(shop, await idOf('Account 1'));
    expect(live()).toEqual(['ann']);
  });

  it('is a new account when the one before is signed out instead of an answer', async () => {
    await comesBack('cora');
    await engine.signOutOne(shop, annId);
    expect((await world.vault.jarOf(annId))?.cookies[0]?.value).toMatch(/^ann /);
    expect([await rows(), await jarOf('Account 3')]).toEqual([['Account 2*', 'Account 3'], ['cora']]);
    await engine.undoSignOut(shop, annId);
    expect([await rows(), live()]).toEqual([['Account 1*', 'Account 2', 'Account 3'], ['ann']]);
  });

  it('leaves what is stored as it is where Hatrack is to keep its hands off from then on', async () => {
    await comesBack('cora');
    await engine.choose(shop.siteId, { multiSession: false });
    expect((await world.vault.jarOf(annId))?.cookies[0]?.value).toMatch(/^ann /);
  });

  it('is signed out as one of all, beside the one before', async () => {
    await engine.choose(shop.siteId, { signOutUrl: 'https://shop.test/out' });
    await comesBack('cora');
    await engine.signOutAll(shop);
    await engine.tend(shop);
    await engine.tend(shop);
    const people = world.errands.map(([, cookies]) => cookies.replace(/^sid=(\w+) .*$/, '$1'));
    expect(people.toSorted()).toEqual(['ann', 'ben', 'cora']);
  });

  it('is nothing at all when the session stays as it was', async () => {
    const before = world.cookies.content();
    world.cookies.write(aCookie({ name: 'last_seen', value: 'now' }));
    await engine.noticeAnswer(
      anAnswer({ url: back, fromElsewhere: true, httpOnlyCookies: ['last_seen'], at: ++world.time }),
    );
    expect([await doubted(), world.cookies.content()]).toEqual([null, expect.arrayContaining(before)]);
    await engine.switchAccount(shop, await idOf('Account 2'));
    expect(await rows()).toEqual(['Account 1', 'Account 2*']);
  });

  it('is a renewal when the site was asked for an ordinary page, and the other one for nothing', async () => {
    await engine.switchAccount(shop, await idOf('Account 2'));
    for (let day = 0; day < 3; day++) {
      await isRenewed('ben');
      expect(await doubted()).toBeNull();
      expect((await world.vault.jarOf(await idOf('Account 2')))?.cookies).toEqual(world.cookies.content());
      await engine.switchAccount(shop, await idOf('Account 1'));
      await engine.switchAccount(shop, await idOf('Account 2'));
    }
    expect(await rows()).toEqual(['Account 1', 'Account 2*']);
  });

  it('is no renewal when another account was the last that the other site came to know', async () => {
    await isRenewed('ben');
    expect(await doubted()).toBe('Account 1');
    expect(await jarOf('Account 1')).toEqual(['ann']);
  });

  it('is no renewal when its person has asked for it', async () => {
    await engine.switchAccount(shop, await idOf('Account 2'));
    await isRenewed('cora', 'https://www.shop.test/auth/sign-in');
    expect(await doubted()).toBe('Account 2');
    expect(await jarOf('Account 2')).toEqual(['ben']);
  });

  it('is no sign-in by a link to a site that renews its session with every answer', async () => {
    await comesBack('ann', { url: 'https://www.shop.test/page' });
    expect(await doubted()).toBeNull();
    await engine.switchAccount(shop, await idOf('Account 2'));
    expect(await rows()).toEqual(['Account 1', 'Account 2*']);
  });

  it('is told by a page that shows the person, where it is known whose the account is', async () => {
    shows('ann');
    await loaded();
    await comesBack('ann');
    expect(await doubted()).toBe('ann');
    shows('ann');
    await loaded();
    expect([await rows(), await doubted()]).toEqual([['ann*', 'Account 2'], null]);
    await comesBack('cora');
    shows('cora');
    await loaded();
    expect([await rows(), await jarOf('ann')]).toEqual([['ann', 'Account 2', 'cora*'], ['ann']]);
  });

  it('does not give an account a name of which it is not certain', async () => {
    await comesBack('cora');
    shows('cora');
    await loaded();
    expect([await rows(), await doubted()]).toEqual([['Account 1*', 'Account 2'], 'Account 1']);
    await engine.keepLive(shop);
    await loaded();
    expect(await rows()).toEqual(['Account 1', 'Account 2', 'cora*']);
  });
});

describe('a password that a script sends', () => {
  const script = { mainFrame: false, document: false, status: 200 } as const;
  /** What waits until it is quiet comes, so many seconds later. */
  const later = async (seconds: number) => {
    world.time += seconds * 1000;
    const waiting = [...world.later.values()];
    world.later.clear();
    for (const work of waiting) await work();
  };
  const stays = (asks: PageLook['asks']) => shows(null, { asks, begunAt: 0, askedAt: 0, answeredAt: 0 });
  const kept = () => [...world.local.content.keys()].filter((key) => key.startsWith('account/'));

  it('is refused where the page still asks a moment later, and leaves no trace', async () => {
    await annAndBen();
    await engine.addAccount(shop);
    site(null);
    await form(script);
    stays('password');
    for (let look = 0; look < 5; look++) await later(2);
    expect([await rows(), kept().length, world.later.size]).toEqual([['ann', 'ben'], 2, 0]);
    await engine.goBack(shop);
    expect([await rows(), live(), kept().length]).toEqual([['ann', 'ben*'], ['ben'], 2]);
  });

  it('is refused when another is sent, which is not', async () => {
    await annAndBen();
    await engine.addAccount(shop);
    site(null);
    stays('password');
    await form(script);
    await later(2);
    site('cora', { says: false });
    await form(script);
    stays('nothing');
    for (let look = 0; look < 5; look++) await later(2);
    expect([await rows(), kept().length]).toEqual([['ann', 'ben', 'Account 1*'], 3]);
    expect(await jarOf('Account 1')).toEqual(['cora']);
  });

  it.each<[string, () => void]>([
    ['its form goes', () => stays('nothing')],
    ['a code is asked for', () => stays('code')],
    [
      'the next page is on its way for long',
      () => void Object.assign(world.tabs.open[0] ?? {}, { loading: true }),
    ],
  ])('is taken where %s', async (_, then) => {
    await annAndBen();
    await engine.addAccount(shop);
    site('cora', { says: false });
    stays('password');
    await form(script);
    await later(2);
    then();
    for (let look = 0; look < 20; look++) await later(2);
    expect([await rows(), world.later.size]).toEqual([['ann', 'ben', 'Account 1*'], 0]);
  });

  it('leaves what is stored of whoever was active, when it is refused over them', async () => {
    site('ann', { says: false });
    await engine.useSite(tab);
    site(null);
    stays('password');
    await form(script);
    for (let look = 0; look < 5; look++) await later(2);
    expect([await rows(), kept().length]).toEqual([['Account 1'], 1]);
    await engine.switchAccount(shop, await idOf('Account 1'));
    expect([await rows(), live()]).toEqual([['Account 1*'], ['ann']]);
  });

  it('leaves nobody behind when it is refused over somebody who is known', async () => {
    await annAndBen();
    site(null);
    stays('password');
    await form(script);
    for (let look = 0; look < 5; look++) await later(2);
    shows(null);
    await loaded();
    expect([await rows(), await jarOf('ben'), kept().length]).toEqual([['ann', 'ben'], ['ben'], 2]);
  });
});

describe('a second container', () => {
  const container: Place = { ...shop, storeId: 'firefox-container-1' as StoreId };

  it('has a row of its own for whoever is live elsewhere', async () => {
    await annAndBen();
    await engine.addAccount(container);
    world.cookies.write(aCookie({ value: 'ben in the container' }), container.storeId);
    await form({ storeId: container.storeId, tabId: null });
    expect(await rows()).toEqual(['ann', 'ben*', 'Account 1']);
    expect(live()).toEqual(['ben']);
  });
});

describe('what a site renews', () => {
  const quiet = async () => {
    engine.noticeCookie('shop.test', shop.storeId);
    for (const work of world.later.values()) await work();
  };

  it('is stored when it is quiet, and only then', async () => {
    await annAndBen();
    world.cookies.write(aCookie({ value: 'ben renewed' }));
    expect(await jarOf('ben')).toEqual(['ben']);
    await quiet();
    expect(await jarOf('ben')).toEqual(['ben renewed']);
  });

  it('is not stored when the site has signed the account out', async () => {
    await annAndBen();
    world.cookies.clear();
    world.cookies.write(aCookie({ name: 'theme', value: 'dark' }));
    await quiet();
    expect(await jarOf('ben')).toEqual(['ben']);
  });

  describe('of a sign-in that nobody has seen', () => {
    const keeps = (id: number, name: string) =>
      world.storage
        .origin('https://www.shop.test')
        .local.set('user', JSON.stringify({ id, name, email: `${name}@x.test` }));

    beforeEach(async () => {
      keeps(7, 'Ann');
      site('ann', { says: false });
      await engine.useSite(tab);
      await loaded();
      expect(await rows()).toEqual(['Ann*']);
      world.time++;
    });

    it('is somebody else’s whom nothing but what the page keeps names', async () => {
      world.cookies.write(aCookie({ value: 'dora' }));
      keeps(9, 'Dora');
      await loaded();
      expect([await rows(), await jarOf('Ann')]).toEqual([['Ann', 'Dora*'], ['ann']]);
    });

    it('is somebody else’s, also where the page comes to keep that later', async () => {
      world.cookies.write(aCookie({ value: 'dora' }));
      await loaded();
      keeps(9, 'Dora');
      await quiet();
      expect([await rows(), await jarOf('Ann'), await jarOf('Dora')]).toEqual([
        ['Ann', 'Dora*'],
        ['ann'],
        ['dora'],
      ]);
    });

    it('is a renewal where the page still names its person, and where some of it is as it was', async () => {
      world.cookies.write(aCookie({ value: 'ann renewed' }));
      await quiet();
      expect([await rows(), await jarOf('Ann')]).toEqual([['Ann*'], ['ann renewed']]);
      world.cookies.write(aCookie({ name: 'also', value: 'new' }));
      keeps(9, 'Dora');
      await quiet();
      expect(await rows()).toEqual(['Ann*']);
    });
  });

  it('is not stored when all of it was replaced and a page asks for a password', async () => {
    await annAndBen();
    world.cookies.write(aCookie({ value: 'a visitor' }));
    world.tabs.passwords.add(tab);
    await quiet();
    expect(await jarOf('ben')).toEqual(['ben']);
  });

  it('is not stored as long as it is not certain whose it is', async () => {
    await annAndBen();
    site('cora', { says: false });
    await form({
      method: 'GET',
      sent: 'unseen',
      fromElsewhere: true,
      url: 'https://www.shop.test/?code=12345678',
    });
    await quiet();
    expect(await jarOf('ben')).toEqual(['ben']);
  });

  it('costs nothing after a switch, and nothing where the site is not used', async () => {
    await annAndBen();
    const puts: string[] = [];
    world.fault = (call) => void (/^(vault|cookies)\./.test(call) && puts.push(call));
    await quiet();
    engine.noticeCookie('other.test', shop.storeId);
    for (const work of world.later.values()) await work();
    expect(puts.filter((call) => call === 'vault.put')).toEqual([]);
  });
});

describe('a session that is tied to the browser', () => {
  it('is marked on the account that has it', async () => {
    await annAndBen();
    await engine.noticeAnswer(anAnswer({ binds: true }));
    const { bound } = await engine.accountDetails(shop, await idOf('ben'));
    expect(bound).toBe(true);
  });
});

describe('in whatever order things happen', () => {
  const people = ['ann', 'ben', 'cora'] as const;
  const step = fc.oneof(
    fc.record({ kind: fc.constant('sign in' as const), person: fc.constantFrom(...people) }),
    fc.record({ kind: fc.constant('switch' as const), to: fc.nat(4) }),
    fc.constantFrom(
      { kind: 'add' as const },
      { kind: 'back' as const },
      { kind: 'renew' as const },
      { kind: 'restart' as const },
      { kind: 'look' as const },
    ),
  );
  type Step = typeof step extends fc.Arbitrary<infer Value> ? Value : never;

  const personIn = () => world.cookies.content()[0]?.value.split(' ')[0] ?? null;

  async function take(one: Step): Promise<void> {
    if (one.kind === 'sign in') await signIn(one.person);
    else if (one.kind === 'add') await engine.addAccount(shop);
    else if (one.kind === 'back') await engine.goBack(shop);
    else if (one.kind === 'restart') engine = world.startWorker();
    else if (one.kind === 'look') await loaded();
    else if (one.kind === 'switch') {
      const all = await views();
      const to = all[one.to % Math.max(all.length, 1)];
      if (to !== undefined) await engine.switchAccount(shop, to.id);
    } else {
      const person = personIn();
      if (person !== null && person !== 'anonymous') site(person);
      engine.noticeCookie('shop.test', shop.storeId);
      for (const work of world.later.values()) await work();
    }
    // A page that is loaded then shows whoever the cookies are of.
    shows(personIn() === 'anonymous' ? null : personIn());
  }

  it('nobody has two rows, and nobody’s jar is stored under another', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(step, { maxLength: 8 }), async (steps) => {
        world = createFakeWorld();
        engine = world.startWorker();
        site('ann');
        await engine.useSite(tab);
        await loaded();
        for (const one of steps) await take(one);
        await loaded();
        const all = await views();
        const labels = all.map(({ label }) => label);
        expect(new Set(labels).size).toBe(labels.length);
        for (const { id, label } of all) {
          const owners = (await world.vault.jarOf(id))?.cookies.map(({ value }) => value.split(' ')[0]);
          expect([label, owners]).toEqual([label, [label]]);
        }
      }),
      { numRuns: 40 },
    );
  });
});
