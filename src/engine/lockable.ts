import type { Context } from './context';
import type { Engine } from './engine';
import { hushAll } from './place/tend';
import { isLocked, requireUnlocked } from './place/unlocked';

/**
 * The same engine, which while it is locked shows that it is, and takes notice of nothing. Most verbs need nothing here: each goes through
 * `atPlace`, which refuses; those that write something before are refused here.
 */
export function lockable(context: Context, engine: Engine): Engine {
  const whileLocked = <Inputs extends unknown[], Output>(
    verb: (...inputs: Inputs) => Promise<Output>,
    instead: Output,
  ) => {
    return async (...inputs: Inputs) => ((await isLocked(context)) ? instead : verb(...inputs));
  };
  const refused = <Inputs extends unknown[], Output>(verb: (...inputs: Inputs) => Promise<Output>) => {
    return async (...inputs: Inputs) => {
      await requireUnlocked(context);
      return verb(...inputs);
    };
  };
  return {
    ...engine,
    useSite: refused(engine.useSite),
    includeDomain: refused(engine.includeDomain),
    popupView: whileLocked(engine.popupView, { kind: 'locked' }),
    accountInTab: whileLocked(engine.accountInTab, null),
    questionInTab: whileLocked(engine.questionInTab, null),
    listInTab: whileLocked(engine.listInTab, null),
    pageView: whileLocked(engine.pageView, null),
    resumeUse: whileLocked(engine.resumeUse, null),
    withhold: whileLocked(engine.withhold, undefined),
    followRule: whileLocked(engine.followRule, undefined),
    followLink: whileLocked(engine.followLink, undefined),
    noticeAnswer: whileLocked(engine.noticeAnswer, undefined),
    noticeTab: whileLocked(engine.noticeTab, undefined),
    fileLate: whileLocked(engine.fileLate, undefined),
    // That the last one went is to be known once it is unlocked.
    noticeWindows: async (isAny, ordinary) => {
      if (!isAny || !(await isLocked(context))) await engine.noticeWindows(isAny, ordinary);
    },
    tend: whileLocked(engine.tend, undefined),
    tendAll: async (ordinary) =>
      (await isLocked(context)) ? hushAll(context, ordinary) : engine.tendAll(ordinary),
  };
}
