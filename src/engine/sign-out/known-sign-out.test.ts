import { beforeEach, describe, expect, it } from 'vitest';
import { AppError } from '@/domain/app-error';
import { cookieJar } from '@/domain/jar';
import { usual } from '@/domain/jar/carried';
import type { ChangedChoices } from '@/domain/site/site-choices';
import { entry, readItem, writeItems } from '@/storage/item';
import { siteItem } from '@/storage/schema';
import { aCookie, jarOf, shop } from '@/testing/builders';
import { ann, ben, live, pass, signsIn, twoAccounts } from '@/testing/plain-site';
import { engine, newWorld, world } from '@/testing/scene';
import { view } from '@/testing/seen-in-popup';

const second = 1000;
const name = '__Secure-better-auth.session_token';
const url = 'https://shop.test/api/auth/sign-out';
const post = { origin: 'https://shop.test', contentType: 'application/json', body: '{}' };
const learned = 'https://www.shop.test/logout';

const cookiesOf = (person: string) => [aCookie({ name, value: person })];
const gone = aCookie({ name, value: '', expires: 1 });
const choose = (changes: ChangedChoices) => engine.choose(shop.siteId, changes);

/** The address of the site's own sign-out has been seen. */
async function learn(): Promise<void> {
  const site = await readItem(world.local, siteItem(shop.siteId));
  if (site !== null)
    await writeItems(world.local, [entry(siteItem(site.id), { ...site, learnedSignOut: learned })]);
}

beforeEach(async () => {
  newWorld();
  await twoAccounts(cookiesOf);
  await pass(60 * second);
  world.answerErrand = () => ({ cookies: [gone] });
});

describe('where the site’s library is known', () => {
  it('the session of an account ends at the server, once it cannot be taken back', async () => {
    expect(await engine.signOutOne(shop, ann)).toMatchObject({ atServer: 'ends' });
    expect((await view()).undo?.atServer).toBe('ends');
    await pass(9 * second);
    expect(world.errands).toEqual([]);
    await pass(2 * second);
    expect(world.errands).toEqual([[url, `${name}=ann`, post]]);
    expect([await world.vault.jarOf(ann), live()]).toEqual([null, ['ben']]);
    await pass(600 * second);
    expect(world.errands).toHaveLength(1);
  });

  it('the settings tell, unless the person has set that there is none', async () => {
    const known = async () => (await engine.optionsView()).sites[0]?.knownSignOut;
    expect(await known()).toBe('better-auth');
    await choose({ signOutUrl: '' });
    expect(await known()).toBeNull();
  });

  it('so does that of the active one, and not when it was taken back', async () => {
    await engine.signOutOne(shop, ben);
    await engine.undoSignOut(shop, ben);
    await pass(60 * second);
    expect([world.errands, live()]).toEqual([[], ['ben']]);
    await engine.signOutOne(shop, ben);
    await pass(11 * second);
    expect(world.errands).toEqual([[url, `${name}=ben`, post]]);
    expect(live()).toEqual(['ann']);
  });

  it('so does every one when all are signed out, and it is said only where that is so', async () => {
    expect(await engine.signOutAll(shop)).toMatchObject({ atServer: 'ends' });
    await pass(0);
    await pass(0);
    expect(world.errands.map(([, cookies]) => cookies)).toEqual([`${name}=ann`, `${name}=ben`]);
  });

  it('it is not said of all where one is signed in otherwise', async () => {
    await world.vault.put(ann, jarOf('ann'));
    expect(await engine.signOutAll(shop)).toMatchObject({ atServer: 'unknown' });
    await pass(0);
    await pass(0);
    expect(world.errands.map(([, cookies]) => cookies)).toEqual([`${name}=ben`]);
  });

  it.each<[string, { status: number } | Error]>([
    ['cannot be reached', new AppError('origin/unreachable')],
    ['is out of order', { status: 503 }],
    ['is asked too often', { status: 429 }],
  ])('a server that %s is asked again', async (_, answer) => {
    world.answerErrand = () => answer;
    await engine.signOutOne(shop, ann);
    await pass(11 * second);
    expect(await world.vault.jarOf(ann)).not.toBeNull();
    world.answerErrand = () => ({ cookies: [gone] });
    await pass(600 * second);
    expect(world.errands).toHaveLength(2);
    expect(await world.vault.jarOf(ann)).toBeNull();
  });
});

