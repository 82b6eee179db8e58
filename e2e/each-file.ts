import { afterAll } from 'vitest';
import { closeSpare } from './driver/spare-browser';

afterAll(closeSpare);
