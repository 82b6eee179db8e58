import './options.css';
import { render } from 'preact';
import { listCommands, openShortcuts } from '@/browser/commands';
import { getMessage, uiLanguage } from '@/browser/i18n';
import { forgoNotifications, mayNotify, requestNotifications } from '@/browser/notifications';
import { requestOrigins } from '@/browser/permissions';
import { onChanged, sendMessage, version } from '@/browser/runtime';
import { createClient } from '@/messages/client';
import { speak } from '@/ui/messages';
import { markLanguage } from '@/ui/page-language';
import { text } from '@/ui/text';
import { showTheme } from '@/ui/theme';
import { App } from './App';
import { smallPicture } from './small-picture';
import { createOptionsState } from './state';

speak({ getMessage, uiLanguage });
markLanguage(document, text.settingsTitle);
const notifications = { allowed: mayNotify, request: requestNotifications, forgo: forgoNotifications };
const state = createOptionsState({
  call: createClient(sendMessage),
  requestOrigins,
  listCommands,
  openShortcuts,
  notifications,
  showTheme,
  smallPicture,
  lead: (hash) => {
    location.hash = hash;
  },
  version: version(),
});
onChanged(() => void state.refresh());
addEventListener('hashchange', () => void state.go(location.hash));
document.addEventListener('visibilitychange', () => void state.refreshCommands());
const root = document.getElementById('root');
if (root !== null) render(<App state={state} />, root);
void state.go(location.hash);
