import { describe, expect, it } from 'vitest';
import { type Audience, audienceOf, type Sender } from './audience';

const self = { id: 'us', origin: 'chrome-extension://us' };
const tab = { id: 1 };

describe('audienceOf', () => {
  it.each<[string, Sender, Audience]>([
    ['our popup', { id: 'us', origin: self.origin }, 'extension'],
    ['our page in a tab', { id: 'us', origin: self.origin, tab, frameId: 0 }, 'extension'],
    ['our script in a page', { id: 'us', origin: 'https://shop.test', tab, frameId: 0 }, 'page'],
    ['our script in a frame', { id: 'us', origin: 'https://shop.test', tab, frameId: 3 }, 'stranger'],
    ['our script with no tab', { id: 'us', origin: 'https://shop.test', frameId: 0 }, 'stranger'],
    [
      'a page that claims our address',
      { id: 'us', url: `${self.origin}/popup.html`, tab, frameId: 0 },
      'stranger',
    ],
    ['an opaque origin', { id: 'us', origin: 'null', tab, frameId: 0 }, 'stranger'],
    ['another extension', { id: 'them', origin: 'chrome-extension://them' }, 'stranger'],
    ['nobody', {}, 'stranger'],
  ])('%s', (_, sender, expected) => {
    expect(audienceOf(sender, self)).toBe(expected);
  });
});
