import { KnownAccounts, type FactPorts } from '../coverage/readFacts';
import { readDismissals, removeDismissal, writeDismissal } from '../recommendations/dismissals';
import { recommend, recommendationId } from '../recommendations/recommend';
import { RECOMMENDATION_KINDS, type Recommendation } from '../recommendations/recommendation';
import type { AccountId } from '../telemetry/event';
import { readBody } from './body';
import { callerOf } from './caller';
import { answering, json, methodNotAllowed, problem, Refusal } from './http';
import type { ApiResponse, WritingRequest } from './http';
import { noParameters } from './parameters';
import { dismissalSchema } from './schemas/dismissal';
import { checkWrite, type WritePorts } from './writing';

type Ports = WritePorts & FactPorts;

/** A recommendation as it stands, and the account that it is about. */
interface Found {
  readonly account: AccountId;
  readonly recommendation: Recommendation;
}

type Action = (app: Ports, request: WritingRequest, found: Found) => Promise<void>;

/** By lower-case name, as paths are told apart without regard to case. */
const ACTIONS: ReadonlyMap<string, Action> = new Map<string, Action>([
  ['dismiss', dismiss],
  ['reopen', reopen],
]);

/** `POST recommendations/{id}/dismiss|reopen`: answers the recommendation as it stands then. */
export async function handleRecommendationAction(
  app: Ports,
  request: WritingRequest,
): Promise<ApiResponse> {
  const { id = '', action: name = '' } = request.parameters;
  const action = ACTIONS.get(name.toLowerCase());
  if (action === undefined) {
    return problem(404, 'Not found', `Recommendations have no action '${name}'`);
  }
  if (request.method !== 'POST') return methodNotAllowed(request, ['POST']);
  return answering(async () => {
    checkWrite(app, request);
    noParameters(request.url.searchParams);
    const known = await KnownAccounts.read(app);
    await action(app, request, await find(app, known, id));
    return json((await find(app, known, id)).recommendation);
  });
}

async function dismiss(app: Ports, request: WritingRequest, found: Found): Promise<void> {
  const { account, recommendation } = found;
  const { reason } = await readBody(request, dismissalSchema);
  if (recommendation.status === 'dismissed') throw conflict('It is dismissed already');
  const { value, returnsAbove } = recommendation.worsens;
  await writeDismissal(app.store, {
    accountId: account,
    recommendation: recommendation.kind,
    reason,
    by: callerOf(request.headers, app.platformAuthentication),
    at: app.clock.now(),
    value,
    returnsAbove,
  });
}

async function reopen(
  app: Ports,
  _request: WritingRequest,
  { account, recommendation }: Found,
): Promise<void> {
  if (recommendation.dismissal === null) throw conflict('It is not dismissed');
  await removeDismissal(app.store, account, recommendation.kind);
}

/** @throws Refusal 404 where there is no such recommendation, or none any more */
async function find(app: Ports, known: KnownAccounts, id: string): Promise<Found> {
  const kind = RECOMMENDATION_KINDS.find((one) => id.startsWith(`${one}-`));
  const account = known.ids.find((one) => kind !== undefined && recommendationId(kind, one) === id);
  if (account !== undefined) {
    const dismissals = await readDismissals(app.store, [account]);
    const told = (await known.facts([account])).flatMap((facts) => recommend(facts, dismissals));
    const recommendation = told.find((one) => one.id === id);
    if (recommendation !== undefined) return { account, recommendation };
  }
  throw new Refusal(404, 'Not found', `There is no recommendation '${id}', or not any more`);
}

function conflict(detail: string): Refusal {
  return new Refusal(409, 'Conflict', detail);
}
