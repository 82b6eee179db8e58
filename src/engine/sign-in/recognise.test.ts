import fc from 'fast-check';
import { beforeEach, describe, expect, it } from 'vitest';
import type { TabId } from '@/domain/ids';
import { anAnswer, shop } from '@/testing/builders';
import { never, withFault } from '@/testing/faults';
import { engine, newWorld, nextWorker, world } from '@/testing/scene';
import { doubted, idOf, list, rows } from '@/testing/seen-in-popup';
import {
  annAndBen,
  annAndBenUntold,
  annAndWhoComes,
  comesBack,
  form,
  loaded,
  quiet,
  shows,
  signIn,
  site,
  stored,
} from '@/testing/telling-site';

const tab = 1 as TabId;

beforeEach(newWorld);

describe('whoever is signed in', () => {
  it('is what the account is called by, once a page shows it', async () => {
    site('ann', { says: false });
    await engine.useSite(tab);
    expect(await rows()).toEqual(['Account 1*']);
    shows('ann');
    await loaded();
    expect(await rows()).toEqual(['ann*']);
  });

  it('is not called otherwise than the person wants', async () => {
    site('ann', { says: false });
    await engine.useSite(tab);
    await engine.renameAccount(await idOf('Account 1'), 'Work');
    shows('ann');
    await loaded();
    expect(await rows()).toEqual(['Work*']);
  });

  it('is told apart from another of the same name by the handle', async () => {
    const keep = (id: number) =>
      world.storage
        .origin('https://www.shop.test')
        .local.set('user', JSON.stringify({ id, email: `sam${id}@x.test`, name: 'Sam' }));
    keep(1);
    site('sam', { says: false });
    await engine.useSite(tab);
    expect(await rows()).toEqual(['Sam*']);
    await engine.addAccount(shop);
    keep(2);
    await signIn('sam2', { says: false });
    expect((await rows())[1]).toContain('sam2@x.test');
  });

  it('is told by no page that was asked for when somebody else was signed in', async () => {
    await annAndBen();
    site('ben');
    shows('ann', { askedAt: 5 });
    await loaded();
    expect(await rows()).toEqual(['ann', 'ben*']);
    expect(await stored('ben')).toEqual(['ben']);
  });

  it('is told by no page when the cookies are those that are stored', async () => {
    await annAndBen();
    shows('cora');
    await loaded();
    expect(await rows()).toEqual(['ann', 'ben*']);
  });

  it('has one row, whenever the worker dies that finds out who it is', async () => {
    for (let at = 1, isHit = true; isHit; at++) {
      newWorld();
      await annAndBen();
      await engine.addAccount(shop);
      site('ann');
      await form();
      isHit = await withFault(world, loaded, at, never);
      nextWorker();
      await engine.tendAll(shop.storeId);
      await loaded();
      expect(await rows()).toEqual(['ann*', 'ben']);
    }
  });

  describe('over somebody of whom nothing was known yet', () => {
    beforeEach(async () => {
      await annAndWhoComes();
      await signIn('ben', { says: false });
      world.time += 3_600_000;
    });

    it.each<[string, () => Promise<void>]>([
      ['by way of another site', () => comesBack('ann')],
      ['with nobody seeing it', async () => site('ann')],
    ])('has come %s, and what is stored of the other stays', async (_, comes) => {
      await comes();
      shows('ann');
      await loaded();
      expect(await rows()).toEqual(['ann*', 'Account 1']);
      expect([await stored('ann'), await stored('Account 1')]).toEqual([['ann'], ['ben']]);
    });
  });

  describe('after the site has signed somebody out', () => {
    beforeEach(async () => {
      await annAndBen();
      site(null);
      await engine.noticeAnswer(anAnswer({ removed: ['sid'], at: ++world.time }));
      await loaded();
      expect((await list()).map(({ status }) => status)).toEqual(['signed-in', 'ended']);
    });

    it('is they again once a page shows them, though nobody has seen them sign in', async () => {
      site('ben');
      await loaded();
      expect((await list()).map(({ status }) => status)).toEqual(['signed-in', 'active']);
      await engine.switchAccount(shop, await idOf('ann'));
      expect(await stored('ben')).toEqual(['ben']);
    });

    it('is nobody as long as it is only kept somewhere who they were', async () => {
      const kept = JSON.stringify({ username: 'ben', name: 'ben' });
      world.storage.origin('https://www.shop.test').local.set('user', kept);
      await loaded();
      expect((await list()).map(({ status }) => status)).toEqual(['signed-in', 'ended']);
      expect(await stored('ben')).toEqual(['ben']);
    });
  });
});

