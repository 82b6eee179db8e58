import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { happens } from '../differences';
import type { Panel, SiteTab, TestBrowser } from '../driver/browser';
import { launchBrowser } from '../driver/launch';
import { type Screen, startScreen } from '../driver/screen';
import { until, untilIs } from '../driver/until';
import { ann, ben, type Person } from '../sites/site';
import { type SsoSite, startSso } from '../sites/sso';
import { grantedAlone, type OwnBuild } from './granted-alone';
import { allowHere, builds, untilServed, useHere } from './steps';

/** Signing in to app.test goes through idp.test, which remembers whoever has signed in. */

let site: SsoSite;
let browser: TestBrowser;
let tab: SiteTab;

const kills = Number(process.env.HATRACK_WORKER_KILLS ?? 4);

/** Milliseconds within which an inclusion is well over. */
const longest = 400;

/** With a password, as somebody whom the provider does not know. */
async function signInThere(person: Person): Promise<void> {
  await tab.press('Sign in');
  await untilReads('Password');
  await tab.fill('E-mail', person.email);
  await tab.fill('Password', person.password);
  await tab.press('Sign in');
  await tab.press(`Continue as ${person.name}`);
  await untilServed(site, tab, person.name);
}

async function untilReads(words: string): Promise<void> {
  await until(`a page that says "${words}"`, async () => (await tab.text()).includes(words));
}

/** Adds an account; ends at the provider, which offers to continue as whom it remembers. */
async function beginAdding(remembered: string): Promise<void> {
  const popup = await browser.openPopup(tab);
  await popup.press('button', 'Add account');
  await untilServed(site, tab, 'nobody');
  await popup.close();
  await tab.press('Sign in');
  await untilReads(`Continue as ${remembered}`);
}

async function include(): Promise<void> {
  const popup = await browser.openPopup(tab);
  await popup.press('button', 'Include idp.test');
  await untilLedBack();
  await popup.close();
}

/** The same where the browser asks first. The popup is there again, or still, and says who can be gone back to. */
async function includeByPrompt(screen: Screen, before: string): Promise<void> {
  const unasked = await screen.look();
  const popup = await browser.openPopup(tab);
  await popup.press('button', 'Include idp.test');
  if (happens('the prompt closes the popup'))
    await until('the prompt to close the popup', async () => !(await popup.isOpen()));
  await browser.acceptPrompt(screen, unasked);
  await untilLedBack();
  const shown = await browser.openedPopup();
  await until('the way back', () => shown.has('button', `Back to ${before}`));
  await shown.close();
}

/** The site asks who is there. So does the provider, whose page stands there until its domain is included. */
async function untilLedBack(): Promise<void> {
  await untilReads(site.name);
  await untilServed(site, tab, 'nobody');
}

/** Whom the provider takes the browser for. */
async function untilProviderSees(name: string): Promise<void> {
  const there = await browser.open(site.provider.url());
  await untilIs('whom the provider saw last', name, async () => site.provider.lastVisitor());
  await there.close();
  await tab.bringToFront();
}

async function listed(): Promise<string[]> {
  const popup = await browser.openPopup(tab);
  const labels = await until('the list of accounts', () => popup.accounts());
  await popup.close();
  return labels;
}

async function goTo(label: string, name: string): Promise<void> {
  const popup = await browser.openPopup(tab);
  await popup.press('button', label);
  await untilServed(site, tab, name);
  await popup.close();
}

/** Both servers see the same person, whoever is switched to. */
async function untilBothFollow(first: string, second: string): Promise<void> {
  for (const [label, name] of [
    [first, 'Ann'],
    [second, 'Ben'],
    [first, 'Ann'],
  ] as const) {
    await goTo(label, name);
    await untilProviderSees(name);
  }
}

