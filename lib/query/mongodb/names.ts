/** What a field's name says of its content: a secret that is only ever compared for equality. */

/**
 * `password`: what a person types. `hash`: what is kept of it. `token`: what a program sends. The
 * last two may be tested for presence.
 */
export type Secrecy = 'password' | 'hash' | 'token' | 'none';

const PASSWORD =
  /pass_?(?:wor[dt]|wd|phrase|code|key|cd)s?$|(?:passw|pwd|pswd|mdp|kennwort|contrase[nñ]a|contrasena|senha|mot_?de_?passe|wachtwoord|parola|haslo|heslo)s?$|(?:^|[._-])(?:pass|pw|clave|cvv|cvc|ssn|tan|cred|credential)s?$|password_?(?:confirm(?:ation)?|repeat|\d)$|(?:^|[._-])pin(?:_?(?:code|number|no))?$|(?:^|[._-])secrets?$|secret_?(?:word|answer|phrase|code)$|^(?:user|login|my|acc|usr|txt)_?pass$/i;
/** `psw`, `passwrd`, `usr_pw`: the word with letters left out. */
const SHORTENED_PASSWORD = /(?:^|[._-])p(?:a?ss?w|a?w|a?ss)o?r?d?$/i;
/** `userPass`, but not `bypass` or `compass`. */
const CAMEL_PASSWORD = /[a-z](?:Pass|Pin|PinCode|Pw)$/;
const HASH =
  /(?:pass|pwd|pw|password|secret)_?(?:hash|digest)$|^(?:hashed|encrypted)_?(?:password|pass|pwd)$/;
const TOKEN =
  /(?:(?:otp|mfa|2fa|two_?factor|factor|sms|pin|device|one_?time|pairing|enrol(?:l?ment)?|linking|transfer|withdraw(?:al)?|pickup|door|locker|safe|vault|challenge|sign_?in|claim|redeem|entry|gift_?card|passcode|reset|verification|verify|auth|login|security|access|activation|confirmation|confirm|recovery|invite|invitation|unlock|backup|magic)_?(?:code|key|hash|link|id|pin)|token|secret|otp|apikey|api_key|api_?secret|secretkey|secret_key|privatekey|private_key|access_?key(?:_?id)?|auth[._]?key|activation_?key|licen[cs]e_?key|session_?(?:id|key)|(?:sso|service|auth|login)_?ticket|magiclink|magic_link|security_?answer)$|^(?:sid|jwt|session|sess|cookie|bearer|nonce|hash|digest)$/;
/** Most names are told from secrets by this alone. */
const MAY_BE_SECRET =
  /p(?:ass|a?w|in|ss?w|s?wd|w)|cred|ticket|secret|kennwort|contrase|senha|clave|mdp|cv[vc]|ssn|tan|answer|mot_?de|wacht|parola|haslo|heslo|token|otp|key|sess|code|hash|digest|link|sid|jwt|cookie|bearer|nonce|(?:reset|verif|confirm|activation|unlock|invit)[a-z]*_?id/i;
/** `isSecret`, `hasPassword`: yes or no, and no secret. */
const FLAG = /^(?:is|has)[A-Z_]/;
/** Device addresses and second factors; programs ask for "those who have one". */
const ADDRESS_TOKEN =
  /push(?!_?secret)|fcm|apns|device_?token|registration|(?:factor|totp|mfa|2fa)_?secret/;
const IDENTITY =
  /(?:user|username|uname|login|e?mail|account|member|handle|nick|nickname|uid|userid|customer|phone|mobile|^name|^id|^_id|usr|acct|client|student|employee|staff|subscriber|operator|benutzer|usuario|correo|identifiant|utilisateur|kunden|loginid|identity|owner|principal|identifier)_?(?:name|address|number|nummer|no|id)?$|(?:user|usr|screen|login|admin|nick|account)_?name$|^card(?:_?(?:number|no))?$/;

/** In these collections a plain `code` is a secret: `otps`, `invites`. */
const CODES =
  /invit|otp|2fa|mfa|verif|passcode|(?:reset|login|auth|sms|one_?time)_?(?:code|pass|token)/i;

/** Judges the last part of a dotted path, in a collection that may say what a `code` is. */
export function secrecyOf(path: string, collection: string | null = null): Secrecy {
  const name = path.slice(path.lastIndexOf('.') + 1);
  if (!MAY_BE_SECRET.test(name)) return 'none';
  if (name === 'code') return collection !== null && CODES.test(collection) ? 'token' : 'none';
  // What a store of sessions keeps of each is a document, or its text.
  if (name === 'session' && /sessions?$/i.test(collection ?? '')) return 'none';
  if (FLAG.test(name)) return 'none';
  return secrecyOfName(name.replace(/\d+$/, ''));
}

