import { readFile } from 'node:fs/promises';
import { readSettings, SETTING_DESCRIPTIONS, type Settings } from '../../lib/settings';
import { UsageError } from '../command';
import { inputError } from '../input/byteSource';
import { resolvePath } from '../paths';

/**
 * Settings to try: a JSON object with names and values as in `docs/settings.md`, or a
 * `local.settings.json` with them under `Values`. What it does not name keeps its default.
 * @throws UsageError for anything that is no setting, or out of its range
 */
export async function readSettingsFile(path: string | null): Promise<Settings> {
  if (path === null) return readSettings({}).settings;
  const names = new Set(SETTING_DESCRIPTIONS.map(({ name }) => name));
  const environment: Record<string, string> = {};
  for (const [name, value] of Object.entries(await readObject(path))) {
    if (!names.has(name)) throw new UsageError(`${path}: there is no setting '${name}'`);
    environment[name] = typeof value === 'string' ? value : JSON.stringify(value);
  }
  const { settings, problems } = readSettings(environment);
  const wrong = problems.find(({ setting }) => environment[setting] !== undefined);
  if (wrong !== undefined) {
    const { setting, problem, example } = wrong;
    throw new UsageError(`${path}: ${setting} ${problem}, for example ${example}`);
  }
  return settings;
}

async function readObject(path: string): Promise<object> {
  let text: string;
  try {
    text = await readFile(resolvePath(path), 'utf8');
  } catch (error) {
    throw inputError(path, error);
  }
  let value: unknown;
  try {
    value = JSON.parse(text.replace(/^\uFEFF/, ''));
  } catch (error) {
    throw new UsageError(`${path}: is not JSON`, { cause: error });
  }
  const values = isObject(value) && 'Values' in value ? value.Values : value;
  if (!isObject(values)) throw new UsageError(`${path}: is no JSON object of settings`);
  if (values === value) return values;
  // A local.settings.json holds settings of the host as well.
  return Object.fromEntries(Object.entries(values).filter(([name]) => name.startsWith('WARDEN_')));
}

function isObject(value: unknown): value is object {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
