import type { Header } from './header';

/**
 * What Firefox may keep of the answers of used Sites. It has no way to drop what it has cached of one site alone (measured:
 * `browsingData.remove` by host finds nothing, since entries are filed by the site of the tab as well), and none at all to drop the
 * pages that it keeps for "Back". What is never kept need not be dropped: answers that can differ from one account to the other
 * are marked `no-store`, which keeps them out of both.
 */
export interface KeepableAnswer {
  readonly type: string;
  readonly responseHeaders?: readonly Header[] | undefined;
}

/** What is the same for everybody, unless its server says otherwise. */
const sharedTypes = new Set(['script', 'stylesheet', 'font']);

/** @param withoutCookies takes `Set-Cookie` off @returns the headers as they shall be, or `null` when nothing changes */
export function keptHeaders(
  { type, responseHeaders = [] }: KeepableAnswer,
  withoutCookies: boolean,
): Header[] | null {
  const named = (name: string) => responseHeaders.filter((header) => header.name.toLowerCase() === name);
  const cacheControl = wordsOf(named('cache-control'));
  const isStored = !cacheControl.has('no-store');
  const marked = isStored && isPersonal(type, cacheControl, wordsOf(named('vary')));
  const strips = withoutCookies && named('set-cookie').length > 0;
  if (!marked && !strips) return null;
  const dropped = [...(marked ? ['cache-control'] : []), ...(strips ? ['set-cookie'] : [])];
  const kept = responseHeaders.filter(({ name }) => !dropped.includes(name.toLowerCase()));
  return marked ? [...kept, { name: 'Cache-Control', value: 'no-store' }] : kept;
}

function isPersonal(type: string, cacheControl: ReadonlySet<string>, vary: ReadonlySet<string>): boolean {
  if (cacheControl.has('private') || vary.has('cookie')) return true;
  if (type === 'main_frame' || type === 'sub_frame') return true;
  return !sharedTypes.has(type) && !cacheControl.has('public') && !cacheControl.has('immutable');
}

/** What they list, in small letters and without values: one in quotes can have commas, and words of its own. */
function wordsOf(headers: readonly Header[]): ReadonlySet<string> {
  const list = headers.map(({ value = '' }) => value).join(',');
  const words = list.replace(/"[^"]*("|$)/g, '').split(',');
  return new Set(words.map((word) => word.replace(/=.*/s, '').trim().toLowerCase()));
}
