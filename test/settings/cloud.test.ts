import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { KnownMonitorAudience } from '@azure/monitor-ingestion';
import { AzureAuthorityHosts } from '@azure/identity';
import { describe, expect, test } from '@jest/globals';
import {
  createSourceFile,
  forEachChild,
  isStringLiteralLike,
  isTemplateExpression,
} from 'typescript';
import { ScriptTarget, type Node } from 'typescript';
import { readSettings } from '../../lib/settings';
import { CLOUD_NAMES, CLOUDS } from '../../lib/cloud';
import { AZURE_HOSTS } from './azureHosts';

/** Where such texts are no addresses: logs that are made up hold what Azure writes into them. */
const EXEMPT = ['lib/cloud.ts', 'lib/simulation/'];

function sources(folder: string): string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.ts'))
    .map((name) => join(folder, name).replaceAll('\\', '/'));
}

/** Texts of a file that the program uses and that name a host; comments are none. */
function hosts(path: string): string[] {
  const text = readFileSync(path, 'utf8');
  // Most files are not worth parsing.
  if (!AZURE_HOSTS.test(text)) return [];
  const found: string[] = [];
  const visit = (node: Node): void => {
    if (isStringLiteralLike(node)) found.push(node.text);
    if (isTemplateExpression(node)) found.push(node.getText());
    forEachChild(node, visit);
  };
  visit(createSourceFile(path, text, ScriptTarget.Latest, true));
  return found.filter((literal) => AZURE_HOSTS.test(literal));
}

test('no code but the table of clouds names a host of Azure', () => {
  const paths = [...sources('lib'), ...sources('functions')];
  expect(paths.length).toBeGreaterThan(100);
  const found = paths
    .filter((path) => !EXEMPT.some((exempt) => path.startsWith(exempt)))
    .flatMap((path) => hosts(path).map((text) => ({ path, text })));
  expect(found).toEqual([]);
});

test('the walk sees what it is to see', () => {
  expect(hosts('lib/cloud.ts')).toHaveLength(18);
});

describe('the clouds', () => {
  test.each(CLOUD_NAMES)('%s has hosts of its own, and no one else has them', (name) => {
    const others = CLOUD_NAMES.filter((other) => other !== name).map((other) => CLOUDS[other]);
    const { suffixes, ...rest } = CLOUDS[name];
    for (const value of [...Object.values(rest), ...Object.values(suffixes)]) {
      expect(JSON.stringify(others)).not.toContain(`"${value}"`);
    }
  });

  test('are those of the client libraries', () => {
    const { AzurePublic, AzureUSGovernment, AzureChina } = CLOUDS;
    expect([AzurePublic.monitor, AzureUSGovernment.monitor, AzureChina.monitor]).toEqual([
      KnownMonitorAudience.AzurePublicCloud,
      KnownMonitorAudience.AzureGovernment,
      KnownMonitorAudience.AzureChina,
    ]);
    expect([AzurePublic.authority, AzureUSGovernment.authority, AzureChina.authority]).toEqual([
      AzureAuthorityHosts.AzurePublicCloud,
      AzureAuthorityHosts.AzureGovernment,
      AzureAuthorityHosts.AzureChina,
    ]);
  });

  test('are chosen by one setting', () => {
    expect(readSettings({}).settings.cloud).toBe(CLOUDS.AzurePublic);
    expect(readSettings({ WARDEN_CLOUD: 'AzureChina' }).settings.cloud).toBe(CLOUDS.AzureChina);
    const wrong = readSettings({ WARDEN_CLOUD: 'AzureGermany' });
    expect(wrong.settings.cloud).toBe(CLOUDS.AzurePublic);
    expect(wrong.problems).toContainEqual(expect.objectContaining({ setting: 'WARDEN_CLOUD' }));
  });
});
