import { beforeEach, describe, expect, it, vi } from 'vitest';
import type { FrameOrder } from '@/frame-host/protocol';
import { createFrameHost } from './frame-host';

const { scripting } = vi.hoisted(() => {
  const event = { addListener: () => undefined, removeListener: () => undefined, hasListener: () => false };
  return {
    scripting: {
      getRegisteredContentScripts: vi.fn(),
      registerContentScripts: vi.fn(),
      updateContentScripts: vi.fn(),
      unregisterContentScripts: vi.fn(),
      event,
    },
  };
});
vi.mock('webextension-polyfill', () => ({
  default: { scripting, webRequest: { onErrorOccurred: scripting.event, onCompleted: scripting.event } },
}));

let open: Set<string>;

const host = () =>
  createFrameHost(() => ({
    order: async (order: FrameOrder) => {
      if (order.do === 'open') open.add(order.url);
      else open.clear();
    },
    idle: 0,
    release: () => undefined,
  }));

beforeEach(() => {
  open = new Set();
  scripting.registerContentScripts.mockReset();
  scripting.getRegisteredContentScripts.mockResolvedValue([]);
});

describe('a frame', () => {
  const url = 'https://api.shop.test/robots.txt';

  it('is opened once the script is there that it needs', async () => {
    host().frame(url).loaded();
    await vi.waitFor(() => expect([...open]).toEqual([url]));
    expect(scripting.registerContentScripts).toHaveBeenCalledOnce();
  });

  it('that is closed before it was opened does not stay', async () => {
    let there: () => void = () => undefined;
    scripting.registerContentScripts.mockReturnValue(
      new Promise<void>((resolve) => {
        there = resolve;
      }),
    );
    const frame = host().frame(url);
    void frame.loaded();
    const closed = frame.close();
    await vi.waitFor(() => expect(scripting.registerContentScripts).toHaveBeenCalled());
    there();
    await closed;
    await new Promise((resolve) => setTimeout(resolve));
    expect([...open]).toEqual([]);
  });
});
