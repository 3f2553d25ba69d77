import { printLine } from './terminal';
import { parseStartOptions, START_HELP } from './options';
import { startStack } from './stack';

/** Milliseconds after which a stop that hangs is cut short. */
const STOP_LIMIT = 4500;

async function main(): Promise<void> {
  const options = parseStartOptions(process.argv.slice(2));
  if (options === 'help') {
    process.stdout.write(START_HELP);
    return;
  }
  // Before anything runs: a person may think better of it while it starts.
  const stopping = new AbortController();
  const signal = firstSignal().finally(() => stopping.abort());
  const starting = startStack(options, stopping.signal);
  const stopAfter = async (): Promise<void> => {
    printLine(`${await signal}: stopping`);
    setTimeout(() => process.exit(1), STOP_LIMIT).unref();
    await (await starting).stop();
    process.exit(0);
  };
  await Promise.all([starting, stopAfter()]);
}

function firstSignal(): Promise<NodeJS.Signals> {
  return new Promise((resolve) => {
    process.on('SIGINT', resolve);
    process.on('SIGTERM', resolve);
    // The terminal was closed.
    process.on('SIGHUP', resolve);
  });
}

main().catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exit(2);
});
