import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { SiteId } from '@/domain/ids';
import { createAnswerWatch } from './answers';

type Hear = (details: object) => unknown;

const { browser } = vi.hoisted(() => ({
  browser: { webRequest: {}, storage: { session: {} } } as Record<string, object>,
}));
vi.mock('webextension-polyfill', () => ({ default: browser }));

const shop = { id: 'shop.test' as SiteId, domains: ['shop.test'] };
const names = [
  'onBeforeRequest',
  'onHeadersReceived',
  'onSendHeaders',
  'onBeforeRedirect',
  'onResponseStarted',
  'onCompleted',
  'onErrorOccurred',
] as const;
let listeners: Map<(typeof names)[number], Set<Hear>>;

beforeEach(() => {
  vi.useFakeTimers();
  listeners = new Map(names.map((name) => [name, new Set()]));
  browser.webRequest = Object.fromEntries(
    names.map((name) => [name, { addListener: (hear: Hear) => listeners.get(name)?.add(hear) }]),
  );
});
afterEach(() => vi.useRealTimers());

function happens(name: (typeof names)[number], details: object): void {
  const request = { requestId: '1', method: 'POST', type: 'xmlhttprequest', tabId: 4, timeStamp: Date.now() };
  for (const hear of listeners.get(name) ?? []) hear({ ...request, ...details });
}

describe('what a switch waits for', () => {
  const url = 'https://shop.test/logout';

  /** @returns whether there is nothing to wait for any more, once a page has written and been led on */
  async function isOver(statusCode: number, redirectUrl: string): Promise<boolean> {
    const { requests } = createAnswerWatch(vi.fn(), vi.fn(), vi.fn());
    happens('onBeforeRequest', { url });
    happens('onBeforeRedirect', { url, statusCode, redirectUrl });
    const ended = vi.fn();
    void requests.writesEnd(shop).then(ended);
    // Longer than Firefox takes to tell of what has begun, and not as long as an answer is waited for.
    await vi.advanceTimersByTimeAsync(500);
    return ended.mock.calls.length > 0;
  }

  it.each([
    ['leads to a site that Hatrack may not see', 302, 'https://id.test/'],
    ['leads there with what was written', 307, 'https://id.test/'],
  ])('is over where the answer %s', async (_, statusCode, redirectUrl) => {
    expect(await isOver(statusCode, redirectUrl)).toBe(true);
  });

  it.each([
    ['it is to be written at another address of the site', 308],
    ['another address of the site has more to say', 303],
  ])('is not over where %s', async (_, statusCode) => {
    expect(await isOver(statusCode, 'https://www.shop.test/bye')).toBe(false);
  });
});
