import { describe, expect, it, vi } from 'vitest';
import { decodeState, encodeState, type PageSession, type Snapshot } from './contract';
import { createSwitcher } from './switcher';

const session = (id: string): PageSession => ({
  id,
  status: 'active',
  active: true,
  user: { id: `user-${id}`, label: id, avatar: 'data:,' },
});

describe('the switcher that a page gets', () => {
  it('is loading until it is told, then ready', () => {
    const { switcher, update } = createSwitcher();
    const statuses: string[] = [];
    switcher.on('status', (status) => statuses.push(status));
    expect([switcher.status, switcher.session, switcher.isSignedIn]).toEqual(['loading', undefined, false]);
    update({ session: null });
    expect([switcher.status, switcher.session, statuses]).toEqual(['ready', null, ['ready']]);
  });

  it('emits what is known at once, and then each change but no repetition', () => {
    const { switcher, update } = createSwitcher();
    update({ session: session('ann') });
    const seen: (string | undefined)[] = [];
    const stop = switcher.addListener((snapshot: Snapshot) => seen.push(snapshot.session?.id));
    update({ session: session('ann') });
    update({ session: session('ben') });
    stop();
    update({ session: session('cora') });
    expect(seen).toEqual(['ann', 'ben']);
  });

  it('says which sessions changed, of those that it may know: one', () => {
    const { switcher, update } = createSwitcher();
    const changes: unknown[] = [];
    switcher.on('accountschanged', (change) => changes.push(change));
    update({ session: session('ann') });
    update({ session: { ...session('ann'), user: { ...session('ann').user, label: 'Work' } } });
    update({ session: null });
    expect(changes).toEqual([{ sessionIds: ['ann'] }, { sessionIds: [] }]);
    expect(switcher.client).toBeNull();
  });

  it('forgets who was active when the consent is taken back', () => {
    const { switcher, update } = createSwitcher();
    update({ session: session('ann') });
    update(null);
    expect([switcher.level, switcher.session, switcher.user]).toEqual(['none', null, null]);
  });

  it('cannot be altered by a script of the page', () => {
    const { switcher, update } = createSwitcher();
    update({ session: session('ann') });
    expect(Object.isFrozen(switcher)).toBe(true);
    expect(Object.isFrozen(switcher.session)).toBe(true);
    expect(Object.isFrozen(switcher.user)).toBe(true);
  });

  it('goes on after a listener that throws', () => {
    const report = vi.fn();
    vi.stubGlobal('reportError', report);
    const { switcher, update } = createSwitcher();
    const heard = vi.fn();
    switcher.addListener(() => {
      throw new Error('of the page');
    });
    switcher.addListener(heard, { skipInitialEmit: true });
    update({ session: null });
    expect(heard).toHaveBeenCalledOnce();
    expect(report).toHaveBeenCalledTimes(2);
    vi.unstubAllGlobals();
  });
});

describe('decodeState', () => {
  it('reads what the relay says', () => {
    expect(decodeState(encodeState({ session: session('ann') }))).toEqual({ session: session('ann') });
    expect(decodeState(encodeState(null))).toBeNull();
  });

  it.each([undefined, {}, 'not JSON', '7', '{}', '{"session":7}', '{"session":{"id":1}}'])(
    'passes over %j',
    (detail) => {
      expect(decodeState(detail)).toBeUndefined();
    },
  );
});
