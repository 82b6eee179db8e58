import { describe, expect, it } from 'vitest';
import type { StoreId } from '@/domain/ids';
import {
  freshRequest,
  isForeign,
  isOurOwn,
  isTelling,
  lateAnswer,
  observe,
  type RequestDetails,
  type RequestMemory,
  redirected,
  sentIn,
} from './answer-facts';

const now = Date.UTC(2026, 0, 1);

function seen(change: Partial<RequestDetails>, memory: Partial<RequestMemory> = {}) {
  const details: RequestDetails = {
    requestId: '1',
    url: 'https://app.shop.test/login',
    method: 'GET',
    type: 'xmlhttprequest',
    tabId: 4,
    statusCode: 200,
    timeStamp: now,
    ...change,
  };
  return observe(details, { ...freshRequest, ...memory }, '0' as StoreId, now, 7);
}

const setting = (...values: string[]) => ({
  responseHeaders: values.map((value) => ({ name: 'Set-Cookie', value })),
});

describe('what we ask for ourselves', () => {
  it('is told from what pages ask for, in both browsers', () => {
    const [type, frame] = ['xmlhttprequest', 'sub_frame'];
    expect(isOurOwn({ type, initiator: 'chrome-extension://abc' })).toBe(true);
    expect(isOurOwn({ type: frame, originUrl: 'moz-extension://abc/background.html' })).toBe(true);
    expect(isOurOwn({ type, initiator: 'https://shop.test' })).toBe(false);
    expect(isOurOwn({ type })).toBe(false);
  });

  it('is no page that a tab is led to', () => {
    const page = { type: 'main_frame', initiator: 'chrome-extension://abc' };
    expect(isOurOwn(page)).toBe(false);
    expect(seen(page)).toMatchObject({
      document: true,
      mainFrame: true,
      fromElsewhere: false,
      unbidden: false,
    });
  });
});

describe('observe', () => {
  it('names the HttpOnly cookies that are new', () => {
    const answer = seen(setting('sid=1; HttpOnly; Path=/', 'theme=dark', 'tok=a=b; httponly'));
    expect(answer.httpOnlyCookies).toEqual(['sid', 'tok']);
    expect(answer.removed).toEqual([]);
  });

  it('passes over a cookie that is only sent back as it came', () => {
    const answer = seen(setting('sid=1; HttpOnly'), { sentCookies: 'a=b; sid=1' });
    expect(answer.httpOnlyCookies).toEqual([]);
    expect(seen(setting('sid=2; HttpOnly'), { sentCookies: 'a=b; sid=1' }).httpOnlyCookies).toEqual(['sid']);
  });

  it.each([
    'sid=; HttpOnly',
    'sid=x; Max-Age=0; HttpOnly',
    'sid=x; Expires=Thu, 01 Jan 1970 00:00:00 GMT; HttpOnly',
  ])('takes %s for a removal', (header) => {
    const answer = seen(setting(header));
    expect([answer.removed, answer.httpOnlyCookies]).toEqual([['sid'], []]);
  });

  it('reads a header of several lines, as Firefox gives it', () => {
    expect(seen(setting('sid=1; HttpOnly\ntheme=dark')).httpOnlyCookies).toEqual(['sid']);
  });

  it('tells no value', () => {
    expect(JSON.stringify(seen(setting('sid=SECRET; HttpOnly')))).not.toContain('SECRET');
  });

  it('knows when a page comes from another domain', () => {
    expect(seen({ initiator: 'https://www.shop.test' }).fromElsewhere).toBe(false);
    expect(seen({ initiator: 'https://idp.test' }).fromElsewhere).toBe(true);
    expect(seen({ originUrl: 'https://idp.test/x' }).fromElsewhere).toBe(true);
    expect(seen({ initiator: 'null' }).fromElsewhere).toBe(false);
    expect(seen({}, { domains: ['shop.test', 'idp.test'] }).fromElsewhere).toBe(true);
  });

  it('knows it too where the browser does not tell who began it', () => {
    const referrer = 'https://idp.test/';
    expect(seen({}, { referrer })).toMatchObject({ fromElsewhere: true, unbidden: false, ledBy: referrer });
    expect(seen({}, { referrer: 'https://www.shop.test/' }).fromElsewhere).toBe(false);
    expect(seen({}, { crossSite: true })).toMatchObject({
      fromElsewhere: true,
      unbidden: false,
      ledBy: null,
    });
    expect(seen({ initiator: 'https://www.shop.test' }, { crossSite: true }).fromElsewhere).toBe(false);
  });

  it('knows where a request began that was led elsewhere and back', () => {
    const firstUrl = 'https://app.shop.test/inbox';
    expect(seen({}, { firstUrl, domains: ['shop.test', 'idp.test'] }).ledAwayFrom).toBe(firstUrl);
    expect(seen({}, { firstUrl }).ledAwayFrom).toBeNull();
  });

  it('knows by whom it was led, and through where', () => {
    expect(seen({ initiator: 'https://login.idp.test' }).ledFrom).toBe('idp.test');
    expect(seen({ initiator: 'https://www.shop.test' }).ledFrom).toBeNull();
    const sent = redirected(freshRequest, 'https://shop.test/sign-in', 'https://login.idp.test/auth');
    const onward = redirected(sent, 'https://login.idp.test/auth', 'https://login.idp.test/next');
    const back = redirected(onward, 'https://login.idp.test/next', 'https://shop.test/callback');
    expect([seen({}, sent).ledThrough, seen({}, back).ledThrough]).toEqual([['idp.test'], ['idp.test']]);
    expect(back.domains).toEqual(['shop.test', 'idp.test', 'shop.test']);
    expect(redirected(freshRequest, 'https://shop.test/', 'https://www.shop.test/')).toBe(freshRequest);
  });

  it('knows when no page led to it', () => {
    expect(seen({}).unbidden).toBe(true);
    expect(seen({ initiator: 'https://idp.test' }).unbidden).toBe(false);
    expect(seen({}, { domains: ['shop.test', 'idp.test'] }).unbidden).toBe(false);
  });

  it('knows a session that is tied to the browser', () => {
    const header = (name: string) => ({ responseHeaders: [{ name, value: '(ES256);path="/reg"' }] });
    expect(seen(header('Secure-Session-Registration')).binds).toBe(true);
    expect(seen(header('Sec-Session-Registration')).binds).toBe(true);
    expect(seen(header('Set-Cookie2')).binds).toBe(false);
  });

  it('has no tab for a service worker', () => {
    expect(seen({ tabId: -1 }).tabId).toBeNull();
  });
});

