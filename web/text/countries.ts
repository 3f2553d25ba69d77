const names = new Intl.DisplayNames(['en'], { type: 'region' });

/** `Netherlands (NL)`; a code that is none is told as it is. */
export function countryName(code: string): string {
  try {
    const name = names.of(code.toUpperCase()) ?? code;
    return name === code.toUpperCase() ? name : `${name} (${code})`;
  } catch {
    return code;
  }
}
