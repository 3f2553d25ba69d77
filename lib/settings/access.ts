/** Who may change things; read by hand, as in `hubs`, since the registration of functions needs it. */

export const PLATFORM_AUTHENTICATION_SETTING = 'WARDEN_PLATFORM_AUTHENTICATION';
export const WRITER_ROLE_SETTING = 'WARDEN_WRITER_ROLE';

/**
 * What the host asks of routes that change something: a key of their own, unless the platform signs
 * people in and a role is named. Then that role is asked for instead (`checkWrite`).
 */
export function accessToChanges(): 'function' | 'anonymous' {
  const isGuarded = process.env[PLATFORM_AUTHENTICATION_SETTING] === 'true';
  const role = process.env[WRITER_ROLE_SETTING]?.trim() ?? '';
  return isGuarded && role !== '' ? 'anonymous' : 'function';
}
