import { createTransport, type Transporter } from 'nodemailer';
import type { TransportPorts } from '../configuredSink';
import { DeliveryError } from '../sink';
import type { SettingsOf } from '../sinkSettings';
import type { Mail, Mailer } from './mailer';

/** Where TLS begins with the connection, and not by STARTTLS. */
const IMPLICIT_TLS_PORT = 465;
/** Each step of the conversation, ms; servers that look through mail take their time. */
const PATIENCE = 30_000;
const LOOPBACK: readonly string[] = ['localhost', '127.0.0.1', '::1'];

/** Hands mail to an SMTP server; beyond this machine only over TLS. */
export class SmtpMailer implements Mailer {
  private readonly transporter: Transporter;
  private readonly from: string;

  constructor(
    { host, port, user, password, from }: SettingsOf<'smtp'>,
    { certificateAuthority }: TransportPorts,
  ) {
    this.from = from;
    this.transporter = createTransport({
      host,
      port,
      secure: port === IMPLICIT_TLS_PORT,
      requireTLS: !LOOPBACK.includes(host),
      connectionTimeout: PATIENCE,
      greetingTimeout: PATIENCE,
      socketTimeout: PATIENCE,
      disableFileAccess: true,
      disableUrlAccess: true,
      ...(user === undefined ? {} : { auth: { user, pass: password ?? '' } }),
      ...(certificateAuthority === undefined ? {} : { tls: { ca: certificateAuthority } }),
    });
  }

  async send({ id, to, subject, text, html }: Mail, signal: AbortSignal): Promise<void> {
    const messageId = `<${id}@cosmos-warden>`;
    // Machines that answer mail leave this one alone.
    const headers = { 'Auto-Submitted': 'auto-generated' };
    try {
      await this.transporter.sendMail({
        from: this.from,
        to,
        subject,
        text,
        html,
        messageId,
        headers,
        signal,
      });
    } catch (error) {
      throw smtpFailure(error);
    }
  }

  close(): Promise<void> {
    this.transporter.close();
    return Promise.resolve();
  }
}

/** The server closes: that is about no single mail. */
const CLOSING = 421;
/** Codes of the library for what is about one mail. */
const OF_MESSAGE: readonly unknown[] = ['EENVELOPE', 'EMESSAGE'];

function smtpFailure(error: unknown): DeliveryError {
  const known = typeof error === 'object' && error !== null ? error : {};
  const code = 'code' in known && typeof known.code === 'string' ? known.code : '';
  const status = 'responseCode' in known ? known.responseCode : undefined;
  // What the server says may repeat the login; its number says enough.
  const detail = typeof status === 'number' ? `answered ${status}` : 'cannot be reached';
  return new DeliveryError(code === '' ? detail : `${detail} (${code})`, {
    ofMessage: status !== CLOSING && OF_MESSAGE.includes(code),
    cause: error,
  });
}
