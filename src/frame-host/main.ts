import { connectFrames } from '@/browser/frame-host/frame-line';
import { createFrames } from './frames';

/** The document that nobody sees: it has frames of sites as it is told, and goes with the background that made it. */

const line = connectFrames((order) => obey(order));
const obey = createFrames((id) => line.tellLoaded(id));
