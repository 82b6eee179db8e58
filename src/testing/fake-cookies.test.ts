import { describe, expect, it } from 'vitest';
import { store } from './builders';
import { cookieCases, runCookieCase } from './cookie-contract';
import { createFakeCookies } from './fake-cookies';

const later = Math.floor(Date.now() / 1000) + 86_400;

describe('the fake cookie store', () => {
  it.each(cookieCases(later))('$name', async (one) => {
    expect(await runCookieCase(createFakeCookies(), one, store)).toEqual(one.expected);
  });
});
