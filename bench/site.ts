import { X509Certificate } from 'node:crypto';
import { createServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { generate } from 'selfsigned';
import { stop } from '../e2e/sites/site';

/** A site with as many cookies as a measurement wants, whose page is made like those of real ones. */
export interface BenchSite {
  readonly url: string;
  /** SHA-256 of its public key, in base64: whoever trusts it trusts this site. */
  readonly key: string;
  /** Signs a person in by setting that many cookies, as the answer to a form. */
  signInUrl(person: string, cookies: number): string;
  /** Resolves with the time (`performance.now`, milliseconds) at which this person's page next asks who is signed in. */
  nextVisit(person: string): Promise<number>;
  stop(): Promise<void>;
}

const host = 'bench.test';

/** One script and one stylesheet, which a browser keeps; the script asks who is signed in, and shows it. */
export async function startBenchSite(): Promise<BenchSite> {
  const waiting = new Map<string, (at: number) => void>();
  const { private: key, cert } = await generate([{ name: 'commonName', value: host }], {
    keyType: 'ec',
    extensions: [{ name: 'subjectAltName', altNames: [{ type: 2, value: host }] }],
  });
  const server = createServer({ key, cert }, (request, response) => {
    const url = new URL(request.url ?? '/', `https://${host}`);
    const person = /(?:^|; )sid=(\w+)/.exec(request.headers.cookie ?? '')?.[1] ?? 'nobody';
    const file = files[url.pathname];
    if (url.pathname === '/sign-in') {
      response.setHeader('set-cookie', cookiesOf(url.searchParams));
      response.writeHead(302, { location: '/' }).end();
    } else if (url.pathname === '/me') {
      waiting.get(person)?.(performance.now());
      waiting.delete(person);
      response.setHeader('cache-control', 'no-store');
      response.setHeader('content-type', 'text/plain');
      response.end(person);
    } else if (file !== undefined) {
      response.setHeader('cache-control', 'max-age=3600');
      response.setHeader('content-type', file.type);
      response.end(file.text);
    } else {
      response.setHeader('content-type', 'text/html');
      response.end(page);
    }
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const origin = `https://${host}:${(server.address() as AddressInfo).port}`;
  return {
    url: `${origin}/`,
    key: await hashOf(cert),
    signInUrl: (person, cookies) => `${origin}/sign-in?person=${person}&cookies=${cookies}`,
    nextVisit: (person) => new Promise((resolve) => waiting.set(person, resolve)),
    stop: () => stop(server),
  };
}

function cookiesOf(form: URLSearchParams): string[] {
  const person = form.get('person') ?? '';
  const fill = Array.from({ length: Number(form.get('cookies')) - 1 }, (_, index) => {
    return `c${index}=${person}-${index}; Path=/; Secure; SameSite=Lax`;
  });
  return [`sid=${person}; Path=/; HttpOnly; Secure; SameSite=Lax`, ...fill];
}

async function hashOf(cert: string): Promise<string> {
  const key = new X509Certificate(cert).publicKey.export({ type: 'spki', format: 'der' });
  return Buffer.from(await crypto.subtle.digest('SHA-256', key)).toString('base64');
}

const page = `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Bench</title><link rel="icon" href="data:,">
<link rel="stylesheet" href="/style.css"><script src="/app.js" defer></script></head>
<body><header><h1></h1></header><main>${'<article><h2>Title</h2><p>Some words.</p></article>'.repeat(50)}</main></body></html>`;

/** 15 kB and 60 kB. */
const files: Readonly<Record<string, { type: string; text: string }>> = {
  '/style.css': {
    type: 'text/css',
    text: Array.from(
      { length: 300 },
      (_, rule) => `.part-${rule} > p { margin: ${rule}px; color: #123 }\n`,
    ).join(''),
  },
  '/app.js': {
    type: 'text/javascript',
    text: `${Array.from(
      { length: 800 },
      (_, part) => `const part${part} = (given) => given === undefined ? ${part} : [given, ${part}];\n`,
    ).join('')}
fetch('/me').then((answer) => answer.text()).then((person) => { document.querySelector('h1').textContent = person; });`,
  },
};
