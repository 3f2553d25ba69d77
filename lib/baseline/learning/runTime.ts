/** When a run stops, epoch ms by its own clock. */
export interface RunTime {
  now(): number;
  readonly deadline: number;
}
