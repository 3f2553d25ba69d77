#!/usr/bin/env node
import { failed, type Command } from './command';

const COMMANDS: Readonly<Record<string, { what: string; load: () => Promise<Command> }>> = {
  scan: {
    what: 'say what logs in files would have raised alerts for',
    load: async () => (await import('./scan/scan')).scanCommand,
  },
  baseline: {
    what: 'say what logs in files teach about what is normal',
    load: async () => (await import('./baseline')).baselineCommand,
  },
  inspect: {
    what: 'judge one query text, or many',
    load: async () => (await import('./inspect')).inspectCommand,
  },
  replay: {
    what: 'send logs in files to an Event Hub',
    load: async () => (await import('./replay')).replayCommand,
  },
  simulate: {
    what: 'write made-up telemetry with planted attacks',
    load: async () => (await import('./simulate')).simulateCommand,
  },
  erase: {
    what: 'take an address or a name out of everything that is stored',
    load: async () => (await import('./erase')).eraseCommand,
  },
};

const HELP = `Usage: warden COMMAND [options]

${Object.entries(COMMANDS)
  .map(([name, { what }]) => `  ${name.padEnd(10)}${what}`)
  .join('\n')}

warden COMMAND --help tells more.
`;

async function main([name = '', ...parameters]: readonly string[]): Promise<number> {
  if (name === '--help' || name === '-h' || name === 'help') {
    process.stdout.write(HELP);
    return 0;
  }
  const command = Object.hasOwn(COMMANDS, name) ? COMMANDS[name] : undefined;
  if (command === undefined) {
    process.stderr.write(name === '' ? HELP : `There is no command '${name}'; see warden --help\n`);
    return 2;
  }
  try {
    return await (
      await command.load()
    )(parameters, process);
  } catch (error) {
    return failed(process.stderr, error);
  }
}

// A reader that goes away, such as `head`, ends the run quietly.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  process.exit(error.code === 'EPIPE' ? 0 : 2);
});

void main(process.argv.slice(2)).then((code) => {
  process.exitCode = code;
});
