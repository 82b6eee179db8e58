import { describe, expect, it } from 'vitest';
import type { TabId } from '@/domain/ids';
import { shop } from '@/testing/builders';
import { errandRuleId } from '../answers/errand-rule';
import { firstHushRuleId, type HushRule, hushed, lifted } from './hush-rule';

const site = { id: shop.siteId, domains: ['shop.test', 'shop-login.test'] };
const [one, two, three] = [1, 2, 3] as TabId[] as [TabId, TabId, TabId];

function applied(existing: HushRule[], { removeRuleIds, addRules }: ReturnType<typeof hushed>): HushRule[] {
  return [...existing.filter(({ id }) => !removeRuleIds.includes(id)), ...addRules];
}

describe('hushed()', () => {
  it('is a rule for each tab, about pages of the Site alone', () => {
    const { addRules } = hushed([], site, [one, two]);
    expect(addRules.map(({ condition }) => condition)).toEqual([
      { tabIds: [one], requestDomains: site.domains, resourceTypes: ['main_frame'] },
      { tabIds: [two], requestDomains: site.domains, resourceTypes: ['main_frame'] },
    ]);
    expect(addRules[0]?.action.responseHeaders).toEqual([
      { header: 'content-security-policy', operation: 'append', value: "default-src 'none'" },
    ]);
  });

  it('has ids of its own, also next to others of its kind', () => {
    const rules = applied([], hushed([], site, [one, two]));
    const more = applied(rules, hushed(rules, site, [two, three]));
    const ids = more.map(({ id }) => id);
    expect(new Set(ids).size).toBe(ids.length);
    expect(more.map(({ condition }) => condition.tabIds[0])).toEqual([one, two, three]);
    expect(Math.min(...ids)).toBe(firstHushRuleId);
    expect(firstHushRuleId).toBeGreaterThan(errandRuleId);
  });
});

describe('lifted()', () => {
  it('takes the rules of these tabs, and no others', () => {
    const rules = applied([], hushed([], site, [one, two, three]));
    const left = applied(rules, lifted(rules, [two, 9 as TabId]));
    expect(left.map(({ condition }) => condition.tabIds[0])).toEqual([one, three]);
  });
});
