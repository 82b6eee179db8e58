import { describe, expect, it } from 'vitest';
import { cookieJar } from '@/domain/jar';
import { aCookie } from '@/testing/builders';
import { withLateCookies } from './late-answer';

const now = 1_700_000_000;
const sid = aCookie();
const token = aCookie({ name: 'token', value: 'used' });

describe('withLateCookies', () => {
  it('replaces, adds and takes away, as the browser would have', () => {
    const renewed = { ...token, value: 'fresh' };
    const added = aCookie({ name: 'added' });
    const gone = { ...sid, expires: now - 1 };
    expect(withLateCookies(cookieJar([sid, token]), [renewed, added, gone], now)).toEqual(
      cookieJar([renewed, added]),
    );
  });

  it('makes what is overwritten the newest, and keeps longer paths first', () => {
    const deep = aCookie({ name: 'deep', path: '/account' });
    const changed = { ...sid, value: 'two' };
    expect(withLateCookies(cookieJar([sid, token]), [changed, deep, token], now).cookies).toEqual([
      deep,
      token,
      changed,
    ]);
  });
});
