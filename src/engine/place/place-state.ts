import type { Place } from '@/domain/ids';
import type { Live } from '@/domain/jar/live';
import type { SiteRecord } from '@/domain/site/site-record';

/** What is stored of a Place, as a verb finds it when its turn has come. */
export interface PlaceState {
  readonly place: Place;
  readonly site: SiteRecord;
  readonly live: Live;
}
