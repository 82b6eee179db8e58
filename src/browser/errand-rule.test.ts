import { expect, it } from 'vitest';
import { ruleChange } from './barrier-rules';
import { errandRule } from './errand-rule';

const site = { id: 'shop.test' as never, domains: ['shop.test'] };
const rule = errandRule('https://www.shop.test/logout?a=1', 'sid=ann', 'extension-host');

it('gives cookies to requests of our own to one host, and takes off what the answer would set', () => {
  expect(rule.condition).toEqual({
    urlFilter: '|https://www.shop.test/',
    initiatorDomains: ['extension-host'],
    resourceTypes: ['xmlhttprequest'],
  });
  expect(rule.action.requestHeaders).toContainEqual({ header: 'cookie', operation: 'set', value: 'sid=ann' });
  expect(rule.action.responseHeaders).toContainEqual({ header: 'set-cookie', operation: 'remove' });
  const [first] = errandRule('https://shop.test/', '', 'extension-host').action.requestHeaders;
  expect(first).toEqual({ header: 'cookie', operation: 'remove' });
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
