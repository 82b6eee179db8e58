import { AppError } from '@/domain/app-error';
import type { TabId } from '@/domain/ids';
import type { IncludeView } from '@/domain/view';
import { text } from '@/ui/text';
import { note, type Result } from './result';
import type { AskView, PopupDeps } from './state';

/** What the browser asks its person about first. Each begins in the click itself. */

export async function useSite(
  deps: PopupDeps,
  { permitted, origins }: AskView,
  tabId: TabId | null,
): Promise<Result | null> {
  if (tabId === null) throw new AppError('page/forbidden');
  const wish = () => deps.call('site.use', { tabId });
  return (await grantedWish(deps, permitted, origins, wish)) ? null : note(text.declined);
}

export async function includeDomain(
  deps: PopupDeps,
  { siteId, tabId, domain, joins, permitted, origins }: IncludeView,
): Promise<Result | string> {
  const wish = () => deps.call('site.include', { siteId, tabId, domain, join: joins !== null });
  return (await grantedWish(deps, permitted, origins, wish)) ? text.included(domain) : note(text.declined);
}

/**
 * The wish is told first and not awaited, since the browser's prompt closes the popup, and the prompt needs the click. When it
 * was granted without a prompt the popup is still here and tells again.
 * @returns `false` when the person declined
 */
async function grantedWish(
  { requestOrigins }: PopupDeps,
  permitted: boolean,
  origins: readonly string[],
  wish: () => Promise<unknown>,
): Promise<boolean> {
  const told = wish();
  if (permitted) {
    await told;
    return true;
  }
  const [granted] = await Promise.all([requestOrigins(origins), told]);
  if (granted) await wish();
  return granted;
}