/** Of a name without the number behind it: `pwd1` is a second field for the same. */
function secrecyOfName(name: string): Secrecy {
  const lower = name.toLowerCase();
  if (HASH.test(lower)) return 'hash';
  if (PASSWORD.test(name) || SHORTENED_PASSWORD.test(name) || CAMEL_PASSWORD.test(name)) {
    return 'password';
  }
  if (!TOKEN.test(lower)) return 'none';
  return ADDRESS_TOKEN.test(lower) ? 'none' : 'token';
}

const ONE_TIME_CODE =
  /otp|(?:pass|backup|recovery|reset|verification|verify|sms|mfa|2fa|factor|login|security|confirm(?:ation)?|activation|one_?time)_?(?:code|pin)$/i;

/** True for fields of codes that a person types in once: `otp`, `backupCode`. */
export function isOneTimeCode(path: string): boolean {
  return ONE_TIME_CODE.test(path.slice(path.lastIndexOf('.') + 1));
}

/** Says that a name is that of a password itself, where `pin` or `pass` may be something else. */
const PASSWORD_ITSELF =
  /passw|passphrase|p(?:ass)?wd|pword|kennwort|contrase|senha|mot_?de_?passe|p(?:ass|w)_?hash/i;

/** True for fields that hold a password or what is kept of it: `password`, `user.pwdHash`. */
export function isPassword(path: string): boolean {
  if (!PASSWORD_ITSELF.test(path)) return false;
  const secrecy = secrecyOf(path.slice(path.lastIndexOf('$') + 1));
  return secrecy === 'password' || secrecy === 'hash';
}

/** True for fields that name a person or an account: `email`, `user.login`. */
export function isIdentity(path: string): boolean {
  return IDENTITY.test(path.slice(path.lastIndexOf('.') + 1).toLowerCase());
}

/** Names one record: `_id`, `orderId`, `invoice_no`, `sku`. */
const REFERENCE =
  /^(?:_?id|uuid|guid|sku|slug|isbn|ean|upc|iban|code|ref|reference|tracking|serial|key|coupon|voucher|promo|ticket|licen[cs]e|invoice)$|[a-z_](?:Id|ID|_id|Uuid|Number|_number|No|_no|Code|_code|Ref|_ref|Reference|Slug|Key)$/;

/** Names a group that many accounts are in. */
const GROUP =
  /^(?:tenant|org|organi[sz]ation|company|team|group|workspace|project|site|store|shop|dept)/i;

/** True for fields that name a group of accounts: `tenantId`, `org`. */
export function isGroup(path: string): boolean {
  return GROUP.test(path.slice(path.lastIndexOf('.') + 1));
}

/** True for fields that name one record. */
export function isReference(path: string): boolean {
  return REFERENCE.test(path.slice(path.lastIndexOf('.') + 1));
}

/** States, kinds, flags, dates and counts: programs exclude some of their values. */
const STATE =
  /^(?:is|has|can|was|should|not|no|num|min|max|total)(?=[A-Z_])|^(?:_?deleted|removed|archived|active|enabled|disabled|blocked|banned|hidden|locked|expired|revoked|used|verified|published|public|private|draft|read|seen|done|state|stage|phase|status|type|kind|role|roles|level|lang|language|locale|version|__v|mode|visibility|provider|source|parent|priority|plan|tier|flags?|tags?)$|(?:At|On|Date|Time|Status|State|Type|Kind|Role|Count|Flag|Until|_at|_on|_date|_time|_status|_state|_type|_count|_until)$|[dD]ate$|[tT]ime(?:stamp)?$/;

/** True for fields that say in which state a document is. */
export function isState(path: string): boolean {
  return STATE.test(path.slice(path.lastIndexOf('.') + 1));
}

const RIGHT =
  /^(?:is_?)?(?:admin|administrator|superuser|super_?admin|root|staff)$|^(?:roles?|permissions?|privileges?|access_?level|user_?type)$/i;

/** True for fields that say what an account may do: `isAdmin`, `roles`. */
export function isRight(path: string): boolean {
  return RIGHT.test(path.slice(path.lastIndexOf('.') + 1));
}

const ACCOUNTS =
  /(?:^|[._-])(?:users?|accounts?|admins?|administrators?|members?|logins?|staff|employees?|customers?|clients?|persons?|people|identities)$|[a-z](?:Users?|Accounts?|Admins?)$/i;
const SECRETS =
  /(?:^|[._-])(?:credentials?|sessions?|tokens?|passwords?|secrets?|otps?|vaults?|(?:api|access|auth|private|secret|signing)_?keys?)$|[a-z](?:Credentials?|Sessions?|Tokens?|Passwords?|Secrets?|ApiKeys?|AccessKeys?)$/i;

/** True for collections of accounts, sessions and the like: `users`, `admin_accounts`. */
export function holdsAccounts(collection: string): boolean {
  return ACCOUNTS.test(collection) || holdsSecrets(collection);
}

/** True for collections of what lets somebody in: `tokens`, `api_keys`. */
export function holdsSecrets(collection: string): boolean {
  return SECRETS.test(collection);
}
