import type { Message } from '../message';
import { summaryOf } from './summary';

/**
 * A message for a Teams workflow that waits for a webhook: an adaptive card. Text runs know no
 * mark-up, unlike text blocks and fact sets, so text from logs goes into them.
 */
export function teamsMessage(message: Message) {
  const { headline, reason, facts, steps } = summaryOf(message);
  const { page } = message;
  const content = {
    $schema: 'http://adaptivecards.io/schemas/adaptive-card.json',
    type: 'AdaptiveCard',
    version: '1.4',
    body: [
      richText([{ text: headline, size: 'Large', weight: 'Bolder' }]),
      richText([{ text: reason }]),
      ...facts.map(([name, value]) =>
        richText([{ text: `${name}: `, weight: 'Bolder' }, { text: value }]),
      ),
      richText([{ text: 'What to do', weight: 'Bolder' }]),
      ...steps.map((step, at) => richText([{ text: `${at + 1}. ${step}` }])),
    ],
    ...(page === null
      ? {}
      : { actions: [{ type: 'Action.OpenUrl', title: 'Open the alert', url: page }] }),
  };
  return {
    type: 'message',
    attachments: [{ contentType: 'application/vnd.microsoft.card.adaptive', content }],
  };
}

interface TextRun {
  readonly text: string;
  readonly weight?: 'Bolder';
  readonly size?: 'Large';
}

function richText(runs: readonly TextRun[]) {
  return { type: 'RichTextBlock', inlines: runs.map((run) => ({ type: 'TextRun', ...run })) };
}
