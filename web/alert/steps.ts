import type { Alert } from '../../lib/alerts/alert';
import { h } from '../dom/element';
import { section } from '../dom/parts';

/** What to look at, and what to do, to be ticked off. The browser remembers the ticks. */
export function stepsSection({ id, remediationSteps }: Alert): HTMLElement {
  const name = `cosmos-warden-steps-${id}`;
  const done = new Set((localStorage.getItem(name) ?? '').split(',').filter((at) => at !== ''));
  const all = remediationSteps.map((text, at) => ({ text, at: String(at) }));
  const progress = h('span', { class: 'muted' });
  const showProgress = (): void => {
    progress.textContent = `${done.size} of ${all.length} done`;
  };
  const item = ({ text, at }: (typeof all)[number]): HTMLElement => {
    const box = h('input', {
      type: 'checkbox',
      checked: done.has(at),
      onchange: () => {
        if (box.checked) done.add(at);
        else done.delete(at);
        if (done.size === 0) localStorage.removeItem(name);
        else localStorage.setItem(name, [...done].join());
        showProgress();
      },
    });
    return h('li', {}, h('label', {}, box, h('span', {}, text)));
  };
  showProgress();
  return section(
    'What to look at, and what to do',
    progress,
    h('ul', { class: 'steps' }, all.map(item)),
  );
}
