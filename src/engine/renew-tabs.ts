import type { TabId } from '@/domain/ids';
import type { Ports, Tab } from './ports';

/**
 * After a switch every tab of the Site must show the new account and nothing that was kept of the old one. The tab in front
 * of each window loads again, and the one the person acts in; the others are put to sleep and wake as the new account when
 * they are looked at: a hundred reloads at once is what people complain of most.
 */
export async function renewTabs(
  ports: Pick<Ports, 'tabs' | 'httpCache'>,
  tabs: readonly Tab[],
  actedIn: TabId | undefined,
): Promise<void> {
  const origins = new Set(tabs.map((tab) => new URL(tab.url).origin));
  // Before the first reload: a cached answer that still says who was signed in would be shown again (measured).
  if (origins.size > 0) await ports.httpCache.drop([...origins]);
  await Promise.all(tabs.map((tab) => renewTab(ports, tab, tab.front || tab.id === actedIn)));
}

async function renewTab({ tabs }: Pick<Ports, 'tabs'>, tab: Tab, atOnce: boolean): Promise<void> {
  if (atOnce || !(await tabs.discard(tab.id))) await tabs.reload(tab.id);
}
