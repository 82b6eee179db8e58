// Draws the toolbar icons from `public/icons/hatrack.svg`: node scripts/draw-icons.mjs
import { readFile, writeFile } from 'node:fs/promises';
import puppeteer from 'puppeteer-core';

const folder = new URL('../public/icons/', import.meta.url);
const svg = await readFile(new URL('hatrack.svg', folder), 'utf8');
const browser = await puppeteer.launch({
  executablePath: '/usr/bin/chromium',
  args: process.getuid?.() === 0 ? ['--no-sandbox'] : [],
});
const page = await browser.newPage();
for (const size of [16, 32, 48, 128]) {
  await page.setViewport({ width: size, height: size });
  await page.setContent(
    `<style>body{margin:0}svg{display:block;width:${size}px;height:${size}px}</style>${svg}`,
  );
  const png = await page.screenshot({ omitBackground: true, type: 'png' });
  await writeFile(new URL(`hatrack-${size}.png`, folder), png);
}
await browser.close();
