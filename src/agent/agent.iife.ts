import { openAgentChannel } from '@/browser/frame-host/agent-channel';
import { serve } from './serve';

/** Started in a page that was made quiet, and in no other. */
serve(openAgentChannel());
