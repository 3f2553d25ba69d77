import * as z from 'zod';
import { dryRunSchema, ruleSchema, ruleWithHiddenSchema } from '../../schemas/answers/suppression';
import { suppressionRuleSchema } from '../../schemas/suppressionRule';
import {
  answer,
  BODILESS_CHANGES,
  CHANGES,
  CONFLICT,
  LOST_RACE,
  NOT_FOUND,
  pageOf,
  READS,
} from '../operation';
import type { Paths } from '../operation';

const tag = 'Suppressions';
export const SUPPRESSION_PATHS: Paths = {
  '/suppressions': {
    get: {
      summary: 'All rules',
      tag,
      query: z.object({}),
      answers: { ...READS, 200: answer('The rules', pageOf(ruleSchema)) },
    },
  },
  '/suppressions/{id}': {
    get: {
      summary: 'One rule, with what it hides now',
      tag,
      query: z.object({}),
      answers: { ...READS, ...NOT_FOUND, 200: answer('The rule', ruleWithHiddenSchema) },
    },
    put: {
      summary: 'Creates or replaces a rule; with `dryRun` only says what it would have hidden',
      tag,
      changes: true,
      ifMatch: 'may',
      body: suppressionRuleSchema,
      answers: {
        ...CHANGES,
        ...CONFLICT,
        ...LOST_RACE,
        200: answer('The rule, or the dry run', z.union([ruleSchema, dryRunSchema])),
        201: answer('The new rule', ruleSchema),
      },
    },
    delete: {
      summary: 'Removes a rule, and says what it hid',
      tag,
      changes: true,
      ifMatch: 'may',
      answers: {
        ...BODILESS_CHANGES,
        ...NOT_FOUND,
        ...CONFLICT,
        ...LOST_RACE,
        200: answer('The rule that was', ruleWithHiddenSchema),
      },
    },
  },
};
