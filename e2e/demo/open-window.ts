import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { rm } from 'node:fs/promises';
import { executablePath as chromium, makeProfile } from '../driver/chromium-profile';
import { executablePath as firefox, makeFirefoxProfile } from '../driver/firefox-profile';
import { isFirefox } from '../driver/launch';

interface Start {
  readonly program: string;
  readonly profile: string;
  readonly options: readonly string[];
}

/** Opens the browser as a person has it, with nothing that controls it; returns when it is closed. */
export async function openWindow({ dist, url }: { dist: string; url: string }): Promise<void> {
  const { program, profile, options } = isFirefox ? await startFirefox(dist) : await startChromium(dist);
  const browser = spawn(program, [...options, url], { stdio: 'ignore' });
  const stop = () => browser.kill();
  process.once('SIGINT', stop);
  process.once('SIGTERM', stop);
  await once(browser, 'exit');
  await rm(profile, { recursive: true, force: true, maxRetries: 5 });
}

async function startChromium(dist: string): Promise<Start> {
  const profile = await makeProfile();
  const options = [
    `--user-data-dir=${profile}`,
    `--load-extension=${dist}`,
    '--no-first-run',
    '--no-default-browser-check',
    ...(process.getuid?.() === 0 ? ['--no-sandbox'] : []),
  ];
  return { program: chromium, profile, options };
}

async function startFirefox(dist: string): Promise<Start> {
  const profile = await makeFirefoxProfile(dist, {});
  return { program: firefox, profile, options: ['--no-remote', '--profile', profile] };
}
