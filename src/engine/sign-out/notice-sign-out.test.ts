import { beforeEach, describe, expect, it } from 'vitest';
import type { PageLook } from '@/domain/identity/page-look';
import type { TabId } from '@/domain/ids';
import { aCookie, shop } from '@/testing/builders';
import {
  ann,
  answer,
  ben,
  live,
  signsIn,
  siteSignsIn,
  siteSignsOut,
  storedOf,
  twoInNewWorld,
} from '@/testing/plain-site';
import { engine, world } from '@/testing/scene';
import { doubted, statuses } from '@/testing/seen-in-popup';
import { callback, form } from '@/testing/telling-site';

const tab = 1 as TabId;
const second = 1000;

beforeEach(twoInNewWorld);

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

  it('is not marked where somebody else may have signed in over it, and is the one that was stored', async () => {
    const back = { url: callback, fromElsewhere: true, httpOnlyCookies: ['sid'] };
    world.cookies.write(aCookie({ value: 'cora' }));
    await answer(back);
    expect(await doubted()).toBe('Account 2');
    await siteSignsOut('/bye', 'anonymous');
    expect(await statuses()).toEqual(['signed-in', 'signed-in']);
    await engine.switchAccount(shop, ben);
    expect(await statuses()).toEqual(['signed-in', 'active']);
    expect(live()).toEqual(['ben', 'ben']);
  });

  it('gives way to a new account when somebody signs in on the page', async () => {
    await siteSignsOut('/bye', 'anonymous');
    await signsIn('cora');
    expect(await statuses()).toEqual(['signed-in', 'ended', 'active']);
    expect(await storedOf(ben)).toEqual(['ben', 'ben']);
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

  /** A page asks for a password, and before anything is made of that, this happens. */
  async function asksBefore(meanwhile: () => Promise<void>): Promise<void> {
    world.tabs.passwords.add(tab);
    let isAsked = false;
    world.fault = async (call) => {
      isAsked ||= call === 'tabs.asksPassword';
      if (!isAsked || call !== 'tabs.look') return;
      world.fault = () => undefined;
      world.tabs.passwords.clear();
      world.time += second;
      await meanwhile();
    };
    await engine.noticeTab(tab, true);
  }

  it('is not one where it was left and came back since the page was looked at', async () => {
    await asksBefore(async () => {
      await engine.switchAccount(shop, ben);
      await engine.switchAccount(shop, ann);
      await engine.noticeTab(tab, true);
    });
    expect(await statuses()).toEqual(['active', 'signed-in']);
  });

  it('does not take whoever has signed in over it for a visitor since the page was looked at', async () => {
    world.tabs.looks.set(tab, { facts: { metas: [['user-login', 'ann']], marks: [], data: [] } });
    await engine.noticeTab(tab, true);
    world.tabs.looks.clear();
    await asksBefore(() => {
      siteSignsIn('cora');
      return form();
    });
    await engine.switchAccount(shop, ben);
    expect(await statuses()).toEqual(['signed-in', 'active', 'signed-in']);
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
});
