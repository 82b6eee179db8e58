import browser from 'webextension-polyfill';
import type { TabId } from '@/domain/ids';

/** What the toolbar button shows in one tab. */
export interface Badge {
  /** At most a few letters; empty for none. */
  readonly text: string;
  /** CSS colour. */
  readonly colour: string;
  readonly title: string;
}

/** A tab that is gone meanwhile has no badge, and that is no error. */
export async function showBadge(tabId: TabId, badge: Badge): Promise<void> {
  const { action } = browser;
  await Promise.allSettled([
    action.setBadgeText({ tabId, text: badge.text }),
    action.setBadgeBackgroundColor({ tabId, color: badge.colour }),
    action.setBadgeTextColor({ tabId, color: '#ffffff' }),
    action.setTitle({ tabId, title: badge.title }),
  ]);
}
