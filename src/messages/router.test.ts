import { describe, expect, it, vi } from 'vitest';
import { AppError } from '@/domain/app-error';
import { usualSettings } from '@/domain/site/settings';
import type { Sender } from './audience';
import { createClient } from './client';
import { toRequest } from './envelope';
import { createRouter, type ExtensionHandlers } from './router';

const self = { id: 'us', origin: 'chrome-extension://us' };
const popup: Sender = { id: 'us', origin: self.origin };
const page: Sender = { id: 'us', origin: 'https://shop.test', tab: { id: 1 }, frameId: 0 };
const place = { siteId: 'shop.test', storeId: '0' };

function setUp(overrides: Partial<ExtensionHandlers> = {}) {
  const called = vi.fn(async () => null);
  const handlers = new Proxy({}, { get: (_, type) => overrides[type as keyof ExtensionHandlers] ?? called });
  const route = createRouter(
    handlers as ExtensionHandlers,
    { 'page.view': async () => ({ session: null }) },
    self,
  );
  return { route, called };
}

describe('the router', () => {
  it('leaves foreign messages to others, at once', () => {
    const { route } = setUp();
    for (const message of [
      null,
      'hello',
      7,
      {},
      { type: 'popup.view' },
      { hatrack: 2, type: 'popup.view', input: {} },
    ]) {
      expect(route(message, popup)).toBeUndefined();
    }
  });

  it.each([
    [
      'a content script asks for what only we may',
      'account.switch',
      { place, accountId: 'a' },
      page,
      'message/forbidden',
    ],
    ['our page asks for what pages may', 'page.view', {}, popup, 'message/forbidden'],
    ['a stranger asks', 'popup.view', { tabId: 1 }, { id: 'them' }, 'message/forbidden'],
    ['a name of every object', 'toString', {}, popup, 'message/unknown'],
    ['nothing is given', 'account.switch', undefined, popup, 'message/malformed'],
    ['a field is missing', 'account.switch', { place }, popup, 'message/malformed'],
    ['a field is too many', 'popup.view', { tabId: 1, more: 1 }, popup, 'message/malformed'],
    ['a tab is no number', 'popup.view', { tabId: '1' }, popup, 'message/malformed'],
    ['an id is empty', 'account.switch', { place, accountId: '' }, popup, 'message/malformed'],
    [
      'a label is endless',
      'account.rename',
      { accountId: 'a', label: 'x'.repeat(1001) },
      popup,
      'message/malformed',
    ],
  ])('refuses when %s', async (_, type, input, sender, code) => {
    const { route, called } = setUp();
    expect(await route(toRequest(type, input), sender)).toEqual({ ok: false, error: { code } });
    expect(called).not.toHaveBeenCalled();
  });

  it.each(['', 'a long one '.repeat(1000)])(
    'has the engine say what is wrong with a passphrase',
    async (passphrase) => {
      const { route, called } = setUp();
      for (const type of ['passphrase.set', 'passphrase.remove', 'vault.unlock'])
        await route(toRequest(type, { passphrase }), popup);
      await route(toRequest('passphrase.change', { passphrase, next: passphrase }), popup);
      expect(called).toHaveBeenCalledTimes(4);
    },
  );

  it('tells our errors, and of foreign ones nothing but that they happened', async () => {
    const { route } = setUp({
      'options.view': async () => {
        throw new AppError('cookie/refused', 'sid', { cause: new Error('sid=SECRET') });
      },
      'popup.view': async () => {
        throw new Error('sid=SECRET');
      },
    });
    expect(await route(toRequest('options.view', {}), popup)).toEqual({
      ok: false,
      error: { code: 'cookie/refused', subject: 'sid' },
    });
    expect(await route(toRequest('popup.view', { tabId: 1 }), popup)).toEqual({
      ok: false,
      error: { code: 'unexpected' },
    });
  });
});

describe('the client', () => {
  it('gives what the handler gave, and throws what it threw', async () => {
    const { route } = setUp({
      'options.view': async () => ({ sites: [], seal: 'none', settings: usualSettings }),
      'popup.view': async () => {
        throw new AppError('page/forbidden', 'file');
      },
    });
    // What crosses the border is JSON.
    const call = createClient(async (message) => JSON.parse(JSON.stringify(await route(message, popup))));
    expect(await call('options.view', {})).toEqual({ sites: [], seal: 'none', settings: usualSettings });
    await expect(call('popup.view', { tabId: 1 as never })).rejects.toMatchObject({
      code: 'page/forbidden',
      subject: 'file',
    });
  });

  it('throws when nobody answers', async () => {
    const call = createClient(async () => undefined);
    await expect(call('options.view', {})).rejects.toMatchObject({ code: 'unexpected' });
  });
});
