import { createServer, type AddressInfo } from 'node:net';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { MemoryStore } from '../../../lib/storage/memoryStore';
import { selfSigned } from '../receivers/certificate';
import { configuredSink, failureOf, PATIENT, transportOf } from '../receivers/transports';
import { dueAlert, LATER, message, MINUTE, outboxOf, store, stored, TestClock } from '../support';
import { headerOf, partsOf, smtpError, startSmtpReceiver, type SmtpReceiver } from './smtpReceiver';

const certificate = selfSigned();
let receiver: SmtpReceiver;
let documents: MemoryStore;
let clock: TestClock;
beforeEach(async () => {
  receiver = await startSmtpReceiver(certificate);
  documents = new MemoryStore();
  clock = new TestClock();
});
afterEach(() => receiver.stop());

const DAY = 24 * 3_600_000;
const smtp = () => ({
  type: 'smtp',
  host: 'localhost',
  port: receiver.port,
  from: 'warden@example.com',
  to: ['oncall@example.com'],
});
const ports = () => ({
  store: documents,
  now: clock.now,
  certificateAuthority: certificate.cert,
});
const open = (settings: object = {}) => transportOf({ ...smtp(), ...settings }, ports());
const sinkOf = (settings: object) => configuredSink(settings, ports());
const alertMessage = async (n: number, change: Parameters<typeof message>[0] = {}) => {
  const { id } = await dueAlert(n);
  const told = await message({ id, severity: 'High', ...change });
  return told;
};

test('a mail has the alert in text and HTML, with what to do and a link', async () => {
  const told = await alertMessage(1);
  await (await open()).send(told, PATIENT());
  const [mail] = receiver.mails;
  if (mail === undefined) throw new Error('no mail');
  expect(headerOf(mail, 'Subject')).toContain('New alert (High)');
  expect(headerOf(mail, 'Message-ID')).toContain(told.id);
  const parts = partsOf(mail);
  for (const text of [parts['text/plain'] ?? '', parts['text/html'] ?? '']) {
    expect(text).toContain(told.page);
    for (const part of ['T1090.003', 'shop', 'CosmosDB_TorAnomaly']) expect(text).toContain(part);
  }
  expect(parts['text/plain']).toContain(`1. ${told.alert.remediationSteps[0] ?? ''}`);
});

test('text from a log is text: in HTML, and in headers', async () => {
  const evil = '<script>alert(1)</script>\r\nBcc: thief@example.com\u202e';
  const change = { reason: evil, alertDisplayName: evil, extendedProperties: { addresses: evil } };
  await (await open()).send(await alertMessage(1, change), PATIENT());
  const [mail] = receiver.mails;
  if (mail === undefined) throw new Error('no mail');
  expect(receiver.mails).toHaveLength(1);
  expect(headerOf(mail, 'Bcc')).toBe('');
  const parts = partsOf(mail);
  expect(parts['text/html']).not.toContain('<script');
  expect(parts['text/html']).toContain('&lt;script&gt;');
  expect(parts['text/plain']).not.toContain('\u202e');
});

test('the limits of a day hold for each address, and a digest tells the rest', async () => {
  const to = ['one@example.com', 'two@example.com'];
  const transport = await open({ to, minimumSeverity: 'Low' });
  let n = 0;
  for (const [severity, count] of [
    ['High', 6],
    ['Medium', 4],
    ['Low', 3],
  ] as const) {
    for (let at = 0; at < count; at += 1) {
      n += 1;
      await transport.send(await alertMessage(n, { severity }), PATIENT());
    }
  }
  const mailsTo = (address: string) => receiver.mails.filter((mail) => mail.to === address);
  for (const address of to) expect(mailsTo(address)).toHaveLength(4 + 2 + 1);
  await transport.flush?.(clock.time, PATIENT());
  expect(receiver.mails).toHaveLength(14);
  clock.time += DAY;
  for (let runs = 0; runs < 3; runs += 1) await transport.flush?.(clock.time, PATIENT());
  for (const address of to) {
    const [digest, ...more] = mailsTo(address).slice(7);
    if (digest === undefined) throw new Error('no digest');
    expect(more).toEqual([]);
    expect(headerOf(digest, 'Subject')).toContain('6 alerts held back on 2026-11-22');
    expect((partsOf(digest)['text/plain']?.match(/^- (High|Medium|Low): /gm) ?? []).sort()).toEqual(
      ['- High: ', '- High: ', '- Low: ', '- Low: ', '- Medium: ', '- Medium: '],
    );
  }
  // A new day has new limits.
  await transport.send(await alertMessage(99), PATIENT());
  expect(receiver.mails).toHaveLength(18);
});

