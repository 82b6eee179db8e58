import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Cookie, cookieKey, inSendingOrder } from '@/domain/cookie';
import type { TabId } from '@/domain/ids';
import { cookieJar, type Jar } from '@/domain/jar';
import { isNoise } from '@/domain/sign-in';
import { aCookie, jarOf, shop } from '@/testing/builders';
import { createFakeWorld, type FakeWorld } from '@/testing/fake-world';
import { failsOnce, never, withFault } from '@/testing/faults';
import {
  ann,
  ben,
  type Keeps,
  liveStorage,
  seedStorage,
  seedTwoAccounts,
  storageOf,
} from '@/testing/two-accounts';
import type { Engine } from '../engine';

/** What a switch may meet: every call of the browser failing once, and the worker dying before every call. */

const tab = 1 as TabId;
/** A world with two accounts, of which ann is active. */
async function twoAccounts(annJar: Jar, benJar: Jar, anns?: Keeps, bens?: Keeps): Promise<FakeWorld> {
  const world = createFakeWorld();
  await seedTwoAccounts(world, annJar, benJar);
  await seedStorage(world, anns, bens);
  return world;
}

/** Who is active, told by the popup, and whether that is whose jar is live and every stored jar is what it was. */
async function outcome(
  world: FakeWorld,
  annJar: Jar,
  benJar: Jar,
  anns?: Keeps,
  bens?: Keeps,
): Promise<string> {
  const engine = world.startWorker();
  await engine.tendAll(shop.storeId);
  const view = await engine.popupView(tab);
  if (view.kind !== 'accounts') return view.kind;
  const active = view.rows.find((row) => row.active)?.id;
  const expected = active === ann ? annJar : benJar;
  expect(world.cookies.content()).toEqual(expected.cookies);
  const kept = { [ann]: storageOf(ann, anns), [ben]: storageOf(ben, bens) };
  expect(liveStorage(world)).toEqual(kept[active ?? 'nobody']);
  expect(view.rows.map((row) => row.id)).toEqual([ann, ben]);
  await bothJarsAreWhole(engine, world, annJar, benJar, kept);
  return active ?? 'nobody';
}

/** Shown by going to each account and looking at what is live. */
async function bothJarsAreWhole(
  engine: Engine,
  world: FakeWorld,
  annJar: Jar,
  benJar: Jar,
  kept: Record<string, unknown>,
): Promise<void> {
  for (const [id, jar] of [
    [ben, benJar],
    [ann, annJar],
    [ben, benJar],
  ] as const) {
    await engine.switchAccount(shop, id);
    expect(world.cookies.content()).toEqual(jar.cookies);
    expect(liveStorage(world)).toEqual(kept[id]);
  }
}

/** Runs the switch to ben with the fault before its `at`-th call. `false`: the switch was over before. */
function switchWithFault(world: FakeWorld, at: number, fault: () => Promise<void> | void): Promise<boolean> {
  const engine = world.startWorker();
  return withFault(world, () => engine.switchAccount(shop, ben).catch(() => undefined), at, fault);
}

describe('a worker that dies before any call of a switch', () => {
  it('leaves exactly one account, and both jars whole, after the next start', async () => {
    const outcomes = new Set<string>();
    for (let at = 1; ; at++) {
      const world = await twoAccounts(jarOf('ann'), jarOf('ben'));
      if (!(await switchWithFault(world, at, never))) break;
      outcomes.add(await outcome(world, jarOf('ann'), jarOf('ben')));
    }
    expect(outcomes).toEqual(new Set([ann, ben]));
  });

  it('does so for any jars', async () => {
    let moved = 0;
    await fc.assert(
      fc.asyncProperty(
        someJar,
        someJar,
        someKeeps,
        someKeeps,
        fc.integer({ min: 1, max: 90 }),
        async (annJar, benJar, anns, bens, at) => {
          const world = await twoAccounts(annJar, benJar, anns, bens);
          const hit = await switchWithFault(world, at, never);
          const who = await outcome(world, annJar, benJar, anns, bens);
          if (hit || who === ben) moved++;
        },
      ),
      { numRuns: 150 },
    );
    expect(moved).toBeGreaterThan(100);
  });
});

