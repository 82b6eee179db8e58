import { describe, expect, it, vi } from 'vitest';
import { words } from '@/testing/builders';
import type { SiteId } from './ids';
import {
  coversHost,
  coversUrl,
  domainOfText,
  isWithin,
  originPatterns,
  type Site,
  securePatterns,
  siteName,
  siteOfUrl,
} from './site';

function idOf(url: string): string {
  const site = siteOfUrl(url);
  return typeof site === 'string' ? `(${site})` : site.id;
}

const siteOf = (domain: string): Site => ({ id: domain as SiteId, domains: [domain] });

describe('siteOfUrl', () => {
  it.each([
    // address, site or why there is none
    ['https://www.shop.test/cart?x#y', 'shop.test'],
    ['http://a.b.shop.co.uk/', 'shop.co.uk'],
    ['https://ann.github.io/', 'ann.github.io'],
    ['https://github.io/', 'github.io'],
    ['https://ann-.shop.test/', 'shop.test'],
    ['https://-ann.github.io/', '-ann.github.io'],
    ['https://a_b.shop.test/', 'shop.test'],
    ['http://localhost:3000/', 'localhost'],
    ['http://app.localhost:3000/', 'app.localhost'],
    ['http://127.0.0.1:8080/', '127.0.0.1'],
    ['http://[::1]:8080/', '[::1]'],
    ['http://intranet/', 'intranet'],
    ['https://MÜNCHEN.example/', 'xn--mnchen-3ya.example'],
    ['https://shop.test./', '(none)'],
    ['chrome://extensions/', '(browser)'],
    ['about:blank', '(none)'],
    ['chrome-extension://abc/popup.html', '(browser)'],
    ['https://chromewebstore.google.com/detail/x', '(store)'],
    ['https://addons.mozilla.org/', '(store)'],
    ['file:///etc/hosts', '(file)'],
    ['', '(none)'],
    ['not an address', '(none)'],
  ])('of %s is %s', (url, expected) => {
    expect(idOf(url)).toBe(expected);
  });
});

describe('domainOfText', () => {
  it.each([
    ['idp.test', 'idp.test'],
    [' https://Login.IDP.test/authorize?x ', 'idp.test'],
    ['ann.github.io', 'ann.github.io'],
    ['localhost:3000', 'localhost'],
    ['127.0.0.1', '127.0.0.1'],
    ['', null],
    ['not a domain', null],
    ['ftp://idp.test', null],
    ['chrome://extensions', null],
    ['addons.mozilla.org', null],
  ])('of %s is %s', (text, expected) => {
    expect(domainOfText(text)).toBe(expected);
  });

  it('of words is none where the browser takes them for a host', () => {
    class Lenient {
      static readonly canParse = () => true;
      readonly protocol = 'https:';
      constructor(readonly hostname: string) {}
    }
    vi.stubGlobal('URL', Lenient);
    expect(domainOfText('idp')).not.toBeNull();
    expect(domainOfText('not a domain')).toBeNull();
    vi.unstubAllGlobals();
  });
});

describe('coversHost', () => {
  it('takes in every host below a registrable domain, and no look-alike', () => {
    expect(coversHost(siteOf('shop.test'), 'api.eu.shop.test')).toBe(true);
    expect(coversHost(siteOf('shop.test'), 'notshop.test')).toBe(false);
  });

  it('keeps sites below a public suffix apart', () => {
    expect(coversHost(siteOf('github.io'), 'ann.github.io')).toBe(false);
    expect(coversHost(siteOf('ann.github.io'), 'ben.github.io')).toBe(false);
    expect(coversHost(siteOf('localhost'), 'app.localhost')).toBe(false);
  });
});

describe('coversUrl', () => {
  it('covers pages of the web only', () => {
    expect(coversUrl(siteOf('shop.test'), 'https://shop.test/')).toBe(true);
    expect(coversUrl(siteOf('shop.test'), 'ftp://shop.test/')).toBe(false);
    expect(coversUrl(siteOf('shop.test'), undefined)).toBe(false);
  });

  it('covers no host with a dot at its end, which has cookies of its own', () => {
    expect(coversUrl(siteOf('shop.test'), 'https://www.shop.test./')).toBe(false);
  });
});

describe('isWithin', () => {
  it.each([
    ['<all_urls>', true],
    ['*://*/*', true],
    ['*://*.shop.test/*', true],
    ['https://www.shop.test/*', true],
    ['*://*.test/*', true],
    ['*://notshop.test/*', false],
    ['*://*.shop.test.evil.test/*', false],
  ])('%s: %s', (pattern, within) => {
    expect(isWithin(siteOf('shop.test'), pattern)).toBe(within);
  });
});

describe('originPatterns', () => {
  it('asks for web and socket addresses of all hosts together', () => {
    expect(originPatterns(siteOf('shop.test'))).toEqual([
      '*://*.shop.test/*',
      'ws://*.shop.test/*',
      'wss://*.shop.test/*',
    ]);
  });

  it.each(['localhost', '127.0.0.1', 'intranet', 'github.io'])('asks for nothing below %s', (host) => {
    expect(originPatterns(siteOf(host))).toEqual([`*://${host}/*`, `ws://${host}/*`, `wss://${host}/*`]);
  });
});

describe('securePatterns', () => {
  it('leaves plain http out, but for this computer', () => {
    expect(securePatterns(siteOf('shop.test'))).toEqual(['https://*.shop.test/*']);
    expect(securePatterns(siteOf('localhost'))).toEqual(['https://localhost/*', 'http://localhost/*']);
    expect(securePatterns(siteOf('app.localhost'))).toContain('http://*.app.localhost/*');
  });
});

describe('siteName', () => {
  it('says that ports do not tell accounts of localhost apart', () => {
    expect(siteName(siteOf('localhost'), words)).toBe('localhost (all ports)');
    expect(siteName(siteOf('shop.test'), words)).toBe('shop.test');
  });
});
