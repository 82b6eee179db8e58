import browser, { type DeclarativeNetRequest } from 'webextension-polyfill';
import type { HushPort } from '@/engine/ports';
import { firstHushRuleId, type HushChange, type HushRule, hushed, lifted } from './hush-rule';

/** By session rules: they hold while the background is dead, and end with the browser. */
export function createHushPort(): HushPort {
  // One change at a time: each is worked out from the rules that are there.
  let last: Promise<unknown> = Promise.resolve();
  const change = (work: (existing: readonly HushRule[]) => HushChange): Promise<void> => {
    const done = last.then(async () => {
      const { removeRuleIds, addRules } = work(await rulesThere());
      if (removeRuleIds.length + addRules.length === 0) return;
      const rules = addRules as unknown as DeclarativeNetRequest.Rule[];
      await browser.declarativeNetRequest.updateSessionRules({ removeRuleIds, addRules: rules });
    });
    last = done.catch(() => undefined);
    return done;
  };
  return {
    hush: (site, tabs) => change((existing) => hushed(existing, site, tabs)),
    lift: (tabs) => change((existing) => lifted(existing, tabs)),
  };
}

async function rulesThere(): Promise<HushRule[]> {
  const rules = (await browser.declarativeNetRequest.getSessionRules()) as unknown as HushRule[];
  return rules.filter(({ id }) => id >= firstHushRuleId);
}
