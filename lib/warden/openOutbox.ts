import { managedIdentity } from './managedIdentity';
import type { Settings } from '../settings';
import type { DocumentStore } from '../storage/documents';
import { ConfiguredSink } from '../delivery/configuredSink';
import { openTransport } from '../delivery/openTransport';
import { Outbox } from '../delivery/outbox';

/** The outbox with the sinks that the settings name. Nothing is loaded or reached for yet. */
export function openOutbox(settings: Settings, store: DocumentStore): Outbox {
  const { appUrl, cloud } = settings;
  const now = () => Date.now();
  const credential = () => managedIdentity(settings);
  const ports = { store, credential, cloud, appUrl, now };
  const sinks = settings.sinks.map((sink) => new ConfiguredSink(sink, ports, openTransport));
  return new Outbox({ store, sinks, appUrl, now, random: Math.random });
}
