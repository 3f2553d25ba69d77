import * as applications from './applications';
import * as batch from './batch';
import { developerLaptops, testAccount } from './development';
import * as otherApis from './otherApis';
import type { Personality } from './personality';
import * as platforms from './platforms';

/** In the order in which accounts get them; the first ten cover every API. */
export const personalities: readonly Personality[] = [
  applications.officeApplication,
  otherApis.mongoShop,
  applications.globalService,
  developerLaptops,
  otherApis.cassandraTelemetry,
  platforms.blueGreen,
  otherApis.gremlinGraph,
  platforms.autoscaledPods,
  otherApis.tableSettings,
  batch.weeklyBackup,
  applications.growingCompany,
  testAccount,
  platforms.mobileBackEnd,
  applications.monthEndReports,
  applications.privateEndpoint,
  platforms.throttledIngest,
  batch.idleArchive,
  applications.serverlessFunctions,
  platforms.tenantSoftware,
  otherApis.mongoAnalytics,
  batch.nightlyTransfer,
  batch.serverlessJobs,
];
