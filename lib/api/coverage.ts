import { accountCoverage } from '../coverage/accountCoverage';
import { KnownAccounts, type FactPorts } from '../coverage/readFacts';
import type { CoverageReport } from '../coverage/report';
import { DETECTORS } from '../detectors';
import { answering, isReading, json, methodNotAllowed, READING } from './http';
import type { ApiRequest, ApiResponse } from './http';
import { accountsAsked, pageAfter } from './accountPages';
import { readParameters } from './parameters';
import { coverageListSchema } from './schemas/accountPages';

/** `GET coverage`: what the logs of each account show, and what they leave dark. */
export async function handleCoverage(ports: FactPorts, request: ApiRequest): Promise<ApiResponse> {
  if (!isReading(request)) return methodNotAllowed(request, READING);
  return answering(async () => {
    const { url } = request;
    const { top, ...wanted } = readParameters(url.searchParams, coverageListSchema);
    const known = await KnownAccounts.read(ports);
    const asked = accountsAsked(wanted, known.ids);
    const page = asked.slice(0, top);
    const last = page.at(-1);
    const report: CoverageReport = {
      value: (await known.facts(page)).map((facts) => accountCoverage(facts, DETECTORS)),
      nextLink: asked.length > top && last !== undefined ? pageAfter(url, last) : null,
    };
    return json(report);
  });
}