test('two instances send one digest', async () => {
  const instances = [await open(), await open()];
  for (let n = 0; n < 6; n += 1) await instances[0]?.send(await alertMessage(n), PATIENT());
  clock.time += DAY;
  await Promise.all(instances.map(async (one) => one.flush?.(clock.time, PATIENT())));
  expect(receiver.mails.map((mail) => headerOf(mail, 'Subject'))).toEqual([
    ...Array.from({ length: 4 }, () => expect.stringContaining('New alert')),
    expect.stringContaining('2 alerts held back'),
  ]);
});

describe('a story', () => {
  test('is one mail, which names its parts', async () => {
    const [first, second] = [await dueAlert(1), await dueAlert(2)];
    await store(documents, first, second);
    const transport = await open();
    const relatedTo = (id: string) => ({ extendedProperties: { relatedAlerts: id } });
    await transport.send(await alertMessage(1, relatedTo(second.id)), PATIENT());
    await transport.send(await alertMessage(2, relatedTo(first.id)), PATIENT());
    expect(receiver.mails).toHaveLength(1);
    const text = receiver.mails.map((mail) => partsOf(mail)['text/plain'] ?? '').join('');
    expect(text).toContain(`- ${second.severity}: ${second.alertDisplayName}`);
    clock.time += DAY;
    await transport.flush?.(clock.time, PATIENT());
    expect(receiver.mails.map((mail) => headerOf(mail, 'Subject')).at(-1)).toContain('1 alert ');
  });

  test('is mailed again where it becomes worse', async () => {
    const { id } = await dueAlert(1);
    const transport = await open({ minimumSeverity: 'Low' });
    await transport.send(await alertMessage(1, { severity: 'Medium' }), PATIENT());
    const related = { extendedProperties: { relatedAlerts: id } };
    await transport.send(await alertMessage(2, related), PATIENT());
    await transport.send(await alertMessage(3, { continues: id, severity: 'Low' }), PATIENT());
    expect(receiver.mails).toHaveLength(2);
  });
});

test('closing an alert, and growing without getting worse, is no mail', async () => {
  const transport = await open();
  const { id } = await dueAlert(1);
  await transport.send(await alertMessage(1), PATIENT());
  await transport.send(await message({ id, severity: 'High', revision: 2 }, 'Updated'), PATIENT());
  const closed = { id, severity: 'High', revision: 3, status: 'Resolved' } as const;
  await transport.send(await message(closed, 'Closed'), PATIENT());
  expect(receiver.mails).toHaveLength(1);
});

test('an alert that goes on after somebody has closed it is mailed again', async () => {
  const transport = await open();
  const { id } = await dueAlert(1);
  await transport.send(await alertMessage(1), PATIENT());
  const closed = { id, severity: 'High', revision: 2, status: 'Resolved' } as const;
  await transport.send(await message(closed, 'Closed'), PATIENT());
  const reopened = { id, severity: 'High', revision: 3, status: 'Active' } as const;
  for (const revision of [3, 4]) {
    await transport.send(await message({ ...reopened, revision }, 'Updated'), PATIENT());
  }
  expect(receiver.mails.map((mail) => headerOf(mail, 'Message-ID'))).toEqual([
    expect.stringContaining(`${id}-1.`),
    expect.stringContaining(`${id}-3.`),
  ]);
});

test('samples have limits of their own', async () => {
  const transport = await open();
  const sample = { extendedProperties: { sample: 'true' } };
  for (let n = 0; n < 5; n += 1) await transport.send(await alertMessage(n, sample), PATIENT());
  for (let n = 5; n < 10; n += 1) await transport.send(await alertMessage(n), PATIENT());
  const subjects = receiver.mails.map((mail) => headerOf(mail, 'Subject'));
  expect(subjects.map((subject) => subject.startsWith('SAMPLE'))).toEqual([
    ...[true, true, true, true],
    ...[false, false, false, false],
  ]);
});

test('the same message again is no second mail, unless its mail had failed', async () => {
  const transport = await open({ to: ['bad@example.com', 'good@example.com'] });
  receiver.refuse = (address) => (address.startsWith('bad') ? smtpError(550) : null);
  const told = await alertMessage(1);
  const error = await failureOf(transport, told);
  expect(error).toMatchObject({ message: expect.stringContaining('550'), ofMessage: true });
  expect(receiver.mails.map(({ to }) => to)).toEqual(['good@example.com']);
  receiver.refuse = () => null;
  await transport.send(told, PATIENT());
  await transport.send(told, PATIENT());
  expect(receiver.mails.map(({ to }) => to)).toEqual(['good@example.com', 'bad@example.com']);
});

