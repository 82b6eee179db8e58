/**
 * What a storage area must offer. The keys of one `set` are written together or not at all (measured in both browsers),
 * which is what a commit rests on.
 */
export interface StoreArea {
  get(keys: readonly string[]): Promise<Readonly<Record<string, unknown>>>;
  /** @throws AppError `storage/failed` when nothing was written: disk or quota is full */
  set(items: Readonly<Record<string, unknown>>): Promise<void>;
  remove(keys: readonly string[]): Promise<void>;
  /** Removes whatever is there. */
  clear(): Promise<void>;
}
