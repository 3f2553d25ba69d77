/** Signs of code that a graph has no use for: commands, waiting, reflection, files. */

import type { Chain, Expression, Step } from '../tree';
import { isLiteral } from '../tree';
import type { SignKind, SignList } from '../../signList';
import { SIGNS } from '../weights';

const ROOTS: ReadonlyMap<string, SignKind> = new Map<string, SignKind>([
  ...all(SIGNS.command, 'Runtime ProcessBuilder ProcessImpl'),
  ...all(SIGNS.wait, 'Thread TimeUnit'),
  ...all(SIGNS.reflection, 'Class ClassLoader Unsafe MethodHandles Introspector InvokerHelper'),
  ...all(
    SIGNS.script,
    'GroovyShell GroovyClassLoader GroovyScriptEngine Eval ScriptEngineManager Grape Binding ' +
      'SimpleTemplateEngine Nashorn',
  ),
]);
const WAITS = set('sleep wait join');
const SYSTEM: ReadonlyMap<string, SignKind> = new Map<string, SignKind>([
  ...all(SIGNS.command, 'exit load loadLibrary setSecurityManager halt'),
  ...all(SIGNS.environment, 'getenv env getProperty getProperties properties setProperty'),
]);
const STEPS: ReadonlyMap<string, SignKind> = new Map<string, SignKind>([
  ...all(SIGNS.command, 'getRuntime exec'),
  ...all(
    SIGNS.reflection,
    'forName getDeclaredMethod getDeclaredField getMethod invokeMethod ' +
      'getClassLoader classLoader defineClass loadClass metaClass getDeclaredConstructor ' +
      'setAccessible protectionDomain contextClassLoader getContextClassLoader',
  ),
  ...all(SIGNS.className, 'getClass class newInstance'),
  ...all(SIGNS.script, 'evaluate parseClass getEngineByName getScriptEngine'),
]);
const FILES = set(
  'File URL Socket ServerSocket FileReader FileInputStream FileOutputStream FileWriter Files Paths ' +
    'InetAddress InitialContext',
);
/** Functions of databases; no step and no Groovy code that a graph needs is called so. */
const FOREIGN_CALLS = set(
  'benchmark sleep pg_sleep load_file extractvalue updatexml xmltype utl_inaddr dbms_lock elt',
);
/** Classes that compute what a program would write as a value. */
const COMPUTING = set('Math Integer Long Double Random SecureRandom StringBuilder');
const PACKAGES = set('java javax groovy org sun com jdk');
const NO_PATH: readonly string[] = [];
const LOOPS = set('while for');
/** `inTraversal`: within the arguments of a step, or behind a traversal on the same line. */
export function codeSigns(chain: Chain, inTraversal: boolean, signs: SignList): void {
  for (const name of pathOf(chain)) {
    const kind = ROOTS.get(name);
    if (kind === SIGNS.wait) {
      if (chain.steps.some((step) => WAITS.has(step.name))) signs.add(kind, chain);
    } else if (kind !== undefined) signs.add(kind, chain);
    else if (inTraversal && COMPUTING.has(name) && isCalled(chain))
      signs.add(SIGNS.computed, chain);
    else if (FILES.has(name) && (chain.isNew || chain.steps.length > 0)) {
      signs.add(inTraversal ? SIGNS.fileInTraversal : SIGNS.file, chain);
    }
  }
  if (inTraversal && chain.base !== null) baseSigns(chain, chain.base, signs);
  if (reachesFile(chain)) signs.add(SIGNS.fileInTraversal, chain);
  for (let index = 0; index < chain.steps.length; index++) {
    const step = chain.steps[index];
    if (step === undefined) break;
    // `System.properties` has the name of a step.
    if (!step.traits.isGraphStep || chain.root === 'System') stepSigns(chain, step, index, signs);
  }
}

/** `g.io('/tmp/x').read()`, `graph.io(...)` */
function reachesFile({ root, steps }: Chain): boolean {
  return (root === 'g' || root === 'graph') && steps[0]?.name === 'io' && steps.length > 1;
}

/** `'a'.concat('b')`, `(1..9).sum()`, `{->1}()`: what a program works out before it asks. */
function baseSigns(chain: Chain, base: Expression, signs: SignList): void {
  if (base.kind === 'closure') signs.add(SIGNS.closureCalled, chain);
  else if (base.kind === 'group' && !looksUp(chain)) signs.add(SIGNS.methodOnGroup, chain);
  else if (isLiteral(base)) signs.add(SIGNS.methodOnLiteral, chain);
}

/** `['a', 'b'].contains(it.get().value('kind'))`: a list that a value is looked up in. */
function looksUp({ steps }: Chain): boolean {
  const [value] = steps[0]?.name === 'contains' ? (steps[0].args ?? []) : [];
  return steps.length === 1 && value?.kind === 'chain';
}

/** The capitalised names that a chain begins with: `java.lang.Runtime` has `Runtime`. */
function pathOf({ root, isNew, steps }: Chain): readonly string[] {
  if (root === 'g' || root === '__') return NO_PATH;
  if (root === '' && !isNew && steps[0]?.traits.isGraphStep === true) return NO_PATH;
  const first = steps[0]?.name ?? '';
  if (isNew || root === '') return isNew || steps[0]?.args === null ? [root, first] : [first];
  if (!PACKAGES.has(root)) return [root];
  return steps.filter(({ name }) => /^[A-Z]/.test(name)).map(({ name }) => name);
}

function isCalled({ isNew, steps }: Chain): boolean {
  return isNew || steps.some(({ name, args }) => args !== null || name.endsWith('_VALUE'));
}

function stepSigns({ root, base, steps }: Chain, step: Step, index: number, signs: SignList): void {
  const { name, args } = step;
  const owner = index === 0 ? root : (steps[index - 1]?.name ?? '');
  if (owner === 'System') {
    const kind = SYSTEM.get(name);
    if (kind !== undefined) signs.add(kind, step);
  }
  const isText = base !== null && (isLiteral(base) || base.kind === 'group');
  if (name === 'execute' && (isText || args?.length === 0)) signs.add(SIGNS.command, step);
  const kind = STEPS.get(name);
  const isStepOfGraph = root === 'g' || root === '__';
  if (kind !== undefined && (args !== null || index > 0) && !(isStepOfGraph && index === 0)) {
    signs.add(kind, step);
  }
  if (index === 0 && root === '' && FOREIGN_CALLS.has(name)) signs.add(SIGNS.foreignCall, step);
  if (LOOPS.has(name) && root === '' && index === 0) loopSigns(step, signs);
}

function loopSigns(step: Step, signs: SignList): void {
  const [first] = step.args ?? [];
  const isEndless = isLiteral(first) ? first.value !== 'false' : first?.kind === 'missing';
  if (isEndless) signs.add(SIGNS.endless, step);
}

function set(words: string): ReadonlySet<string> {
  return new Set(words.split(' '));
}

function all(kind: SignKind, words: string): (readonly [string, SignKind])[] {
  return words.split(' ').map((word) => [word, kind] as const);
}
