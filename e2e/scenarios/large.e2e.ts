import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { SiteTab, TestBrowser } from '../driver/browser';
import { launchBrowser } from '../driver/launch';
import { until, untilIs } from '../driver/until';
import { ann, ben } from '../sites/site';
import { startTokenApp, type TokenApp } from '../sites/token-app';
import { builds, untilServed, withTwoAccounts } from './steps';

/** Rows of a megabyte. */
const rows = 100;

describe('a hundred megabytes in a database', () => {
  let site: TokenApp;
  let browser: TestBrowser;
  let tab: SiteTab;

  beforeEach(async () => {
    site = await startTokenApp('local');
    browser = await launchBrowser({ dist: builds.granted });
    tab = await withTwoAccounts(browser, site, 'localhost (all ports)', [ann, ben]);
    await tab.evaluate(fill, rows);
  });
  afterEach(async () => {
    await browser.close();
    await site.stop();
  });

  it('are switched with the popup alive, can be cancelled on the way, and come back whole', async () => {
    const popup = await browser.openPopup(tab);
    await popup.evaluate(watchProgress, null);
    await popup.press('button', 'Account 1');
    await popup.press('button', 'Cancel');
    await untilIs('what the popup says', 'Cancelled. Nothing was changed.', () => popup.said());
    await untilServed(site, tab, 'Ben');
    expect(await tab.evaluate(count, null)).toEqual([rows, rows * 2 ** 20]);

    await popup.press('button', 'Account 1');
    await until('a switch that is half-way', async () => (await progress(popup)) > 0);
    await untilIs('what the popup says', 'Now Account 1', () => popup.said());
    await untilServed(site, tab, 'Ann');
    expect(await tab.evaluate(count, null)).toEqual([0, 0]);

    await popup.press('button', 'Account 2');
    await until('a switch that is half-way', async () => (await progress(popup)) > 0);
    await untilIs('what the popup says', 'Now Account 2', () => popup.said());
    await untilServed(site, tab, 'Ben');
    expect(await tab.evaluate(count, null)).toEqual([rows, rows * 2 ** 20]);
    // Drawn on the way, at both switches: a popup that is frozen shows the end alone.
    expect(await popup.evaluate(stepsSeen, null)).toBeGreaterThan(5);
    await popup.close();
  });
});

async function progress(popup: Awaited<ReturnType<TestBrowser['openPopup']>>): Promise<number> {
  const said = await popup.evaluate(() => document.body.textContent, null);
  return Number(/keeps: (\d+)%/.exec(said ?? '')?.[1] ?? 0);
}

// The functions below run in the browser.

declare const steps: Set<string>;

function watchProgress(): void {
  const seen = new Set<string>();
  Object.assign(globalThis, { steps: seen });
  const look = () => {
    const [step] = /keeps: \d+%/.exec(document.body.textContent ?? '') ?? [];
    if (step !== undefined) seen.add(step);
    requestAnimationFrame(look);
  };
  requestAnimationFrame(look);
}

function stepsSeen(): number {
  return steps.size;
}

async function fill(count: number): Promise<void> {
  const request = indexedDB.open('large', 1);
  request.onupgradeneeded = () => request.result.createObjectStore('rows');
  await new Promise((resolve) => {
    request.onsuccess = resolve;
  });
  for (let row = 0; row < count; row++) {
    const transaction = request.result.transaction('rows', 'readwrite');
    transaction.objectStore('rows').put(new Uint8Array(2 ** 20).fill(row), row);
    await new Promise((resolve) => {
      transaction.oncomplete = resolve;
    });
  }
  request.result.close();
}

async function count(): Promise<[rows: number, bytes: number]> {
  const names = (await indexedDB.databases()).map(({ name }) => name);
  if (!names.includes('large')) return [0, 0];
  const request = indexedDB.open('large');
  await new Promise((resolve) => {
    request.onsuccess = resolve;
  });
  const cursor = request.result.transaction('rows').objectStore('rows').openCursor();
  const found = await new Promise<[number, number]>((resolve) => {
    const seen: [number, number] = [0, 0];
    cursor.onsuccess = () => {
      if (cursor.result === null) return resolve(seen);
      const { key, value } = cursor.result;
      if ((value as Uint8Array).every((byte) => byte === key)) {
        seen[0]++;
        seen[1] += (value as Uint8Array).length;
      }
      cursor.result.continue();
    };
  });
  request.result.close();
  return found;
}
