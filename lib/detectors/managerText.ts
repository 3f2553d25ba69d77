import { by, from } from '../alerts/phrases';
import type { AccountBaseline, Facet } from '../baseline/baseline';
import { callerTexts } from '../management/callerClaims';
import { homeOf } from '../management/callerHome';
import { JOIN_TEXTS, type ManagementOperation } from '../management/operation';
import type { Story } from '../alerts/alertType';
import type { Strangeness } from './strangeness';

/** What is new about who asked, in words: `this identity, country BR, tool powershell`. */
export function strangeDetails({ novelties }: Pick<Strangeness, 'novelties'>): {
  readonly new?: string;
} {
  if (novelties.length === 0) return {};
  const texts = novelties.map(({ facet, value, dormantDays }) => {
    const since = Number.isFinite(dormantDays) ? ` (not for ${dormantDays} days)` : '';
    const thing = facet === 'manager' ? 'this identity' : `${KINDS_OF_THINGS.get(facet)} ${value}`;
    return `${thing}${since}`;
  });
  return { new: texts.join(', ') };
}

const KINDS_OF_THINGS = new Map<Facet, string>([
  ['managerNetwork', 'network'],
  ['managerCountry', 'country'],
  ['managerTool', 'tool'],
  ['managerHome', 'organisation'],
]);

/** Who asked, what is new about them, and on what that rests. */
export function managerDetails(
  { manager, join, event }: ManagementOperation,
  { novelties }: Strangeness,
  baseline: AccountBaseline | null,
): Record<string, string> {
  const correlationId = manager?.management?.correlationId ?? '';
  const organisation = manager === null ? '' : homeOf(manager);
  return {
    ...(manager === null ? {} : callerTexts(manager)),
    ...strangeDetails({ novelties }),
    ...(organisation === '' ? {} : { organisation }),
    ...(correlationId === '' ? {} : { correlationId }),
    whoRestsOn: restsOn(manager !== null, join, event.category),
    ...(baseline === null
      ? {}
      : { baselineStage: baseline.stage, historyDays: String(baseline.historyDays) }),
  };
}

function restsOn(isNamed: boolean, join: ManagementOperation['join'], category: string): string {
  if (join !== null) return JOIN_TEXTS[join];
  return isNamed || category === 'ActivityLog'
    ? 'the record of the Activity Log itself'
    : 'nothing: ControlPlaneRequests names nobody, and the Activity Log tells of no such operation yet';
}

/** ` by entra 0f1e (m.keller@...) from 203.0.113.7 (BR) with Azure CLI; new for this here: ...`. */
export function managerText({ facts, details }: Pick<Story, 'facts' | 'details'>): string {
  const { caller, tool, new: unusual } = details;
  const who = by(facts) === '' ? ' by somebody that no log names' : by(facts);
  const named = caller === undefined ? '' : ` (${caller})`;
  const software = tool === undefined ? '' : ` with ${tool}`;
  const days = details['historyDays'];
  const since = days === undefined ? '' : ` in ${days} days of history`;
  const news = unusual === undefined ? '' : `; new for this here${since}: ${unusual}`;
  return `${who}${named}${from(facts)}${software}${news}`;
}
