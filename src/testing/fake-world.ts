import 'fake-indexeddb/auto';
import type { AccountId, TabId } from '@/domain/ids';
import type { DumpId } from '@/domain/jar/web-storage';
import type { Post } from '@/domain/sign-out/errand';
import { originPatterns } from '@/domain/site';
import type { Context } from '@/engine/context';
import { createMoves } from '@/engine/drivers/moves';
import { createEngine, type Engine } from '@/engine/engine';
import { createPlaceLock } from '@/engine/place/place-lock';
import type { ErrandAnswer, Ports } from '@/engine/ports';
import type { StorageHost, StoragePort } from '@/engine/storage-port';
import type { StoreArea } from '@/storage/store-area';
import { createIdbVault } from '@/vault/idb-vault';
import type { Vault } from '@/vault/vault';
import { aTab, words } from './builders';
import { createFakeArea, type FakeArea } from './fake-area';
import { createFakeCookies, type FakeCookies } from './fake-cookies';
import { createFakeStorage, type FakeStorage } from './fake-storage';
import { createFakeTabs, type FakeTabs } from './fake-tabs';

/** A browser with one tab on shop.test, and everything in it within a test's reach. */
export interface FakeWorld {
  /** Of the Vault's database. */
  readonly name: string;
  readonly cookies: FakeCookies;
  readonly tabs: FakeTabs;
  readonly storage: FakeStorage;
  readonly local: FakeArea;
  readonly session: FakeArea;
  /** That of the newest worker. */
  vault: Vault;
  /** How the barrier of each Site stands. */
  readonly barriers: Map<string, 'raised' | 'open'>;
  /** Tabs in which pages run no script. */
  readonly hushed: Set<TabId>;
  /** Origins whose caches were dropped. */
  readonly dropped: string[];
  /** Match patterns that the browser does not grant, though it grants everything else. */
  readonly withheld: Set<string>;
  /** Whether the worker has started because the browser has. */
  withBrowser: boolean;
  readonly announced: string[];
  /** Sites whose pages are told who is active. */
  readonly told: string[];
  /** Domains whose open pages were told to ask again: of what is not granted the browser shows no addresses. */
  readonly nudged: string[];
  /** What was asked for on errands: the address, the cookies that went with it, and what was sent. */
  readonly errands: [url: string, cookies: string, post?: Post][];
  /** What servers answer on errands; an error is thrown. */
  answerErrand: (url: string) => Partial<ErrandAnswer> | Error;
  time: number;
  /** What waits until it is quiet, by name. */
  readonly later: Map<string, () => Promise<void>>;
  /** Called before each call of a port, an area or the vault; may throw or never return. */
  fault: (call: string) => Promise<void> | void;
  /** A worker as it starts: nothing in its memory, everything else as it was left. */
  startWorker(): Engine;
  context(): Context;
}

let worlds = 0;
let dumps = 0;
let workers = 0;

export function createFakeWorld(): FakeWorld {
  const cookies = createFakeCookies(() => world.time);
  const storage = createFakeStorage();
  const tabs = createFakeTabs(
    (tab, origin) => ({
      origin,
      local: storage.origin(origin).local.size,
      session: storage.session(tab, origin).size,
      databases: storage.origin(origin).databases.size,
      caches: storage.origin(origin).caches.size,
    }),
    (tab, origin) => ({
      local: [...storage.origin(origin).local],
      session: [...storage.session(tab, origin)],
    }),
  );
  tabs.open.push(aTab());
  const name = `world-${++worlds}`;
  const local = createFakeArea();
  const session = createFakeArea();
  const newVault = () => createIdbVault({ name, copies: local, session, rounds: 1, now: () => world.time });
  let accounts = 0;
  const world: FakeWorld = {
    name,
    cookies,
    tabs,
    storage,
    local,
    session,
    vault: newVault(),
    barriers: new Map(),
    hushed: new Set(),
    dropped: [],
    withheld: new Set(),
    withBrowser: true,
    announced: [],
    told: [],
    nudged: [],
    errands: [],
    answerErrand: () => ({}),
    later: new Map(),
    time: 1_000_000,
    fault: () => undefined,
    startWorker: () => createEngine(world.context()),
    context: () => {
      const ports = portsOf(world, () => `account-${++accounts}` as AccountId);
      world.vault = newVault();
      return {
        ports,
        vault: faulty(world, 'vault', world.vault),
        local: faulty<StoreArea>(world, 'local', world.local),
        session: faulty<StoreArea>(world, 'session', world.session),
        lock: createPlaceLock(),
        moves: createMoves(ports.clock, ports.announce),
        later: { run: (name, work) => void world.later.set(name, work) },
        looked: new Map(),
      };
    },
  };
  return world;
}

