import { beforeEach, describe, expect, it } from 'vitest';
import type { Place, StoreId } from '@/domain/ids';
import { cookieJar } from '@/domain/jar';
import { aCookie, jarOf, shop } from '@/testing/builders';
import { ann, ben, live, pass, signsIn, twoInNewWorld } from '@/testing/plain-site';
import { engine, world } from '@/testing/scene';
import { view } from '@/testing/seen-in-popup';

const second = 1000;

beforeEach(twoInNewWorld);

/** With ann there is stored what signs ben in; with him, what did before. */
async function annHasBens(): Promise<void> {
  await world.vault.put(ann, jarOf('ben'));
  await world.vault.put(ben, jarOf('ben before'));
}

describe('signing out at the server', () => {
  const out = 'https://shop.test/out';

  beforeEach(() => engine.choose(shop.siteId, { signOutUrl: out }));

  it('is done with the newest cookies of the active account, and once', async () => {
    world.cookies.write(aCookie({ value: 'ben renewed' }));
    await engine.signOutOne(shop, ben);
    await pass(11 * second);
    await pass(11 * second);
    expect(world.errands.map(([, cookies]) => cookies)).toEqual(['seen=ben; sid=ben renewed']);
    expect(live()).toEqual(['ann', 'ann']);
  });

  it('goes where the site leads, with what it sets on the way, and no further than the Site', async () => {
    world.answerErrand = (url) =>
      url === out
        ? { status: 302, location: '/bye', cookies: [aCookie({ value: 'half' })] }
        : { status: 302, location: 'https://evil.test/' };
    await engine.signOutOne(shop, ann);
    await pass(11 * second);
    expect(world.errands).toEqual([
      [out, 'sid=ann; seen=ann'],
      ['https://shop.test/bye', 'seen=ann; sid=half'],
    ]);
  });

  it('goes no further once nothing is left that signs anybody in', async () => {
    const gone = aCookie({ value: '', expires: 1 });
    world.answerErrand = () => ({ status: 302, location: '/', cookies: [gone] });
    await engine.signOutOne(shop, ann);
    await pass(11 * second);
    expect(world.errands).toHaveLength(1);
  });

  it('ends after a few rounds where the site leads in circles', async () => {
    world.answerErrand = () => ({ status: 302, location: '/out' });
    await engine.signOutOne(shop, ann);
    await pass(11 * second);
    expect(world.errands).toHaveLength(5);
  });

  it('never happens with a sign-in that is live', async () => {
    await annHasBens();
    await engine.signOutOne(shop, ann);
    await pass(11 * second);
    expect(world.errands).toEqual([]);
    expect(await world.vault.jarOf(ann)).toBeNull();
  });

  it('never happens with one that is also kept of somebody who stays', async () => {
    await engine.addAccount(shop);
    await signsIn('cora');
    await world.vault.put(ann, jarOf('ben'));
    await engine.signOutOne(shop, ann);
    await pass(11 * second);
    expect(world.errands).toEqual([]);
  });

  it('never happens with one of which somebody who stays has a part that was renewed', async () => {
    await engine.addAccount(shop);
    await signsIn('cora');
    const kept = (renewed: string) =>
      cookieJar([aCookie({ value: 'one' }), aCookie({ name: 'token', value: renewed })]);
    await world.vault.put(ann, kept('first'));
    await world.vault.put(ben, kept('second'));
    await engine.signOutOne(shop, ann);
    await pass(11 * second);
    expect(world.errands).toEqual([]);
  });

  it('never happens with one that is live in another container', async () => {
    const container: Place = { ...shop, storeId: 'firefox-container-1' as StoreId };
    await engine.addAccount(shop);
    await signsIn('cora');
    await engine.switchAccount(container, ben);
    await annHasBens();
    await engine.signOutOne(shop, ann);
    await pass(11 * second);
    expect(world.errands).toEqual([]);
    expect(await world.vault.jarOf(ann)).toBeNull();
  });

  it('is not done, and said not to be, where the address is not known', async () => {
    await engine.choose(shop.siteId, { signOutUrl: '' });
    expect(await engine.signOutOne(shop, ann)).toMatchObject({ atServer: 'unknown' });
    expect((await view()).undo?.atServer).toBe('unknown');
    await pass(11 * second);
    expect(world.errands).toEqual([]);
    expect(await world.vault.jarOf(ann)).toBeNull();
  });
});
