import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { framePort } from '@/frame-host/protocol';
import { createFrameLine } from './frame-line-host';

const { connect } = vi.hoisted(() => ({ connect: [] as ((port: object) => void)[] }));
vi.mock('webextension-polyfill', () => ({
  default: {
    runtime: {
      onConnect: { addListener: (listener: (port: object) => void) => connect.push(listener) },
      getURL: (path: string) => `https://hatrack.test/${path}`,
    },
  },
}));

const open = { do: 'open', id: '1', url: 'https://api.shop.test/robots.txt' } as const;
const close = { do: 'close', id: '1' } as const;
let ordered: unknown[];
let made: number;

// Of extensions Node tells no origin.
const own = 'https://hatrack.test';

/** The document is there, and calls. */
function call(origin = own): void {
  const event = { addListener: () => undefined };
  const port = {
    name: framePort,
    sender: { origin, url: `${own}/src/frame-host/index.html` },
    onMessage: event,
    onDisconnect: event,
    postMessage: (order: unknown) => void ordered.push(order),
    disconnect: () => undefined,
  };
  for (const listener of connect) listener(port);
}

const lineTo = (document: () => void) =>
  createFrameLine(
    () => true,
    async () => {
      made++;
      document();
    },
    () => undefined,
  );

beforeEach(() => {
  vi.useFakeTimers();
  connect.length = 0;
  [ordered, made] = [[], 0];
});
afterEach(() => vi.useRealTimers());

describe('the line to a document with frames', () => {
  it('makes it for the first order, and for no more', async () => {
    const line = lineTo(() => call());
    await Promise.all([line.order(open), line.order({ ...open, id: '2' })]);
    await line.order(close);
    expect(made).toBe(1);
    expect(ordered).toEqual([open, { ...open, id: '2' }, close]);
  });

  it('is given up where the document never calls, as one that was closed at once, and made another time', async () => {
    let isClosed = true;
    const line = lineTo(() => (isClosed ? undefined : call()));
    const first = expect(line.order(open)).rejects.toThrow();
    await vi.advanceTimersByTimeAsync(60_000);
    await first;
    isClosed = false;
    await line.order(open);
    expect(ordered).toEqual([open]);
  });

  it('is not for a page of a site that says it was the document', async () => {
    const line = lineTo(() => call('https://shop.test'));
    const ordering = expect(line.order(open)).rejects.toThrow();
    await vi.advanceTimersByTimeAsync(60_000);
    await ordering;
    expect(ordered).toEqual([]);
  });

  it('makes no document for a frame to be closed in', async () => {
    await lineTo(() => call()).order(close);
    expect(made).toBe(0);
  });
});
