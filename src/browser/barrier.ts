import type { BarrierPort } from '@/engine/ports';
import { createGateBarrier } from './barrier/gate-barrier';
import { createRuleBarrier } from './barrier/rule-barrier';

/** Firefox does not apply rules to what was asked for before they came (measured); Chromium has no blocking webRequest. */
export function createBarrierPort(): BarrierPort {
  return import.meta.env.FIREFOX ? createGateBarrier() : createRuleBarrier();
}
