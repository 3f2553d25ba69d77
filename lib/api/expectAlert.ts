import { toAlert } from '../alerts/document';
import { editAlert, findAlert } from '../alerts/lifecycle/editAlert';
import { changeStatus } from '../alerts/lifecycle/statusChange';
import { expectedRule, expectedRuleId } from '../alerts/suppression/expectedRule';
import { toRule } from '../alerts/suppression/rule';
import { readRule } from '../alerts/suppression/ruleStore';
import { readBody } from './body';
import { callerOf } from './caller';
import { json, withHeaders, type ApiResponse, type WritingRequest } from './http';
import { checkRoom, keepRule } from './keepRule';
import { ifMatch, lostRace } from './preconditions';
import { expectationSchema } from './schemas/alertChanges';
import type { WritePorts } from './writing';

const DAY = 86_400_000;

/**
 * `POST alerts/{id}/expect`, "this is expected": dismisses the alert, so that its hours teach, and
 * keeps the narrowest rule that covers it. Doing it again renews the rule.
 */
export async function expectAlert(
  app: WritePorts,
  request: WritingRequest,
  id: string,
): Promise<ApiResponse> {
  const { days, reason = 'This is expected' } = await readBody(request, expectationSchema);
  const { store, clock, platformAuthentication } = app;
  const now = clock.now();
  const author = callerOf(request.headers, platformAuthentication);
  const { document } = await findAlert(store, id);
  const known = await readRule(store, expectedRuleId(document.id));
  await checkRoom(store, known);
  // The alert first: who loses a race over it has made no rule.
  const note = { by: author, at: now, comment: reason };
  const alert = await editAlert(store, id, ifMatch(request.headers), (before) =>
    before.status === 'Dismissed' ? before : changeStatus(before, 'Dismissed', note),
  );
  const expirationDateUtc = new Date(now + days * DAY).toISOString();
  const rule = expectedRule(alert.document, { reason, author, expirationDateUtc }, now);
  const kept = await keepRule(app, rule, known);
  if (kept === null) throw lostRace(new Headers(), 'The rule');
  const body = { alert: toAlert(alert.document), suppression: toRule(kept.document, now) };
  return withHeaders(json(body, known === null ? 201 : 200), { etag: alert.etag });
}
