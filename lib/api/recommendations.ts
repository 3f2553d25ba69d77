import { KnownAccounts, type FactPorts } from '../coverage/readFacts';
import { readDismissals } from '../recommendations/dismissals';
import { recommend } from '../recommendations/recommend';
import type { Recommendation, RecommendationList } from '../recommendations/recommendation';
import { answering, isReading, json, methodNotAllowed, READING } from './http';
import type { ApiRequest, ApiResponse } from './http';
import { accountsAsked, pageAfter } from './accountPages';
import { readParameters } from './parameters';
import { recommendationListSchema } from './schemas/accountPages';

/** `GET recommendations`: what could be hardened, by what was observed. A page holds whole accounts. */
export async function handleRecommendations(
  ports: FactPorts,
  request: ApiRequest,
): Promise<ApiResponse> {
  if (!isReading(request)) return methodNotAllowed(request, READING);
  return answering(async () => {
    const { searchParams } = request.url;
    const { top, kind, severity, status, ...wanted } = readParameters(
      searchParams,
      recommendationListSchema,
    );
    const isAsked = (one: Recommendation) =>
      (kind?.includes(one.kind) ?? true) &&
      (severity?.includes(one.severity) ?? true) &&
      (status?.includes(one.status) ?? true);
    const known = await KnownAccounts.read(ports);
    const asked = accountsAsked(wanted, known.ids);
    const page = asked.slice(0, top);
    const last = page.at(-1);
    const dismissals = await readDismissals(ports.store, page);
    const facts = await known.facts(page);
    const list: RecommendationList = {
      value: facts.flatMap((one) => recommend(one, dismissals)).filter(isAsked),
      nextLink: asked.length > top && last !== undefined ? pageAfter(request.url, last) : null,
    };
    return json(list);
  });
}
