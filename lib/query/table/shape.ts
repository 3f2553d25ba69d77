/** A filter without its literals, in one writing: equal for equal shapes. */

import type { Expression } from './tree';

/**
 * Each literal becomes `?`; equal neighbours in `and` and `or` become one with a `+`. Parentheses
 * stay, as they show where an application puts its values; those around parentheses or around the
 * whole filter say nothing.
 */
export function shapeOf(expression: Expression): string {
  return expression.kind === 'group' ? shapeOf(expression.inner) : shapeWithin(expression);
}

function shapeWithin(expression: Expression): string {
  switch (expression.kind) {
    case 'literal':
      return '?';
    case 'property':
      return expression.name;
    case 'missing':
      return '!';
    case 'call':
      return `${expression.name}(${expression.args.map(shapeWithin).join(',')})`;
    case 'group':
      return `(${shapeOf(expression.inner)})`;
    case 'not':
      return `not ${shapeWithin(expression.operand)}`;
    case 'comparison':
      return `${shapeWithin(expression.left)} ${expression.operator} ${shapeWithin(expression.right)}`;
    case 'and':
    case 'or':
      return collapsed(expression.operands.map(shapeWithin)).join(` ${expression.kind} `);
  }
}

function collapsed(shapes: readonly string[]): string[] {
  const kept: string[] = [];
  let repeated = false;
  for (const [index, shape] of shapes.entries()) {
    if (index > 0 && shape === shapes[index - 1]) {
      if (!repeated) kept[kept.length - 1] = `${shape}+`;
      repeated = true;
    } else {
      kept.push(shape);
      repeated = false;
    }
  }
  return kept;
}