describe('an account whose sign-in goes through another domain', () => {
  beforeEach(async () => {
    [site, browser] = await Promise.all([startSso(), launchBrowser({ dist: builds.granted })]);
    tab = await browser.open(site.url());
    await signInThere(ann);
    await (await useHere(browser, tab, 'app.test')).close();
  });
  afterEach(async () => {
    await browser.close();
    await site.stop();
  });

  it('is the same person’s again, as long as that domain is not included', async () => {
    await beginAdding('Ann');
    await tab.press('Continue as Ann');
    await untilServed(site, tab, 'Ann');
    await untilProviderSees('Ann');
  });

  it('can be another’s once it is, and both servers follow each switch', async () => {
    await beginAdding('Ann');
    const popup = await browser.openPopup(tab);
    await untilIs('the heading', 'app.test', () => popup.heading());
    await until('the way back', () => popup.has('button', 'Back to Account 1'));
    await popup.press('button', 'Include idp.test');
    await untilLedBack();
    await popup.close();
    await signInThere(ben);
    await untilIs('the accounts', ['Account 1', 'Account 2*'], listed);
    await untilProviderSees('Ben');
    await untilBothFollow('Account 1', 'Account 2');
  });

  it('is added by a way back that ends in a new tab', async () => {
    await beginAdding('Ann');
    await include();
    const first = tab;
    tab = await browser.open(site.url('/sign-in'));
    await until('the form', async () => (await tab.text()).includes('Password'));
    await tab.fill('E-mail', ben.email);
    await tab.fill('Password', ben.password);
    await tab.press('Sign in');
    await tab.press('Continue as Ben');
    await untilServed(site, tab, 'Ben');
    await untilIs('the accounts', ['Account 1', 'Account 2*'], listed);
    await first.reload();
    await untilServed(site, first, 'Ben');
    await goTo('Account 1', 'Ann');
  });

  it('comes through a worker that is killed at a random moment of the inclusion', async () => {
    for (let kill = 0; kill < kills; kill++) {
      await beginAdding('Ann');
      const popup = await browser.openPopup(tab);
      await popup.press('button', 'Include idp.test');
      await new Promise((resolve) => setTimeout(resolve, Math.random() * longest));
      await browser.killWorker();
      await popup.close();
      await untilOneDomainOrTwo();
      const back = await browser.openPopup(tab);
      await back.press('button', 'Back to Account 1');
      await untilIs('the accounts', ['Account 1*'], () => back.accounts());
      await back.close();
      await tab.goto(site.url());
      await untilServed(site, tab, 'Ann');
      await untilProviderSees('Ann');
      await removeDomain();
    }
  }, 600_000);

  it('is as it was before once the domain is removed, and each keeps what was stored', async () => {
    await beginAdding('Ann');
    await include();
    await signInThere(ben);
    await removeDomain();
    await goTo('Account 1', 'Ann');
    await untilProviderSees('Ben');
    const settings = await browser.openSettings();
    await addDomain(settings, 'https://login.idp.test/');
    await settings.close();
    await tab.bringToFront();
    await goTo('Account 2', 'Ben');
    await goTo('Account 1', 'Ann');
  });

  it('can be the other site’s too: both are joined, after asking once', async () => {
    const there = await browser.open(site.provider.url());
    await (await useHere(browser, there, 'idp.test')).close();
    await there.close();
    await tab.bringToFront();
    await beginAdding('Ann');
    const popup = await browser.openPopup(tab);
    await popup.press('button', 'Include idp.test');
    await until('what joining means', () =>
      popup.has(
        'alertdialog',
        'idp.test has 1 account of its own here. Joined, both sites switch together and share one list.',
      ),
    );
    await popup.press('button', 'Join');
    await untilLedBack();
    await popup.close();
    await signInThere(ben);
    await untilIs('the accounts', ['Account 1', 'Account 2', 'Account 3*'], listed);
    await goTo('Account 1', 'Ann');
    await untilProviderSees('nobody');
    await goTo('Account 2', 'nobody');
    await untilProviderSees('Ann');
    await goTo('Account 3', 'Ben');
    await untilProviderSees('Ben');
  });

  /** What was under way has ended: done or not done. */
  const untilOneDomainOrTwo = async () => {
    const settings = await browser.openSettings();
    await untilIs('what is under way', null, () => settings.evaluate(readJoining, null));
    await settings.close();
    await tab.bringToFront();
  };
});

async function removeDomain(): Promise<void> {
  const settings = await browser.openSettings();
  await settings.unfold('Domains that switch together');
  if (await settings.has('button', 'Remove idp.test')) {
    await settings.press('button', 'Remove idp.test');
    await settings.press('button', 'Remove');
    await until('idp.test to be gone', async () => !(await settings.has('button', 'Remove idp.test')));
  }
  await settings.close();
  await tab.bringToFront();
}

