/** Why history could not be had, with what to do about it. */
const ADVICE = {
  noPermission: 'Give the identity of this app the role Log Analytics Reader on the workspace.',
  unknownWorkspace: 'Check the workspace id: it is the GUID on the overview page of the workspace.',
  notSignedIn: 'Check the managed identity, and that endpoint and audience belong to one cloud.',
  basicPlan:
    'The table is on the Basic or Auxiliary plan, whose queries are charged by size and limited. Put it on the Analytics plan, or let the baseline grow from own activity.',
  missingTable: 'Nothing: the workspace has never had logs of this kind.',
  throttled: 'Nothing: the next run goes on from here. Fewer other queries by this identity help.',
  unavailable: 'Nothing: the next run goes on from here.',
  unreachable: 'Check the endpoint, and that the network lets the app reach it.',
  timedOut: 'Nothing: the next run asks again.',
  tooLarge: 'Nothing can be done: the hour is larger than Log Analytics answers.',
  incomplete: 'Nothing: the next run asks again.',
  refusedQuery: 'Report it with the detail: the query should be valid for every workspace.',
  unreadableAnswer: 'Check that the endpoint is that of Log Analytics.',
  invalidName: 'Check the account id: account names have lower-case letters, digits and dashes.',
} as const;

export type FailureKind = keyof typeof ADVICE;

export interface Failure {
  readonly kind: FailureKind;
  /** What the service said, cut to 500 characters. */
  readonly detail: string;
  readonly advice: string;
}

const LONGEST_DETAIL = 500;

export function failure(kind: FailureKind, detail: string): Failure {
  return { kind, detail: detail.slice(0, LONGEST_DETAIL), advice: ADVICE[kind] };
}
