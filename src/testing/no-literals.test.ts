import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseSync } from 'vite';
import { describe, expect, it } from 'vitest';
import { manifestFor } from '../../manifest.config.ts';
import { messagesOf } from './locales';

/** Whatever people see or hear is a message of `_locales`: no component, page, menu or manifest has words of its own. */

const source = join(dirname(fileURLToPath(import.meta.url)), '..');

/** What HTML, ARIA and our own components show or have read out. */
const shown = new Set([
  ...['aria-label', 'aria-description', 'aria-placeholder', 'aria-roledescription', 'aria-valuetext'],
  ...['alt', 'title', 'placeholder', 'label', 'value', 'name', 'sentence', 'help', 'otherwise', 'summary'],
]);

interface Node {
  readonly type: string;
  readonly [part: string]: unknown;
}

/** The words that a component has in it, in the order in which they stand there. */
function literalsIn(file: string, code: string): string[] {
  const found: string[] = [];
  /** @param visible whether a string that stands here would be shown */
  const visit = (node: Node, visible: boolean): void => {
    if (visible) found.push(...wordsOf(node));
    for (const child of childrenOf(node)) visit(child, isVisible(child, node, visible));
  };
  visit(parseSync(file, code).program as unknown as Node, false);
  return found;
}

function wordsOf(node: Node): string[] {
  const written = node.type === 'TemplateElement' ? (node.value as { cooked: string }).cooked : node.value;
  const isText = ['JSXText', 'Literal', 'TemplateElement'].includes(node.type);
  return isText && typeof written === 'string' && /\p{L}/u.test(written) ? [written.trim()] : [];
}

/** A string is shown where it stands in JSX, in an attribute that is, or where either gets it from; not where it is compared or given on. */
function isVisible(node: Node, parent: Node, visible: boolean): boolean {
  switch (parent.type) {
    case 'JSXElement':
    case 'JSXFragment':
      return node.type === 'JSXText' || node.type === 'JSXExpressionContainer';
    case 'JSXAttribute':
      return node === parent.value && isShown(parent);
    case 'ConditionalExpression':
      return visible && node !== parent.test;
    case 'LogicalExpression':
    case 'TemplateLiteral':
    case 'JSXExpressionContainer':
      return visible;
    case 'BinaryExpression':
      return visible && parent.operator === '+';
    default:
      return false;
  }
}

function isShown({ name, element }: Node): boolean {
  // `Icon` is called by the name of its drawing.
  return shown.has((name as { name: string }).name) && element !== 'Icon';
}

function childrenOf(node: Node): Node[] {
  const element = (node.name as Node | undefined)?.name;
  return Object.values(node)
    .flat()
    .filter((value): value is Node => typeof value === 'object' && value !== null && 'type' in value)
    .map((child) => (child.type === 'JSXAttribute' ? { ...child, element } : child));
}

function filesOf(folders: readonly string[], ending: RegExp): string[] {
  return folders
    .flatMap((folder) =>
      readdirSync(join(source, folder), { recursive: true, encoding: 'utf8' }).map((name) =>
        join(folder, name),
      ),
    )
    .filter((name) => ending.test(name) && !name.includes('.test.'));
}

describe('no words of their own', () => {
  it.each(filesOf(['popup', 'options', 'welcome', 'ui'], /\.tsx$/))('has %s', (file) => {
    expect(literalsIn(file, readFileSync(join(source, file), 'utf8'))).toEqual([]);
  });

  it('have the files that tell components, menus and the address bar what to say', () => {
    const files = filesOf(['popup', 'options', 'welcome', 'ui', 'background', 'engine'], /\.ts$/);
    const sentences = files.flatMap((file) =>
      [
        ...readFileSync(join(source, file), 'utf8').matchAll(
          /(Error\()?(?<![\w.])(['`])(\p{Lu}\p{L}* .*?)\2/gu,
        ),
      ]
        .filter((match) => match[1] === undefined)
        .map((match) => `${file}: ${match[3]}`),
    );
    expect(sentences).toEqual([]);
  });

  it.each(['popup', 'options', 'welcome', 'frame-host'])(
    'has the page %s, but for the title until it has spoken',
    (page) => {
      const html = readFileSync(join(source, page, 'index.html'), 'utf8');
      const words = html.replaceAll(/<!doctype html>|<[^>]*>/g, ' ').trim();
      expect(words).toBe('Hatrack');
    },
  );

  it.each(['chrome', 'firefox'] as const)('has the manifest for %s', (browser) => {
    const { name, description, action, commands, default_locale } = manifestFor({
      browser,
      grantHosts: false,
      style: '',
    });
    const descriptions = Object.values<object>(commands).flatMap((command) =>
      'description' in command ? [command.description] : [],
    );
    expect(descriptions).toHaveLength(11);
    expect(default_locale).toBe('en');
    const english = messagesOf('en');
    for (const words of [name, description, action.default_title, ...descriptions]) {
      const [, message = ''] = /^__MSG_(\w+)__$/.exec(String(words)) ?? [];
      expect([words, english[message]?.message]).toEqual([words, expect.any(String)]);
    }
  });

  it('would be seen', () => {
    const code = `
      const a = <Icon name="check" class="big" />;
      const b = <Button name="More" title={busy ? 'Busy' : \`For \${who}\`}>Add {busy === 'action' && 'now'}</Button>;
      const c = <p dir="auto" aria-label={'Say ' + word}>{text.add}</p>;
    `;
    expect(literalsIn('a.tsx', code)).toEqual(['More', 'Busy', 'For', 'Add', 'now', 'Say']);
  });
});
