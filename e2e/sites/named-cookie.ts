import type { IncomingMessage, ServerResponse } from 'node:http';
import { ann, ben, bodyOf } from './site';

/** Sessions whose cookie says in plain words whose they are. */

/** @returns `nobody` where there is no such cookie */
export function namedIn({ headers }: IncomingMessage): string {
  return /(?:^|; )sid=(\w+)/.exec(headers.cookie ?? '')?.[1] ?? 'nobody';
}

/** Answers the sign-in form, and leads to the start page. */
export async function signInNamed(request: IncomingMessage, response: ServerResponse): Promise<void> {
  const form = new URLSearchParams(await bodyOf(request));
  const person = [ann, ben].find(({ email }) => email === form.get('email'));
  if (person !== undefined) response.setHeader('set-cookie', `sid=${person.name}; Path=/; HttpOnly`);
  response.writeHead(303, { location: '/' }).end();
}
