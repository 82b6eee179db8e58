import { describe, expect, it } from 'vitest';
import { aCookie } from '@/testing/builders';
import type { AccountId } from '../ids';
import { cookieJar } from '../jar';
import { isLate, withLateCookies } from './late-answer';

const now = 1_700_000_000;
const sid = aCookie();
const token = aCookie({ name: 'token', value: 'used' });

describe('isLate', () => {
  const owner = { account: 'ann' as AccountId, before: 5, worker: 'w', domains: null };
  const asked = { url: 'https://api.shop.test/me', startedAt: 4 };

  it('is what was asked for before, as far as this worker has seen it begin', () => {
    expect(isLate(owner, asked, 'w')).toBe(true);
    expect(isLate(owner, { ...asked, startedAt: 5 }, 'w')).toBe(false);
    expect(isLate(owner, asked, 'another')).toBe(false);
    expect(isLate(null, asked, 'w')).toBe(false);
  });

  it('is of some domains alone, where that is all that is known', () => {
    expect(isLate({ ...owner, domains: ['shop.test'] }, asked, 'w')).toBe(true);
    expect(isLate({ ...owner, domains: ['idp.test'] }, asked, 'w')).toBe(false);
  });
});

const url = 'https://shop.test/refresh';

describe('withLateCookies', () => {
  it('replaces, adds and takes away, as the browser would have', () => {
    const renewed = { ...token, value: 'fresh' };
    const added = aCookie({ name: 'added' });
    const gone = { ...sid, expires: now - 1 };
    expect(withLateCookies(cookieJar([sid, token]), { url, cookies: [renewed, added, gone] }, now)).toEqual(
      cookieJar([renewed, added]),
    );
  });

  it('makes what is overwritten the newest, and keeps longer paths first', () => {
    const deep = aCookie({ name: 'deep', path: '/account' });
    const changed = { ...sid, value: 'two' };
    expect(
      withLateCookies(cookieJar([sid, token]), { url, cookies: [changed, deep, token] }, now).cookies,
    ).toEqual([deep, token, changed]);
  });

  it('leaves secure ones alone that are set without encryption', () => {
    const cookies = [{ ...sid, value: 'planted', secure: false }];
    expect(withLateCookies(cookieJar([sid]), { url: 'http://shop.test/', cookies }, now)).toEqual(
      cookieJar([sid]),
    );
  });
});
