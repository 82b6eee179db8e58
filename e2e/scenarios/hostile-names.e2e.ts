import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { SiteTab, TestBrowser } from '../driver/browser';
import { launchBrowser } from '../driver/launch';
import { until, untilIs } from '../driver/until';
import { type MemberClub, startMemberClub } from '../sites/member-club';
import { ann, type Person } from '../sites/site';
import { addAccount, builds, signIn, untilShows, useHere } from './steps';

/** What a page says of people is the page's say: it is shown as text, cut to size, and never in the way. */

let browser: TestBrowser;
let site: MemberClub;

beforeEach(async () => {
  browser = await launchBrowser({ dist: builds.granted });
});
afterEach(async () => {
  await browser.close();
  await site.stop();
});

const person = (name: string, email: string): Person => ({ name, email, password: 'any' });

async function rowsOf(tab: SiteTab): Promise<string[]> {
  const popup = await browser.openPopupPage(tab);
  const rows = (await popup.accounts()) ?? [];
  await popup.close();
  return rows;
}

describe('names', () => {
  it('of two people that are one tell them apart by their e-mail addresses', async () => {
    const people = [person('Sam', 'sam@one.test'), person('Sam', 'sam@two.test')] as const;
    site = await startMemberClub('both', [...people]);
    const tab = await browser.open(site.url());
    await signIn(tab, people[0]);
    await (await useHere(browser, tab, 'club.test')).close();
    await addAccount(browser, tab, people[1]);
    await until('both', async () => {
      const [one, other] = await rowsOf(tab);
      return one === 'Sam' && other?.includes('sam@two.test');
    });
  });

  it.each([
    ['markup', '<img src=x onerror="document.title=1">'],
    ['right to left', 'שרה כהן'],
    ['pictures', '👩‍👩‍👧‍👦 Team'],
  ])('of %s are text', async (_, name) => {
    site = await startMemberClub('both', [person(name, 'odd@example.test')]);
    const tab = await browser.open(site.url());
    await tab.fill('E-mail', 'odd@example.test');
    await tab.fill('Password', 'any');
    await tab.press('Sign in');
    await until('a greeting', async () => (await tab.text()).includes('Hello'));
    await (await useHere(browser, tab, 'club.test')).close();
    await until('the name', async () => (await rowsOf(tab))[0] === `${name}*`);
    const popup = await browser.openPopupPage(tab);
    await untilIs('the accounts', [`${name}*`], () => popup.accounts());
    const drawn = () => popup.evaluate(() => document.querySelectorAll('[data-row] img[src=x]').length, null);
    expect(await drawn()).toBe(0);
    await popup.close();
  });
});

describe('a page full of junk', () => {
  it('names nobody, and is not in the way of whoever signs in', async () => {
    site = await startMemberClub('nothing');
    const tab = await browser.open(site.url());
    await tab.evaluate(fillWithJunk, null);
    await (await useHere(browser, tab, 'club.test')).close();
    const popup = await browser.openPopupPage(tab);
    await until('the list', () => popup.accounts());
    await popup.close();
    await tab.bringToFront();
    await signIn(tab, ann);
    await until('an account', async () => (await rowsOf(tab)).length === 1);
    await untilIs('the accounts', ['Account 1*'], () => rowsOf(tab));
    await untilShows(tab, 'Ann');
  });
});

/** Runs in the page: five million characters of people who are not here, as much as a browser takes. */
function fillWithJunk(): void {
  const user = (index: number) => ({ id: index, name: `Fake ${index}`, email: `fake${index}@example.test` });
  for (let index = 0; index < 200; index++)
    localStorage.setItem(`user ${index}`, JSON.stringify(user(index)));
  const many = JSON.stringify(Array.from({ length: 5000 }, (_, index) => user(index)));
  for (let index = 0; index < 12; index++) {
    try {
      localStorage.setItem(`junk ${index}`, many);
    } catch {
      return;
    }
  }
}
