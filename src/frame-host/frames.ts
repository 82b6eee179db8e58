import type { FrameOrder } from './protocol';

/** The frames of sites in the document that this runs in. @param loaded told when a frame has loaded something */
export function createFrames(loaded: (id: string) => void): (order: FrameOrder) => void {
  const frames = new Map<string, HTMLIFrameElement>();
  const open = (id: string, url: string): void => {
    const frame = document.createElement('iframe');
    frame.setAttribute('sandbox', 'allow-same-origin');
    frame.src = url;
    frame.addEventListener('load', () => loaded(id));
    frames.set(id, frame);
    document.body.append(frame);
  };
  return (order) => {
    if (order.do === 'open') return open(order.id, order.url);
    frames.get(order.id)?.remove();
    frames.delete(order.id);
  };
}
