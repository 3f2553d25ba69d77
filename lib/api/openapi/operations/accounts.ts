import {
  baselineSeriesSchema,
  coverageListSchema,
  recommendationListSchema,
} from '../../schemas/accountPages';
import { baselineSchema } from '../../schemas/answers/baseline';
import { accountCoverageSchema } from '../../schemas/answers/coverage';
import { recommendationSchema } from '../../schemas/answers/recommendation';
import { dismissalSchema } from '../../schemas/dismissal';
import {
  answer,
  BODILESS_CHANGES,
  CHANGES,
  CONFLICT,
  NOT_FOUND,
  pageOf,
  READS,
} from '../operation';
import type { Paths } from '../operation';

const tag = 'Accounts';
const asItIs = answer('The recommendation as it is now', recommendationSchema);
export const ACCOUNT_PATHS: Paths = {
  '/baselines/{account}': {
    get: {
      summary: 'What is normal for an account; by its resource id or its name',
      tag,
      query: baselineSeriesSchema,
      answers: { ...READS, ...NOT_FOUND, 200: answer('The baseline', baselineSchema) },
    },
  },
  '/coverage': {
    get: {
      summary: 'What the logs of each account show, and what they leave dark',
      tag,
      query: coverageListSchema,
      answers: { ...READS, 200: answer('Account by account', pageOf(accountCoverageSchema)) },
    },
  },
  '/recommendations': {
    get: {
      summary: 'What could be hardened, by what was observed',
      tag,
      query: recommendationListSchema,
      answers: { ...READS, 200: answer('Account by account', pageOf(recommendationSchema)) },
    },
  },
  '/recommendations/{id}/dismiss': {
    post: {
      summary: 'Sets a recommendation aside, until it gets worse',
      tag,
      changes: true,
      body: dismissalSchema,
      answers: { ...CHANGES, ...NOT_FOUND, ...CONFLICT, 200: asItIs },
    },
  },
  '/recommendations/{id}/reopen': {
    post: {
      summary: 'Takes a dismissal back',
      tag,
      changes: true,
      answers: { ...BODILESS_CHANGES, ...NOT_FOUND, ...CONFLICT, 200: asItIs },
    },
  },
};
