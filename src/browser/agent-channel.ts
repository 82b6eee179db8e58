import browser from 'webextension-polyfill';
import { type AgentEnd, type AgentReply, type AgentRequest, agentPort } from '@/agent/protocol';

/** The agent's end of its line to the extension. */
export interface AgentChannel {
  onRequest(listener: (request: AgentRequest) => void): void;
  /** @throws DOMException `DataCloneError` when the answer holds something that cannot be sent */
  reply(reply: AgentReply): void;
  end(end: AgentEnd): void;
}

/** `null` in a frame that is not the extension's own: the agent has no business there. */
export function openAgentChannel(): AgentChannel | null {
  if (window !== window.top && !isOwnFrame()) return null;
  const port = browser.runtime.connect({ name: agentPort });
  return {
    onRequest: (listener) => port.onMessage.addListener((message) => listener(message as AgentRequest)),
    reply: (reply) => port.postMessage(reply),
    end: (end) => port.postMessage(end),
  };
}

function isOwnFrame(): boolean {
  const own = new URL(browser.runtime.getURL('/')).origin;
  return location.ancestorOrigins[0] === own;
}
