import { originPatterns, type Site } from '@/domain/site';
import type { Ports } from './ports';

/** Whether the browser lets Hatrack reach all of a Site. */
export function isGranted(
  { ports }: { readonly ports: Pick<Ports, 'permissions'> },
  site: Pick<Site, 'domains'>,
): Promise<boolean> {
  return ports.permissions.granted(originPatterns(site));
}
