// @vitest-environment happy-dom
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeEach, describe, expect, it } from 'vitest';
import { showChosenTheme, showTheme } from './theme';

const { style } = document.documentElement;

beforeEach(() => {
  localStorage.clear();
  style.colorScheme = '';
});

describe('the theme', () => {
  it('is the system’s until another is chosen, and again when that is chosen', () => {
    showChosenTheme();
    expect(style.colorScheme).toBe('');
    showTheme('dark');
    showTheme('system');
    expect([style.colorScheme, localStorage.length]).toEqual(['', 0]);
  });

  it('is there on the next page before anybody was asked', () => {
    showTheme('dark');
    style.colorScheme = '';
    showChosenTheme();
    expect(style.colorScheme).toBe('dark');
  });

  it.each(['options', 'welcome'])('is there before anything of the page %s is painted', (page) => {
    const html = readFileSync(join(import.meta.dirname, '..', page, 'index.html'), 'utf8');
    const [script, styles] = ['/ui/first-paint.js', '../ui/tokens.css'].map((file) => html.indexOf(file));
    expect(script).toBeGreaterThan(0);
    expect(script).toBeLessThan(styles ?? 0);
  });

  it('is the system’s where the mirror says what is no theme', () => {
    localStorage.setItem('theme', 'url(x)');
    showChosenTheme();
    expect(style.colorScheme).toBe('');
  });
});
