import { beforeEach, describe, expect, it } from 'vitest';
import { AppError } from '@/domain/app-error';
import type { PageLook } from '@/domain/identity/page-look';
import type { AccountId, Place, StoreId, TabId } from '@/domain/ids';
import { cookieJar } from '@/domain/jar';
import type { ObservedAnswer } from '@/domain/sign-in/observed-answer';
import type { SiteChoices } from '@/domain/site/site-choices';
import type { PopupView } from '@/domain/view';
import { aCookie, anAnswer, jarOf, shop } from '@/testing/builders';
import { createFakeWorld, type FakeWorld } from '@/testing/fake-world';
import type { Engine } from '../engine';

const tab = 1 as TabId;
let world: FakeWorld;
let engine: Engine;
let ann: AccountId;
let ben: AccountId;

const second = 1000;
const day = 86_400 * second;

function siteSignsIn(person: string): void {
  for (const cookie of jarOf(person).cookies) world.cookies.write(cookie);
}

function answer(seen: Partial<ObservedAnswer>): Promise<void> {
  return engine.noticeAnswer(anAnswer({ startedAt: world.time, ...seen }));
}

async function signsIn(person: string): Promise<void> {
  siteSignsIn(person);
  await answer({ url: 'https://www.shop.test/login', method: 'POST', status: 302, httpOnlyCookies: ['sid'] });
}

/** The person uses the site's own sign-out; `next`: the session that the site gives to visitors. */
async function siteSignsOut(path = '/bye', next: string | null = null): Promise<void> {
  world.cookies.clear();
  if (next !== null) world.cookies.write(aCookie({ value: next }));
  await answer({ url: `https://www.shop.test${path}`, status: 302, removed: ['sid', 'seen'] });
}

async function view(): Promise<Extract<PopupView, { kind: 'accounts' }>> {
  const shown = await engine.popupView(tab);
  if (shown.kind !== 'accounts') throw new Error(`The popup shows ${shown.kind}`);
  return shown;
}

const statuses = async () => (await view()).rows.map(({ status }) => status);
const live = () => world.cookies.content().map(({ value }) => value);
const storedOf = async (id: AccountId) => (await world.vault.jarOf(id))?.cookies.map(({ value }) => value);
const choose = (changes: Partial<SiteChoices>) => engine.choose(shop.siteId, changes);

/** Ann and Ben, who is active. */
beforeEach(async () => {
  world = createFakeWorld();
  engine = world.startWorker();
  siteSignsIn('ann');
  await engine.useSite(tab);
  await engine.addAccount(shop);
  await signsIn('ben');
  [ann, ben] = (await view()).rows.map(({ id }) => id) as [AccountId, AccountId];
  world.time += 60 * second;
  await engine.tend(shop);
});

