import type { SiteChoices } from '../site/site-choices';

/**
 * What is of the browser rather than of whoever is signed in: that cookies were consented to, and how the pages look. All accounts
 * of a Site have it in common, or a new account would bring the banner back. Nothing here may ever carry a sign-in.
 */

/** Where a name is one of these. */
export type CommonKind = 'cookies' | 'local';

/** Of tools that ask for consent, in cookies and localStorage alike. */
const consent: readonly RegExp[] = [
  // OneTrust
  /^(OptanonConsent|OptanonAlertBoxClosed|eupubconsent(-v2)?)$/,
  // Cookiebot
  /^CookieConsent(Bulk(Setting-\w+|Ticket))?$/,
  // Didomi, and the IAB's strings
  /^(didomi_token|euconsent(-v2)?|usprivacy|addtl_consent|gpp(String)?|IABGPP_HDR_GppString)$/,
  // CookieYes
  /^cookieyes-consent$|^cky-(consent|action)$/,
  // Usercentrics
  /^uc_(settings|user_interaction|ui_version|gcm|tcf|user_country)$|^ucString$|^ucData$/,
  // Quantcast and InMobi
  /^(_cmpRepromptHash|_cmpRepromptOptions|CMPList|noniabvendorconsent)$/,
  /^(klaro|tarteaucitron)$/,
  // Osano, and the Cookie Consent library that came before it
  /^osano_consentmanager(_uuid|_expdate)?$|^cookieconsent_status$/,
  // Termly
  /^TERMLY_(API_CACHE|COOKIE_CONSENT)$/,
  // iubenda
  /^_iub_cs-s?\d+(-(granular|uspr|preferences))?$/,
  // Complianz
  /^cmplz_(banner-status|consent_status|consented_services|consenttype|functional|marketing|policy_id|preferences|statistics(-anonymous)?)$/,
  // Borlabs
  /^borlabs-cookie$/,
  /^axeptio_(cookies|authorized_vendors|all_vendors)$/,
  // Sourcepoint
  /^(consentUUID|consentDate|_sp_(user_consent|local_state|non_keyed_local_state|su|v1_(uid|data|ss|opt|consent|csv|lt|p))(_\d+)?)$/,
  // TrustArc
  /^(notice_(preferences|gdpr_prefs|behavior)|cmapi_(cookie_privacy|gtm_bl)|truste\.eu\.cookie\.notice_(preferences|gdpr_prefs))$/,
  // Orest Bida's cookieconsent, and what people write themselves
  /^cc_cookie$|^cookie[-_]?(consent|notice|banner|law|policy)([-_]?(accepted|dismissed|status|closed|shown|seen))?$/i,
  /^cookies?[-_]?(accepted|dismissed)$|^(gdpr|viewed_cookie)[-_]?(consent|policy|accepted)?$/i,
];

/** Of themes, as libraries and people call them. Languages are not here: people have accounts in several. */
const looks: readonly RegExp[] = [
  /^(color|colour)[-_]?(mode|scheme|theme)$|^(dark|night)[-_]?(mode|theme)$|^(theme|ui[-_]theme|app[-_]theme|data-theme)$/i,
  /^theme[-_]?(mode|preference|name)$|^(prefers|preferred)[-_]?(color[-_]scheme|theme|dark)$/i,
  /^(vueuse-color-scheme|nuxt-color-mode|chakra-ui-color-mode|mantine-color-scheme(-value)?|mui-(mode|color-scheme-(light|dark)))$/,
  /^(docusaurus|next|starlight|vitepress)-theme(-appearance)?$|^joy-mode$/,
];

const names: readonly RegExp[] = [...consent, ...looks];

/** Whether all accounts of a Site have what is kept by this name in common, as long as the person has not chosen otherwise. */
export function isCommon(name: string, kind: CommonKind): boolean {
  if (name.length > 100) return false;
  // A prefix demands security of a cookie, which nobody does for a banner.
  if (kind === 'cookies' && /^__(Host|Secure)-/i.test(name)) return false;
  return names.some((pattern) => pattern.test(name));
}

/** Whether a cookie or an entry is left alone at a switch: the person named it, or it is known and they did not object. */
export function isShared(
  { sharedNames, ownNames }: Pick<SiteChoices, 'sharedNames' | 'ownNames'>,
  name: string,
  kind: CommonKind,
): boolean {
  if (ownNames.includes(name)) return false;
  return sharedNames.includes(name) || isCommon(name, kind);
}
