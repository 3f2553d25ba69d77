/** Names in server-side JavaScript that a query has no use for, or that take a text apart. */

import type { Technique } from '../../verdict';

type Meaning = readonly [technique: Technique, weight: number, meaning: string];

/** Functions of the shell and the server that a query has no use for. */
export const REVEALING_CALLS: ReadonlyMap<string, Meaning> = new Map<string, Meaning>([
  ['sleep', ['time-blind', 0.9, 'a call that waits']],
  ['benchRun', ['dos', 0.8, 'a call that takes time']],
  ...['eval', 'Function', 'setTimeout', 'require', 'load', 'run', 'runProgram'].map(
    (name) => [name, ['script-injection', 0.8, 'a call that runs other code']] as const,
  ),
  ...['ls', 'cat', 'listFiles', 'hostname', 'getHostName', 'pwd', 'removeFile', 'copyFile'].map(
    (name) => [name, ['schema-or-file-access', 0.7, "a call about the server's files"]] as const,
  ),
  ...['tojson', 'tojsononeline', 'printjson', 'print', 'version', 'shellHelper'].map(
    (name) => [name, ['error-based', 0.6, 'a call that writes out values']] as const,
  ),
]);
/** What lies beyond the document. */
export const REVEALING_NAMES: ReadonlyMap<string, Meaning> = new Map<string, Meaning>([
  ['db', ['script-injection', 0.8, 'a script that reaches the database']],
  ...[
    'process',
    'globalThis',
    'global',
    'child_process',
    'Mongo',
    'connect',
    'java',
    'XMLHttpRequest',
  ].map(
    (name) =>
      [name, ['script-injection', 0.75, 'a script that reaches beyond the document']] as const,
  ),
]);
/** Methods and properties that say something of a part of a text. */
export const TEXT_PROBES: ReadonlySet<string> = new Set([
  ...['match', 'charAt', 'charCodeAt', 'codePointAt', 'substring', 'substr', 'slice', 'startsWith'],
  ...[
    'endsWith',
    'indexOf',
    'includes',
    'search',
    'length',
    'localeCompare',
    'split',
    'at',
    'test',
  ],
]);
