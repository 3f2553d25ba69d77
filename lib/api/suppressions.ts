import type { DocumentStore, Versioned } from '../storage/documents';
import { hiddenBy } from '../alerts/suppression/hiddenAlerts';
import { toRule, type RuleDocument } from '../alerts/suppression/rule';
import { listRules, readRule, removeRule } from '../alerts/suppression/ruleStore';
import {
  answering,
  isReading,
  json,
  methodNotAllowed,
  READING,
  Refusal,
  withHeaders,
  type ApiResponse,
  type WritingRequest,
} from './http';
import { noParameters } from './parameters';
import { ifMatch, lostRace, preconditionFailed } from './preconditions';
import { putSuppression } from './putSuppression';
import { checkWrite, type WritePorts } from './writing';

/** `GET suppressions`, and `GET|PUT|DELETE suppressions/{id}`. */
export async function handleSuppressions(
  app: WritePorts,
  request: WritingRequest,
): Promise<ApiResponse> {
  const { id } = request.parameters;
  const allowed = id === undefined ? READING : [...READING, 'PUT', 'DELETE'];
  if (!allowed.some((method) => method === request.method)) {
    return methodNotAllowed(request, allowed);
  }
  return answering(async () => {
    if (!isReading(request)) checkWrite(app, request);
    noParameters(request.url.searchParams);
    if (id === undefined) return list(app);
    if (request.method === 'PUT') return putSuppression(app, request, id);
    return request.method === 'DELETE' ? remove(app, request, id) : one(app, id);
  });
}

async function list({ store, clock }: WritePorts): Promise<ApiResponse> {
  const now = clock.now();
  const value = (await listRules(store)).map((rule) => toRule(rule, now));
  return json({ value, nextLink: null });
}

async function one({ store, clock }: WritePorts, id: string): Promise<ApiResponse> {
  const { document, etag } = await found(store, id);
  const body = { ...toRule(document, clock.now()), hidden: await hiddenBy(store, id) };
  return withHeaders(json(body), { etag });
}

/** The alerts keep the mark of the rule: they stay hidden until they grow, and the answer names them. */
async function remove(
  { store, suppressions, clock }: WritePorts,
  { headers }: WritingRequest,
  id: string,
): Promise<ApiResponse> {
  const rule = await found(store, id);
  if (ifMatch(headers)?.(rule.etag) === false) throw preconditionFailed('The rule');
  if (!(await removeRule(store, rule))) throw lostRace(headers, 'The rule');
  suppressions.forget();
  const { document } = rule;
  return json({ ...toRule(document, clock.now()), hidden: await hiddenBy(store, id) });
}

async function found(store: DocumentStore, id: string): Promise<Versioned<RuleDocument>> {
  const rule = await readRule(store, id);
  if (rule !== null) return rule;
  throw new Refusal(404, 'Not found', `There is no suppression rule '${id}'`);
}
