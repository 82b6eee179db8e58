import browser from 'webextension-polyfill';
import { type AgentChannel, type AgentRequest, agentPort } from '@/agent/protocol';

export function openAgentChannel(): AgentChannel {
  const port = browser.runtime.connect({ name: agentPort });
  // Firefox keeps a page that has gone, and the line with it, at whose end nobody answers.
  addEventListener('pagehide', () => port.disconnect());
  return {
    onRequest: (listener) => port.onMessage.addListener((message) => listener(message as AgentRequest)),
    reply: (reply) => port.postMessage(reply),
    end: (end) => port.postMessage(end),
  };
}

/** Whether this is a frame in a document of ours. */
export function isOwnFrame(): boolean {
  return location.ancestorOrigins[0] === new URL(browser.runtime.getURL('/')).origin;
}
