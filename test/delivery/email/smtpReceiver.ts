import type { AddressInfo } from 'node:net';
import { SMTPServer, type SMTPServerOptions } from 'smtp-server';

export interface ReceivedMail {
  readonly to: string;
  readonly source: string;
}

export interface SmtpReceiver {
  readonly port: number;
  readonly mails: ReceivedMail[];
  /** Error for a recipient, or null to take the mail. */
  refuse: (address: string) => Error | null;
  stop(): Promise<void>;
}

/** The SMTP answer with a code of its own. */
export function smtpError(code: number): Error {
  return Object.assign(new Error('refused'), { responseCode: code });
}

/** A mail server on this machine. */
export async function startSmtpReceiver(options: SMTPServerOptions = {}): Promise<SmtpReceiver> {
  const mails: ReceivedMail[] = [];
  const server = new SMTPServer({
    authOptional: true,
    onRcptTo: ({ address }, _session, done) => done(receiver.refuse(address)),
    onData(stream, session, done) {
      let source = '';
      stream.setEncoding('utf8').on('data', (text: string) => (source += text));
      stream.on('end', () => {
        for (const { address } of session.envelope.rcptTo) mails.push({ to: address, source });
        done();
      });
    },
    ...options,
  });
  server.on('error', () => undefined);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  // A server that listens on a host and port has an address of this kind.
  const { port } = server.server.address() as AddressInfo;
  const receiver: SmtpReceiver = {
    port,
    mails,
    refuse: () => null,
    stop: () => new Promise((resolve) => server.close(() => resolve())),
  };
  return receiver;
}

/** The headers of a mail, unfolded. */
export function headerOf({ source }: ReceivedMail, name: string): string {
  const [head = ''] = source.split('\r\n\r\n');
  const unfolded = head.replace(/\r\n[ \t]+/g, ' ');
  return new RegExp(`^${name}: (.*)$`, 'im').exec(unfolded)?.[1] ?? '';
}

/** The parts of a mail by type, decoded. */
export function partsOf({ source }: ReceivedMail): Record<string, string> {
  const boundary = /boundary="([^"]+)"/.exec(source)?.[1] ?? '';
  const parts = source.split(`--${boundary}`).slice(1, -1);
  return Object.fromEntries(
    parts.map((part) => {
      const [head = '', ...rest] = part.split('\r\n\r\n');
      const type = /content-type: ([^;\s]+)/i.exec(head)?.[1] ?? '';
      return [type, decoded(rest.join('\r\n\r\n'), head)];
    }),
  );
}

function decoded(text: string, head: string): string {
  if (/base64/i.test(head)) return Buffer.from(text, 'base64').toString('utf8');
  if (!/quoted-printable/i.test(head)) return text;
  const bytes = text
    .replace(/=\r\n/g, '')
    .replace(/=([0-9A-F]{2})/g, (_, hex: string) => String.fromCharCode(parseInt(hex, 16)));
  return Buffer.from(bytes, 'latin1').toString('utf8');
}
