import { createServer, type IncomingMessage, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';

/** A website on this machine that knows who is signed in: what scenarios compare with is the server's word, never ours. */
export interface TestSite {
  /** The address of its start page, seen under a host. */
  url(path?: string, host?: string): string;
  /** Who asked for the newest page, as the server took it; `nobody` when nobody was signed in. */
  lastVisitor(): string;
  /** Ends every session of a person on the server, who does not hear of it. */
  endSessions(person: string): Promise<void>;
  stop(): Promise<void>;
}

export interface Person {
  readonly name: string;
  readonly email: string;
  readonly password: string;
}

export const ann: Person = { name: 'Ann', email: 'ann@example.test', password: 'ann-likes-hats' };
export const ben: Person = { name: 'Ben', email: 'ben@example.test', password: 'ben-likes-hats' };

/** Listens on loopback only. @param port 0 for any that is free */
export async function listen(handler: RequestListener, port = 0): Promise<{ server: Server; port: number }> {
  const server = createServer(handler);
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', resolve);
  });
  return { server, port: (server.address() as AddressInfo).port };
}

export function stop(server: Server): Promise<void> {
  return new Promise((resolve) => {
    server.close(() => resolve());
    server.closeAllConnections();
  });
}

export async function bodyOf(request: IncomingMessage): Promise<string> {
  const parts: Buffer[] = [];
  for await (const part of request) parts.push(part as Buffer);
  return Buffer.concat(parts).toString();
}
