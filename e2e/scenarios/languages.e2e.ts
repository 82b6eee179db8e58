import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { SiteTab, TestBrowser } from '../driver/browser';
import { launchBrowser } from '../driver/launch';
import { untilIs } from '../driver/until';
import { startExpressSession } from '../sites/express-session';
import { ann, ben, type TestSite } from '../sites/site';
import { builds, signIn, untilServed, untilShows } from './steps';

/** In a sentence that runs from right to left a name is isolated (Unicode UAX #9). */
const name = (value: string) => `\u2068${value}\u2069`;

describe('a browser in Arabic', () => {
  let site: TestSite;
  let browser: TestBrowser;
  let tab: SiteTab;

  beforeEach(async () => {
    [site, browser] = await Promise.all([
      startExpressSession(),
      launchBrowser({ dist: builds.granted, language: 'ar' }),
    ]);
    tab = await browser.open(site.url());
  });
  afterEach(async () => {
    await browser.close();
    await site.stop();
  });

  it('has a popup that speaks it, runs from right to left, and switches', async () => {
    await signIn(tab, ann);
    const first = await browser.openPopup(tab);
    await first.press('button', `استخدام Hatrack على ${name('shop.test')}`);
    await untilIs('the accounts', ['الحساب 1*'], () => first.evaluate(readRows, null));
    await first.press('button', 'إضافة حساب');
    await untilShows(tab, 'nobody');
    await first.close();
    await signIn(tab, ben);

    const popup = await browser.openPopup(tab);
    const rows = () => popup.evaluate(readRows, null);
    await untilIs('the accounts', ['الحساب 1', 'الحساب 2*'], rows);
    expect(await popup.evaluate(readLanguage, null)).toEqual(['ar', 'rtl', 'Hatrack']);
    expect(await popup.evaluate(readSides, null)).toBe('from the right');
    expect(await popup.has('button', `المزيد بشأن ${name('الحساب 1')}`)).toBe(true);
    await popup.press('button', 'الحساب 1');
    await untilServed(site, tab, 'Ann');
    await untilIs('what the popup says', `الآن ${name('الحساب 1')}`, () => popup.said());
    await untilIs('the badge', '1', () => browser.badgeOf(tab));
    await popup.close();
  });

  it('has settings in it', async () => {
    const settings = await browser.openSettings();
    expect(await settings.heading()).toBe('إعدادات Hatrack');
    expect(await settings.evaluate(readLanguage, null)).toEqual(['ar', 'rtl', 'إعدادات Hatrack']);
    await settings.close();
  });

  it('knows the extension and its keys by it', async () => {
    expect(await browser.inBackground(readManifest, null)).toEqual([
      'كل حساباتك على كل المواقع، مسجَّل الدخول إليها معًا في متصفح واحد',
      'الحساب التالي على هذا الموقع',
    ]);
  });
});

// The functions below run in pages of Hatrack.

function readRows(): string[] {
  const rows = document.querySelectorAll('button[data-row]');
  return [...rows].map((row) => `${row.ariaLabel}${row.getAttribute('aria-current') === 'true' ? '*' : ''}`);
}

function readLanguage(): string[] {
  const { lang, dir } = document.documentElement;
  return [lang, dir, document.title];
}

/** Where a row begins: its account, and then what can be done with it. */
function readSides(): string {
  const [row, more] = document.querySelectorAll('li button');
  const starts = [row, more].map((button) => button?.getBoundingClientRect().left ?? 0);
  return (starts[0] ?? 0) > (starts[1] ?? 0) ? 'from the right' : 'from the left';
}

declare const chrome: {
  runtime: { getManifest(): { description: string } };
  commands: { getAll(): Promise<{ name: string; description: string }[]> };
};

async function readManifest(): Promise<(string | undefined)[]> {
  const next = (await chrome.commands.getAll()).find((command) => command.name === 'next-account');
  return [chrome.runtime.getManifest().description, next?.description];
}
