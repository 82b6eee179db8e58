import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { builds } from './steps';

/** A build of which a part is other than what `npm run build:test` makes. */
export interface OwnBuild {
  /** Its folder. */
  readonly dist: string;
  remove(): Promise<void>;
}

/**
 * The build in which hosts are granted at install, with these alone. Of a page that comes from a host which is not granted, browsers
 * tell less: what is about such pages has to be seen without every host granted.
 */
export async function grantedAlone(...hosts: readonly string[]): Promise<OwnBuild> {
  const dist = await mkdtemp(join(tmpdir(), 'hatrack-build-'));
  await cp(builds.granted, dist, { recursive: true });
  const path = join(dist, 'manifest.json');
  const manifest = JSON.parse(await readFile(path, 'utf8')) as { host_permissions: string[] };
  manifest.host_permissions = hosts.flatMap((host) =>
    ['*', 'ws', 'wss'].map((scheme) => `${scheme}://*.${host}/*`),
  );
  await writeFile(path, JSON.stringify(manifest));
  return { dist, remove: () => rm(dist, { recursive: true, force: true }) };
}
