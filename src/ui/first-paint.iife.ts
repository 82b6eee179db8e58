import { showChosenTheme } from './theme';

// Runs in the head of our pages, before anything is painted: a page that is drawn in one theme and then in the other flashes.
showChosenTheme();
