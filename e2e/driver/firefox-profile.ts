import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, readdir, readFile, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { zipSync } from 'fflate';

/** Debian's package puts it here. */
export const executablePath = '/usr/bin/firefox-esr';

/** The same as in `manifest.config.ts`. */
export const extensionId = 'hatrack@hatrack.invalid';

/** Firefox makes one up for each profile; told beforehand, the addresses of Hatrack's pages are known. */
const extensionUuid = '7f1d3c52-93aa-4e0b-8a57-2f9b6c0d41e8';

export const extensionOrigin = `moz-extension://${extensionUuid}`;

type Preferences = Readonly<Record<string, string | number | boolean>>;

/** Nothing greets, asks or wants to be remembered. */
const calm: Preferences = {
  'extensions.webextensions.uuids': JSON.stringify({ [extensionId]: extensionUuid }),
  // An add-on that lies in the profile is there from the first start on, signed or not.
  'extensions.autoDisableScopes': 0,
  'xpinstall.signatures.required': false,
  'app.update.enabled': false,
  'browser.aboutwelcome.enabled': false,
  'browser.shell.checkDefaultBrowser': false,
  'browser.startup.homepage': 'about:blank',
  'browser.warnOnQuit': false,
  'datareporting.policy.dataSubmissionEnabled': false,
  'signon.rememberSignons': false,
  'termsofuse.bypassNotification': true,
};

/** For a browser that tests drive, and that has no network but this machine. */
export const driven: Preferences = {
  // A free one; Firefox writes it into the profile.
  'marionette.port': 0,
  // Every name is this machine.
  'network.dns.forceResolve': '127.0.0.1',
  'network.captive-portal-service.enabled': false,
  'network.connectivity-service.enabled': false,
  'app.normandy.enabled': false,
  'browser.startup.page': 0,
  'browser.newtabpage.enabled': false,
  'browser.sessionstore.resume_from_crash': false,
  // More processes than are needed are more than a machine of two cores has to spare.
  'dom.ipc.processCount': 1,
  'dom.ipc.processPrelaunch.enabled': false,
  // Without a graphics card what moves in the browser's own windows takes a sixth of the time.
  'ui.prefersReducedMotion': 1,
};

/**
 * An empty profile with Hatrack in it, as an add-on that stays: one that is only installed for the time being loses all it has
 * stored with the end of the browser.
 * @param dist the folder of the built extension
 */
export async function makeFirefoxProfile(dist: string, more: Preferences): Promise<string> {
  if (!existsSync(dist))
    throw new Error(`${dist} is not there: run npm run build and npm run build:test first`);
  const folder = await mkdtemp(join(tmpdir(), 'hatrack-firefox-'));
  await mkdir(join(folder, 'extensions'));
  await writeFile(join(folder, 'extensions', `${extensionId}.xpi`), await pack(dist));
  const lines = Object.entries({ ...calm, ...more }).map(
    ([name, value]) => `user_pref(${JSON.stringify(name)}, ${JSON.stringify(value)});\n`,
  );
  await writeFile(join(folder, 'user.js'), lines.join(''));
  return folder;
}

async function pack(folder: string): Promise<Uint8Array> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const paths = entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
  const files = await Promise.all(
    paths.map(async (path) => [relative(folder, path), new Uint8Array(await readFile(path))] as const),
  );
  return zipSync(Object.fromEntries(files), { level: 0 });
}
