import { describe, expect, it } from 'vitest';
import type { SiteId } from '@/domain/ids';
import type { Site } from '@/domain/site';
import { type Rule, ruleChange, type Stage } from './barrier-rules';

const shop: Site = { id: 'shop.test' as SiteId, domains: ['shop.test', 'shop.example'] };
const other: Site = { id: 'other.test' as SiteId, domains: ['other.test'] };
const now = 1_800_000_000_000;

/** The rules after each of these stages in turn. */
function rulesAfter(stages: readonly (readonly [Site, Stage, number?])[]): Rule[] {
  let rules: Rule[] = [];
  for (const [site, stage, at = now] of stages) {
    const { removeRuleIds, addRules } = ruleChange(rules, site, stage, at);
    rules = [...rules.filter(({ id }) => !removeRuleIds.includes(id)), ...addRules];
    expect(new Set(rules.map(({ id }) => id)).size).toBe(rules.length);
  }
  return rules;
}

const kinds = (rules: readonly Rule[]) =>
  rules.toSorted((a, b) => a.priority - b.priority).map(({ action }) => action.type);
const topOf = (rules: readonly Rule[], type: string) =>
  Math.max(...rules.filter(({ action }) => action.type === type).map(({ priority }) => priority));

describe('the rules of a barrier', () => {
  it('strip late answers and block what pages ask for, then let new requests through', () => {
    expect(kinds(rulesAfter([[shop, 'raised']]))).toEqual(['modifyHeaders', 'modifyHeaders', 'block']);
    expect(
      kinds(
        rulesAfter([
          [shop, 'raised'],
          [shop, 'open'],
        ]),
      ),
    ).toEqual(['modifyHeaders', 'allow']);
    expect(
      rulesAfter([
        [shop, 'raised'],
        [shop, 'open'],
        [shop, 'lowered'],
      ]),
    ).toEqual([]);
  });

  it('cover every domain of the site, and never block a page that is loaded', () => {
    for (const { condition, action } of rulesAfter([[shop, 'raised']])) {
      expect(condition.requestDomains).toEqual(shop.domains);
      expect(condition.resourceTypes?.includes('main_frame')).toBe(action.type !== 'block');
    }
  });

  it('let no page run scripts that is loaded meanwhile', () => {
    const hushing = (rules: readonly Rule[]) =>
      rules.filter(({ action }) => action.responseHeaders?.[0]?.value === "default-src 'none'");
    const [hush] = hushing(rulesAfter([[shop, 'raised']]));
    expect(hush?.condition).toEqual({ requestDomains: shop.domains, resourceTypes: ['main_frame'] });
    const open = rulesAfter([
      [shop, 'raised'],
      [shop, 'open'],
    ]);
    expect(hushing(open)).toEqual([]);
    const again = rulesAfter([
      [shop, 'raised'],
      [shop, 'open'],
      [shop, 'raised'],
    ]);
    expect(hushing(again)[0]?.priority).toBeGreaterThan(topOf(open, 'allow'));
  });

  it('strip what the barrier before let through', () => {
    const open = rulesAfter([
      [shop, 'raised'],
      [shop, 'open'],
    ]);
    for (const at of [now, now + 1, now + 60_000]) {
      const again = rulesAfter([
        [shop, 'raised'],
        [shop, 'open'],
        [shop, 'raised', at],
      ]);
      expect(topOf(again, 'modifyHeaders')).toBeGreaterThan(topOf(open, 'allow'));
    }
    // Also when no rule of the barrier before is left to tell.
    expect(topOf(rulesAfter([[shop, 'raised', now + 2000]]), 'modifyHeaders')).toBeGreaterThan(
      topOf(open, 'allow'),
    );
  });

  it('of two sites do not touch one another', () => {
    const rules = rulesAfter([
      [shop, 'raised'],
      [other, 'raised'],
      [other, 'open'],
      [other, 'lowered'],
    ]);
    expect(kinds(rules)).toEqual(['modifyHeaders', 'modifyHeaders', 'block']);
    expect(rules.every(({ condition }) => condition.requestDomains?.[0] === 'shop.test')).toBe(true);
  });

  it('of a site that was joined with another are outranked and lowered as that one’s own', () => {
    const joined: Site = { id: other.id, domains: [...other.domains, ...shop.domains] };
    const left = rulesAfter([
      [shop, 'raised'],
      [shop, 'open'],
    ]);
    const again = rulesAfter([
      [shop, 'raised'],
      [shop, 'open'],
      [joined, 'raised'],
    ]);
    expect(kinds(again)).toEqual(['modifyHeaders', 'modifyHeaders', 'block']);
    expect(topOf(again, 'modifyHeaders')).toBeGreaterThan(topOf(left, 'allow'));
    const lowered = rulesAfter([
      [shop, 'raised'],
      [shop, 'open'],
      [joined, 'lowered'],
    ]);
    expect(lowered).toEqual([]);
  });

  it('open nothing where nothing was raised', () => {
    expect(rulesAfter([[shop, 'open']])).toEqual([]);
  });

  it('have a rank that fits into 31 bits for years', () => {
    const in2039 = Date.UTC(2039, 0);
    expect(topOf(rulesAfter([[shop, 'raised', in2039]]), 'block')).toBeLessThan(2 ** 31);
  });
});
