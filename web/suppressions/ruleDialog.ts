import { accountName } from '../../lib/telemetry/displayNames';
import type { Choices } from '../alerts/choices';
import { read, send } from '../api/client';
import { paths, type DryRun, type Rule } from '../api/resources';
import { openDialog } from '../dom/dialog';
import { fill, h } from '../dom/element';
import { problemNote } from '../dom/problemNote';
import { selectField } from '../dom/selectField';
import { hiddenList } from './hiddenList';
import { expiryDay, NARROWING, ruleId, type Narrowing, type RuleBody } from './ruleFields';

const DAY = 86_400_000;
const USUAL_DAYS = 90;

/** Writes a rule, or changes one; it can be tried on the alerts of 30 days first. */
export function openRuleDialog(known: Rule | null, choices: Choices, changed: () => void): void {
  const { element, bodyOf } = ruleForm(known, choices);
  const id = (): string => known?.id ?? ruleId(bodyOf().name, Date.now());
  const tried = h('div', { role: 'status' });
  const tryOut = async (): Promise<void> => {
    try {
      const body = { ...bodyOf(), dryRun: true };
      fill(
        tried,
        hiddenList(await send<DryRun>('PUT', paths.rule(id()), { body }), 'Would have hidden'),
      );
    } catch (error) {
      fill(tried, problemNote(error));
    }
  };
  openDialog({
    title: known === null ? 'New suppression rule' : `Change: ${known.name}`,
    body: [
      h(
        'p',
        { class: 'muted' },
        'An alert is hidden where all that it knows fits every field that is filled in.',
      ),
      element,
      h('button', { type: 'button', onclick: () => void tryOut() }, 'Try on the last 30 days'),
      tried,
    ],
    confirm: known === null ? 'Create' : 'Save',
    act: async () => {
      const etag = known === null ? null : (await read(paths.rule(known.id))).etag;
      const condition = etag === null ? { ifNoneMatch: '*' as const } : { ifMatch: etag };
      await send('PUT', paths.rule(id()), { body: bodyOf(), ...condition });
      changed();
    },
  });
}

function ruleForm(known: Rule | null, { alertTypes, accounts }: Choices) {
  let alertType = known?.alertType ?? '';
  let accountId = known?.accountId ?? '';
  let state: RuleBody['state'] = known?.state === 'disabled' ? 'disabled' : 'enabled';
  const name = h('input', {
    id: 'rule-name',
    required: true,
    minlength: 2,
    maxlength: 50,
    value: known?.name ?? '',
  });
  const reason = h(
    'textarea',
    { id: 'rule-reason', required: true, rows: 2, maxlength: 1000 },
    known?.reason ?? '',
  );
  const expiry = h('input', {
    id: 'rule-expiry',
    type: 'date',
    required: true,
    value: known === null ? dayAfter(USUAL_DAYS) : expiryDay(known),
    min: dayAfter(1),
    max: dayAfter(364),
  });
  const narrowing = NARROWING.map(({ member, name: title, example }) => {
    const field = h('input', {
      id: `rule-${member}`,
      placeholder: example,
      value: known?.[member] ?? '',
    });
    return { member, title, field };
  });
  const types = selectField(
    'Alert type',
    [
      // A rule hides a type that somebody has chosen.
      ...(alertType === '' ? [['', 'Choose one'] as const] : []),
      ...alertTypes.map((type) => [type, type] as const),
    ],
    alertType,
    (value) => (alertType = value),
  );
  types.required = true;
  const element = h(
    'div',
    { class: 'fields' },
    labelled('rule-name', 'Name', name),
    labelled('rule-reason', 'Reason', reason),
    h('label', {}, 'Alert type', types),
    // The account of a rule cannot change.
    known === null &&
      h(
        'label',
        {},
        'Account',
        selectField(
          'Account',
          [['', 'Every account'], ...accounts.map((one) => [one, accountName(one)] as const)],
          accountId,
          (value) => (accountId = value),
        ),
      ),
    narrowing.map(({ member, title, field }) => labelled(`rule-${member}`, title, field)),
    labelled('rule-expiry', 'Ends on', expiry),
    h(
      'label',
      {},
      'State',
      selectField(
        'State',
        [
          ['enabled', 'Enabled'],
          ['disabled', 'Disabled'],
        ],
        state,
        (value) => (state = value),
      ),
    ),
  );
  const valueOf = (member: Narrowing): string | null => {
    const text = narrowing.find((one) => one.member === member)?.field.value.trim() ?? '';
    return text === '' ? null : text;
  };
  const bodyOf = (): RuleBody => ({
    name: name.value.trim(),
    reason: reason.value.trim(),
    alertType,
    accountId: accountId === '' ? null : accountId,
    principal: valueOf('principal'),
    address: valueOf('address'),
    application: valueOf('application'),
    country: valueOf('country'),
    container: valueOf('container'),
    queryShape: valueOf('queryShape'),
    expirationDateUtc: `${expiry.value}T00:00:00Z`,
    state,
  });
  return { element, bodyOf };
}

function labelled(id: string, title: string, field: HTMLElement): HTMLElement {
  return h('div', {}, h('label', { for: id }, title), field);
}

function dayAfter(days: number): string {
  return new Date(Date.now() + days * DAY).toISOString().slice(0, 10);
}
