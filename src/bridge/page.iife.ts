import {
  type AnnounceDetail,
  announceEvent,
  decodeState,
  helloEvent,
  requestEvent,
  stateEvent,
} from './contract';
import { createSwitcher } from './switcher';

/**
 * Runs in the page's own world, on Sites whose person agreed and nowhere else. All that it knows it was told by the relay,
 * and all of it may be known to the page.
 */
const icon = 'data:image/svg+xml,%3Csvg xmlns=%22http://www.w3.org/2000/svg%22/%3E';

function start(): void {
  const { switcher, update } = createSwitcher();
  const detail: AnnounceDetail = Object.freeze({
    info: Object.freeze({ uuid: crypto.randomUUID(), name: 'Hatrack', icon, rdns: 'io.github.hatrack' }),
    switcher,
  });
  const announce = () => {
    if (switcher.level !== 'none') dispatchEvent(new CustomEvent(announceEvent, { detail }));
  };
  addEventListener(stateEvent, (event) => {
    const view = decodeState((event as CustomEvent<unknown>).detail);
    if (view === undefined) return;
    const wasHushed = switcher.level === 'none';
    update(view);
    if (wasHushed) announce();
  });
  // Whoever comes second and says hello is answered "here already".
  addEventListener(helloEvent, (event) => event.preventDefault());
  addEventListener(requestEvent, announce);
  announce();
}

const isFirst = dispatchEvent(new CustomEvent(helloEvent, { cancelable: true }));
if (isFirst) start();
