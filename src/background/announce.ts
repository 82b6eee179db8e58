import { type Badge, showBadge } from '@/browser/badge';
import { notify } from '@/browser/notifications';
import { announceChanged } from '@/browser/runtime';
import { tabsOf } from '@/browser/tabs';
import { colours } from '@/domain/account/colour';
import { toErrorView } from '@/domain/app-error';
import type { SiteId, TabId } from '@/domain/ids';
import type { Site } from '@/domain/site';
import type { SiteRecord } from '@/domain/site/site-record';
import type { Question, RowView } from '@/domain/view';
import type { Engine } from '@/engine/engine';
import type { PageScriptsPort } from '@/engine/ports';
import { errorSentence, text } from '@/ui/text';

/** Who hears at once that something changed: our own pages, and the Site's where they may. */
export async function announce(engine: Engine, pages: PageScriptsPort, siteId: SiteId): Promise<void> {
  const site = await siteOf(engine, siteId);
  await Promise.all([announceChanged(), site?.tellPage ? pages.nudge(site) : undefined]);
}

export async function refreshBadges(engine: Engine, siteId: SiteId): Promise<void> {
  const site = await siteOf(engine, siteId);
  const tabs = site === undefined ? [] : await tabsOf(site);
  await Promise.all(tabs.map(({ id }) => refreshBadge(engine, id)));
}

async function siteOf(engine: Engine, siteId: SiteId): Promise<SiteRecord | undefined> {
  return (await engine.sitesInUse()).find(({ id }) => id === siteId);
}

/** The same for a Site that is in use no more. */
export async function announceForgotten(engine: Engine, site: Site): Promise<void> {
  const tabs = await tabsOf(site);
  await Promise.all([announceChanged(), ...tabs.map(({ id }) => refreshBadge(engine, id))]);
}

/** Browsers forget a tab's badge when it loads another page. */
export async function refreshBadge(
  engine: Pick<Engine, 'accountInTab' | 'questionInTab' | 'settings'>,
  tabId: TabId,
): Promise<void> {
  const [row, question, { badge }] = await Promise.all([
    engine.accountInTab(tabId),
    engine.questionInTab(tabId),
    engine.settings(),
  ]);
  await showBadge(tabId, question === null ? badgeFor(row, badge) : asking(question));
}

/** What was asked for by a key, a menu or the address bar has failed, with no popup open to say why. */
export async function tellFailure(tabId: TabId, error: unknown): Promise<void> {
  const failed = toErrorView(error);
  // Whoever has cancelled it knows.
  if (failed.code === 'switch/cancelled') return;
  const sentence = errorSentence(failed);
  await Promise.all([
    showBadge(tabId, { text: '!', colour: colours.red, title: text.buttonTitle(sentence) }),
    notify(text.failedTitle, sentence),
  ]);
}

/** The popup has a question. */
function asking(question: Question): Badge {
  const sentence = question.kind === 'wanted' ? text.wanted(question.label) : text.linked;
  return { text: '?', colour: colours.orange, title: text.buttonTitle(sentence) };
}

/** @param isShown whether the person wants to see it; the button's name tells who is active all the same */
function badgeFor(row: RowView | null, isShown: boolean): Badge {
  if (row === null) return { text: '', colour: colours.slate, title: text.appName };
  const initial = isShown ? row.initial : '';
  return { text: initial, colour: colours[row.colour], title: text.buttonTitle(row.label) };
}
