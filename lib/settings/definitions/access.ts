import { PLATFORM_AUTHENTICATION_SETTING, WRITER_ROLE_SETTING } from '../access';
import { onOrOff, setting, text } from './setting';

/** Who may change alerts over HTTP. */
export const ACCESS_SETTINGS = {
  platformAuthentication: setting<boolean>({
    name: PLATFORM_AUTHENTICATION_SETTING,
    description:
      'true where App Service authentication guards the app: the history of alerts then names who it signed in',
    example: 'false',
    schema: onOrOff,
    fallback: false,
  }),
  writerRole: setting<string | null>({
    name: WRITER_ROLE_SETTING,
    description:
      'App role that a change needs where App Service authentication guards the app, instead of a key of its own',
    example: 'Warden.Operator',
    schema: text,
    fallback: null,
  }),
};
