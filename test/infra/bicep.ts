import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** A resource as a file declares it. */
export interface BicepResource {
  /** From `infra/`. */
  readonly file: string;
  readonly symbol: string;
  /** Without its version. */
  readonly type: string;
  /** Everything between its first and last brace. */
  readonly body: string;
}

/** Bicep files of the project without their comments, by path from `infra/`. */
export const BICEP_FILES: ReadonlyMap<string, string> = new Map(
  readdirSync('infra', { recursive: true, encoding: 'utf8' })
    .map((name) => name.replaceAll('\\', '/'))
    .filter((name) => /\.bicep(?:param)?$/.test(name))
    .map((name) => [name, withoutComments(readFileSync(join('infra', name), 'utf8'))]),
);

/** Comments go, texts with slashes in them stay. */
function withoutComments(text: string): string {
  return text.replace(/('(?:[^'\\\n]|\\.)*')|\/\/[^\n]*/g, (_, literal?: string) => literal ?? '');
}

export function bicepFile(name: string): string {
  const text = BICEP_FILES.get(name);
  if (text === undefined) throw new Error(`There is no infra/${name}`);
  return text;
}

/** All resources that are made, nested ones among them; not those that are there (`existing`). */
export function bicepResources(): readonly BicepResource[] {
  const declaration = /\bresource (\w+) '([\w./]+)(?:@[\w-]+)?' = (?=[[{(]|if)/g;
  return [...BICEP_FILES].flatMap(([file, text]) =>
    [...text.matchAll(declaration)].map((match) => {
      const [whole, symbol = '', type = ''] = match;
      return { file, symbol, type, body: bodyAt(text, match.index + whole.length) };
    }),
  );
}

/** What is between the next brace and the one that closes it. */
function bodyAt(text: string, from: number): string {
  const start = text.indexOf('{', from);
  let depth = 0;
  for (let at = start; at < text.length; at += 1) {
    if (text[at] === '{') depth += 1;
    if (text[at] === '}') depth -= 1;
    if (depth === 0) return text.slice(start + 1, at);
  }
  throw new Error('A brace is not closed');
}

/** The value of a property that is written on one line, as it is written. */
export function propertyOf(body: string, name: string): string | null {
  return new RegExp(`\\b${name}: (.+)`).exec(body)?.[1]?.trim() ?? null;
}

/** Text literals in a part of a file. */
export function textsIn(part: string): string[] {
  return [...part.matchAll(/'((?:[^'\\\n]|\\.)*)'/g)].map(([, text = '']) => text);
}
