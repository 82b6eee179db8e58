/** What Hatrack is made of besides itself; a test holds it against `package.json` and what is installed. */

export interface Library {
  readonly name: string;
  readonly version: string;
  /** SPDX identifier. */
  readonly licence: string;
}

export const ownLicence = 'MIT';

export const libraries: readonly Library[] = [
  { name: '@preact/signals', version: '2.11.4', licence: 'MIT' },
  { name: '@tanstack/virtual-core', version: '3.14.0', licence: 'MIT' },
  { name: 'devalue', version: '6.0.3', licence: 'MIT' },
  { name: 'idb', version: '8.0.4', licence: 'ISC' },
  { name: 'preact', version: '11.2.0', licence: 'MIT' },
  { name: 'set-cookie-parser', version: '3.2.3', licence: 'MIT' },
  { name: 'tldts', version: '7.5.5', licence: 'MIT' },
  { name: 'valibot', version: '1.5.0', licence: 'MIT' },
  { name: 'webextension-polyfill', version: '0.12.0', licence: 'MPL-2.0' },
];
