import type { Severity } from '../../alerts/alert';
import type { AccountBaseline } from '../../baseline/baseline';
import { stateText, type AccountState, type Aspect } from '../../management/state';
import { bodyOf } from '../../management/requestBody';
import { statesAfter, type ManagementOperation } from '../../management/operation';
import { isJsonObject, textOf } from '../../telemetry/fields';
import type { Consequence } from '../changeFinding';
import type { Strangeness } from '../strangeness';

/** A way in that an operation has opened. */
export interface Exposure extends Consequence {
  /** The setting as logged, or empty. */
  readonly logged: string;
  /** Networks that may come now; absent where anybody may. */
  readonly letsIn?: readonly string[];
}

/** How firewall rules write all of Azure. */
export const ALL_OF_AZURE = '0.0.0.0';

/** Strangeness from which on somebody counts as a stranger. */
const OF_STRANGER = 2;

interface OpenState {
  readonly aspect: Aspect;
  readonly value: string;
  readonly what: string;
  readonly severity: Severity;
  /** Values of before, of which one has to be known: the same setting may always have been so. */
  readonly after?: readonly string[];
  /** True for what nobody writes who means to leave things as they are. */
  readonly isDeliberate?: boolean;
  readonly letsIn?: readonly string[];
}

const OPEN_STATES: readonly OpenState[] = [
  {
    aspect: 'firewall',
    value: 'all',
    what: 'the firewall lets in every address (0.0.0.0/0)',
    severity: 'Medium',
  },
  {
    aspect: 'firewall',
    value: 'wide',
    what: 'the firewall lets in a range of 16 million addresses or more',
    severity: 'Medium',
  },
  {
    aspect: 'firewall',
    value: 'none',
    what: 'all firewall rules were removed',
    severity: 'Medium',
    after: ['listed', 'azure', 'wide', 'all'],
  },
  {
    aspect: 'firewall',
    value: 'azure',
    what: 'the firewall lets in all of Azure (0.0.0.0)',
    severity: 'Low',
    after: ['listed', 'none'],
    isDeliberate: true,
    letsIn: [ALL_OF_AZURE],
  },
  {
    aspect: 'publicAccess',
    value: 'on',
    what: 'public network access was turned on',
    severity: 'Medium',
    after: ['off'],
  },
  {
    aspect: 'virtualNetworks',
    value: 'off',
    what: 'virtual network rules were turned off',
    severity: 'Low',
    after: ['on'],
  },
  {
    aspect: 'cors',
    value: 'any',
    what: 'CORS lets in every origin (*)',
    severity: 'Low',
    letsIn: [],
  },
];

/** What the operation opened that was not open before, the worst first. */
export function exposuresOf(
  operation: ManagementOperation,
  baseline: AccountBaseline | null,
  strangeness: Strangeness,
): readonly Exposure[] {
  const states = statesAfter(operation);
  const found = states.flatMap((state): readonly Exposure[] => {
    const open = OPEN_STATES.find(
      ({ aspect, value }) => aspect === state.aspect && value === state.value,
    );
    if (open === undefined || isClosedOtherwise(state, states)) return [];
    return isNews(open, baseline, strangeness) ? [{ ...open, logged: state.logged }] : [];
  });
  return [...found, ...privateEndpoint(operation, strangeness)];
}

/**
 * Nobody comes in where public access is off. Who is on an address rule or in a virtual network does:
 * only the lack of address rules is made good by virtual networks.
 */
function isClosedOtherwise(state: AccountState, states: readonly AccountState[]): boolean {
  if (state.aspect !== 'firewall' && state.aspect !== 'virtualNetworks') return false;
  const has = (text: string) => states.some((one) => stateText(one) === text);
  return (
    has('publicAccess off') || (stateText(state) === 'firewall none' && has('virtualNetworks on'))
  );
}

/** Of a stranger who opens something deliberately it is not asked how it was before. */
function isNews(
  { aspect, value, after, isDeliberate = false }: OpenState,
  baseline: AccountBaseline | null,
  { weight }: Strangeness,
): boolean {
  const known = (one: string) =>
    baseline?.knows('accountState', stateText({ aspect, value: one })) ?? false;
  if (known(value)) return false;
  if (after === undefined || after.some(known)) return true;
  return isDeliberate && weight >= OF_STRANGER;
}

/** Only the Activity Log tells of these, and so always by whom. */
function privateEndpoint(
  { event, records, account, kind, manager }: ManagementOperation,
  { weight }: Strangeness,
): readonly Exposure[] {
  if (kind !== 'networkChange' || manager === null) return [];
  const isStrange = weight > 0 || manager.principal.kind === 'unknown';
  if (/\/delete$/i.test(event.operationName)) {
    const severity = isStrange ? 'Low' : 'Informational';
    const what = 'a private endpoint was removed';
    return [{ what, severity, logged: event.resource, letsIn: [] }];
  }
  const foreign = records.map((record) => foreignEndpoint(record, account)).find((id) => id !== '');
  if (foreign !== undefined) {
    const what = 'a private endpoint of another subscription was approved';
    return [{ what, severity: 'Medium', logged: foreign }];
  }
  const isApproval = /approval\/action$/i.test(event.operationName);
  if (!isStrange || !isApproval) return [];
  return [{ what: 'a private endpoint was approved', severity: 'Low', logged: event.resource }];
}

/** The endpoint's resource id, where it lies in another subscription than the account. */
function foreignEndpoint(
  record: ManagementOperation['event'],
  account: ManagementOperation['account'],
): string {
  const body = bodyOf(record);
  const link = body?.['privateLinkServiceConnectionState'];
  const status = isJsonObject(link) ? textOf(link['status']) : '';
  // Who rejects one writes the same connection.
  if (status !== '' && !/^approved$/i.test(status)) return '';
  const endpoint = body?.['privateEndpoint'];
  const id = isJsonObject(endpoint) && typeof endpoint['id'] === 'string' ? endpoint['id'] : '';
  const [own, other] = [account, id.toLowerCase()].map((path) => path.split('/', 3)[2]);
  return other === undefined || other === own ? '' : id;
}
