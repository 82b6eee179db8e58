import type { TabId } from '@/domain/ids';
import type { StoreArea } from '@/storage/store-area';
import type { Header } from '../answers/header';

/**
 * Which tabs show a page whose scripts no policy restrains, as far as its answer told. A `javascript:` address that a policy
 * forbids would be told to the page, and to whoever hears of violations for it.
 */

interface Answered {
  /** When the newest answer of its kind came; milliseconds since the epoch by the computer's clock. */
  readonly at: number;
}

/** When a page was loaded; milliseconds since the epoch by the computer's clock. */
export interface Loading {
  readonly began: number;
  readonly ended: number;
}

/** Milliseconds that the browser may take to tell of an answer. */
const delivery = 250;

/** Kept in the session's area for the worker after this one: pages live longer. @param at when the answer came, as above */
export async function notePolicy(
  area: StoreArea,
  tabId: TabId,
  headers: readonly Header[],
  at: number,
): Promise<void> {
  const { ruled, unruled } = keysOf(tabId);
  await area.set({ [restrainsScripts(headers) ? ruled : unruled]: { at } satisfies Answered });
}

/** The tab is gone. */
export function forgetPolicy(area: StoreArea, tabId: TabId): Promise<void> {
  return area.remove(Object.values(keysOf(tabId)));
}

/**
 * Of several answers that came since the page was asked for nobody can tell which is its own: another can have made no page, or one that
 * nobody has gone to yet. So none of them may have a policy.
 * @param loading of the page that is there now: one that came back from the browser's memory had another answer
 */
export async function isUnruled(area: StoreArea, tabId: TabId, loading: Loading | null): Promise<boolean> {
  if (loading === null) return false;
  const keys = keysOf(tabId);
  const found = await area.get(Object.values(keys));
  const [ruled, unruled] = [found[keys.ruled], found[keys.unruled]] as (Answered | undefined)[];
  if (unruled === undefined || !isAnswerOf(unruled.at, loading)) return false;
  return ruled === undefined || ruled.at < loading.began;
}

/** @param at when the answer came; milliseconds since the epoch */
export function isAnswerOf(at: number, { began, ended }: Loading): boolean {
  return at >= began && at <= ended + delivery;
}

/** Policies that are only reported on count too. */
export function restrainsScripts(headers: readonly Header[]): boolean {
  return headers.some(
    ({ name, value = '' }) =>
      /^content-security-policy(-report-only)?$/i.test(name) &&
      /(^|[;,])\s*(default-src|script-src|require-trusted-types-for|trusted-types|sandbox)/i.test(value),
  );
}

function keysOf(tabId: TabId) {
  return { ruled: `policy/${tabId}`, unruled: `unruled/${tabId}` } as const;
}
