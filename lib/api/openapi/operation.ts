import * as z from 'zod';
import { problemSchema } from '../schemas/answers/problem';

/** One answer of an operation; without a schema it has no body. */
export interface Answer {
  readonly description: string;
  /** By media type. */
  readonly content?: Readonly<Record<string, z.ZodType>>;
}

/** What a route does for a method, as OpenAPI describes it. */
export interface Operation {
  readonly summary: string;
  readonly tag: string;
  /** Parameters of the query. */
  readonly query?: z.ZodObject;
  readonly body?: z.ZodType;
  /** It changes something, and so asks for more than a key. */
  readonly changes?: boolean;
  readonly ifMatch?: 'may' | 'must';
  readonly answers: Readonly<Record<number, Answer>>;
}

export type Method = 'get' | 'post' | 'put' | 'patch' | 'delete';
export type Paths = Readonly<Record<string, Partial<Record<Method, Operation>>>>;

export function answer(description: string, schema: z.ZodType): Answer {
  return { description, content: { 'application/json': schema } };
}

export function refusal(description: string): Answer {
  return { description, content: { 'application/problem+json': problemSchema } };
}

/** A list, and where it goes on. */
export function pageOf(schema: z.ZodType): z.ZodType {
  return z.object({ value: z.array(schema), nextLink: z.string().nullable() });
}

/** Answers of every operation that reads. */
export const READS = {
  304: { description: 'Nothing has changed since the ETag of If-None-Match' },
  400: refusal('A parameter cannot be understood; the answer names it and what it may be'),
  503: refusal('The database does not answer'),
} as const;

/** Answers of every operation that changes something without a body. */
export const BODILESS_CHANGES = {
  400: refusal('The body or a parameter cannot be taken; the answer names the member'),
  403: refusal('The header X-Warden-Request: 1, or the role for changes, is missing'),
  429: refusal('Too many changes at a time; Retry-After says when to come again'),
  503: refusal('The database does not answer'),
} as const;

/** Answers of every operation that changes something by a body. */
export const CHANGES = {
  ...BODILESS_CHANGES,
  413: refusal('The body has more than 64 KB'),
  415: refusal('The body is no JSON in UTF-8'),
} as const;

export const NOT_FOUND = { 404: refusal('There is none of this id') } as const;
export const CONFLICT = { 409: refusal('There is nothing to change') } as const;
export const LOST_RACE = { 412: refusal('Somebody else has changed it since') } as const;
