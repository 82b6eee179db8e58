import browser, { type DeclarativeNetRequest, type WebRequest } from 'webextension-polyfill';
import { AppError } from '@/domain/app-error';
import type { Errand, Post } from '@/domain/sign-out/errand';
import type { ErrandAnswer, ErrandPort } from '@/engine/ports';
import { after } from '../after';
import { errandRule, errandRuleId } from './errand-rule';
import { type Header, headerOf } from './header';
import { cookiesOf } from './set-cookie-lines';
import { extraHeaders } from './web-request-extra';

/** Milliseconds that a server has to answer. */
const patience = 10_000;

/** Milliseconds that the browser may take to tell of an answer that has come: the two go different ways (measured in Chromium). */
const delivery = 5000;

/**
 * Requests as the owner of a jar that is not live. The rule gives them their cookies and takes those off that the answer would set;
 * without credentials the browser would neither send nor keep any itself.
 */
export function createErrandPort(): ErrandPort {
  const extensionHost = new URL(browser.runtime.getURL('/')).host;
  // A background that died in the middle has left its rule.
  const cleared = lift().catch(() => undefined);

  return {
    ask: async (errand) => {
      await cleared;
      const heard = hear(errand);
      try {
        await browser.declarativeNetRequest.updateSessionRules({
          removeRuleIds: [errandRuleId],
          addRules: [errandRule(errand, extensionHost)] as unknown as DeclarativeNetRequest.Rule[],
        });
        const failure = await failureOf(errand);
        // The answer itself tells neither where it leads on nor what it sets.
        const answer = await heard.answer(failure === null ? delivery : 0);
        if (answer === null)
          throw new AppError('origin/unreachable', new URL(errand.url).origin, { cause: failure });
        return answer;
      } finally {
        heard.stop();
        await lift();
      }
    },
  };
}

/** Asks, as nobody; @returns what went wrong */
function failureOf({ url, post }: Errand): Promise<unknown> {
  const request: RequestInit = {
    ...(post !== null && sending(post)),
    credentials: 'omit',
    redirect: 'manual',
    cache: 'no-store',
    referrerPolicy: 'no-referrer',
    signal: AbortSignal.timeout(patience),
  };
  return fetch(url, request).then(
    () => null,
    (error: unknown) => error,
  );
}

function sending({ contentType, body }: Post): RequestInit {
  return { method: 'POST', headers: { 'content-type': contentType }, body };
}

function lift(): Promise<void> {
  return browser.declarativeNetRequest.updateSessionRules({ removeRuleIds: [errandRuleId] });
}

interface Heard {
  /** `null` where none has come after so many milliseconds. */
  answer(patience: number): Promise<ErrandAnswer | null>;
  stop(): void;
}

/** Listens for the answer to a request of ours. */
function hear({ url, post }: Errand): Heard {
  let tell: (answer: ErrandAnswer) => void = () => undefined;
  const told = new Promise<ErrandAnswer>((resolve) => {
    tell = resolve;
  });
  const own = new URL(browser.runtime.getURL('/')).origin;
  const listener = (details: WebRequest.OnHeadersReceivedDetailsType & { initiator?: string }): undefined => {
    const from = details.initiator ?? details.originUrl ?? '';
    const isOurs = details.url === url && details.method === (post === null ? 'GET' : 'POST');
    if (!isOurs || !`${from}/`.startsWith(`${own}/`)) return;
    const headers: readonly Header[] = details.responseHeaders ?? [];
    tell({
      status: details.statusCode,
      location: headerOf(headers, 'location'),
      cookies: cookiesOf(headers, url, Date.now()),
    });
  };
  const filter: WebRequest.RequestFilter = { urls: ['http://*/*', 'https://*/*'], types: ['xmlhttprequest'] };
  browser.webRequest.onHeadersReceived.addListener(listener, filter, [
    'responseHeaders',
    ...extraHeaders,
  ] as 'responseHeaders'[]);
  return {
    answer: (patience) => Promise.race([told, after(patience)]),
    stop: () => browser.webRequest.onHeadersReceived.removeListener(listener),
  };
}
