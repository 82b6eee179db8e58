import { describe, expect, it, vi } from 'vitest';
import type { Runtime } from 'webextension-polyfill';
import type { AgentReply, AgentRequest } from '@/agent/protocol';
import { AppError } from '@/domain/app-error';
import { defaultStore } from '../store';
import { createStorageHost } from './storage-host';

vi.mock('webextension-polyfill', () => ({ default: {} }));

const origin = 'https://app.shop.test';
const unreachable = new AppError('origin/unreachable', origin);

/** An agent that answers as it is told to, until its page goes. */
function agent(answer: (request: AgentRequest) => AgentReply | null) {
  let tell: (message: unknown) => void = () => undefined;
  let end: () => void = () => undefined;
  let isThere = true;
  const port = {
    onMessage: {
      addListener: (listener: typeof tell) => {
        tell = listener;
      },
    },
    onDisconnect: {
      addListener: (listener: typeof end) => {
        end = listener;
      },
    },
    postMessage: (request: AgentRequest) => {
      if (!isThere) throw new Error('The port is closed');
      const reply = answer(request);
      if (reply !== null) queueMicrotask(() => tell(reply));
    },
    disconnect: () => undefined,
  } as unknown as Runtime.Port;
  const go = () => {
    isThere = false;
    end();
  };
  return { port, go };
}

const keeping = (value: string) => agent(({ id }) => ({ id, ok: true, value: [['name', value]] }));
const silent = () => agent(() => null);

const hostOf = (port: Runtime.Port, again: () => Promise<Runtime.Port>) =>
  createStorageHost({ port, again, close: async () => undefined }, origin, defaultStore);

describe('what an origin keeps, asked of an agent in a page', () => {
  it('is asked of the page after one that has gone', async () => {
    const first = keeping('Ann');
    const second = keeping('Ben');
    const again = vi.fn(async () => second.port);
    const host = hostOf(first.port, again);
    expect(await host.local()).toEqual([['name', 'Ann']]);
    first.go();
    expect(await Promise.all([host.local(), host.session()])).toEqual([[['name', 'Ben']], [['name', 'Ben']]]);
    expect(again).toHaveBeenCalledOnce();
  });

  it('has failed where the page goes before it answers', async () => {
    const first = silent();
    const host = hostOf(first.port, async () => keeping('Ben').port);
    const pending = host.local();
    // Asked by now.
    await Promise.resolve();
    first.go();
    await expect(pending).rejects.toEqual(unreachable);
  });

  it('cannot be reached where no page comes after it', async () => {
    const first = keeping('Ann');
    const host = hostOf(first.port, () => Promise.reject(unreachable));
    first.go();
    await expect(host.local()).rejects.toEqual(unreachable);
  });

  it('is looked for once more where it was not there yet', async () => {
    const first = keeping('Ann');
    const again = vi.fn(() => Promise.resolve(keeping('Ben').port));
    again.mockRejectedValueOnce(unreachable);
    const host = hostOf(first.port, again);
    first.go();
    await expect(Promise.all([host.local(), host.session()])).rejects.toEqual(unreachable);
    expect(again).toHaveBeenCalledOnce();
    expect(await host.local()).toEqual([['name', 'Ben']]);
    expect(await host.session()).toEqual([['name', 'Ben']]);
    expect(again).toHaveBeenCalledTimes(2);
  });
});