describe('an account that its site signed out', () => {
  it('is marked, and what is stored of it stays, whatever the site gives to visitors', async () => {
    await siteSignsOut('/bye', 'anonymous');
    expect(await statuses()).toEqual(['signed-in', 'ended']);
    await engine.switchAccount(shop, ann);
    expect(await storedOf(ben)).toEqual(['ben', 'ben']);
    expect(live()).toEqual(['ann', 'ann']);
    expect(await statuses()).toEqual(['active', 'ended']);
  });

  it('is not taken for one when a session was only renewed, or something else was taken', async () => {
    world.cookies.write(aCookie({ value: 'ben renewed' }));
    await answer({ removed: ['flash'] });
    await answer({ removed: ['sid'], httpOnlyCookies: ['sid'] });
    expect(await statuses()).toEqual(['signed-in', 'active']);
  });

  it('is followed by no new one, when a form signed out and the site gives a session to its visitors', async () => {
    world.cookies.clear();
    const out = answer({ url: 'https://www.shop.test/out', method: 'POST', status: 302, removed: ['sid'] });
    world.cookies.write(aCookie({ value: 'anonymous' }));
    await Promise.all([out, answer({ httpOnlyCookies: ['sid'] })]);
    expect(await statuses()).toEqual(['signed-in', 'ended']);
    await signsIn('cora');
    expect(await statuses()).toEqual(['signed-in', 'ended', 'active']);
  });

  it('is not planted again, but signed in again, by click and by number', async () => {
    await siteSignsOut();
    await engine.switchAccount(shop, ann);
    expect((await engine.switchAccount(shop, ben)).active).toBeNull();
    expect(live()).toEqual([]);
    expect(await statuses()).toEqual(['signed-in', 'pending']);
    expect((await view()).adding).toMatchObject({
      again: 'Account 2',
      back: { id: ann, label: 'Account 1' },
    });
    await engine.goBack(shop);
    expect([await statuses(), live()]).toEqual([
      ['active', 'ended'],
      ['ann', 'ann'],
    ]);
    expect((await engine.switchToNumber(tab, 2))?.active).toBeNull();
    expect(await statuses()).toEqual(['signed-in', 'pending']);
  });

  it('is passed over by the keys that go round', async () => {
    await siteSignsOut();
    await engine.switchAccount(shop, ann);
    expect((await engine.switchBy(tab, 1))?.active?.id).toBe(ann);
    expect(live()).toEqual(['ann', 'ann']);
  });

  it('is left by these keys as any other', async () => {
    await siteSignsOut();
    expect((await engine.switchBy(tab, 1))?.active?.id).toBe(ann);
  });

  it('comes back to its own row', async () => {
    await siteSignsOut();
    await engine.signInAgain(shop, ben);
    await signsIn('ben anew');
    const { rows } = await view();
    expect(rows.map(({ id, status }) => [id, status])).toEqual([
      [ann, 'signed-in'],
      [ben, 'active'],
    ]);
    expect(await storedOf(ben)).toEqual(['ben anew', 'ben anew']);
  });

  it('is awaited without a question about what a visitor has, where a new one is asked about', async () => {
    await siteSignsOut('/bye', 'anonymous');
    await engine.signInAgain(shop, ben);
    world.cookies.write(aCookie({ value: 'anonymous' }));
    expect((await view()).unsure).toBe(false);
    await engine.addAccount(shop);
    world.cookies.write(aCookie({ value: 'anonymous' }));
    expect((await view()).unsure).toBe(true);
  });

  it('stays as it was when somebody is added instead', async () => {
    await siteSignsOut();
    await engine.signInAgain(shop, ben);
    await engine.addAccount(shop);
    await signsIn('cora');
    expect(await statuses()).toEqual(['signed-in', 'ended', 'active']);
  });

  it('gives way to a new account when somebody signs in on the page', async () => {
    await siteSignsOut('/bye', 'anonymous');
    await signsIn('cora');
    expect(await statuses()).toEqual(['signed-in', 'ended', 'active']);
    expect(await storedOf(ben)).toEqual(['ben', 'ben']);
  });
});

describe('an account whose cookies have run out', () => {
  it('needs signing in from that moment on', async () => {
    const expires = world.time / 1000 + 100;
    world.cookies.write(aCookie({ value: 'ben', expires }));
    await engine.switchAccount(shop, ann);
    expect(await statuses()).toEqual(['active', 'signed-in']);
    expect((await engine.accountDetails(shop, ben)).endsAt).toBe(expires * 1000);
    world.time += 100 * second;
    expect(await statuses()).toEqual(['active', 'ended']);
    expect((await engine.switchBy(tab, 1))?.active?.id).toBe(ann);
  });
});

describe('an account that its site refuses after a switch', () => {
  beforeEach(async () => {
    await engine.switchAccount(shop, ann);
  });

  it('is marked when the page asks for a password, and stored as before when it is left', async () => {
    world.tabs.passwords.add(tab);
    await engine.noticeTab(tab, true);
    expect(await statuses()).toEqual(['ended', 'signed-in']);
    await engine.switchAccount(shop, ben);
    expect(await storedOf(ann)).toEqual(['ann', 'ann']);
  });

  it('is not stored over by the session that the site gives to visitors', async () => {
    world.tabs.passwords.add(tab);
    world.cookies.write(aCookie({ value: 'anonymous' }));
    world.cookies.write(aCookie({ name: 'seen', value: 'anonymous', httpOnly: false }));
    await engine.noticeTab(tab, true);
    world.time += 40 * second;
    await engine.tend(shop);
    await engine.switchAccount(shop, ben);
    expect(await storedOf(ann)).toEqual(['ann', 'ann']);
  });

  it('is not one any more when a page of it asks for none', async () => {
    world.tabs.passwords.add(tab);
    await engine.noticeTab(tab, true);
    world.tabs.passwords.clear();
    await engine.noticeTab(tab, true);
    expect(await statuses()).toEqual(['active', 'signed-in']);
  });

  it.each<[string, Partial<PageLook>, 'active' | 'ended']>([
    ['shows its person', { facts: { metas: [['user-login', 'ann']], marks: [], data: [] } }, 'active'],
    ['shows somebody else', { facts: { metas: [['user-login', 'ben']], marks: [], data: [] } }, 'ended'],
    ['offers to sign out', { offersSignOut: true }, 'active'],
  ])('is one or not where the page that asks %s', async (_, look, status) => {
    world.tabs.looks.set(tab, { facts: { metas: [['user-login', 'ann']], marks: [], data: [] } });
    await engine.noticeTab(tab, true);
    world.tabs.looks.set(tab, look);
    world.tabs.passwords.add(tab);
    await engine.noticeTab(tab, true);
    expect((await statuses())[0]).toBe(status);
  });

  it('is one where the page offers to sign out, but for a visitor’s session', async () => {
    world.tabs.looks.set(tab, { offersSignOut: true });
    world.tabs.passwords.add(tab);
    world.cookies.write(aCookie({ value: 'anonymous' }));
    await engine.noticeTab(tab, true);
    expect((await statuses())[0]).toBe('ended');
  });

  it('is not one when a password is asked for long after', async () => {
    world.time += 61 * second;
    world.tabs.passwords.add(tab);
    await engine.noticeTab(tab, true);
    expect(await statuses()).toEqual(['active', 'signed-in']);
  });
});

