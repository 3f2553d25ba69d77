import { agentOf } from '../application';
import { boundedTextOf, quantityOf, textOf } from '../fields';
import { names } from '../names';
import { field, uniqueField, type Field } from './fields';

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
  uniqueField(['requestLength'], (event, value) => {
    event.requestBytes = quantityOf(value);
  }),
  uniqueField(['responseLength'], (event, value) => {
    event.responseBytes = quantityOf(value);
  }),
  uniqueField(['requestCharge'], (event, value) => {
    event.requestUnits = quantityOf(value);
  }),
  uniqueField(['duration'], (event, value) => {
    event.durationMs = quantityOf(value);
  }),
];
