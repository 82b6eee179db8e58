import { beforeEach, describe, expect, it, vi } from 'vitest';
import type { SiteId, StoreId } from '@/domain/ids';
import { createGateBarrier } from './gate-barrier';

type Listener = (details: object) => unknown;

const { browser } = vi.hoisted(() => ({
  browser: { webRequest: {}, storage: {} } as Record<string, object>,
}));
vi.mock('webextension-polyfill', () => ({ default: browser }));

const site = { id: 'shop.test' as SiteId, domains: ['shop.test'] };
const store = 'firefox-default' as StoreId;
let listeners: Record<'onBeforeRequest' | 'onHeadersReceived', Map<Listener, boolean>>;
let stored: Record<string, unknown>;

function detailsOf(number: number) {
  return {
    requestId: String(number),
    url: 'https://api.shop.test/notes',
    originUrl: 'https://www.shop.test/',
    type: 'xmlhttprequest',
    cookieStoreId: store,
  };
}

/** Those that it need not wait for are told of it. */
function tell(details: object): void {
  for (const [hear, isAwaited] of [...listeners.onBeforeRequest]) if (!isAwaited) hear(details);
}

/** @returns what is to become of it, as soon as that is known */
async function decidedOn(details: object): Promise<'stopped' | 'let through'> {
  const awaited = [...listeners.onBeforeRequest].filter(([, isAwaited]) => isAwaited);
  const decided = await Promise.all(awaited.map(([hear]) => hear(details)));
  return decided.some((answer) => (answer as { cancel?: boolean }).cancel === true)
    ? 'stopped'
    : 'let through';
}

/** The same, where Firefox tells of it at once. */
function asks(number: number): Promise<'stopped' | 'let through'> {
  tell(detailsOf(number));
  return decidedOn(detailsOf(number));
}

/** @returns whether the answer to it may set a cookie */
async function setsCookie(number: number): Promise<boolean> {
  const responseHeaders = [{ name: 'Set-Cookie', value: 'sid=1' }];
  const details = {
    requestId: String(number),
    url: 'https://api.shop.test/',
    type: 'image',
    cookieStoreId: store,
  };
  const [hear] = listeners.onHeadersReceived.keys();
  const { responseHeaders: kept = responseHeaders } = ((await hear?.({ ...details, responseHeaders })) ??
    {}) as {
    responseHeaders?: typeof responseHeaders;
  };
  return kept.some(({ name }) => name === 'Set-Cookie');
}

/** Another background, with what the one before has left. */
function start() {
  listeners = { onBeforeRequest: new Map(), onHeadersReceived: new Map() };
  const event = (name: keyof typeof listeners) => ({
    addListener: (hear: Listener, _: object, extra: readonly string[] = []) =>
      listeners[name].set(hear, extra.includes('blocking')),
    removeListener: (hear: Listener) => listeners[name].delete(hear),
    hasListener: (hear: Listener) => listeners[name].has(hear),
  });
  browser.webRequest = {
    onBeforeRequest: event('onBeforeRequest'),
    onHeadersReceived: event('onHeadersReceived'),
    handlerBehaviorChanged: async () => undefined,
  };
  browser.storage = {
    session: {
      get: async () => structuredClone(stored),
      set: async (items: object) => void Object.assign(stored, structuredClone(items)),
    },
  };
  return createGateBarrier();
}

beforeEach(() => {
  stored = {};
});

describe('while accounts are exchanged', () => {
  it('nothing goes out, and nobody has to wait before and after', async () => {
    const barrier = start();
    await barrier.raise(site, store);
    expect(await asks(1)).toBe('stopped');
    await barrier.open(site, store);
    expect(await asks(2)).toBe('let through');
    expect([...listeners.onBeforeRequest.values()]).not.toContain(true);
  });

  it('nothing goes out either that starts the background once more', async () => {
    await start().raise(site, store);
    start();
    expect(await asks(1)).toBe('stopped');
    expect(await asks(2)).toBe('stopped');
  });

  it('another start after it keeps nobody waiting', async () => {
    const barrier = start();
    await barrier.raise(site, store);
    await barrier.lower(site, store);
    start();
    expect(await asks(1)).toBe('let through');
    await vi.waitFor(() => expect([...listeners.onBeforeRequest.values()]).not.toContain(true));
  });
});

describe('after an exchange', () => {
  it('answers to what was asked for before set no cookie, and those to what comes after do', async () => {
    const barrier = start();
    await barrier.raise(site, store);
    void asks(1);
    await barrier.open(site, store);
    expect([await setsCookie(1), await setsCookie(2)]).toEqual([false, true]);
  });

  it('is so also of those of which Firefox tells late whoever does not decide about them', async () => {
    const barrier = start();
    await barrier.raise(site, store);
    await decidedOn(detailsOf(1));
    await barrier.open(site, store);
    tell(detailsOf(1));
    expect([await setsCookie(1), await setsCookie(2)]).toEqual([false, true]);
  });

  it('is so also where the background has started in the middle', async () => {
    await start().raise(site, store);
    const barrier = start();
    await decidedOn(detailsOf(3));
    await barrier.open(site, store);
    tell(detailsOf(3));
    expect([await setsCookie(3), await setsCookie(4)]).toEqual([false, true]);
  });

  it('what a new background sees begin first tells which were before, however many it has seen when it knows', async () => {
    stored = { gates: [{ site, storeId: store, stage: 'open', last: null }] };
    start();
    for (const number of [7, 8, 9]) void asks(number);
    expect(await Promise.all([6, 7, 8, 9].map(setsCookie))).toEqual([false, true, true, true]);
  });
});
