import { beforeEach, describe, expect, it } from 'vitest';
import type { TabId } from '@/domain/ids';
import { aCookie, shop } from '@/testing/builders';
import { wish } from '@/testing/idp-site';
import {
  here,
  isLedBack,
  noOffer,
  offer,
  sessions,
  signsInThere,
  stored,
  wayBack,
  withAnn,
} from '@/testing/led-back';
import { engine, newWorld, world } from '@/testing/scene';
import { idOf, rows, view } from '@/testing/seen-in-popup';
import { callback, loaded, shows } from '@/testing/telling-site';

const tab = 1 as TabId;

beforeEach(newWorld);

describe('an addition that is led back, where pages tell who it is', () => {
  beforeEach(async () => {
    await withAnn('ann');
    await engine.addAccount(here);
  });

  it('ends in the row of the person who has come back, and offers to include the domain', async () => {
    await isLedBack('ann', 'ann');
    expect([await rows(), await offer()]).toEqual([['ann*'], ['ann', 'idp.test', undefined]]);
    await engine.confirmLive(shop, await idOf('ann'));
    expect([await rows(), await offer()]).toEqual([['ann*'], noOffer]);
  });

  it('has brought somebody new where it did', async () => {
    await isLedBack('ben', 'ben');
    expect([await rows(), await offer()]).toEqual([['ann', 'ben*'], noOffer]);
    expect(await stored('ann')).toEqual(['ann']);
  });

  it('has brought who was to sign in again, where it did', async () => {
    await signsInThere('ben', 'ben');
    await engine.signInAgain(here, await idOf('ann'));
    await isLedBack('ann', 'ann');
    expect([await rows(), await offer()]).toEqual([['ann*', 'ben'], noOffer]);
  });

  it('offers it too where another of the list has come back, whatever was shown on the way', async () => {
    await signsInThere('ben', 'ben');
    await engine.addAccount(here);
    await signsInThere('ann', 'ann');
    expect([await rows(), await offer()]).toEqual([
      ['ann*', 'ben'],
      ['ann', 'idp.test', undefined],
    ]);
    await engine.switchAccount(shop, await idOf('ben'));
    expect(await offer()).toEqual(noOffer);
  });
});

describe('where nothing tells who it is', () => {
  beforeEach(async () => {
    await withAnn(null);
    await engine.addAccount(here);
  });

  it('is asked about, with no second row and nothing stored till then', async () => {
    await isLedBack('ann');
    expect(await offer()).toEqual(['Account 1', 'idp.test', 'Account 1']);
    expect([await rows(), await stored('Account 1')]).toEqual([['Account 1*'], ['ann']]);
    await engine.confirmLive(shop, await idOf('Account 1'));
    expect([await rows(), await offer()]).toEqual([['Account 1*'], noOffer]);
    expect(await stored('Account 1')).toEqual([`ann ${sessions}`]);
  });

  it('is asked about too where an ordinary page has led there by itself', async () => {
    await isLedBack('ann', null, { ledAwayFrom: 'https://www.shop.test/inbox' });
    expect(await offer()).toEqual(['Account 1', 'idp.test', 'Account 1']);
    expect([await rows(), await stored('Account 1')]).toEqual([['Account 1*'], ['ann']]);
  });

  it('is a new account when its person says so, or looks at another first', async () => {
    await isLedBack('ben');
    await engine.keepLive(shop);
    expect([await rows(), await offer()]).toEqual([['Account 1', 'Account 2*'], noOffer]);
    expect([await stored('Account 1'), await stored('Account 2')]).toEqual([['ann'], [`ben ${sessions}`]]);
    await engine.addAccount(here);
    await isLedBack('ann');
    await engine.switchAccount(shop, await idOf('Account 1'));
    expect(await rows()).toEqual(['Account 1*', 'Account 2', 'Account 3']);
    expect(await stored('Account 1')).toEqual(['ann']);
  });

  it('is somebody new who was shown a page there', async () => {
    await signsInThere('ben');
    expect([await rows(), await offer()]).toEqual([['Account 1', 'Account 2*'], noOffer]);
  });

  it('is who came from there last, though another was put away', async () => {
    await signsInThere('ben');
    await engine.switchAccount(shop, await idOf('Account 1'));
    await engine.addAccount(here);
    await isLedBack('ben');
    expect([await rows(), await offer()]).toEqual([
      ['Account 1', 'Account 2*'],
      ['Account 2', 'idp.test', 'Account 2'],
    ]);
    expect([await stored('Account 1'), await stored('Account 2')]).toEqual([
      ['ann'],
      [`ben ${sessions - 1}`],
    ]);
  });

  it('is not whoever was to sign in again either', async () => {
    await signsInThere('ben');
    await engine.signInAgain(here, await idOf('Account 1'));
    await isLedBack('ben');
    expect(await offer()).toEqual(['Account 2', 'idp.test', 'Account 2']);
    expect(await stored('Account 1')).toEqual(['ann']);
  });

  it('waits on where the site then asks for a password, and the account stands as it did', async () => {
    // That a page asks soon after a switch would tell against the account that was switched to.
    await engine.goBack(here);
    await engine.addAccount(here);
    world.tabs.passwords.add(tab);
    world.cookies.write(aCookie({ value: 'visitor' }));
    shows(null, { asks: 'password' });
    await wayBack();
    const now = world.time;
    shows(null, { asks: 'password', begunAt: now - 1, answeredAt: now + 1, askedAt: now - 1 });
    await loaded();
    const { adding, rows: left } = await view();
    expect(left.map(({ label, status }) => `${label} ${status}`)).toEqual(['Account 1 signed-in']);
    expect([adding?.back?.label, adding?.include?.domain]).toEqual(['Account 1', 'idp.test']);
  });
});

describe('somebody who was signed out a moment ago', () => {
  it('is in the list again where they are thought to have come back', async () => {
    await withAnn(null);
    await engine.addAccount(here);
    await signsInThere('ben');
    await engine.signOutOne(here, await idOf('Account 2'));
    await engine.addAccount(here);
    await isLedBack('ben');
    expect(await rows()).toEqual(['Account 1', 'Account 2*']);
    expect(await offer()).toEqual(['Account 2', 'idp.test', 'Account 2']);
  });
});

describe('the domain that an addition was led through', () => {
  it('is offered also where nobody was seen to sign in, in the tab of the Site', async () => {
    await withAnn(null);
    await engine.addAccount(here);
    expect((await view()).adding?.include).toBeNull();
    world.cookies.write(aCookie({ name: 'seen', httpOnly: false }));
    shows(null);
    await wayBack({ httpOnlyCookies: [] });
    expect((await view()).adding?.include?.domain).toBe('idp.test');
    await engine.goBack(shop);
    await engine.addAccount(here);
    expect((await view()).adding?.include).toBeNull();
  });

  it('is known by what the way back says of itself, where the page itself led there', async () => {
    await withAnn('ann');
    await engine.addAccount(here);
    const way = { fromElsewhere: false, ledThrough: [], ledAwayFrom: null };
    await isLedBack('ann', 'ann', { ...way, url: `${callback}&iss=https%3A%2F%2Flogin.idp.test` });
    expect(await offer()).toEqual(['ann', 'idp.test', undefined]);
  });

  it('is not one that is the Site’s already', async () => {
    await withAnn('ann');
    await engine.includeDomain({ ...wish, tabId: null });
    await engine.addAccount(here);
    await isLedBack('ann', 'ann');
    expect([await rows(), await offer()]).toEqual([['ann*'], noOffer]);
  });
});
