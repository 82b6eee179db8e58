import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { SiteTab } from '../driver/browser';
import { launchBrowser } from '../driver/launch';
import { type Screen, startScreen } from '../driver/screen';
import { until, untilIs } from '../driver/until';
import { allowHere, builds, signIn, untilServed, untilShows } from '../scenarios/steps';
import { ann, ben, type TestSite } from '../sites/site';

const folder = fileURLToPath(new URL('../../.cache/tour/', import.meta.url));

/**
 * Does what the demo asks of a person, with what people install and the browser's real prompt and keys.
 * @param say told after each step who is signed in, in the server's view
 * @returns the paths of the pictures
 * @throws when a step does not lead where it should
 */
export async function takeTour(site: TestSite, say: (line: string) => void): Promise<string[]> {
  await mkdir(folder, { recursive: true });
  const screen = await startScreen();
  const browser = await launchBrowser({ dist: builds.real, display: screen.display });
  const pictures: string[] = [];
  const picture = async (name: string) => {
    const path = join(folder, `${pictures.length + 1}-${name}.png`);
    await settled(screen);
    await screen.screenshot(path);
    pictures.push(path);
  };
  const report = async (step: string, tab: SiteTab, name: string) => {
    await untilServed(site, tab, name);
    say(`${step}: the server says ${site.lastVisitor()}`);
  };
  try {
    const tab = await browser.open(site.url());
    await signIn(tab, ann);
    await report('Signed in on the page', tab, 'Ann');

    const first = await browser.openPopup(tab);
    await picture('first-use');
    await first.close();
    await allowHere(browser, screen, tab, 'localhost (all ports)', () => picture('prompt'));

    const second = await browser.openPopup(tab);
    await second.press('button', 'Add account');
    await untilShows(tab, 'nobody');
    await second.close();
    await picture('adding');
    await report('Asked for another account', tab, 'nobody');
    await signIn(tab, ben);
    await report('Signed in on the page', tab, 'Ben');

    const third = await browser.openPopup(tab);
    await untilIs('the accounts', ['Ann', 'Ben*'], () => third.accounts());
    await picture('two-accounts');
    await third.press('button', 'Ann');
    await report('Clicked Ann', tab, 'Ann');
    await untilIs('what the popup says', 'Now Ann', () => third.said());
    await picture('switched');
    await third.close();

    await tab.bringToFront();
    await screen.press('alt+shift+period');
    await report('Pressed Alt+Shift+.', tab, 'Ben');
    await picture('by-key');
    return pictures;
  } finally {
    await browser.close();
    await screen.stop();
  }
}

/** Nothing is drawn any more. */
async function settled(screen: Screen): Promise<void> {
  let last = await screen.look();
  await until('a screen that stands still', async () => {
    const now = await screen.look();
    const stands = Buffer.compare(last.data, now.data) === 0;
    last = now;
    return stands;
  });
}
