import type { CachedAnswer, CacheShape } from '@/domain/jar/web-storage';
import type { CacheAnswer, CacheQuery } from './protocol';

/** Reads and fills the caches (Cache API) of the origin that this runs in. */

/** Rough bytes of one answer. */
const pieceBytes = 4_000_000;

/** Only secure contexts have caches. */
function own(): CacheStorage | undefined {
  return globalThis.caches;
}

export async function listCaches(): Promise<CacheShape[]> {
  const shapes: CacheShape[] = [];
  for (const name of (await own()?.keys()) ?? []) {
    const cache = await caches.open(name);
    shapes.push({ name, entries: (await readable(cache)).length });
  }
  return shapes;
}

export async function readCache({ name, from }: CacheQuery): Promise<CacheAnswer> {
  const cache = await caches.open(name);
  const requests = await readable(cache);
  const answers: CachedAnswer[] = [];
  let bytes = 0;
  while (from + answers.length < requests.length && bytes < pieceBytes) {
    const request = requests[from + answers.length];
    if (request === undefined) break;
    const answer = await toAnswer(cache, request);
    answers.push(answer);
    bytes += answer.body.size;
  }
  return { answers, last: from + answers.length >= requests.length };
}

export async function removeCaches(): Promise<null> {
  const names = (await own()?.keys()) ?? [];
  await Promise.all(names.map((name) => caches.delete(name)));
  return null;
}

export async function writeCache(name: string, answers: readonly CachedAnswer[]): Promise<null> {
  const cache = await caches.open(name);
  for (const { url, method, requestHeaders, body, status, statusText, headers } of answers) {
    const request = new Request(url, { method, headers: plain(requestHeaders) });
    // A body, even an empty one, is refused with these (Fetch standard, "null body status").
    const content = [204, 205, 304].includes(status) ? null : body;
    await cache.put(request, new Response(content, { status, statusText, headers: plain(headers) }));
  }
  return null;
}

/** An opaque answer (of another origin, asked for without CORS) cannot be read; whoever wants it again asks for it again. */
async function readable(cache: Cache): Promise<Request[]> {
  const requests = await cache.keys();
  const found = await Promise.all(requests.map((request) => cache.match(request)));
  return requests.filter((_, index) => found[index] !== undefined && found[index].status !== 0);
}

async function toAnswer(cache: Cache, request: Request): Promise<CachedAnswer> {
  const response = (await cache.match(request)) ?? Response.error();
  const { status, statusText, headers } = response;
  return {
    method: request.method,
    url: request.url,
    requestHeaders: [...request.headers],
    status,
    statusText,
    headers: [...headers],
    body: await response.blob(),
  };
}

function plain(entries: CachedAnswer['headers']): [string, string][] {
  return entries.map(([name, value]) => [name, value]);
}
