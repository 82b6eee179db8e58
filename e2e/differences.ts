import { browserName } from './driver/launch';

interface Difference {
  readonly only: 'chromium' | 'firefox';
  readonly why: string;
}

/** Everything that is not the same in both browsers, and why. What is not in this table runs in both. */
const differences = {
  'cookies without a name': {
    only: 'chromium',
    why: 'Firefox takes none, neither from sites nor from extensions.',
  },
  'a cookie that is set again with its value keeps its age': {
    only: 'chromium',
    why: 'In Firefox a cookie would keep it with another value too, so there it always goes first.',
  },
  'Escape closes the menu first': {
    only: 'chromium',
    why: 'In Firefox it closes the popup before the popup can hear of it.',
  },
  'the prompt closes the popup': {
    only: 'chromium',
    why: 'In Firefox the popup stays, and shows the accounts when its person has said yes.',
  },
  'a site that was allowed once is allowed without asking': {
    only: 'chromium',
    why: 'Firefox asks again.',
  },
  'WebSockets are granted apart': {
    only: 'chromium',
    why: 'In Firefox `*:` stands for them too, so without them nothing is missing.',
  },
  'a background that sleeps in the middle of a long switch': {
    only: 'firefox',
    why: 'Chromium lets a worker live while a message waits for its answer.',
  },
  'whoever watches a tab wakes it': {
    only: 'chromium',
    why: 'In Firefox a tab sleeps on, so there it is switched by the popup while one sleeps, and not by a command alone.',
  },
  'tabs in containers': {
    only: 'firefox',
    why: 'Chromium has none.',
  },
  'pages are loaded before anybody goes there': {
    only: 'chromium',
    why: 'Firefox does not know the rules by which sites ask for that.',
  },
  'a browser goes on without a window': {
    only: 'chromium',
    why: 'On this system Firefox ends with its last window; where it does not, it keeps session cookies.',
  },
  'extensions of a driven browser hear of its start': {
    only: 'firefox',
    why: 'Into Chromium they are loaded when it has started already.',
  },
  'certificates cannot be put away': {
    only: 'chromium',
    why: 'In Firefox they can: they go to the other account and come back.',
  },
  'the menu of a page is driven by keys': {
    only: 'chromium',
    why: 'Firefox has other items in another order, and nobody has yet walked through them by keys.',
  },
  'warnings at install': {
    only: 'chromium',
    why: 'Firefox has no way to ask which there would be; it shows none for an add-on without hosts.',
  },
} as const satisfies Record<string, Difference>;

/** Whether it happens in the browser that this run is about. */
export function happens(what: keyof typeof differences): boolean {
  return differences[what].only === browserName;
}
