import browser, { type DeclarativeNetRequest } from 'webextension-polyfill';
import { createTurns } from '@/domain/turns';
import type { HushPort } from '@/engine/ports';
import { firstHushRuleId, type HushChange, type HushRule, hushed, lifted } from './hush-rule';

/** By session rules: they hold while the background is dead, and end with the browser. */
export function createHushPort(): HushPort {
  const inTurn = createTurns();
  const change = (work: (existing: readonly HushRule[]) => HushChange): Promise<void> =>
    inTurn(async () => {
      const { removeRuleIds, addRules } = work(await rulesThere());
      if (removeRuleIds.length + addRules.length === 0) return;
      const rules = addRules as unknown as DeclarativeNetRequest.Rule[];
      await browser.declarativeNetRequest.updateSessionRules({ removeRuleIds, addRules: rules });
    });
  return {
    hush: (site, tabs) => change((existing) => hushed(existing, site, tabs)),
    lift: (tabs) => change((existing) => lifted(existing, tabs)),
  };
}

async function rulesThere(): Promise<HushRule[]> {
  const rules = (await browser.declarativeNetRequest.getSessionRules()) as unknown as HushRule[];
  return rules.filter(({ id }) => id >= firstHushRuleId);
}