function portsOf(world: FakeWorld, nextId: () => AccountId): Ports {
  const { cookies, tabs, storage } = world;
  return {
    start: { withBrowser: async () => world.withBrowser },
    cookies: faulty<Ports['cookies']>(world, 'cookies', cookies),
    tabs: faulty<Ports['tabs']>(world, 'tabs', tabs),
    permissions: faulty<Ports['permissions']>(world, 'permissions', {
      granted: async (origins) => cookies.granted && !origins.some((origin) => world.withheld.has(origin)),
      giveBack: async (origins) => {
        for (const origin of origins) world.withheld.add(origin);
      },
    }),
    barrier: faulty(world, 'barrier', {
      arm: async () => undefined,
      raise: async ({ id }) => void world.barriers.set(id, 'raised'),
      open: async ({ id }) => void (world.barriers.has(id) && world.barriers.set(id, 'open')),
      lower: async ({ id }) => void world.barriers.delete(id),
    } satisfies Ports['barrier']),
    hush: faulty(world, 'hush', {
      hush: async (_, tabs) => {
        for (const tab of tabs) world.hushed.add(tab);
      },
      lift: async (tabs) => {
        for (const tab of tabs) world.hushed.delete(tab);
      },
    } satisfies Ports['hush']),
    requests: faulty(world, 'requests', { writesEnd: async () => undefined }),
    caches: faulty<Ports['caches']>(world, 'cache', {
      dropsStored: true,
      dropWorkers: async () => undefined,
      dropAnswers: async (origins) => void world.dropped.push(...origins),
      dropStored: async (origins) => {
        // Chromium wants one at least.
        if (origins.length === 0) throw new Error('No origins');
        for (const origin of origins) world.storage.origin(origin).caches.clear();
      },
      empty: async (origin) => {
        for (const part of Object.values(world.storage.origin(origin)))
          (part as Map<string, unknown>).clear();
      },
    }),
    storage: faultyHosts(world, faulty<Ports['storage']>(world, 'storage', storage)),
    errands: faulty(world, 'errands', {
      ask: async ({ url, cookies, post }) => {
        world.errands.push(post === null ? [url, cookies] : [url, cookies, post]);
        const answer = world.answerErrand(url);
        if (answer instanceof Error) throw answer;
        return { status: 200, location: null, cookies: [], ...answer };
      },
    } satisfies Ports['errands']),
    wake: faulty(world, 'wake', { arm: async () => undefined, disarm: async () => undefined }),
    pageScripts: {
      set: async (sites) => void world.told.splice(0, Infinity, ...sites.map(({ id }) => id)),
      nudge: async (site) => {
        if (originPatterns(site).every((pattern) => !world.withheld.has(pattern)))
          world.nudged.push(...site.domains);
      },
      nudgeAll: async () => void world.nudged.push('everywhere'),
    },
    clock: { now: () => world.time, wall: () => world.time },
    ids: { worker: `worker-${++workers}`, account: nextId, dump: () => `dump-${++dumps}` as DumpId },
    words,
    announce: {
      changed: (siteId) => void world.announced.push(siteId),
      forgotten: async ({ id }) => void world.announced.push(`forgotten ${id}`),
      progressed: () => void world.announced.push('progress'),
    },
  };
}

/** What comes out of a faulty port is as faulty. */
function faultyHosts(world: FakeWorld, port: StoragePort): StoragePort {
  const host = (one: StorageHost) => faulty<StorageHost>(world, 'host', one);
  return {
    arm: () => port.arm(),
    inTab: async (id, origin) => host(await port.inTab(id, origin)),
    inFrame: async (origin, path, storeId) => {
      const found = await port.inFrame(origin, path, storeId);
      return { ...found, host: host(found.host) };
    },
  };
}

/** The same object, with `world.fault` asked before each of its calls. */
function faulty<Target extends object>(world: FakeWorld, name: string, target: Target): Target {
  return new Proxy(target, {
    get(object, property, receiver) {
      const member: unknown = Reflect.get(object, property, receiver);
      if (typeof member !== 'function') return member;
      const call = `${name}.${String(property)}`;
      if (member.constructor.name === 'AsyncGeneratorFunction') {
        return async function* (...inputs: unknown[]) {
          await world.fault(call);
          yield* member.apply(object, inputs);
        };
      }
      return async (...inputs: unknown[]) => {
        await world.fault(call);
        return member.apply(object, inputs);
      };
    },
  });
}
