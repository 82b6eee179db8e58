import { describe, expect, it } from 'vitest';
import { happens } from '../differences';
import { untilIs } from '../driver/until';
import { beginLongSwitch } from './slow-part';
import { untilServed } from './steps';

/** Milliseconds: less than nothing happens for, while the slow origin of the site is waited for; which is for ten seconds at most. */
const idle = 4500;
const slow = 7000;

const wait = () => new Promise<void>((resolve) => setTimeout(resolve, slow));

describe.runIf(happens('a background that sleeps in the middle of a long switch'))(
  'a switch that waits for longer than a background that hears of nothing may live',
  () => {
    it('comes to its end', async () => {
      const { site, tab, popup } = await beginLongSwitch(wait, { idle });
      await untilIs('what the popup says', 'Now Account 1', () => popup.said());
      await untilServed(site, tab, 'Ann');
      expect(site.mixed()).toEqual([]);
      await popup.close();
    });
  },
);
