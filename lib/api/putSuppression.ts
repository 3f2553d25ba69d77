import type { Versioned } from '../storage/documents';
import { formatNetwork, parseNetwork } from '../intel/network';
import { TRIED_DAYS, wouldHide } from '../alerts/suppression/hiddenAlerts';
import { toRule, type RuleDocument, type SuppressionRule } from '../alerts/suppression/rule';
import { readRule } from '../alerts/suppression/ruleStore';
import { badMember, readBody } from './body';
import { callerOf, FUNCTION_KEY } from './caller';
import { json, ParameterError, withHeaders, type ApiResponse, type WritingRequest } from './http';
import { checkRoom, keepRule } from './keepRule';
import { ifMatch, lostRace, preconditionFailed } from './preconditions';
import {
  RULE_ID,
  suppressionRuleSchema,
  type SuppressionRuleBody,
} from './schemas/suppressionRule';
import type { WritePorts } from './writing';

const DAY = 86_400_000;
const MOST_DAYS = 365;

/** `PUT suppressions/{id}`: creates a rule, replaces it, or tries it on the alerts of 30 days. */
export async function putSuppression(
  app: WritePorts,
  request: WritingRequest,
  id: string,
): Promise<ApiResponse> {
  if (!RULE_ID.test(id)) {
    const detail = 'id must be 1 to 64 letters, digits, hyphens or underscores';
    throw new ParameterError('id', detail);
  }
  const { headers } = request;
  const now = app.clock.now();
  const body = await readBody(request, suppressionRuleSchema);
  checkRule(body, app.alertTypes, now);
  const rule = ruleOf(id, body, callerOf(headers, app.platformAuthentication), now);
  if (body.dryRun) {
    return json({ dryRun: true, days: TRIED_DAYS, ...(await wouldHide(app.store, rule, now)) });
  }
  const known = await readRule(app.store, id);
  checkPreconditions(headers, known);
  await checkRoom(app.store, known);
  const kept = await keepRule(app, rule, known);
  if (kept === null) throw lostRace(headers, 'The rule');
  const { document, etag } = kept;
  return withHeaders(json(toRule(document, now), known === null ? 201 : 200), { etag });
}

/** @throws Refusal 400 that names the member */
function checkRule(body: SuppressionRuleBody, alertTypes: readonly string[], now: number): void {
  const { alertType, expirationDateUtc } = body;
  if (!alertTypes.includes(alertType)) {
    throw badMember('alertType', `There is no alert type '${alertType}'`, alertTypes);
  }
  const left = Date.parse(expirationDateUtc) - now;
  if (left > 0 && left <= MOST_DAYS * DAY) return;
  const detail = `expirationDateUtc must be in the future, and at most ${MOST_DAYS} days ahead`;
  throw badMember('expirationDateUtc', detail);
}

/** @throws Refusal 412 */
function checkPreconditions(headers: Headers, known: Versioned<RuleDocument> | null): void {
  const isExpected = ifMatch(headers);
  const isMissed = isExpected !== null && (known === null || !isExpected(known.etag));
  const isTaken = headers.get('if-none-match')?.trim() === '*' && known !== null;
  if (isMissed || isTaken) throw preconditionFailed('The rule');
}

function ruleOf(
  id: string,
  body: SuppressionRuleBody,
  caller: string,
  now: number,
): SuppressionRule {
  const { name, reason, alertType, principal, application, container, queryShape, state } = body;
  const network = body.address === null ? null : parseNetwork(body.address);
  const at = new Date(now).toISOString();
  return {
    id,
    name,
    reason,
    // A key says nothing of who holds it.
    author: caller === FUNCTION_KEY ? (body.author ?? caller) : caller,
    alertType,
    accountId: body.accountId?.toLowerCase() ?? null,
    principal,
    address: network === null ? null : formatNetwork(network),
    application,
    country: body.country?.toUpperCase() ?? null,
    container,
    queryShape,
    expirationDateUtc: new Date(body.expirationDateUtc).toISOString(),
    state,
    createdUtc: at,
    changedUtc: at,
  };
}
