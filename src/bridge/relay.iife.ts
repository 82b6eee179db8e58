import { onChanged, sendMessage } from '@/browser/runtime';
import { callFromPage } from '@/messages/client';
import { encodeState, helloEvent, stateEvent } from './contract';
import { createTelling } from './telling';

/**
 * Runs in the isolated world beside `page`: asks the worker who is active whenever something changed, and says it to the
 * page. Nothing goes the other way: a page can ask for nothing.
 */
const tell = createTelling(async () => {
  const view = await callFromPage(sendMessage, 'page.view', {}).catch(() => null);
  dispatchEvent(new CustomEvent(stateEvent, { detail: encodeState(view) }));
});

// The two scripts start in no certain order; the page's script says hello when it is there.
addEventListener(helloEvent, tell);
onChanged(tell);
tell();
