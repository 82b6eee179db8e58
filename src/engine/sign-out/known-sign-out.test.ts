import { beforeEach, describe, expect, it, vi } from 'vitest';
import { AppError } from '@/domain/app-error';
import type { AccountId, TabId } from '@/domain/ids';
import { cookieJar } from '@/domain/jar';
import { usual } from '@/domain/jar/carried';
import type { SiteChoices } from '@/domain/site/site-choices';
import { entry, readItem, writeItems } from '@/storage/item';
import { siteItem } from '@/storage/schema';
import { aCookie, anAnswer, jarOf, shop } from '@/testing/builders';
import { createFakeWorld, type FakeWorld } from '@/testing/fake-world';
import { createEngine, type Engine } from '../engine';

const tab = 1 as TabId;
const second = 1000;
const name = '__Secure-better-auth.session_token';
const url = 'https://shop.test/api/auth/sign-out';
const post = { origin: 'https://shop.test', contentType: 'application/json', body: '{}' };
const learned = 'https://www.shop.test/logout';
let world: FakeWorld;
let engine: Engine;
let ann: AccountId;
let ben: AccountId;

const cookiesOf = (person: string) => [aCookie({ name, value: person })];
const gone = aCookie({ name, value: '', expires: 1 });
const choose = (changes: Partial<SiteChoices>) => engine.choose(shop.siteId, changes);
const live = () => world.cookies.content().map(({ value }) => value);

async function signsIn(person: string): Promise<void> {
  for (const cookie of cookiesOf(person)) world.cookies.write(cookie);
  await engine.noticeAnswer(
    anAnswer({
      startedAt: world.time,
      at: world.time,
      url: 'https://www.shop.test/login',
      method: 'POST',
      status: 302,
      httpOnlyCookies: [name],
    }),
  );
}

async function view() {
  const shown = await engine.popupView(tab);
  if (shown.kind !== 'accounts') throw new Error(`The popup shows ${shown.kind}`);
  return shown;
}

async function pass(time: number): Promise<void> {
  world.time += time;
  await engine.tend(shop);
}

/** The address of the site's own sign-out has been seen. */
async function learn(): Promise<void> {
  const site = await readItem(world.local, siteItem(shop.siteId));
  if (site !== null)
    await writeItems(world.local, [entry(siteItem(site.id), { ...site, learnedSignOut: learned })]);
}

/** Ann and Ben, who is active. */
beforeEach(async () => {
  world = createFakeWorld();
  world.answerErrand = () => ({ cookies: [gone] });
  engine = world.startWorker();
  for (const cookie of cookiesOf('ann')) world.cookies.write(cookie);
  await engine.useSite(tab);
  await engine.addAccount(shop);
  await signsIn('ben');
  [ann, ben] = (await view()).rows.map(({ id }) => id) as [AccountId, AccountId];
  await pass(60 * second);
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

  it.each<[string, Partial<SiteChoices>, string[], string]>([
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
    await signsIn('cora');
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

describe('somebody who signs in again while a server takes its time over a sign-out, and is signed out once more', () => {
  let asks: number;
  let release: () => void;

  const asked = () => world.errands.map(([, cookies]) => cookies);
  const shows = (person: string | null) => {
    const metas: [string, string][] = person === null ? [] : [['user-login', person]];
    world.tabs.looks.set(tab, { facts: { metas, marks: [], data: [] } });
  };

  beforeEach(async () => {
    await engine.switchAccount(shop, ann);
    shows('ann');
    await engine.noticeTab(tab, true);
    await engine.addAccount(shop);
    shows(null);
    await signsIn('cora');
    asks = 0;
    const released = new Promise<void>((resolve) => {
      release = resolve;
    });
    world.fault = (call) => (call === 'errands.ask' && ++asks === 1 ? released : undefined);
  });

  /** @returns resolves when the server has answered, and all that waited for it is done */
  async function signsOutTwice(others: readonly AccountId[]): Promise<{ purged: Promise<void> }> {
    for (const id of [...others, ann]) await engine.signOutOne(shop, id);
    const purged = pass(11 * second);
    await vi.waitFor(() => expect(asks).toBe(1));
    await engine.addAccount(shop);
    await signsIn('ann again');
    shows('ann');
    await engine.noticeTab(tab, true);
    await engine.signOutOne(shop, ann);
    return { purged };
  }

  it('can take that back', async () => {
    await choose({ signOutUrl: 'https://shop.test/logout' });
    const { purged } = await signsOutTwice([ben]);
    release();
    await purged;
    expect(asked()).toEqual([`${name}=ben`]);
    await engine.undoSignOut(shop, ann);
    expect(live()).toEqual(['ann again']);
  });

  it('has the new session ended too', async () => {
    const { purged } = await signsOutTwice([]);
    release();
    await purged;
    await pass(11 * second);
    expect(asked()).toEqual([`${name}=ann`, `${name}=ann again`]);
  });
});

describe('the worker is woken', () => {
  let seconds: number | null;

  beforeEach(() => {
    const context = world.context();
    const arm = async (_: unknown, after: number) => {
      seconds = after;
    };
    const disarm = async () => {
      seconds = null;
    };
    engine = createEngine({ ...context, ports: { ...context.ports, wake: { arm, disarm } } });
  });

  it('for a sign-out, also where a page has refused a switch since', async () => {
    await engine.signOutOne(shop, ben);
    world.tabs.asking.add(tab);
    await expect(engine.addAccount(shop)).rejects.toMatchObject({ code: 'page/unsaved' });
    expect(seconds).not.toBeNull();
  });

  it('for a sign-out as soon as it is due, whatever is asked again later', async () => {
    world.answerErrand = () => ({ status: 503 });
    await pass(600 * second);
    await engine.addAccount(shop);
    await signsIn('cora');
    await pass(600 * second);
    await engine.signOutOne(shop, ann);
    await pass(8 * second);
    await engine.signOutOne(shop, ben);
    await pass(3 * second);
    expect([world.errands.length, seconds]).toEqual([1, 7]);
  });
});