describe('a server that fails', () => {
  test('nobody there', async () => {
    const gone = await startSmtpReceiver(certificate);
    await gone.stop();
    const error = await failureOf(await open({ port: gone.port }), await alertMessage(1));
    expect(error).toMatchObject({ message: expect.stringContaining('ESOCKET'), ofMessage: false });
  });

  test.each([421, 452, 554])('%i is said, and the mail goes out later', async (code) => {
    const transport = await open();
    receiver.refuse = () => smtpError(code);
    const told = await alertMessage(1);
    const error = await failureOf(transport, told);
    expect(error.message).toContain(String(code));
    receiver.refuse = () => null;
    await transport.send(told, PATIENT());
    expect(receiver.mails).toHaveLength(1);
  });

  test('421 is about the server, 450 about one address', async () => {
    for (const [code, ofMessage] of [
      [421, false],
      [450, true],
    ] as const) {
      receiver.refuse = () => smtpError(code);
      expect(await failureOf(await open(), await alertMessage(1))).toMatchObject({ ofMessage });
    }
  });

  test('strangers have to come again (greylisting): the mail goes out once', async () => {
    const known = new Set<string>();
    receiver.refuse = (address) => {
      if (known.has(address)) return null;
      known.add(address);
      return smtpError(450);
    };
    const alert = await dueAlert(1, { severity: 'High' });
    await store(documents, alert);
    const to = ['one@example.com', 'two@example.com'];
    const sink = sinkOf({ ...smtp(), to });
    const outbox = outboxOf(documents, [sink], clock);
    for (let minute = 0; minute < 10; minute += 1) {
      clock.time += MINUTE;
      await outbox.deliverDue(LATER);
    }
    expect(receiver.mails.map((mail) => mail.to)).toEqual(to);
    expect((await stored(documents, alert)).delivery['smtp']).toMatchObject({
      state: 'delivered',
      attempts: 2,
    });
    await sink.close();
  });

  test('one that takes its time is waited for', async () => {
    const slow = await startSmtpReceiver({
      ...certificate,
      onConnect: (_, done) => void setTimeout(done, 400),
      onMailFrom: (_, __, done) => void setTimeout(done, 400),
    });
    try {
      await (await open({ port: slow.port })).send(await alertMessage(1), PATIENT());
      expect(slow.mails).toHaveLength(1);
    } finally {
      await slow.stop();
    }
  });

  test('one that is too slow is left, and does not get the mail after all', async () => {
    const isAsked = { mails: 0 };
    const slow = await startSmtpReceiver({
      ...certificate,
      onMailFrom: (_, __, done) => {
        isAsked.mails += 1;
        setTimeout(done, 600);
      },
    });
    try {
      const transport = await open({ port: slow.port });
      const told = await alertMessage(1);
      await failureOf(transport, told, AbortSignal.timeout(300));
      await new Promise((resolve) => setTimeout(resolve, 900));
      expect([isAsked.mails, slow.mails]).toEqual([1, []]);
      await transport.send(told, PATIENT());
      expect(slow.mails).toHaveLength(1);
    } finally {
      await slow.stop();
    }
  });

  test('one that says nothing at all is left when the time is over', async () => {
    const silent = createServer();
    await new Promise<void>((listening) => silent.listen(0, '127.0.0.1', listening));
    // A server that listens on a host and port has an address of this kind.
    const { port } = silent.address() as AddressInfo;
    try {
      const told = await alertMessage(1);
      const error = await failureOf(await open({ port }), told, AbortSignal.timeout(300));
      expect(error).toMatchObject({ ofMessage: false });
    } finally {
      await new Promise((closed) => silent.close(closed));
    }
  });

  test('a connection that breaks off', async () => {
    const rude = createServer((socket) => void socket.destroy());
    await new Promise<void>((listening) => rude.listen(0, '127.0.0.1', listening));
    // A server that listens on a host and port has an address of this kind.
    const { port } = rude.address() as AddressInfo;
    try {
      const error = await failureOf(await open({ port }), await alertMessage(1));
      expect(error).toMatchObject({ message: expect.stringContaining('cannot be reached') });
    } finally {
      await new Promise((closed) => rude.close(closed));
    }
  });

  test('a certificate that nobody vouches for is not believed', async () => {
    const other = await startSmtpReceiver(selfSigned());
    try {
      await failureOf(await open({ port: other.port }), await alertMessage(1));
      expect(other.mails).toEqual([]);
    } finally {
      await other.stop();
    }
  });

  test('a wrong login tells no password', async () => {
    const strict = await startSmtpReceiver({
      ...certificate,
      authOptional: false,
      onAuth: (_, __, done) => done(null, {}),
    });
    try {
      const login = { user: 'warden', password: 'the-secret-password' };
      const error = await failureOf(
        await open({ port: strict.port, ...login }),
        await alertMessage(1),
      );
      expect(error.message).toContain('EAUTH');
      expect(error.message).not.toContain(login.password);
      expect(strict.mails).toEqual([]);
    } finally {
      await strict.stop();
    }
  });
});

test('the ledger names no address', async () => {
  await (await open()).send(await alertMessage(1), PATIENT());
  const ledgers = await documents.query('leases', {});
  expect(ledgers).toHaveLength(1);
  expect(JSON.stringify(ledgers)).not.toContain('oncall');
});
