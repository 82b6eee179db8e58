import { describe, expect, it } from 'vitest';
import { aCookie } from '@/testing/builders';
import { token } from '@/testing/people';
import type { Cookie } from '../cookie';
import { siteOfDomain } from '../site';
import { knownSignOuts } from './known-sign-outs';

const now = 1_700_000_000;
const site = siteOfDomain('shop.test');
const known = (cookies: Partial<Cookie>[], origins: string[] = [], on = site) =>
  knownSignOuts(on, cookies.map(aCookie), origins, now);
const urls = (...args: Parameters<typeof known>) => known(...args).map(({ errand }) => errand.url);

describe('better-auth', () => {
  const name = '__Secure-better-auth.session_token';
  const url = 'https://shop.test/api/auth/sign-out';

  it('is asked to sign out as its own page would', () => {
    const [found, ...others] = known([
      { name, value: 'ann.x' },
      { name: 'theme', value: 'dark' },
    ]);
    expect(others).toEqual([]);
    expect(found).toMatchObject({
      library: 'better-auth',
      errand: {
        url,
        cookies: `${name}=ann.x; theme=dark`,
        post: { origin: 'https://shop.test', contentType: 'application/json', body: '{}' },
      },
      takesAway: { name },
    });
  });

  it('ends the session of the account alone, where a jar has those of several', () => {
    const [found] = known([
      { name, value: 'ann.x' },
      { name: `${name}_multi-ann`, value: 'ann.x' },
      { name: `${name}_multi-ben`, value: 'ben.x' },
      { name: '__Secure-better-auth.session_data', value: 'about ann' },
    ]);
    expect(found?.errand.cookies).toBe(`${name}=ann.x; __Secure-better-auth.session_data=about ann`);
    const others = [
      { name: `${name}_multi-ann`, value: 'ann.x' },
      { name, value: 'ben.x' },
    ].map(aCookie);
    expect(found?.endsAlso(others)).toBe(false);
    expect(found?.endsAlso([aCookie({ name, value: 'ann.x' })])).toBe(true);
  });

  it.each<[string, Partial<Cookie>, string[], string[]]>([
    ['a part of the site', { domain: 'api.shop.test' }, [], ['https://api.shop.test/api/auth/sign-out']],
    ['a port that was seen', {}, ['https://shop.test:8443'], ['https://shop.test:8443/api/auth/sign-out']],
    ['another part that was seen', {}, ['https://www.shop.test', 'http://shop.test'], [url]],
    ['one of two ports, not', {}, ['https://shop.test:1', 'https://shop.test:2'], []],
    ['no origin that is certain, not', { name: name.slice(9), secure: false }, [], []],
    [
      'the one that was seen',
      { name: name.slice(9), secure: false },
      ['http://shop.test'],
      ['http://shop.test/api/auth/sign-out'],
    ],
    ['all hosts, not', { hostOnly: false }, ['https://shop.test'], []],
    ['a folder, not', { path: '/app' }, [], []],
    ['a frame in another site, not', { partitionKey: { topLevelSite: 'https://other.test' } }, [], []],
    ['the past, not', { expires: now - 1 }, [], []],
    ['nobody, not', { value: '' }, [], []],
    ['a script’s making, not', { httpOnly: false }, [], []],
    ['another name, not', { name: 'app.session_token' }, [], []],
    ['another site, not', { domain: 'evil.test' }, ['https://evil.test'], []],
  ])('is asked where its cookie is of %s', (_, cookie, origins, expected) => {
    expect(urls([{ name, value: 'ann.x', ...cookie }], origins)).toEqual(expected);
  });

  it('is asked at the port of this computer that was seen', () => {
    const local = { name: 'better-auth.session_token', domain: 'localhost', secure: false };
    expect(urls([local], ['http://localhost:3000'], siteOfDomain('localhost'))).toEqual([
      'http://localhost:3000/api/auth/sign-out',
    ]);
  });
});

