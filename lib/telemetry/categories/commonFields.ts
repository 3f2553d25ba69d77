import { agentOf } from '../application';
import { boundedTextOf, textOf } from '../fields';
import { names } from '../names';
import { field, quantityField, uniqueField, type Field } from './fields';

const LONGEST_NAME = 256;

export const USER_AGENT: Field = field(['userAgent'], (event, value) => {
  const agent = agentOf(textOf(value));
  event.userAgent = agent.userAgent;
  event.application = agent.application;
});

export const REGION: Field = field(['region', 'regionName'], (event, value) => {
  event.region = names.region.get(textOf(value));
});

export const ACTIVITY_ID: Field = uniqueField(['activityId'], (event, value) => {
  event.activityId = boundedTextOf(value, LONGEST_NAME);
});

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
