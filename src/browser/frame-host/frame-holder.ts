import type { FrameOrder } from '@/frame-host/protocol';

/** A document of ours that has frames of sites in it. Where it comes from is the browser's matter. */
export interface FrameHolder {
  /** Makes the document where it is not there yet. */
  order(order: FrameOrder): Promise<void>;
  /** Milliseconds that it stays for the next switch. */
  readonly idle: number;
  /** No frame is wanted any more. */
  release(): void;
}

/** @param loaded told when a frame has loaded something, be it an error page */
export type MakeFrameHolder = (loaded: (frameId: string) => void) => FrameHolder;

export const framePage = 'src/frame-host/index.html';
