// @vitest-environment happy-dom
import { render } from 'preact';
import { act } from 'preact/test-utils';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { CommandView } from '@/domain/view';
import { App } from './App';
import { createWelcomeState } from './state';

let root: HTMLElement;
const openShortcuts = vi.fn(async () => undefined);
const openSettings = vi.fn(async () => undefined);

async function show(commands: readonly CommandView[] = [], isOnToolbar = true): Promise<void> {
  const state = createWelcomeState({
    listCommands: async () => commands,
    isOnToolbar: async () => isOnToolbar,
    openShortcuts,
    openSettings,
  });
  await act(async () => {
    render(<App state={state} />, root);
    await state.look();
  });
}

const button = (name: string) =>
  [...root.querySelectorAll('button')].find(
    (element) => (element.getAttribute('aria-label') ?? element.textContent) === name,
  );
const key = (name: string, target: Element = document.body, code = '') =>
  act(async () => {
    target.dispatchEvent(new KeyboardEvent('keydown', { key: name, code, bubbles: true }));
    await new Promise(requestAnimationFrame);
  });
const active = () => root.querySelector('[aria-current="true"]')?.getAttribute('aria-label');
const page = () => root.querySelector('[aria-label="The pretend site"]')?.textContent;

beforeEach(() => {
  root = document.createElement('div');
  document.body.append(root);
});
afterEach(() => {
  render(null, root);
  root.remove();
});

describe('the welcome page', () => {
  it('has one heading, and takes no focus', async () => {
    await show();
    expect([...root.querySelectorAll('h1')].map(({ textContent }) => textContent)).toEqual([
      'Welcome to Hatrack',
    ]);
    expect(document.activeElement).toBe(document.body);
  });

  it('names what to press by its own words', async () => {
    await show();
    expect(root.textContent).toContain('Choose “Use Hatrack on …”.');
    expect(root.textContent).toContain('Choose “Add account” and');
  });

  it('switches on the pretend site', async () => {
    await show();
    expect(page()).toContain('ann@company.example');
    await act(async () => {
      button('Personal')?.click();
      await new Promise(requestAnimationFrame);
    });
    expect(page()).toContain('ann@home.example');
    expect(root.querySelector('[role="status"]')?.textContent).toBe('Now Personal');
  });

  it('hears the number of an account while nothing has the focus, and other keys in the list alone', async () => {
    await show();
    await key('2');
    expect(active()).toBe('Personal');
    await key('&', document.body, 'Digit1');
    expect(active()).toBe('Work');
    await key('2');
    await key('ArrowDown');
    expect(document.activeElement).toBe(document.body);
    const settings = button('Settings') as HTMLElement;
    settings.focus();
    await key('1', settings);
    expect(active()).toBe('Personal');
    const row = button('Personal') as HTMLElement;
    row.focus();
    await key('ArrowUp', row);
    expect(document.activeElement?.getAttribute('aria-label')).toBe('Work');
    await key('1', row);
    expect(active()).toBe('Work');
  });

  it('keeps the focus of whoever adds an account on the pretend site', async () => {
    await show();
    const pressFocused = (name: string) =>
      act(async () => {
        button(name)?.focus();
        button(name)?.click();
        await new Promise(requestAnimationFrame);
      });
    await pressFocused('Add account');
    expect(document.activeElement?.getAttribute('aria-label')).toBe('Work');
    await pressFocused('Sign in as Club');
    expect(document.activeElement?.getAttribute('aria-label')).toBe('Club');
  });

  it('shows the keys that there are, and where they are changed', async () => {
    await show([
      { name: 'account-2', description: 'Account 2 on this site', shortcut: 'Alt+Comma' },
      { name: 'account-3', description: 'Account 3 on this site', shortcut: '' },
      { name: 'next-account', description: 'Next account on this site', shortcut: 'Alt+N' },
      { name: '_execute_action', description: '', shortcut: 'Alt+O' },
    ]);
    const lines = [...root.querySelectorAll('dl > div')].map(({ textContent }) => textContent);
    expect(lines).toEqual([
      'Open HatrackAlt+O',
      'Next account on this siteAlt+N',
      'Account 2 on this siteAlt+,',
    ]);
    await act(async () => button('Change keys')?.click());
    expect(openShortcuts).toHaveBeenCalledOnce();
  });

  it('says where the button is while nobody sees it', async () => {
    await show();
    expect(root.textContent).not.toContain('puzzle piece');
    await show([], false);
    expect(root.textContent).toContain('The hat is behind the puzzle piece.');
  });

  it('leads to the settings', async () => {
    await show();
    await act(async () => button('Settings')?.click());
    expect(openSettings).toHaveBeenCalledOnce();
  });
});
