import { render } from 'preact';
import { getMessage, uiLanguage } from '@/browser/i18n';
import { forgoNotifications, mayNotify, requestNotifications } from '@/browser/notifications';
import { requestOrigins } from '@/browser/permissions';
import { onChanged, openShortcuts, sendMessage } from '@/browser/runtime';
import { createClient } from '@/messages/client';
import { speak } from '@/ui/messages';
import { markLanguage } from '@/ui/page-language';
import { text } from '@/ui/text';
import { App } from './App';
import { createOptionsState } from './state';

speak({ getMessage, uiLanguage });
markLanguage(document, text.settingsTitle);
const notifications = { allowed: mayNotify, request: requestNotifications, forgo: forgoNotifications };
const state = createOptionsState({
  call: createClient(sendMessage),
  requestOrigins,
  openShortcuts,
  notifications,
});
onChanged(() => void state.refresh());
const root = document.getElementById('root');
if (root !== null) render(<App state={state} />, root);
void state.refresh();
