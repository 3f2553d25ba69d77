import type * as z from 'zod';
import { Refusal, type WritingRequest } from './http';

export const MOST_BODY_BYTES = 65_536;
const JSON_TYPES = ['application/json', 'application/merge-patch+json'] as const;

/**
 * Reads a body: JSON after a schema. One that is empty counts as `{}`.
 * @throws Refusal 413, 415, or 400 that names the member
 */
export async function readBody<T>(request: WritingRequest, schema: z.ZodType<T>): Promise<T> {
  const bytes = await readBytes(request);
  if (bytes.length > 0) checkType(request.headers);
  const parsed = schema.safeParse(bytes.length === 0 ? {} : parse(bytes));
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  if (issue?.code === 'unrecognized_keys') {
    const [member = ''] = issue.keys;
    throw badMember(member, `There is no member '${member}'`);
  }
  const member = issue?.path.join('.') ?? '';
  if (member === '') throw badBody('The body must be a JSON object');
  throw badMember(member, `${member}: ${issue?.message ?? ''}`);
}

/** A member of a body that cannot be taken. */
export function badMember(member: string, detail: string, allowed?: readonly string[]): Refusal {
  return new Refusal(400, 'Bad body', detail, { member, ...(allowed && { allowed }) });
}

function badBody(detail: string): Refusal {
  return new Refusal(400, 'Bad body', detail);
}

async function readBytes({ headers, body }: WritingRequest): Promise<Buffer> {
  if (Number(headers.get('content-length') ?? 0) > MOST_BODY_BYTES) throw tooLarge();
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of body ?? []) {
    size += chunk.length;
    if (size > MOST_BODY_BYTES) throw tooLarge();
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

function tooLarge(): Refusal {
  const detail = `A body may have at most ${MOST_BODY_BYTES} bytes`;
  return new Refusal(413, 'Content too large', detail, { mostBytes: MOST_BODY_BYTES });
}

function checkType(headers: Headers): void {
  const [type = '', ...parameters] = (headers.get('content-type') ?? '')
    .toLowerCase()
    .split(';')
    .map((part) => part.trim());
  const isJson = JSON_TYPES.some((known) => known === type);
  const charset = parameters.find((parameter) => parameter.startsWith('charset='));
  const isUtf8 = charset === undefined || /^charset="?utf-8"?$/.test(charset);
  const isPlain = (headers.get('content-encoding') ?? 'identity') === 'identity';
  if (isJson && isUtf8 && isPlain) return;
  const detail = 'The body must be application/json in UTF-8, not compressed';
  throw new Refusal(415, 'Unsupported media type', detail, { allowed: JSON_TYPES });
}

function parse(bytes: Buffer): unknown {
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
  } catch {
    // What is wrong where would repeat the body.
    throw badBody('The body is not JSON in UTF-8');
  }
}
