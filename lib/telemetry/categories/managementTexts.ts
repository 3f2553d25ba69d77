import { isJsonObject, textOf, type JsonObject } from '../fields';
import { propertiesOf } from '../properties';
import { LONGEST_TEXT, shallowTexts } from '../shallowTexts';

/** Properties that tell what is changed. They may be long: an account has up to a thousand rules. */
const TELLING =
  /^(requestbody|responsebody|iprangefilter|cors|roledefinition(permissions|assignablescopes))$/i;
/** Characters of them that are read. */
export const LONGEST_TELLING = 32_768;

/** Members of a request's body that detectors read, in lower case. */
const READ = new Set([
  ...['iprules', 'iprangefilter', 'publicnetworkaccess', 'isvirtualnetworkfilterenabled', 'cors'],
  ...['diagnosticlogsettings', 'logs', 'pricingtier', 'isenabled', 'keykind'],
  ...['principalid', 'principaltype', 'roledefinitionid', 'scope', 'permissions'],
  ...['privateendpoint', 'privatelinkserviceconnectionstate'],
]);

export interface ManagementTexts {
  readonly properties: Readonly<Record<string, string>>;
  /** True where what is changed is longer than is read. */
  readonly isCut: boolean;
}

/** The properties of a management record as `shallowTexts`; long ones without what nobody reads. */
export function managementTexts(properties: JsonObject | null): ManagementTexts {
  const texts = shallowTexts(properties);
  const names = Object.keys(texts);
  const isAsked = names.some((name) => /^requestbody$/i.test(name));
  let isCut = false;
  for (const name of names) {
    if ((texts[name]?.length ?? 0) < LONGEST_TEXT || !TELLING.test(name)) continue;
    // The answer tells the same as the request.
    if (isAsked && /^responsebody$/i.test(name)) continue;
    const whole = tellingPart(name, properties?.[name]);
    isCut ||= whole === null || whole.length > LONGEST_TELLING;
    if (whole !== null) texts[name] = whole.slice(0, LONGEST_TELLING);
  }
  return { properties: texts, isCut };
}

/** Null for a body that cannot be read, such as one that Azure has cut. */
function tellingPart(name: string, value: unknown): string | null {
  if (/^iprangefilter$/i.test(name)) return widestFirst(textOf(value).split(/[,;\s]+/)).join(',');
  if (!/body$/i.test(name)) return isJsonObject(value) ? JSON.stringify(value) : textOf(value);
  const body = propertiesOf(value);
  if (body === null) return null;
  const inner = body['properties'] ?? body['Properties'];
  return JSON.stringify(
    isJsonObject(inner) ? { properties: tellingMembers(inner) } : tellingMembers(body),
  );
}

function tellingMembers(body: JsonObject): JsonObject {
  const members = Object.entries(body).filter(([name]) => READ.has(name.toLowerCase()));
  return Object.fromEntries(members.map(([name, value]) => [name, shortRules(name, value)]));
}

function shortRules(name: string, rules: unknown): unknown {
  if (!/^iprules$/i.test(name) || !Array.isArray(rules)) return rules;
  const ranges = rules.map((rule: unknown) =>
    isJsonObject(rule) ? textOf(rule['ipAddressOrRange']) : textOf(rule),
  );
  return widestFirst(ranges);
}

/** What opens an account stands before what the bound may cut off. */
function widestFirst(ranges: readonly string[]): readonly string[] {
  const length = (range: string) =>
    Number(range.split('/', 2)[1] ?? (range === '0.0.0.0' ? 0 : 128));
  return [...ranges].sort((a, b) => length(a) - length(b));
}
