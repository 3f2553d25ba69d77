/** A strict reader of ArcSight's Common Event Format, version 0; for tests. */

export interface ParsedCef {
  /** Vendor, product, version, signature id, name, severity. */
  readonly header: readonly string[];
  readonly fields: readonly (readonly [string, string])[];
}

/** @throws Error where the line breaks a rule of the format */
export function parseCef(line: string): ParsedCef {
  if (/[\r\n]/.test(line)) throw new Error('more than one line');
  if (!line.startsWith('CEF:0|')) throw new Error('no CEF');
  const header: string[] = [];
  let at = 'CEF:0|'.length;
  while (header.length < 6) {
    let value = '';
    for (; line[at] !== '|'; at += 1) {
      if (at >= line.length) throw new Error('the header ends early');
      if (line[at] === '\\') {
        at += 1;
        if (line[at] !== '\\' && line[at] !== '|') throw new Error('a wrong escape in the header');
      }
      value += line[at] ?? '';
    }
    at += 1;
    header.push(value);
  }
  if (!/^(?:[0-9]|10)$/.test(header[5] ?? '')) throw new Error('no severity of 0 to 10');
  return { header, fields: parseExtension(line.slice(at)) };
}

function parseExtension(text: string): [string, string][] {
  // A key is what stands between a space and an equals sign that is not escaped.
  const starts = [...text.matchAll(/(?:^| )([A-Za-z][A-Za-z0-9]*)=/g)].filter(
    ({ index, 0: whole }) => !isEscaped(text, index + whole.length - 1),
  );
  if (starts[0]?.index !== 0) throw new Error('the extension begins with no key');
  const fields = starts.map(({ index, 0: whole, 1: key = '' }, n): [string, string] => {
    const value = text.slice(index + whole.length, starts[n + 1]?.index ?? text.length);
    return [key, unescaped(value)];
  });
  const keys = fields.map(([key]) => key);
  if (new Set(keys).size !== keys.length) throw new Error('a key is given twice');
  return fields;
}

function isEscaped(text: string, at: number): boolean {
  const before = /\\*$/.exec(text.slice(0, at))?.[0] ?? '';
  return before.length % 2 === 1;
}

function unescaped(value: string): string {
  if (/(?<!\\)(?:\\\\)*=/.test(value)) throw new Error(`an equals sign is not escaped: ${value}`);
  return value.replace(/\\(.?)/g, (_, escaped: string) => {
    if (escaped === 'n') return '\n';
    if (escaped === '\\' || escaped === '=') return escaped;
    throw new Error(`a wrong escape: \\${escaped}`);
  });
}
