import { describe, expect, it } from 'vitest';
import { anAnswer } from '@/testing/builders';
import { isFollowedLink } from './followed-link';

const site = { domains: ['shop.test', 'pay.test'] };
const mail = { fromElsewhere: true, ledBy: 'https://mail.test' };

describe('isFollowedLink', () => {
  it('is a page that another site has led to, also one that keeps its name to itself', () => {
    expect(isFollowedLink(site, anAnswer(mail))).toBe(true);
    expect(isFollowedLink(site, anAnswer({ fromElsewhere: true }))).toBe(true);
    expect(isFollowedLink(site, anAnswer({ ...mail, ledAwayFrom: 'https://short.test/x' }))).toBe(true);
  });

  it.each([
    ['typed, or from another program', {}],
    ['of another domain of the Site', { fromElsewhere: true, ledBy: 'https://www.pay.test' }],
    ['led away by the Site and back', { ...mail, ledAwayFrom: 'https://www.shop.test/inbox' }],
    ['in a frame', { ...mail, mainFrame: false }],
    ['an answer to a form', { ...mail, method: 'POST' }],
  ])('is not one that is %s', (_, facts) => {
    expect(isFollowedLink(site, anAnswer(facts))).toBe(false);
  });
});
