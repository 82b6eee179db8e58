import { beforeEach, describe, expect, it } from 'vitest';
import type { AccountId, Place, SiteId, StoreId, TabId } from '@/domain/ids';
import { cookieJar } from '@/domain/jar';
import type { PopupView } from '@/domain/view';
import { aCookie, anAnswer, aTab, jarOf, shop } from '@/testing/builders';
import { createFakeWorld, type FakeWorld } from '@/testing/fake-world';
import type { Engine } from './engine';

const tab = 1 as TabId;
let world: FakeWorld;
let engine: Engine;

/** The site's own sign-in: its cookies take the place of what was there. */
function siteSignsIn(person: string): void {
  for (const cookie of jarOf(person).cookies) world.cookies.write(cookie);
}

/** A sign-in form is sent and answered. */
function formAnswer(names = ['sid']) {
  return engine.noticeAnswer(
    anAnswer({ url: 'https://www.shop.test/login', method: 'POST', status: 302, httpOnlyCookies: names }),
  );
}

/** @param again the popup is open already: no page is looked at */
async function accountsView(again = false): Promise<Extract<PopupView, { kind: 'accounts' }>> {
  const view = await engine.popupView(tab, again);
  if (view.kind !== 'accounts') throw new Error(`The popup shows ${view.kind}`);
  return view;
}

async function rows(): Promise<string[]> {
  return (await accountsView()).rows.map(({ label, active }) => (active ? `${label}*` : label));
}

async function idOf(label: string): Promise<AccountId> {
  const row = (await accountsView(true)).rows.find((candidate) => candidate.label === label);
  if (row === undefined) throw new Error(`No account ${label}`);
  return row.id;
}

const live = () => world.cookies.content().map(({ value }) => value);

async function twoAccounts(): Promise<{ ann: AccountId; ben: AccountId }> {
  siteSignsIn('ann');
  await engine.useSite(tab);
  await engine.addAccount(shop);
  siteSignsIn('ben');
  await formAnswer();
  return { ann: await idOf('Account 1'), ben: await idOf('Account 2') };
}

beforeEach(() => {
  world = createFakeWorld();
  engine = world.startWorker();
});

describe('using a site', () => {
  it('makes a sign-in that is found the first account', async () => {
    siteSignsIn('ann');
    expect(await engine.useSite(tab)).toBe('used');
    expect(await rows()).toEqual(['Account 1*']);
  });

  it('starts with an empty list where nobody is signed in', async () => {
    world.cookies.write(aCookie({ name: 'csrf_token' }));
    await engine.useSite(tab);
    expect(await rows()).toEqual([]);
    expect((await accountsView()).unsure).toBe(false);
  });

  it('asks the person where a script may have signed somebody in', async () => {
    world.cookies.write(aCookie({ name: 'auth', value: 'x'.repeat(30), httpOnly: false }));
    await engine.useSite(tab);
    expect(await rows()).toEqual([]);
    expect((await accountsView()).unsure).toBe(true);
    await engine.keepLive(shop);
    expect(await rows()).toEqual(['Account 1*']);
  });

  it('keeps nothing where nobody is signed in any more by the time that they say so', async () => {
    world.cookies.write(aCookie({ name: 'auth', value: 'x'.repeat(30), httpOnly: false }));
    await engine.useSite(tab);
    expect((await accountsView()).unsure).toBe(true);
    world.cookies.clear();
    await engine.keepLive(shop);
    expect(await rows()).toEqual([]);
  });

  it('waits for the permission and goes on when it arrives', async () => {
    siteSignsIn('ann');
    world.cookies.granted = false;
    expect(await engine.useSite(tab)).toBe('waiting');
    world.cookies.granted = true;
    engine = world.startWorker();
    expect(await engine.resumeUse(['*://*/*'])).toBe(tab);
    expect(await rows()).toEqual(['Account 1*']);
    expect(await engine.resumeUse(['*://*/*'])).toBeNull();
  });

  it('does not take a site into use that was granted but not wished for', async () => {
    expect(await engine.resumeUse(['*://*/*'])).toBeNull();
    expect((await engine.popupView(tab)).kind).toBe('ask');
  });

  it('with another site at the same time loses neither', async () => {
    const other = 2 as TabId;
    world.tabs.open.push(aTab({ id: other, url: 'https://other.test/' }));
    await Promise.all([engine.useSite(tab), engine.useSite(other)]);
    expect((await engine.sitesInUse()).map(({ id }) => id)).toEqual(['shop.test', 'other.test']);
    await Promise.all([engine.forgetSite('shop.test' as SiteId), engine.forgetSite('other.test' as SiteId)]);
    expect(await engine.sitesInUse()).toEqual([]);
    expect(world.local.content.get('sites')).toEqual({});
  });

  it('is told twice, by the popup and by the browser, and a session that was renewed in between is the same account’s', async () => {
    world.cookies.granted = false;
    siteSignsIn('ann');
    await engine.useSite(tab);
    world.cookies.granted = true;
    await engine.resumeUse(['*://*.shop.test/*']);
    for (const again of [
      () => engine.useSite(tab),
      () => engine.resumeUse(['*://*.shop.test/*']),
      () => engine.switchInTab(tab, 'account-1' as AccountId),
    ]) {
      siteSignsIn('ann, renewed');
      await again();
      expect((await accountsView()).doubted).toBeNull();
      expect(await rows()).toEqual(['Account 1*']);
    }
  });
});