describe('Clerk', () => {
  const claims = { iss: 'https://clerk.shop.test', azp: 'https://app.shop.test', sid: 'sess_2aB' };
  const session = { name: '__session', domain: 'app.shop.test', httpOnly: false };
  const client = (id: string, rotated = 1) => ({
    name: '__client',
    domain: 'clerk.shop.test',
    value: token({ id, rotating_token: `t${rotated}` }),
  });
  const jar = (changes: object = {}) => [
    { ...session, value: token({ ...claims, ...changes }) },
    client('client_1'),
  ];

  it('is asked to remove the session that its token names, where it came from', () => {
    const [found] = known(jar());
    expect(found).toMatchObject({
      library: 'Clerk',
      errand: {
        url: 'https://clerk.shop.test/v1/client/sessions/sess_2aB/remove',
        cookies: `__client=${client('client_1').value}`,
        post: { origin: 'https://app.shop.test', contentType: 'application/x-www-form-urlencoded', body: '' },
      },
      takesAway: null,
    });
  });

  it('is asked once, however its cookie is called', () => {
    const [first, second] = jar();
    expect(urls([{ ...first, name: '__session_aB3-_xyz' }, { ...first }, { ...second }])).toHaveLength(1);
  });

  it('is not asked where another has the same client, whatever its token has become', () => {
    const [found] = known(jar());
    expect(found?.endsAlso([aCookie(client('client_1', 2))])).toBe(true);
    expect(found?.endsAlso([aCookie(client('client_2'))])).toBe(false);
  });

  it('is asked by way of the site itself, where its token came from there', () => {
    const iss = 'https://app.shop.test/__clerk';
    const own = { ...client('client_1'), domain: 'app.shop.test' };
    expect(urls([{ ...session, value: token({ ...claims, iss }) }, own])).toEqual([
      'https://app.shop.test/__clerk/v1/client/sessions/sess_2aB/remove',
    ]);
  });

  it.each<[string, object]>([
    ['of another site', { iss: 'https://shop.clerk.accounts.dev' }],
    ['of a host that has no client cookie', { iss: 'https://other.shop.test' }],
    ['of no address', { iss: 'clerk' }],
    ['of an address with a question', { iss: 'https://clerk.shop.test/?a=' }],
    ['of an address with a way out', { iss: 'https://clerk.shop.test/a/../b' }],
    ['of a page that is not told', { azp: undefined }],
    ['of a page of another site', { azp: 'https://evil.test' }],
    ['of a page with a path', { azp: 'https://app.shop.test/a' }],
    ['of no session', { sid: undefined }],
    ['of a session with a way out', { sid: 'sess_/../x' }],
  ])('is not asked with a token %s', (_, changes) => {
    expect(known(jar(changes))).toEqual([]);
  });

  it('is not asked where its client cannot be told from others, nor without a token', () => {
    const [first, second] = jar();
    expect(known([{ ...first }, { ...second, value: 'opaque' }])).toEqual([]);
    expect(known([{ ...second }])).toEqual([]);
    expect(known([{ ...session, value: 'firebase' }, { ...second }])).toEqual([]);
  });
});

describe('NextAuth.js', () => {
  const csrf = `${'a'.repeat(64)}%7C${'b'.repeat(64)}`;
  const session = {
    name: '__Secure-next-auth.session-token',
    value: '6d7b6e0c-9c3a-4f3e-8a52-0d6f0c9b1a11',
  };
  const jar = (value = session.value, guard = csrf) => [
    { ...session, value },
    { name: '__Host-next-auth.csrf-token', value: guard },
  ];

  it('is asked with the guard that the jar has', () => {
    expect(known(jar())).toMatchObject([
      {
        library: 'NextAuth.js',
        errand: {
          url: 'https://shop.test/api/auth/signout',
          post: { origin: 'https://shop.test', body: `csrfToken=${'a'.repeat(64)}` },
        },
        takesAway: { name: session.name },
      },
    ]);
    expect(known(jar('c'.repeat(64), csrf.replace('%7C', '|')))).toHaveLength(1);
  });

  it('is not asked where the server keeps nothing of a session, nor without its guard', () => {
    expect(known(jar(`eyJhbGciOiJkaXIiLCJlbmMiOiJBMjU2R0NNIn0..${'x'.repeat(60)}`))).toEqual([]);
    for (const guard of ['', '%', 'a|b', 'x'.repeat(64)]) expect(known(jar(undefined, guard))).toEqual([]);
    expect(known([session])).toEqual([]);
  });
});
