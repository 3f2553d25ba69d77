import type { AccessEvent, Application } from '../telemetry/event';

const APPLICATION_NAMES = new Map([
  ['powershell', 'Azure PowerShell'],
  ['azure-cli', 'Azure CLI'],
  ['azure-portal', 'the Azure portal'],
]);

/**
 * How an operator is known: software with an id of its own, else the id of the application. There is
 * no user agent in the Activity Log.
 */
export function toolOf({ application, management }: AccessEvent): string {
  return toolNamed(application, management?.clientApplicationId ?? '');
}

/** The same by the application and its id, which may be empty. */
export function toolNamed({ family }: Application, id: string): string {
  if (family !== 'unknown') return family;
  return id === '' ? 'unknown' : `app ${id}`;
}

/** A tool as a person calls it: `Azure CLI`. */
export function toolText(tool: string): string {
  return APPLICATION_NAMES.get(tool) ?? tool;
}

/**
 * Who asked and with what, for a person, and which claim each of these was inferred from. Terraform
 * and pipelines have no id of their own: they sign in as an application, or through Azure CLI.
 */
export function callerTexts(manager: AccessEvent): Readonly<Record<string, string>> {
  const { management, application } = manager;
  if (management === null) return {};
  const { claims, caller, clientApplicationId } = management;
  const software = APPLICATION_NAMES.get(application.family);
  const texts: Record<string, string> = {};
  if (caller !== '') texts['caller'] = caller;
  const tool = software ?? applicationText(clientApplicationId);
  if (tool !== '') texts['tool'] = tool;
  const [kind, claim] = kindOf(claims);
  if (kind !== '') texts['identityKind'] = kind;
  const grounds = [
    ...(tool === '' ? [] : [`tool from claim appid ${clientApplicationId}`]),
    ...(kind === '' ? [] : [`kind of identity from claim ${claim}`]),
  ];
  if (grounds.length > 0) texts['inferredFrom'] = grounds.join('; ');
  return texts;
}

/** True for a managed identity or a service principal: no person has asked. */
export function isService({ management }: AccessEvent): boolean {
  const [kind] = management === null ? [''] : kindOf(management.claims);
  return kind !== '' && kind !== 'user';
}

function applicationText(id: string): string {
  return id === '' ? '' : `an application of its own (Terraform, a pipeline or a service)`;
}

/** Kind of identity and the claim that tells it. */
function kindOf(claims: Readonly<Record<string, string>>): readonly [kind: string, claim: string] {
  const { xms_mirid: managed = '', idtyp: type = '', appidacr: proof = '' } = claims;
  if (managed !== '') return ['managed identity', `xms_mirid ${managed}`];
  if (type === 'app') return ['service principal', 'idtyp app'];
  if (type === 'user') return ['user', 'idtyp user'];
  const upn = Object.keys(claims).find((name) => /(^|\/)upn$/.test(name));
  if (upn !== undefined) return ['user', 'upn'];
  // 0: a public client, on behalf of a user; 1: a secret; 2: a certificate.
  if (proof === '1') return ['service principal with a secret', 'appidacr 1'];
  if (proof === '2') return ['service principal with a certificate', 'appidacr 2'];
  return proof === '0' ? ['user', 'appidacr 0'] : ['', ''];
}