describe('adding an account', () => {
  it('shows the site signed out, and lists the sign-in that follows by itself', async () => {
    const { ann } = await twoAccounts();
    expect(await rows()).toEqual(['Account 1', 'Account 2*']);
    expect((await world.vault.jarOf(ann))?.cookies).toEqual(jarOf('ann').cookies);
  });

  it('leaves no trace when the person goes back without signing in', async () => {
    siteSignsIn('ann');
    await engine.useSite(tab);
    await engine.addAccount(shop);
    expect(live()).toEqual([]);
    world.cookies.write(aCookie({ name: 'sid', value: 'anonymous' }));
    expect((await accountsView()).adding?.back?.label).toBe('Account 1');
    await engine.goBack(shop);
    expect(await rows()).toEqual(['Account 1*']);
    expect(live()).toEqual(['ann', 'ann']);
  });

  it('leaves no trace either when the person picks an account instead', async () => {
    siteSignsIn('ann');
    await engine.useSite(tab);
    await engine.addAccount(shop);
    world.cookies.write(aCookie({ name: 'sid', value: 'anonymous' }));
    await engine.switchAccount(shop, await idOf('Account 1'));
    expect(await rows()).toEqual(['Account 1*']);
    expect(live()).toEqual(['ann', 'ann']);
  });

  it('takes no anonymous session, refused form or CSRF cookie for a sign-in', async () => {
    siteSignsIn('ann');
    await engine.useSite(tab);
    await engine.addAccount(shop);
    world.cookies.write(aCookie({ value: 'anonymous' }));
    const answer = anAnswer({ httpOnlyCookies: ['sid'] });
    await engine.noticeAnswer(answer);
    await engine.noticeAnswer({ ...answer, method: 'POST', status: 401 });
    await formAnswer(['_csrf']);
    expect(await rows()).toEqual(['Account 1']);
  });

  it('takes no session that the site hands out right after another sign-in for one', async () => {
    await twoAccounts();
    await engine.addAccount(shop);
    world.cookies.write(aCookie({ value: 'anonymous' }));
    await engine.noticeAnswer(anAnswer({ httpOnlyCookies: ['sid'] }));
    expect(await rows()).toEqual(['Account 1', 'Account 2']);
    expect((await accountsView()).adding?.back?.label).toBe('Account 2');
  });

  it('notices a sign-in by another domain when the tab comes back', async () => {
    await engine.useSite(tab);
    const answer = anAnswer({ status: 302, fromElsewhere: true, httpOnlyCookies: ['sid'] });
    siteSignsIn('ann');
    await engine.noticeAnswer(answer);
    expect(await rows()).toEqual([]);
    await engine.noticeAnswer(answer);
    expect(await rows()).toEqual(['Account 1*']);
  });

  it('keeps an unproven sign-in rather than losing it', async () => {
    await engine.useSite(tab);
    world.cookies.write(aCookie({ name: 'auth', value: 'x'.repeat(30), httpOnly: false }));
    await engine.addAccount(shop);
    expect(await rows()).toEqual(['Account 1']);
  });
});

