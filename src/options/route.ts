import type { SiteId } from '@/domain/ids';

/** Places of the settings, as their address has them after `#`; Back and bookmarks work by it. */

export const sections = ['sites', 'keys', 'appearance', 'data', 'about'] as const;
export type Section = (typeof sections)[number];

export type Route =
  | { readonly kind: Section }
  | { readonly kind: 'site' | 'accounts'; readonly siteId: SiteId };

/** @param hash with or without `#`; what leads nowhere leads to the sites */
export function routeOf(hash: string): Route {
  const [first = '', ...rest] = hash.replace(/^#/, '').split('/');
  const siteId = decoded(rest.join('/')) as SiteId;
  if (first === 'sites' && siteId !== '') return { kind: 'site', siteId };
  if (first === 'accounts' && siteId !== '') return { kind: 'accounts', siteId };
  return { kind: sections.find((section) => section === first) ?? 'sites' };
}

export function hashOf(route: Route): string {
  if (route.kind === 'site') return `#sites/${route.siteId}`;
  return 'siteId' in route ? `#accounts/${route.siteId}` : `#${route.kind}`;
}

/** What stands for it in the navigation. */
export function sectionOf({ kind }: Route): Section {
  return kind === 'site' || kind === 'accounts' ? 'sites' : kind;
}

/** Browsers write brackets and letters of other scripts as they like. */
function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
