import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { aCookie } from '@/testing/builders';
import { token } from '@/testing/people';
import { coversUrl, siteOfDomain } from '../site';
import { knownSignOuts } from './known-sign-outs';

/** Whatever a site has set, meant to mislead or not. */

const now = 1_700_000_000;
const site = siteOfDomain('shop.test');

describe('knownSignOuts', () => {
  it('is not put off by anything that a site has set, and never leads out of the Site', () => {
    const names = [
      'better-auth.session_token',
      '__Secure-better-auth.session_token',
      'better-auth.session_token_multi-a',
      '__session',
      '__session_abcdefgh',
      '__client',
      'next-auth.session-token',
      '__Host-next-auth.csrf-token',
      'sid',
    ];
    const hosts = [
      'shop.test',
      'clerk.shop.test',
      'evil.test',
      'localhost',
      '[::1]',
      '',
      'shop.test.evil.test',
      '%',
    ];
    const address = fc.oneof(
      fc.constantFrom(
        'https://clerk.shop.test',
        'https://evil.test',
        'https://shop.test@evil.test',
        'javascript:0',
      ),
      fc.webUrl(),
      fc.string(),
    );
    const value = fc.oneof(
      fc.string(),
      fc.constantFrom('eyJ', 'eyJhbGciOi.eyJhbGciOi.x', '%E0%A4%A', `${'a'.repeat(64)}|${'b'.repeat(64)}`),
      fc
        .record({
          iss: address,
          azp: address,
          sid: fc.constantFrom('sess_1', 'sess_../x', 'x'),
          id: fc.string(),
        })
        .map(token),
      fc.anything().map((claims) => token({ claims })),
    );
    const cookie = fc.record({
      name: fc.constantFrom(...names),
      value,
      domain: fc.constantFrom(...hosts),
      hostOnly: fc.boolean(),
      secure: fc.boolean(),
      httpOnly: fc.boolean(),
      path: fc.constantFrom('/', '', '/a', '%'),
    });
    const origin = fc.oneof(
      fc.string(),
      fc.constantFrom(...hosts).map((host) => `http://${host}:1`),
      fc.constantFrom(...hosts).map((host) => `https://${host}`),
    );
    fc.assert(
      fc.property(
        fc.array(cookie, { maxLength: 8 }),
        fc.array(origin, { maxLength: 3 }),
        (cookies, origins) => {
          for (const { errand } of knownSignOuts(site, cookies.map(aCookie), origins, now)) {
            expect(coversUrl(site, errand.url)).toBe(true);
            expect(coversUrl(site, errand.post?.origin)).toBe(true);
            expect(errand.cookies).not.toMatch(/[\r\n]/);
          }
        },
      ),
      { numRuns: 2000 },
    );
  });
});
