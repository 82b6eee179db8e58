import type { Place } from '@/domain/ids';
import { coversUrl, type Site } from '@/domain/site';

/**
 * The pure half of `gate-barrier.ts`. One gate stands for one Place: `raised` while jars are exchanged, `open` afterwards, as long
 * as answers to what was asked for before can still come.
 */
export interface Gate {
  readonly site: Site;
  readonly storeId: Place['storeId'];
  readonly stage: 'raised' | 'open';
  /**
   * The number of the last request that began before it opened: Firefox counts them. `null` as long as that is not known, because
   * the background has just started; what it has not seen begin is older then.
   */
  readonly last: number | null;
}

/** The part of a webRequest event that matters here. */
export interface GatedRequest {
  readonly requestId: string;
  readonly url: string;
  readonly type: string;
  readonly cookieStoreId?: string | undefined;
  /** The address of the document (or worker) that asked. */
  readonly originUrl?: string | undefined;
}

/** Stops what the Site's own pages ask for while jars are exchanged. Its person may go anywhere meanwhile. */
export function isStopped(gates: readonly Gate[], request: GatedRequest): boolean {
  const { type, originUrl } = request;
  return (
    type !== 'main_frame' &&
    gates.some((gate) => gate.stage === 'raised' && guards(gate, request) && coversUrl(gate.site, originUrl))
  );
}

/** Whether it is a page in which no script may run: it could write into what is exchanged. It is loaded once more afterwards. */
export function isHushed(gates: readonly Gate[], request: GatedRequest): boolean {
  return (
    request.type === 'main_frame' && gates.some((gate) => gate.stage === 'raised' && guards(gate, request))
  );
}

/** Whether an answer may set no cookie. */
export function isStripped(gates: readonly Gate[], request: GatedRequest): boolean {
  const isLate = ({ stage, last }: Gate) =>
    stage === 'raised' || last === null || Number(request.requestId) <= last;
  return gates.some((gate) => guards(gate, request) && isLate(gate));
}

/** The first request that a new background sees begin tells which were before it. */
export function counted(gates: readonly Gate[], requestId: string): readonly Gate[] {
  if (!gates.some(isUncounted)) return gates;
  return gates.map((gate) => (isUncounted(gate) ? { ...gate, last: Number(requestId) - 1 } : gate));
}

function isUncounted({ stage, last }: Gate): boolean {
  return stage === 'open' && last === null;
}

function guards({ site, storeId }: Gate, { url, cookieStoreId }: GatedRequest): boolean {
  return cookieStoreId === storeId && coversUrl(site, asHttp(url));
}

/** A WebSocket's handshake can set cookies too. */
function asHttp(url: string): string {
  return url.replace(/^ws/, 'http');
}

export function withGate(gates: readonly Gate[], gate: Gate): readonly Gate[] {
  return [...withoutGate(gates, gate.site, gate.storeId), gate];
}

export function withoutGate(gates: readonly Gate[], site: Site, storeId: Gate['storeId']): readonly Gate[] {
  return gates.filter((gate) => !isOf(gate, site, storeId));
}

/** The newest, where there is more than one. */
export function gateOf(gates: readonly Gate[], site: Site, storeId: Gate['storeId']): Gate | undefined {
  return gates.findLast((gate) => isOf(gate, site, storeId));
}

/** A Site that was joined with this one can have left a gate behind; it is this one's then. */
function isOf(gate: Gate, site: Site, storeId: Gate['storeId']): boolean {
  const [main] = gate.site.domains;
  return gate.storeId === storeId && main !== undefined && site.domains.includes(main);
}