describe('what is known of a library', () => {
  it('comes before an address that was learned', async () => {
    await learn();
    await engine.signOutOne(shop, ann);
    await pass(11 * second);
    expect(world.errands.map(([asked]) => asked)).toEqual([url]);
  });

  it.each([
    ['has no such address', { status: 404 }],
    ['refuses', { status: 403 }],
    ['takes nothing away', { status: 200 }],
    ['takes it away and yet says no', { status: 401, cookies: [gone] }],
  ])('gives way to it where the site %s', async (_, answer) => {
    await learn();
    world.answerErrand = (asked) => (asked === url ? answer : { cookies: [gone] });
    await engine.signOutOne(shop, ann);
    await pass(11 * second);
    expect(world.errands.map(([asked]) => asked)).toEqual([url, learned]);
    expect(await world.vault.jarOf(ann)).toBeNull();
  });

  it('is tried once where the site will not have it and nothing else is known', async () => {
    world.answerErrand = () => ({ status: 404 });
    await engine.signOutOne(shop, ann);
    await pass(11 * second);
    await pass(600 * second);
    expect(world.errands).toHaveLength(1);
    expect(await world.vault.jarOf(ann)).toBeNull();
  });

  it.each<[string, ChangedChoices, string[], string]>([
    ['another address', { signOutUrl: 'https://shop.test/out' }, ['https://shop.test/out'], 'ends'],
    ['that there is none', { signOutUrl: '' }, [], 'unknown'],
    ['that all have the same cookies', { carried: { ...usual, cookies: 'shared' } }, [], 'unknown'],
    ['that all have this one', { sharedNames: [name] }, [], 'unknown'],
  ])('counts for nothing where the person has set %s', async (_, changes, asked, atServer) => {
    await choose(changes);
    expect(await engine.signOutOne(shop, ann)).toMatchObject({ atServer });
    await pass(11 * second);
    expect(world.errands.map(([one]) => one)).toEqual(asked);
  });
});

describe('a session that is somebody else’s too', () => {
  /** Both are put away, with one session. */
  async function benIsAnn(): Promise<void> {
    await engine.addAccount(shop);
    await signsIn('cora', cookiesOf('cora'));
    await world.vault.put(ben, cookieJar(cookiesOf('ann')));
  }

  it('is not ended where that one is live', async () => {
    await world.vault.put(ann, cookieJar(cookiesOf('ben')));
    await world.vault.put(ben, cookieJar(cookiesOf('ben before')));
    await engine.signOutOne(shop, ann);
    await pass(11 * second);
    expect(world.errands).toEqual([]);
    expect(await world.vault.jarOf(ann)).toBeNull();
  });

  it('is not ended where that one is put away', async () => {
    await benIsAnn();
    await engine.signOutOne(shop, ann);
    await pass(11 * second);
    expect(world.errands).toEqual([]);
  });

  it('is not ended as long as that one can be taken back', async () => {
    await benIsAnn();
    await engine.signOutOne(shop, ann);
    await pass(5 * second);
    await engine.signOutOne(shop, ben);
    await pass(6 * second);
    expect(world.errands).toEqual([]);
    await engine.undoSignOut(shop, ben);
    await pass(60 * second);
    expect(world.errands).toEqual([]);
  });

  it('is not ended where it cannot be read whether it is that of somebody who stays', async () => {
    await benIsAnn();
    await engine.signOutOne(shop, ann);
    let read = 0;
    world.fault = (call) => {
      if (call === 'vault.jarOf' && ++read === 2) throw new AppError('jar/unreadable');
    };
    await pass(11 * second);
    expect([read > 1, world.errands]).toEqual([true, []]);
  });

  it('is ended alone where a jar has those of several', async () => {
    const several = [...cookiesOf('ann'), aCookie({ name: `${name}_multi-ben`, value: 'ben' })];
    await world.vault.put(ann, cookieJar(several));
    world.cookies.write(aCookie({ name: `${name}_multi-ann`, value: 'ann' }));
    await engine.signOutOne(shop, ann);
    await pass(11 * second);
    expect(world.errands).toEqual([[url, `${name}=ann`, post]]);
  });
});
