import type { Cookie } from '../cookie';
import { type Sighting, sightingOf } from './sighting';

/** Cookies of much used sites and software in which whoever is signed in is named in plain text. */

interface KnownCookie {
  readonly name: RegExp;
  /** A domain, with all below it; `null`: software that anybody runs. */
  readonly domain: string | null;
  /** What of the percent-decoded value is the id, or what people call themselves by. */
  readonly id?: RegExp;
  readonly handle?: RegExp;
}

const cookies: readonly KnownCookie[] = [
  { domain: 'github.com', name: /^dotcom_user$/, handle: /^([\w-]+)$/ },
  { domain: 'facebook.com', name: /^c_user$/, id: /^(\d+)$/ },
  { domain: 'instagram.com', name: /^ds_user_id$/, id: /^(\d+)$/ },
  { domain: 'x.com', name: /^twid$/, id: /^"?u=(\d+)"?$/ },
  { domain: 'twitter.com', name: /^twid$/, id: /^"?u=(\d+)"?$/ },
  { domain: 'twitch.tv', name: /^login$/, handle: /^(\w+)$/ },
  { domain: 'notion.so', name: /^notion_user_id$/, id: /^([\da-f-]{32,36})$/ },
  { domain: 'news.ycombinator.com', name: /^user$/, handle: /^([\w-]+)&/ },
  { domain: 'steampowered.com', name: /^steamLoginSecure$/, id: /^(\d{17})\|\|/ },
  { domain: 'steamcommunity.com', name: /^steamLoginSecure$/, id: /^(\d{17})\|\|/ },
  { domain: 'bilibili.com', name: /^DedeUserID$/, id: /^(\d+)$/ },
  { domain: 'douban.com', name: /^dbcl2$/, id: /^"?(\d+):/ },
  // MediaWiki, and its sign-in for several wikis at once.
  { domain: null, name: /^\w*wiki\w*UserName$/i, handle: /^(.+)$/ },
  { domain: null, name: /^centralauth_User$/, handle: /^(.+)$/ },
  { domain: null, name: /^wordpress_logged_in_[\da-f]{32}$/, handle: /^([^|]+)\|\d+\|/ },
];

export function personInCookie(cookie: Cookie): Sighting | null {
  if (cookie.value.length > 4096) return null;
  const known = cookies.find(({ name, domain }) => name.test(cookie.name) && isWithin(cookie.domain, domain));
  if (known === undefined) return null;
  const value = decoded(cookie.value);
  const part = (pattern: RegExp | undefined) => pattern?.exec(value)?.[1] ?? null;
  return sightingOf('cookie', { id: part(known.id), handle: part(known.handle) });
}

function isWithin(host: string, domain: string | null): boolean {
  return domain === null || host === domain || host.endsWith(`.${domain}`);
}

function decoded(value: string): string {
  try {
    return decodeURIComponent(value.replaceAll('+', ' '));
  } catch {
    return value;
  }
}
