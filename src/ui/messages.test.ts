import fc from 'fast-check';
import { afterEach, describe, expect, it } from 'vitest';
import { initialOf } from '@/domain/account/label';
import { locales, sourceOf } from '@/testing/locales';
import { speak, spoken } from './messages';
import { bytesText, dateText, errorSentence, statusText, text } from './text';

afterEach(() => speak(sourceOf('en')));

describe('in English', () => {
  it('values stand where they belong', () => {
    expect(text.moved('Ann', 2, 3)).toBe('Ann is now number 2 of 3');
    expect(text.joinAsk('idp.test', 4)).toMatch(/^idp\.test has 4 accounts of its own here\./);
    expect(text.moving({ done: 3, total: 7 })).toBe('Exchanging what this site keeps: 42%');
    expect(text.originWay('/robots.txt')).toBe('last reached by itself, at /robots.txt');
    expect(errorSentence({ code: 'site/off', subject: 'shop.test' })).toMatch(/turned off on shop\.test\./);
    expect(errorSentence({ code: 'site/off' })).toMatch(/turned off on this site\./);
    expect(statusText['signed-in']).toBe('Signed in');
  });

  it('numbers have their plural', () => {
    expect([0, 1, 2, 1000].map(text.siteAccounts)).toEqual([
      '0 accounts',
      '1 account',
      '2 accounts',
      '1,000 accounts',
    ]);
    const receipt = { at: 0, cookies: 1, ofCookies: 1, storages: 2, expired: 0 };
    expect(text.receipt(receipt)).toBe('1 of 1 cookie, 2 storages');
    expect(text.receipt({ ...receipt, ofCookies: 3, expired: 2 })).toBe(
      '1 of 3 cookies, 2 storages; 2 expired, skipped',
    );
    expect(text.off(0)).toBe('Hatrack is turned off here and leaves this site alone.');
    expect(text.off(1)).toMatch(/alone\. Your account is kept\.$/);
  });

  it('a day needs no time', () => {
    expect(text.usedAt(Date.UTC(2026, 0, 31, 12))).toBe('Last used Jan 31, 2026');
    expect(text.usedAt(0)).toBe('Not used yet');
  });

  it('sizes have the unit that fits', () => {
    expect([0, 480, 48_000, 1_234_567, 5e9, 7e13].map(bytesText)).toEqual([
      '0 kB',
      '0.5 kB',
      '48 kB',
      '1.2 MB',
      '5 GB',
      '70,000 GB',
    ]);
  });

  it('a name is in the sentence as it is, whatever is in it', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme-ascii' }), (label) => {
        expect(text.more(label)).toBe(`More for ${label}`);
        expect(text.addingAgain(label)).toContain(`as ${label}. The`);
      }),
    );
  });
});

describe('names of the other direction', () => {
  const sarah = 'שרה כהן';

  it('are isolated in the middle of an English sentence, and left as they are at its end', () => {
    expect(text.moved(sarah, 1, 2)).toBe(`\u2068${sarah}\u2069 is now number 1 of 2`);
    expect(text.more(sarah)).toBe(`More for ${sarah}`);
    expect(text.moved('Ann', 1, 2)).not.toMatch(/[\u2066-\u2069]/);
  });

  it('cannot end their isolation', () => {
    const subject = `a\u2069\u202E ${sarah}`;
    expect(errorSentence({ code: 'page/unsaved', subject })).toMatch(
      /^“\u2068a שרה כהן\u2069” has something/,
    );
  });

  it('are isolated in Arabic and Hebrew wherever they stand, but for numbers', () => {
    for (const locale of ['ar', 'he']) {
      speak(sourceOf(locale));
      expect(text.more('Ann')).toContain('\u2068Ann\u2069');
      expect(text.accountLabel(7)).toMatch(/^[^\u2066-\u2069]+ 7$/);
    }
  });
});

describe('each language', () => {
  it('says whether it is written from the left', () => {
    const directions = locales.map((locale) => {
      speak(sourceOf(locale));
      return [locale, spoken().direction];
    });
    expect(directions.filter(([, direction]) => direction === 'rtl').map(([locale]) => locale)).toEqual([
      'ar',
      'he',
    ]);
  });

  it.each(locales)('%s says everything with every value in it', (locale) => {
    speak(sourceOf(locale));
    for (const count of [0, 1, 2, 3, 11, 100, 1_000_000]) {
      for (const sentence of [
        text.confirmAll(count),
        text.kept(count),
        text.off(count),
        text.siteAccounts(count),
      ])
        expect(sentence).toMatch(/^[^$]+$/);
      expect(text.joinAsk('idp.test', count)).toContain('idp.test');
    }
    expect(text.moved('Ann', 5, 9)).toMatch(/Ann.*[59].*[59]/u);
    expect(dateText(0)).toMatch(/\d|[٠-٩]/);
  });

  it.each(locales)('%s numbers accounts so that the badge can tell them apart', (locale) => {
    speak(sourceOf(locale));
    expect(initialOf(text.accountLabel(2))).toBe('2');
  });

  it('knows the six plurals of Arabic', () => {
    speak(sourceOf('ar'));
    expect(new Set([0, 1, 2, 3, 11, 100].map(text.siteAccounts)).size).toBe(6);
    expect(text.siteAccounts(2)).toBe('حسابان');
  });
});

describe('a browser in another language', () => {
  const speakIn = (locale: string, uiLanguage: string) =>
    speak({ ...sourceOf(locale), uiLanguage: () => uiLanguage });

  it('writes dates as they are written where the person lives', () => {
    speakIn('en', 'en-GB');
    expect(dateText(Date.UTC(2026, 0, 31, 12))).toMatch(/^31 Jan 2026/);
    speakIn('en', 'en-US');
    expect(dateText(Date.UTC(2026, 0, 31, 12))).toMatch(/^Jan 31, 2026/);
  });

  it('for which there are no messages says all of it in English', () => {
    speakIn('en', 'fa-IR');
    expect(spoken()).toEqual({ tag: 'en', direction: 'ltr', locale: 'en' });
    expect(dateText(Date.UTC(2026, 0, 31, 12))).toMatch(/^Jan 31, 2026/);
    expect(text.siteAccounts(1)).toBe('1 account');
  });

  it('that knows a plural which the messages have not takes the one for all others', () => {
    const { getMessage, uiLanguage } = sourceOf('de');
    speak({
      uiLanguage,
      getMessage: (name, values) => (name === 'siteAccounts_one' ? '' : getMessage(name, values)),
    });
    expect(text.siteAccounts(1)).toBe('1 Konten');
  });
});
