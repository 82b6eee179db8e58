import { expect, it } from 'vitest';
import { ruleChange } from '../barrier/barrier-rules';
import { errandRule } from './errand-rule';

const site = { id: 'shop.test' as never, domains: ['shop.test'] };
const asking = { url: 'https://www.shop.test/logout?a=1', cookies: 'sid=ann', post: null };
const rule = errandRule(asking, 'extension-host');

it('gives cookies to requests of our own to one host, and takes off what the answer would set', () => {
  expect(rule.condition).toEqual({
    urlFilter: '|https://www.shop.test/',
    initiatorDomains: ['extension-host'],
    resourceTypes: ['xmlhttprequest'],
  });
  expect(rule.action.requestHeaders).toContainEqual({ header: 'cookie', operation: 'set', value: 'sid=ann' });
  expect(rule.action.responseHeaders).toContainEqual({ header: 'set-cookie', operation: 'remove' });
  const [first] = errandRule({ ...asking, cookies: '' }, 'extension-host').action.requestHeaders;
  expect(first).toEqual({ header: 'cookie', operation: 'remove' });
});

it('says of what is sent that a page of the site sends it, and of what is asked for nothing', () => {
  const post = { origin: 'https://app.shop.test', contentType: 'application/json', body: '{}' };
  const { requestHeaders } = errandRule({ ...asking, post }, 'extension-host').action;
  expect(requestHeaders).toContainEqual({ header: 'origin', operation: 'set', value: post.origin });
  expect(requestHeaders).toContainEqual({ header: 'referer', operation: 'remove' });
  expect(rule.action.requestHeaders).toContainEqual({ header: 'origin', operation: 'remove' });
});

it('outranks the barrier, and is not taken for a rule of it', () => {
  const late = Date.UTC(2039, 11, 31);
  const { addRules, removeRuleIds } = ruleChange([rule as never], site, 'raised', late);
  expect(removeRuleIds).toEqual([]);
  for (const { id, priority } of addRules) {
    expect(priority).toBeLessThan(rule.priority);
    expect(id).not.toBe(rule.id);
    expect(id).toBeLessThan(2 ** 31);
  }
});
