import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import type { AxeResults } from 'axe-core';
import type { Page } from 'puppeteer-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { isFirefox } from '../driver/launch';
import { type Gallery, type Look, openGallery } from '../pictures/gallery';
import { settingsPictures } from '../pictures/settings-states';
import { type Picture, popupPictures, welcomePictures } from '../pictures/states';

const light: Look = { theme: 'light', direction: 'ltr' };

const pictures = [...popupPictures, ...settingsPictures, ...welcomePictures];
const looks: readonly (readonly [string, Look, readonly Picture[]])[] = [
  ['light', light, pictures],
  ['dark, right to left', { theme: 'dark', direction: 'rtl' }, pictures],
  [
    'more contrast',
    { ...light, contrast: 'more' },
    some('list', 'menu', 'refused', 'settings-site', 'welcome'),
  ],
  [
    'more contrast, dark',
    { theme: 'dark', direction: 'ltr', contrast: 'more' },
    some('list', 'menu', 'refused', 'settings-site', 'welcome'),
  ],
];

function some(...names: string[]): Picture[] {
  return pictures.filter(({ name }) => names.includes(name));
}

/** WCAG 2.2 AA and what axe-core knows besides, in every state. The page is the same in Firefox, which has no such gallery. */
describe.skipIf(isFirefox)('what Hatrack shows is accessible', () => {
  let gallery: Gallery;
  let axe: string;
  beforeAll(async () => {
    axe = await readFile(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
    gallery = await openGallery();
  });
  afterAll(() => gallery.close());

  it.each(looks)('in every state: %s', async (_, look, shown) => {
    const faults: string[] = [];
    for (const picture of shown) {
      // Names, roles and order are the same in every look.
      const rules = look === light ? null : ['color-contrast'];
      const found = await gallery.show(picture, look, (page) => faultsOf(page, axe, rules));
      faults.push(...found.map((fault) => `${picture.name}: ${fault}`));
    }
    expect(faults.filter((fault) => !expected.has(fault))).toEqual([]);
  });

  it('loses nothing with text of twice the size', async () => {
    const lost: string[] = [];
    const look: Look = { ...light, textSize: 32 };
    for (const picture of pictures) {
      const isPage = picture.window !== undefined;
      const found = await gallery.show(picture, look, (page) => page.evaluate(outOfReach, isPage));
      lost.push(...found.map((element) => `${picture.name}: ${element}`));
    }
    expect(lost).toEqual([]);
  });
});

/** A heading would be what it waits for. */
const expected = new Set(['loading: page-has-heading-one at html']);

/** @param rules of axe-core; `null`: all of them */
async function faultsOf(page: Page, axe: string, rules: string[] | null): Promise<string[]> {
  await page.evaluate(axe);
  return [...(await page.evaluate(runAxe, rules)), ...(await page.evaluate(smallTargets))];
}

// The functions below run in the page.

declare const axe: { run(context: Document, options: object): Promise<AxeResults> };

async function runAxe(rules: string[] | null): Promise<string[]> {
  const { violations, passes, inapplicable } = await axe.run(document, {
    resultTypes: ['violations'],
    ...(rules === null ? {} : { runOnly: { type: 'rule', values: rules } }),
  });
  if (violations.length + passes.length + inapplicable.length === 0) throw new Error('Nothing was looked at');
  return violations.flatMap(({ id, nodes }) => nodes.map(({ target }) => `${id} at ${target}`));
}

/** WCAG 2.2, 2.5.8. */
function smallTargets(): string[] {
  const targets = [
    ...document.querySelectorAll<HTMLElement>('button, input, select, summary, a, [role="button"]'),
  ];
  return targets
    .filter((target) => target.checkVisibility())
    .map((target) => [target.outerHTML.slice(0, 80), target.getBoundingClientRect()] as const)
    .filter(([, { width, height }]) => width < 24 || height < 24)
    .map(([html, { width, height }]) => `only ${width} × ${height}: ${html}`);
}

/** What no scrolling brings into the window. @param isPage it may be longer than the window, but not wider */
function outOfReach(isPage: boolean): string[] {
  const { scrollWidth, clientWidth, scrollHeight, clientHeight } = document.documentElement;
  const targets = [...document.querySelectorAll<HTMLElement>('h1, h2, main p, button, input, select, a')];
  const lost = targets.filter((target) => {
    target.scrollIntoView({ block: 'nearest' });
    const { left, right, top, bottom } = target.getBoundingClientRect();
    return target.checkVisibility() && (left < 0 || right > innerWidth || top < 0 || bottom > innerHeight);
  });
  const isLong = scrollHeight > clientHeight && !isPage;
  const page = scrollWidth > clientWidth || isLong ? ['the page scrolls'] : [];
  return [...page, ...lost.map((element) => element.outerHTML.slice(0, 80))];
}
