import { readCoverage, readHealth } from '../api/appState';

/** What the fields of a filter or a rule offer. */
export interface Choices {
  readonly alertTypes: readonly string[];
  readonly accounts: readonly string[];
}

export const NO_CHOICES: Choices = { alertTypes: [], accounts: [] };

/** Alert types of the catalogue, and accounts whose logs come in. What cannot be read is left out. */
export async function readChoices(): Promise<Choices> {
  const [health, coverage] = await Promise.all([readHealth(), readCoverage()]);
  return {
    alertTypes: (health.body?.detectors.active ?? []).map(({ id }) => id).sort(),
    accounts: (coverage.body ?? []).map(({ accountId }) => accountId),
  };
}
