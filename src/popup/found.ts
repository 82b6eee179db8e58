import { matching } from '@/domain/account/label-search';
import type { RowView } from '@/domain/view';

/** A list as long as this has a field to search it. */
const searchFrom = 8;

/**
 * Whether there is a field to search a list. Once there is it stays as long as there is a list: nothing jumps under the pointer that
 * signs one out.
 */
export function isSearchable(rows: readonly RowView[], before: boolean): boolean {
  return rows.length >= searchFrom || (before && rows.length > 0);
}

/** The rows that are shown: all of them while nothing is looked for. */
export function found(rows: readonly RowView[], query: string): readonly RowView[] {
  return query.trim() === '' ? rows : matching(rows, query);
}
