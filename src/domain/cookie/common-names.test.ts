import { describe, expect, it } from 'vitest';
import { isCommon, isShared } from './common-names';

const common = `OptanonConsent OptanonAlertBoxClosed CookieConsent didomi_token euconsent-v2 cookieyes-consent uc_settings
  uc_user_interaction _cmpRepromptHash klaro tarteaucitron osano_consentmanager TERMLY_API_CACHE _iub_cs-1234567 cmplz_marketing
  cmplz_banner-status borlabs-cookie axeptio_cookies consentUUID _sp_user_consent_1234 _sp_local_state cookie_consent cookieConsent
  cookie-consent cookieconsent_status cc_cookie cookies_accepted viewed_cookie_policy notice_preferences usprivacy theme color-mode color_scheme
  darkMode dark-mode vueuse-color-scheme nuxt-color-mode chakra-ui-color-mode mantine-color-scheme-value mui-mode
  docusaurus-theme vitepress-theme-appearance`;

/** What sign-ins are kept under, some of it near to what is common; and languages, of which people have one an account. */
const signIns = `sid SID HSID SSID APISID SAPISID __Secure-1PSID __Secure-3PSID connect.sid PHPSESSID JSESSIONID ASP.NET_SessionId
  .AspNetCore.Cookies .AspNet.ApplicationCookie laravel_session session sessionid _session_id user_session _gh_sess dotcom_user
  logged_in saved_user_sessions __Host-user_session_same_site auth_token ct0 twid auth_multi c_user xs datr fr ds_user_id li_at JSESSIONID
  d token access_token refresh_token id_token jwt better-auth.session_token better-auth.session_data
  __Secure-better-auth.session_token next-auth.session-token __Secure-next-auth.session-token authjs.session-token __session
  __client __client_uat __clerk_db_jwt clerk_active_context sb-abc-auth-token sb-abc-auth-token.0 supabase.auth.token
  firebase:authUser:k:[DEFAULT] @@auth0spajs@@::a::b oidc.user:https://idp.test:app okta-token-storage okta-cache-storage
  CognitoIdentityServiceProvider.c.LastAuthUser msal.account.keys pocketbase_auth Meteor.loginToken Meteor.userId
  Parse/a/currentUser persist:root persist:auth auth-storage user currentUser account profile me state settings preferences config
  wordpress_logged_in_0123456789abcdef0123456789abcdef wp-settings-1 enwikiSession enwikiUserName centralauth_Token
  remember_me remember_user_token remember_web_abc _t _forum_session csrftoken XSRF-TOKEN cookie cookies consent_token
  cookie_token cookie_session theme_session theme_token locale_token uc_session uc_token _sp_session _sp_id.1234 _iub_session klaro_token
  cmplz_token language_user lang_session gdpr_token notice __Host-theme __Secure-locale axeptio_token consent euconsent_token
  i18nextLng NEXT_LOCALE locale lang`;

const list = (text: string) => text.split(/\s+/);

describe('isCommon', () => {
  it.each(list(common))('has %s in common', (name) => {
    expect(isCommon(name, 'local')).toBe(true);
    expect(isCommon(name, 'cookies')).toBe(true);
  });

  it.each(list(signIns))('never has %s in common', (name) => {
    expect(isCommon(name, 'local') && !/^__/.test(name)).toBe(false);
    expect(isCommon(name, 'cookies')).toBe(false);
  });

  it('leaves the person the last word', () => {
    const site = { sharedNames: ['own'], ownNames: ['theme', 'both'] };
    const shared = (name: string) => isShared(site, name, 'local');
    expect(['own', 'theme', 'klaro', 'sid'].map(shared)).toEqual([true, false, true, false]);
  });

  it('goes by the whole name', () => {
    for (const name of list(common))
      for (const other of [`${name}_token`, `session_${name}`, `${name}.sid`, `x${name}`, `auth-${name}`])
        expect(isCommon(other, 'cookies'), other).toBe(false);
  });
});
