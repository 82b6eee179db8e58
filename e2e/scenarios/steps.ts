import { fileURLToPath } from 'node:url';
import { happens } from '../differences';
import type { Panel, SiteTab, TestBrowser } from '../driver/browser';
import { isFirefox } from '../driver/launch';
import type { Screen } from '../driver/screen';
import { until, untilIs } from '../driver/until';
import type { Person, TestSite } from '../sites/site';

/** The steps that scenarios share, named as a person would name them. */

const build = isFirefox ? 'firefox' : 'chrome';

export const builds = {
  /** Hosts are granted at install: for everything that is not about granting. */
  granted: fileURLToPath(new URL(`../../dist/test-${build}`, import.meta.url)),
  /** What people install. */
  real: fileURLToPath(new URL(`../../dist/${build}`, import.meta.url)),
};

export async function signIn(tab: SiteTab, person: Person): Promise<void> {
  await tab.fill('E-mail', person.email);
  await tab.fill('Password', person.password);
  await tab.press('Sign in');
  await untilShows(tab, person.name);
}

/** The tab shows this person's page; `nobody`: the sign-in form. */
export async function untilShows(tab: SiteTab, name: string): Promise<void> {
  const wanted = name === 'nobody' ? 'Sign in to see your notes.' : `Hello ${name}`;
  let said = '';
  const isThere = async () => {
    said = await tab.text();
    return said.includes(wanted);
  };
  await until('the page', isThere).catch(() => {
    throw new Error(`The page: wanted "${wanted}", saw ${JSON.stringify(said)}`);
  });
}

/** The tab shows this person's page, and it is that person whom the server has just served. */
export async function untilServed(site: TestSite, tab: SiteTab, name: string): Promise<void> {
  await untilShows(tab, name);
  await untilIs('whom the server saw last', name, async () => site.lastVisitor());
}

export async function useHere(browser: TestBrowser, tab: SiteTab, siteName: string): Promise<Panel> {
  const popup = await browser.openPopup(tab);
  await popup.press('button', `Use Hatrack on ${siteName}`);
  await until('the list of accounts', () => popup.accounts());
  return popup;
}

/** The same where the browser has to be asked, by its own prompt; ends with nothing open. */
export async function allowHere(
  browser: TestBrowser,
  screen: Screen,
  tab: SiteTab,
  siteName: string,
  whenAsked?: () => Promise<void>,
): Promise<void> {
  const before = await screen.look();
  const popup = await browser.openPopup(tab);
  await popup.press('button', `Use Hatrack on ${siteName}`);
  if (happens('the prompt closes the popup'))
    await until('the prompt to close the popup', async () => !(await popup.isOpen()));
  await browser.acceptPrompt(screen, before, whenAsked);
  // Of whoever has no name yet it is a number, which a name can be there before.
  await until('a badge', () => browser.badgeOf(tab));
  // In Chromium it is another one.
  const shown = await browser.openedPopup();
  await until('the list of accounts', () => shown.accounts());
  await shown.close();
}

/** Adds an account by the site's own form. */
export async function addAccount(browser: TestBrowser, tab: SiteTab, person: Person): Promise<void> {
  await addAccountIn(await browser.openPopup(tab), tab, person);
}

async function addAccountIn(popup: Panel, tab: SiteTab, person: Person): Promise<void> {
  await popup.press('button', 'Add account');
  await untilShows(tab, 'nobody');
  await popup.close();
  await signIn(tab, person);
}

/** A site with Ann as "Account 1" and Ben, active, as "Account 2". */
export async function withTwoAccounts(
  browser: TestBrowser,
  site: TestSite,
  siteName: string,
  people: readonly [Person, Person],
): Promise<SiteTab> {
  const tab = await browser.open(site.url());
  await signIn(tab, people[0]);
  await addAccountIn(await useHere(browser, tab, siteName), tab, people[1]);
  await untilIs('the badge', '2', () => browser.badgeOf(tab));
  return tab;
}

/** Answers the question that is asked once. */
export async function signOutOfAll(popup: Panel): Promise<void> {
  await popup.press('button', 'Sign out of all accounts');
  await untilIs('what has the focus', 'Cancel', () => popup.focused());
  await popup.keys('Tab', 'Enter');
}

/**
 * What was chosen in the settings is stored: only then can they be closed, and what comes next go by it.
 * @param words as they are stored
 */
export async function untilStored(settings: Panel, words: string): Promise<void> {
  await until(`"${words}" to be stored`, async () =>
    (await settings.evaluate(readSites, null)).includes(words),
  );
}

export async function switchTo(browser: TestBrowser, tab: SiteTab, label: string): Promise<void> {
  const popup = await browser.openPopup(tab);
  await popup.press('button', label);
  await untilIs('what the popup says', `Now ${label}`, () => popup.said());
  await popup.close();
}

declare const chrome: { storage: { local: { get(key: null): Promise<Record<string, unknown>> } } };

/** Runs in a page of Hatrack. */
async function readSites(): Promise<string> {
  const all = Object.entries(await chrome.storage.local.get(null));
  return JSON.stringify(all.filter(([key]) => key.startsWith('site/')));
}
