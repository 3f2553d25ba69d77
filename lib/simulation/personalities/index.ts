import { businessApplication } from './businessApplication';
import { developerLaptops } from './developerLaptops';
import { globalService } from './globalService';
import { growingService } from './growingService';
import { idleAccount } from './idleAccount';
import { mobileBackend } from './mobileBackend';
import { nightlyJobs } from './nightlyJobs';
import { otherApis } from './otherApis';
import { privateEndpoints } from './privateEndpoints';
import { testEnvironment } from './testEnvironment';
import { throttledAccount } from './throttledAccount';
import { weekendRetail } from './weekendRetail';
import { weeklyBackup } from './weeklyBackup';
import type { Personality } from './site';

/** Accounts take these in turn. */
export const PERSONALITIES: readonly Personality[] = [
  businessApplication,
  nightlyJobs,
  developerLaptops,
  growingService,
  mobileBackend,
  ...otherApis,
  globalService,
  weeklyBackup,
  weekendRetail,
  privateEndpoints,
  throttledAccount,
  testEnvironment,
  idleAccount,
];
