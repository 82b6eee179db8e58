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

/** @returns what is to become of it, as soon as that is known */
async function asks(number: number): Promise<unknown> {
  const details = {
    requestId: String(number),
    url: 'https://api.shop.test/notes',
    originUrl: 'https://www.shop.test/',
    type: 'xmlhttprequest',
    cookieStoreId: store,
  };
  const answers = [...listeners.onBeforeRequest].map(
    ([hear, isAwaited]) => [isAwaited, hear(details)] as const,
  );
  const decided = await Promise.all(answers.filter(([isAwaited]) => isAwaited).map(([, answer]) => answer));
  return decided.some((answer) => (answer as { cancel?: boolean }).cancel === true)
    ? 'stopped'
    : 'let through';
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

  it('what a new background sees begin first tells which were before, however many it has seen when it knows', async () => {
    stored = { gates: [{ site, storeId: store, stage: 'open', last: null }] };
    start();
    for (const number of [7, 8, 9]) void asks(number);
    expect(await Promise.all([6, 7, 8, 9].map(setsCookie))).toEqual([false, true, true, true]);
  });
});
