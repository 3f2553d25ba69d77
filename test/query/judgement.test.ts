import { expect, test } from '@jest/globals';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { Judgement } from '../../lib/query/judgement';
import type { Analyser, Understanding } from '../../lib/query/verdict';

test('what is remembered of a text does not hold the parsed statement', async () => {
  setFlagsFromString('--expose-gc');
  let statement: WeakRef<Understanding> | undefined;
  const analyser: Analyser = () => {
    const understanding = { valid: true, summary: 'reads', shape: 'SELECT ?' };
    statement = new WeakRef<Understanding>(understanding);
    return { signs: [], understanding };
  };
  const judgement = new Judgement(analyser, 'SELECT 1', {});
  expect(statement).toBeDefined();
  // A weak reference lives to the end of the turn that made it.
  await new Promise((resolve) => setImmediate(resolve));
  runInNewContext('gc()');
  expect(statement?.deref()).toBeUndefined();
  expect(judgement).toMatchObject({ valid: true, shape: 'SELECT ?', signs: [] });
});
