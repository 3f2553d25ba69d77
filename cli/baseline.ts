import { parseArgs } from 'node:util';
import { describeBaseline } from '../lib/baseline/describe/describeBaseline';
import { describeText } from '../lib/baseline/describe/describeText';
import type { Profile } from '../lib/baseline/profile/profile';
import { ThreatIntel } from '../lib/intel/threatIntel';
import { readSettings } from '../lib/settings';
import { runCommand, UsageError, type CommandStreams, type ExitCode } from './command';
import { readGeo } from './scan/geoFile';
import { readAll } from './scan/readAll';

const HELP = `Usage: warden baseline PATH... [options]

Learns from diagnostic logs what is normal for each account, and says it in words and
numbers, with what it is blind to. PATH is what scan takes: files, folders or -.
All hours teach, as if nothing in the logs were an attack.

  --account ID       only this account: its resource id, or its name
  --geo FILE.mmdb    your own database of places or networks
  --json             one JSON object a line for each account, as GET baselines gives
  --help

Exit code: 0 something was learned, 2 the run failed or the call is wrong.
`;

interface Call {
  readonly paths: readonly string[];
  readonly account: string | null;
  readonly geo: string | null;
  readonly json: boolean;
}

/** `baseline`: what the app would know of accounts after these logs. */
export function baselineCommand(
  parameters: readonly string[],
  streams: CommandStreams,
): Promise<ExitCode> {
  return runCommand(
    streams,
    HELP,
    () => parse(parameters),
    (call) => baseline(call, streams),
  );
}

async function baseline(call: Call, streams: CommandStreams): Promise<ExitCode> {
  const { baselines } = await readAll(call.paths, streams, {
    deadLetters: { put: () => Promise.resolve() },
    threatIntel: ThreatIntel.empty,
    geo: readGeo(call.geo),
    settings: readSettings({}).settings,
    // Nothing is raised, so no alert forbids an hour to teach.
    learnDays: Infinity,
  });
  const profiles = chosen(baselines.known(), call);
  const texts = profiles.map((profile) => {
    const description = describeBaseline(profile);
    const text = describeText(description);
    return call.json ? JSON.stringify({ ...description, text }) : text.join('\n');
  });
  streams.stdout.write(`${texts.join(call.json ? '\n' : '\n\n')}\n`);
  return 0;
}

/** @throws UsageError where nothing was learned of what is asked for */
function chosen(profiles: readonly Profile[], { paths, account }: Call): readonly Profile[] {
  const wanted = account?.toLowerCase() ?? null;
  const found = profiles.filter(
    (profile) =>
      wanted === null || profile.account === wanted || profile.account.endsWith(`/${wanted}`),
  );
  if (found.length > 0) return found;
  const what = account === null ? 'any account' : `an account '${account}'`;
  throw new UsageError(`${paths.join(' ')}: tells nothing of ${what}`);
}

/** @throws UsageError */
function parse(parameters: readonly string[]): Call | 'help' {
  const { values, positionals } = parsed(parameters);
  if (values.help === true) return 'help';
  if (positionals.length === 0) throw new UsageError('baseline needs a PATH; see baseline --help');
  return {
    paths: positionals,
    account: values.account ?? null,
    geo: values.geo ?? null,
    json: values.json ?? false,
  };
}

function parsed(parameters: readonly string[]) {
  try {
    return parseArgs({
      args: [...parameters],
      allowPositionals: true,
      options: {
        account: { type: 'string' },
        geo: { type: 'string' },
        json: { type: 'boolean' },
        help: { type: 'boolean', short: 'h' },
      },
    });
  } catch (error) {
    throw new UsageError(error instanceof Error ? error.message : String(error));
  }
}
