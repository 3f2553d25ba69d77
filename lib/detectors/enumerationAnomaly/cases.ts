import type { DetectorCase } from '../detectorCase';

export const cases: readonly DetectorCase[] = [];
