// Compiles and lints every file of this folder. Run from the root: npm run check:infra
// Warnings are errors. Nothing is deployed and nothing is written.
import { spawnSync } from 'node:child_process';
import { readdirSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';

const folder = dirname(fileURLToPath(import.meta.url));
const files = readdirSync(folder, { recursive: true, encoding: 'utf8' })
  .filter((name) => /\.bicep(param)?$/.test(name))
  .map((name) => relative(process.cwd(), join(folder, name)));

/** The compiler by itself, or the one inside the Azure CLI. */
const COMPILERS = [
  { command: 'bicep', before: [], file: (path) => [path] },
  { command: 'az', before: ['bicep'], file: (path) => ['--file', path] },
];

const HOW_TO_GET_IT = `The Bicep compiler is missing. Any one of these brings it:
  az bicep install               with the Azure CLI
  winget install Microsoft.Bicep on Windows
  brew install azure/bicep/bicep on macOS (after: brew tap azure/bicep)
and https://aka.ms/bicep-install has the rest.`;

function run({ command, before }, words) {
  const { error, status, stdout, stderr } = spawnSync(command, [...before, ...words], {
    encoding: 'utf8',
    shell: process.platform === 'win32',
  });
  return { isThere: error === undefined, status, stdout: stdout ?? '', stderr: stderr ?? '' };
}

const compiler = COMPILERS.find((candidate) => {
  const { isThere, status } = run(candidate, [
    candidate.command === 'az' ? 'version' : '--version',
  ]);
  return isThere && status === 0;
});
if (compiler === undefined) {
  console.error(HOW_TO_GET_IT);
  process.exit(2);
}

/** What is to be done with a file; parameter files have a command of their own. */
function steps(path) {
  const build = path.endsWith('.bicepparam') ? 'build-params' : 'build';
  return [
    [build, ...compiler.file(path), '--stdout'],
    ['lint', ...compiler.file(path)],
  ];
}

let failures = 0;
for (const path of files) {
  for (const step of steps(path)) {
    const { status, stdout, stderr } = run(compiler, step);
    // The template itself goes to standard output; what is said of it goes to standard error.
    const said = step[0] === 'lint' ? stdout + stderr : stderr;
    const complaints = said.split('\n').filter((line) => /: (Error|Warning) /i.test(line));
    if (status === 0 && complaints.length === 0) continue;
    failures += 1;
    console.error(complaints.length > 0 ? complaints.join('\n') : `${path}: ${said.trim()}`);
  }
}
console.log(`${files.length} files, ${failures} with errors or warnings`);
process.exitCode = failures === 0 ? 0 : 1;
