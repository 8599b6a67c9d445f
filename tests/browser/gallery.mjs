// SPDX-License-Identifier: GPL-3.0-or-later
//
// node gallery.mjs MODULES CHROMIUM BASE PATH…: looks at each page in a real Chromium, narrow and wide.
// Prints one line for each fault; status 1 when there is one. With PICTURES set, a folder for pictures.

import { createRequire } from 'node:module';
import { join } from 'node:path';

const [modules, executablePath, base, ...paths] = process.argv.slice(2);
const require = createRequire(join(modules, 'package.json'));
const { chromium } = require('playwright-core');
const axe = require.resolve('axe-core/axe.min.js');
const FIRST_VIEW = 60 * 1024; // bytes on the wire without pictures

const faults = [];
const fault = (where, what) => faults.push(`${where}: ${what}`);

async function measure(page, where) {
  const found = await page.evaluate(() => ({
    scripts: [...document.scripts].filter((s) => s.type !== 'application/ld+json').length,
    handlers: [...document.querySelectorAll('*')]
      .flatMap((e) => e.getAttributeNames().filter((n) => n.startsWith('on'))),
    overflow: document.documentElement.scrollWidth - document.documentElement.clientWidth,
    headings: document.querySelectorAll('h1').length,
    landmarks: ['header', 'nav', 'main', 'footer'].filter((n) => !document.querySelector(n)),
    lang: document.documentElement.lang,
    broken: [...document.images].filter((i) => i.complete && !i.naturalWidth).map((i) => i.src),
    data: [...document.querySelectorAll('script[type="application/ld+json"]')].map((s) => s.text),
  }));
  if (found.scripts) fault(where, `${found.scripts} script elements`);
  if (found.handlers.length) fault(where, `handlers: ${found.handlers}`);
  if (found.overflow > 0) fault(where, `scrolls sideways by ${found.overflow} px`);
  if (found.headings !== 1) fault(where, `${found.headings} h1`);
  if (found.landmarks.length) fault(where, `lacks ${found.landmarks}`);
  if (!new URL(page.url()).pathname.startsWith(`/${found.lang}/`)) fault(where, `lang is ${found.lang}`);
  for (const source of found.broken) fault(where, `no picture at ${source}`);
  for (const text of found.data) JSON.parse(text);
}

async function judge(cdp, page, where) {
  // The page's own policy lets no script in: axe comes through the debugger.
  const { readFile } = await import('node:fs/promises');
  await cdp.send('Runtime.evaluate', { expression: await readFile(axe, 'utf8') });
  const { result, exceptionDetails } = await cdp.send('Runtime.evaluate', {
    expression: `axe.run(document, { resultTypes: ['violations'] }).then((r) => JSON.stringify(
      r.violations.map((v) => v.id + ' ' + v.nodes.map((n) => n.target).join(' | '))))`,
    awaitPromise: true,
  });
  if (exceptionDetails) return fault(where, `axe: ${exceptionDetails.exception?.description}`);
  for (const violation of JSON.parse(result.value)) fault(where, violation);
}

async function look(browser, path, width) {
  const where = `${path} at ${width} px`;
  const context = await browser.newContext({ viewport: { width, height: width < 600 ? 640 : 800 } });
  const page = await context.newPage();
  const cdp = await context.newCDPSession(page);
  const kinds = new Map();
  let bytes = 0;

  await cdp.send('Network.enable');
  cdp.on('Network.responseReceived', (e) => kinds.set(e.requestId, e.type));
  cdp.on('Network.loadingFinished', (e) => {
    if (kinds.get(e.requestId) !== 'Image') bytes += e.encodedDataLength;
  });
  page.on('console', (m) => {
    const meant = path.includes('nothing') && m.text().includes('404');
    if ((m.type() === 'error' || m.type() === 'warning') && !meant) fault(where, m.text());
  });
  page.on('pageerror', (e) => fault(where, e.message));
  page.on('request', (r) => {
    if (!r.url().startsWith(base)) fault(where, `asks ${r.url()}`);
  });
  await page.goto(base + path, { waitUntil: 'load' });
  if (bytes > FIRST_VIEW) fault(where, `${bytes} bytes without pictures`);
  await page.evaluate(async () => {
    for (const image of document.images) image.loading = 'eager';
    await Promise.all([...document.images].map((i) => i.decode().catch(() => {})));
  });
  await measure(page, where);
  await judge(cdp, page, where);
  if (process.env.PICTURES) {
    const name = (path.replace(/[^a-z0-9]+/gi, '-').replace(/^-|-$/g, '') || 'root').slice(0, 60);
    await page.screenshot({ path: join(process.env.PICTURES, `${name}-${width}.png`), fullPage: true });
  }
  await context.close();
}

const browser = await chromium.launch({
  executablePath,
  args: ['--no-sandbox', '--disable-gpu', '--disable-background-networking'],
});
for (const path of paths)
  for (const width of (process.env.WIDTHS || '320,1280').split(',').map(Number)) {
    await look(browser, path, width).catch((e) => fault(`${path} at ${width} px`, e.message));
  }
await browser.close();
for (const line of faults) console.log(line);
process.exit(faults.length ? 1 : 0);
