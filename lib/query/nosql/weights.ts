import type { Technique } from '../verdict';

/** A kind of sign: what it means, and how much it alone makes an injection likely (0 to 1). */
export interface SignKind {
  readonly technique: Technique;
  readonly weight: number;
  readonly meaning: string;
}

const kind = (technique: Technique, weight: number, meaning: string): SignKind => ({
  technique,
  weight,
  meaning,
});

/**
 * Every sign of the NoSQL analyser. 0.5 alone makes an alert. The weights are judgements: what a
 * program's own code hardly ever writes is above 0.5, what it sometimes writes is below and needs
 * company.
 */
export const SIGNS = {
  // Conditions that read nothing of the item, behind one that does.
  alwaysTrueOr: kind('tautology', 0.95, 'A condition that is always true is added with OR'),
  excludedMiddle: kind('tautology', 0.8, 'A condition or its opposite'),
  closedOr: kind('tautology', 0.8, 'What is added with OR ends in a condition between constants'),
  defaultTruth: kind('tautology', 0.7, 'A whole condition is true where it is not known'),
  bareTrueOr: kind('tautology', 0.9, 'The condition true is added with OR'),
  bareValueOr: kind('tautology', 0.75, 'A bare value is added with OR as if it were a condition'),
  constantOr: kind('tautology', 0.7, 'A condition between constants is added with OR'),
  bareFalseOr: kind('tautology', 0.2, 'The condition false is added with OR'),
  constantAnd: kind('boolean-blind', 0.75, 'A condition between constants is added with AND'),
  bareValueAnd: kind(
    'boolean-blind',
    0.65,
    'A bare value is added with AND as if it were a condition',
  ),
  bareTrueAnd: kind('boolean-blind', 0.5, 'The condition true is added with AND behind a literal'),
  bareFalseInPlace: kind(
    'boolean-blind',
    0.55,
    'The condition false is added with AND behind a literal',
  ),
  bareFalseAnd: kind('boolean-blind', 0.25, 'The condition false is added with AND'),
  alwaysTrueFirst: kind('tautology', 0.9, 'OR follows a condition that is always true'),
  textAsCondition: kind(
    'boolean-blind',
    0.8,
    'AND or OR follows a value as if it were a condition',
  ),
  conditionInList: kind('boolean-blind', 0.8, 'A list of values holds a condition'),
  comparedAgain: kind('boolean-blind', 0.65, 'A comparison is compared once more'),
  comparisonAsNumber: kind('operator-abuse', 0.65, 'A comparison is taken for a number'),
  constantChoice: kind('boolean-blind', 0.6, 'A comparison of constants makes a choice'),
  idleArithmetic: kind('boolean-blind', 0.5, 'A calculation changes nothing of a number'),
  operatorOnText: kind('operator-abuse', 0.65, 'An operator joins two literals where one would do'),

  // Conditions that hold for nearly every item.
  nearlyAlwaysTrue: kind(
    'tautology',
    0.65,
    'A condition that nearly every item meets is added with OR',
  ),
  systemPropertyTest: kind('tautology', 0.4, 'A test that every item passes is added with OR'),
  systemPropertyInPlace: kind(
    'tautology',
    0.6,
    'A test that every item passes is added with OR behind a literal',
  ),
  unequalOr: kind('tautology', 0.15, 'A negative test is added with OR'),
  definedOr: kind('tautology', 0.1, 'A test whether a property exists is added with OR'),
  unfilteredExists: kind('subquery', 0.55, 'EXISTS over an unfiltered list is added with OR'),
  udfOnItemOr: kind(
    'udf-abuse',
    0.6,
    'A user-defined function that gets the whole item is added with OR',
  ),
  udfOfNothingOr: kind(
    'udf-abuse',
    0.6,
    'A user-defined function that gets nothing of the item is added with OR',
  ),
  udfOr: kind('udf-abuse', 0.15, 'A user-defined function is added with OR'),
  choiceCompared: kind(
    'boolean-blind',
    0.55,
    'A choice between constants is compared behind a literal',
  ),
  characterProbe: kind('boolean-blind', 0.3, 'One character of a property is tested'),
  credentialGuessOr: kind('boolean-blind', 0.55, 'A guess at a credential is added with OR'),
  credentialCharacter: kind('boolean-blind', 0.55, 'One character of a credential is tested'),
  credentialProbe: kind('boolean-blind', 0.45, 'A credential is guessed piece by piece'),

  // Text that was cut off or hidden.
  hiddenQuote: kind('comment-truncation', 0.85, 'A comment hides the quote that closed a literal'),
  hiddenClause: kind('comment-truncation', 0.65, 'A comment hides the rest of the statement'),
  bareComment: kind('comment-truncation', 0.65, 'An empty comment ends the statement'),
  remark: kind('comment-truncation', 0.2, 'A remark ends a statement of one line'),
  endComment: kind('comment-truncation', 0.5, 'A comment ends a statement of one line'),
  openComment: kind('comment-truncation', 0.75, 'A comment is never closed'),
  versionComment: kind('comment-truncation', 0.8, 'A comment that another database would run'),
  quoteInComment: kind('comment-truncation', 0.6, 'A comment between two words hides a quote'),
  commentAsSpace: kind('comment-truncation', 0.3, 'An empty comment stands where a space would do'),

  // More than one statement, or parts in places where they cannot be.
  stacked: kind('stacked', 0.85, 'Text follows the end of the statement'),
  trailingSemicolon: kind('stacked', 0.15, 'A semicolon ends the statement'),
  repeatedClause: kind('clause-injection', 0.75, 'A clause comes a second time or too late'),
  constantKey: kind('clause-injection', 0.75, 'The result is ordered or grouped by a constant'),
  constantKeyOnly: kind('clause-injection', 0.3, 'The result is ordered or grouped by a constant'),

  conditionAsKey: kind('clause-injection', 0.75, 'The result is ordered or grouped by a condition'),
  guessAsKey: kind('clause-injection', 0.7, 'The result is ordered by a guess at a value'),
  constantQuery: kind('subquery', 0.65, 'A subquery that reads nothing is part of the condition'),

  clauseInBrackets: kind('clause-injection', 0.35, 'A clause begins inside open brackets'),

  clauseBeforeComment: kind(
    'clause-injection',
    0.3,
    'A clause stands in front of a comment that hides the rest',
  ),

  // Syntax that breaks.
  openLiteral: kind('syntax-probe', 0.6, 'A literal is never closed'),
  emptyClause: kind('clause-injection', 0.55, 'A clause without its content follows a literal'),
  brokenLiteral: kind('syntax-probe', 0.45, 'Text follows directly on a literal'),
  adjacentLiterals: kind('syntax-probe', 0.3, 'Two literals follow one another'),
  apartLiterals: kind('syntax-probe', 0.5, 'Two literals stand apart with nothing between them'),
  prefixedText: kind('syntax-probe', 0.5, 'A text literal of another language'),
  foreignOperator: kind('operator-abuse', 0.6, 'An operator of another language'),
  missingOperand: kind('syntax-probe', 0.2, 'Something is missing'),
  foreignCharacter: kind('syntax-probe', 0.3, 'A character that the language does not know'),
  foreignComment: kind(
    'comment-truncation',
    0.6,
    'A comment of another database follows a literal',
  ),
  unbalanced: kind('syntax-probe', 0.3, 'A closing bracket has no opening one'),
  misplacedText: kind('syntax-probe', 0.2, 'Text that the grammar has no place for'),

  foreignLimit: kind('clause-injection', 0.6, 'A LIMIT with two numbers, of another database'),
  conditionOutside: kind('boolean-blind', 0.6, 'A condition stands where no condition can be'),

  // Words.
  foreignVariable: kind('schema-or-file-access', 0.9, 'A variable of another database'),
  foreignWord: kind('syntax-probe', 0.9, 'A word of another database language'),
  unknownNameOr: kind(
    'tautology',
    0.6,
    'A condition on a name that the statement does not know is added with OR',
  ),
  unknownNameAnd: kind(
    'boolean-blind',
    0.5,
    'A condition on a name that the statement does not know is added with AND',
  ),
  unknownNameJoined: kind(
    'operator-abuse',
    0.5,
    'An operator joins a literal with a name that the statement does not know',
  ),
  unknownName: kind('syntax-probe', 0.2, 'A name that the statement does not know'),
  unknownSource: kind(
    'subquery',
    0.6,
    'A subquery reads from something that the statement does not know',
  ),
  unknownFunction: kind('syntax-probe', 0.2, 'A function that the language does not have'),

  unknownFunctionAdded: kind(
    'boolean-blind',
    0.55,
    'A function that the language does not have is added and reads nothing of the item',
  ),

  // Cost.
  hugeText: kind('dos', 0.8, 'A huge text is built'),
  repeatedJoin: kind('dos', 0.55, 'A list is joined with itself again and again'),
  tooDeep: kind('dos', 0.4, 'Nesting deeper than any program writes'),
} as const;
