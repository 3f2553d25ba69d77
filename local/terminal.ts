/** One line for the person at the terminal. */
export function printLine(text: string): void {
  process.stdout.write(`${text}\n`);
}

const COLOURS: Readonly<Record<string, string>> = {
  High: '\u001b[31m',
  Medium: '\u001b[33m',
  Low: '\u001b[36m',
  Informational: '\u001b[2m',
};

/** A severity of fixed width, in colour where the terminal shows colours. */
export function severityLabel(severity: string): string {
  const label = severity.toUpperCase().padEnd(13);
  const colour = COLOURS[severity];
  if (!process.stdout.isTTY || colour === undefined) return label;
  return `${colour}${label}\u001b[0m`;
}