describe('the address of the sign-out', () => {
  it('is learned from a page that looks like one, once the sign-in goes', async () => {
    await answer({ url: 'https://www.shop.test/logout?token=secret', status: 302 });
    const learned = async () => (await engine.optionsView()).sites[0]?.learnedSignOut;
    expect(await learned()).toBeNull();
    await siteSignsOut('/');
    expect(await learned()).toBe('https://www.shop.test/logout');
  });

  it('is not learned from a form, from another page, or long after', async () => {
    await answer({ url: 'https://www.shop.test/logout', method: 'POST', status: 302 });
    await answer({ url: 'https://www.shop.test/signout', document: false });
    await answer({ url: 'https://www.shop.test/account' });
    await answer({ url: 'https://www.shop.test/log-out' });
    world.time += 11 * second;
    await siteSignsOut('/account');
    expect((await engine.optionsView()).sites[0]?.learnedSignOut).toBeNull();
  });

  it('is not learned from a page that only asks whether to', async () => {
    await answer({ url: 'https://www.shop.test/logout' });
    world.cookies.clear();
    await answer({ url: 'https://www.shop.test/logout', method: 'POST', status: 302, removed: ['sid'] });
    expect(await statuses()).toEqual(['signed-in', 'ended']);
    expect((await engine.optionsView()).sites[0]?.learnedSignOut).toBeNull();
  });

  it('is learned too where the page that comes next was looked at first', async () => {
    await engine.switchAccount(shop, ann);
    await answer({ url: 'https://www.shop.test/logout', status: 302 });
    world.cookies.clear();
    world.tabs.passwords.add(tab);
    await engine.noticeTab(tab, true);
    expect(await statuses()).toEqual(['ended', 'signed-in']);
    await siteSignsOut('/logout');
    expect((await engine.optionsView()).sites[0]?.learnedSignOut).toBe('https://www.shop.test/logout');
  });

  it('is the first of those that lead from one to the next', async () => {
    await answer({ url: 'https://www.shop.test/logout', status: 302 });
    await siteSignsOut('/logout/done');
    expect((await engine.optionsView()).sites[0]?.learnedSignOut).toBe('https://www.shop.test/logout');
  });

  it('is the first of them also where the browser tells of all at once', async () => {
    const hops = ['/logout', '/logout/done'];
    await Promise.all(hops.map((hop) => answer({ url: `https://www.shop.test${hop}`, status: 302 })));
    await siteSignsOut('/');
    expect((await engine.optionsView()).sites[0]?.learnedSignOut).toBe('https://www.shop.test/logout');
  });

  it('may be no other site’s', async () => {
    await choose({ signOutUrl: 'https://www.shop.test/out' });
    for (const signOutUrl of ['https://evil.test/logout', 'javascript:0', 'nonsense'])
      await expect(choose({ signOutUrl })).rejects.toMatchObject({ code: 'site/sign-out-address' });
    expect((await engine.optionsView()).sites[0]?.choices.signOutUrl).toBe('https://www.shop.test/out');
  });
});

