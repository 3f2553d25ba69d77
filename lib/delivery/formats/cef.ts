import { isIPv4, isIPv6 } from 'node:net';
import type { Severity } from '../../alerts/alert';
import { accountName } from '../../telemetry/displayNames';
import { PRODUCT } from '../../product';
import type { Message } from '../message';
import { clientsOf } from './clients';

/** 0 to 10. */
const SEVERITY: Readonly<Record<Severity, number>> = {
  Informational: 1,
  Low: 3,
  Medium: 6,
  High: 9,
};
/** What the dictionary allows for `msg`, `reason` and custom strings, in characters. */
const LONGEST = { msg: 1023, reason: 1023, custom: 4000 } as const;

/**
 * The message as one line of ArcSight's Common Event Format, with names of its dictionary.
 * Times are epoch ms.
 */
export function cef(message: Message): string {
  const { alert, kind, id, link, related, isSample } = message;
  const { addresses, principals, applications, countries } = clientsOf(alert);
  const header = [
    PRODUCT.vendor,
    PRODUCT.name,
    PRODUCT.version,
    alert.alertType,
    alert.alertDisplayName,
    String(SEVERITY[alert.severity]),
  ];
  const fields: [string, string | undefined][] = [
    ['externalId', id],
    ['cat', alert.intent],
    ['act', kind],
    ['rt', String(Date.parse(alert.timeGeneratedUtc))],
    ['start', String(Date.parse(alert.startTimeUtc))],
    ['end', String(Date.parse(alert.endTimeUtc))],
    ['cnt', String(alert.occurrences)],
    ['msg', alert.reason.slice(0, LONGEST.msg)],
    ['reason', alert.description.slice(0, LONGEST.reason)],
    ['outcome', alert.status],
    ['dhost', accountName(alert.accountId)],
    ['src', addresses.find(isIPv4)],
    ...labelled('c6a2', 'Source IPv6 Address', addresses.find(isIPv6)),
    ['suser', principals[0]],
    ['requestClientApplication', applications[0]],
    ['request', link ?? undefined],
    ...labelled('cs1', 'Account', alert.accountId),
    ...labelled('cs2', 'Techniques', alert.techniques.join(',')),
    ...labelled('cs3', 'Countries', countries.join(',')),
    ...labelled('cs4', 'RelatedAlerts', related.join(',')),
    ...labelled('cs5', 'Remediation', alert.remediationSteps.join(' ')),
    ...labelled('cs6', 'Sample', isSample ? 'true' : ''),
  ];
  const extension = fields
    .filter((field): field is [string, string] => field[1] !== undefined && field[1] !== '')
    .map(([key, value]) => `${key}=${extensionText(value)}`);
  return `CEF:0|${header.map(headerText).join('|')}|${extension.join(' ')}`;
}

function labelled(key: string, label: string, value = ''): [string, string][] {
  return value === ''
    ? []
    : [
        [key, value.slice(0, LONGEST.custom)],
        [`${key}Label`, label],
      ];
}

/** One line, whatever line breaks the text has. */
const LINE_BREAKS = /\r\n|[\n\r\u2028\u2029\u0085]/g;
const CONTROLS = /[\p{Cc}\u2028\u2029]/gu;

function headerText(text: string): string {
  return text.replace(CONTROLS, ' ').replace(/[\\|]/g, '\\$&');
}

function extensionText(text: string): string {
  return text.replace(/[\\=]/g, '\\$&').replace(LINE_BREAKS, '\\n').replace(CONTROLS, ' ').trim();
}
