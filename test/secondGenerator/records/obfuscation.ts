const pattern = /'(?:\\.|[^'\\])*'|"(?:\\.|[^"\\])*"|@\w+|\.\s*[A-Za-z_]\w*/g;

/**
 * The form in which Azure logs query texts by default: property names become `p1__12`, texts
 * `str1__13`, parameters `@param1__14` (a running number, then the length); operators, functions,
 * numbers and aliases stay.
 */
export function obfuscate(text: string): string {
  const names = new Map<string, string>();
  const counts = { p: 0, str: 0, param: 0 };
  const rename = (kind: keyof typeof counts, original: string): string => {
    const name = names.get(kind + original) ?? `${kind}${++counts[kind]}__${original.length}`;
    names.set(kind + original, name);
    return name;
  };
  return text.replace(pattern, (token) => {
    if (token.startsWith('@')) return `@${rename('param', token.slice(1))}`;
    if (token.startsWith('.')) return `.${rename('p', token.slice(1).trim())}`;
    return `"${rename('str', token.slice(1, -1))}"`;
  });
}
