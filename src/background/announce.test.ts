import { beforeEach, describe, expect, it, vi } from 'vitest';
import { showBadge } from '@/browser/badge';
import { notify } from '@/browser/notifications';
import { AppError } from '@/domain/app-error';
import type { TabId } from '@/domain/ids';
import { tellFailure } from './announce';

vi.mock('webextension-polyfill', () => ({ default: {} }));
vi.mock('@/browser/badge', () => ({ showBadge: vi.fn(async () => undefined) }));
vi.mock('@/browser/notifications', () => ({ notify: vi.fn(async () => undefined) }));

const tabId = 7 as TabId;

beforeEach(() => vi.clearAllMocks());

describe('what has failed with no popup open', () => {
  it('is told on the button, and in a notification, with what can be done', async () => {
    await tellFailure(tabId, new AppError('page/unsaved', 'My article'));
    const sentence = expect.stringMatching(/^.*“My article” has something that is not saved.*Save it/);
    expect(showBadge).toHaveBeenCalledWith(tabId, expect.objectContaining({ text: '!', title: sentence }));
    expect(notify).toHaveBeenCalledWith('Hatrack could not switch', sentence);
  });

  it('is nothing to tell of where the person wanted no more of it', async () => {
    await tellFailure(tabId, new AppError('switch/cancelled'));
    expect(showBadge).not.toHaveBeenCalled();
    expect(notify).not.toHaveBeenCalled();
  });
});
