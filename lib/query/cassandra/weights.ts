import type { SignKind } from '../signList';
import { kind } from '../signList';

/**
 * Every sign of the Cassandra analyser. 0.5 alone makes an alert. The weights are judgements: what
 * a program's own code hardly ever writes is above 0.5, what it sometimes writes is below and needs
 * company.
 */
export const SIGNS = {
  // Conditions behind other conditions.
  alwaysTrueOr: kind('tautology', 0.95, 'A condition that is always true is added with OR'),
  constantOr: kind('tautology', 0.85, 'A condition between constants is added with OR'),
  callOr: kind('tautology', 0.6, 'A function call is added with OR'),
  literalOr: kind('tautology', 0.55, 'A condition is added with OR behind a text literal'),
  columnOr: kind('tautology', 0.35, 'A condition is added with OR, which the language has not'),
  nearlyTrueOr: kind('tautology', 0.8, 'A condition that most rows meet is added with OR'),
  constantAnd: kind('boolean-blind', 0.75, 'A condition between constants is added with AND'),
  constantFirst: kind('tautology', 0.25, 'The first condition compares constants'),
  callBehind: kind('boolean-blind', 0.4, 'A condition on a function call is added with AND'),
  castBehind: kind('error-based', 0.6, 'A condition on a cast is added with AND'),
  emptyCallBehind: kind('boolean-blind', 0.6, 'A condition on no column is added with AND'),
  ownName: kind('tautology', 0.4, 'A column is compared with its own name'),
  sameColumn: kind('tautology', 0.7, 'A column is compared with itself'),
  wildcard: kind('tautology', 0.55, 'A pattern that matches every text'),
  anyValue: kind('tautology', 0.5, 'A condition that every value meets is added'),
  anyValueFiltered: kind('tautology', 0.55, 'A condition that every value meets, with filtering'),
  anyValuePaged: kind('tautology', 0.2, 'A condition that every value meets, with a limit'),
  emptyEqual: kind('tautology', 0.3, 'An empty text is looked for in front of it'),

  // Text that was cut off or hidden.
  hiddenQuote: kind('comment-truncation', 0.85, 'A comment hides the quote that closed a literal'),
  hiddenClause: kind('comment-truncation', 0.6, 'A comment hides the rest of the statement'),
  hiddenBracket: kind('comment-truncation', 0.7, 'A comment hides a closing bracket'),
  bareComment: kind('comment-truncation', 0.65, 'An empty comment ends the statement'),
  openComment: kind('comment-truncation', 0.7, 'A comment is never closed'),
  foreignComment: kind('comment-truncation', 0.65, 'A comment mark of another database'),
  quoteInComment: kind('comment-truncation', 0.6, 'A comment within the statement hides a quote'),
  commentAsSpace: kind('comment-truncation', 0.4, 'An empty comment stands where a space would do'),

  // More than one statement.
  stackedData: kind('stacked', 0.8, 'A statement that destroys or grants follows a literal'),
  stackedLine: kind('stacked', 0.6, 'Another statement follows a literal on the same line'),
  stackedSame: kind('stacked', 0.3, 'Another statement follows on the same line'),
  stackedText: kind('stacked', 0.75, 'Text that is no statement follows the end of the statement'),
  stackedSchema: kind('schema-or-file-access', 0.6, 'The statement behind reads the accounts'),
  batchMixed: kind('stacked', 0.5, 'Some statements of a batch end in a semicolon, others do not'),
  batchBreak: kind('stacked', 0.75, 'The batch holds a statement that no batch can hold'),
  behindBatch: kind('stacked', 0.7, 'Text follows the end of a batch'),

  // Parts in places where they cannot be.
  repeatedClause: kind('clause-injection', 0.7, 'A clause comes a second time'),
  lateClause: kind('clause-injection', 0.6, 'A clause comes too late'),
  swappedClause: kind('clause-injection', 0.2, 'Two clauses are in the wrong order'),
  lateCondition: kind('clause-injection', 0.75, 'A condition follows the end of the conditions'),
  constantKey: kind('clause-injection', 0.65, 'The result is ordered by a number behind a literal'),
  constantKeyOnly: kind('clause-injection', 0.25, 'The result is ordered by a number'),
  doubleAssignment: kind('clause-injection', 0.4, 'A column is assigned twice'),
  moreRows: kind('clause-injection', 0.6, 'A second row of values, which the language has not'),
  moreValues: kind('clause-injection', 0.4, 'A row has more values than columns'),
  comparisonInList: kind('clause-injection', 0.6, 'A comparison stands in a list of values'),
  subquery: kind('subquery', 0.7, 'A query within a statement, which the language has not'),

  // Syntax that breaks.
  behindText: kind('syntax-probe', 0.7, 'Text follows directly on a text literal'),
  behindNumber: kind('syntax-probe', 0.45, 'Text follows directly on a number'),
  behindNumberNested: kind('syntax-probe', 0.6, 'Text follows directly on a number in a list'),
  numbers: kind('syntax-probe', 0.2, 'Two numbers follow one another'),
  adjacentLiterals: kind('syntax-probe', 0.55, 'Two literals follow one another'),
  misplacedText: kind('syntax-probe', 0.15, 'Text that the grammar has no place for'),
  openLiteral: kind('syntax-probe', 0.55, 'A literal is never closed'),
  openQuote: kind('syntax-probe', 0.2, 'The text ends where a literal begins'),
  openBehindText: kind('syntax-probe', 0.75, 'A quote opens directly behind a literal'),
  strayBracketText: kind('syntax-probe', 0.55, 'A bracket behind a text literal closes nothing'),
  strayBracketNumber: kind('syntax-probe', 0.5, 'A bracket behind a number closes nothing'),
  strayBracket: kind('syntax-probe', 0.3, 'A closing bracket has no opening one'),
  textBehindBracket: kind('syntax-probe', 0.3, 'Text follows a bracket that closes nothing'),
  commentBehindBracket: kind(
    'comment-truncation',
    0.4,
    'A comment follows a bracket that closes nothing',
  ),
  openGroup: kind('syntax-probe', 0.15, 'A bracket is never closed'),
  operatorOnText: kind('operator-abuse', 0.65, 'An operator joins a text literal to something'),
  tooDeep: kind('dos', 0.45, 'Brackets nest deeper than any program writes'),

  // Words and functions.
  foreignDelay: kind('time-blind', 0.86, 'A delay of another database'),
  foreignUnion: kind('union', 0.87, 'A union, which the language has not'),
  foreignFile: kind(
    'schema-or-file-access',
    0.86,
    'A file, schema or variable of another database',
  ),
  foreignError: kind('error-based', 0.86, 'A function that gives data away in errors'),
  foreignRun: kind('stacked', 0.86, 'A command of another database'),
  foreignQuery: kind('subquery', 0.72, 'A query where none can be'),
  foreignCall: kind('syntax-probe', 0.4, 'A function of another database'),
  udfCode: kind('udf-abuse', 0.85, 'A function with code that leaves the database'),
  udfLoop: kind('dos', 0.7, 'A function with code that never ends or waits'),
} as const satisfies Readonly<Record<string, SignKind>>;
