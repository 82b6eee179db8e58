import { beforeEach, describe, expect, it } from 'vitest';
import type { AccountId, TabId } from '@/domain/ids';
import type { ObservedAnswer } from '@/domain/sign-in/observed-answer';
import { anAnswer, shop } from '@/testing/builders';
import { engine, newWorld, nextWorker, world } from '@/testing/scene';
import { idOf, list, rows, view } from '@/testing/seen-in-popup';
import {
  annAndBen,
  annAndWhoComes,
  form,
  live,
  loaded,
  shows,
  signIn,
  site,
  stored,
} from '@/testing/telling-site';

beforeEach(newWorld);

describe('adding an account', () => {
  beforeEach(annAndWhoComes);

  it('brings whoever has an account already back to it', async () => {
    await signIn('ann');
    expect(await rows()).toEqual(['ann*']);
    expect(await stored('ann')).toEqual(live());
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
      nextWorker();
      await engine.tendAll(shop.storeId);
    }
    await signIn('ben');
    expect(await rows()).toEqual(['ann', 'ben*']);
  });

  it('goes on after the browser was closed half-way', async () => {
    site(null);
    world.session.content.clear();
    nextWorker();
    await engine.tendAll(shop.storeId);
    await signIn('ben');
    expect(await rows()).toEqual(['ann', 'ben*']);
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

  it('takes no anonymous session, refused form or CSRF cookie for a sign-in', async () => {
    site(null);
    const answer = anAnswer({ httpOnlyCookies: ['sid'] });
    await engine.noticeAnswer(answer);
    await engine.noticeAnswer({ ...answer, method: 'POST', status: 401 });
    await engine.noticeAnswer({ ...answer, method: 'POST', status: 302, httpOnlyCookies: ['_csrf'] });
    expect(await rows()).toEqual(['ann']);
  });

  it('takes no session that the site hands out right after another sign-in for one', async () => {
    await signIn('ben');
    await engine.addAccount(shop);
    site(null);
    await engine.noticeAnswer(anAnswer({ at: ++world.time, httpOnlyCookies: ['sid'] }));
    expect(await rows()).toEqual(['ann', 'ben']);
    expect((await view()).adding?.back?.label).toBe('ben');
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
    expect([await stored('Account 1'), await stored('Account 2')]).toEqual([['ben'], ['cora']]);
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
    const ann = (await list()).find(({ label }) => label === 'ann')?.id as AccountId;
    await engine.signInAgain(shop, ann);
    shows(null);
    await signIn('ben');
    expect((await list()).map(({ label, status }) => `${label} ${status}`)).toEqual([
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
    expect(await stored('ben')).toEqual(['ben']);
    await engine.switchAccount(shop, await idOf('ben'));
    expect(live()).toEqual(['ben']);
  });

  it('goes to the account of whoever has one', async () => {
    await signIn('ann');
    expect(await rows()).toEqual(['ann*', 'ben']);
    expect(await stored('ben')).toEqual(['ben']);
    expect(await stored('ann')).toEqual(live());
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
    expect(await stored('ben')).toEqual(['ben']);
  });

  it('lists whoever does so where the site has signed the other out', async () => {
    world.cookies.clear();
    await engine.noticeAnswer(anAnswer({ method: 'POST', status: 302, removed: ['sid'], at: ++world.time }));
    await signIn('cora', { says: false });
    expect(await rows()).toEqual(['ann', 'ben', 'Account 1*']);
    expect(await stored('ben')).toEqual(['ben']);
  });

  it('is not lost when another account is chosen before anything tells who it is', async () => {
    site('cora', { says: false });
    await form();
    await engine.switchAccount(shop, await idOf('ann'));
    expect(await rows()).toEqual(['ann*', 'ben', 'Account 1']);
    expect([await stored('ben'), await stored('Account 1')]).toEqual([['ben'], ['cora']]);
  });

  it('is put down to nobody whom a page shows that was there before', async () => {
    site('cora', { says: false });
    await form();
    shows('ann', { askedAt: 5 });
    await loaded();
    expect(await stored('ann')).toEqual(['ann']);
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
    expect(await stored('ben')).toEqual(['ben']);
  });

  it('is nobody else with a new password, nor with a session that is renewed', async () => {
    site('ben');
    await form({ sent: 'other' });
    await loaded();
    expect(await rows()).toEqual(['ann', 'ben*']);
  });
});
