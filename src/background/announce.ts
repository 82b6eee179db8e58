import { type Badge, showBadge } from '@/browser/badge';
import { announceChanged } from '@/browser/runtime';
import { tabsOf } from '@/browser/tabs';
import { colours } from '@/domain/colour';
import type { SiteId, TabId } from '@/domain/ids';
import type { RowView } from '@/domain/view';
import type { Engine } from '@/engine/engine';
import type { PageScriptsPort } from '@/engine/ports';

/** Who hears that something changed: our own pages, the badge of each tab of the Site, and its pages where they may. */
export async function announce(engine: Engine, pages: PageScriptsPort, siteId: SiteId): Promise<void> {
  const site = (await engine.sitesInUse()).find(({ id }) => id === siteId);
  if (site === undefined) return;
  const tabs = await tabsOf(site);
  await Promise.all([
    announceChanged(),
    ...tabs.map(({ id }) => refreshBadge(engine, id)),
    site.tellPage ? pages.nudge(site) : undefined,
  ]);
}

/** Browsers forget a tab's badge when it loads another page. */
export async function refreshBadge(engine: Pick<Engine, 'accountInTab'>, tabId: TabId): Promise<void> {
  await showBadge(tabId, badgeFor(await engine.accountInTab(tabId)));
}

/** A key was pressed and could not be obeyed, with no popup open to say why. */
export async function badgeFailure(tabId: TabId): Promise<void> {
  await showBadge(tabId, {
    text: '!',
    colour: colours.red,
    title: 'Hatrack could not switch. Open it and try there.',
  });
}

function badgeFor(row: RowView | null): Badge {
  if (row === null) return { text: '', colour: colours.slate, title: 'Hatrack' };
  return { text: row.initial, colour: colours[row.colour], title: `Hatrack: ${row.label}` };
}
