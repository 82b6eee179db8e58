/** What the worker and the document with the frames say to each other. */

export const framePort = 'frame-host';

export type FrameOrder =
  | { readonly do: 'open'; readonly id: string; readonly url: string }
  | { readonly do: 'close'; readonly id: string };

/** A frame has loaded something, be it an error page. */
export interface FrameNews {
  readonly loaded: string;
}
