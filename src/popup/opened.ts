import type { AccountId } from '@/domain/ids';
import type { DetailsView, PopupView } from '@/domain/view';

/** One thing of the popup is open at a time, and Escape closes it before it closes the popup. */
export type Opened =
  | { readonly kind: 'menu' | 'rename'; readonly id: AccountId }
  | { readonly kind: 'details'; readonly id: AccountId; readonly view: DetailsView }
  | { readonly kind: 'confirm' | 'join' }
  | null;

/**
 * What is open, where it still is about what is shown. The tab can have come to another Site, and another window can have signed an account
 * out: what was asked about the one is not answered for the other.
 */
export function stillOpen(opened: Opened, before: PopupView | null, now: PopupView): Opened {
  if (opened === null || before?.kind !== 'accounts' || now.kind !== 'accounts') return null;
  if (before.place.siteId !== now.place.siteId) return null;
  if ('id' in opened) return now.rows.some(({ id }) => id === opened.id) ? opened : null;
  if (opened.kind === 'join') return domainAskedOf(before) === domainAskedOf(now) ? opened : null;
  return now.rows.length > now.elsewhere ? opened : null;
}

/** Whether two answers are about the same: the accounts of one Site, or the same reason for which there are none to be seen. */
export function isAboutTheSame(before: PopupView | null, now: PopupView): boolean {
  return before !== null && before.kind === now.kind && siteNameOf(before) === siteNameOf(now);
}

/** Also where it is not in use. */
function siteNameOf(view: PopupView): string | null {
  return 'siteName' in view ? view.siteName : null;
}

function domainAskedOf({ adding, bounced }: Extract<PopupView, { kind: 'accounts' }>): string | undefined {
  return (adding?.include ?? bounced?.include)?.domain;
}
