import type { SignKind } from '../signList';
import { kind } from '../signList';

/**
 * Every sign of the Gremlin analyser. 0.5 alone makes an alert. The weights are judgements: what a
 * program's own code hardly ever writes is above 0.5, what it sometimes writes is below and needs
 * company.
 */
export const SIGNS = {
  // Chains that go on as no program writes them.
  restartDrop: kind('traversal-injection', 0.85, 'A chain starts over and deletes everything'),
  restart: kind('traversal-injection', 0.65, 'A chain starts over behind a literal'),
  restartFiltered: kind('traversal-injection', 0.5, 'A chain starts over behind a literal'),
  nestedDrop: kind('traversal-injection', 0.9, 'A nested traversal deletes everything'),
  nestedPartDrop: kind('traversal-injection', 0.5, 'A nested traversal deletes other elements'),
  nestedAll: kind('traversal-injection', 0.75, 'A nested traversal reads everything'),
  nestedAllOnly: kind('traversal-injection', 0.3, 'A nested traversal reads everything'),
  restartAt: kind('traversal-injection', 0.3, 'A chain starts over at another element'),
  nestedOther: kind('traversal-injection', 0.5, 'A nested traversal reads other elements'),
  nestedOtherTest: kind('boolean-blind', 0.5, 'A nested traversal asks about other elements'),
  nestedLookup: kind('traversal-injection', 0.3, 'A nested traversal looks up another element'),
  dropSelf: kind('traversal-injection', 0.65, 'A side effect deletes the very elements'),
  nestedAdd: kind('traversal-injection', 0.3, 'A side effect adds a vertex behind a literal'),
  lateInject: kind('traversal-injection', 0.3, 'Values are injected behind a literal'),
  lateAdd: kind('traversal-injection', 0.2, 'A vertex is added behind a literal'),
  lateCall: kind('traversal-injection', 0.3, 'A service is called behind a literal'),
  behindProfile: kind('traversal-injection', 0.55, 'Steps follow a profile, which is always last'),
  emptyText: kind('traversal-injection', 0.3, 'A step with an empty text behind a literal'),
  secret: kind('traversal-injection', 0.2, 'Something secret is read behind a literal'),
  secretTested: kind(
    'boolean-blind',
    0.5,
    'Something secret is compared by its beginning or range',
  ),
  behindDrop: kind('traversal-injection', 0.6, 'Steps follow a deletion'),
  dropWritten: kind('traversal-injection', 0.65, 'What was just written is deleted'),
  filterWritten: kind('traversal-injection', 0.55, 'A filter follows a change'),
  stepOnPredicate: kind('traversal-injection', 0.7, 'A step follows a predicate'),
  argumentBehindPredicate: kind('traversal-injection', 0.6, 'An argument follows a predicate'),
  commaBehindStep: kind('traversal-injection', 0.55, 'A comma follows a complete traversal'),
  wrongArity: kind('traversal-injection', 0.55, 'A step has arguments that it does not take'),
  elementStepOnValue: kind('traversal-injection', 0.6, 'A step for elements follows values'),

  // Filters that hold whatever is stored.
  alwaysTrueOr: kind('tautology', 0.85, 'An alternative that is always true'),
  alwaysTrueOrOnly: kind('tautology', 0.45, 'An alternative that is always true'),
  alwaysTrueOnly: kind('tautology', 0.3, 'A filter that is always true'),
  nearlyTrueOr: kind('tautology', 0.7, 'An alternative that every value meets'),
  excludedMiddle: kind('tautology', 0.75, 'A value or any other value of the same property'),
  valueOrNone: kind('tautology', 0.3, 'A value or none of the same property'),
  coveringOr: kind('tautology', 0.65, 'An alternative that covers the value before it'),
  alwaysTrue: kind('tautology', 0.6, 'A filter that is always true behind a literal'),
  alwaysTrueNot: kind('tautology', 0.6, 'A filter that excludes nothing'),
  anyValue: kind('tautology', 0.45, 'A predicate that every value meets'),
  anyText: kind('tautology', 0.3, 'A predicate that every text meets'),

  onlyAlternative: kind('tautology', 0.4, 'An or() of one alternative behind a literal'),
  emptyAlternative: kind('tautology', 0.55, 'An alternative of an empty text'),
  testOnElement: kind('tautology', 0.55, 'An element is compared with a number'),
  leavesOneOut: kind('tautology', 0.55, 'An alternative that only leaves something out'),
  otherLabel: kind('tautology', 0.5, 'A label that the filter before it rules out'),
  emptyKey: kind('syntax-probe', 0.65, 'A property without a name'),

  // Text that was cut off or hidden.
  hiddenTail: kind(
    'comment-truncation',
    0.85,
    'A comment hides what closed a literal or a bracket',
  ),
  hiddenStep: kind('comment-truncation', 0.3, 'A comment hides the rest of the chain'),
  bareComment: kind('comment-truncation', 0.5, 'An empty comment ends the text'),
  openComment: kind('comment-truncation', 0.7, 'A comment is never closed'),
  foreignComment: kind('comment-truncation', 0.6, 'A comment mark of another language'),
  commentInCode: kind('comment-truncation', 0.5, 'A comment hides a quote or a closing bracket'),

  // More than one traversal.
  stackedDrop: kind('stacked', 0.8, 'A second traversal deletes behind a literal'),
  stackedAll: kind('stacked', 0.7, 'A second traversal reads everything behind a literal'),
  stacked: kind('stacked', 0.35, 'A second traversal follows on the same line'),
  stackedEmpty: kind('stacked', 0.55, 'A second traversal follows an empty text literal'),
  stackedJoint: kind('stacked', 0.6, 'A further traversal ends in an empty text literal'),
  stackedWrite: kind('stacked', 0.4, 'A second traversal writes behind one that reads'),
  stackedInStep: kind('stacked', 0.65, 'A semicolon ends a step before its bracket does'),
  stackedText: kind('stacked', 0.55, 'Text that is no traversal follows on the same line'),

  // Code.
  command: kind('script-injection', 0.95, 'Code that runs a command or ends the process'),
  wait: kind('time-blind', 0.9, 'Code that waits'),
  reflection: kind('script-injection', 0.85, 'Code that reaches classes by their names'),
  className: kind('script-injection', 0.3, 'Code that asks for a class'),
  script: kind('script-injection', 0.85, 'Code that runs other code'),
  environment: kind('schema-or-file-access', 0.85, 'Code that reads the environment'),
  fileInTraversal: kind('schema-or-file-access', 0.75, 'A traversal reaches files or the network'),
  file: kind('schema-or-file-access', 0.5, 'Code that reaches files or the network'),
  endless: kind('dos', 0.7, 'Code that never ends'),
  codeInValue: kind('script-injection', 0.5, 'A text is joined to the result of code'),

  closure: kind('script-injection', 0.35, 'Code runs on elements behind a literal'),
  closureOnGraph: kind('script-injection', 0.5, 'Code reaches the graph from an element'),
  closureRemoves: kind('script-injection', 0.45, 'Code removes elements'),
  closureCalled: kind('script-injection', 0.75, 'A piece of code is called where it is written'),
  methodOnLiteral: kind('script-injection', 0.55, 'A method is called on a literal'),
  methodOnGroup: kind('script-injection', 0.55, 'A method is called on a list or an expression'),
  computed: kind('script-injection', 0.5, 'Code computes what a program writes as a value'),
  traversalInValue: kind('subquery', 0.7, 'A traversal is part of a value'),
  annotation: kind('script-injection', 0.9, 'An annotation that runs code or loads it'),
  hugeRange: kind('dos', 0.75, 'A range of very many numbers'),

  // Operators where a program puts values.
  operatorOnText: kind('operator-abuse', 0.7, 'An operator is applied to a text literal'),
  logicOnLiteral: kind(
    'operator-abuse',
    0.65,
    'A literal is compared or negated in place of a value',
  ),
  joinedTexts: kind('operator-abuse', 0.45, 'Two text literals are joined where one would do'),
  joinedEmpty: kind('operator-abuse', 0.6, 'An empty text literal is joined to something'),

  foreignOperator: kind('operator-abuse', 0.65, 'An operator of another database'),
  constantChoice: kind('boolean-blind', 0.65, 'A choice between values by a constant condition'),
  choice: kind('boolean-blind', 0.5, 'A choice between values in place of one'),
  arithmetic: kind('operator-abuse', 0.5, 'Arithmetic on numbers where one would do'),
  cast: kind('operator-abuse', 0.5, 'A literal is turned into another type'),

  // Syntax that breaks.
  behindText: kind('syntax-probe', 0.75, 'Text follows directly on a text literal'),
  behindTextOutside: kind('syntax-probe', 0.55, 'Text follows directly on a text outside of steps'),
  textBehindStep: kind('syntax-probe', 0.5, 'A text literal follows directly on a step'),
  hexadecimal: kind('syntax-probe', 0.5, 'A number is written in hexadecimal digits'),
  behindNumber: kind('syntax-probe', 0.55, 'Text follows directly on a number in a step'),
  misplacedText: kind('syntax-probe', 0.15, 'Text that the grammar has no place for'),
  openLiteral: kind('syntax-probe', 0.55, 'A literal is never closed'),
  openQuote: kind('syntax-probe', 0.2, 'The text ends where a literal begins'),
  openBehindText: kind('syntax-probe', 0.75, 'A quote opens directly behind a literal'),
  strayBracketText: kind('syntax-probe', 0.55, 'A bracket behind a text literal closes nothing'),
  strayBracket: kind('syntax-probe', 0.35, 'A closing bracket has no opening one'),
  textBehindBracket: kind(
    'syntax-probe',
    0.3,
    'Text or more brackets follow a bracket that closes nothing',
  ),
  openStep: kind('syntax-probe', 0.55, 'A complete traversal ends within a step'),
  openGroup: kind('syntax-probe', 0.15, 'A bracket is never closed'),
  tooDeep: kind('dos', 0.45, 'Brackets nest deeper than any program writes'),

  // Words of other languages behind a break.
  foreignDelay: kind('time-blind', 0.76, 'A delay of another language behind the break'),
  foreignUnion: kind('union', 0.77, 'A union of another language behind the break'),
  foreignRun: kind('stacked', 0.76, 'A command of another language behind the break'),
  foreignCall: kind('time-blind', 0.8, 'A function of another database'),
  foreignLogic: kind('tautology', 0.55, 'A condition of another language behind the break'),
  foreignQuery: kind('subquery', 0.6, 'A query of another language behind the break'),

  // Cost.
  manyRounds: kind('dos', 0.55, 'A step is repeated more often than any program needs'),
  unboundRepeat: kind('dos', 0.3, 'A step that goes both ways is repeated without a bound'),
  severalRounds: kind('dos', 0.35, 'A step is repeated more often than programs do'),
  endlessRepeat: kind('dos', 0.7, 'A step is repeated until something that never holds'),
  repeatAll: kind('dos', 0.7, 'Everything is read again in each round'),
  nestedRepeat: kind('dos', 0.5, 'Repeated steps nest without a bound'),
  product: kind('dos', 0.7, 'All elements are joined with all elements'),
} as const satisfies Readonly<Record<string, SignKind>>;