describe('switching', () => {
  it('puts one jar in place of the other and keeps what the site changed meanwhile', async () => {
    const { ann, ben } = await twoAccounts();
    expect(await engine.switchAccount(shop, ann)).toEqual({ active: { id: ann, label: 'Account 1' } });
    expect(live()).toEqual(['ann', 'ann']);
    world.cookies.write(aCookie({ value: 'ann rotated' }));
    await engine.switchAccount(shop, ben);
    expect(live()).toEqual(['ben', 'ben']);
    await engine.switchAccount(shop, ann);
    expect(live()).toEqual(['ann', 'ann rotated']);
  });

  it('loads the tab in front again and puts the others to sleep, with nothing cached of before', async () => {
    const { ann } = await twoAccounts();
    world.tabs.open.push(aTab({ id: 2 as TabId, front: false, url: 'https://api.shop.test/' }));
    world.tabs.open.push(aTab({ id: 3 as TabId, url: 'https://other.test/' }));
    world.tabs.reloaded.length = 0;
    world.dropped.length = 0;
    await engine.switchAccount(shop, ann);
    expect(world.tabs.reloaded).toEqual([1]);
    expect(world.tabs.discarded).toEqual([2]);
    expect(world.dropped).toEqual(['https://www.shop.test', 'https://api.shop.test']);
  });

  it('goes round the list by key, and does nothing on a site that is not used', async () => {
    const { ann, ben } = await twoAccounts();
    expect((await engine.switchBy(tab, 1))?.active?.id).toBe(ann);
    expect((await engine.switchBy(tab, 1))?.active?.id).toBe(ben);
    expect((await engine.switchBy(tab, -1))?.active?.id).toBe(ann);
    expect((await engine.switchToNumber(tab, 2))?.active?.id).toBe(ben);
    expect(await engine.switchToNumber(tab, 3)).toBeNull();
    world.tabs.open.push(aTab({ id: 4 as TabId, url: 'https://other.test/' }));
    expect(await engine.switchBy(4 as TabId, 1)).toBeNull();
  });

  it('runs once when two windows ask for the same, and one after the other when they ask for different ones', async () => {
    const { ann, ben } = await twoAccounts();
    world.tabs.reloaded.length = 0;
    const outcomes = await Promise.all([engine.switchAccount(shop, ann), engine.switchAccount(shop, ann)]);
    expect(outcomes.map(({ active }) => active?.id)).toEqual([ann, ann]);
    expect(world.tabs.reloaded).toEqual([1]);
    await Promise.all([engine.switchAccount(shop, ben), engine.switchAccount(shop, ann)]);
    expect(live()).toEqual(['ann', 'ann']);
    expect((await world.vault.jarOf(ben))?.cookies).toEqual(jarOf('ben').cookies);
  });

  it('lists what somebody else signs in over an account that the site signed out', async () => {
    const { ben } = await twoAccounts();
    world.cookies.clear();
    await engine.noticeAnswer(anAnswer({ method: 'POST', status: 302, removed: ['sid'] }));
    siteSignsIn('cora');
    await formAnswer();
    expect(await rows()).toEqual(['Account 1', 'Account 2', 'Account 3*']);
    expect((await world.vault.jarOf(ben))?.cookies).toEqual(jarOf('ben').cookies);
  });
});

