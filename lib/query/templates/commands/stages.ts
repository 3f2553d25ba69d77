import type { Stage } from './commandParts';

/** Stages that applications put in and leave out: they order and cut what is asked anyway. */
export const PAGING: ReadonlySet<string> = new Set(['$sort', '$limit', '$skip', '$count']);

export const pipelineShape = (stages: readonly Stage[]): string =>
  stages.map(({ shape }) => shape).join(',');

export const unpagedShape = (stages: readonly Stage[]): string =>
  pipelineShape(stages.filter(({ operator }) => !PAGING.has(operator)));
