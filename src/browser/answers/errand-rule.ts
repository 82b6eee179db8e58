import type { Errand } from '@/domain/sign-out/errand';

/**
 * The pure half of `errands.ts`: the rule of `declarativeNetRequest` under which a request of ours is sent as the owner of some cookies,
 * while the browser's own are neither sent nor changed.
 */
export interface ErrandRule {
  readonly id: number;
  readonly priority: number;
  readonly action: {
    readonly type: 'modifyHeaders';
    readonly requestHeaders: readonly HeaderChange[];
    readonly responseHeaders: readonly HeaderChange[];
  };
  readonly condition: {
    readonly urlFilter: string;
    readonly initiatorDomains: readonly string[];
    readonly resourceTypes: readonly string[];
  };
}

interface HeaderChange {
  readonly header: string;
  readonly operation: 'set' | 'remove';
  readonly value?: string;
}

/** Far above those of the barrier, which counts its ids up. */
export const errandRuleId = 1_000_000_000;

/** Above all priorities of the barrier; 31 bits. */
const highest = 2_147_483_647;

/** @param extensionHost of our own pages: requests of nobody else are met */
export function errandRule({ url, cookies, post }: Errand, extensionHost: string): ErrandRule {
  const remove = (header: string): HeaderChange => ({ header, operation: 'remove' });
  const set = (header: string, value: string): HeaderChange => ({ header, operation: 'set', value });
  return {
    id: errandRuleId,
    priority: highest,
    action: {
      type: 'modifyHeaders',
      requestHeaders: [
        cookies === '' ? remove('cookie') : set('cookie', cookies),
        // The site need not know who asks.
        post === null ? remove('origin') : set('origin', post.origin),
        remove('referer'),
      ],
      responseHeaders: [remove('set-cookie'), remove('clear-site-data')],
    },
    condition: {
      // No `requestDomains`: by these the barrier knows its rules.
      urlFilter: `|${new URL(url).origin}/`,
      initiatorDomains: [extensionHost],
      resourceTypes: ['xmlhttprequest'],
    },
  };
}
