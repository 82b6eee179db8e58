import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { aCookie, store } from '@/testing/builders';
import { createFakeCookies } from '@/testing/fake-cookies';
import { type Cookie, cookieKey, inSendingOrder } from '../cookie';
import { cookieJar, differenceOf, firstFault, type Jar } from '../jar';
import { planSwitch } from './switch-plan';

const now = 1_700_000_000;
const a = aCookie({ name: 'a' });
const b = aCookie({ name: 'b' });
const c = aCookie({ name: 'c' });

/** Carries a plan out on a store that holds the live jar, as the engine does. */
async function carriedOut(live: Jar, target: Jar): Promise<Cookie[]> {
  const cookies = createFakeCookies(() => now * 1000);
  for (const cookie of live.cookies) cookies.write(cookie);
  const plan = planSwitch(cookieJar(cookies.content()), target, now);
  for (const cookie of plan.remove) await cookies.remove(cookie, store);
  for (const cookie of plan.set) await cookies.set(cookie, store);
  return cookies.content();
}

describe('planSwitch', () => {
  it('does nothing when the target is live already', () => {
    const plan = planSwitch(cookieJar([a, b]), cookieJar([a, b]), now);
    expect([plan.remove, plan.set]).toEqual([[], []]);
  });

  it('removes what the target does not have and leaves the rest alone', () => {
    const plan = planSwitch(cookieJar([a, b]), cookieJar([a]), now);
    expect([plan.remove, plan.set]).toEqual([[b], []]);
  });

  it('overwrites a cookie whose value differs without removing it first', () => {
    const other = { ...a, value: 'two' };
    const plan = planSwitch(cookieJar([a]), cookieJar([other]), now);
    expect([plan.remove, plan.set]).toEqual([[], [other]]);
  });

  it('sets what follows the first difference again, since an overwritten cookie counts as new', async () => {
    const target = cookieJar([a, { ...b, value: 'two' }, c]);
    expect(await carriedOut(cookieJar([a, b, c]), target)).toEqual(target.cookies);
  });

  it('keeps the order of cookies with other path lengths out of it', () => {
    const deep = aCookie({ name: 'deep', path: '/account' });
    const plan = planSwitch(cookieJar([deep, a]), cookieJar([deep, { ...a, value: 'two' }]), now);
    expect(plan.set.map(({ name }) => name)).toEqual(['a']);
  });

  it('does not plant what has expired, and names it', () => {
    const old = aCookie({ name: 'old', expires: now - 1 });
    const plan = planSwitch(cookieJar([]), cookieJar([old, a]), now);
    expect(plan.set).toEqual([a]);
    expect(plan.expired).toEqual(['old']);
  });

  it('wants none to last longer than a browser has it', async () => {
    const long = aCookie({ expires: now * 2 });
    const { wanted } = planSwitch(cookieJar([]), cookieJar([long]), now);
    expect(wanted.cookies).toEqual(await carriedOut(cookieJar([]), cookieJar([long])));
  });

  it('tells cookies of one name apart by domain, path and partition', async () => {
    const target = cookieJar([
      aCookie({ path: '/deep' }),
      aCookie(),
      aCookie({ hostOnly: false }),
      aCookie({ partitionKey: { topLevelSite: 'https://x.test' } }),
    ]);
    expect(await carriedOut(cookieJar([aCookie({ value: 'two' })]), target)).toEqual(target.cookies);
  });
});

const someCookie: fc.Arbitrary<Cookie> = fc
  .record({
    name: fc.constantFrom('a', 'b', 'c', 'd', ''),
    value: fc.constantFrom('1', '2', ''),
    path: fc.constantFrom('/', '/x', '/y', '/deep/er'),
    hostOnly: fc.boolean(),
    httpOnly: fc.boolean(),
    expires: fc.constantFrom(null, now + 86_400),
    partitionKey: fc.constantFrom(null, { topLevelSite: 'https://t.test', hasCrossSiteAncestor: true }),
  })
  // No browser keeps one that has neither.
  .filter(({ name, value }) => name !== '' || value !== '')
  .map((fields) => aCookie(fields));

const someJar: fc.Arbitrary<Jar> = fc
  .uniqueArray(someCookie, { selector: cookieKey, maxLength: 12 })
  .map((cookies) => cookieJar(inSendingOrder(cookies)));

describe('planSwitch, for any two jars', () => {
  it('makes the live jar the target, in its order, and switching back makes it what it was', async () => {
    let moved = 0;
    await fc.assert(
      fc.asyncProperty(someJar, someJar, async (live, target) => {
        const there = await carriedOut(live, target);
        expect(there).toEqual(target.cookies);
        expect(await carriedOut(cookieJar(there), live)).toEqual(live.cookies);
        if (firstFault(differenceOf(live, target)) !== null) moved++;
      }),
      { numRuns: 1000 },
    );
    expect(moved).toBeGreaterThan(500);
  });

  it('never sets a cookie that stays as it is', () => {
    fc.assert(
      fc.property(someJar, (jar) => {
        const plan = planSwitch(jar, jar, now);
        expect(plan.remove.length + plan.set.length).toBe(0);
      }),
    );
  });
});
