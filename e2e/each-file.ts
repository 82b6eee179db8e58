import { lendSpares } from './driver/spares';

lendSpares();
