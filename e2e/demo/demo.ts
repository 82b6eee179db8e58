import { relative } from 'node:path';
import { builds } from '../scenarios/steps';
import { startBetterAuth } from '../sites/better-auth';
import { ann, ben, type TestSite } from '../sites/site';
import { openWindow } from './open-window';
import { takeTour } from './tour';

const wantedPort = 4400;

/** A site with two users, and a browser that has Hatrack: for a person to try, or, with no display, to be looked at. */
export async function demo(): Promise<void> {
  const site = await startSite();
  try {
    sayUsers(site);
    if (hasDisplay()) {
      sayWhatToTry();
      await openWindow({ dist: builds.real, url: site.url() });
    } else {
      console.log(
        '\nThere is no display here, so Hatrack takes the tour by itself, with real keys on a screen of its own.\n',
      );
      const pictures = await takeTour(site, (line) => console.log(line));
      console.log('\nWhat it looked like:');
      for (const path of pictures) console.log(`  ${relative(process.cwd(), path)}`);
    }
  } finally {
    await site.stop();
  }
}

/** Something else may have the port; the demo does not need this one. */
async function startSite(): Promise<TestSite> {
  try {
    return await startBetterAuth({ wantedPort, tells: true });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EADDRINUSE') throw error;
    return startBetterAuth({ tells: true });
  }
}

function hasDisplay(): boolean {
  return Boolean(process.env.DISPLAY || process.env.WAYLAND_DISPLAY);
}

function sayUsers(site: TestSite): void {
  console.log(`\nHat Notes, a demo site with better-auth: ${site.url()}\n`);
  for (const { name, email, password } of [ann, ben])
    console.log(`  ${name}   e-mail ${email}   password ${password}`);
}

function sayWhatToTry(): void {
  console.log(`
Three things to try:
  1. Sign in as Ann, press the hat in the toolbar, and use Hatrack on localhost.
  2. Press the hat again and add an account: sign in as Ben.
  3. Switch back with a click in the list, then with Alt+Shift+. and Alt+Shift+,

Close the browser to end the demo.`);
}
