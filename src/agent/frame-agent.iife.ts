import { isOwnFrame, openAgentChannel } from '@/browser/frame-host/agent-channel';
import { serve } from './serve';

/** Registered for every frame of an origin while one of ours is wanted there; in the site's own it ends at once. */
if (isOwnFrame()) serve(openAgentChannel());
