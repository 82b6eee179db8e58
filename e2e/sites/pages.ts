/** The few pages of the test sites: an ordinary sign-in form, and a page that says who you are. */

const style = `
  :root { color-scheme: light dark; font: 16px/1.5 system-ui, "DejaVu Sans", sans-serif; }
  body { margin: 0; min-height: 100vh; display: grid; place-items: center;
    background: light-dark(#f4f1ea, #17181c); color: light-dark(#25211a, #eceae5); }
  main { width: min(360px, 90vw); padding: 32px; border-radius: 16px; background: light-dark(#fff, #23252b);
    box-shadow: 0 1px 3px #0002, 0 12px 40px #0001; }
  h1 { margin: 0 0 4px; font-size: 24px; }
  p { margin: 0 0 20px; color: light-dark(#6a6356, #a9a69f); }
  label { display: block; margin-bottom: 12px; font-size: 14px; }
  input { display: block; box-sizing: border-box; width: 100%; margin-top: 4px; padding: 10px 12px; font: inherit;
    border: 1px solid light-dark(#d8d2c6, #44474f); border-radius: 8px; background: light-dark(#fff, #1b1c21); color: inherit; }
  button { width: 100%; padding: 10px; border: 0; border-radius: 8px; font: inherit; font-weight: 600;
    background: light-dark(#3b5d38, #8fbf8a); color: light-dark(#fff, #12210f); }
  .error { color: light-dark(#a12a1e, #ff9f94); }`;

export function page(title: string, body: string): string {
  return `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>${escapeHtml(title)}</title>
<meta name="viewport" content="width=device-width"><link rel="icon" href="data:,"><style>${style}</style></head>
<body><main>${body}</main></body></html>`;
}

export function signInPage(siteName: string, error = '', action = '/sign-in'): string {
  return page(
    'Sign in',
    `<h1>${escapeHtml(siteName)}</h1><p>Sign in to see your notes.</p>
<p class="error">${escapeHtml(error)}</p>
<form method="post" action="${escapeHtml(action)}">
<label>E-mail<input name="email" type="email" autocomplete="username" required></label>
<label>Password<input name="password" type="password" autocomplete="current-password" required></label>
<button>Sign in</button></form>`,
  );
}

export function homePage(siteName: string, name: string, extra = ''): string {
  return page(
    `${name}’s notes`,
    `<h1>Hello ${escapeHtml(name)}</h1><p>You are signed in to ${escapeHtml(siteName)}.</p>${extra}
<form method="post" action="/sign-out"><button>Sign out</button></form>`,
  );
}

/** As a server lays it into a page for its scripts. */
export function laidIn(data: unknown): string {
  return `<script type="application/json">${JSON.stringify(data).replaceAll('<', '\\u003c')}</script>`;
}

function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);
}
