import type { Message } from '../message';
import { summaryOf } from './summary';

/** Slack's limits: https://docs.slack.dev/reference/block-kit/blocks */
const LONGEST = { header: 150, text: 2900, field: 1900 } as const;
const MOST_FIELDS = 10;

/** A message for an incoming webhook of Slack. Nothing in it is read as mark-up. */
export function slackMessage(message: Message) {
  const { headline, reason, facts, steps } = summaryOf(message);
  const { page } = message;
  const section = (text: string) => ({ type: 'section', text: plainText(text, LONGEST.text) });
  return {
    text: escaped(`${headline}\n${reason}`.slice(0, LONGEST.text)),
    blocks: [
      { type: 'header', text: plainText(headline, LONGEST.header) },
      section(reason),
      {
        type: 'section',
        fields: facts
          .slice(0, MOST_FIELDS)
          .map(([name, value]) => plainText(`${name}\n${value}`, LONGEST.field)),
      },
      section(['What to do:', ...steps.map((step, at) => `${at + 1}. ${step}`)].join('\n')),
      ...(page === null
        ? []
        : [
            {
              type: 'actions',
              elements: [{ type: 'button', text: plainText('Open the alert', 75), url: page }],
            },
          ]),
    ],
  };
}

function plainText(text: string, longest: number) {
  return { type: 'plain_text', text: text.slice(0, longest), emoji: false };
}

/** The text for notifications knows mark-up: these three characters make it. */
function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}
