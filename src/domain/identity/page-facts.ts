/** What a page shows of who is signed in, as it was read. All of it is the page's say. */
export interface PageFacts {
  /** `<meta>` by name or property, with their contents. */
  readonly metas: readonly (readonly [name: string, content: string])[];
  /** What lines of the table of known marks found. */
  readonly marks: readonly FoundMark[];
  /** JSON that the server has laid into the page for its scripts, where it may tell of a user. */
  readonly data: readonly string[];
}

export interface FoundMark {
  /** Of the line. */
  readonly site: string;
  readonly id: string | null;
  readonly handle: string | null;
  readonly name: string | null;
  readonly picture: string | null;
}
