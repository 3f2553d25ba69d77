import * as z from 'zod';
import { healthSchema } from '../../schemas/answers/health';
import { answer, READS, type Paths } from '../operation';

const tag = 'App';
const UNCHANGED = { 304: READS[304] };

/** `health` answers while the database does not, and says so. */
export const APP_PATHS: Paths = {
  '/health': {
    get: {
      summary: 'How the app is, and what it needs',
      tag,
      answers: { ...UNCHANGED, 200: answer('Its health', healthSchema) },
    },
  },
  '/openapi.json': {
    get: {
      summary: 'This description',
      tag,
      answers: { ...UNCHANGED, 400: READS[400], 200: answer('OpenAPI 3.1', z.looseObject({})) },
    },
  },
  '/dashboard': {
    get: {
      summary: 'The page for people',
      tag,
      answers: {
        ...UNCHANGED,
        200: { description: 'The page', content: { 'text/html': z.string() } },
      },
    },
  },
};
