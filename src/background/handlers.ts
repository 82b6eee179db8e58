import type { Engine } from '@/engine/engine';
import type { ExtensionHandlers, PageHandlers } from '@/messages/router';

/** One line a message: who asks has been checked, and what was asked is well-formed. */
export function extensionHandlers(engine: Engine): ExtensionHandlers {
  return {
    'popup.view': ({ tabId, again }) => engine.popupView(tabId, again),
    'options.view': () => engine.optionsView(),
    'storage.view': () => engine.storageView(),
    'settings.choose': (changes) => nothing(engine.chooseSettings(changes)),
    'everything.delete': () => nothing(engine.deleteEverything()),
    'passphrase.set': ({ passphrase }) => nothing(engine.setPassphrase(passphrase)),
    'passphrase.change': ({ passphrase, next }) => nothing(engine.changePassphrase(passphrase, next)),
    'passphrase.remove': ({ passphrase }) => nothing(engine.removePassphrase(passphrase)),
    'vault.unlock': ({ passphrase }) => nothing(engine.unlock(passphrase)),
    'vault.lock': () => nothing(engine.lock()),
    'site.use': async ({ tabId }) => ({ state: await engine.useSite(tabId) }),
    'site.signOutAll': ({ place }) => engine.signOutAll(place),
    'site.choose': ({ siteId, changes }) => nothing(engine.choose(siteId, changes)),
    'site.include': async (wish) => ({ state: await engine.includeDomain(wish) }),
    'site.removeDomain': ({ siteId, domain }) => nothing(engine.removeDomain(siteId, domain)),
    'site.accounts': ({ siteId }) => engine.siteAccounts(siteId),
    'site.forget': ({ siteId }) => nothing(engine.forgetSite(siteId)),
    'site.forgetOrigin': ({ siteId, origin }) => nothing(engine.forgetOrigin(siteId, origin)),
    'site.shareOrigin': ({ siteId, origin, shared }) => nothing(engine.shareOrigin(siteId, origin, shared)),
    'account.switch': ({ place, accountId }) => engine.switchAccount(place, accountId),
    'account.add': ({ place }) => engine.addAccount(place),
    'account.again': ({ place, accountId }) => engine.signInAgain(place, accountId),
    'account.details': ({ place, accountId }) => engine.accountDetails(place, accountId),
    'account.cancel': async ({ place }) => {
      engine.cancel(place);
      return null;
    },
    'account.back': ({ place }) => engine.goBack(place),
    'account.keep': ({ place }) => engine.keepLive(place),
    'account.confirm': ({ place, accountId }) => engine.confirmLive(place, accountId),
    'account.rename': ({ accountId, label }) => nothing(engine.renameAccount(accountId, label)),
    'account.colour': ({ accountId, colour }) => nothing(engine.colourAccount(accountId, colour)),
    'account.picture': ({ accountId, choice }) => nothing(engine.pictureAccount(accountId, choice)),
    'account.move': ({ accountId, to }) => nothing(engine.moveAccount(accountId, to)),
    'account.signOut': ({ place, accountId }) => engine.signOutOne(place, accountId),
    'account.undo': ({ place, accountId }) => engine.undoSignOut(place, accountId),
    'rule.add': ({ siteId, rule }) => nothing(engine.addRule(siteId, rule)),
    'rule.remove': ({ siteId, pattern }) => nothing(engine.removeRule(siteId, pattern)),
    'tab.settle': ({ place }) => nothing(engine.settleTab(place)),
  };
}

export function pageHandlers(engine: Engine): PageHandlers {
  return {
    'page.view': (_, { origin, storeId }) =>
      origin === undefined || storeId === undefined
        ? Promise.resolve(null)
        : engine.pageView(origin, storeId),
  };
}

/** JSON knows no `undefined`. */
async function nothing(work: Promise<void>): Promise<null> {
  await work;
  return null;
}
