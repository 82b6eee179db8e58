import { expect, it } from 'vitest';
import { until, untilIs } from '../driver/until';
import { beginLongSwitch } from './slow-part';
import { switchTo, untilServed } from './steps';

it('a page that is loaded again in the middle of a switch runs as nobody, and then as whoever is active', async () => {
  let goOn: () => void = () => undefined;
  const held = new Promise<void>((resolve) => {
    goOn = resolve;
  });
  const { browser, site, tab, popup } = await beginLongSwitch(() => held);
  await until('the page to give way', async () => (await tab.text()).trim() === '');
  await tab.goto(site.url());
  expect((await tab.text()).trim()).toBe('Hat Tokens');
  expect(await tab.evaluate(() => 'script' in document.body.dataset, null)).toBe(false);
  goOn();
  const said = await until('what comes of it', async () => (await popup.said()) || false);
  const isAnn = said === 'Now Account 1';
  await popup.close();
  await untilServed(site, tab, isAnn ? 'Ann' : 'Ben');
  await switchTo(browser, tab, isAnn ? 'Account 2' : 'Account 1');
  await untilServed(site, tab, isAnn ? 'Ben' : 'Ann');
  await untilIs('what was mixed', [], async () => site.mixed());
});
