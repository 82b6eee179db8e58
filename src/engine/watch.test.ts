import { beforeEach, describe, expect, it } from 'vitest';
import type { TabId } from '@/domain/ids';
import { anAnswer, shop } from '@/testing/builders';
import { ben, siteSignsIn, twoAccounts } from '@/testing/plain-site';
import { engine, newWorld } from '@/testing/scene';
import { rows } from '@/testing/seen-in-popup';

const tab = 1 as TabId;

beforeEach(newWorld);

describe('a way back from another domain', () => {
  it('is a sign-in in a tab that was on the Site before', async () => {
    await engine.useSite(tab);
    const answer = anAnswer({ status: 302, fromElsewhere: true, httpOnlyCookies: ['sid'] });
    siteSignsIn('ann');
    await engine.noticeAnswer(answer);
    expect(await rows()).toEqual([]);
    await engine.noticeAnswer(answer);
    expect(await rows()).toEqual(['Account 1*']);
  });
});

describe('a session that is tied to the browser', () => {
  it('is marked on the account that has it', async () => {
    await twoAccounts();
    await engine.noticeAnswer(anAnswer({ binds: true }));
    const { bound } = await engine.accountDetails(shop, ben);
    expect(bound).toBe(true);
  });
});
