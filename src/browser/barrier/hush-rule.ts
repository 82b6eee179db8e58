import type { TabId } from '@/domain/ids';
import type { Site } from '@/domain/site';

/**
 * The pure half of `hush.ts`: the rule of `declarativeNetRequest` under which a Site's pages load in one tab with no script, style or
 * frame of theirs; what they keep can be reached all the same. A page from a cache or after a restart comes under it too.
 */
export interface HushRule {
  readonly id: number;
  readonly priority: number;
  readonly action: {
    readonly type: 'modifyHeaders';
    readonly responseHeaders: readonly (typeof nothingRuns)[];
  };
  readonly condition: {
    readonly tabIds: readonly TabId[];
    readonly requestDomains: readonly string[];
    readonly resourceTypes: readonly string[];
  };
}

/** Beside what a page's own policy says, which can only be more. */
export const nothingRuns = {
  header: 'content-security-policy',
  operation: 'append',
  value: "default-src 'none'",
} as const;

/** What is to be asked of the browser. */
export interface HushChange {
  readonly removeRuleIds: number[];
  readonly addRules: HushRule[];
}

/** Far above those of the barrier and of errands. */
export const firstHushRuleId = 1_100_000_000;

/** Above the barrier, which lets pages through as they are. */
const priority = 2_147_483_646;

export function hushed(existing: readonly HushRule[], site: Site, tabs: readonly TabId[]): HushChange {
  const { removeRuleIds } = lifted(existing, tabs);
  const next = Math.max(firstHushRuleId, ...existing.map(({ id }) => id + 1));
  return { removeRuleIds, addRules: tabs.map((tab, index) => hushRule(next + index, site, tab)) };
}

export function lifted(existing: readonly HushRule[], tabs: readonly TabId[]): HushChange {
  const of = existing.filter(({ condition }) => condition.tabIds.some((id) => tabs.includes(id)));
  return { removeRuleIds: of.map(({ id }) => id), addRules: [] };
}

function hushRule(id: number, { domains }: Site, tab: TabId): HushRule {
  return {
    id,
    priority,
    action: {
      type: 'modifyHeaders',
      responseHeaders: [nothingRuns],
    },
    condition: { tabIds: [tab], requestDomains: domains, resourceTypes: ['main_frame'] },
  };
}
