import type { AccountBaseline } from '../../baseline/baseline';
import { stateText, type AccountState } from '../../management/state';
import { lastPart } from '../../management/managementKind';
import { statesAfter, type ManagementOperation } from '../../management/operation';
import { bodyOf } from '../../management/requestBody';
import { textOf } from '../../telemetry/fields';
import type { Consequence } from '../changeFinding';
import type { Strangeness } from '../strangeness';

/** Categories and groups of categories without which attacks are not seen. */
const TELLING =
  /^(DataPlaneRequests|QueryRuntimeStatistics|ControlPlaneRequests|(Mongo|Cassandra|Gremlin|TableApi)Requests|Administrative|Security|allLogs|audit) off$/i;

/** What the operation turned off that was not off before. */
export function blindingsOf(
  operation: ManagementOperation,
  baseline: AccountBaseline | null,
  strangeness: Strangeness,
): readonly Consequence[] {
  const known = (aspect: AccountState['aspect'], value: string) =>
    baseline?.knows('accountState', stateText({ aspect, value })) ?? false;
  const states = statesAfter(operation);
  const found = states.flatMap(({ aspect, value, logged }): readonly Consequence[] => {
    if (aspect === 'export') {
      if (!TELLING.test(value) || known(aspect, value)) return [];
      return [{ what: `export of ${value} in a diagnostic setting`, severity: 'Medium' }];
    }
    if (aspect === 'queryText') {
      const isLess = value === 'none' && known(aspect, 'full') && !known(aspect, 'none');
      return isLess ? [{ what: 'full query texts turned off', severity: 'Low' }] : [];
    }
    const isTrace = aspect.endsWith('Trace');
    const isOff = isTrace && value === 'off' && known(aspect, 'on') && !known(aspect, 'off');
    return isOff ? [{ what: `trace turned off (${logged})`, severity: 'Medium' }] : [];
  });
  return [...found, ...leftOut(states, known), ...watchersOff(operation, strangeness)];
}

/** Categories that a diagnostic setting had, and is written without; those switched off are told of. */
function leftOut(
  states: readonly AccountState[],
  known: (aspect: AccountState['aspect'], value: string) => boolean,
): readonly Consequence[] {
  return states.flatMap(({ aspect, value }): readonly Consequence[] => {
    const [, setting = '', category = ''] = /^(.*) (\w+) off$/.exec(value) ?? [];
    if (aspect !== 'exports' || category === '') return [];
    const isSwitched = states.some(
      (one) => one.aspect === 'export' && one.value === `${category} off`,
    );
    const hadIt = known('exports', `${setting} ${category} on`) && !known('exports', value);
    if (!hadIt || isSwitched) return [];
    return [
      { what: `${category} left out of the diagnostic setting ${setting}`, severity: 'Medium' },
    ];
  });
}

/** Settings that are changed as a whole; only the Activity Log tells of them, and so by whom. */
function watchersOff(
  { event, records, kind }: ManagementOperation,
  { weight }: Strangeness,
): readonly Consequence[] {
  if (kind !== 'loggingChange') return [];
  const name = event.operationName.toLowerCase();
  const isDeleted = name.endsWith('/delete');
  if (name.includes('/diagnosticsettings/')) {
    return isDeleted ? [{ what: 'a diagnostic setting deleted', severity: 'Medium' }] : [];
  }
  if (name.includes('/alertssuppressionrules/')) {
    return isDeleted ? [] : [{ what: 'a suppression rule of Defender written', severity: 'Low' }];
  }
  const bodies = records.map(bodyOf);
  if (name.includes('/pricings/')) {
    const isFree = bodies.some((body) => /^free$/i.test(textOf(body?.['pricingTier'])));
    const isOurs = lastPart(event.resource) === 'cosmosdbs';
    return isOurs && (isFree || isDeleted)
      ? [{ what: "Defender's plan for Cosmos DB turned off", severity: 'Medium' }]
      : [];
  }
  const isOff = bodies.some((body) => /^false$/i.test(textOf(body?.['isEnabled'])));
  if (isOff || isDeleted) {
    return [{ what: 'Defender turned off for the account', severity: 'Medium' }];
  }
  const isTold = bodies.some((body) => body?.['isEnabled'] !== undefined);
  return isTold || weight === 0
    ? []
    : [{ what: "Defender's setting for the account changed", severity: 'Low' }];
}
