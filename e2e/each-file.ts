import { afterAll } from 'vitest';
import { closeSpare } from './driver/spare-firefox';

afterAll(closeSpare);
