import { h } from './element';

/** A choice of one of several values. A value that is not among them stands for itself. */
export function selectField<T extends string>(
  label: string,
  options: readonly (readonly [value: T, name: string])[],
  chosen: T,
  change: (value: T) => void,
): HTMLSelectElement {
  const isKnown = options.some(([value]) => value === chosen);
  const all = isKnown ? options : [...options, [chosen, chosen] as const];
  const field = h(
    'select',
    {
      'aria-label': label,
      onchange: () => {
        const picked = all[field.selectedIndex];
        if (picked !== undefined) change(picked[0]);
      },
    },
    all.map(([value, name]) => h('option', { value, selected: value === chosen }, name)),
  );
  return field;
}
