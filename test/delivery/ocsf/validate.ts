import { isIP } from 'node:net';
import * as z from 'zod';
import facts from './detectionFinding.json';

const definitionSchema = z.object({
  atLeastOne: z.array(z.string()).optional(),
  attributes: z.record(z.string(), z.string()),
});
type Definition = z.infer<typeof definitionSchema>;
const objects = z.record(z.string(), definitionSchema).parse(facts.objects);

/** What breaks a rule of class 2004 of OCSF 1.8.0: types, requirements, enums, profiles. */
export function ocsfProblems(event: unknown): string[] {
  const problems: string[] = [];
  const profiles = z
    .object({ metadata: z.object({ profiles: z.array(z.string()).default([]) }) })
    .parse(event).metadata.profiles;
  checkObject(event, { attributes: facts.class.attributes }, '', new Set(profiles), problems);
  return problems;
}

function checkObject(
  value: unknown,
  { attributes, atLeastOne }: Definition,
  path: string,
  profiles: ReadonlySet<string>,
  problems: string[],
): void {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    problems.push(`${path} is no object`);
    return;
  }
  for (const [name, rule] of Object.entries(attributes)) {
    const isHere = name in value;
    const profile = /profile=(\S+)/.exec(rule)?.[1];
    const isOn = profile === undefined || profiles.has(profile);
    if (rule.includes(' required') && isOn && !isHere) problems.push(`${path}.${name} is missing`);
    if (isHere && !isOn) problems.push(`${path}.${name} needs the profile ${profile}`);
  }
  if (atLeastOne !== undefined && !atLeastOne.some((name) => name in value)) {
    problems.push(`${path} needs one of ${atLeastOne.join(', ')}`);
  }
  for (const [name, member] of Object.entries(value)) {
    const rule = attributes[name];
    const at = `${path}.${name}`;
    if (rule === undefined) problems.push(`${at} is not known`);
    else if (rule.includes(' deprecated')) problems.push(`${at} is deprecated`);
    else checkValue(member, rule, at, profiles, problems);
  }
}

function checkValue(
  value: unknown,
  rule: string,
  path: string,
  profiles: ReadonlySet<string>,
  problems: string[],
): void {
  const [type = ''] = rule.split(' ');
  const enumeration = /enum=(\S+)/.exec(rule)?.[1]?.split(',');
  const one = (member: unknown, at: string, kind: string): void => {
    if (kind === 'object:object') return;
    if (kind.startsWith('object:')) {
      const definition = objects[kind.slice('object:'.length)];
      if (definition === undefined) throw new Error(`no facts about ${kind}, at ${at}`);
      checkObject(member, definition, at, profiles, problems);
    } else if (!isOfType(member, kind)) problems.push(`${at} is no ${kind}`);
    else if (enumeration !== undefined && !enumeration.includes(String(member))) {
      problems.push(`${at} may not be ${String(member)}`);
    }
  };
  if (!type.endsWith('[]')) one(value, path, type);
  else if (!Array.isArray(value)) problems.push(`${path} is no list`);
  else value.forEach((member, at) => one(member, `${path}[${at}]`, type.slice(0, -2)));
}

function isOfType(value: unknown, type: string): boolean {
  switch (type) {
    case 'integer':
    case 'long':
      return Number.isSafeInteger(value);
    case 'timestamp':
      // Milliseconds: seconds would be a day in 1970.
      return Number.isSafeInteger(value) && Number(value) > 1e12;
    case 'boolean':
      return typeof value === 'boolean';
    case 'ip':
      return typeof value === 'string' && isIP(value) > 0;
    case 'url':
      return typeof value === 'string' && URL.canParse(value);
    case 'json':
      return value !== undefined;
    case 'string':
    case 'hostname':
    case 'email':
      return typeof value === 'string';
    default:
      throw new Error(`no rule for the type ${type}`);
  }
}
