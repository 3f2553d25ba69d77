import { agentOf, type Agent } from '../application';
import { clientAddressOf } from '../clientAddress';
import type { EventDraft } from '../eventDraft';
import { boundedTextOf, textOf } from '../fields';
import type { InternTable } from '../internTable';
import { names } from '../names';
import { field, quantityField, uniqueField, type Field } from './fields';

const LONGEST_NAME = 256;

export const USER_AGENT: Field = field(['userAgent'], (value) => agentOf(textOf(value)), setAgent);

export function setAgent(event: EventDraft, { userAgent, application }: Agent): void {
  event.userAgent = userAgent;
  event.application = application;
}

export const REGION: Field = regionField(['region', 'regionName']);

export function regionField(members: readonly string[]): Field {
  return nameField(members, names.region, (event, region) => {
    event.region = region;
  });
}

export function databaseField(members: readonly string[]): Field {
  return nameField(members, names.database, (event, database) => {
    event.database = database;
  });
}

export function containerField(members: readonly string[]): Field {
  return nameField(members, names.container, (event, container) => {
    event.container = container;
  });
}

function nameField(
  members: readonly string[],
  known: InternTable<string>,
  set: (event: EventDraft, name: string) => void,
): Field {
  return field(members, (value) => known.get(textOf(value)), set);
}

export function clientAddressField(members: readonly string[]): Field {
  return field(
    members,
    (value) => clientAddressOf(textOf(value)),
    (event, address) => {
      event.clientIp = address;
    },
  );
}

export const ACTIVITY_ID: Field = uniqueField(
  ['activityId'],
  (value) => boundedTextOf(value, LONGEST_NAME),
  (event, activityId) => {
    event.activityId = activityId;
  },
);

/** What a single request took. */
export const SIZES: readonly Field[] = [
  quantityField(['requestLength'], (event, quantity) => {
    event.requestBytes = quantity;
  }),
  quantityField(['responseLength'], (event, quantity) => {
    event.responseBytes = quantity;
  }),
  quantityField(['requestCharge'], (event, quantity) => {
    event.requestUnits = quantity;
  }),
  quantityField(['duration'], (event, quantity) => {
    event.durationMs = quantity;
  }),
];