describe('a site that gives every visitor a session', () => {
  it('has nobody in the list as long as its page asks for a password', async () => {
    site(null);
    world.tabs.passwords.add(tab);
    await engine.useSite(tab);
    expect(await rows()).toEqual([]);
    world.tabs.passwords.clear();
    await signIn('ann');
    expect(await rows()).toEqual(['ann*']);
  });
});

describe('whoever is added', () => {
  beforeEach(annAndWhoComes);

  it('is known by what a script keeps, when the page has changed', async () => {
    const user = JSON.stringify({ user: { id: 'b', email: 'ben@x.test', name: 'Ben' } });
    world.storage.origin('https://www.shop.test').local.set('auth', user);
    await engine.noticeTab(tab, false);
    for (const work of world.later.values()) await work();
    expect(await rows()).toEqual(['ann', 'Ben*']);
  });
});

describe('coming back from another site over an account', () => {
  beforeEach(async () => {
    await annAndBenUntold();
  });

  it('is told by a page that shows the person, where it is known whose the account is', async () => {
    shows('ann');
    await loaded();
    await comesBack('ann');
    expect(await doubted()).toBe('ann');
    shows('ann');
    await loaded();
    expect([await rows(), await doubted()]).toEqual([['ann*', 'Account 2'], null]);
    await comesBack('cora');
    shows('cora');
    await loaded();
    expect([await rows(), await stored('ann')]).toEqual([['ann', 'Account 2', 'cora*'], ['ann']]);
  });

  it('does not give an account a name of which it is not certain', async () => {
    await comesBack('cora');
    shows('cora');
    await loaded();
    expect([await rows(), await doubted()]).toEqual([['Account 1*', 'Account 2'], 'Account 1']);
    await engine.keepLive(shop);
    await loaded();
    expect(await rows()).toEqual(['Account 1', 'Account 2', 'cora*']);
  });
});

describe('in whatever order things happen', () => {
  const people = ['ann', 'ben', 'cora'] as const;
  const step = fc.oneof(
    fc.record({ kind: fc.constant('sign in' as const), person: fc.constantFrom(...people) }),
    fc.record({ kind: fc.constant('switch' as const), to: fc.nat(4) }),
    fc.constantFrom(
      { kind: 'add' as const },
      { kind: 'back' as const },
      { kind: 'renew' as const },
      { kind: 'restart' as const },
      { kind: 'look' as const },
    ),
  );
  type Step = typeof step extends fc.Arbitrary<infer Value> ? Value : never;

  const personIn = () => world.cookies.content()[0]?.value.split(' ')[0] ?? null;

  async function take(one: Step): Promise<void> {
    if (one.kind === 'sign in') await signIn(one.person);
    else if (one.kind === 'add') await engine.addAccount(shop);
    else if (one.kind === 'back') await engine.goBack(shop);
    else if (one.kind === 'restart') nextWorker();
    else if (one.kind === 'look') await loaded();
    else if (one.kind === 'switch') {
      const all = await list();
      const to = all[one.to % Math.max(all.length, 1)];
      if (to !== undefined) await engine.switchAccount(shop, to.id);
    } else {
      const person = personIn();
      if (person !== null && person !== 'anonymous') site(person);
      await quiet();
    }
    // A page that is loaded then shows whoever the cookies are of.
    shows(personIn() === 'anonymous' ? null : personIn());
  }

  it('nobody has two rows, and nobody’s jar is stored under another', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(step, { maxLength: 8 }), async (steps) => {
        newWorld();
        site('ann');
        await engine.useSite(tab);
        await loaded();
        for (const one of steps) await take(one);
        await loaded();
        const all = await list();
        const labels = all.map(({ label }) => label);
        expect(new Set(labels).size).toBe(labels.length);
        for (const { id, label } of all) {
          const owners = (await world.vault.jarOf(id))?.cookies.map(({ value }) => value.split(' ')[0]);
          expect([label, owners]).toEqual([label, [label]]);
        }
      }),
      { numRuns: 40 },
    );
  });
});
