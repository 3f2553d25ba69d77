/**
 * A statement as the service logs it without full text: property names become `p<N>__<length>`,
 * texts `str<N>__<length>`, parameters `@param<N>__<length>`; the same one keeps its number.
 * Comments and line breaks are gone, numbers, functions, operators and aliases stay.
 */
export function obfuscate(text: string): string {
  const numbers = new Map<string, number>();
  const name = (kind: string, value: string): string => {
    const key = `${kind}${value}`;
    const same = numbers.get(key);
    const number = same ?? [...numbers.keys()].filter((other) => other.startsWith(kind)).length + 1;
    numbers.set(key, number);
    return `${kind}${String(number)}__${String(value.length)}`;
  };
  return text.replace(
    /--[^\n]*|\/\*[\s\S]*?\*\/|\[\s*(["'])((?:\\.|(?!\1).)*)\1\s*\]|(["'])((?:\\.|(?!\3).)*)\3|@(\w+)|\.\s*([A-Za-z_]\w*)|\s+/g,
    (
      all: string,
      _q: unknown,
      key?: string,
      _r?: unknown,
      literal?: string,
      parameter?: string,
      member?: string,
    ) => {
      if (key !== undefined) return `["${name('p', key)}"]`;
      if (literal !== undefined) return `"${name('str', literal)}"`;
      if (parameter !== undefined) return `@${name('param', parameter)}`;
      if (member !== undefined) return `.${name('p', member)}`;
      return all === '' ? '' : ' ';
    },
  );
}