describe('signing out at the server', () => {
  const out = 'https://shop.test/out';
  const pass = async (time: number) => {
    world.time += time;
    await engine.tend(shop);
  };

  beforeEach(() => choose({ signOutUrl: out }));

  it('is done with the account’s own cookies, once it cannot be taken back', async () => {
    expect(await engine.signOutOne(shop, ann)).toMatchObject({ atServer: 'ends' });
    await pass(9 * second);
    expect(world.errands).toEqual([]);
    await pass(2 * second);
    expect(world.errands).toEqual([[out, 'sid=ann; seen=ann']]);
    expect(await world.vault.jarOf(ann)).toBeNull();
    expect(live()).toEqual(['ben', 'ben']);
    await pass(day);
    expect(world.errands).toHaveLength(1);
  });

  it('is done with the newest cookies of the active account, and once', async () => {
    world.cookies.write(aCookie({ value: 'ben renewed' }));
    await engine.signOutOne(shop, ben);
    await pass(11 * second);
    await pass(11 * second);
    expect(world.errands.map(([, cookies]) => cookies)).toEqual(['seen=ben; sid=ben renewed']);
    expect(live()).toEqual(['ann', 'ann']);
  });

  it('is not done when it was taken back', async () => {
    await engine.signOutOne(shop, ann);
    await engine.undoSignOut(shop, ann);
    await pass(60 * second);
    expect(world.errands).toEqual([]);
  });

  it('is done by the next worker', async () => {
    await engine.signOutOne(shop, ann);
    world.time += 11 * second;
    await world.startWorker().tendAll(shop.storeId);
    expect(world.errands).toHaveLength(1);
  });

  it('is tried again for a day, and then let go', async () => {
    world.answerErrand = () => new AppError('origin/unreachable');
    await engine.signOutOne(shop, ann);
    await pass(11 * second);
    world.answerErrand = () => ({ status: 503 });
    await pass(600 * second);
    expect(world.errands).toHaveLength(2);
    expect(await world.vault.jarOf(ann)).not.toBeNull();
    await pass(day);
    expect(world.errands).toHaveLength(2);
    expect(await world.vault.jarOf(ann)).toBeNull();
  });

  it('goes where the site leads, with what it sets on the way, and no further than the Site', async () => {
    world.answerErrand = (url) =>
      url === out
        ? { status: 302, location: '/bye', cookies: [aCookie({ value: 'half' })] }
        : { status: 302, location: 'https://evil.test/' };
    await engine.signOutOne(shop, ann);
    await pass(11 * second);
    expect(world.errands).toEqual([
      [out, 'sid=ann; seen=ann'],
      ['https://shop.test/bye', 'seen=ann; sid=half'],
    ]);
  });

  it('goes no further once nothing is left that signs anybody in', async () => {
    const gone = aCookie({ value: '', expires: 1 });
    world.answerErrand = () => ({ status: 302, location: '/', cookies: [gone] });
    await engine.signOutOne(shop, ann);
    await pass(11 * second);
    expect(world.errands).toHaveLength(1);
  });

  it('ends after a few rounds where the site leads in circles', async () => {
    world.answerErrand = () => ({ status: 302, location: '/out' });
    await engine.signOutOne(shop, ann);
    await pass(11 * second);
    expect(world.errands).toHaveLength(5);
  });

  it('never happens with a sign-in that is live', async () => {
    await world.vault.put(ann, cookieJar(jarOf('ben').cookies));
    await engine.signOutOne(shop, ann);
    await pass(11 * second);
    expect(world.errands).toEqual([]);
    expect(await world.vault.jarOf(ann)).toBeNull();
  });

  it('never happens with one that is also kept of somebody who stays', async () => {
    await engine.addAccount(shop);
    await signsIn('cora');
    await world.vault.put(ann, cookieJar(jarOf('ben').cookies));
    await engine.signOutOne(shop, ann);
    await pass(11 * second);
    expect(world.errands).toEqual([]);
  });

  it('never happens with one of which somebody who stays has a part that was renewed', async () => {
    await engine.addAccount(shop);
    await signsIn('cora');
    const kept = (renewed: string) =>
      cookieJar([aCookie({ value: 'one' }), aCookie({ name: 'token', value: renewed })]);
    await world.vault.put(ann, kept('first'));
    await world.vault.put(ben, kept('second'));
    await engine.signOutOne(shop, ann);
    await pass(11 * second);
    expect(world.errands).toEqual([]);
  });

  it('never happens with one that is live in another container', async () => {
    const container: Place = { ...shop, storeId: 'firefox-container-1' as StoreId };
    await engine.addAccount(shop);
    await signsIn('cora');
    await engine.switchAccount(container, ben);
    await world.vault.put(ann, cookieJar(jarOf('ben').cookies));
    await engine.signOutOne(shop, ann);
    await pass(11 * second);
    expect(world.errands).toEqual([]);
    expect(await world.vault.jarOf(ann)).toBeNull();
  });

  it('is done for each account, when all are signed out', async () => {
    expect(await engine.signOutAll(shop)).toMatchObject({ active: null, atServer: 'ends' });
    await pass(0);
    await pass(0);
    expect(world.errands.map(([, cookies]) => cookies)).toEqual(['sid=ann; seen=ann', 'sid=ben; seen=ben']);
  });

  it('is not done, and said not to be, where the address is not known', async () => {
    await choose({ signOutUrl: '' });
    expect(await engine.signOutOne(shop, ann)).toMatchObject({ atServer: 'unknown' });
    expect((await view()).undo?.atServer).toBe('unknown');
    await pass(11 * second);
    expect(world.errands).toEqual([]);
    expect(await world.vault.jarOf(ann)).toBeNull();
  });
});

