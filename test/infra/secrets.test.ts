import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { AZURE_HOSTS } from '../settings/azureHosts';
import { BICEP_FILES, textsIn } from './bicep';

/** Names a schema, and is no place where anything is sent. */
const SCHEMA = 'https://schema.management.azure.com/';
const SECRETS = [
  /\blist(?:Keys|ConnectionStrings|Secrets|AccountSas)\s*\(/i,
  /@secure\s*\(/i,
  /(?:AccountKey|SharedAccessKey|SharedAccessSignature|password|clientSecret)\s*[:=]\s*'[^']/i,
  /\bsig=[\w%]{20}/,
];

describe.each([...BICEP_FILES])('%s', (_, text) => {
  test('holds no secret and reads none', () => {
    expect(SECRETS.filter((pattern) => pattern.test(text))).toEqual([]);
  });

  test('names no host of one cloud', () => {
    const hosts = textsIn(text).filter(
      (literal) => AZURE_HOSTS.test(literal) && !literal.startsWith(SCHEMA),
    );
    expect(hosts).toEqual([]);
  });
});

test('queries and the workbook name no host either', () => {
  const folders = ['infra/queries', 'infra/workbooks'];
  const texts = folders.flatMap((folder) =>
    readdirSync(folder).map((name) => readFileSync(join(folder, name), 'utf8')),
  );
  expect(texts.length).toBeGreaterThan(8);
  expect(texts.filter((text) => AZURE_HOSTS.test(text))).toEqual([]);
});

test('the patterns see what they are to see', () => {
  const bad = ["listKeys('x')", '@secure()\nparam a string', "password: 'hunter2'"];
  for (const text of bad) expect(SECRETS.some((pattern) => pattern.test(text))).toBe(true);
  expect(AZURE_HOSTS.test('https://warden.documents.azure.com:443/')).toBe(true);
});
