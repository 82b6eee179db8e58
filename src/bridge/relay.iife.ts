import { onChanged, sendMessage } from '@/browser/runtime';
import { AppError } from '@/domain/app-error';
import { callFromPage } from '@/messages/client';
import { encodeState, helloEvent, stateEvent } from './contract';
import { createTelling } from './telling';

/**
 * Runs in the isolated world beside `page`: asks the worker who is active whenever something changed, and says it to the
 * page. Nothing goes the other way: a page can ask for nothing.
 */
const tell = createTelling(async () => {
  await shown;
  const view = await callFromPage(sendMessage, 'page.view', {}).catch(unlessRefused);
  // A page that is told that nobody is active signs its person out, say; that nobody could be asked is no such news.
  if (view === undefined) return;
  known = encodeState(view);
  say();
});

let known: string | null = null;

function say(): void {
  if (known !== null) dispatchEvent(new CustomEvent(stateEvent, { detail: known }));
}

/**
 * Chromium loads some pages before anybody goes to them. Until then such a page is not the one in its tab, and whoever asks for it is
 * refused as a frame is.
 */
const shown = new Promise<void>((resolve) => {
  const { prerendering } = document as Document & { readonly prerendering?: boolean };
  if (prerendering) document.addEventListener('prerenderingchange', () => resolve(), { once: true });
  else resolve();
});

// The two scripts start in no certain order; the page's script says hello when it is there. Any other of the page can say it too, as
// often as it likes, and would keep the worker from ever sleeping if that were asked.
addEventListener(helloEvent, say);
onChanged(tell);
tell();

function unlessRefused(error: unknown): null | undefined {
  return error instanceof AppError && error.code.startsWith('message/') ? null : undefined;
}