describe('sentIn', () => {
  const bytes = (text: string) => ({ raw: [{ bytes: new TextEncoder().encode(text).buffer }] });

  it('looks at the names of fields alone', () => {
    expect(sentIn({ formData: { email: ['x'], password: ['SECRET'] } })).toBe('password');
    expect(sentIn({ formData: { say: ['password'] } })).toBe('other');
    expect(sentIn(bytes('{"email":"x","password":"SECRET"}'))).toBe('password');
    expect(sentIn(bytes('{"say":"password"}'))).toBe('other');
  });

  it('reads no upload', () => {
    expect(sentIn(bytes(`{"password":"${'x'.repeat(40_000)}"}`))).toBe('unseen');
    expect(sentIn(bytes('%PDF-1.7 "password":'))).toBe('unseen');
    expect(sentIn({ raw: [{}] })).toBe('unseen');
  });
});

describe('isTelling', () => {
  it('is only of pages, forms and cookies', () => {
    expect(isTelling(seen({}))).toBe(false);
    expect(isTelling(seen({ type: 'main_frame' }))).toBe(true);
    expect(isTelling(seen({ method: 'POST' }))).toBe(true);
    expect(isTelling(seen(setting('sid=1; HttpOnly')))).toBe(true);
    expect(isTelling(seen(setting('sid=')))).toBe(true);
  });
});

describe('isForeign', () => {
  it('compares registrable domains', () => {
    expect(isForeign('https://a.shop.test/', 'http://b.shop.test/')).toBe(false);
    expect(isForeign('https://ann.github.io/', 'https://ben.github.io/')).toBe(true);
  });
});

describe('lateAnswer', () => {
  const url = 'https://app.shop.test/api/refresh?x=1';
  const late = (line: string, startedAt: number | null = 1) =>
    lateAnswer({ url, ...setting(line) }, { ...freshRequest, startedAt }, '0' as StoreId, now);

  it('reads a cookie as the browser would', () => {
    expect(late('sid=a=b; Path=/in; Domain=.Shop.test; Secure; HttpOnly; SameSite=None; Max-Age=60')).toEqual(
      {
        url,
        storeId: '0',
        startedAt: 1,
        cookies: [
          {
            name: 'sid',
            value: 'a=b',
            domain: 'shop.test',
            hostOnly: false,
            path: '/in',
            secure: true,
            httpOnly: true,
            sameSite: 'no_restriction',
            expires: now / 1000 + 60,
            partitionKey: null,
          },
        ],
      },
    );
    const [plain] = late('sid=1')?.cookies ?? [];
    expect(plain).toMatchObject({ domain: 'app.shop.test', hostOnly: true, path: '/api', expires: null });
    expect(plain).toMatchObject({ sameSite: 'unspecified', secure: false, httpOnly: false });
  });

  it('passes over what it cannot place', () => {
    expect(late('sid=1; Secure; Partitioned')).toBeNull();
    expect(late('sid=1', null)).toBeNull();
    expect(late('')).toBeNull();
  });

  it.each([
    '__Host-sid=1; Secure; Domain=shop.test',
    '__Secure-sid=1',
    'sid=1; SameSite=None',
    'sid=1; Domain=admin.shop.test',
    'sid=1; Domain=p.shop.test',
    `sid=${'1'.repeat(4096)}`,
  ])('passes over what no browser would take: %s', (line) => {
    expect(late(line)).toBeNull();
  });

  it('passes over what an address without encryption may not set', () => {
    const plain = (line: string, host: string) =>
      lateAnswer(
        { url: `http://${host}/`, ...setting(line) },
        { ...freshRequest, startedAt: 1 },
        '0' as StoreId,
        now,
      );
    expect(plain('sid=1; Secure', 'app.shop.test')).toBeNull();
    expect(plain('sid=1; Secure', 'localhost')).not.toBeNull();
    expect(plain('sid=1', 'app.shop.test')).not.toBeNull();
  });

  it('has none last longer than a browser would', () => {
    const expires = now / 1000 + 400 * 86_400;
    expect(late('sid=1; Max-Age=999999999')?.cookies).toMatchObject([{ expires }]);
  });
});
