import type { CDPSession, Page } from 'puppeteer-core';
import { launchChromium } from '../driver/chromium';
import { createPanel } from '../driver/chromium-panel';
import { extensionId } from '../driver/chromium-profile';
import { until } from '../driver/until';
import { builds } from '../scenarios/steps';
import type { Answers, Picture } from './states';

/** How a page is looked at. */
export interface Look {
  readonly theme: 'light' | 'dark';
  readonly direction: 'ltr' | 'rtl';
  readonly contrast?: 'more';
  readonly forcedColours?: boolean;
  /** Pixels of the text that the person has set in the browser; 16 where nothing was set. */
  readonly textSize?: number;
}

export interface Gallery {
  /** The real page of the real build, with the background's answers written down. Stays as long as `seen` takes. */
  show<Result>(picture: Picture, look: Look, seen: (page: Page) => Promise<Result>): Promise<Result>;
  /** An empty page, to make other pictures of pictures. */
  newPage(): Promise<Page>;
  close(): Promise<void>;
}

export async function openGallery(): Promise<Gallery> {
  const browser = await launchChromium({ dist: builds.real });
  const page = await browser.newPage();
  const session = await page.createCDPSession();
  await page.emulateTimezone('UTC');
  return {
    show: async (picture, look, seen) => {
      await page.bringToFront();
      const { answers, icon = null, window } = picture;
      await page.setViewport({ width: window?.width ?? 360, height: 600 });
      await imitate(session, look);
      const { identifier } = await page.evaluateOnNewDocument(answerFrom, { answers, icon });
      try {
        await openPage(page, picture, look);
        return await seen(page);
      } finally {
        await page.removeScriptToEvaluateOnNewDocument(identifier);
        await page.setOfflineMode(false);
      }
    },
    newPage: browser.newPage,
    close: browser.close,
  };
}

async function openPage(page: Page, picture: Picture, look: Look): Promise<void> {
  const { answers, offline = false, window, act } = picture;
  // Another fragment of the page that is there would load nothing.
  if (window !== undefined) await page.goto('about:blank');
  const path = window?.path ?? 'popup/index.html?tab=1';
  await page.goto(`chrome-extension://${extensionId}/src/${path}`);
  if (offline) await page.setOfflineMode(true);
  await page.evaluate(turnTo, { direction: look.direction, textSize: look.textSize ?? 16 });
  if (answers['popup.view'] !== 'never') {
    const panel = createPanel(page);
    await panel.heading();
    await act?.(panel);
  }
  await until('a page that stands still', () => page.evaluate(isStill));
  await fitWindow(page, window?.width);
}

/**
 * Browsers give a popup the room that it takes, up to 800 by 600 pixels. A page is as long as it is.
 * @param width of the window that shows a page
 */
async function fitWindow(page: Page, width?: number): Promise<void> {
  const [popup, whole] = await page.evaluate(sizeOf);
  const height = width === undefined ? Math.min(600, whole) : Math.max(600, whole);
  await page.setViewport({ width: width ?? popup, height });
  await until('a page that stands still', () => page.evaluate(isStill));
}

async function imitate(session: CDPSession, { theme, contrast, forcedColours }: Look): Promise<void> {
  await session.send('Emulation.setEmulatedMedia', {
    features: [
      { name: 'prefers-color-scheme', value: theme },
      // A picture of something that moves is another one each time.
      { name: 'prefers-reduced-motion', value: 'reduce' },
      { name: 'prefers-contrast', value: contrast ?? 'no-preference' },
      { name: 'forced-colors', value: forcedColours === true ? 'active' : 'none' },
    ],
  });
}

// The functions below run in the page.

declare const chrome: {
  runtime: { sendMessage: unknown };
  tabs: { get: unknown };
};

/** Takes the background's place. Some versions of Chromium have `browser` besides, and the polyfill uses it where it is. */
function answerFrom({ answers, icon }: { answers: Answers; icon: string | null }): void {
  const reply = (type: keyof Answers) => {
    const answer = answers[type];
    if (answer === 'never') return new Promise(() => undefined);
    if (answer !== undefined && 'error' in answer) return Promise.resolve({ ok: false, error: answer.error });
    return Promise.resolve({ ok: true, value: answer?.value ?? null });
  };
  const answering = (result: (input: never) => Promise<unknown>) => (input: never, heard?: unknown) => {
    const answered = result(input);
    if (typeof heard !== 'function') return answered;
    void answered.then((value) => heard(value));
    return true;
  };
  const spaces = [chrome, (globalThis as { browser?: typeof chrome }).browser ?? chrome];
  for (const space of spaces) {
    space.runtime.sendMessage = answering(({ type }: { type: keyof Answers }) => reply(type));
    space.tabs.get = answering(() => Promise.resolve({ favIconUrl: icon ?? undefined }));
  }
}

function turnTo({ direction, textSize }: { direction: string; textSize: number }): void {
  document.documentElement.dir = direction;
  document.documentElement.style.fontSize = `${textSize}px`;
  // It blinks.
  document.documentElement.style.caretColor = 'transparent';
}

/** Everything is drawn that is to be drawn, and no picture is still being read. */
async function isStill(): Promise<boolean> {
  await document.fonts.ready;
  await Promise.all([...document.images].map((image) => image.decode()));
  await new Promise(requestAnimationFrame);
  await new Promise(requestAnimationFrame);
  const moving = document.getAnimations().filter(({ playState }) => playState === 'running');
  return moving.length === 0;
}

function sizeOf(): [number, number] {
  return [document.body.offsetWidth, document.body.scrollHeight];
}
