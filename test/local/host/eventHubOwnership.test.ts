import { expect, test } from '@jest/globals';
import type { FixtureHost } from './fixtureHost';
import { until } from './fixtureHost';
import { bodies, invocations, useHub } from './hubFixture';

test('two hosts share the partitions, and one takes over from the other', async () => {
  const { send, start } = useHub();
  const [first, second] = [await start(), await start()];
  const partitions = ['0', '1', '2', '3'];
  const partitionsOf = (fixture: FixtureHost) =>
    new Set(invocations(fixture).map(({ metadata }) => metadata.partitionContext.partitionId));
  let rounds = 0;
  while (partitionsOf(first).size === 0 || partitionsOf(second).size === 0) {
    if (++rounds > 50) throw new Error('one host got no partition');
    await Promise.all(partitions.map((partition) => send(partition, [{ round: rounds }])));
    await new Promise((resolve) => setTimeout(resolve, 200));
  }
  const positions = () =>
    [...invocations(first), ...invocations(second)].flatMap(({ metadata }) =>
      metadata.sequenceNumberArray.map((n) => `${metadata.partitionContext.partitionId}/${n}`),
    );
  await until(() => new Set(positions()).size === rounds * 4, 'every event was read');

  await second.host.stop();
  await Promise.all(partitions.map((partition) => send(partition, [{ last: partition }])));
  const lastOnes = () => bodies(first).map((body) => (body as { last?: string }).last ?? '');
  await until(
    () => partitions.every((partition) => lastOnes().includes(partition)),
    'the first host reads all partitions',
  );
  await first.host.stop();
});

test('a host that lost a partition stops retrying and moves no checkpoint', async () => {
  const { hub, send, start, checkpoints, checkpointed } = useHub();
  await send('0', [{ failures: 5 }]);
  const fixture = await start({ RETRIES: '-1', WORK_MS: '100' });
  await until(() => invocations(fixture).length >= 2, 'the host tried twice');
  const owned = await checkpoints.listOwnership('localhost', hub, '$Default');
  const lost = owned.filter(({ partitionId }) => partitionId === '0');
  await checkpoints.claimOwnership(lost.map((entry) => ({ ...entry, ownerId: 'another' })));
  const tries = invocations(fixture).length;
  await new Promise((resolve) => setTimeout(resolve, 1000));
  expect(invocations(fixture).length).toBeLessThanOrEqual(tries + 1);
  await fixture.host.stop();
  expect(await checkpointed()).toEqual({});
});

test('stop does not wait for an invocation that hangs, and leaves its batch unread', async () => {
  const { send, start, checkpointed } = useHub();
  await send('0', [{ n: 1 }]);
  const fixture = await start({ WORK_MS: '4000' });
  await until(() => invocations(fixture).length === 1, 'the invocation began');
  await fixture.host.stop();
  await new Promise((resolve) => setTimeout(resolve, 1500));
  expect(fixture.log.at(-1)?.message).toContain('{"batch":[{"n":1}]');
  expect(await checkpointed()).toEqual({});
});