describe('a second cookie store', () => {
  const container: Place = { ...shop, storeId: 'firefox-container-1' as StoreId };
  const contained = () => world.cookies.content(container.storeId).map(({ value }) => value);

  it('has an active account of its own', async () => {
    const { ann } = await twoAccounts();
    await engine.switchAccount(container, ann);
    expect(contained()).toEqual(['ann', 'ann']);
    expect(live()).toEqual(['ben', 'ben']);
  });

  it('is not given an account that is active elsewhere, nor may it sign that out', async () => {
    const { ann, ben } = await twoAccounts();
    await engine.switchAccount(container, ann);
    const refused = { code: 'account/elsewhere', subject: 'Account 1' };
    await expect(engine.switchAccount(shop, ann)).rejects.toMatchObject(refused);
    await expect(engine.signOutOne(shop, ann)).rejects.toMatchObject(refused);
    await expect(engine.switchAccount(container, ben)).rejects.toMatchObject({ code: 'account/elsewhere' });
    expect([live(), contained()]).toEqual([
      ['ben', 'ben'],
      ['ann', 'ann'],
    ]);
  });

  it('is passed over by keys, and by signing out of all', async () => {
    const { ann } = await twoAccounts();
    await engine.switchAccount(container, ann);
    expect((await engine.switchBy(tab, 1))?.active?.label).toBe('Account 2');
    await engine.signOutAll(shop);
    expect(await rows()).toEqual(['Account 1']);
    expect([live(), contained()]).toEqual([[], ['ann', 'ann']]);
  });

  it('does not go back to an account that was signed out elsewhere meanwhile', async () => {
    const { ann } = await twoAccounts();
    await engine.switchAccount(container, ann);
    await engine.addAccount(container);
    await engine.signOutOne(shop, ann);
    expect(await engine.goBack(container)).toEqual({ active: null });
    expect(contained()).toEqual([]);
    await engine.undoSignOut(shop, ann);
    await engine.switchAccount(container, ann);
    expect(contained()).toEqual(['ann', 'ann']);
  });

  it('is where a sign-out is taken back that was one there, wherever that is asked for', async () => {
    const { ann } = await twoAccounts();
    await engine.switchAccount(container, ann);
    await engine.signOutOne(container, ann);
    await engine.undoSignOut(shop, ann);
    expect([live(), contained()]).toEqual([
      ['ben', 'ben'],
      ['ann', 'ann'],
    ]);
  });

  it('is looked after by the next worker', async () => {
    const { ann } = await twoAccounts();
    world.fault = (call) => (call === 'cookies.set' ? Promise.reject(new Error('died')) : undefined);
    await engine.switchAccount(container, ann).catch(() => undefined);
    world.fault = () => undefined;
    await world.startWorker().tendAll(shop.storeId);
    expect(await world.local.get(['journal/shop.test/firefox-container-1'])).toEqual({
      'journal/shop.test/firefox-container-1': null,
    });
  });
});

describe('pages during a switch', () => {
  it('are quiet and behind a barrier before the jar is read, until after the commit', async () => {
    const { ben } = await twoAccounts();
    const seen: string[] = [];
    world.fault = (call) => {
      const quiet = world.tabs.quieted.has(tab) ? 'quiet' : 'loud';
      if (call.startsWith('cookies.')) seen.push(`${quiet} ${world.barriers.get('shop.test')}`);
    };
    await engine.addAccount(shop);
    await engine.switchAccount(shop, ben);
    expect(seen.length).toBeGreaterThan(5);
    expect(new Set(seen)).toEqual(new Set(['quiet raised']));
    expect(world.tabs.quieted.size).toBe(0);
    expect(world.barriers.get('shop.test')).toBe('open');
  });

  it('that would ask before they go cancel it, with nothing changed', async () => {
    const { ann } = await twoAccounts();
    world.tabs.asking.add(tab);
    world.tabs.reloaded.length = 0;
    await expect(engine.switchAccount(shop, ann)).rejects.toMatchObject({
      code: 'page/unsaved',
      subject: 'Cart',
    });
    expect(await rows()).toEqual(['Account 1', 'Account 2*']);
    // Not raised any more; what the switch before waits for is still caught.
    expect(world.barriers.get('shop.test')).toBe('open');
    expect(world.tabs.quieted.size).toBe(0);
    expect(world.tabs.reloaded).toEqual([]);
  });

  it('that do not go cancel it, and the others come back', async () => {
    const { ann } = await twoAccounts();
    const second = 2 as TabId;
    world.tabs.open.push(aTab({ id: second, title: 'Stuck' }));
    world.tabs.staying.add(second);
    world.tabs.reloaded.length = 0;
    await expect(engine.switchAccount(shop, ann)).rejects.toMatchObject({
      code: 'page/stays',
      subject: 'Stuck',
    });
    expect(await rows()).toEqual(['Account 1', 'Account 2*']);
    expect(live()).toEqual(['ben', 'ben']);
    expect(world.tabs.reloaded).toEqual([tab]);
    // Not raised any more; what the switch before waits for is still caught.
    expect(world.barriers.get('shop.test')).toBe('open');
  });

  it('are shown again by the next worker when the one before died', async () => {
    const { ann } = await twoAccounts();
    world.fault = (call) => (call === 'vault.hold' ? new Promise(() => undefined) : undefined);
    void engine.switchAccount(shop, ann);
    while (world.tabs.quieted.size === 0) await new Promise(setImmediate);
    world.fault = () => undefined;
    engine = world.startWorker();
    expect(await rows()).toEqual(['Account 1', 'Account 2*']);
    await engine.tendAll(shop.storeId);
    expect(world.tabs.quieted.size).toBe(0);
    // Not raised any more; what the switch before waits for is still caught.
    expect(world.barriers.get('shop.test')).toBe('open');
  });
});

