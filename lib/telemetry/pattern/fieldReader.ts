import type { Field } from '../categories/fields';
import type { EventDraft } from '../eventDraft';
import { DecimalScan } from './decimal';
import type { MessageBytes } from './messageBytes';
import type { RepeatedValue } from './repeatedValue';
import type { Slot } from './slot';

/** Sets a field of an event from what stands in a slot. */
export interface FieldReader {
  read(message: MessageBytes, event: EventDraft): void;
}

export class RepeatedFieldReader implements FieldReader {
  constructor(
    private readonly field: Field,
    private readonly value: RepeatedValue<unknown>,
  ) {}

  read(message: MessageBytes, event: EventDraft): void {
    this.field.set(event, this.value.meaning(message));
  }
}

export class UniqueFieldReader implements FieldReader {
  constructor(
    private readonly field: Field,
    private readonly slot: Slot,
  ) {}

  read(message: MessageBytes, event: EventDraft): void {
    this.field.set(event, this.field.understand(this.slot.value(message)));
  }
}

/** Reads a number straight from its digits. */
export class QuantityFieldReader implements FieldReader {
  private readonly decimal: DecimalScan;

  constructor(
    private readonly field: Field,
    private readonly slot: Slot,
  ) {
    this.decimal = new DecimalScan(slot.isText);
    slot.readWith(this.decimal);
  }

  read(message: MessageBytes, event: EventDraft): void {
    const { field, slot, decimal } = this;
    field.set(event, slot.isQuick ? decimal.value : field.understand(slot.value(message)));
  }
}
