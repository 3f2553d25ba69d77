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
  const stack = await startStack(options);
  let stopping = false;
  const stop = (signal: string): void => {
    if (stopping) return;
    stopping = true;
    printLine(`${signal}: stopping`);
    setTimeout(() => process.exit(1), STOP_LIMIT).unref();
    stack.stop().then(
      () => process.exit(0),
      () => process.exit(1),
    );
  };
  process.on('SIGINT', () => stop('SIGINT'));
  process.on('SIGTERM', () => stop('SIGTERM'));
}

main().catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exit(2);
});
