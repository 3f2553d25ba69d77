import { counted } from '../../alerts/phrases';
import { visible } from '../formats/summary';
import type { MailText } from './alertMail';
import { html, page } from './html';
import type { HeldAlert } from './ledger';

/**
 * The mail about what was held back on a day.
 * @param more how many there were beside those that are listed
 */
export function digestMail(day: string, held: readonly HeldAlert[], more: number): MailText {
  const subject = `Cosmos Warden: ${counted(held.length + more, 'alert')} held back on ${day}`;
  const why =
    'They came after the limit of mails for the day, or belong to a story that was mailed before.';
  const lines = held.map(({ severity, title, reason, link }) => ({
    line: visible(`${severity}: ${title}. ${reason}`),
    link,
  }));
  const rest = more === 0 ? [] : [`${more} more are in the list of alerts.`];
  const text = [
    subject,
    why,
    ...lines.map(({ line, link }) => `- ${line}${link === null ? '' : `\n  ${link}`}`),
    ...rest,
  ].join('\n\n');
  const items = lines.map(({ line, link }) =>
    link === null ? html(line) : `<a href="${html(link)}">${html(line)}</a>`,
  );
  const body =
    `<h1 style="font-size:20px">${html(subject)}</h1><p>${html(why)}</p>` +
    `<ul>${items.map((item) => `<li>${item}</li>`).join('')}</ul>` +
    rest.map((line) => `<p>${html(line)}</p>`).join('');
  return { subject, text, html: page(subject, body) };
}
