import { matching } from '@/domain/label-search';
import type { RowView } from '@/domain/view';

/** A list as long as this has a field to search it. */
export const searchFrom = 8;

/** The rows that are shown; all of them where there is nothing to search, whatever was typed before. */
export function found(rows: readonly RowView[], query: string): readonly RowView[] {
  return rows.length < searchFrom || query.trim() === '' ? rows : matching(rows, query);
}
