import { connectFrames } from '@/browser/frame-line';
import type { FrameOrder } from './protocol';

/** The document that nobody sees: it has frames of sites as it is told, and goes with the worker that made it. */

const frames = new Map<string, HTMLIFrameElement>();

const line = connectFrames(obey);

function obey(order: FrameOrder): void {
  if (order.do === 'open') open(order.id, order.url);
  else {
    frames.get(order.id)?.remove();
    frames.delete(order.id);
  }
}

function open(id: string, url: string): void {
  const frame = document.createElement('iframe');
  frame.setAttribute('sandbox', 'allow-same-origin');
  frame.src = url;
  frame.addEventListener('load', () => line.tellLoaded(id));
  frames.set(id, frame);
  document.body.append(frame);
}
