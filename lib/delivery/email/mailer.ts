/** One mail to one address. */
export interface Mail {
  /** The same for the same mail, so that a repeat can be told. */
  readonly id: string;
  readonly to: string;
  readonly subject: string;
  readonly text: string;
  readonly html: string;
}

/** A way for mail to leave. */
export interface Mailer {
  /** @throws DeliveryError */
  send(mail: Mail, signal: AbortSignal): Promise<void>;
  close(): Promise<void>;
}