async function addDomain(settings: Panel, typed: string): Promise<void> {
  await settings.unfold('Domains that switch together');
  await settings.press('textbox', 'Add a domain');
  await settings.type(typed);
  await settings.press('button', 'Add');
  await until('idp.test', () => settings.has('button', 'Remove idp.test'));
}

/** Whom it remembers, the provider sends back without showing a page. */
describe('an addition that the provider answers at once', () => {
  afterEach(async () => {
    await browser.close();
    await site.stop();
  });

  async function withAnn(tells: boolean): Promise<void> {
    [site, browser] = await Promise.all([
      startSso({ asks: false, tells }),
      launchBrowser({ dist: builds.granted }),
    ]);
    tab = await browser.open(site.url());
    await signInAsNew(ann);
    await (await useHere(browser, tab, 'app.test')).close();
  }

  it('leads back to the same person, and offers to include the provider', async () => {
    await withAnn(true);
    await addInVain();
    const popup = await browser.openPopup(tab);
    await until('the offer', () => popup.has('button', 'Include idp.test'));
    await untilIs('the accounts', ['Ann*'], () => popup.accounts());
    await popup.press('button', 'Not now');
    await until('the offer to go', async () => !(await popup.has('button', 'Include idp.test')));
    await popup.close();
    await addInVain();
    await include();
    await signInAsNew(ben);
    await untilIs('the accounts', ['Ann', 'Ben*'], listed);
    await untilProviderSees('Ben');
    await untilBothFollow('Ann', 'Ben');
  });

  it('makes no second row where nothing tells who it is, but asks', async () => {
    await withAnn(false);
    await addInVain();
    const popup = await browser.openPopup(tab);
    await until('the question', () => popup.has('button', 'Yes, still Account 1'));
    expect(await popup.has('button', 'Keep this as an account')).toBe(true);
    expect(await popup.accounts()).toEqual(['Account 1*']);
    await popup.close();
    await include();
    await signInAsNew(ben);
    await untilIs('the accounts', ['Account 1', 'Account 2*'], listed);
    await untilBothFollow('Account 1', 'Account 2');
  });
});

/** With a password, at a provider that sends people back at once. */
async function signInAsNew(person: Person): Promise<void> {
  await tab.press('Sign in');
  await untilReads('Password');
  await tab.fill('E-mail', person.email);
  await tab.fill('Password', person.password);
  await tab.press('Sign in');
  await untilServed(site, tab, person.name);
}

/** Ends with Ann signed in once more, whom the provider remembers. */
async function addInVain(): Promise<void> {
  const popup = await browser.openPopup(tab);
  await popup.press('button', 'Add account');
  await untilServed(site, tab, 'nobody');
  await popup.close();
  await tab.press('Sign in');
  await untilServed(site, tab, 'Ann');
}

/** On the provider’s own pages, as somebody whom it does not remember. */
async function signInOver(person: Person): Promise<void> {
  await tab.goto(site.url('/switch'));
  await until('the form', async () => (await tab.text()).includes('Password'));
  await tab.fill('E-mail', person.email);
  await tab.fill('Password', person.password);
  await tab.press('Sign in');
  await tab.press(`Continue as ${person.name}`);
  await untilServed(site, tab, person.name);
}

/** Over Ann's account, whose person says that it is somebody else. */
async function keepsBenApart(): Promise<void> {
  await signInOver(ben);
  const popup = await browser.openPopup(tab);
  await until('the question', () => popup.has('button', 'Yes, still Account 1'));
  await popup.press('button', 'Keep this as an account');
  await untilIs('the accounts', ['Account 1', 'Account 2*'], () => popup.accounts());
  await popup.close();
  await goTo('Account 1', 'Ann');
  await goTo('Account 2', 'Ben');
}

