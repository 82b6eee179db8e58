import { describe, expect, it } from 'vitest';
import type { Jar } from '@/domain/jar';
import { cookies, told } from '@/testing/people';
import { identityIn } from '../identity';

describe('a cookie that names somebody', () => {
  it.each<[string, Jar, string | null, string | null]>([
    ['GitHub’s cookie', cookies(['dotcom_user', 'ann', 'github.com']), 'ann', null],
    ['X’s cookie', cookies(['twid', 'u%3D1234567', 'x.com']), null, null],
    [
      'MediaWiki’s cookies',
      cookies(['enwikiUserName', 'Ann+Example', 'en.wikipedia.org']),
      'Ann Example',
      null,
    ],
    [
      'WordPress’s cookie',
      cookies([`wordpress_logged_in_${'a'.repeat(32)}`, 'ann%7C1700000000%7Csecret%7Cmac']),
      'ann',
      null,
    ],
  ])('finds who is in %s', (_, jar, handle, name) => {
    expect(told(identityIn(jar, null))).toEqual([name, handle, 'cookie']);
  });

  it('is none on another site', () => {
    expect(identityIn(cookies(['c_user', '1234567', 'notfacebook.com']), null)).toBeNull();
  });
});
