import { render } from 'preact';
import { forgoNotifications, mayNotify, requestNotifications } from '@/browser/notifications';
import { requestOrigins } from '@/browser/permissions';
import { onChanged, openShortcuts, sendMessage } from '@/browser/runtime';
import { createClient } from '@/messages/client';
import { App } from './App';
import { createOptionsState } from './state';

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
