import type { Alert } from '../alerts/alert';

/** Receivers bill by 64 KB, and some refuse more; formats write an alert longer than it is. */
const MOST_BYTES = 40_000;
/** Characters of a text and members of a list that stay, tried in this order. */
const STEPS = [
  [4000, 200],
  [1000, 50],
  [300, 20],
  [100, 5],
] as const;
/** Says in `extendedProperties` that something was left out. */
export const SHORTENED = 'shortened';

/** The alert with its long texts and lists cut, where it would be too large for a message. */
export function boundedAlert(alert: Alert): Alert {
  if (sizeOf(alert) <= MOST_BYTES) return alert;
  let bounded = alert;
  for (const [characters, members] of STEPS) {
    const { history, entities, extendedProperties, supportingEvidence, ...rest } = alert;
    const cut = <T>(value: T): T => shorten(value, characters, members);
    bounded = {
      ...rest,
      description: cut(rest.description),
      reason: cut(rest.reason),
      remediationSteps: cut(rest.remediationSteps),
      resourceIdentifiers: rest.resourceIdentifiers.slice(0, members),
      assignedTo: cut(rest.assignedTo),
      entities: cut(entities),
      // The newest.
      history: cut(history.slice(-members)),
      supportingEvidence: cut(supportingEvidence),
      extendedProperties: {
        ...cut(extendedProperties),
        [SHORTENED]: 'true',
      },
    };
    if (sizeOf(bounded) <= MOST_BYTES) return bounded;
  }
  return bounded;
}

function sizeOf(value: unknown): number {
  return Buffer.byteLength(JSON.stringify(value));
}

function shorten<T>(value: T, characters: number, members: number): T {
  // Cutting keeps the kind of every value: texts stay texts, lists lists, objects objects.
  return cut(value, characters, members) as T;
}

function cut(value: unknown, characters: number, members: number): unknown {
  if (typeof value === 'string') {
    return value.length <= characters ? value : `${value.slice(0, characters)}...`;
  }
  if (Array.isArray(value)) {
    return value.slice(0, members).map((member) => cut(member, characters, members));
  }
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .slice(0, members)
      .map(([name, member]) => [name, cut(member, characters, members)]),
  );
}
