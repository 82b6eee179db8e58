import { createAnswerWatch } from '@/browser/answers';
import { createErrandPort } from '@/browser/answers/errands';
import { localArea, sessionArea } from '@/browser/areas';
import { createBarrierPort } from '@/browser/barrier';
import { createHushPort } from '@/browser/barrier/hush';
import { createCachesPort } from '@/browser/caches';
import { onCommand } from '@/browser/commands';
import { createCookiePort, onCookieChange } from '@/browser/cookies';
import { focusedTabId } from '@/browser/front-tab';
import { getMessage, uiLanguage } from '@/browser/i18n';
import { createMenus, onTabInFront } from '@/browser/menus';
import { onOmnibox } from '@/browser/omnibox';
import { createPageScriptsPort } from '@/browser/pages/page-scripts';
import { forgetPolicy } from '@/browser/pages/script-policy';
import { createPermissionPort, onGranted, onRevoked } from '@/browser/permissions';
import { announceChanged, onInstall, onMessage, onStart, onUpdate, self } from '@/browser/runtime';
import { createStartPort } from '@/browser/start';
import { steadyNow } from '@/browser/steady-clock';
import { createStoragePort } from '@/browser/storage';
import { defaultStore } from '@/browser/store';
import { onTabChange, onTabGone, onWindows } from '@/browser/tab-events';
import { createTabsPort } from '@/browser/tabs';
import { reopenPopup } from '@/browser/toolbar-button';
import { createWakePort, stayAwake } from '@/browser/wake';
import type { AccountId, TabId } from '@/domain/ids';
import type { DumpId } from '@/domain/jar/web-storage';
import { createMoves } from '@/engine/drivers/moves';
import { createEngine } from '@/engine/engine';
import { createLater } from '@/engine/later';
import { createPlaceLock } from '@/engine/place/place-lock';
import type { Ports } from '@/engine/ports';
import { createRouter } from '@/messages/router';
import { createCachedArea } from '@/storage/cached-area';
import { speak } from '@/ui/messages';
import { text } from '@/ui/text';
import { createIdbVault } from '@/vault/idb-vault';
import { announce, announceForgotten, refreshBadge, refreshBadges, tellFailure } from './announce';
import { runCommand } from './command';
import { extensionHandlers, pageHandlers } from './handlers';
import { createFrontMenu, runMenu } from './menu';
import { suggestAccounts, switchByName } from './omnibox';
import { quietly, report } from './quietly';
import { welcome } from './welcome';

speak({ getMessage, uiLanguage });

// Every listener is registered before the first `await`: an event that woke the worker is lost otherwise.

const answers = createAnswerWatch(
  (answer) => quietly(engine.noticeAnswer(answer)),
  (late) => quietly(engine.fileLate(late)),
  report,
);
// What only the browser's own buttons and menus show is drawn once a page that is on its way has had its turn.
const soon = createLater({ quiet: 250, atMost: 1000, onError: report });
const pageScripts = createPageScriptsPort();
const barrier = createBarrierPort();
const storage = createStoragePort();
const ports: Ports = {
  start: createStartPort(),
  cookies: createCookiePort(),
  permissions: createPermissionPort(),
  tabs: createTabsPort(),
  barrier,
  hush: createHushPort(),
  requests: answers.requests,
  caches: createCachesPort(),
  storage,
  errands: createErrandPort(),
  wake: createWakePort((place) => quietly(engine.tend(place))),
  pageScripts,
  clock: { now: steadyNow, wall: () => Date.now() },
  ids: {
    worker: crypto.randomUUID(),
    account: () => crypto.randomUUID() as AccountId,
    dump: () => crypto.randomUUID() as DumpId,
  },
  words: text,
  announce: {
    changed: (siteId) => {
      quietly(announce(engine, pageScripts, siteId));
      soon.run(`badges ${siteId}`, () => refreshBadges(engine, siteId));
      soon.run('menu', menu.refresh);
    },
    forgotten: async (site) => {
      await announceForgotten(engine, site);
      quietly(menu.refresh());
    },
    progressed: () => quietly(announceChanged()),
  },
};
const engine = createEngine({
  ports,
  vault: createIdbVault({ copies: localArea(), session: sessionArea() }),
  // Nobody else writes to their keys: popup, settings and pages send messages.
  local: createCachedArea(localArea()),
  session: createCachedArea(sessionArea()),
  lock: createPlaceLock(stayAwake),
  moves: createMoves(ports.clock, ports.announce),
  later: createLater({ quiet: 2000, atMost: 10_000, onError: report }),
  looked: new Map(),
});

onMessage(createRouter(extensionHandlers(engine), pageHandlers(engine), self()));

const menus = createMenus((choice) =>
  quietly(
    runMenu(engine, choice)
      .catch((error: unknown) => tellFailure(choice.tabId, error))
      .finally(menu.refresh),
  ),
);
const menu = createFrontMenu(engine, menus);
onCommand((name) => quietly(inFront((tabId) => runCommand(engine, name, tabId))));
onOmnibox(
  text.bestFit,
  (typed) => suggestAccounts(engine, typed),
  (typed) => quietly(inFront(() => switchByName(engine, typed))),
);
onTabInFront(() => quietly(menu.refresh()));

onGranted((patterns) => {
  answers.restart();
  quietly(resumeUse(patterns));
  quietly(engine.syncPageScripts());
});
onRevoked((patterns) => {
  quietly(engine.withhold(patterns));
  quietly(announceChanged());
});
onTabChange((tabId, change) => {
  if (change !== 'loading') quietly(engine.noticeTab(tabId, change === 'loaded'));
  quietly(engine.followRule(tabId).catch((error: unknown) => tellFailure(tabId, error)));
  quietly(engine.followLink(tabId));
  if (change === 'changed') return;
  quietly(refreshBadge(engine, tabId));
  soon.run('menu', menu.refresh);
});
onTabGone((tabId) => quietly(forgetPolicy(sessionArea(), tabId)));
onWindows((isAny) => engine.noticeWindows(isAny, defaultStore).catch(report));
onCookieChange((domain, storeId) => engine.noticeCookie(domain, storeId));
onUpdate(() => engine.atRest());
onInstall(() => quietly(welcome(localArea())));
onStart(() => {
  quietly(barrier.arm());
  quietly(storage.arm());
  quietly(engine.syncPageScripts());
});

quietly(engine.tendAll(defaultStore));

/** The popup that its person has pressed "Use Hatrack" in shows them what came of it. */
async function resumeUse(patterns: readonly string[]): Promise<void> {
  const tabId = await engine.resumeUse(patterns);
  if (tabId !== null) await reopenPopup(tabId);
}

/** What fails in the tab that its person looks at is told there. */
async function inFront(work: (tabId: TabId) => Promise<unknown>): Promise<void> {
  const tabId = await focusedTabId();
  if (tabId !== null) await work(tabId).catch((error: unknown) => tellFailure(tabId, error));
}
