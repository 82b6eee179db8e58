import '@/ui/tokens.css';
import '@/ui/reset.css';
import './popup.css';
import { render } from 'preact';
import { frontTabId, onArrival, tabIcon } from '@/browser/front-tab';
import { getMessage, uiLanguage } from '@/browser/i18n';
import { requestOrigins } from '@/browser/permissions';
import { onChanged, openSettings, sendMessage } from '@/browser/runtime';
import type { TabId } from '@/domain/ids';
import { createClient } from '@/messages/client';
import { speak } from '@/ui/messages';
import { markLanguage } from '@/ui/page-language';
import { text } from '@/ui/text';
import { showChosenTheme } from '@/ui/theme';
import { App } from './App';
import { createPopupState } from './state';

// A script of the head: the theme is there before anything is painted, and the worker is asked before there is a page to draw into.

/** `?tab=<id>` acts on that tab instead of the one in front: for tests, and for the popup opened as a page. */
async function tabOfPopup(): Promise<TabId | null> {
  const asked = new URLSearchParams(location.search).get('tab');
  return asked === null ? frontTabId() : (Number(asked) as TabId);
}

showChosenTheme();
const state = createPopupState({
  call: createClient(sendMessage),
  iconOf: tabIcon,
  requestOrigins,
  openSettings: (siteId) => openSettings(siteId === null ? '' : `sites/${siteId}`),
  close: () => window.close(),
});
const ours = tabOfPopup();
void ours.then((tabId) => state.open(tabId));

// While the answer is on its way there is time to draw.
speak({ getMessage, uiLanguage });
markLanguage(document, text.appName);
onChanged(() => void state.refresh());
const watchNetwork = () => {
  state.online.value = navigator.onLine;
};
watchNetwork();
addEventListener('online', watchNetwork);
addEventListener('offline', watchNetwork);
// A page that was on its way, or empty for a moment, shows only now which site it is of.
onArrival(async (id) => {
  if (id === (await ours)) await state.refresh();
});
addEventListener('DOMContentLoaded', () => {
  const root = document.getElementById('root');
  if (root !== null) render(<App state={state} />, root);
});
