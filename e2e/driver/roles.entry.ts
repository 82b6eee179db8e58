import { computeAccessibleName, getRole } from 'dom-accessibility-api';

/** Put into pages of Firefox, which has no way of its own to find what a screen reader would find. */

declare global {
  var hatrackRoles: { find(role: string, name: string): HTMLElement | null };
}

/** @returns the first that is shown and has exactly this role and name */
function find(role: string, name: string): HTMLElement | null {
  const all = [...document.querySelectorAll<HTMLElement>('*')];
  const isIt = (element: HTMLElement) =>
    roleOf(element) === role && element.checkVisibility() && nameOf(element) === name;
  return all.find(isIt) ?? null;
}

/** HTML-AAM 4.1: what stands in an empty field names it where nothing else does. */
function nameOf(element: HTMLElement): string {
  return computeAccessibleName(element) || (element.getAttribute('placeholder') ?? '');
}

/** The standard gives password fields no role; Chromium says the same as here. */
function roleOf(element: HTMLElement): string | null {
  return element.matches('input[type=password]') ? 'textbox' : getRole(element);
}

globalThis.hatrackRoles = { find };
