import browser from 'webextension-polyfill';

/** Notifications are an optional permission: nothing is shown to who did not ask for it. */

/** Must be called in the click itself. */
export function requestNotifications(): Promise<boolean> {
  return browser.permissions.request({ permissions: ['notifications'] });
}

export function mayNotify(): Promise<boolean> {
  return browser.permissions.contains({ permissions: ['notifications'] });
}

export async function forgoNotifications(): Promise<void> {
  await browser.permissions.remove({ permissions: ['notifications'] });
}

/** One at a time: a newer one takes the place of the one before. */
export async function notify(title: string, message: string): Promise<void> {
  if (!(await mayNotify())) return;
  await browser.notifications.create('hatrack', {
    type: 'basic',
    iconUrl: browser.runtime.getURL('icons/hatrack-128.png'),
    title,
    message,
  });
}
