import { speak } from '@/ui/messages';
import { sourceOf } from './locales';

/** Unit tests read what people read whose browser is in English. */
speak(sourceOf('en'));