describe('signing out', () => {
  it('leaves the live jar alone when it is not the active account', async () => {
    const { ann } = await twoAccounts();
    await engine.signOutOne(shop, ann);
    expect(await rows()).toEqual(['Account 2*']);
    expect(live()).toEqual(['ben', 'ben']);
  });

  it('goes on to the next account when it is the active one', async () => {
    const { ben } = await twoAccounts();
    await engine.signOutOne(shop, ben);
    expect(await rows()).toEqual(['Account 1*']);
    expect(live()).toEqual(['ann', 'ann']);
  });

  it('can be taken back for ten seconds, and then is forgotten', async () => {
    const { ann, ben } = await twoAccounts();
    await engine.signOutOne(shop, ben);
    expect((await accountsView()).undo).toEqual({
      id: ben,
      label: 'Account 2',
      until: world.time + 10_000,
      atServer: 'unknown',
    });
    await engine.undoSignOut(shop, ben);
    expect(await rows()).toEqual(['Account 1', 'Account 2*']);
    expect(live()).toEqual(['ben', 'ben']);
    await engine.signOutOne(shop, ann);
    world.time += 10_001;
    expect((await accountsView()).undo).toBeNull();
    await expect(engine.undoSignOut(shop, ann)).rejects.toMatchObject({ code: 'account/unknown' });
    world.time += 35_000;
    await engine.tend(shop);
    expect(await world.vault.jarOf(ann)).toBeNull();
    await expect(engine.undoSignOut(shop, ann)).rejects.toMatchObject({ code: 'account/unknown' });
  });

  it('keeps the jar until the switch is on disk, also where another container is tended', async () => {
    const container: Place = { ...shop, storeId: 'firefox-container-1' as StoreId };
    const { ann, ben } = await twoAccounts();
    await engine.addAccount(container);
    await engine.signOutOne(shop, ben);
    world.time += 12_000;
    await engine.tend(container);
    // The browser crashes: its cookies come back as they were before.
    siteSignsIn('ben');
    world.session.content.clear();
    engine = world.startWorker();
    await engine.tendAll(shop.storeId);
    expect(live()).toEqual(['ann', 'ann']);
    expect((await world.vault.jarOf(ann))?.cookies).toEqual(jarOf('ann').cookies);
    world.time += 35_000;
    await engine.tend(shop);
    expect(await world.vault.jarOf(ben)).toBeNull();
  });

  it('with nobody to follow, and an addition that was given up, makes no row of a visitor’s cookies', async () => {
    const { ann, ben } = await twoAccounts();
    await engine.choose(shop.siteId, { afterSignOut: 'nobody' });
    await engine.signOutOne(shop, ben);
    await engine.addAccount(shop);
    await engine.goBack(shop);
    world.cookies.write(aCookie({ value: 'a visitor' }));
    await engine.switchAccount(shop, ann);
    expect(await rows()).toEqual(['Account 1*']);
  });

  it('out of all ends with nobody signed in and nothing kept', async () => {
    const { ann, ben } = await twoAccounts();
    await engine.signOutAll(shop);
    expect(await rows()).toEqual([]);
    expect(live()).toEqual([]);
    expect(await world.vault.jarOf(ann)).toBeNull();
    // Ben was active: his jar is what tells his cookies apart, should a crash bring them back before they are gone on disk.
    expect(await world.vault.jarOf(ben)).not.toBeNull();
    world.time += 35_000;
    await engine.tend(shop);
    expect(await world.vault.jarOf(ben)).toBeNull();
    expect([...world.local.content.keys()].filter((key) => key.startsWith('account/'))).toEqual([]);
  });
});

