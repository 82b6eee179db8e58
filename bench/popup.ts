import { cp, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'puppeteer-core';
import { type Chromium, launchChromium } from '../e2e/driver/chromium';
import { extensionId } from '../e2e/driver/chromium-profile';
import { untilIs } from '../e2e/driver/until';
import { builds } from '../e2e/scenarios/steps';
import { signInAll } from './accounts';
import { startBenchSite } from './site';
import { quantile, say } from './table';

const rounds = 31;

/** As large as browsers make a popup at most, in height; pixels. */
const viewport = { width: 360, height: 600 };

/** Pixels that the list is scrolled by from one frame to the next: four rows. */
const step = 208;

/**
 * How long it takes from opening the popup until its list has been painted, against a page of ours with nothing in it, measured in turns in
 * one run; and how long frames take while a long list is scrolled through. Medians in milliseconds.
 */
export async function benchPopup(): Promise<void> {
  say(['accounts', 'empty ms', 'popup ms', 'from', 'to', 'ratio', 'more ms']);
  for (const accounts of [2, 200, 1000]) {
    const { empty, popup } = await inPopup(accounts, measureOpening);
    const [nothing, list] = [quantile(empty, 0.5), quantile(popup, 0.5)];
    const times = [nothing, list, quantile(popup, 0.25), quantile(popup, 0.75)];
    const difference = [(list / nothing).toFixed(2), (list - nothing).toFixed(1)];
    say([accounts, ...times.map((time) => time.toFixed(1)), ...difference]);
  }
  say(['accounts', 'frames', 'frame ms', '95 %', 'worst ms']);
  const frames = await inPopup(1000, measureScrolling);
  const times = [quantile(frames, 0.5), quantile(frames, 0.95), Math.max(...frames)];
  say([1000, frames.length, ...times.map((time) => time.toFixed(1))]);
}

/** @param measure is given a page, and the addresses that it can show there */
async function inPopup<Result>(
  accounts: number,
  measure: (page: Page, popup: string, empty: string) => Promise<Result>,
): Promise<Result> {
  const [site, dist] = await Promise.all([startBenchSite(), withEmptyPage()]);
  const browser = await launchChromium({ dist, trustedKey: site.key });
  try {
    const tab = await browser.open(site.url);
    await signInAll(browser, site, tab, { cookies: 10, accounts });
    const popup = ownPage(`src/popup/index.html?tab=${await tabId(browser, site.url)}`);
    const page = await browser.newPage();
    await page.setViewport(viewport);
    return await measure(page, popup, ownPage(emptyPage));
  } finally {
    await browser.close();
    await Promise.all([site.stop(), rm(dist, { recursive: true, force: true })]);
  }
}

async function measureOpening(
  page: Page,
  popup: string,
  empty: string,
): Promise<{ empty: number[]; popup: number[] }> {
  await page.evaluateOnNewDocument(tellWhenPainted);
  const paintedAt = async (url: string): Promise<number> => {
    await page.goto(url);
    const painted = await page.evaluate(() => (globalThis as unknown as Painted).painted);
    // What a page still does once it has been painted is not to fall to the one after it.
    await page.evaluate(() => new Promise((resolve) => requestIdleCallback(resolve)));
    await page.goto('about:blank');
    return painted;
  };
  const times = { empty: [] as number[], popup: [] as number[] };
  for (let round = -3; round < rounds; round++) {
    const [nothing, list] = [await paintedAt(empty), await paintedAt(popup)];
    // What is compiled once is no part of it.
    if (round < 0) continue;
    times.empty.push(nothing);
    times.popup.push(list);
  }
  return times;
}

async function measureScrolling(page: Page, popup: string): Promise<number[]> {
  await page.goto(popup);
  await untilIs('the list', true, () => page.evaluate(isListed));
  return page.evaluate(scrollThrough, step);
}

const emptyPage = 'src/popup/empty.html';

/** A copy of the build that has such a page. @returns its folder */
async function withEmptyPage(): Promise<string> {
  const dist = await mkdtemp(join(tmpdir(), 'hatrack-bench-'));
  await cp(builds.granted, dist, { recursive: true });
  await writeFile(
    join(dist, emptyPage),
    '<!doctype html><html lang="en"><meta charset="utf-8"><title>Hatrack</title><body></body></html>',
  );
  return dist;
}

function ownPage(path: string): string {
  return `chrome-extension://${extensionId}/${path}`;
}

function tabId(browser: Chromium, url: string): Promise<number> {
  return browser.inBackground(findTab, url);
}

// The functions below run in the browser.

interface Painted {
  painted: Promise<number>;
}

declare const chrome: { tabs: { query(query: object): Promise<{ id: number; url?: string }[]> } };

async function findTab(url: string): Promise<number> {
  return (await chrome.tabs.query({})).find((tab) => tab.url === url)?.id ?? -1;
}

function isListed(): boolean {
  return document.querySelector('[data-row]') !== null;
}

/** Milliseconds since the page was asked for, as soon as the frame with all of it has been drawn. */
function tellWhenPainted(): void {
  const hasAll = () =>
    location.pathname.endsWith('/empty.html')
      ? document.readyState !== 'loading'
      : document.querySelector('[data-row]') !== null;
  (globalThis as unknown as Painted).painted = new Promise((resolve) => {
    const look = () => {
      if (!hasAll()) return void requestAnimationFrame(look);
      // The frame that this belongs to has been drawn when a message comes.
      const { port1, port2 } = new MessageChannel();
      port1.onmessage = () => resolve(performance.now());
      port2.postMessage(null);
    };
    requestAnimationFrame(look);
  });
}

/** @returns milliseconds from each frame to the next */
async function scrollThrough(step: number): Promise<number[]> {
  const scroller = document.querySelector('[data-row]')?.closest('ul')?.parentElement;
  if (!scroller || scroller.scrollHeight <= scroller.clientHeight)
    throw new Error('There is nothing to scroll');
  const frame = () => new Promise<number>(requestAnimationFrame);
  const frames: number[] = [];
  scroller.scrollTop = 0;
  let last = await frame();
  while (scroller.scrollTop + scroller.clientHeight < scroller.scrollHeight - 1) {
    scroller.scrollTop += step;
    const now = await frame();
    frames.push(now - last);
    last = now;
  }
  return frames;
}
