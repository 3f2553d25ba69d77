import { summaryOf, visible } from '../formats/summary';
import type { Message } from '../message';
import { html, page } from './html';

/** Another alert of the same story. */
export interface StoryPart {
  readonly title: string;
  readonly severity: string;
  readonly reason: string;
}

export interface MailText {
  readonly subject: string;
  readonly text: string;
  readonly html: string;
}

/** The mail about an alert, and what else belongs to its story. */
export function alertMail(message: Message, story: readonly StoryPart[]): MailText {
  const { headline, reason, facts, steps } = summaryOf(message);
  const { page: link } = message;
  const parts = story.map(({ title, severity, reason: why }) =>
    visible(`${severity}: ${title}. ${why}`),
  );
  const also = 'The same client, at about the same time';
  const text = [
    headline,
    reason,
    facts.map(([name, value]) => `${name}: ${value}`).join('\n'),
    ...(parts.length === 0 ? [] : [`${also}:\n${parts.map((part) => `- ${part}`).join('\n')}`]),
    `What to do:\n${steps.map((step, at) => `${at + 1}. ${step}`).join('\n')}`,
    ...(link === null ? [] : [`The alert: ${link}`]),
  ].join('\n\n');
  const body = [
    `<h1 style="font-size:20px">${html(headline)}</h1><p>${html(reason)}</p>`,
    `<table>${facts
      .map(
        ([name, value]) =>
          `<tr><th align="left" valign="top">${html(name)}</th><td>${html(value)}</td></tr>`,
      )
      .join('')}</table>`,
    ...(parts.length === 0 ? [] : [`<h2>${also}</h2><ul>${items(parts)}</ul>`]),
    `<h2>What to do</h2><ol>${items(steps)}</ol>`,
    ...(link === null ? [] : [`<p><a href="${html(link)}">Open the alert</a></p>`]),
  ].join('');
  return { subject: headline, text, html: page(headline, body) };
}

function items(texts: readonly string[]): string {
  return texts.map((text) => `<li>${html(text)}</li>`).join('');
}
