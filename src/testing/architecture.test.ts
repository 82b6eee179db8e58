import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, normalize, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';

/**
 * The import table of ARCHITECTURE.md, executed: every import in `src/` is read and must be allowed by the row of its folder.
 * A folder may always import itself. What is named with a file is allowed for that file alone.
 */
const table: Readonly<Record<string, readonly string[]>> = {
  agent: ['domain'],
  domain: ['tldts'],
  storage: ['domain', 'valibot'],
  vault: ['domain', 'storage/store-area', 'valibot', 'idb', 'devalue'],
  engine: ['domain', 'storage', 'vault/vault'],
  messages: ['domain', 'valibot'],
  browser: [
    'domain',
    'engine/ports',
    'engine/storage-port',
    'storage/store-area',
    'messages/audience',
    'messages/envelope',
    'agent/protocol',
    'frame-host/protocol',
    'frame-host/frames',
    'webextension-polyfill',
    'set-cookie-parser',
  ],
  background: ['domain', 'storage', 'vault', 'engine', 'messages', 'browser', 'ui/text', 'ui/messages'],
  bridge: ['domain/view/page-view'],
  'frame-host': [],
  ui: ['domain', 'preact', '@preact/signals'],
  popup: ['domain', 'messages', 'ui', 'preact', '@preact/signals', '@tanstack/virtual-core'],
  options: ['domain', 'messages', 'ui', 'preact', '@preact/signals'],
  welcome: [
    'domain',
    'messages/protocol',
    'ui',
    'popup/Accounts',
    'popup/state',
    'preact',
    '@preact/signals',
  ],
};

/** What single files may import besides: the places where a page or a script of ours meets the browser. */
const exceptions: Readonly<Record<string, readonly string[]>> = {
  'agent/databases.ts': ['browser/pages/own-copy'],
  'agent/agent.iife.ts': ['browser/frame-host/agent-channel'],
  'agent/frame-agent.iife.ts': ['browser/frame-host/agent-channel'],
  'bridge/relay.iife.ts': ['messages/client', 'domain/app-error', 'browser/runtime'],
  'frame-host/main.ts': ['browser/frame-host/frame-line'],
  // Its type alone: what the messages are called.
  'ui/messages.ts': ['../public/_locales/en/messages.json'],
  'popup/main.iife.tsx': ['browser/runtime', 'browser/permissions', 'browser/front-tab', 'browser/i18n'],
  'options/main.tsx': [
    'browser/commands',
    'browser/runtime',
    'browser/permissions',
    'browser/notifications',
    'browser/i18n',
  ],
  'welcome/main.tsx': ['browser/runtime', 'browser/commands', 'browser/toolbar-button', 'browser/i18n'],
};

const root = fileURLToPath(new URL('..', import.meta.url));

interface Import {
  readonly from: string;
  readonly to: string;
}

/** Every import of every file of the product; tests and what only they use are left out. */
function importsIn(folder: string): Import[] {
  return sourceFiles(folder).flatMap((file) => {
    const text = readFileSync(join(root, file), 'utf8');
    return specifiersIn(text).map((specifier) => ({ from: file, to: resolved(file, specifier) }));
  });
}

function sourceFiles(folder: string): string[] {
  return readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
    .map((name) => join(folder, name))
    .filter((name) => /\.tsx?$/.test(name) && !/\.(test|d)\.tsx?$/.test(name));
}

function specifiersIn(text: string): string[] {
  const pattern =
    /(?:^|\n)\s*(?:import|export)\b[^'"\n;]*(?:\n[^'"\n;]*)*?from\s*'([^']+)'|import\s*\(?\s*'([^']+)'/g;
  return [...text.matchAll(pattern)].flatMap((match) => match[1] ?? match[2] ?? []);
}

/** `@/a/b` and `../a/b` become `a/b`; a package keeps its name. */
function resolved(file: string, specifier: string): string {
  if (specifier.startsWith('@/')) return specifier.slice(2);
  if (!specifier.startsWith('.')) return specifier;
  return normalize(join(dirname(file), specifier));
}

function isAllowed({ from, to }: Import): boolean {
  const folder = from.split('/')[0] ?? '';
  const allowed = [folder, ...(table[folder] ?? []), ...(exceptions[from] ?? [])];
  return allowed.some((name) => isPartOf(to, name));
}

function isPartOf(to: string, name: string): boolean {
  return to === name || to.startsWith(`${name}/`);
}

describe('the import table', () => {
  it('has a row for every folder', () => {
    const folders = readdirSync(root, { withFileTypes: true }).filter((item) => item.isDirectory());
    const named = folders.map(({ name }) => name).filter((name) => name !== 'testing');
    expect(named.toSorted()).toEqual(Object.keys(table).toSorted());
  });

  it.each(Object.keys(table))('is kept by %s', (folder) => {
    const forbidden = importsIn(folder).filter((item) => !isAllowed(item));
    expect(forbidden).toEqual([]);
  });

  it('allows nothing that no file needs', () => {
    const unneeded = (rows: typeof table) =>
      Object.entries(rows).flatMap(([from, names]) => {
        const imports = importsIn(from.split('/')[0] ?? '').filter((one) =>
          `${one.from}/`.startsWith(`${from}/`),
        );
        return names
          .filter((name) => !imports.some(({ to }) => isPartOf(to, name)))
          .map((name) => [from, name]);
      });
    expect([...unneeded(table), ...unneeded(exceptions)]).toEqual([]);
  });

  it('sees imports of every form', () => {
    const text = [
      "import { a } from './a';",
      "import type B, {\n  C,\n} from '@/b/c';",
      "import './d.css';",
      "export { e } from '../e';",
      "const f = await import('f');",
    ].join('\n');
    expect(specifiersIn(text).toSorted()).toEqual(['../e', './a', './d.css', '@/b/c', 'f']);
  });

  it('refuses what it should', () => {
    const refused: Import[] = [
      { from: 'domain/site.ts', to: 'webextension-polyfill' },
      { from: 'engine/switch.ts', to: 'browser/cookies' },
      { from: 'popup/App.tsx', to: 'browser/runtime' },
      { from: 'browser/tabs.ts', to: 'engine/switch' },
      { from: 'engine/switch.ts', to: 'vault/idb-vault' },
      { from: 'domain/site.ts', to: 'domainlike/x' },
    ];
    expect(refused.filter(isAllowed)).toEqual([]);
  });

  it('lets the browser be named, and what is not the same in both be told apart, in its folder only', () => {
    const named = sourceFiles('.')
      .map((file) => relative('.', file))
      .filter((file) => !/^(browser|testing)\//.test(file))
      .filter((file) =>
        /\b(chrome|browser)\.[a-z]+[A-Za-z]*[.(]|\benv\.FIREFOX\b/.test(
          readFileSync(join(root, file), 'utf8'),
        ),
      );
    expect(named).toEqual([]);
  });
});
