import { writeFile } from 'node:fs/promises';
import type { Marionette } from './marionette';
import { asyncScript, inWindow, outcome } from './marionette';

/** One page in Firefox: of a tab, of the toolbar's popup or of the extension's background. */
export interface FirefoxPage {
  /** What Firefox calls the place that it is shown in; other pages may come there. */
  readonly browserId: number;
  /** Runs in the page, with nothing of the test in reach but `input`. */
  run<Input, Output>(run: (input: Input) => Output | Promise<Output>, input: Input): Promise<Output>;
  /** A script of ours. What it leaves on `globalThis` is there for `run`. */
  runText(code: string): Promise<void>;
  /** The same with the browser's privileges, and with `hatrackRoles` at hand. */
  runAbove<Input, Output>(run: (input: Input) => Output | Promise<Output>, input: Input): Promise<Output>;
  exists(): Promise<boolean>;
  /** What changes whenever another document comes. */
  documentId(): Promise<number>;
  screenshot(path: string): Promise<void>;
}

/** @param roles the built script of `roles.entry.ts` */
export function createFirefoxPage(line: Marionette, browserId: number, roles: string): FirefoxPage {
  const evaluate = async (script: string, input: unknown, sandboxName: string | null) =>
    outcome((await line.inBrowser(runInPage, { browserId, script, input, sandboxName })) as never) as never;
  return {
    browserId,
    run: (run, input) => evaluate(inWindow + asyncScript(run), input ?? null, null),
    runText: (code) => evaluate(`${inWindow} ${code}; arguments[1]({ value: null });`, null, null),
    runAbove: (run, input) => evaluate(`${roles};${asyncScript(run)}`, input ?? null, 'system'),
    exists: () => line.inBrowser(isThere, browserId),
    documentId: () => line.inBrowser(documentIdOf, browserId),
    screenshot: async (path) => {
      const url = await line.inBrowser(drawPage, browserId);
      await writeFile(path, Buffer.from(url.slice(url.indexOf(',') + 1), 'base64'));
    },
  };
}

interface Script {
  readonly browserId: number;
  readonly script: string;
  readonly input: unknown;
  readonly sandboxName: string | null;
}

// The functions below run in Firefox's own window. Its interfaces are declared as far as they use them.

interface WindowGlobal {
  readonly innerWindowId: number;
  getActor(name: string): {
    executeScript(script: string, args: unknown[], options: object): Promise<unknown>;
  };
  drawSnapshot(rect: null, scale: number, background: string): Promise<ImageBitmap>;
}
declare const BrowsingContext: {
  getCurrentTopByBrowserId(id: number): { currentWindowGlobal: WindowGlobal | null } | null;
};

function runInPage({ browserId, script, input, sandboxName }: Script): Promise<unknown> {
  const page = BrowsingContext.getCurrentTopByBrowserId(browserId)?.currentWindowGlobal;
  if (!page) throw new Error('The page is gone');
  const options = { sandboxName, async: true, timeout: 90_000 };
  return page.getActor('MarionetteCommands').executeScript(script, [input], options);
}

function isThere(browserId: number): boolean {
  return Boolean(BrowsingContext.getCurrentTopByBrowserId(browserId)?.currentWindowGlobal);
}

function documentIdOf(browserId: number): number {
  return BrowsingContext.getCurrentTopByBrowserId(browserId)?.currentWindowGlobal?.innerWindowId ?? 0;
}

async function drawPage(browserId: number): Promise<string> {
  const page = BrowsingContext.getCurrentTopByBrowserId(browserId)?.currentWindowGlobal;
  if (!page) throw new Error('The page is gone');
  const picture = await page.drawSnapshot(null, 1, 'rgb(255,255,255)');
  const canvas = document.createElementNS('http://www.w3.org/1999/xhtml', 'canvas') as HTMLCanvasElement;
  canvas.width = picture.width;
  canvas.height = picture.height;
  canvas.getContext('2d')?.drawImage(picture, 0, 0);
  return canvas.toDataURL();
}
