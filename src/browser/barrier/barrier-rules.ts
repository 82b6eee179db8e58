import type { Site } from '@/domain/site';
import { nothingRuns } from './hush-rule';

/**
 * The pure half of `barrier.ts`. A Site has up to three rules at a time of `declarativeNetRequest`:
 *
 * - `strip` takes `Set-Cookie` off its answers. Its condition is on an answer's headers, so it is matched when they arrive
 *   and catches what was asked before the rule came (measured; ordinary rules are matched when a request starts).
 * - `block` stops what its pages ask for while jars are exchanged.
 * - `hush` has no script run of a page that is loaded meanwhile: it could write into what is exchanged.
 * - `allow` lets through what starts after the exchange. It outranks `strip`, which goes on for older requests.
 *
 * Whatever was let through by one barrier must be stripped by the next, so ranks grow with time.
 */
export interface Rule {
  readonly id: number;
  readonly priority: number;
  readonly action: {
    readonly type: 'allow' | 'block' | 'modifyHeaders';
    readonly responseHeaders?: readonly {
      readonly header: string;
      readonly operation: 'append' | 'remove';
      readonly value?: string;
    }[];
  };
  readonly condition: {
    readonly requestDomains?: readonly string[];
    readonly initiatorDomains?: readonly string[];
    readonly resourceTypes?: readonly string[];
    readonly urlFilter?: string;
    /** Chromium 128 and later. */
    readonly responseHeaders?: readonly { readonly header: string }[];
  };
}

/**
 * Never matches. That it looks at an answer's headers is enough for Chromium to lead every request past the rules again when
 * its answer arrives (measured: without it a rule that comes later catches nothing).
 */
export const arming: Rule = {
  id: 1,
  priority: 1,
  action: { type: 'modifyHeaders', responseHeaders: [{ header: 'x-hatrack', operation: 'remove' }] },
  condition: { urlFilter: '||hatrack.invalid/', responseHeaders: [{ header: 'x-hatrack' }] },
};

export type Stage = 'raised' | 'open' | 'lowered';

export interface RuleChange {
  readonly removeRuleIds: number[];
  readonly addRules: Rule[];
}

/** Ranks of one barrier, from its base. */
const rank = { strip: 1, hush: 1, block: 2, allow: 3 } as const;
const ranks = 4;

/** 2023-11-14, so that seconds since then, times `ranks`, fit into a rule's priority (31 bits) until 2040. */
const firstSecond = 1_700_000_000;

/** @param now milliseconds since the epoch */
export function ruleChange(existing: readonly Rule[], site: Site, stage: Stage, now: number): RuleChange {
  const own = existing.filter((rule) => isOf(rule, site));
  const others = existing.filter((rule) => !isOf(rule, site));
  const next = wantedRules(own, site, stage, now);
  const taken = others.map(({ id }) => id);
  return { removeRuleIds: own.map(({ id }) => id), addRules: numbered(next, taken) };
}

function wantedRules(own: readonly Rule[], site: Site, stage: Stage, now: number): Omit<Rule, 'id'>[] {
  if (stage === 'lowered') return [];
  const before = Math.max(0, ...own.map(({ priority }) => priority - (priority % ranks)));
  if (stage === 'raised') {
    const base = Math.max(before + ranks, (Math.floor(now / 1000) - firstSecond) * ranks);
    return [stripRule(site, base), hushRule(site, base), blockRule(site, base)];
  }
  // Without a barrier there is nothing to open.
  return before === 0 ? [] : [stripRule(site, before), allowRule(site, before)];
}

function stripRule(site: Site, base: number): Omit<Rule, 'id'> {
  return {
    priority: base + rank.strip,
    action: { type: 'modifyHeaders', responseHeaders: [{ header: 'set-cookie', operation: 'remove' }] },
    condition: { ...whole(site), responseHeaders: [{ header: 'set-cookie' }] },
  };
}

/** It is loaded once more as soon as the exchange is over. */
function hushRule(site: Site, base: number): Omit<Rule, 'id'> {
  return {
    priority: base + rank.hush,
    action: { type: 'modifyHeaders', responseHeaders: [nothingRuns] },
    condition: { requestDomains: site.domains, resourceTypes: ['main_frame'] },
  };
}

/** Other sites' requests to this one are none of the account's pages; people see those sites at the same time. */
function blockRule(site: Site, base: number): Omit<Rule, 'id'> {
  const resourceTypes = whole(site).resourceTypes.filter((type) => type !== 'main_frame');
  return {
    priority: base + rank.block,
    action: { type: 'block' },
    condition: { ...whole(site), resourceTypes, initiatorDomains: site.domains },
  };
}

function allowRule(site: Site, base: number): Omit<Rule, 'id'> {
  return { priority: base + rank.allow, action: { type: 'allow' }, condition: whole(site) };
}

function whole(site: Site) {
  return { requestDomains: site.domains, resourceTypes: everyType };
}

/** A Site that was joined with this one can have left rules behind; they are this one's then. */
function isOf({ condition }: Rule, site: Site): boolean {
  const [main] = condition.requestDomains ?? [];
  return main !== undefined && site.domains.includes(main);
}

/** Ids only have to differ. */
function numbered(rules: readonly Omit<Rule, 'id'>[], taken: readonly number[]): Rule[] {
  const first = Math.max(0, ...taken) + 1;
  return rules.map((rule, index) => ({ ...rule, id: first + index }));
}

const everyType: readonly string[] = [
  'main_frame',
  'sub_frame',
  'stylesheet',
  'script',
  'image',
  'font',
  'object',
  'xmlhttprequest',
  'ping',
  'csp_report',
  'media',
  'websocket',
  'other',
];
