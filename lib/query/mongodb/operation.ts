/** What is asked of the server: the parts of one command that signs are looked for in. */

import type { Member, Node, ObjectNode } from './language/tree';

/** A script that the server is asked to run; a predicate decides whether a document is found. */
export interface Script {
  readonly role: 'predicate' | 'function';
  readonly node: Node;
}

/** One command, or one call of a shell method. */
export interface Operation {
  /** `find`, `aggregate`, ... as written, or `filter` for a document without a command. */
  readonly name: string;
  readonly collection: string | null;
  readonly filters: readonly ObjectNode[];
  readonly stages: readonly Node[];
  readonly scripts: readonly Script[];
  /** At most one document is asked for, as a login does. */
  readonly findsOne: boolean;
  /** As `findsOne`, and written by a method that names one document, not by a page of size 1. */
  readonly single: boolean;
  /** The field that a list is ordered by first, and how; or null. */
  readonly sortedBy: Member | null;
  /** The name of the field whose values `distinct` lists, or null. */
  readonly listed: Node | null;
  /** Projections and updates: what is returned, or written, from which fields. */
  readonly outputs: readonly Node[];
}

/** An operation that asks nothing yet. */
export function emptyOperation(name: string): Operation {
  return {
    name,
    collection: null,
    filters: [],
    stages: [],
    scripts: [],
    findsOne: false,
    single: false,
    sortedBy: null,
    listed: null,
    outputs: [],
  };
}
