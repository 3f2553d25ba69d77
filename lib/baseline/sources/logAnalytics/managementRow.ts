import type { Deed } from '../../../activity/deeds';
import { toolNamed } from '../../../management/callerClaims';
import { homeIn } from '../../../management/callerHome';
import { activityLogKindOf } from '../../../management/managementKind';
import { applicationOfId } from '../../../telemetry/application';
import { clientAddressOf } from '../../../telemetry/clientAddress';
import { textOf } from '../../../telemetry/fields';
import { entraPrincipal, UNKNOWN_PRINCIPAL } from '../../../telemetry/principal';
import { operationsIn, timeIn, type Cells } from './cells';

/** What one caller did with an account through Azure Resource Manager within an hour. */
export interface ManagementRow {
  /** Lower-case resource id as logged. */
  readonly account: string;
  /** Epoch ms. */
  readonly hour: number;
  readonly deeds: readonly Deed[];
}

/**
 * The caller's object id stands in `EntraId`, its name in `PermissionId`, the id of its application in
 * `UserAgent`. @throws LogsAnswerError
 */
export function managementRowOf(cell: Cells): ManagementRow {
  const caller = textOf(cell('EntraId'));
  const clientApplicationId = textOf(cell('UserAgent'));
  const by = {
    principal: caller === '' ? UNKNOWN_PRINCIPAL : entraPrincipal(caller),
    address: clientAddressOf(textOf(cell('Address'))),
    tool: toolNamed(applicationOfId(clientApplicationId), clientApplicationId),
    home: homeIn(textOf(cell('PermissionId'))),
    subject: '',
    firstSeen: timeIn(cell('FirstSeen')),
    lastSeen: timeIn(cell('LastSeen')),
  };
  const deeds = operationsIn(cell('Operations')).flatMap(([name]) => {
    const kind = activityLogKindOf(textOf(name));
    return kind === null ? [] : [{ kind, ...by }];
  });
  return { account: textOf(cell('Account')).toLowerCase(), hour: timeIn(cell('Hour')), deeds };
}
