import type { IncidentKind } from '../incidents/incident';
import { backupDoubling } from './backupDoubling';
import { cleanUp } from './cleanUp';
import { deploymentListing } from './deploymentListing';
import { deploymentTraffic } from './deploymentTraffic';
import { firewallChange } from './firewallChange';
import { firewallReads } from './firewallReads';
import { holidayVpn } from './holidayVpn';
import { hubOutage } from './hubOutage';
import { idlePause } from './idlePause';
import { loadTest } from './loadTest';
import { migration } from './migration';
import { monthEndReport } from './monthEndReport';
import { newRegion } from './newRegion';
import { onCallNight } from './onCallNight';
import { plannedFailover } from './plannedFailover';
import { retryStorm } from './retryStorm';
import { scaleOut, secondInstance } from './scaleOut';
import { sdkPatch } from './sdkPatch';

/** Benign events that a naive detector would flag. */
export const DECOYS: readonly IncidentKind[] = [
  newRegion,
  sdkPatch,
  scaleOut,
  secondInstance,
  monthEndReport,
  backupDoubling,
  migration,
  holidayVpn,
  retryStorm,
  cleanUp,
  loadTest,
  onCallNight,
  deploymentListing,
  plannedFailover,
  firewallChange,
  deploymentTraffic,
  firewallReads,
  hubOutage,
  idlePause,
];
