import type { TransportPorts } from '../configuredSink';
import type { Transport } from '../sink';
import type { SettingsOf } from '../sinkSettings';
import type { Mailer } from './mailer';
import { MailTransport } from './mailTransport';

type MailSettings = SettingsOf<'smtp'> | SettingsOf<'azureEmail'>;

export async function openMail(settings: MailSettings, ports: TransportPorts): Promise<Transport> {
  return new MailTransport(settings, await openMailer(settings, ports), ports);
}

async function openMailer(settings: MailSettings, ports: TransportPorts): Promise<Mailer> {
  if (settings.type === 'smtp') {
    const { SmtpMailer } = await import('./smtpMailer');
    return new SmtpMailer(settings, ports);
  }
  const { AzureMailer } = await import('./azureMailer');
  return AzureMailer.open(settings, ports);
}
