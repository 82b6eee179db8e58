import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { errorCodes } from '@/domain/app-error';
import { manifestFor } from '../../manifest.config.ts';
import pkg from '../../package.json' with { type: 'json' };
import { locales, type Message, type Messages, messagesOf } from './locales';

/** What translators write, held against the English. */

const english = messagesOf('en');
const categories = /_(zero|one|two|few|many|other)$/;
const stemOf = (name: string) => name.replace(categories, '');
const stemsOf = (messages: Messages) => [...new Set(Object.keys(messages).map(stemOf))].toSorted();
const formsOf = (messages: Messages, stem: string) =>
  Object.keys(messages).filter((name) => name !== stem && stemOf(name) === stem);
const counted = stemsOf(english).filter((stem) => formsOf(english, stem).length > 0);
/** What a message has gaps for, with the number of each. */
const placesOf = ({ placeholders = {} }: Message) =>
  Object.fromEntries(Object.entries(placeholders).map(([name, { content }]) => [name, content]));
const gapsOf = ({ message }: Message) => [
  ...new Set([...message.matchAll(/\$(\w+)\$/g)].map(([, name]) => name)),
];

describe('the locales', () => {
  it('are these', () => {
    const wanted = ['ar', 'de', 'en', 'es', 'fr', 'he', 'ja', 'pt_BR', 'zh_CN'];
    expect(locales.toSorted()).toEqual(wanted);
  });

  it('have a sentence in English for every error', () => {
    const names = errorCodes.map((code) => `error_${code.replaceAll(/\W/g, '_')}`);
    const errors = Object.keys(english).filter((name) => name.startsWith('error_'));
    expect(errors.toSorted()).toEqual(names.toSorted());
  });

  it('have no message that nobody says', () => {
    const said = new Set([...namesInSource(), ...namesInManifest()]);
    const unsaid = stemsOf(english).filter((stem) => !stem.startsWith('error_') && !said.has(stem));
    expect(unsaid).toEqual([]);
  });

  it('describe the extension as its package does', () => {
    expect(english.appDescription?.message).toBe(pkg.description);
  });
});

describe.each(locales)('the locale %s', (locale) => {
  const messages = messagesOf(locale);
  const tag = locale.replace('_', '-');

  it('says which language it is in, and which way that is written', () => {
    const { script } = new Intl.Locale(tag).maximize();
    expect(messages.language?.message).toBe(tag);
    expect(messages.direction?.message).toBe(script === 'Arab' || script === 'Hebr' ? 'rtl' : 'ltr');
  });

  it('has every message, and no other', () => {
    expect(stemsOf(messages)).toEqual(stemsOf(english));
    const plain = (all: Messages) => Object.keys(all).filter((name) => !categories.test(name));
    expect(plain(messages).toSorted()).toEqual(plain(english).toSorted());
  });

  it('has exactly the plurals that its language has', () => {
    const { pluralCategories } = new Intl.PluralRules(tag).resolvedOptions();
    for (const stem of counted) {
      const wanted = pluralCategories.map((category) => `${stem}_${category}`);
      expect(formsOf(messages, stem).toSorted()).toEqual(wanted.toSorted());
    }
  });

  it('has the gaps of the English, each for the same value', () => {
    for (const [name, message] of Object.entries(messages)) {
      expect([name, gapsOf(message).toSorted()]).toEqual([name, Object.keys(placesOf(message)).toSorted()]);
      const places = placesOf(english[name] ?? english[`${stemOf(name)}_other`] ?? message);
      // A form for one or two may say the number in a word, or not at all.
      if (/_(zero|one|two)$/.test(name)) expect(places).toMatchObject(placesOf(message));
      else expect([name, placesOf(message)]).toEqual([name, places]);
    }
  });

  it('says nothing twice over or half', () => {
    for (const [name, { message }] of Object.entries(messages)) {
      expect([name, message]).toEqual([name, message.trim().replaceAll(/ {2,}/g, ' ')]);
      // Words of three languages can be the same; sentences are not.
      const isSentence = (english[name]?.message ?? '').split(' ').length > 3;
      if (locale !== 'en' && isSentence) expect([name, message]).not.toEqual([name, english[name]?.message]);
    }
  });

  it('describes the extension in as many characters as stores take', () => {
    // Chrome's manifest takes 132 for a description, 75 for a name.
    expect(messages.appDescription?.message.length).toBeLessThanOrEqual(132);
    expect(messages.appName?.message).toBe('Hatrack');
  });
});

/** As `text.<name>` anywhere, or quoted where messages are looked up. */
function namesInSource(): string[] {
  const source = join(dirname(fileURLToPath(import.meta.url)), '..');
  const files = readdirSync(source, { recursive: true, encoding: 'utf8' }).filter(
    (name) => /\.tsx?$/.test(name) && !/\.test\.|testing/.test(name),
  );
  return files.flatMap((file) => {
    const code = readFileSync(join(source, file), 'utf8');
    const used = [...code.matchAll(/\btext\.(\w+)/g)].map((match) => match[1] ?? '');
    const quoted = /ui\/(text|messages)\.ts$/.test(file) ? [...code.matchAll(/'(\w+)'/g)] : [];
    return [...used, ...quoted.map((match) => match[1] ?? '')];
  });
}

function namesInManifest(): string[] {
  const manifest = JSON.stringify(manifestFor({ browser: 'firefox', grantHosts: false, style: '' }));
  return [...manifest.matchAll(/__MSG_(\w+?)__/g)].map((match) => match[1] ?? '');
}
