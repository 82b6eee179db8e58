// @vitest-environment happy-dom
import { beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { helloEvent, stateEvent } from './contract';

const { send, heard } = vi.hoisted(() => ({ send: vi.fn(), heard: [] as (() => void)[] }));
vi.mock('@/browser/runtime', () => ({
  sendMessage: send,
  onChanged: (listener: () => void) => heard.push(listener),
}));

const view = { session: null };
let told: unknown[];

beforeAll(async () => {
  addEventListener(stateEvent, (event) => told.push((event as CustomEvent<unknown>).detail));
  send.mockResolvedValue({ ok: true, value: view });
  told = [];
  await import('./relay.iife');
  await vi.waitFor(() => expect(told).toHaveLength(1));
});
beforeEach(() => {
  told = [];
  send.mockReset();
});

/** @param answer what the background says when it is asked once more */
async function askedAgain(answer: () => Promise<unknown>): Promise<void> {
  send.mockImplementationOnce(answer);
  heard[0]?.();
  await vi.waitFor(() => expect(send).toHaveBeenCalledOnce());
  await new Promise((resolve) => setTimeout(resolve));
}

describe('what the relay tells its page', () => {
  it('is what the background says', async () => {
    await askedAgain(async () => ({ ok: true, value: view }));
    expect(told).toEqual([JSON.stringify(view)]);
  });

  it('is nothing where its person does not want it told any more, and where it is refused', async () => {
    await askedAgain(async () => ({ ok: true, value: null }));
    send.mockReset();
    await askedAgain(async () => ({ ok: false, error: { code: 'message/forbidden' } }));
    expect(told).toEqual(['null', 'null']);
  });

  it('is said again to a page that says hello, as often as it likes, and nobody is asked', async () => {
    await askedAgain(async () => ({ ok: true, value: view }));
    send.mockReset();
    for (let count = 0; count < 3; count++) {
      dispatchEvent(new CustomEvent(helloEvent));
      await new Promise((resolve) => setTimeout(resolve));
    }
    expect(told).toEqual(Array.from({ length: 4 }, () => JSON.stringify(view)));
    expect(send).not.toHaveBeenCalled();
  });

  it('stays as it was where nobody answers, as in a page that was open when another version came', async () => {
    await askedAgain(async () => {
      throw new Error('Extension context invalidated.');
    });
    send.mockReset();
    await askedAgain(async () => undefined);
    expect(told).toEqual([]);
  });
});

describe('a page that is loaded before anybody goes to it', () => {
  it('is told who is active once somebody has, and nobody is asked before', async () => {
    vi.resetModules();
    send.mockResolvedValue({ ok: true, value: view });
    Object.defineProperty(document, 'prerendering', { configurable: true, value: true });
    await import('./relay.iife');
    await new Promise((resolve) => setTimeout(resolve));
    expect(send).not.toHaveBeenCalled();
    Reflect.deleteProperty(document, 'prerendering');
    document.dispatchEvent(new Event('prerenderingchange'));
    await vi.waitFor(() => expect(told).toEqual([JSON.stringify(view)]));
  });
});
