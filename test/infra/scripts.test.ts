import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { BICEP_FILES } from './bicep';
import { runScript } from './fakeCommand';
import { temporaryFolder } from '../temporaryFolder';

const folder = temporaryFolder();
mkdirSync(join(folder, 'dist'));

describe('npm run check:infra', () => {
  test('says how to get the compiler where it is missing', () => {
    const { code, errors } = runScript('check.mjs', [], null);
    expect(code).toBe(2);
    expect(errors).toContain('az bicep install');
  });

  test('builds and lints every file', () => {
    const { code, output, calls } = runScript('check.mjs', [], 'bicep');
    expect(code).toBe(0);
    expect(output).toContain(`${BICEP_FILES.size} files, 0 with errors or warnings`);
    for (const file of BICEP_FILES.keys()) {
      const build = file.endsWith('param') ? 'build-params' : 'build';
      expect(calls).toContain(`${build} infra/${file} --stdout`);
      expect(calls).toContain(`lint infra/${file}`);
    }
  });

  test('takes the compiler of the Azure CLI', () => {
    const { code, calls } = runScript('check.mjs', [], 'az');
    expect(code).toBe(0);
    expect(calls).toContain('bicep lint --file infra/main.bicep');
  });

  test('a warning is an error', () => {
    const warning = 'infra/main.bicep(3,7) : Warning no-unused-params: Parameter "x" is unused.';
    const { code, errors, output } = runScript(
      'check.mjs',
      [],
      'bicep',
      `[ "$1 $2" = "lint infra/main.bicep" ] && echo '${warning}' >&2; exit 0`,
    );
    expect(code).toBe(1);
    expect(errors).toContain(warning);
    expect(output).toContain(' 1 with errors or warnings');
  });

  test('a compiler that fails without a word is an error, too', () => {
    const { code } = runScript('check.mjs', [], 'bicep', '[ "$1" = "--version" ] || exit 1');
    expect(code).toBe(1);
  });
});

describe('publishing', () => {
  const PACKAGE = join(folder, 'dist', 'cosmos-warden.zip');
  const publish = (words: readonly string[], body?: string) =>
    runScript('publish.mjs', words, 'az', body, folder);
  const FLEX = ['group', 'app', 'flex', 'storage'];

  test('tells how it is called, and what is missing', () => {
    expect(publish(['group', 'app'])).toMatchObject({ code: 2, calls: [] });
    const without = publish(FLEX);
    expect(without).toMatchObject({ code: 2, calls: [] });
    expect(without.errors).toContain('npm run package');
  });

  test('goes to the app, or for Elastic Premium to where it takes its package from', () => {
    writeFileSync(PACKAGE, 'zip');
    expect(publish(FLEX)).toMatchObject({
      code: 0,
      calls: [
        'functionapp deployment source config-zip --resource-group group --name app --src dist/cosmos-warden.zip',
      ],
    });
    const { code, calls } = publish(['group', 'app', 'elasticPremium', 'storage']);
    expect(code).toBe(0);
    expect(calls).toEqual([
      expect.stringMatching(/^storage blob upload --auth-mode login .*--name warden\.zip/),
      'functionapp restart --resource-group group --name app',
    ]);
  });

  test('ends where a command fails, with its code', () => {
    writeFileSync(PACKAGE, 'zip');
    const { code, calls } = publish(['group', 'app', 'elasticPremium', 'storage'], 'exit 3');
    expect(code).toBe(3);
    expect(calls).toHaveLength(1);
  });
});
