/** What a field's name says of its content: a secret that is only ever compared for equality. */

/** `password`: what a person types. `token`: what a program sends, and may be tested for presence. */
export type Secrecy = 'password' | 'token' | 'none';

const PASSWORD =
  /(?:pass_?word|passwd|passwort|passphrase|passcode|kennwort|contrase[nñ]a|senha|motdepasse|pwd|passw|pswd|secret)s?$|(?:^|[._-])(?:pass|pw|pin|mdp|clave|cvv|ssn)$|^(?:user|login|my)pass$/i;
/** `userPass`, but not `bypass` or `compass`. */
const CAMEL_PASSWORD = /[a-z](?:Pass|Pin|Pw)$/;
const TOKEN =
  /(?:(?:otp|mfa|2fa|sms|reset|verification|verify|auth|login|security|access|activation|confirmation)_?code|token|otp|apikey|api_key|secretkey|secret_key|privatekey|accesskey|access_key|sessionid|session_id|passwordhash|password_hash|passhash|hashedpassword|pwdhash|password_digest|passworddigest|pass_hash|encrypted_password|encryptedpassword|pwd_hash)$/;
/** Most names are told from secrets by this alone. */
const MAY_BE_SECRET =
  /p(?:ass|a?w|in|s?wd|w)|secret|kennwort|contrase|senha|clave|mdp|cvv|ssn|motde|token|otp|key|session|code|hash|digest/i;
/** `isSecret`, `hasPassword`: yes or no, and no secret. */
const FLAG = /^(?:is|has)[A-Z_]/;
/** Device addresses; programs ask for "those who have one". */
const ADDRESS_TOKEN = /push|fcm|apns|device|registration/;
const IDENTITY =
  /(?:user|username|uname|login|e?mail|account|member|handle|nick|nickname|uid|userid|customer|phone|mobile|^name|^id|^_id|usr|loginid|principal|identifier)_?(?:name|address|number|id)?$/;

/** Judges the last part of a dotted path. */
export function secrecyOf(path: string): Secrecy {
  const name = path.slice(path.lastIndexOf('.') + 1);
  if (!MAY_BE_SECRET.test(name)) return 'none';
  if (FLAG.test(name)) return 'none';
  if (PASSWORD.test(name) || CAMEL_PASSWORD.test(name)) return 'password';
  const lower = name.toLowerCase();
  if (!TOKEN.test(lower)) return 'none';
  return ADDRESS_TOKEN.test(lower) ? 'none' : 'token';
}

/** True for fields that name a person or an account: `email`, `user.login`. */
export function isIdentity(path: string): boolean {
  return IDENTITY.test(path.slice(path.lastIndexOf('.') + 1).toLowerCase());
}
