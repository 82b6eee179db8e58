import { AppError } from '@/domain/app-error';
import { type Cookie, inSendingOrder } from '@/domain/cookie';
import type { StoreId } from '@/domain/ids';
import type { Site } from '@/domain/site';
import type { CookiePort } from '@/engine/ports';
import { aCookie, shop } from './builders';

const site: Site = { id: shop.siteId, domains: ['shop.test', 'localhost', '[::1]'] };

/** What the engine relies on in a cookie store, as cases that run on the fake and on each browser's own. */
export interface CookieCase {
  readonly name: string;
  /** Acts on a store that holds nothing of the site. */
  act(port: CookiePort, storeId: StoreId): Promise<unknown>;
  readonly expected: CookieOutcome;
}

export interface CookieOutcome {
  /** What the store held at the end, in sending order. */
  readonly cookies: readonly Cookie[];
  /** The code and the subject of what was thrown. */
  readonly error: string | null;
}

const names = (count: number) => Array.from({ length: count }, (_, index) => `n${index}`);

const orderly: readonly Partial<Cookie>[] = [
  { name: 'first' },
  { name: 'second' },
  { name: 'deep', path: '/a/b' },
  { name: 'third' },
  { name: 'deeper', path: '/a/b/c' },
];
const ofHost = { value: 'host' };
const ofDomain = { value: 'domain', hostOnly: false };
const ofPath = { value: 'path', path: '/in' };
const ofHostBelow = { value: 'below', domain: 'app.shop.test' };

/** @param later seconds since the epoch; browsers cut what is more than 400 days away */
export const cookieCases = (later: number): readonly CookieCase[] => [
  keeps('host-only and domain cookies, for the host, the domain and a host below', [
    { name: 'host' },
    { name: 'domain', hostOnly: false },
    { name: 'below', domain: 'app.shop.test' },
    { name: 'below-domain', domain: 'app.shop.test', hostOnly: false },
  ]),
  keeps('secure and not, for scripts and not, for a time and for the session', [
    { name: 'plain', secure: false, httpOnly: false },
    { name: 'session', expires: null },
    { name: 'lasting', expires: later },
  ]),
  keeps('every SameSite', [
    { name: 'lax', sameSite: 'lax' },
    { name: 'strict', sameSite: 'strict' },
    { name: 'none', sameSite: 'no_restriction' },
    { name: 'unspecified', sameSite: 'unspecified' },
  ]),
  keeps('the prefixes', [{ name: '__Host-sid' }, { name: '__Secure-sid', hostOnly: false, path: '/in' }]),
  keeps('those of an IPv6 address', [{ name: 'sid', domain: '[::1]' }]),
  keeps('one without a name', [{ name: '', value: 'nameless' }]),
  keeps('one without a value', [{ name: 'empty', value: '' }]),
  keeps('odd but legal characters', [{ name: 'a.b-c_d!', value: '"quoted" {"json":[1,2]} a=b=c %20' }]),
  keeps('one that is partitioned, with its whole key, beside one of the same name that is not', [
    { name: 'chips', sameSite: 'no_restriction' },
    {
      name: 'chips',
      value: 'partitioned',
      sameSite: 'no_restriction',
      partitionKey: { topLevelSite: 'https://top.test', hasCrossSiteAncestor: true },
    },
  ]),
  keeps('one that is partitioned under its own site, secure or local', [
    partitionedUnder('https://shop.test'),
    { ...partitionedUnder('http://localhost'), domain: 'localhost' },
  ]),
  keeps(
    'a hundred and eighty in their order',
    names(180).map((name) => ({ name })),
  ),
  {
    name: 'sends longer paths first, then older ones',
    act: (port, storeId) => setAll(port, storeId, orderly),
    expected: holding(
      ...['deeper', 'deep', 'first', 'second', 'third'].map((name) =>
        orderly.find((one) => one.name === name),
      ),
    ),
  },
  {
    name: 'lets a cookie keep its age when it is set again with its value',
    act: (port, storeId) => setAll(port, storeId, [{ name: 'a' }, { name: 'b' }, { name: 'a' }]),
    expected: holding({ name: 'a' }, { name: 'b' }),
  },
  {
    name: 'makes a cookie the newest that is set again with another value',
    act: (port, storeId) =>
      setAll(port, storeId, [{ name: 'a' }, { name: 'b' }, { name: 'c' }, { name: 'b', value: 'new' }]),
    expected: holding({ name: 'a' }, { name: 'c' }, { name: 'b', value: 'new' }),
  },
  {
    name: 'removes exactly one of those of a name',
    act: async (port, storeId) => {
      await setAll(port, storeId, [ofHost, ofDomain, ofPath, ofHostBelow]);
      await port.remove(aCookie(ofDomain), storeId);
    },
    expected: holding(ofPath, ofHost, ofHostBelow),
  },
  {
    name: 'finds nothing to remove without a word',
    act: (port, storeId) => port.remove(aCookie({ name: 'absent' }), storeId),
    expected: holding(),
  },
  {
    name: 'keeps nothing that has expired',
    act: (port, storeId) =>
      setAll(port, storeId, [{ name: 'kept' }, { name: 'old', expires: 1_000_000_000 }]),
    expected: holding({ name: 'kept' }),
  },
  refuses('a name with __Host- for a domain', { name: '__Host-sid', hostOnly: false }),
  refuses('a name with __Secure- that is not', { name: '__Secure-sid', secure: false }),
  refuses('SameSite=None that is not secure', { name: 'none', sameSite: 'no_restriction', secure: false }),
  refuses('one with neither name nor value', { name: '', value: '' }),
  refuses('a value that would end the header', { name: 'broken', value: 'a\r\nb' }),
  refuses('more than 4096 bytes', { name: 'large', value: 'x'.repeat(4097) }),
];

