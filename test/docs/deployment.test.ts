import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, test } from '@jest/globals';
import { BICEP_FILES, bicepFile } from '../infra/bicep';

const page = readFileSync('docs/deployment.md', 'utf8');
const signIn = readFileSync('docs/security.md', 'utf8');

/** Commands of a page in order, with the heading above them. */
function commandsOf(text: string) {
  const found: { readonly section: string; readonly commands: string }[] = [];
  let section = '';
  for (const [, heading, commands] of text.matchAll(/^## (.+)$|^```sh\n([\s\S]*?)^```$/gm)) {
    if (heading !== undefined) section = heading;
    if (commands !== undefined) found.push({ section, commands });
  }
  return found;
}

const parametersOf = (file: string) =>
  [...bicepFile(file).matchAll(/^param (\w+)/gm)].map(([, name]) => name);

/** Commands without what the shell itself does not look at. */
const bare = (commands: string) => commands.replace(/'[^']*'/g, "''").replace(/ #.*/g, '');

const assignments = (commands: string) =>
  [...commands.matchAll(/(?:^|[\s;(])(?:export )?([A-Z_]+)=|for (\w+) in/g)].map(
    ([, name, loop]) => name ?? loop,
  );
const uses = (commands: string) =>
  [...commands.matchAll(/\$\{?([A-Za-z_]+)/g)].map(([, name]) => name);

describe('the commands of the page', () => {
  const otherWay = { 'With azd': 'With the Azure CLI', 'With the Azure CLI': 'With azd' };

  test.each(Object.entries(otherWay))('%s: use nothing that is not set before', (_, skipped) => {
    const set = new Set<string | undefined>();
    const way = commandsOf(page).filter(({ section }) => section !== skipped);
    expect(way.length).toBeGreaterThan(5);
    for (const { section, commands } of way) {
      for (const line of bare(commands).split('\n')) {
        for (const name of assignments(line)) set.add(name);
        const unset = uses(line).filter((name) => !set.has(name));
        expect([section, line, unset]).toEqual([section, line, []]);
      }
    }
  });

  test('ask for outputs that the templates have', () => {
    const outputs = [...bicepFile('main.bicep').matchAll(/^output (\w+)/gm)].map(
      ([, name]) => name,
    );
    const asked = [...`${page}\n${signIn}`.matchAll(/\(output (\w+)/g)].map(([, name]) => name);
    expect(asked.length).toBeGreaterThan(5);
    expect(outputs).toEqual(expect.arrayContaining(asked));
    expect(bicepFile('onboard-account.bicep')).toContain('output fullTextQueryCommand');
  });

  test('name files that are there, and parameters that they have', () => {
    for (const { commands } of commandsOf(page)) {
      for (const [file] of commands.matchAll(/infra\/[\w./-]+/g))
        expect(existsSync(file)).toBe(true);
      const template = /--template-file infra\/(\S+)/.exec(commands)?.[1];
      if (template === undefined) continue;
      const given = [...(commands.split('--parameters ')[1] ?? '').matchAll(/\b(\w+)=/g)];
      expect(given.length).toBeGreaterThan(0);
      expect(parametersOf(template)).toEqual(expect.arrayContaining(given.map(([, name]) => name)));
    }
  });

  test('name an account by its output, and turn full texts on as that says', () => {
    const printed = /az rest --method patch --url "[^?]+(\?[^"]+)" --body \\'(.*)\\''/.exec(
      bicepFile('onboard-account.bicep'),
    );
    expect(page).toContain(`${printed?.[1]}" \\\n  --body '${printed?.[2]}'`);
  });
});

test('the choices are parameters of main.bicep', () => {
  const rows = [...page.matchAll(/^\| [^|]+\| ([^|]+)\|$/gm)].map(([, cell = '']) => cell);
  const named = rows.flatMap((cell) =>
    [...cell.matchAll(/`(\w+)(?:=\w+)?`/g)].map(([, name = '']) => name),
  );
  const values = ['High', 'none'];
  const parameters = parametersOf('main.bicep');
  expect(named.length).toBeGreaterThan(15);
  expect(named.filter((name) => !values.includes(name) && !parameters.includes(name))).toEqual([]);
});

test('what main.bicepparam sets, main.bicep has', () => {
  const set = [...(BICEP_FILES.get('main.bicepparam') ?? '').matchAll(/^param (\w+) =/gm)];
  expect(set.length).toBeGreaterThan(3);
  expect(parametersOf('main.bicep')).toEqual(expect.arrayContaining(set.map(([, name]) => name)));
});
