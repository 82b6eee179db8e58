import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import pkg from '../../package.json' with { type: 'json' };
import { libraries, ownLicence } from './libraries';

const root = new URL('../../', import.meta.url);

function installed(name: string): { version: string; license: string } {
  return JSON.parse(readFileSync(new URL(`node_modules/${name}/package.json`, root), 'utf8'));
}

describe('the libraries that are named', () => {
  it('are those that are in the package, with the licences that they have', () => {
    const names = Object.entries(pkg.dependencies);
    expect(libraries).toEqual(
      names.map(([name, version]) => ({ name, version, licence: installed(name).license })),
    );
  });

  it('stand under Hatrack’s own licence', () => {
    expect(ownLicence).toBe(pkg.license);
  });
});
