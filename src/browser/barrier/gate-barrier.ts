import browser, { type WebRequest } from 'webextension-polyfill';
import type { BarrierPort } from '@/engine/ports';
import type { Header } from '../answers/header';
import { keptHeaders } from '../answers/kept-answers';
import { sessionArea } from '../areas';
import { counted, type Gate, gateOf, isHushed, isStopped, isStripped, withGate, withoutGate } from './gate';
import { nothingRuns } from './hush-rule';

/**
 * Firefox's barrier, by listeners that Firefox waits for. Gates outlive the background in `storage.session`: an event that comes
 * while it is down starts it, and is held until it has read them. They end with the browser, as requests do.
 */
export function createGateBarrier(): BarrierPort {
  const area = sessionArea();
  let gates: readonly Gate[] = [];
  let newest = 0;
  /** What this background has seen begin before all else. */
  let first: string | null = null;
  let isRead = false;

  const set = async (next: readonly Gate[]): Promise<void> => {
    gates = next;
    listenWhileRaised();
    await area.set({ [gatesKey]: next });
  };
  const reading = area.get([gatesKey]).then(({ [gatesKey]: found }) => {
    gates = first === null ? asGates(found) : counted(asGates(found), first);
    isRead = true;
    listenWhileRaised();
  });

  const onBegin = ({ requestId }: WebRequest.OnBeforeRequestDetailsType): undefined => {
    first ??= requestId;
    newest = Math.max(newest, Number(requestId));
    const next = counted(gates, requestId);
    if (next !== gates) void set(next);
  };
  const onceRead = <Answer>(answer: () => Answer) => (isRead ? answer() : reading.then(answer));
  /** Of a request that need not wait Firefox may tell a moment late; of one that must it tells before it goes out. */
  const stop = (details: WebRequest.OnBeforeRequestDetailsType) => {
    onBegin(details);
    return onceRead(() => ({ cancel: isStopped(gates, details) }));
  };
  const strip = (details: WebRequest.OnHeadersReceivedDetailsType): WebRequest.BlockingResponse => {
    const headers = keptHeaders(details, isStripped(gates, details));
    if (isHushed(gates, details)) return { responseHeaders: withNothing(headers ?? details.responseHeaders) };
    return headers === null ? {} : { responseHeaders: headers as WebRequest.HttpHeaders };
  };

  const { onBeforeRequest, onHeadersReceived } = browser.webRequest;
  onBeforeRequest.addListener(onBegin, filter);
  onHeadersReceived.addListener((details) => onceRead(() => strip(details)), filter, [
    'blocking',
    'responseHeaders',
  ]);
  // Until it is known: the very event that has started this background is one that may have to be stopped.
  onBeforeRequest.addListener(stop, filter, ['blocking']);
  /** Only then: every request of every used Site would have to wait for the background otherwise. */
  const listenWhileRaised = () => {
    const isRaised = gates.some(({ stage }) => stage === 'raised');
    if (isRaised === onBeforeRequest.hasListener(stop)) return;
    if (isRaised) onBeforeRequest.addListener(stop, filter, ['blocking']);
    else onBeforeRequest.removeListener(stop);
  };

  return {
    arm: () => Promise.resolve(),
    raise: async ({ id, domains }, storeId) => {
      await reading;
      await set(withGate(gates, { site: { id, domains }, storeId, stage: 'raised', last: null }));
      // Answered once the listener is in place.
      await browser.webRequest.handlerBehaviorChanged();
    },
    open: async (site, storeId) => {
      await reading;
      const gate = gateOf(gates, site, storeId);
      // Without a barrier there is nothing to open.
      if (gate?.stage !== 'raised') return;
      await set(withGate(gates, { ...gate, stage: 'open', last: newest === 0 ? null : newest }));
    },
    lower: async (site, storeId) => {
      await reading;
      if (gateOf(gates, site, storeId) !== undefined) await set(withoutGate(gates, site, storeId));
    },
  };
}

const gatesKey = 'gates';

const filter: WebRequest.RequestFilter = { urls: ['http://*/*', 'https://*/*', 'ws://*/*', 'wss://*/*'] };

/** Beside the page's own policy, as a header more. */
function withNothing(headers: readonly Header[] = []): WebRequest.HttpHeaders {
  return [...headers, { name: nothingRuns.header, value: nothingRuns.value }] as WebRequest.HttpHeaders;
}

/** It is this code that wrote it, in this session of the browser. */
function asGates(stored: unknown): readonly Gate[] {
  return Array.isArray(stored) ? (stored as Gate[]) : [];
}
