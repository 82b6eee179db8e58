import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { rm } from 'node:fs/promises';
import { executablePath, makeProfile } from '../driver/chromium-profile';

/** Opens Chromium as a person has it, with nothing that controls it; returns when it is closed. */
export async function openWindow({ dist, url }: { dist: string; url: string }): Promise<void> {
  const profile = await makeProfile();
  const browser = spawn(
    executablePath,
    [
      `--user-data-dir=${profile}`,
      `--load-extension=${dist}`,
      '--no-first-run',
      '--no-default-browser-check',
      ...(process.getuid?.() === 0 ? ['--no-sandbox'] : []),
      url,
    ],
    { stdio: 'ignore' },
  );
  const stop = () => browser.kill();
  process.once('SIGINT', stop);
  process.once('SIGTERM', stop);
  await once(browser, 'exit');
  await rm(profile, { recursive: true, force: true, maxRetries: 5 });
}
