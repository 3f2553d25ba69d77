/** A statement while it is being read. */

import type { Cursor } from './cursor';
import type { Relation, Statement, StatementKind, Term } from './tree';

const BEHIND_TABLE: ReadonlySet<string> = new Set([
  'where',
  'group',
  'order',
  'per',
  'limit',
  'allow',
  'using',
  'set',
  'if',
  'values',
  'json',
  'and',
  'or',
  'union',
]);

export class Draft {
  kind: StatementKind = 'unknown';
  readonly verb: string;
  readonly relations: Relation[] = [];
  readonly values: Term[] = [];
  readonly orderedBy: Term[] = [];
  readonly assigned: string[] = [];
  readonly children: Statement[] = [];
  limited = false;
  filtering = false;
  private table = '';
  private readonly firstToken: number;

  constructor(
    private readonly cursor: Cursor,
    /** In a batch semicolons may be left out. */
    readonly inBatch: boolean,
  ) {
    this.verb = cursor.token.kind === 'name' ? cursor.token.word : '';
    this.firstToken = cursor.at;
  }

  /** Takes a table's name: names and dots, or what a program puts in their place. */
  readTable(): void {
    const { cursor } = this;
    const from = cursor.at;
    let expectsName = true;
    while (expectsName || cursor.is('.')) {
      if (expectsName && cursor.isAny(BEHIND_TABLE)) break;
      const { kind } = cursor.token;
      if (kind === 'end' || (kind === 'symbol' && !cursor.is('.') && !cursor.is('{'))) break;
      if (cursor.is('{')) this.skipPlaceholder();
      else cursor.at++;
      expectsName = cursor.ahead(-1).word === '.';
    }
    for (let index = from; index < cursor.at; index++) {
      this.table += cursor.tokens[index]?.word ?? '';
    }
  }

  finish(): Statement {
    const { kind, verb, relations, values, orderedBy, assigned, children, cursor } = this;
    const first = cursor.tokens[this.firstToken] ?? cursor.token;
    return {
      kind,
      verb,
      relations,
      values,
      orderedBy,
      assigned,
      children,
      table: this.table,
      limited: this.limited,
      filtering: this.filtering,
      firstToken: this.firstToken,
      endToken: cursor.at,
      start: first.start,
      end: Math.max(cursor.lastEnd, first.start),
    };
  }

  /** `{table}` in a text that was logged before it was filled in. */
  private skipPlaceholder(): void {
    const { cursor } = this;
    while (!cursor.isAtEnd && !cursor.is('}')) cursor.at++;
    cursor.accept('}');
  }
}
