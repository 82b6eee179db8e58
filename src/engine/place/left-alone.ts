import type { Place } from '@/domain/ids';
import type { SiteChoices } from '@/domain/site/site-choices';
import type { SiteRecord } from '@/domain/site/site-record';
import { readItem } from '@/storage/item';
import { commonItem } from '@/storage/schema';
import type { Context } from '../context';

/**
 * What the accounts of a Site share as far as it counts for who is signed in at a Place: what an origin keeps that is shared no more can be
 * another account's, until a switch has exchanged it.
 */
export async function sharedAt(
  { local }: Pick<Context, 'local'>,
  place: Place,
  { carried, sharedOrigins }: SiteRecord,
): Promise<Pick<SiteChoices, 'carried' | 'sharedOrigins'>> {
  return { carried, sharedOrigins: [...sharedOrigins, ...(await readItem(local, commonItem(place)))] };
}
