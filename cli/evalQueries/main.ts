import { analyse } from '../../lib/query';
import { resolvePath } from '../paths';
import { reportOf } from './report';
import { readRows } from './rows';
import { scoreRows } from './score';
import { templateReport } from './templates';

const HELP = `Usage: npm run eval:queries -- FOLDER

Judges the labelled texts in all *.jsonl and *.ndjson files of FOLDER, one JSON object a line:
{"text", "api", "label": "benign" or "malicious", "success": true, false or null,
 "technique", "source"}. A source that begins with "synthetic" was generated.
Prints recall, false positives, agreement and the worst rows of each language; and how
learned templates do: each source is taken for an application, its benign queries are
taught, broken open at a literal by payloads without a sign, and what it and other
applications run besides is judged as code never seen. Rows of technique
matched-template teach templates for the folder's own attacks.
`;

function main(parameters: readonly string[]): void {
  const [folder] = parameters;
  if (folder === undefined || folder === '--help') {
    process.stdout.write(HELP);
    return;
  }
  const rows = readRows(resolvePath(folder));
  process.stdout.write(
    `${rows.length} rows\n\n${reportOf(scoreRows(rows, analyse))}${templateReport(rows)}`,
  );
}

try {
  main(process.argv.slice(2));
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 2;
}