describe('somebody who was signed out, and has signed in again over another with nobody seeing it', () => {
  const names = (person: string) =>
    aCookie({ name: 'user', value: JSON.stringify({ id: person, email: `${person}@shop.test` }) });

  beforeEach(async () => {
    for (const person of ['cora', 'dora']) {
      await engine.addAccount(shop);
      world.cookies.write(names(person));
      await signsIn(person);
    }
  });

  it('is not let go of where that other is signed out too', async () => {
    const dora = (await view()).rows.find(({ active }) => active)?.id as AccountId;
    const cora = (await view()).rows.find(({ label }) => label.startsWith('cora'))?.id as AccountId;
    await engine.signOutOne(shop, cora);
    siteSignsIn('cora again');
    world.cookies.write(names('cora'));
    await engine.signOutOne(shop, dora);
    world.time += 60 * second;
    await engine.tend(shop);
    expect((await view()).rows.map(({ label }) => label)).toContain('cora@shop.test');
    expect(await storedOf(cora)).toContain('cora again');
  });

  it('is signed out with all others, though nobody knew that it is they who are live', async () => {
    siteSignsIn('cora again');
    world.cookies.write(names('cora'));
    await engine.signOutAll(shop);
    expect((await view()).rows).toEqual([]);
  });
});

describe('after signing out of the active account', () => {
  it('nobody is active, where its person wants that', async () => {
    await choose({ afterSignOut: 'nobody' });
    expect((await engine.signOutOne(shop, ben)).active).toBeNull();
    expect(live()).toEqual([]);
    expect((await view()).choosing).toBe(false);
    await engine.undoSignOut(shop, ben);
    expect([await statuses(), live()]).toEqual([
      ['signed-in', 'active'],
      ['ben', 'ben'],
    ]);
  });

  it('the person is asked who is next, where they want that', async () => {
    await choose({ afterSignOut: 'ask' });
    expect((await view()).choosing).toBe(false);
    expect((await engine.signOutOne(shop, ben)).active).toBeNull();
    expect((await view()).choosing).toBe(true);
    await engine.switchAccount(shop, ann);
    expect((await view()).choosing).toBe(false);
  });

  it('what the site gives to visitors then is no account', async () => {
    await choose({ afterSignOut: 'nobody' });
    await engine.signOutOne(shop, ben);
    world.cookies.write(aCookie({ value: 'anonymous' }));
    await engine.switchAccount(shop, ann);
    expect(await statuses()).toEqual(['active']);
  });

  it('the next is one that can be used', async () => {
    await engine.addAccount(shop);
    await signsIn('cora');
    await engine.switchAccount(shop, ben);
    await siteSignsOut();
    await engine.switchAccount(shop, ann);
    const { active } = await engine.signOutOne(shop, ann);
    expect(active?.label).toBe('Account 3');
  });
});

describe('the receipt', () => {
  it('tells what the last switch to an account has carried', async () => {
    const jar = cookieJar([...jarOf('ann').cookies, aCookie({ name: 'old', expires: 1 })]);
    await world.vault.put(ann, {
      ...jar,
      origins: [{ origin: 'https://www.shop.test', local: [['a', 'b']], databases: [], caches: null }],
    });
    expect((await engine.accountDetails(shop, ann)).receipt).toBeNull();
    await engine.switchAccount(shop, ann);
    expect((await engine.accountDetails(shop, ann)).receipt).toEqual({
      at: world.time,
      cookies: 2,
      ofCookies: 2,
      expired: 1,
      storages: 1,
    });
  });
});
