import { describe, expect, test } from '@jest/globals';
import { until } from './fixtureHost';
import { bodies, invocations, useHub } from './hubFixture';

describe('what a function gets', () => {
  test('a batch with JSON parsed, text as text, and metadata in camelCase', async () => {
    const { hub, send, start } = useHub();
    await send('2', [{ records: [1] }, Buffer.from('no json'), Buffer.from('[3]')], { tag: 'x' });
    const fixture = await start({ GROUP: 'readers' });
    await until(() => invocations(fixture).length > 0, 'the batch came');
    expect(invocations(fixture)[0]).toMatchObject({
      batch: [{ records: [1] }, 'no json', [3]],
      metadata: {
        sequenceNumberArray: [0, 1, 2],
        offsetArray: [expect.anything(), expect.anything(), expect.anything()],
        enqueuedTimeUtcArray: Array(3).fill(expect.stringMatching(/^20.*Z$/)),
        propertiesArray: Array(3).fill({ tag: 'x' }),
        systemPropertiesArray: [
          { sequenceNumber: 0 },
          { sequenceNumber: 1 },
          { sequenceNumber: 2 },
        ],
        partitionContext: {
          fullyQualifiedNamespace: 'localhost',
          eventHubName: hub,
          consumerGroup: 'readers',
          partitionId: '2',
        },
      },
    });
    expect(invocations(fixture)[0]).not.toHaveProperty('retryContext');
    await fixture.host.stop();
  });

  test('empty texts only if the app asks for them, as in Azure', async () => {
    const { send, start } = useHub();
    await send('0', [Buffer.from(''), { n: 1 }]);
    const fixture = await start();
    await until(() => invocations(fixture).length > 0, 'the batch came');
    expect(invocations(fixture)[0]?.batch).toEqual([{ n: 1 }]);
    await fixture.host.stop();

    const other = useHub();
    await other.send('0', [Buffer.from(''), { n: 1 }]);
    const asking = await other.start({ EMPTY_ENTRIES: 'true' });
    await until(() => invocations(asking).length > 0, 'the batch came');
    expect(invocations(asking)[0]?.batch).toEqual(['', { n: 1 }]);
    await asking.host.stop();
  });

  test('one event at a time, and bytes, where the binding says so', async () => {
    const { send, start } = useHub();
    await send('1', [Buffer.from([1, 255]), Buffer.from('{}')]);
    const fixture = await start({ CARDINALITY: 'one', DATA_TYPE: 'binary' });
    await until(() => invocations(fixture).length === 2, 'both events came');
    expect(invocations(fixture)).toMatchObject([
      { batch: ['bytes 01ff'], metadata: { sequenceNumber: 0 } },
      { batch: ['bytes 7b7d'], metadata: { sequenceNumber: 1 } },
    ]);
    await fixture.host.stop();
  });
});

describe('order and checkpoints', () => {
  test('keeps the order in a partition, within the batch size, and resumes without loss or repeat', async () => {
    const { send, start, checkpointed } = useHub();
    const numbers = (from: number) => Array.from({ length: 35 }, (_, n) => ({ n: from + n }));
    await Promise.all(['0', '1', '2', '3'].map((partition) => send(partition, numbers(0))));
    const first = await start();
    await until(() => bodies(first).length >= 60, 'most events came');
    await first.host.stop();
    const seen = bodies(first).length;

    await send('3', numbers(35));
    const second = await start();
    await until(() => seen + bodies(second).length >= 175, 'the rest came');
    await until(() => bodies(second).length > 0, 'the second host read');
    await second.host.stop();

    const all = [...invocations(first), ...invocations(second)];
    expect(Math.max(...all.map(({ batch }) => batch.length))).toBeLessThanOrEqual(10);
    for (const [partition, count] of [
      ['0', 35],
      ['1', 35],
      ['2', 35],
      ['3', 70],
    ] as const) {
      const ofPartition = all.filter(
        ({ metadata }) => metadata.partitionContext.partitionId === partition,
      );
      expect(ofPartition.flatMap(({ batch }) => batch)).toEqual(
        Array.from({ length: count }, (_, n) => ({ n })),
      );
    }
    expect(await checkpointed()).toEqual({ '0': 34, '1': 34, '2': 34, '3': 69 });
  });

  test('a failing batch comes again, the same, until it succeeds', async () => {
    const { send, start, checkpointed } = useHub();
    await send('0', [{ n: 1 }, { failures: 3 }]);
    const fixture = await start({ RETRIES: '-1' });
    await until(() => invocations(fixture).length === 4, 'the batch succeeded');
    await send('0', [{ n: 2 }]);
    await until(() => invocations(fixture).length === 5, 'the next batch came');
    await fixture.host.stop();
    const batches = invocations(fixture);
    for (const { batch } of batches.slice(0, 4)) expect(batch).toEqual([{ n: 1 }, { failures: 3 }]);
    expect(batches.map(({ retryContext }) => retryContext?.retryCount)).toEqual([0, 1, 2, 3, 0]);
    expect(batches[4]?.batch).toEqual([{ n: 2 }]);
    expect(await checkpointed()).toEqual({ '0': 2 });
  });

  test.each([
    ['after the last retry', { RETRIES: '2' }, 3],
    ['at once without a policy', {}, 1],
  ])('passes over a batch that fails, %s', async (_, settings, tries) => {
    const { send, start, checkpointed } = useHub();
    await send('0', [{ failures: -1 }]);
    const fixture = await start(settings);
    await until(() => invocations(fixture).length === tries, 'all tries were made');
    await send('0', [{ n: 2 }]);
    await until(() => bodies(fixture).length === tries + 1, 'the next batch came');
    await fixture.host.stop();
    expect(invocations(fixture).at(-1)?.batch).toEqual([{ n: 2 }]);
    expect(await checkpointed()).toEqual({ '0': 1 });
  });

  test('a host that stops in the middle of retries leaves the batch to the next one', async () => {
    const { send, start, checkpointed } = useHub();
    await send('0', [{ failures: 5 }]);
    const first = await start({ RETRIES: '-1', WORK_MS: '100' });
    await until(() => invocations(first).length >= 2, 'the first host tried twice');
    await first.host.stop();
    expect(await checkpointed()).toEqual({});
    const second = await start({ RETRIES: '-1' });
    await until(() => invocations(second).length === 6, 'the second host succeeded');
    await second.host.stop();
    expect(await checkpointed()).toEqual({ '0': 0 });
  });
});

test('a missing connection string is a failure of the function, not of the host', async () => {
  const fixture = await useHub().start({
    HUB_CONNECTION: '',
    HUB_CONNECTION__fullyQualifiedNamespace: 'x.servicebus.windows.net',
  });
  expect(fixture.host.failures).toEqual([
    { name: 'collect', reason: expect.stringContaining('set HUB_CONNECTION') },
  ]);
  await fixture.host.stop();
});