function partitionedUnder(topLevelSite: string): Partial<Cookie> {
  const partitionKey = { topLevelSite, hasCrossSiteAncestor: false };
  return { name: 'chips', sameSite: 'no_restriction', partitionKey };
}

function keeps(what: string, cookies: readonly Partial<Cookie>[]): CookieCase {
  const inOrder = inSendingOrder(cookies.map((one) => aCookie(one)));
  return {
    name: `keeps ${what}`,
    act: (port, storeId) => setAll(port, storeId, cookies),
    expected: { cookies: inOrder, error: null },
  };
}

function refuses(what: string, cookie: Partial<Cookie>): CookieCase {
  return {
    name: `refuses ${what}`,
    act: (port, storeId) => setAll(port, storeId, [{ name: 'kept' }, cookie]),
    expected: { ...holding({ name: 'kept' }), error: `cookie/refused: ${cookie.name}` },
  };
}

function holding(...cookies: readonly (Partial<Cookie> | undefined)[]): CookieOutcome {
  return { cookies: cookies.map((one) => aCookie(one)), error: null };
}

async function setAll(
  port: CookiePort,
  storeId: StoreId,
  cookies: readonly Partial<Cookie>[],
): Promise<void> {
  for (const one of cookies) await port.set(aCookie(one), storeId);
}

/** Runs one case, tells what came of it, and leaves the store as empty as it was. */
export async function runCookieCase(
  port: CookiePort,
  { act }: CookieCase,
  storeId: StoreId,
): Promise<CookieOutcome> {
  const error = await act(port, storeId).then(() => null, describeError);
  const cookies = await port.all(site, storeId);
  await Promise.all(cookies.map((cookie) => port.remove(cookie, storeId)));
  return { cookies: cookies.map(rounded), error };
}

/** Browsers keep dates more or less exactly. */
function rounded(cookie: Cookie): Cookie {
  return { ...cookie, expires: cookie.expires === null ? null : Math.round(cookie.expires) };
}

function describeError(error: unknown): string {
  return error instanceof AppError ? `${error.code}: ${error.subject}` : String(error);
}