describe('a switch away from a jar in which nothing is new', () => {
  const none: Keeps = { entries: [0, 0], rows: [0, 0], session: 0 };
  const much: Keeps = { entries: [600, 2], rows: [2, 1], session: 1 };
  const storedBoth = async (keeps: Keeps) => {
    const world = await twoAccounts(jarOf('ann'), jarOf('ben'), keeps, keeps);
    const engine = world.startWorker();
    // The browser has started: nothing that is repaired then helps.
    await engine.tendAll(shop.storeId);
    for (const id of [ben, ann, ben, ann]) await engine.switchAccount(shop, id);
    return world;
  };

  it.each([
    ['cookies alone', none],
    ['entries and rows too', much],
  ])('does not store it again: %s', async (_, keeps) => {
    const world = await storedBoth(keeps);
    const calls: string[] = [];
    world.fault = (call) => void calls.push(call);
    const engine = world.startWorker();
    await engine.switchAccount(shop, ben);
    expect(calls).not.toContain('vault.hold');
    world.cookies.write(aCookie({ name: 'sid', value: 'renewed' }));
    await engine.switchAccount(shop, ann);
    expect(calls).toContain('vault.hold');
  });

  const fail = () => {
    throw new Error('Failed');
  };

  it.each([
    ['the worker dies at', never, none],
    ['everything fails from', fail, none],
    ['with storages, the worker dies at', never, much],
    ['with storages, everything fails from', fail, much],
  ])('leaves exactly one account, and both jars whole, when %s any call', async (_, fault, keeps) => {
    const outcomes = new Set<string>();
    for (let at = 1; ; at++) {
      const world = await storedBoth(keeps);
      if (!(await switchWithFault(world, at, fault))) break;
      outcomes.add(await outcome(world, jarOf('ann'), jarOf('ben'), keeps, keeps));
    }
    expect(outcomes).toEqual(new Set([ann, ben]));
  });
});

describe('an update of the extension before any call of a switch', () => {
  it('leaves exactly one account, both jars whole, and every page shown again', async () => {
    const outcomes = new Set<string>();
    for (let at = 1; ; at++) {
      const world = await twoAccounts(jarOf('ann'), jarOf('ben'));
      if (!(await switchWithFault(world, at, never))) break;
      // What a browser forgets of an extension that it loads anew.
      world.session.content.clear();
      outcomes.add(await outcome(world, jarOf('ann'), jarOf('ben')));
      expect(world.tabs.quieted).toEqual(new Set());
    }
    expect(outcomes).toEqual(new Set([ann, ben]));
  });
});

describe('a call of a switch that fails', () => {
  it('leaves the switch done or undone, never in between', async () => {
    const outcomes = new Set<string>();
    for (let at = 1; ; at++) {
      const world = await twoAccounts(jarOf('ann'), jarOf('ben'));
      if (!(await switchWithFault(world, at, failsOnce()))) break;
      outcomes.add(await outcome(world, jarOf('ann'), jarOf('ben')));
    }
    expect(outcomes).toEqual(new Set([ann, ben]));
  });
});

describe('a permission that is taken back between two calls', () => {
  it('never stores what could no longer be read, and all is whole when it is granted again', async () => {
    for (let at = 1; ; at++) {
      const world = await twoAccounts(jarOf('ann'), jarOf('ben'));
      const revoke = () => {
        world.cookies.granted = false;
      };
      const engine = world.startWorker();
      let calls = 0;
      world.fault = () => {
        if (++calls === at) revoke();
      };
      await engine.switchAccount(shop, ben).catch(() => undefined);
      world.fault = () => undefined;
      if (calls < at) break;
      expect((await world.startWorker().popupView(tab)).kind).toBe('ask');
      world.cookies.granted = true;
      await outcome(world, jarOf('ann'), jarOf('ben'));
    }
  });
});

const someCookie: fc.Arbitrary<Cookie> = fc
  .record({
    name: fc.constantFrom('a', 'b', 'sid'),
    value: fc.constantFrom('1', '2', '3'),
    path: fc.constantFrom('/', '/deep'),
    hostOnly: fc.boolean(),
  })
  .map((fields) => aCookie(fields));

const someJar: fc.Arbitrary<Jar> = fc
  .uniqueArray(someCookie, { selector: cookieKey, minLength: 1, maxLength: 8 })
  .filter((cookies) => cookies.every(({ name }) => !isNoise(name)))
  .map((cookies) => cookieJar(inSendingOrder(cookies)));

const few = fc.integer({ min: 0, max: 3 });
const someKeeps: fc.Arbitrary<Keeps> = fc.record({
  entries: fc.tuple(few, few),
  rows: fc.tuple(few, few),
  session: few,
});
