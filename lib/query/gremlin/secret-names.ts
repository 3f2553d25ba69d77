/** Names of properties that nobody shows. */
const LONGEST_NAME = 40;
const NAMES =
  /^_?(?:[a-z]*pass(?:word|wd|code|phrase)?(?:hash)?|pwd?|hash|salt|[a-z]*secrets?|[a-z]*tokens?|api_?key|private_?key|ssn|pin|iban|cvv|otp)$/i;

/** True for `password`, `apiKey`, `ssn` and the like. */
export function isSecret(name: string): boolean {
  return name.length <= LONGEST_NAME && NAMES.test(name);
}
