import { createHash } from 'node:crypto';
import { DEFAULT_BEGIN, Simulation } from '../../lib/simulation/simulation';
import type { LogBlob, SimulationRequest } from '../../lib/simulation/simulation';

/** A request for a small world; members given take the place of the usual ones. */
export function smallWorld(changes: Partial<SimulationRequest> = {}): SimulationRequest {
  return { days: 2, accounts: 4, seed: 7, begin: DEFAULT_BEGIN, ...changes };
}

/** Runs a simulation to its end; `visit` sees each blob. */
export function runSimulation(
  request: SimulationRequest,
  visit: (blob: LogBlob) => void = () => undefined,
): Simulation {
  const simulation = new Simulation(request);
  for (const blob of simulation.blobs()) visit(blob);
  return simulation;
}

/** One hash of all records and of the truth. */
export function fingerprint(request: SimulationRequest): string {
  const hash = createHash('sha256');
  const simulation = runSimulation(request, (blob) => hash.update(JSON.stringify(blob)));
  return hash.update(JSON.stringify(simulation.truth)).digest('hex');
}
