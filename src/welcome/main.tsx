import { render } from 'preact';
import { listCommands, openShortcuts } from '@/browser/commands';
import { getMessage, uiLanguage } from '@/browser/i18n';
import { openSettings } from '@/browser/runtime';
import { isOnToolbar } from '@/browser/toolbar-button';
import { speak } from '@/ui/messages';
import { markLanguage } from '@/ui/page-language';
import { text } from '@/ui/text';
import { App } from './App';
import { createWelcomeState } from './state';

speak({ getMessage, uiLanguage });
markLanguage(document, text.welcomeTitle);
const state = createWelcomeState({
  listCommands,
  isOnToolbar,
  openShortcuts,
  openSettings: () => openSettings(''),
});
const root = document.getElementById('root');
if (root !== null) render(<App state={state} />, root);
void state.look();
// Whoever has pinned the button, or changed a key, comes back to this page.
addEventListener('focus', () => void state.look());