describe('somebody comes back from the provider over an account', () => {
  beforeEach(async () => {
    [site, browser] = await Promise.all([startSso(), launchBrowser({ dist: builds.granted })]);
    tab = await browser.open(site.url());
    await signInThere(ann);
    await (await useHere(browser, tab, 'app.test')).close();
  });
  afterEach(async () => {
    await browser.close();
    await site.stop();
  });

  it('and is kept apart from it, also before its person has said who it is', async () => {
    await keepsBenApart();
    // Nobody answers this time.
    await signInOver(ann);
    await goTo('Account 1', 'Ann');
    await untilIs('the accounts', ['Account 1*', 'Account 2', 'Account 3'], listed);
    await goTo('Account 2', 'Ben');
    await goTo('Account 3', 'Ann');
  });

  it('and is the same person when the site has asked for it by itself, however often', async () => {
    await beginAdding('Ann');
    await include();
    await signInThere(ben);
    await removeDomain();
    for (let time = 0; time < 3; time++) {
      await site.endSessions('Ben');
      await tab.goto(site.url('/inbox'));
      await untilServed(site, tab, 'Ben');
      await goTo('Account 1', 'Ann');
      await goTo('Account 2', 'Ben');
    }
    await untilIs('the accounts', ['Account 1', 'Account 2*'], listed);
    // The provider still remembers Ben.
    await goTo('Account 1', 'Ann');
    await site.endSessions('Ann');
    await tab.goto(site.url('/inbox'));
    await untilServed(site, tab, 'Ben');
    const popup = await browser.openPopup(tab);
    await until('the question', () => popup.has('button', 'Yes, still Account 1'));
    await popup.close();
  });
});

describe('somebody comes back from a provider that Hatrack may not reach', () => {
  let build: OwnBuild;

  beforeEach(async () => {
    [site, build] = await Promise.all([startSso(), grantedAlone('app.test')]);
    browser = await launchBrowser({ dist: build.dist, unused: true });
    tab = await browser.open(site.url());
    await signInThere(ann);
    await (await useHere(browser, tab, 'app.test')).close();
  });
  afterEach(async () => {
    await browser.close();
    await Promise.all([site.stop(), build.remove()]);
  });

  it('and its person is asked who it is, as where the browser tells who led there', async () => {
    await keepsBenApart();
  });
});

/** What people install: the browser asks for the other domain too, and gets that permission back. */
describe('on a screen, with permission for the site alone', () => {
  let screen: Screen;

  beforeEach(async () => {
    [site, screen] = await Promise.all([startSso(), startScreen()]);
    browser = await launchBrowser({ dist: builds.real, display: screen.display });
    tab = await browser.open(site.url());
  });
  afterEach(async () => {
    await browser.close();
    await Promise.all([screen.stop(), site.stop()]);
  });

  it('another domain is included by the browser’s own prompt', async () => {
    await signInThere(ann);
    await allowHere(browser, screen, tab, 'app.test');
    await beginAdding('Ann');
    await includeByPrompt(screen, 'Account 1');
    expect(await browser.inBackground(hasOrigins, ['*://*.idp.test/*'])).toBe(true);
    await signInThere(ben);
    await untilIs('the accounts', ['Account 1', 'Account 2*'], listed);
    await untilBothFollow('Account 1', 'Account 2');

    const settings = await browser.openSettings();
    await settings.unfold('Domains that switch together');
    await settings.press('button', 'Remove idp.test');
    await settings.press('button', 'Remove');
    await until('the permission to be given back', async () => {
      return !(await browser.inBackground(hasOrigins, ['*://*.idp.test/*']));
    });
    expect(await browser.inBackground(hasOrigins, ['*://*.app.test/*'])).toBe(true);
    await settings.close();
  });
});

/** What people install sees nothing of what happens at the provider. */
it('an addition that the provider answers at once is led through it, with permission for the site alone', async () => {
  const screen = await startScreen();
  site = await startSso({ asks: false, tells: true });
  browser = await launchBrowser({ dist: builds.real, display: screen.display });
  try {
    tab = await browser.open(site.url());
    await signInAsNew(ann);
    await allowHere(browser, screen, tab, 'app.test');
    await addInVain();
    await includeByPrompt(screen, 'Ann');
    await signInAsNew(ben);
    await untilIs('the accounts', ['Ann', 'Ben*'], listed);
    await untilBothFollow('Ann', 'Ben');
  } finally {
    await browser.close();
    await Promise.all([screen.stop(), site.stop()]);
  }
});

// The functions below run in the browser.

declare const chrome: {
  storage: { local: { get(key: string): Promise<Record<string, unknown>> } };
  permissions: { contains(permissions: { origins: string[] }): Promise<boolean> };
};

async function readJoining(): Promise<unknown> {
  return (await chrome.storage.local.get('joining')).joining ?? null;
}

function hasOrigins(origins: string[]): Promise<boolean> {
  return chrome.permissions.contains({ origins });
}