describe('renaming', () => {
  it('keeps labels unique on the site, and free of what could disguise them', async () => {
    const { ann, ben } = await twoAccounts();
    await engine.renameAccount(ann, '  Work\u202E  ');
    await engine.renameAccount(ben, 'work');
    expect(await rows()).toEqual(['Work', 'work 2*']);
  });

  it('refuses a label with nothing in it', async () => {
    const { ann } = await twoAccounts();
    await expect(engine.renameAccount(ann, ' \u0007 ')).rejects.toMatchObject({ code: 'account/no-label' });
    expect(await rows()).toContain('Account 1');
  });
});

describe('what is refused', () => {
  it('knows no account of another site', async () => {
    await twoAccounts();
    await expect(engine.switchAccount(shop, 'account-99' as AccountId)).rejects.toMatchObject({
      code: 'account/unknown',
    });
  });

  it('touches nothing without permission, and never stores the empty jar that it would read', async () => {
    const { ann, ben } = await twoAccounts();
    world.cookies.granted = false;
    await expect(engine.switchAccount(shop, ann)).rejects.toMatchObject({ code: 'permission/missing' });
    world.cookies.granted = true;
    expect(live()).toEqual(['ben', 'ben']);
    expect((await world.vault.jarOf(ben))?.cookies).toEqual(jarOf('ben').cookies);
    expect(await rows()).toEqual(['Account 1', 'Account 2*']);
  });

  it('undoes a switch when the browser refuses a cookie, and names it', async () => {
    const { ann, ben } = await twoAccounts();
    await world.vault.put(
      ann,
      cookieJar([...jarOf('ann').cookies, aCookie({ name: 'odd', value: 'secret' })]),
    );
    world.cookies.refused.add('odd');
    const refusal = await engine.switchAccount(shop, ann).catch((error: unknown) => error);
    expect(refusal).toMatchObject({ code: 'cookie/refused', subject: 'odd' });
    expect(String(refusal)).not.toContain('secret');
    expect(live()).toEqual(['ben', 'ben']);
    expect(await rows()).toEqual(['Account 1', 'Account 2*']);
    expect((await world.vault.jarOf(ben))?.cookies).toEqual(jarOf('ben').cookies);
  });

  it('leaves what it could not undo to the next try, and is whole again after it', async () => {
    const { ann } = await twoAccounts();
    let sets = 0;
    world.fault = (call) => {
      if (call === 'cookies.set' && ++sets > 1) throw new Error('The browser is shutting down');
    };
    await expect(engine.switchAccount(shop, ann)).rejects.toMatchObject({ code: 'switch/unrepaired' });
    world.fault = () => undefined;
    await engine.tend(shop);
    expect(live()).toEqual(['ben', 'ben']);
    expect(await rows()).toEqual(['Account 1', 'Account 2*']);
  });

  it('touches nothing when the disk is full', async () => {
    const { ann } = await twoAccounts();
    world.local.full = true;
    await expect(engine.switchAccount(shop, ann)).rejects.toMatchObject({ code: 'storage/failed' });
    world.local.full = false;
    expect(live()).toEqual(['ben', 'ben']);
    expect(await rows()).toEqual(['Account 1', 'Account 2*']);
    expect(await world.vault.held(shop)).toBeNull();
  });
});
