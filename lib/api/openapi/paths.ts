import type { Paths } from './operation';
import { ACCOUNT_PATHS } from './operations/accounts';
import { ALERT_PATHS } from './operations/alerts';
import { APP_PATHS } from './operations/app';
import { SUPPRESSION_PATHS } from './operations/suppressions';

/** Every route of the API, below its base. */
export const PATHS: Paths = {
  ...ALERT_PATHS,
  ...SUPPRESSION_PATHS,
  ...ACCOUNT_PATHS,
  ...APP_PATHS,
};
