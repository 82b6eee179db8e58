import browser, { type DeclarativeNetRequest, type WebRequest } from 'webextension-polyfill';
import { AppError } from '@/domain/app-error';
import type { ErrandAnswer, ErrandPort } from '@/engine/ports';
import { cookiesOf, type Header, headerOf } from './answer-facts';
import { errandRule, errandRuleId } from './errand-rule';
import { extraHeaders } from './web-request-extra';

/** Milliseconds that a server has to answer. */
const patience = 10_000;

/**
 * Requests as the owner of a jar that is not live. The rule gives them their cookies and takes those off that the answer would set;
 * without credentials the browser would neither send nor keep any itself.
 */
export function createErrandPort(): ErrandPort {
  const extensionHost = new URL(browser.runtime.getURL('/')).host;
  // A background that died in the middle has left its rule.
  const cleared = lift().catch(() => undefined);

  return {
    ask: async (url, cookies) => {
      await cleared;
      const heard = hear(url);
      try {
        await browser.declarativeNetRequest.updateSessionRules({
          removeRuleIds: [errandRuleId],
          addRules: [errandRule(url, cookies, extensionHost)] as unknown as DeclarativeNetRequest.Rule[],
        });
        const answer = await fetch(url, {
          credentials: 'omit',
          redirect: 'manual',
          cache: 'no-store',
          referrerPolicy: 'no-referrer',
          signal: AbortSignal.timeout(patience),
        });
        // Where it leads on, the answer itself tells nothing.
        return heard.answer() ?? { status: answer.status, location: null, cookies: [] };
      } catch (error) {
        const answer = heard.answer();
        if (answer !== null) return answer;
        throw new AppError('origin/unreachable', new URL(url).origin, { cause: error });
      } finally {
        heard.stop();
        await lift();
      }
    },
  };
}

function lift(): Promise<void> {
  return browser.declarativeNetRequest.updateSessionRules({ removeRuleIds: [errandRuleId] });
}

/** Listens for the answer to a request of ours. */
function hear(url: string): { answer(): ErrandAnswer | null; stop(): void } {
  let answer: ErrandAnswer | null = null;
  const own = new URL(browser.runtime.getURL('/')).origin;
  const listener = (details: WebRequest.OnHeadersReceivedDetailsType & { initiator?: string }): undefined => {
    const from = details.initiator ?? details.originUrl ?? '';
    if (details.url !== url || !`${from}/`.startsWith(`${own}/`)) return;
    const headers: readonly Header[] = details.responseHeaders ?? [];
    answer = {
      status: details.statusCode,
      location: headerOf(headers, 'location'),
      cookies: cookiesOf(headers, url, Date.now()),
    };
  };
  const filter: WebRequest.RequestFilter = { urls: ['http://*/*', 'https://*/*'], types: ['xmlhttprequest'] };
  browser.webRequest.onHeadersReceived.addListener(listener, filter, [
    'responseHeaders',
    ...extraHeaders,
  ] as 'responseHeaders'[]);
  return {
    answer: () => answer,
    stop: () => browser.webRequest.onHeadersReceived.removeListener(listener),
  };
}
