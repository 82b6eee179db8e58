import { afterEach, describe, expect, it, vi } from 'vitest';
import { cookiesOf, isRemoval, setCookies } from './set-cookie-lines';

const now = Date.UTC(2026, 0, 1);
const url = 'https://app.shop.test/account/login';

const headers = (...lines: string[]) => lines.map((value) => ({ name: 'Set-Cookie', value }));
const [read, removes] = [
  (line: string) => cookiesOf(headers(line), url, now)[0],
  (line: string) => setCookies(headers(line)).map((cookie) => isRemoval(cookie, now)),
];

afterEach(() => vi.restoreAllMocks());

describe('what the lines of an answer set', () => {
  it.each(['Expires=0', 'Expires=-1', 'expires=Session'])(
    'is a cookie of the session with a date that browsers do not understand: %s',
    (date) => {
      expect(read(`sid=1; ${date}; HttpOnly`)).toMatchObject({ value: '1', expires: null, httpOnly: true });
      expect(removes(`sid=1; ${date}; HttpOnly`)).toEqual([false]);
    },
  );

  it.each([
    'Thu, 01 Jan 1970 00:00:00 GMT',
    'Thursday, 01-Jan-70 00:00:00 GMT',
    'Thu Jan 01 1970 00:00:00 GMT',
  ])('goes with a date that is past: %s', (date) =>
    expect(removes(`sid=1; Expires=${date}`)).toEqual([true]),
  );

  it('is not told to whoever reads the console, however odd it is', () => {
    const told = [vi.spyOn(console, 'warn'), vi.spyOn(console, 'error')];
    setCookies(headers('sid=1; Expires=secret; Max-Age=secret; constructor=secret', 'toString=secret'));
    for (const spy of told) expect(spy).not.toHaveBeenCalled();
  });
});
