import browser, { type DeclarativeNetRequest } from 'webextension-polyfill';
import type { Site } from '@/domain/site';
import { createTurns } from '@/domain/turns';
import type { BarrierPort } from '@/engine/ports';
import { errandRuleId } from '../answers/errand-rule';
import { arming, type Rule, ruleChange, type Stage } from './barrier-rules';

type BrowserRule = DeclarativeNetRequest.Rule;

/** Chromium's barrier, by rules of the browser's own: they hold while the worker is dead. Session rules end with the browser. */
export function createRuleBarrier(): BarrierPort {
  const { declarativeNetRequest } = browser;
  const inTurn = createTurns();
  // Nobody else changes the barrier's, so they are read once.
  let known: readonly Rule[] | null = null;
  const change = (site: Site, stage: Stage): Promise<void> =>
    inTurn(async () => {
      const existing = known ?? (await rulesThere());
      known = existing;
      const { removeRuleIds, addRules } = ruleChange(existing, site, stage, Date.now());
      if (removeRuleIds.length + addRules.length === 0) return;
      // What is there after one that failed is not known.
      known = null;
      await declarativeNetRequest.updateSessionRules({ removeRuleIds, addRules: toBrowser(addRules) });
      known = [...existing.filter(({ id }) => !removeRuleIds.includes(id)), ...addRules];
    });
  return {
    arm: () =>
      declarativeNetRequest.updateDynamicRules({ removeRuleIds: [arming.id], addRules: toBrowser([arming]) }),
    raise: (site) => change(site, 'raised'),
    open: (site) => change(site, 'open'),
    lower: (site) => change(site, 'lowered'),
  };
}

async function rulesThere(): Promise<Rule[]> {
  const rules = (await browser.declarativeNetRequest.getSessionRules()) as unknown as Rule[];
  // From there on they are of errands and of sleeping tabs.
  return rules.filter(({ id }) => id < errandRuleId);
}

/** The polyfill's types do not know conditions on headers yet. */
function toBrowser(rules: readonly Rule[]): BrowserRule[] {
  return rules as unknown as BrowserRule[];
}
