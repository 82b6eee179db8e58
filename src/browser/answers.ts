import browser, { type WebRequest } from 'webextension-polyfill';
import type { LateAnswer } from '@/domain/cookie/late-answer';
import type { TabId } from '@/domain/ids';
import type { ObservedAnswer } from '@/domain/sign-in/observed-answer';
import type { RequestsPort } from '@/engine/ports';
import {
  freshRequest,
  isForeign,
  isOurOwn,
  isTelling,
  lateAnswer,
  observe,
  type RequestBody,
  type RequestMemory,
  redirected,
  sentIn,
} from './answers/answer-facts';
import { headerOf } from './answers/header';
import { createRunningWrites } from './answers/running-writes';
import { extraHeaders } from './answers/web-request-extra';
import { sessionArea } from './areas';
import { notePolicy } from './pages/script-policy';
import { steadyNow, steadyTime } from './steady-clock';
import { defaultStore } from './store';

/**
 * Watches what granted sites answer. The listeners only look; `extraHeaders` is what makes Chromium show cookies at all.
 * What is remembered of a request lives as long as the request: a worker that dies in between sees it as a fresh one.
 */
export interface AnswerWatch {
  /**
   * Registers all listeners anew. One that was added while no host was granted stays deaf in Chromium for ever (measured),
   * so this is called whenever a permission arrives.
   */
  restart(): void;
  readonly requests: RequestsPort;
}

const urls = ['http://*/*', 'https://*/*'];

/** Milliseconds: Firefox collects what it tells of requests, for 250 at most (`BATCH_TIMEOUT_MS` in its source; measured). */
const batching = 300;

/** What can be a sign-in. */
const filter: WebRequest.RequestFilter = {
  urls,
  types: ['main_frame', 'sub_frame', 'xmlhttprequest', 'other'],
};

/** What can set a cookie late; and what the page writes last. */
const wide: WebRequest.RequestFilter = {
  urls,
  types: [
    'main_frame',
    'sub_frame',
    'xmlhttprequest',
    'image',
    'ping',
    // Chromium calls it a ping, and throws on a name that it does not know.
    ...(import.meta.env.FIREFOX ? (['beacon'] as const) : []),
    'other',
  ],
};

export function createAnswerWatch(
  hear: (answer: ObservedAnswer) => void,
  hearCookies: (answer: LateAnswer) => void,
  onError: (error: unknown) => void,
): AnswerWatch {
  const area = sessionArea();
  const memory = new Map<string, RequestMemory>();
  const writes = createRunningWrites(import.meta.env.FIREFOX ? batching : 0, steadyNow);

  const onBegin = (details: WebRequest.OnBeforeRequestDetailsType): undefined => {
    const { requestId, timeStamp, url } = details;
    // A switch waits for what pages still write, and not for a sign-out of ours.
    if (!isOurOwn(details)) writes.begin(requestId, url, details.method);
    // A redirect begins again under the same id; it was the same page that asked.
    if (memory.has(requestId)) return;
    memory.set(requestId, { ...freshRequest, startedAt: steadyTime(timeStamp), firstUrl: url });
  };
  // A redirect of it carries nothing, and tells nothing.
  const onBody = ({ requestId, requestBody }: WebRequest.OnBeforeRequestDetailsType): undefined => {
    if (!requestBody) return;
    memory.set(requestId, { ...known(requestId), sent: sentIn(requestBody as RequestBody) });
  };
  // Only here are the cookies to be seen that the barrier takes off the answer (measured in Chromium).
  const onHeaders = (details: WebRequest.OnHeadersReceivedDetailsType): undefined => {
    if (isOurOwn(details)) return;
    const late = lateAnswer(details, known(details.requestId), defaultStore, Date.now());
    if (late !== null) hearCookies(late);
  };

  const onSend = (details: WebRequest.OnSendHeadersDetailsType): void => {
    const { requestId, requestHeaders: headers = [] } = details;
    memory.set(requestId, {
      ...known(requestId),
      sentCookies: headerOf(headers, 'cookie') ?? '',
      referrer: headerOf(headers, 'referer'),
      crossSite: headerOf(headers, 'sec-fetch-site') === 'cross-site',
    });
  };
  const known = (requestId: string) => memory.get(requestId) ?? freshRequest;
  const tell = (details: WebRequest.OnResponseStartedDetailsType): void => {
    // What we ask for ourselves is not asked for as whoever is live, and changes nothing in the live jar.
    if (isOurOwn(details)) return;
    const answer = observe(
      details,
      known(details.requestId),
      defaultStore,
      Date.now(),
      steadyTime(details.timeStamp),
    );
    if (isTelling(answer)) hear(answer);
  };
  const onStart = (details: WebRequest.OnResponseStartedDetailsType): void => {
    const { type, tabId, responseHeaders: headers = [], timeStamp } = details;
    if (!import.meta.env.FIREFOX && type === 'main_frame')
      notePolicy(area, tabId as TabId, headers, timeStamp).catch(onError);
    tell(details);
  };
  // By now the answer's cookies are stored; `onHeadersReceived` would be too early to look for them.
  const onRedirect = (details: WebRequest.OnBeforeRedirectDetailsType): void => {
    tell(details);
    const { requestId, url, redirectUrl } = details;
    // Nothing is told of it any more where we may not see the other site.
    if (isForeign(url, redirectUrl)) writes.end(requestId);
    memory.set(requestId, redirected(known(requestId), url, redirectUrl));
  };
  const onEnd = (details: { requestId: string }): void => {
    memory.delete(details.requestId);
    writes.end(details.requestId);
  };

  const {
    onBeforeRequest,
    onHeadersReceived,
    onSendHeaders,
    onBeforeRedirect,
    onResponseStarted,
    onCompleted,
    onErrorOccurred,
  } = browser.webRequest;
  const stop = () => {
    onBeforeRequest.removeListener(onBegin);
    onBeforeRequest.removeListener(onBody);
    onHeadersReceived.removeListener(onHeaders);
    onSendHeaders.removeListener(onSend);
    onBeforeRedirect.removeListener(onRedirect);
    onResponseStarted.removeListener(onStart);
    onCompleted.removeListener(onEnd);
    onErrorOccurred.removeListener(onEnd);
  };
  const start = () => {
    onBeforeRequest.addListener(onBegin, wide);
    // Apart, since the browser copies what is sent: of what cannot be a sign-in it need not.
    onBeforeRequest.addListener(onBody, filter, ['requestBody']);
    onHeadersReceived.addListener(onHeaders, wide, responseHeaders());
    onSendHeaders.addListener(onSend, filter, [
      'requestHeaders',
      ...extraHeaders,
    ] as WebRequest.OnSendHeadersOptions[]);
    onBeforeRedirect.addListener(onRedirect, filter, responseHeaders());
    onResponseStarted.addListener(onStart, filter, responseHeaders());
    onCompleted.addListener(onEnd, wide);
    onErrorOccurred.addListener(onEnd, wide);
  };
  start();
  return {
    requests: { writesEnd: (site) => writes.ended(site) },
    restart: () => {
      stop();
      start();
    },
  };
}

function responseHeaders(): ('responseHeaders' & string)[] {
  return ['responseHeaders', ...extraHeaders] as 'responseHeaders'[];
}
