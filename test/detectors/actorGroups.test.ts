import { expect, test } from '@jest/globals';
import { byActor, factsOfMain, mainActors } from '../../lib/detectors/actorGroups';
import { actorHour } from '../baseline/profile/synthetic';

const country = (address: string) => (address.startsWith('20.0.') ? 'NL' : 'DE');
const facts = (small: number) => {
  const actors = [
    actorHour({ responseBytes: 9_000_000 }),
    actorHour({ address: '20.1.0.1', responseBytes: small }),
  ];
  const [group] = byActor(actors).values();
  if (group === undefined) throw new RangeError('no group');
  return factsOfMain(group, 'responseBytes', country);
};

test('a client that did little is left out, and the facts say that they are not all', () => {
  const { addresses, countries, incomplete } = facts(10_000);
  expect(addresses).toEqual(['20.0.0.1']);
  expect(countries).toEqual(['NL']);
  expect(incomplete).toEqual(expect.arrayContaining(['addresses', 'countries']));
  expect(incomplete).not.toContain('principals');
});

test('where all are named, the facts are the whole truth', () => {
  const { addresses, incomplete } = facts(5_000_000);
  expect(addresses).toEqual(['20.0.0.1', '20.1.0.1']);
  expect(incomplete).not.toContain('addresses');
});

test('where all did little, all are named', () => {
  const actors = Array.from({ length: 12 }, (_, n) =>
    actorHour({ address: `20.0.0.${String(n + 1)}`, responseBytes: 1_000_000 }),
  );
  const [group] = byActor(actors).values();
  expect(group && mainActors(group, 'responseBytes')).toHaveLength(12);
});
