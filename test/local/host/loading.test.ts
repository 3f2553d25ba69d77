import { writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { beforeAll, describe, expect, test } from '@jest/globals';
import { BundleLoadError } from '../../../local/host/bundle';
import { HostJsonError } from '../../../local/host/hostJson';
import { PortError } from '../../../local/host/httpServer';
import { buildFixture, startFixture } from './fixtureHost';
import { temporaryFolder } from '../../temporaryFolder';

const settings = { TICK: '0 0 0 1 1 *' };
let timerApp: string;

beforeAll(() => {
  timerApp = buildFixture('timerApp');
});

/** A bundle with this text; it cannot contain the library. */
function bundleOf(text: string): string {
  const file = join(temporaryFolder(), 'main.js');
  writeFileSync(file, text);
  return file;
}

describe('registration', () => {
  test('lists the functions with their settings resolved', async () => {
    const { host } = await startFixture({ bundle: timerApp, settings });
    expect(host.functions).toEqual([
      { kind: 'timer', name: 'tick', schedule: '0 0 0 1 1 *' },
      { kind: 'timer', name: 'flaky', schedule: '0 0 0 1 1 *' },
    ]);
    await host.stop();
  });

  test('a function that cannot run is named with its reason, and the others run', async () => {
    const { host, log } = await startFixture({ bundle: timerApp, settings });
    expect(host.failures).toEqual([
      { name: 'unset', reason: expect.stringContaining('NOT_SET') },
      { name: 'unsupported', reason: expect.stringContaining('queueTrigger') },
    ]);
    const errors = log.filter((entry) => entry.level === 'error');
    expect(errors.map((entry) => entry.functionName)).toEqual(['unset', 'unsupported']);
    await host.stop();
  });

  test('routes carry the prefix of host.json', async () => {
    const bundle = buildFixture('webApp');
    writeFileSync(
      join(dirname(bundle), 'host.json'),
      '{"version":"2.0","extensions":{"http":{"routePrefix":""}}}',
    );
    const { host } = await startFixture({ bundle });
    expect(host.functions).toContainEqual({
      kind: 'http',
      name: 'echo',
      route: '/echo/{id:int?}',
      methods: ['GET', 'POST', 'HEAD'],
      authLevel: 'anonymous',
    });
    expect((await fetch(`${host.url}/named`)).status).toBe(200);
    await host.stop();
  });
});

describe('what keeps a host from starting', () => {
  test.each([
    ['a bundle that throws', 'throw new Error("out of order")', /out of order/],
    ['a syntax error', 'const = 1', /Unexpected token/],
    ['a missing package', 'require("no-such-package")', /no-such-package/],
    ['no function', 'module.exports = 1', /registers no function/],
  ])('%s', async (_, text, reason) => {
    const start = startFixture({ bundle: bundleOf(text) });
    await expect(start).rejects.toThrow(BundleLoadError);
    await expect(start).rejects.toThrow(reason);
  });

  test('a bundle that is not there', async () => {
    await expect(startFixture({ bundle: '/nowhere/main.js' })).rejects.toThrow(/nowhere/);
  });

  test('a host.json that is no JSON or holds a wrong value', async () => {
    for (const text of ['{', '{"extensions":{"eventHubs":{"maxEventBatchSize":0}}}']) {
      const bundle = bundleOf('');
      writeFileSync(join(dirname(bundle), 'host.json'), text);
      await expect(startFixture({ bundle })).rejects.toThrow(HostJsonError);
    }
  });

  test('a port in use', async () => {
    const { host } = await startFixture({ bundle: timerApp, settings });
    const port = Number(new URL(host.url).port);
    await expect(startFixture({ bundle: timerApp, settings, port })).rejects.toThrow(PortError);
    await host.stop();
  });
});
