import type { Page } from 'puppeteer-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { isFirefox } from '../driver/launch';
import { faultsIn } from '../pictures/accessible';
import { type Gallery, type Look, openGallery } from '../pictures/gallery';
import { settingsPictures } from '../pictures/settings-states';
import { popupPictures, welcomePictures } from '../pictures/states';

const light: Look = { theme: 'light', direction: 'ltr' };

const pictures = [...popupPictures, ...settingsPictures, ...welcomePictures];
const somePictures = pictures.filter(({ name }) =>
  ['list', 'menu', 'refused', 'settings-site', 'welcome'].includes(name),
);

/** Beside `e2e/pictures/every-state.e2e.ts`. The page is the same in Firefox, which has no such gallery. */
describe.skipIf(isFirefox)('what Hatrack shows is accessible', () => {
  let gallery: Gallery;
  beforeAll(async () => {
    gallery = await openGallery();
  });
  afterAll(() => gallery.close());

  it.each([
    ['more contrast', { ...light, contrast: 'more' }],
    ['more contrast, dark', { theme: 'dark', direction: 'ltr', contrast: 'more' }],
  ] as const)('in every state: %s', async (_, look) => {
    const faults: string[] = [];
    for (const picture of somePictures) {
      const see = (page: Page) => faultsIn(picture.name, page, ['color-contrast']);
      faults.push(...(await gallery.show(picture, look, see)));
    }
    expect(faults).toEqual([]);
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

// Runs in the page.

/** What no scrolling brings into the window, but for what says nothing just now. @param isPage it may be longer than the window, but not wider */
function outOfReach(isPage: boolean): string[] {
  const { scrollWidth, clientWidth, scrollHeight, clientHeight } = document.documentElement;
  const targets = [
    ...document.querySelectorAll<HTMLElement>('h1, h2, main p:not(:empty), button, input, select, a'),
  ];
  const lost = targets.filter((target) => {
    target.scrollIntoView({ block: 'nearest' });
    const { left, right, top, bottom } = target.getBoundingClientRect();
    return target.checkVisibility() && (left < 0 || right > innerWidth || top < 0 || bottom > innerHeight);
  });
  const isLong = scrollHeight > clientHeight && !isPage;
  const page = scrollWidth > clientWidth || isLong ? ['the page scrolls'] : [];
  return [...page, ...lost.map((element) => element.outerHTML.slice(0, 80))];
}
