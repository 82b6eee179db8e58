import { mkdir, mkdtemp, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** Debian's package puts it here. */
export const executablePath = '/usr/bin/chromium';

/** Follows from the key in `manifest.config.ts`. */
export const extensionId = 'picimfhnpfggpcpabkgimelhmdgiofmg';

/**
 * An empty profile in which Hatrack's button is in the toolbar, not behind the puzzle piece, nothing offers to save passwords, and what
 * was loaded from a folder may load itself again. @returns its folder
 */
export async function makeProfile(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'hatrack-'));
  await mkdir(join(folder, 'Default'));
  await writeFile(
    join(folder, 'Default', 'Preferences'),
    JSON.stringify({
      extensions: { pinned_extensions: [extensionId], ui: { developer_mode: true } },
      credentials_enable_service: false,
    }),
  );
  return folder;
}
