import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { happens } from '../differences';
import type { TestBrowser } from '../driver/browser';
import { launchBrowser } from '../driver/launch';
import { builds } from './steps';

type Manifest = Record<string, unknown>;

const manifestOf = (folder: string): Manifest =>
  JSON.parse(readFileSync(join(folder, 'manifest.json'), 'utf8')) as Manifest;

const filesIn = (folder: string): string[] =>
  readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name).slice(folder.length))
    .toSorted();

describe('what is built', () => {
  it('is the same for tests, but for the hosts that are granted at install', () => {
    expect(filesIn(builds.granted)).toEqual(filesIn(builds.real));
    const code = filesIn(builds.real).filter((name) => name !== '/manifest.json');
    expect(code).toContain('/service-worker-loader.js');
    for (const name of code) {
      const [real, granted] = [builds.real, builds.granted].map((folder) => readFileSync(folder + name));
      expect(real?.equals(granted ?? Buffer.alloc(0)), name).toBe(true);
    }
    const { optional_host_permissions: asked, ...real } = manifestOf(builds.real);
    const { host_permissions: granted, ...forTests } = manifestOf(builds.granted);
    expect(forTests).toEqual(real);
    expect(granted).toEqual(asked);
  });

  it('has nothing in it that a site could probe for', () => {
    expect(manifestOf(builds.real)).not.toHaveProperty('web_accessible_resources');
    expect(manifestOf(builds.real)).not.toHaveProperty('content_scripts');
    expect(manifestOf(builds.real)).not.toHaveProperty('externally_connectable');
  });
});

describe.runIf(happens('warnings at install'))('the browser', () => {
  let browser: TestBrowser;
  beforeAll(async () => {
    browser = await launchBrowser({ dist: builds.granted });
  });
  afterAll(() => browser.close());

  it('warns of nothing at install', async () => {
    const warnings = (folder: string) =>
      browser.inBackground(readWarnings, JSON.stringify(manifestOf(folder)));
    expect(await warnings(builds.real)).toEqual([]);
    // Where it has a reason it does warn, so that the line above says something.
    expect(await warnings(builds.granted)).not.toEqual([]);
  });
});

declare const chrome: {
  management: { getPermissionWarningsByManifest(manifest: string): Promise<string[]> };
};

function readWarnings(manifest: string): Promise<string[]> {
  return chrome.management.getPermissionWarningsByManifest(manifest);
}
